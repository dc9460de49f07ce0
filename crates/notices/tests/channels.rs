//! Channels: proving an address, accepting webhooks, and giving up what is dead.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;

use common::{HOUR, House, code_in, monday, person, places};
use kernel::{Error, Verdict};
use notices::robot::dingtalk_sign;
use notices::store::Channel;
use notices::{Vendors, channel, code, inbox};
use serde_json::Value;

#[tokio::test]
async fn a_code_counts_once_for_half_an_hour_and_five_tries() {
    for place in places().await {
        let house = House::build(&place.db, Vendors::default()).await;
        let li = person();
        let bad = place.db.write(move |tx| code::ask(tx, li, "li at factory", monday())).await;
        assert!(matches!(bad, Err(Error::Invalid(_))));
        let try_code =
            async |typed: String, at| place.db.write(move |tx| code::confirm(tx, li, &typed, at)).await.unwrap();
        let expired = Verdict::deny("notices-code-expired");
        let mut now = monday();
        assert_eq!(try_code("123456".to_owned(), now).await, expired);
        for round in 0..3 {
            place.db.write(move |tx| code::ask(tx, li, " li@factory.example ", now)).await.unwrap();
            let soon = place.db.write(move |tx| code::ask(tx, li, "li@factory.example", now)).await;
            assert!(matches!(soon, Err(Error::TooMany(60))));
            house.runs(now).await;
            let mail = house.mailed().pop().unwrap();
            assert_eq!(mail.to, "li@factory.example");
            let right = code_in(&mail.text);
            let wrong = if right == "000000" { "000001" } else { "000000" }.to_owned();
            match round {
                0 => {
                    for _ in 0..code::MOST_WRONG {
                        assert_eq!(try_code(wrong.clone(), now).await, Verdict::deny("notices-code-wrong"));
                    }
                    assert_eq!(try_code(right, now).await, expired);
                }
                1 => assert_eq!(try_code(right, now.plus_millis(code::LIFETIME)).await, expired),
                _ => {
                    assert_eq!(try_code(right.clone(), now).await, Verdict::Allow);
                    assert_eq!(try_code(right, now).await, expired);
                }
            }
            now = now.plus_millis(HOUR);
        }
        let stored = place.db.read(move |reader| channel::channels(reader, li)).await.unwrap();
        assert!(stored.iter().any(|row| row.channel == Channel::Email && row.address == "li@factory.example"));
    }
}

#[tokio::test]
async fn ten_codes_a_day_and_no_more() {
    for place in places().await {
        let li = person();
        for minute in 0..i64::from(code::MOST_ASKED) {
            let at = monday().plus_millis(minute * 60_000);
            place.db.write(move |tx| code::ask(tx, li, "li@factory.example", at)).await.unwrap();
        }
        let later = monday().plus_millis(HOUR);
        let more = place.db.write(move |tx| code::ask(tx, li, "li@factory.example", later)).await;
        assert!(matches!(more, Err(Error::TooMany(seconds)) if seconds == 14 * 3600));
    }
}

