//! SQL of one suggestion and of registering it. Lists are in `lists.rs`, what hangs on a suggestion
//! in `parts.rs`.

use kernel::id::{PersonId, UnitId};
use kernel::{Path, Place, Result, Time};
use store::{Json, Migration, Reader, Tx, row, statements};

use crate::lifecycle::State;
use crate::model::{Category, Channel, Gain, Prepared, Suggestion, SuggestionId, Ties, Visibility};

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "suggestions/0001", sql: include_str!("../migrations/0001_suggestions.sql") },
    Migration { name: "suggestions/0002", sql: include_str!("../migrations/0002_counts.sql") },
    Migration { name: "suggestions/0003", sql: include_str!("../migrations/0003_lists.sql") },
    Migration { name: "suggestions/0004", sql: include_str!("../migrations/0004_counts_are_stats.sql") },
    Migration { name: "suggestions/0005", sql: include_str!("../migrations/0005_upward.sql") },
];

row! {
    /// A suggestion as it is stored.
    #[derive(Clone, Debug)]
    pub struct SuggestionRow {
        /// Its id. Columns mean what the fields of [`Suggestion`] mean.
        pub id: SuggestionId,
        /// Its number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// How it is now.
        pub now_text: String,
        /// How to do it better.
        pub how_text: String,
        /// Which of the five kinds.
        pub category: Option<Category>,
        /// What it is good for.
        pub gains: Json<Vec<Gain>>,
        /// Where exactly.
        pub spot: String,
        /// Who may find it.
        pub visibility: Visibility,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// How it came in.
        pub channel: Channel,
        /// Who put it forward.
        pub author: PersonId,
        /// Who entered it, when not the author.
        pub entered_by: Option<PersonId>,
        /// Whether a visitor's is still to be claimed.
        pub unclaimed: bool,
        /// The team it counts at.
        pub unit: UnitId,
        /// The enterprise it counts at.
        pub enterprise: UnitId,
        /// Its place in the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// The date of priority.
        pub submitted_at: Time,
        /// The promised date.
        pub promised_at: Time,
        /// The deadline of the present state.
        pub due_at: Option<Time>,
        /// The officer who has it.
        pub officer: Option<PersonId>,
        /// When it was decided.
        pub decided_at: Option<Time>,
        /// Who decided.
        pub decided_by: Option<PersonId>,
        /// Whether the reconsideration is used.
        pub appealed: bool,
        /// A decision not yet announced.
        pub prepared: Option<Json<Prepared>>,
        /// Who carries it out.
        pub owner: Option<PersonId>,
        /// Since when it is in use.
        pub applied_at: Option<Time>,
        /// When it came to rest.
        pub closed_at: Option<Time>,
        /// The earlier one it was joined to.
        pub lead: Option<SuggestionId>,
        /// How many seconded it.
        pub seconds: i64,
        /// Digest of the normalised text.
        pub text_key: Vec<u8>,
        /// 0 nobody yet, 1 reminded, 2 escalated.
        pub reminded: i64,
    }
}

/// The columns of [`SuggestionRow`], in order, for the statements that read it.
macro_rules! columns {
    () => {
        "s.id, s.serial, s.title, s.now_text, s.how_text, s.category, s.gains, s.spot, s.visibility, s.state, s.version, \
         s.channel, s.author, s.entered_by, s.unclaimed, s.unit, s.enterprise, s.path, s.industry_path, s.submitted_at, \
         s.promised_at, s.due_at, s.officer, s.decided_at, s.decided_by, s.appealed, s.prepared, s.owner, s.applied_at, \
         s.closed_at, s.lead, s.seconds, s.text_key, s.reminded"
    };
}

