//! SQL of what hangs on a suggestion: reviews, seconds, comments, files, links, the work.

use jiff::civil::Date;
use kernel::Time;
use kernel::id::PersonId;
use store::{Json, row, statements};

use crate::model::{AttachmentId, CommentId, Purpose, SuggestionId, Verdict};

/// Points by criterion, in the rubric's order.
pub type Scores = Vec<(String, u32)>;

row! {
    /// One review, handed in or still awaited.
    #[derive(Clone, Debug)]
    pub struct ReviewRow {
        /// Which suggestion.
        pub suggestion: SuggestionId,
        /// Who judges.
        pub reviewer: PersonId,
        /// Since when they are asked.
        pub invited_at: Time,
        /// Version of the rubric.
        pub rubric: i64,
        /// Points.
        pub scores: Option<Json<Scores>>,
        /// Their weighted sum, of 100.
        pub total: Option<i64>,
        /// The written conclusion.
        pub conclusion: Option<String>,
        /// What they advise.
        pub advice: Option<Verdict>,
        /// When it was handed in.
        pub submitted_at: Option<Time>,
    }
}

row! {
    /// A comment with its writer's name.
    #[derive(Clone, Debug)]
    pub struct CommentRow {
        /// Its id.
        pub id: CommentId,
        /// Who wrote it.
        pub author: PersonId,
        /// Their name.
        pub name: String,
        /// What they wrote.
        pub text: String,
        /// When.
        pub at: Time,
    }
}

row! {
    /// An attachment.
    #[derive(Clone, Debug)]
    pub struct FileRow {
        /// Its id.
        pub id: AttachmentId,
        /// What it belongs to.
        pub suggestion: SuggestionId,
        /// What it shows.
        pub purpose: Purpose,
        /// Its name.
        pub name: String,
        /// Its type.
        pub mime: String,
        /// Bytes.
        pub size: i64,
        /// SHA-256, the key in the blob store.
        pub digest: Vec<u8>,
        /// The same of the small picture.
        pub thumbnail: Option<Vec<u8>>,
        /// What it shows, in words.
        pub caption: String,
        /// Who attached it.
        pub by_person: Option<PersonId>,
        /// When.
        pub at: Time,
    }
}

row! {
    /// How an adopted suggestion is carried out.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WorkRow {
        /// Which suggestion.
        pub suggestion: SuggestionId,
        /// Who carries it out.
        pub owner: PersonId,
        /// What will be done.
        pub plan: String,
        /// `trial` or `full`.
        pub scale: String,
        /// First day.
        pub starts: Date,
        /// Last day.
        pub ends: Date,
    }
}

statements! {
    INVITE: (SuggestionId, PersonId, Time, i64) => () =
        "INSERT INTO suggestion_review (suggestion, reviewer, invited_at, rubric) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    UNINVITE: (SuggestionId, PersonId) => () =
        "DELETE FROM suggestion_review WHERE suggestion = $1 AND reviewer = $2 AND submitted_at IS NULL";
    HAND_IN: (SuggestionId, PersonId, Json<Scores>, i64, String, Verdict, Time) => () =
        "UPDATE suggestion_review SET scores = $3, total = $4, conclusion = $5, advice = $6, submitted_at = $7 \
         WHERE suggestion = $1 AND reviewer = $2 AND submitted_at IS NULL";
    REVIEWS: (SuggestionId,) => ReviewRow =
        "SELECT suggestion, reviewer, invited_at, rubric, scores, total, conclusion, advice, submitted_at \
         FROM suggestion_review WHERE suggestion = $1 ORDER BY invited_at, reviewer";

    SECOND: (SuggestionId, PersonId, Time) => () =
        "INSERT INTO suggestion_second (suggestion, person, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    UNSECOND: (SuggestionId, PersonId) => () = "DELETE FROM suggestion_second WHERE suggestion = $1 AND person = $2";

    INSERT_COMMENT: (CommentId, SuggestionId, PersonId, String, Time) => () =
        "INSERT INTO suggestion_comment (id, suggestion, author, text, at) VALUES ($1, $2, $3, $4, $5)";
    COMMENTS: (SuggestionId,) => CommentRow =
        "SELECT c.id, c.author, p.name, c.text, c.at FROM suggestion_comment c JOIN person p ON p.id = c.author \
         WHERE c.suggestion = $1 ORDER BY c.id";
    MENTION: (SuggestionId, PersonId) => () =
        "INSERT INTO suggestion_mention (suggestion, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    INSERT_FILE: FileRow => () =
        "INSERT INTO suggestion_file (id, suggestion, purpose, name, mime, size, digest, thumbnail, caption, by_person, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    FILES: (SuggestionId,) => FileRow =
        "SELECT id, suggestion, purpose, name, mime, size, digest, thumbnail, caption, by_person, at FROM suggestion_file \
         WHERE suggestion = $1 ORDER BY id";
    FILE: (AttachmentId,) => FileRow =
        "SELECT id, suggestion, purpose, name, mime, size, digest, thumbnail, caption, by_person, at FROM suggestion_file \
         WHERE id = $1";
    DELETE_FILE: (AttachmentId, SuggestionId) => () = "DELETE FROM suggestion_file WHERE id = $1 AND suggestion = $2";
    FILE_DIGESTS: (SuggestionId,) => (Vec<u8>,) =
        "SELECT digest FROM suggestion_file WHERE suggestion = $1 ORDER BY id";

    LINK: (SuggestionId, SuggestionId, String, PersonId, Time) => () =
        "INSERT INTO suggestion_link (suggestion, other, kind, by_person, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    LINKS: (SuggestionId,) => (SuggestionId, String) =
        "SELECT other, kind FROM suggestion_link WHERE suggestion = $1 ORDER BY at";
    LINKED_FROM: (SuggestionId,) => (SuggestionId, String) =
        "SELECT suggestion, kind FROM suggestion_link WHERE other = $1 ORDER BY at";

    PUT_WORK: WorkRow => () =
        "INSERT INTO suggestion_work (suggestion, owner, plan, scale, starts, ends) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (suggestion) DO UPDATE SET owner = excluded.owner, plan = excluded.plan, scale = excluded.scale, \
            starts = excluded.starts, ends = excluded.ends";
    WORK: (SuggestionId,) => WorkRow =
        "SELECT suggestion, owner, plan, scale, starts, ends FROM suggestion_work WHERE suggestion = $1";
}
