//! What is sent, shape by shape.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use insta::assert_snapshot;
use kernel::Time;
use notices::LOCALES;
use notices::letter::{Item, Letter, dingtalk, feishu, mail, wecom};
use notices::robot::{dingtalk_sign, feishu_sign, post};
use notices::store::Channel;
use proptest::prelude::*;

fn say_more(count: u64) -> String {
    format!("还有 {count} 条，去看全部")
}

fn letter(texts: &[&str], more: u64) -> Letter<'static> {
    let item = |(number, text): (usize, &&str)| Item {
        text: (*text).to_owned(),
        url: format!("https://liaoyuan.example/suggestions/{number}"),
    };
    Letter {
        title: format!("{} 条新消息", texts.len() as u64 + more),
        items: texts.iter().enumerate().map(item).collect(),
        more,
        say_more: &say_more,
        inbox: "https://liaoyuan.example/inbox".to_owned(),
    }
}

#[test]
fn each_vendor_gets_its_own_shape() {
    let letter = letter(&["你的建议“扫码自助柜”已采纳", "[点我](https://evil.example) <@all> *急*"], 3);
    let pretty = |value| serde_json::to_string_pretty(&value).unwrap();
    assert_snapshot!("dingtalk", pretty(dingtalk(&letter)));
    assert_snapshot!("wecom", pretty(wecom(&letter)));
    assert_snapshot!("feishu", pretty(feishu(&letter)));
    assert_snapshot!("mail", mail(&letter, "不想再收，可以在这里关闭：https://liaoyuan.example/me/channels"));
    let now = Time::from_millis(1_599_360_473_000);
    let signed = post(Channel::Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/a", Some("secret"), &letter, now);
    assert_snapshot!("feishu_signed", pretty(signed.unwrap().body));
    assert!(post(Channel::Email, "li@factory.example", None, &letter, now).is_none());
}

/// Computed with Python's `hmac` from the vendors' descriptions.
#[test]
fn signatures_are_those_the_vendors_check() {
    let now = Time::from_millis(1_599_360_473_123);
    assert_eq!(dingtalk_sign("this is secret", now), "0eVlIU0GooHVuIBX6FZ86JNxxfy4qwhOlP5JU2uHmq4=");
    assert_eq!(feishu_sign("demo", now), "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
}

#[test]
fn both_languages_say_the_same_things() {
    let keys = |text: &str| -> Vec<String> {
        let key = |line: &str| {
            line.split_once(" =").filter(|(key, _)| key.starts_with("notices-")).map(|(key, _)| key.to_owned())
        };
        let mut keys: Vec<String> = text.lines().filter_map(key).collect();
        keys.sort();
        keys
    };
    let [(_, chinese), (_, english)] = LOCALES;
    assert_eq!(keys(chinese), keys(english));
    let sources =
        [include_str!("../src/deliver.rs"), include_str!("../src/code.rs"), include_str!("../src/channel.rs")];
    for quoted in sources.iter().flat_map(|source| source.split('"')).filter(|piece| piece.starts_with("notices-")) {
        assert!(keys(chinese).iter().any(|key| key == quoted), "{quoted} has no words");
    }
}

proptest! {
    /// Whatever people write, a message stays within WeCom's limit, counts everything once, and
    /// links nowhere but into the house.
    #[test]
    fn a_message_fits_and_leads_nowhere_else(texts in prop::collection::vec("\\PC{0,200}", 1..20), more in 0_u64..1000) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let body = wecom(&letter(&texts, more));
        let content = body["markdown"]["content"].as_str().unwrap();
        prop_assert!(content.len() <= 4096);
        let shown = content.matches("](https://liaoyuan.example/suggestions/").count();
        let left = more + (texts.len() - shown) as u64;
        prop_assert_eq!(content.contains(&say_more(left)), left > 0);
        let inbox = usize::from(left > 0);
        prop_assert_eq!(content.matches("](").count(), shown + inbox);
        prop_assert_eq!(content.matches(['<', '@', '*', '`']).count(), 0);
    }
}
