//! What an enterprise may take over: public works of anybody, and its own, in use.

use kernel::id::UnitId;
use kernel::{Actor, Fen, Path, Result, Time};
use store::{Filter, Reader, Type, Value, row};
use works::{Kind, WorkId};

row! {
    /// A work in the catalogue.
    #[derive(Clone, Debug)]
    pub struct Entry {
        /// Its id.
        pub id: WorkId,
        /// What it is.
        pub kind: Kind,
        /// Its number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// In a few sentences.
        pub gist: String,
        /// Where it comes from.
        pub enterprise: UnitId,
        /// Its unit's place.
        pub path: Path,
        /// What its enterprise does.
        pub industry: String,
        /// In use since.
        pub since: Option<Time>,
        /// What finance signed for its first use, in fen.
        pub fen: Option<Fen>,
        /// Or in points.
        pub points: Option<i64>,
        /// Units that took it over and use it now.
        pub units: i64,
        /// Whether everybody may begin at once.
        pub offered: bool,
    }
}

impl Entry {
    /// Where it spreads.
    pub fn href(&self) -> String {
        format!("/spread/works/{}", self.id)
    }
}

/// Head of the catalogue; conditions are over `w`.
const ENTRIES: &str = "SELECT w.id, w.kind, w.serial, w.title, w.gist, w.enterprise, w.path, w.industry, w.since, f.fen, f.points, \
    (SELECT COUNT(*) FROM work_use u WHERE u.work = w.id AND u.source IS NOT NULL AND u.ended_at IS NULL), \
    (SELECT COUNT(*) FROM spread_offer o WHERE o.work = w.id) \
    FROM work w LEFT JOIN work_figure f ON f.work_use = w.id WHERE";
const INDUSTRIES: &str = "SELECT DISTINCT w.industry FROM work w WHERE";

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words to be found in title, text or number.
    pub text: String,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only of this industry.
    pub industry: String,
    /// Only from below this node.
    pub node: Option<Path>,
    /// Only of the own enterprise, or only of others.
    pub own: Option<bool>,
    /// Begin after so many.
    pub offset: usize,
    /// At most so many.
    pub limit: usize,
}

/// Keeps what is on offer for the actor's enterprise: `policy::is_on_offer` as SQL.
fn on_offer<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    filter.and(
        "w.stage = 'in_use' AND (w.visibility = 'public' OR (w.visibility = 'enterprise' AND w.enterprise = ?))",
        [own(actor)],
    );
}

fn own(actor: &Actor) -> Value<'_> {
    actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()))
}

/// The works that match, those with an audited benefit first, then the newest.
///
/// # Errors
/// Broken, when the database fails.
pub fn find(reader: &Reader<'_>, actor: &Actor, asked: &Asked) -> Result<Vec<Entry>> {
    let mut filter = Filter::new();
    on_offer(&mut filter, actor);
    if let Some(kind) = asked.kind {
        filter.and("w.kind = ?", [Value::Owned(kind.to_string())]);
    }
    if !asked.industry.is_empty() {
        filter.and("w.industry = ?", [Value::Text(&asked.industry)]);
    }
    if let Some(node) = &asked.node {
        filter.and("w.path >= ? AND w.path < ?", [Value::Text(node.as_str()), Value::Owned(node.end())]);
    }
    match asked.own {
        Some(true) => drop(filter.and("w.enterprise = ?", [own(actor)])),
        Some(false) => drop(filter.and("w.enterprise <> ?", [own(actor)])),
        None => {}
    }
    for word in asked.text.split_whitespace() {
        let like = format!("%{}%", word.to_lowercase().replace(['\\', '%', '_'], " ").trim());
        let like = || Value::Owned(like.clone());
        filter
            .and("(LOWER(w.title) LIKE ? OR LOWER(w.gist) LIKE ? OR LOWER(w.serial) LIKE ?)", [like(), like(), like()]);
    }
    let whole = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    filter.tail(
        "ORDER BY CASE WHEN f.work_use IS NULL THEN 1 ELSE 0 END, w.since DESC, w.id LIMIT ? OFFSET ?",
        [whole(asked.limit), whole(asked.offset)],
    );
    reader.list(ENTRIES, &filter)
}

/// The industries there is anything of.
///
/// # Errors
/// Broken, when the database fails.
pub fn industries(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<String>> {
    let mut filter = Filter::new();
    on_offer(&mut filter, actor);
    filter.tail("ORDER BY w.industry", []);
    let found: Vec<(String,)> = reader.list(INDUSTRIES, &filter)?;
    Ok(found.into_iter().map(|(industry,)| industry).filter(|industry| !industry.is_empty()).collect())
}
