//! What is sent, as each vendor wants it. Pure functions.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// Longest text of one item, in characters.
const ITEM_LENGTH: usize = 120;
/// WeCom takes 4096 bytes of markdown.
const WECOM_BYTES: usize = 4096;
/// DingTalk takes 20,000 bytes in all.
const DINGTALK_BYTES: usize = 18_000;
/// DingTalk shows the title in its list of conversations only.
const TITLE_LENGTH: usize = 64;

/// One thing that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What happened.
    pub text: String,
    /// Where to read on, the whole address.
    pub url: String,
}

/// What is told at one time, in the person's language.
pub struct Letter<'w> {
    /// The heading; the subject of a mail.
    pub title: String,
    /// What is told, newest first.
    pub items: Vec<Item>,
    /// How many more there are.
    pub more: u64,
    /// How that is said.
    pub say_more: &'w dyn Fn(u64) -> String,
    /// The address of the inbox.
    pub inbox: String,
}

/// The markdown message of a DingTalk robot.
pub fn dingtalk(letter: &Letter<'_>) -> Value {
    let title: String = plain(&letter.title).chars().take(TITLE_LENGTH).collect();
    json!({ "msgtype": "markdown", "markdown": { "title": title, "text": markdown(letter, DINGTALK_BYTES) } })
}

/// The markdown message of a WeCom robot.
pub fn wecom(letter: &Letter<'_>) -> Value {
    json!({ "msgtype": "markdown", "markdown": { "content": markdown(letter, WECOM_BYTES) } })
}

/// The rich text of a Feishu robot.
pub fn feishu(letter: &Letter<'_>) -> Value {
    let link = |text: &str, url: &str| json!([{ "tag": "a", "text": text, "href": url }]);
    let mut lines: Vec<Value> = letter.items.iter().map(|item| link(&shortened(&item.text), &item.url)).collect();
    if letter.more > 0 {
        lines.push(link(&(letter.say_more)(letter.more), &letter.inbox));
    }
    json!({
        "msg_type": "post",
        "content": { "post": { "zh_cn": { "title": letter.title, "content": lines } } },
    })
}

/// The plain text of a mail; `foot` says how to stop it.
pub fn mail(letter: &Letter<'_>, foot: &str) -> String {
    let mut text = String::new();
    for item in &letter.items {
        let _ = write!(text, "{}\n{}\n\n", item.text, item.url);
    }
    if letter.more > 0 {
        let _ = write!(text, "{}\n{}\n\n", (letter.say_more)(letter.more), letter.inbox);
    }
    let _ = writeln!(text, "-- \n{foot}");
    text
}

/// Heading and linked lines in at most `most` bytes; what does not fit is counted among the others.
fn markdown(letter: &Letter<'_>, most: usize) -> String {
    let heading = format!("### {}\n", plain(&letter.title));
    let last = |left_out: usize| match letter.more + left_out as u64 {
        0 => String::new(),
        more => format!("\n\n[{}]({})", plain(&(letter.say_more)(more)), letter.inbox),
    };
    // The longest the last line can get: every further one of them has fewer digits to say.
    let reserve = last(letter.items.len().max(1)).len() + 8;
    let mut text = heading;
    let mut shown = 0;
    for item in &letter.items {
        let line = format!("\n- [{}]({})", plain(&shortened(&item.text)), item.url);
        if text.len() + line.len() + reserve > most {
            break;
        }
        text.push_str(&line);
        shown += 1;
    }
    text.push_str(&last(letter.items.len() - shown));
    text
}

/// Makes a text say nothing but itself in every dialect of markdown: what could begin a link, a
/// mention or a style becomes its full-width twin, since the dialects agree on no escape.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' => ' ',
            '[' | ']' | '(' | ')' | '<' | '>' | '*' | '_' | '`' | '#' | '~' | '!' | '\\' | '@' | '|' => {
                // All of them are printable ASCII, which has its twins in the same order.
                char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)
            }
            other => other,
        })
        .collect()
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= ITEM_LENGTH {
        return text.to_owned();
    }
    text.chars().take(ITEM_LENGTH - 1).chain(['…']).collect()
}