statements! {
    NEXT_SERIAL: (String,) => (i64,) =
        "INSERT INTO serial_counter (series, last) VALUES ($1, 1) \
         ON CONFLICT (series) DO UPDATE SET last = serial_counter.last + 1 RETURNING last";
    INSERT: SuggestionRow => () =
        "INSERT INTO suggestion (id, serial, title, now_text, how_text, category, gains, spot, visibility, state, version, \
            channel, author, entered_by, unclaimed, unit, enterprise, path, industry_path, submitted_at, promised_at, due_at, \
            officer, decided_at, decided_by, appealed, prepared, owner, applied_at, closed_at, lead, seconds, text_key, reminded) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, \
            $25, $26, $27, $28, $29, $30, $31, $32, $33, $34) ON CONFLICT (id) DO NOTHING";
    FIND: (SuggestionId,) => SuggestionRow = concat!("SELECT ", columns!(), " FROM suggestion s WHERE s.id = $1");
    FIND_SERIAL: (String,) => (SuggestionId,) = "SELECT id FROM suggestion WHERE serial = $1";
    TIES: (SuggestionId, PersonId) => (bool, bool, bool, bool) =
        "SELECT (SELECT COUNT(*) FROM work_author WHERE work = $1 AND person = $2), \
                (SELECT COUNT(*) FROM suggestion_review WHERE suggestion = $1 AND reviewer = $2), \
                (SELECT COUNT(*) FROM suggestion_mention WHERE suggestion = $1 AND person = $2), \
                (SELECT COUNT(*) FROM suggestion_second WHERE suggestion = $1 AND person = $2)";
    UPDATE: (SuggestionId, i64, State, Option<Time>, Option<PersonId>, Option<Time>, Option<PersonId>, bool, Option<Json<Prepared>>, Option<PersonId>, Option<Time>, Option<Time>) => () =
        "UPDATE suggestion SET version = version + 1, state = $3, due_at = $4, officer = $5, decided_at = $6, decided_by = $7, \
            appealed = $8, prepared = $9, owner = $10, applied_at = $11, closed_at = $12, \
            reminded = CASE WHEN due_at = $4 THEN reminded ELSE 0 END \
         WHERE id = $1 AND version = $2";
    UPDATE_TEXT: (SuggestionId, String, String, String, Option<Category>, Json<Vec<Gain>>, String, Vec<u8>) => () =
        "UPDATE suggestion SET title = $2, now_text = $3, how_text = $4, category = $5, gains = $6, spot = $7, text_key = $8 WHERE id = $1";
    SET_CATEGORY: (SuggestionId, Category) => () = "UPDATE suggestion SET category = $2 WHERE id = $1";
    SET_VISIBILITY: (SuggestionId, i64, Visibility) => () =
        "UPDATE suggestion SET visibility = $3, version = version + 1 WHERE id = $1 AND version = $2";
    SET_LEAD: (SuggestionId, Option<SuggestionId>) => () = "UPDATE suggestion SET lead = $2 WHERE id = $1";
    SET_CLAIMED: (SuggestionId,) => () = "UPDATE suggestion SET unclaimed = 0 WHERE id = $1";
    SET_REMINDED: (SuggestionId, i64) => () = "UPDATE suggestion SET reminded = $2 WHERE id = $1 AND reminded < $2";
    COUNT_SECONDS: (SuggestionId,) => () =
        "UPDATE suggestion SET seconds = (SELECT COUNT(*) FROM suggestion_second WHERE suggestion = $1) WHERE id = $1";
    /// Others with the same normalised text in the same enterprise.
    SAME_TEXT: (UnitId, Vec<u8>) => (SuggestionId,) =
        "SELECT id FROM suggestion WHERE enterprise = $1 AND text_key = $2 ORDER BY submitted_at LIMIT 5";
    /// What is due before a moment and was not yet reminded (0) or escalated (1) of.
    DUE: (i64, Time, i64) => (SuggestionId, Time) =
        "SELECT id, due_at FROM suggestion WHERE reminded = $1 AND due_at < $2 ORDER BY due_at LIMIT $3";
    JOINED_TO: (SuggestionId,) => (SuggestionId, String, String, Time) =
        "SELECT id, serial, title, submitted_at FROM suggestion WHERE lead = $1 ORDER BY submitted_at";
}

impl From<SuggestionRow> for Suggestion {
    fn from(row: SuggestionRow) -> Suggestion {
        Suggestion {
            id: row.id,
            serial: row.serial,
            title: row.title,
            now_text: row.now_text,
            how_text: row.how_text,
            category: row.category,
            gains: row.gains.0,
            spot: row.spot,
            visibility: row.visibility,
            state: row.state,
            version: row.version,
            channel: row.channel,
            author: row.author,
            entered_by: row.entered_by,
            unclaimed: row.unclaimed,
            place: Place {
                unit: row.unit,
                enterprise: Some(row.enterprise),
                path: row.path,
                industry_path: row.industry_path,
            },
            submitted_at: row.submitted_at,
            promised_at: row.promised_at,
            due_at: row.due_at,
            officer: row.officer,
            decided_at: row.decided_at,
            decided_by: row.decided_by,
            appealed: row.appealed,
            prepared: row.prepared.map(|prepared| prepared.0),
            owner: row.owner,
            applied_at: row.applied_at,
            lead: row.lead,
            seconds: row.seconds,
        }
    }
}

/// The suggestion with this id, whoever may see it. Actions and pages use `policy::find`.
pub fn load(reader: &Reader<'_>, id: SuggestionId) -> Result<Suggestion> {
    Ok(reader.one(&FIND, (id,))?.into())
}

/// How a person stands to a suggestion.
pub fn ties(reader: &Reader<'_>, id: SuggestionId, person: PersonId) -> Result<Ties> {
    let (author, reviewer, mentioned, seconded) = reader.one(&TIES, (id, person))?;
    Ok(Ties { author, reviewer, mentioned, seconded })
}

/// Writes what a step changed, if nobody was faster, and counts the version up.
pub fn save(tx: &mut Tx<'_>, was: i64, now: &Suggestion, closed_at: Option<Time>) -> Result<()> {
    tx.settle(
        &UPDATE,
        (
            now.id,
            was,
            now.state,
            now.due_at,
            now.officer,
            now.decided_at,
            now.decided_by,
            now.appealed,
            now.prepared.clone().map(Json),
            now.owner,
            now.applied_at,
            closed_at,
        ),
    )
}
