//! 适合你们: what fits an enterprise, and why: its industry, what its own records are about, its county.
//! Every suggestion says its reasons; there is no score to be believed.

use std::collections::HashSet;

use identity::UnitKind;
use kernel::id::UnitId;
use kernel::{Actor, Path, Reason, Result};
use search::{Index, SIMILAR_THRESHOLD};
use store::{Reader, statements};
use works::{Kind, WorkId};

use crate::catalogue::{Asked, Entry, find};
use crate::regions::{Named, Regions};

/// Works looked at for one enterprise: those with an audited benefit first, then the newest.
const CANDIDATES: usize = 60;
/// The likeliest of them, which are held against the enterprise's own records: that takes milliseconds for each.
const JUDGED: usize = 6;
/// Suggestions made at once.
const MOST: usize = 3;
/// Words named as a reason.
const WORDS: usize = 3;

statements! {
    /// What an enterprise has taken over or asked for already.
    KNOWN: (UnitId,) => (WorkId,) = "SELECT DISTINCT work FROM adoption WHERE enterprise = $1 ORDER BY work";
    /// What it uses of its own.
    OWN: (UnitId,) => (WorkId,) = "SELECT id FROM work WHERE enterprise = $1 AND stage = 'in_use' ORDER BY id";
}

/// A work that fits, and why.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The work.
    pub entry: Entry,
    /// Why, the weightiest reason first.
    pub reasons: Vec<Reason>,
}

/// What is to be judged: read from the database, then held against the search index.
pub struct Candidates {
    entries: Vec<Entry>,
    /// Own works in use: whoever has the same already needs no other.
    own: HashSet<u128>,
    regions: Regions,
    here: Path,
    industry: String,
}

/// The works that might fit the actor's enterprise; none for who has none.
///
/// # Errors
/// Broken, when the database fails.
pub fn candidates(reader: &Reader<'_>, actor: &Actor) -> Result<Option<Candidates>> {
    let Some(enterprise) = actor.place.enterprise else { return Ok(None) };
    let unit = identity::tree::unit(reader, enterprise)?;
    let asked = Asked { own: Some(false), limit: CANDIDATES, ..Asked::default() };
    let same = Asked { industry: unit.industry.clone(), ..asked.clone() };
    let known = reader.all(&KNOWN, (enterprise,))?;
    let mut entries = if unit.industry.is_empty() { Vec::new() } else { find(reader, actor, &same)? };
    for entry in find(reader, actor, &asked)? {
        if !entries.iter().any(|one| one.id == entry.id) {
            entries.push(entry);
        }
    }
    entries.retain(|entry| !known.contains(&(entry.id,)));
    let regions = Regions::of(reader, entries.iter().map(|entry| &entry.path).chain([&unit.path]))?;
    let own = reader.all(&OWN, (enterprise,))?.into_iter().map(|(id,)| id.uuid().as_u128()).collect();
    let mut candidates = Candidates { entries: Vec::new(), own, regions, here: unit.path, industry: unit.industry };
    entries.sort_by(|a, b| candidates.likely(b).total_cmp(&candidates.likely(a)).then(b.since.cmp(&a.since)));
    entries.truncate(JUDGED);
    candidates.entries = entries;
    Ok(Some(candidates))
}

impl Candidates {
    fn same_industry(&self, entry: &Entry) -> bool {
        !self.industry.is_empty() && entry.industry == self.industry
    }

    /// The region of this kind in which both lie.
    fn same(&self, entry: &Entry, kind: UnitKind) -> Option<&Named> {
        let here = self.regions.at(&self.here, kind)?;
        self.regions.at(&entry.path, kind).filter(|there| there.id == here.id)
    }

    /// How likely it fits by what is known without reading it.
    fn likely(&self, entry: &Entry) -> f64 {
        let mut weight = 0.0;
        if self.same_industry(entry) {
            weight += 0.5;
        }
        if self.same(entry, UnitKind::County).is_some() {
            weight += 0.4;
        } else if self.same(entry, UnitKind::City).is_some() {
            weight += 0.2;
        }
        if entry.units > 0 {
            weight += 0.1;
        }
        if entry.fen.is_some() || entry.points.is_some() {
            weight += 0.3;
        }
        weight
    }

    /// The best of them. Takes some milliseconds of the processor: call it where that hurts nobody.
    ///
    /// # Errors
    /// Disk or engine of the search index.
    pub fn judge(mut self, index: &Index, actor: &Actor) -> std::result::Result<Vec<Fit>, search::Error> {
        let viewer = web::viewer(actor, []);
        let mut found = Vec::new();
        for entry in std::mem::take(&mut self.entries) {
            let text = (entry.title.as_str(), entry.gist.as_str());
            let common = index.in_common(
                Kind::Suggestion.number(),
                text,
                &viewer,
                self.here.as_str(),
                entry.id.uuid().as_u128(),
            )?;
            let has_it = common.score >= SIMILAR_THRESHOLD && common.closest.is_some_and(|id| self.own.contains(&id));
            if has_it {
                continue;
            }
            let mut reasons = Vec::new();
            let mut weight = 0.0;
            if !common.words.is_empty() {
                let words: Vec<&str> = common.words.iter().take(WORDS).map(String::as_str).collect();
                let reason =
                    Reason::new("spread-fit-words").with("count", common.records).with("words", words.join("、"));
                reasons.push(reason);
                weight += 4.0 * common.score;
            }
            if self.same_industry(&entry) {
                reasons.push(Reason::new("spread-fit-industry"));
            }
            if let Some(region) = self.same(&entry, UnitKind::County).or_else(|| self.same(&entry, UnitKind::City)) {
                reasons.push(near(region));
            }
            if reasons.is_empty() {
                continue;
            }
            if entry.units > 0 {
                reasons.push(Reason::new("spread-fit-units").with("count", entry.units));
            }
            weight += self.likely(&entry);
            found.push((weight, Fit { entry, reasons }));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.entry.id.cmp(&b.1.entry.id)));
        Ok(found.into_iter().take(MOST).map(|(_, fit)| fit).collect())
    }
}

fn near(unit: &Named) -> Reason {
    Reason::new("spread-fit-near").with("region", identity::region(&unit.short_name))
}
