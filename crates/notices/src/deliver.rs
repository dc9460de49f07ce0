//! The jobs that carry notices out of the house. A job holds ids only; the text is made when it is
//! sent, in the language the person has then, and what they have read meanwhile is left out.

use std::sync::Arc;

use jobs::{Claimed, Handler, Run};
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Error, Result, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Reader, Tx};

use crate::letter::{self, Item, Letter};
use crate::mail::{Mail, MailFault, Mailer};
use crate::robot::{self, RobotFault, Vendors};
use crate::store::{Channel, ChannelRow, FIND, NoticeId, NoticeRow, SWITCH};
use crate::teller::NewNotice;
use crate::{Args, channel, code, digest, inbox};

/// Kind of the jobs that send a mail.
pub const MAIL_KIND: &str = "notices/mail";
/// Kind of the jobs that have a robot speak.
pub const ROBOT_KIND: &str = "notices/robot";
/// Kind of the jobs that send a code.
pub const CODE_KIND: &str = "notices/code";
/// Kind of the job that puts down the digests of a morning.
pub const DIGEST_KIND: &str = "notices/digest";

/// Says a message in a language.
pub type Render = fn(key: &str, args: &Args, language: &str) -> String;
/// The language of a person, as `zh-CN`.
pub type Language = fn(&Reader<'_>, PersonId) -> Result<String>;

/// What the house knows of the world outside.
#[derive(Clone)]
pub struct Outside {
    /// Where the house is reached: `https://liaoyuan.example`, without a slash at the end.
    pub base: String,
    /// The path of the page where a person chooses channels.
    pub settings: &'static str,
    /// The path of the inbox.
    pub inbox: &'static str,
    /// What sends mails; without it mail is not offered.
    pub mailer: Option<Mailer>,
    /// Whose robots there are.
    pub vendors: Vendors,
    /// Says messages.
    pub render: Render,
    /// Knows languages.
    pub language: Language,
}

/// What one person is to be told at one time.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub person: PersonId,
    pub notices: Vec<NoticeId>,
    pub more: u64,
}

/// A parcel on its way through one channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Waybill {
    person: PersonId,
    channel: Channel,
    notices: Vec<NoticeId>,
    more: u64,
}

/// Puts a parcel down for each of the person's channels; whether there was one.
pub(crate) fn dispatch(tx: &mut Tx<'_>, parcel: &Parcel, now: Time) -> Result<bool> {
    let channels = channel::in_use(tx, parcel.person)?;
    for row in &channels {
        let waybill =
            Waybill { person: parcel.person, channel: row.channel, notices: parcel.notices.clone(), more: parcel.more };
        let kind = if row.channel == Channel::Email { MAIL_KIND } else { ROBOT_KIND };
        let payload = serde_json::to_value(waybill).map_err(Error::broken)?;
        jobs::enqueue(tx, jobs::Job { kind, payload, run_at: now, key: None })?;
    }
    Ok(!channels.is_empty())
}

/// The handlers of this crate's jobs.
pub fn handlers(outside: Outside) -> Vec<Handler> {
    let outside = Arc::new(outside);
    let carrying = |kind| {
        let outside = Arc::clone(&outside);
        let page = outside.settings;
        Handler::new(kind, move |run| carry(Arc::clone(&outside), run))
            .when_dead(move |tx, job, error, now| give_up(tx, job, error, page, now))
    };
    let sender = Arc::clone(&outside);
    vec![
        carrying(MAIL_KIND),
        carrying(ROBOT_KIND),
        Handler::new(CODE_KIND, move |run| send_code(Arc::clone(&sender), run)),
        Handler::new(DIGEST_KIND, digest::send),
    ]
}

/// What is sent through one channel, as the database has it now.
struct Load {
    channel: ChannelRow,
    notices: Vec<NoticeRow>,
    language: String,
}

fn load(reader: &Reader<'_>, waybill: &Waybill, language: Language) -> Result<Option<Load>> {
    let mut channels = channel::in_use(reader, waybill.person)?;
    channels.retain(|row| row.channel == waybill.channel);
    let Some(channel) = channels.pop() else { return Ok(None) };
    let mut notices = Vec::new();
    for id in &waybill.notices {
        notices.extend(reader.find(&FIND, (waybill.person, *id))?.filter(|notice| notice.read_at.is_none()));
    }
    if notices.is_empty() {
        return Ok(None);
    }
    Ok(Some(Load { channel, notices, language: language(reader, waybill.person)? }))
}

