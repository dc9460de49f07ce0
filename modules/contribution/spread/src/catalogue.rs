//! What an enterprise may take over: public works of anybody, and its own, in use.

use kernel::id::UnitId;
use kernel::lifecycle::Word as _;
use kernel::{Actor, Fen, Path, Result, Time};
use store::{Filter, Newest, Reader, Reasons, Type, Value, row};
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

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Only these: what [`best_works`] found for words.
    pub among: Option<Vec<WorkId>>,
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

/// What everybody may take over.
const PUBLIC: &str = "w.visibility = 'public' AND w.stage = 'in_use'";
/// And what only the units of its own enterprise may: with this, `policy::is_on_offer` as SQL.
const OWN: &str = "w.enterprise = ? AND w.visibility = 'enterprise' AND w.stage = 'in_use'";

/// The kinds among which words are looked for.
pub fn kinds(kind: Option<Kind>) -> Vec<Kind> {
    kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind])
}

/// How works with an audited benefit are found, those signed last first: of the whole province by the signatures, of
/// one enterprise by its works.
const SIGNED: [Newest; 2] = [
    Newest::of(
        "SELECT w.id, f.audited_at FROM work_figure f CROSS JOIN work w WHERE w.id = f.work_use AND",
        "ORDER BY f.audited_at DESC, w.id DESC LIMIT ?",
    ),
    Newest::of(
        "SELECT w.id, f.audited_at FROM work w JOIN work_figure f ON f.work_use = w.id WHERE",
        "ORDER BY f.audited_at DESC, w.id DESC LIMIT ?",
    ),
];
/// How the others are found, those in use last first.
const UNSIGNED: Newest = Newest::of(
    "SELECT w.id, w.since FROM work w WHERE w.since IS NOT NULL \
        AND NOT EXISTS (SELECT 1 FROM work_figure f WHERE f.work_use = w.id) AND",
    "ORDER BY w.since DESC, w.id DESC LIMIT ?",
);

impl Asked {
    fn keep<'a>(&'a self, filter: &mut Filter<'a>, actor: &'a Actor) {
        if let Some(kind) = self.kind {
            filter.and("w.kind = ?", [Value::Owned(kind.to_string())]);
        }
        if !self.industry.is_empty() {
            filter.and("w.industry = ?", [Value::Text(&self.industry)]);
        }
        if let Some(node) = &self.node {
            filter.and("w.path >= ? AND w.path < ?", [Value::Text(node.as_str()), Value::Owned(node.end())]);
        }
        match self.own {
            Some(true) => drop(filter.and("w.enterprise = ?", [own(actor)])),
            Some(false) => drop(filter.and("w.enterprise <> ?", [own(actor)])),
            None => {}
        }
        if let Some(ids) = &self.among {
            filter.and_in("w.id", ids.iter().map(|id| Value::Id(id.uuid())));
        }
    }
}

fn own(actor: &Actor) -> Value<'_> {
    actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()))
}

/// The works that match: those with an audited benefit first, the last signed before the others; then the rest, the
/// last in use first.
///
/// # Errors
/// Broken, when the database fails.
pub fn find(reader: &Reader<'_>, actor: &Actor, asked: &Asked) -> Result<Vec<Entry>> {
    let most = asked.offset + asked.limit;
    let mut found: Vec<(WorkId, Time)> = Vec::new();
    for ways in [SIGNED, [UNSIGNED; 2]] {
        let mut more = Vec::new();
        for (reason, way) in on_offer(actor).into_iter().zip(ways) {
            let how = way.to(most - found.len());
            more.extend(reason.newest(reader, how, |filter| asked.keep(filter, actor))?);
        }
        more.sort_by_key(|(id, at)| std::cmp::Reverse((*at, *id)));
        more.truncate(most - found.len());
        found.extend(more);
    }
    let ids: Vec<WorkId> = found.into_iter().skip(asked.offset).map(|(id, _)| id).collect();
    let mut filter = Filter::new();
    filter.and_in("w.id", ids.iter().map(|id| Value::Id(id.uuid())));
    let mut entries: Vec<Entry> = reader.list(ENTRIES, &filter)?;
    entries.sort_by_key(|entry| ids.iter().position(|id| *id == entry.id));
    Ok(entries)
}

/// Why something is on offer: to everybody, and to the own enterprise.
fn on_offer(actor: &Actor) -> Vec<Reasons<'_>> {
    let mut reasons = vec![Reasons::new(), Reasons::new()];
    reasons[0].or(PUBLIC, []);
    match actor.place.enterprise {
        Some(home) => {
            reasons[1].or(OWN, [Value::Id(home.uuid())]);
        }
        None => {
            reasons.pop();
        }
    }
    reasons
}
