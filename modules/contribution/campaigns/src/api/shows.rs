//! What the routes give.

use jiff::civil::Date;
use kernel::Time;
use kernel::id::UnitId;
use serde::Serialize;
use serde_json::{Map, Value, json};
use web::api::{Shape, Stamp};
use web::shape;
use works::WorkId;

use crate::lifecycle::{EditionState, State};
use crate::model::{Content, Edition, EditionId, Entry, EntryId};
use crate::plan::Plan;

/// A shape that is described in a sentence: its fields are those of the page.
macro_rules! described {
    ($type:ty, $what:literal) => {
        impl Shape for $type {
            fn schema() -> Value {
                json!({ "type": "object", "description": $what })
            }
        }
    };
}

described!(
    Plan,
    "intro, categories, kinds, used_from, used_until, least, publicity_days, rubric, scale, aggregate, \
    least_jurors, rules, grades, allowances."
);
described!(Content, "What the records say: kind, serial, title, gist, since, fen, points, team, enterprise, unit.");

shape! {
    /// An edition of a campaign.
    EditionShown: Serialize {
        /// Its id.
        id: EditionId,
        /// What it is called.
        name: String,
        /// Of which year.
        year: i64,
        /// Where it stands.
        state: EditionState,
        /// Counts up with every change; send it back with the next step.
        version: i64,
        /// Who holds it.
        node: UnitId,
        /// The first day of entry.
        opens: Date,
        /// The last.
        closes: Date,
        /// The last day of review.
        review_ends: Date,
        /// What it asks for.
        plan: Plan,
        /// Until when one may object to its list.
        public_until: Option<Stamp>,
        /// 文号 of the results.
        document: String,
        /// When they were announced.
        finished_at: Option<Stamp>,
    }
}

impl From<Edition> for EditionShown {
    fn from(it: Edition) -> EditionShown {
        EditionShown {
            id: it.id,
            name: it.name,
            year: it.year,
            state: it.state,
            version: it.version,
            node: it.node,
            opens: it.opens,
            closes: it.closes,
            review_ends: it.review_ends,
            plan: it.plan.0,
            public_until: it.public_until.map(Stamp),
            document: it.document,
            finished_at: it.finished_at.map(Stamp),
        }
    }
}

shape! {
    /// A work entered in an edition.
    EntryShown: Serialize {
        /// Its id.
        id: EntryId,
        /// In which edition.
        campaign: EditionId,
        /// The work.
        work: WorkId,
        /// Its number, as people say it.
        serial: String,
        /// Where it stands.
        state: State,
        /// Counts up with every change; send it back with the next step.
        version: i64,
        /// The id of its category.
        category: String,
        /// What its people say for it.
        statement: String,
        /// What the records say.
        content: Content,
        /// Who has it now.
        node: Option<UnitId>,
        /// The place of its grade, once the list is public.
        grade: Option<i64>,
        /// The code of its certificate.
        certificate: Option<String>,
        /// Why it ended; may be empty.
        reason: String,
        /// When it was entered.
        entered_at: Stamp,
    }
}

impl From<Entry> for EntryShown {
    fn from(it: Entry) -> EntryShown {
        let honoured = matches!(it.state, State::Honoured | State::Revoked);
        EntryShown {
            id: it.id,
            campaign: it.campaign,
            work: it.work,
            serial: it.serial,
            state: it.state,
            version: it.version,
            category: it.category,
            statement: it.statement,
            content: it.content.0,
            node: it.node,
            grade: it.grade.filter(|_| honoured),
            certificate: it.certificate,
            reason: it.reason,
            entered_at: stamp(it.entered_at),
        }
    }
}

fn stamp(at: Time) -> Stamp {
    Stamp(at)
}

/// What a juror reads, without names: described as it is written in `pages/jury.rs`.
pub struct Sheets;

impl Shape for Sheets {
    fn schema() -> Value {
        json!({ "$ref": "#/components/schemas/Sheets" })
    }
    fn name_into(named: &mut Map<String, Value>) {
        let text = json!({ "type": "string" });
        let whole = json!({ "type": ["integer", "null"] });
        named.insert(
            "Sheets".to_owned(),
            json!({
                "type": "object",
                "description": "What a juror judges, without the names of people and units.",
                "required": ["campaign", "review_ends", "scale", "rubric", "items"],
                "properties": {
                    "campaign": { "type": "string", "format": "uuid" },
                    "review_ends": { "type": "string", "format": "date" },
                    "scale": { "type": "integer", "description": "The highest mark." },
                    "rubric": { "type": "array", "items": { "type": "object" } },
                    "items": { "type": "array", "items": {
                        "type": "object",
                        "required": ["entry", "number"],
                        "properties": {
                            "entry": { "type": "string", "format": "uuid" }, "number": { "type": "integer" },
                            "away": { "type": "string", "description": "Why the caller does not judge it; then nothing else stands here." },
                            "category": text, "title": text, "gist": text, "statement": text, "kind": text,
                            "since": { "type": ["string", "null"], "format": "date" },
                            "benefit_fen": whole, "benefit_points": whole, "people": { "type": "integer" },
                            "marks": { "type": ["array", "null"], "items": { "type": "integer" } },
                        },
                    } },
                },
            }),
        );
    }
}
