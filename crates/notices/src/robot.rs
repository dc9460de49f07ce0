//! Group robots of DingTalk, WeCom and Feishu: whose webhooks are accepted, how a message is signed,
//! and sending it.

use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};
use hmac::{Hmac, KeyInit, Mac};
use kernel::Time;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::letter::{self, Letter};
use crate::store::Channel;

/// How long one message may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Longest answer read, in bytes.
const ANSWER: u64 = 64 * 1024;
/// Longest token of a webhook, in characters.
const TOKEN_LENGTH: usize = 200;

/// How the webhooks of each vendor begin. What follows is the robot's token and nothing else, so
/// nobody makes this server call anything but the vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vendors(Vec<(Channel, String)>);

impl Default for Vendors {
    fn default() -> Self {
        Vendors(vec![
            (Channel::Dingtalk, "https://oapi.dingtalk.com/robot/send?access_token=".to_owned()),
            (Channel::Wecom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=".to_owned()),
            (Channel::Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/".to_owned()),
        ])
    }
}

impl Vendors {
    /// Has the webhooks of `channel` begin with `prefix`: a relay inside a closed network, or a test.
    #[must_use]
    pub fn with(mut self, channel: Channel, prefix: impl Into<String>) -> Vendors {
        self.0.retain(|(known, _)| *known != channel);
        self.0.push((channel, prefix.into()));
        self
    }

    /// The channels that have a robot.
    pub fn channels(&self) -> impl Iterator<Item = Channel> {
        self.0.iter().map(|(channel, _)| *channel)
    }

    /// Whether this is a webhook of that vendor.
    pub fn accept(&self, channel: Channel, address: &str) -> bool {
        let prefix = self.0.iter().find(|(known, _)| *known == channel).map(|(_, prefix)| prefix);
        let token = prefix.and_then(|prefix| address.strip_prefix(prefix.as_str()));
        token.is_some_and(|token| {
            (1..=TOKEN_LENGTH).contains(&token.len())
                && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        })
    }
}

/// Why a robot did not take a message. It names neither address nor text, so it may be logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RobotFault {
    /// The vendor's server answered with this status.
    #[error("the robot's server answered with status {0}")]
    Status(u16),
    /// The vendor's server refused with this code of its own.
    #[error("the robot's server refused with code {0}")]
    Code(i64),
    /// The answer is not one of a robot.
    #[error("the robot's server answered something else")]
    Answer,
    /// No answer in time.
    #[error("the robot's server did not answer in time")]
    Timeout,
    /// No connection.
    #[error("the robot's server cannot be reached")]
    Unreachable,
}

impl RobotFault {
    /// Whether the vendor was there and would not take it, rather than being down itself.
    pub fn is_of_the_robot(self) -> bool {
        matches!(self, RobotFault::Status(300..=499) | RobotFault::Code(_) | RobotFault::Answer)
    }
}

/// A message as it is posted.
#[derive(Clone, PartialEq, Eq)]
pub struct Post {
    /// The whole address, with the signature where it belongs there.
    pub url: String,
    /// The body.
    pub body: Value,
}

/// The message for the robot at `address`, signed with `secret` at `now`. None for e-mail.
pub fn post(channel: Channel, address: &str, secret: Option<&str>, letter: &Letter<'_>, now: Time) -> Option<Post> {
    let mut url = address.to_owned();
    let body = match channel {
        Channel::Email => return None,
        Channel::Wecom => letter::wecom(letter),
        Channel::Dingtalk => {
            if let Some(secret) = secret {
                let sign = dingtalk_sign(secret, now);
                let sign = utf8_percent_encode(&sign, NON_ALPHANUMERIC);
                url = format!("{url}&timestamp={}&sign={sign}", now.millis());
            }
            letter::dingtalk(letter)
        }
        Channel::Feishu => {
            let mut body = letter::feishu(letter);
            if let Some(secret) = secret {
                body["timestamp"] = json!((now.millis() / 1000).to_string());
                body["sign"] = json!(feishu_sign(secret, now));
            }
            body
        }
    };
    Some(Post { url, body })
}

/// DingTalk: the secret signs "milliseconds, line feed, secret".
pub fn dingtalk_sign(secret: &str, now: Time) -> String {
    hmac(secret, &format!("{}\n{secret}", now.millis()))
}

/// Feishu: "seconds, line feed, secret" signs nothing at all. The other way round, but so it is.
pub fn feishu_sign(secret: &str, now: Time) -> String {
    hmac(&format!("{}\n{secret}", now.millis() / 1000), "")
}

fn hmac(key: &str, message: &str) -> String {
    // HMAC takes keys of every length; the error of the interface never comes.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(message.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

/// Posts a message and reads the answer. Blocks, for ten seconds at most.
///
/// # Errors
/// A [`RobotFault`].
pub fn send(post: &Post) -> Result<(), RobotFault> {
    // A redirect would lead away from the vendor, so none is followed.
    let config = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).max_redirects(0).build();
    let answer = ureq::Agent::new_with_config(config)
        .post(&post.url)
        .header("content-type", "application/json; charset=utf-8")
        .send(post.body.to_string());
    let mut answer = answer.map_err(fault)?;
    if answer.status() != 200 {
        return Err(RobotFault::Status(answer.status().as_u16()));
    }
    let text = answer.body_mut().with_config().limit(ANSWER).read_to_string().map_err(fault)?;
    accepted(&text)
}

/// DingTalk and WeCom answer with `errcode`, Feishu with `code`; zero is good.
fn accepted(answer: &str) -> Result<(), RobotFault> {
    let answer: Value = serde_json::from_str(answer).map_err(|_| RobotFault::Answer)?;
    let code = answer.get("errcode").or_else(|| answer.get("code")).and_then(Value::as_i64);
    match code {
        Some(0) => Ok(()),
        Some(code) => Err(RobotFault::Code(code)),
        None => Err(RobotFault::Answer),
    }
}

fn fault(error: ureq::Error) -> RobotFault {
    match error {
        ureq::Error::StatusCode(status) => RobotFault::Status(status),
        ureq::Error::Timeout(_) => RobotFault::Timeout,
        _ => RobotFault::Unreachable,
    }
}
