//! Every SQL statement of the notices.

use kernel::id::{AnyId, PersonId};
use kernel::{Id, Time};
use ledger::EntryId;
use store::{Json, Migration, row, statements};

use crate::Args;

/// Tag of a notice's id.
pub enum NoticeTag {}
/// The id of a notice. It sorts by the time of what it tells.
pub type NoticeId = Id<NoticeTag>;

/// The tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "notices/0001", sql: include_str!("../migrations/0001_notices.sql") }];

kernel::words! {
    /// A way to tell somebody outside the house.
    pub enum Channel {
        /// 电子邮件.
        Email = "email",
        /// 钉钉群机器人.
        Dingtalk = "dingtalk",
        /// 企业微信群机器人.
        Wecom = "wecom",
        /// 飞书群机器人.
        Feishu = "feishu",
    }
}
store::word_columns!(Channel);

row! {
    /// A notice as it is stored.
    #[derive(Clone, Debug, PartialEq)]
    pub struct NoticeRow {
        /// Its id.
        pub id: NoticeId,
        /// Who is told.
        pub person: PersonId,
        /// The ledger entry it tells of; none when the house itself speaks.
        pub entry: Option<EntryId>,
        /// What it is about.
        pub subject: Option<AnyId>,
        /// Key of the message.
        pub key: String,
        /// Arguments of the message.
        pub args: Json<Args>,
        /// Where to read on: a path in the house.
        pub href: String,
        /// Whether it may not wait for the digest.
        pub urgent: bool,
        /// When it happened.
        pub at: Time,
        /// When it was read.
        pub read_at: Option<Time>,
        /// Whether no channel has carried it yet.
        pub waiting: bool,
    }
}

row! {
    /// A channel as it is stored. It has no `Debug`, so that neither address nor secret gets into a log.
    #[derive(Clone, PartialEq)]
    pub struct ChannelRow {
        /// Whose it is.
        pub person: PersonId,
        /// Which way.
        pub channel: Channel,
        /// E-mail address or webhook.
        pub address: String,
        /// What the webhook is signed with.
        pub secret: Option<String>,
        /// Whether it is used.
        pub enabled: bool,
        /// When it was proved to be theirs.
        pub verified_at: Time,
        /// The newest digest it was considered for.
        pub digest: Time,
    }
}

row! {
    /// An e-mail address that waits for its code. No `Debug`, as above.
    #[derive(Clone)]
    pub struct CodeRow {
        /// Whose it is to be.
        pub person: PersonId,
        /// The address.
        pub address: String,
        /// Digest of the code, while there is one that counts.
        pub digest: Option<Vec<u8>>,
        /// Until when the code counts.
        pub expires: Time,
        /// How many wrong ones were typed.
        pub wrong: u32,
        /// When it was asked for.
        pub asked_at: Time,
        /// How often it was asked for that day.
        pub asked: u32,
    }
}

statements! {
    INSERT: NoticeRow => () =
        "INSERT INTO notice (id, person, entry, subject, key, args, href, urgent, at, read_at, waiting) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
    INBOX: (PersonId, NoticeId, i64) => NoticeRow =
        "SELECT id, person, entry, subject, key, args, href, urgent, at, read_at, waiting FROM notice \
         WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    FIND: (PersonId, NoticeId) => NoticeRow =
        "SELECT id, person, entry, subject, key, args, href, urgent, at, read_at, waiting FROM notice \
         WHERE person = $1 AND id = $2";
    UNREAD: (PersonId,) => (i64,) = "SELECT COUNT(*) FROM notice WHERE person = $1 AND read_at IS NULL";
    READ: (Time, PersonId, NoticeId) => () =
        "UPDATE notice SET read_at = $1 WHERE person = $2 AND id = $3 AND read_at IS NULL";
    READ_BEFORE: (Time,) => () = "UPDATE notice SET read_at = at WHERE at < $1 AND read_at IS NULL";
    READ_ALL: (Time, PersonId) => () = "UPDATE notice SET read_at = $1 WHERE person = $2 AND read_at IS NULL";
    FORGET_PERSON: (PersonId,) => () = "DELETE FROM notice WHERE person = $1";
    FORGET_SUBJECT: (AnyId,) => () = "DELETE FROM notice WHERE subject = $1";

    SENT: (NoticeId,) => () = "UPDATE notice SET waiting = 0 WHERE id = $1";
    URGENT_SENT: (PersonId, Time, Time) => (i64,) =
        "SELECT COUNT(*) FROM notice WHERE person = $1 AND urgent = 1 AND waiting = 0 AND at >= $2 AND at < $3";
    /// Those with a channel that this digest has not been considered for, and something to tell.
    TO_TELL: (Time, PersonId, i64) => (PersonId,) =
        "SELECT DISTINCT c.person FROM notice_channel c WHERE c.enabled = 1 AND c.digest < $1 AND c.person > $2 AND EXISTS \
         (SELECT 1 FROM notice n WHERE n.person = c.person AND n.waiting = 1 AND n.read_at IS NULL AND n.at < $1) \
         ORDER BY c.person LIMIT $3";
    CONSIDERED: (Time, PersonId) => () = "UPDATE notice_channel SET digest = $1 WHERE person = $2 AND digest < $1";
    WAITING: (PersonId, Time, i64) => (NoticeId,) =
        "SELECT id FROM notice WHERE person = $1 AND waiting = 1 AND read_at IS NULL AND at < $2 ORDER BY id DESC LIMIT $3";
    TOLD: (PersonId, Time) => () =
        "UPDATE notice SET waiting = 0 WHERE person = $1 AND waiting = 1 AND read_at IS NULL AND at < $2";
    /// A first channel does not begin with what was never meant to be sent.
    START_FRESH: (PersonId,) => () =
        "UPDATE notice SET waiting = 0 WHERE person = $1 AND waiting = 1 AND read_at IS NULL AND urgent = 0";

    CHANNELS: (PersonId,) => ChannelRow =
        "SELECT person, channel, address, secret, enabled, verified_at, digest FROM notice_channel \
         WHERE person = $1 ORDER BY channel";
    PUT_CHANNEL: ChannelRow => () =
        "INSERT INTO notice_channel (person, channel, address, secret, enabled, verified_at, digest) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (person, channel) DO UPDATE \
         SET address = excluded.address, secret = excluded.secret, enabled = excluded.enabled, verified_at = excluded.verified_at";
    SWITCH: (bool, PersonId, Channel) => () =
        "UPDATE notice_channel SET enabled = $1 WHERE person = $2 AND channel = $3 AND enabled <> $1";
    REMOVE_CHANNEL: (PersonId, Channel) => () = "DELETE FROM notice_channel WHERE person = $1 AND channel = $2";
    FORGET_CHANNELS: (PersonId,) => () = "DELETE FROM notice_channel WHERE person = $1";

    CODE: (PersonId,) => CodeRow =
        "SELECT person, address, digest, expires, wrong, asked_at, asked FROM notice_code WHERE person = $1";
    PUT_CODE: CodeRow => () =
        "INSERT INTO notice_code (person, address, digest, expires, wrong, asked_at, asked) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (person) DO UPDATE \
         SET address = excluded.address, digest = excluded.digest, expires = excluded.expires, wrong = excluded.wrong, \
             asked_at = excluded.asked_at, asked = excluded.asked";
    FORGET_CODE: (PersonId,) => () = "DELETE FROM notice_code WHERE person = $1";
}