#[test]
fn only_a_vendors_own_webhooks_are_accepted() {
    let vendors = Vendors::default();
    let dingtalk = "https://oapi.dingtalk.com/robot/send?access_token=";
    assert!(vendors.accept(Channel::Dingtalk, &format!("{dingtalk}0a1b-_Z")));
    assert!(vendors.accept(Channel::Wecom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx"));
    assert!(vendors.accept(Channel::Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/693a91f6"));
    for bad in [
        dingtalk.to_owned(),
        format!("{dingtalk}a&x=y"),
        format!("{dingtalk}a#b"),
        format!("{dingtalk}{}", "a".repeat(201)),
        "http://oapi.dingtalk.com/robot/send?access_token=a".to_owned(),
        "https://oapi.dingtalk.com@evil.example/robot/send?access_token=a".to_owned(),
        "https://oapi.dingtalk.com.evil.example/robot/send?access_token=a".to_owned(),
        "https://open.feishu.cn/open-apis/bot/v2/hook/a".to_owned(),
        "https://open.feishu.cn/open-apis/bot/v2/hook/../a".to_owned(),
        "http://127.0.0.1/robot/send?access_token=a".to_owned(),
    ] {
        assert!(!vendors.accept(Channel::Dingtalk, &bad), "{bad}");
    }
    assert!(!vendors.accept(Channel::Email, "li@factory.example"));
}

/// A vendor on this machine: answers each request with the next answer, and tells what it was sent.
fn vendor(answers: Vec<&'static str>) -> (String, mpsc::Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            tell.send(request(&stream)).unwrap();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len());
            stream.write_all(format!("{head}{answer}").as_bytes()).unwrap();
        }
    });
    (origin, told)
}

/// The path and the body of a request.
fn request(stream: &TcpStream) -> (String, Value) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let path = line.split(' ').nth(1).unwrap().to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        if header.trim().is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').unwrap();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    (path, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn a_robot_speaks_is_tried_again_and_in_the_end_given_up() {
    for place in places().await {
        let refusal = r#"{"errcode":310000,"errmsg":"sign not match"}"#;
        let mut answers = vec![r#"{"errcode":0,"errmsg":"ok"}"#];
        answers.extend([refusal; jobs::queue::MOST_TRIES as usize]);
        let (origin, told) = vendor(answers);
        let vendors = Vendors::default().with(Channel::Dingtalk, format!("{origin}/robot/send?access_token="));
        let house = House::build(&place.db, vendors.clone()).await;
        let (zhang, li) = (person(), person());
        let address = format!("{origin}/robot/send?access_token=abc");
        place
            .db
            .write(move |tx| channel::put_robot(tx, &vendors, li, Channel::Dingtalk, &address, "SEC1", monday()))
            .await
            .unwrap();

        house.happens(&[li], zhang, 1, true, monday()).await;
        house.runs(monday()).await;
        let (path, body) = told.recv().unwrap();
        let sign = dingtalk_sign("SEC1", monday()).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        assert_eq!(path, format!("/robot/send?access_token=abc&timestamp={}&sign={sign}", monday().millis()));
        assert!(body["markdown"]["text"].as_str().unwrap().contains("(https://liaoyuan.example/things/1)"));

        house.happens(&[li], zhang, 2, true, monday()).await;
        let mut now = monday();
        for _ in 0..jobs::queue::MOST_TRIES {
            house.runs(now).await;
            told.recv().unwrap();
            now = place.db.read(jobs::queue::next).await.unwrap().unwrap_or(now);
        }
        let dead = place.db.read(|reader| jobs::queue::dead(reader, 5)).await.unwrap();
        assert_eq!(dead[0].error.as_deref(), Some("broken: the robot's server refused with code 310000"));
        assert!(!place.db.read(move |reader| channel::channels(reader, li)).await.unwrap()[0].enabled);
        let newest = place.db.read(move |reader| inbox::inbox(reader, li, None, 1)).await.unwrap().remove(0);
        assert_eq!((newest.key.as_str(), newest.href.as_str()), ("notices-channel-failed", "/me/channels"));

        house.happens(&[li], zhang, 3, true, now).await;
        house.runs(now).await;
        assert_eq!(told.try_recv().unwrap_err(), mpsc::TryRecvError::Disconnected, "it speaks no more");
    }
}

#[tokio::test]
async fn a_vendor_that_is_down_all_day_costs_nobody_their_channel() {
    for place in places().await {
        // A port that was free a moment ago, and where nobody listens.
        let origin = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
        let vendors = Vendors::default().with(Channel::Feishu, format!("{origin}/hook/"));
        let house = House::build(&place.db, vendors.clone()).await;
        let li = person();
        let address = format!("{origin}/hook/abc");
        let put =
            move |tx: &mut store::Tx<'_>| channel::put_robot(tx, &vendors, li, Channel::Feishu, &address, "", monday());
        place.db.write(put).await.unwrap();
        house.happens(&[li], person(), 1, true, monday()).await;
        let mut now = monday();
        while let Some(next) = place.db.read(jobs::queue::next).await.unwrap() {
            now = next;
            house.runs(now).await;
            if place.db.read(jobs::queue::counts).await.unwrap().dead == 1 {
                break;
            }
        }
        assert!(now > monday().plus_millis(20 * HOUR));
        assert!(place.db.read(move |reader| channel::channels(reader, li)).await.unwrap()[0].enabled);
        let told = place.db.read(move |reader| inbox::inbox(reader, li, None, 10)).await.unwrap();
        assert_eq!(told.len(), 1);
    }
}

#[tokio::test]
async fn what_is_no_webhook_is_told_field_by_field() {
    for place in places().await {
        let put = |channel, address: &'static str, secret: &'static str| {
            place.db.write(move |tx| {
                channel::put_robot(tx, &Vendors::default(), person(), channel, address, secret, monday())
            })
        };
        let wrong = put(Channel::Wecom, "https://evil.example/", "SEC").await;
        let Err(Error::Invalid(faults)) = wrong else { panic!("{wrong:?}") };
        assert_eq!(faults.of("address").unwrap().key, "notices-webhook-bad");
        assert_eq!(faults.of("secret").unwrap().key, "notices-secret-unused");
        put(Channel::Wecom, " https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a ", "").await.unwrap();
    }
}

#[tokio::test]
async fn a_channel_switched_off_is_silent_until_it_is_on_again() {
    for place in places().await {
        let house = House::build(&place.db, Vendors::default()).await;
        let (zhang, li) = (person(), person());
        let switch = async |on| place.db.write(move |tx| channel::switch(tx, li, Channel::Email, on)).await;
        assert!(matches!(switch(true).await, Err(Error::NotFound)));
        house.proves(li, "li@factory.example", monday()).await;
        switch(false).await.unwrap();
        house.happens(&[li], zhang, 1, true, monday()).await;
        house.runs(monday()).await;
        assert_eq!(house.mailed(), []);
        switch(true).await.unwrap();
        house.happens(&[li], zhang, 2, true, monday()).await;
        house.runs(monday()).await;
        assert_eq!(house.mailed().len(), 1);
        place.db.write(move |tx| channel::remove(tx, li, Channel::Email)).await.unwrap();
        house.happens(&[li], zhang, 3, true, monday()).await;
        house.runs(monday()).await;
        assert_eq!(house.mailed(), []);
    }
}