async fn carry(outside: Arc<Outside>, run: Run) -> Result<()> {
    let waybill: Waybill = serde_json::from_value(run.job.payload.clone()).map_err(Error::broken)?;
    let (language, more) = (outside.language, waybill.more);
    let Some(load) = run.db.read(move |reader| load(reader, &waybill, language)).await? else { return Ok(()) };
    let work = move || outside.send(&load, more, &run.job.id.to_string(), run.now);
    tokio::task::spawn_blocking(work).await.map_err(Error::broken)?
}

async fn send_code(outside: Arc<Outside>, run: Run) -> Result<()> {
    let Some(mailer) = outside.mailer.clone() else { return Ok(()) };
    let person = person_of(&run.job)?;
    let (language, now) = (outside.language, run.now);
    let made = run.db.write(move |tx| {
        let Some((address, code)) = code::make(tx, person, now)? else { return Ok(None) };
        Ok(Some((address, code, language(tx, person)?)))
    });
    let Some((to, code, language)) = made.await? else { return Ok(()) };
    let say = |key: &str| {
        let args = args(json!({ "code": code, "minutes": code::LIFETIME / 60_000 }));
        (outside.render)(key, &args, &language)
    };
    // Each try has its own code, so each is a mail of its own.
    let id = format!("{}.{}", run.job.id, run.job.tries);
    let mail = Mail { id, to, subject: say("notices-code-title"), text: say("notices-code-text") };
    let sent = tokio::task::spawn_blocking(move || mailer.send(mail)).await.map_err(Error::broken)?;
    sent.map_err(Error::broken)
}

/// A channel that was refused as often as it may be is used no longer, and its owner is told in the
/// inbox. When the net or a server was down all day, that is no fault of the channel: it stays.
fn give_up(tx: &mut Tx<'_>, job: &Claimed, error: &Error, settings: &str, now: Time) -> Result<()> {
    let Error::Broken(source) = error else { return Ok(()) };
    let mail = source.downcast_ref::<MailFault>().is_some_and(|fault| fault.is_of_the_address());
    let robot = source.downcast_ref::<RobotFault>().is_some_and(|fault| fault.is_of_the_robot());
    if !(mail || robot) {
        return Ok(());
    }
    let waybill: Waybill = serde_json::from_value(job.payload.clone()).map_err(Error::broken)?;
    if tx.execute(&SWITCH, (false, waybill.person, waybill.channel))? == 0 {
        return Ok(()); // it was switched off before
    }
    let notice = NewNotice::new(waybill.person, "notices-channel-failed", settings);
    inbox::put(tx, notice.with("channel", waybill.channel.word()), now)
}

impl Outside {
    /// The channels that can be chosen here.
    pub fn offered(&self) -> Vec<Channel> {
        let robots: Vec<Channel> = self.vendors.channels().collect();
        let there = |channel: &Channel| match channel {
            Channel::Email => self.mailer.is_some(),
            robot => robots.contains(robot),
        };
        Channel::ALL.iter().copied().filter(there).collect()
    }

    fn send(&self, load: &Load, more: u64, id: &str, now: Time) -> Result<()> {
        let say = |key: &str, args: &Args| (self.render)(key, args, &load.language);
        let say_more = |count: u64| say("notices-digest-more", &args(json!({ "count": count })));
        let items: Vec<Item> = load
            .notices
            .iter()
            .map(|notice| Item { text: say(&notice.key, &notice.args.0), url: self.url(&notice.href) })
            .collect();
        let title = match items.as_slice() {
            [only] if more == 0 => only.text.clone(),
            many => say("notices-digest-title", &args(json!({ "count": many.len() as u64 + more }))),
        };
        let letter = Letter { title, items, more, say_more: &say_more, inbox: self.url(self.inbox) };
        let ChannelRow { channel, address, secret, .. } = &load.channel;
        if let Some(post) = robot::post(*channel, address, secret.as_deref(), &letter, now) {
            // The configuration may have changed since the webhook was entered.
            if !self.vendors.accept(*channel, address) {
                return Err(Error::broken("no webhook of a vendor known here"));
            }
            return robot::send(&post).map_err(Error::broken);
        }
        let Some(mailer) = &self.mailer else { return Ok(()) };
        let foot = say("notices-mail-foot", &args(json!({ "url": self.url(self.settings) })));
        let text = letter::mail(&letter, &foot);
        let mail = Mail { id: id.to_owned(), to: address.clone(), subject: letter.title, text };
        mailer.send(mail).map_err(Error::broken)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

fn person_of(job: &Claimed) -> Result<PersonId> {
    serde_json::from_value(job.payload["person"].clone()).map_err(Error::broken)
}

fn args(value: Value) -> Args {
    match value {
        Value::Object(args) => args,
        _ => Args::new(),
    }
}
