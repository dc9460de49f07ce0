//! Notices by mail, through the house as it is: an address is proved by a code, what is urgent comes at
//! once, the rest once in the morning, and what was told is not told again.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::Time;
use kernel::clock::DAY;
use testkit::{TestHouse, houses_told};

use crate::suggestions::acts::{step, suggest};

/// A mail as it arrived.
#[derive(Debug)]
struct Letter {
    to: String,
    head: String,
    text: String,
}

/// A mail server on this machine, which tells what it was brought.
fn mail_server() -> (String, Receiver<Letter>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            for letter in converse(&stream.unwrap()) {
                let _ = tell.send(letter); // the test may be over
            }
        }
    });
    (url, told)
}

/// Speaks just enough SMTP [RFC 5321].
fn converse(stream: &TcpStream) -> Vec<Letter> {
    let say = |words: &str| {
        let mut stream = stream;
        write!(stream, "{words}\r\n").unwrap();
    };
    let (mut letters, mut to) = (Vec::new(), String::new());
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    say("220 mail.test");
    while let Some(line) = lines.next() {
        match line.get(..4).unwrap_or_default() {
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap().to_owned();
                say("250 OK");
            }
            "DATA" => {
                say("354 go on");
                let whole: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                let whole = whole.join("\n");
                let (head, body) = whole.split_once("\n\n").unwrap();
                letters.push(Letter { to: to.clone(), head: head.to_owned(), text: decoded(head, body) });
                say("250 kept");
            }
            "QUIT" => {
                say("221 bye");
                break;
            }
            _ => say("250 OK"),
        }
    }
    letters
}

fn decoded(head: &str, body: &str) -> String {
    assert!(head.contains("Content-Transfer-Encoding: base64"), "Chinese is sent so that any server takes it: {head}");
    let packed: String = body.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap()
}

/// Lets everything be told that is due, and yields what arrived by mail.
async fn mailed(house: &TestHouse, post: &Receiver<Letter>, now: Time) -> Vec<Letter> {
    house.clock.set(now);
    house.settle().await;
    // A digest puts letters down, and these are jobs of their own.
    while house.house.work(now).await.unwrap() > 0 {}
    post.try_iter().collect()
}

#[tokio::test]
async fn an_address_is_proved_then_what_is_urgent_comes_at_once_and_the_rest_once_in_the_morning() {
    let (url, post) = mail_server();
    let told = |_: &mut web::Config, settings: &mut app::config::Settings| {
        settings.file.smtp = Some(url.clone());
        settings.file.mail_from = Some("燎原 <no-reply@liaoyuan.test>".to_owned());
    };
    for house in houses_told(told).await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        assert!(worker.get("/me/notices").await.body.contains("type=\"email\""));
        let (one, two) = (suggest(&mut worker, "风枪加消声器").await, suggest(&mut worker, "吊带挂色标").await);
        mailed(&house, &post, house.clock.now()).await; // what the world itself had to tell

        worker.visit("/me/notices").await;
        let ask = worker.submit("/me/notices/email", &[("do", "ask"), ("address", "chen@factory.test")]).await;
        assert_eq!(ask.status, 200, "{}", ask.body);
        let sent = mailed(&house, &post, house.clock.now()).await;
        assert_eq!((sent.len(), sent[0].to.as_str()), (1, "chen@factory.test"), "{sent:?}");
        assert!(sent[0].head.contains("no-reply@liaoyuan.test") && sent[0].head.contains("Message-ID: <"));
        let code: String = sent[0].text.chars().filter(char::is_ascii_digit).take(6).collect();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let refused = worker.submit("/me/notices/email", &[("do", "confirm"), ("code", wrong)]).await;
        assert_eq!(refused.status, 422);
        let proved = worker.submit("/me/notices/email", &[("do", "confirm"), ("code", &code)]).await;
        assert_eq!(proved.status, 303, "{}", proved.body);

        step(&house, &mut officer, one, "return", &[("answer", "是哪一把风枪？")]).await;
        let sent = mailed(&house, &post, house.clock.now()).await;
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert!(sent[0].text.contains("风枪加消声器") && !sent[0].text.contains("是哪一把"), "{}", sent[0].text);
        assert!(sent[0].text.contains(&format!("http://liaoyuan.test/suggestions/{one}")), "it leads there");
        assert!(sent[0].text.contains("/me/notices"), "and says how to stop it");

        for text in ["颜色按吨位分？", "库房有色带。"] {
            step(&house, &mut officer, two, "comments", &[("text", text)]).await;
        }
        assert!(mailed(&house, &post, house.clock.now()).await.is_empty(), "a comment can wait");
        let morning = Time::start_of(house.clock.now().date()).plus_millis(DAY + 8 * 3_600_000);
        let sent = mailed(&house, &post, morning).await;
        assert_eq!(sent.len(), 1, "one digest: {sent:?}");
        assert_eq!(sent[0].text.matches("吊带挂色标").count(), 2, "{}", sent[0].text);
        assert!(!sent[0].text.contains("风枪加消声器"), "what was told at once is not told again");
        assert!(mailed(&house, &post, morning.plus_millis(DAY)).await.is_empty(), "without news there is none");
    }
}
