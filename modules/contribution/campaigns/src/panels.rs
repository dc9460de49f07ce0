//! What campaigns add to the pages of works and people.

use kernel::Result;
use kernel::id::PersonId;
use ui::T;
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::Card;

use crate::eligible::Candidate;
use crate::lifecycle::State;
use crate::model::Entry;
use crate::queries::{self, Narrow};
use crate::store::edition;

/// The editions a work was entered in; and for its people the one tap that enters it where it may be entered now.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    let (reader, actor) = (asking.reader, asking.actor);
    let narrow = Narrow { work: Some(card.id), ..Narrow::default() };
    let entries: Vec<Entry> =
        queries::entries(reader, actor, narrow)?.into_iter().filter(|entry| entry.state != State::Withdrawn).collect();
    let mut act = None;
    let own =
        actor.place.enterprise == Some(card.enterprise) && works::authors::includes(reader, card.id, actor.person)?;
    if own {
        for edition in queries::taking(reader, actor, asking.now.date())? {
            let entered = entries.iter().any(|entry| entry.campaign == edition.id);
            let candidate = Candidate::read(reader, card.clone())?;
            if !entered && candidate.findings(reader, &edition, asking.now)?.is_empty() {
                act = Some(("campaign-panel-enter", format!("{}/enter?work={}", edition.href(), card.id)));
                break;
            }
        }
    }
    panel(asking, "campaign-panel", &entries, act)
}

/// The works of a person that were entered, as far as whoever looks may see them.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let narrow = Narrow { person: Some(person), ..Narrow::default() };
    let mut entries = queries::entries(asking.reader, asking.actor, narrow)?;
    entries.retain(|entry| !matches!(entry.state, State::Withdrawn | State::Draft));
    let own = person == asking.actor.person && asking.actor.place.enterprise.is_some();
    let act = own.then(|| ("campaign-panel-all", "/campaigns".to_owned()));
    panel(asking, "campaign-panel-person", &entries, act)
}

fn panel(
    asking: &Asking<'_, '_>,
    title: &'static str,
    entries: &[Entry],
    act: Option<(&'static str, String)>,
) -> Result<Vec<Panel>> {
    if entries.is_empty() && act.is_none() {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    for entry in entries {
        let campaign = edition(asking.reader, entry.campaign)?;
        lines.push(PanelLine {
            words: campaign.name.clone(),
            note: format!("{} · {}", entry.content().title, entry.serial),
            href: entry.href(),
            chip: Some(standing(asking.t, entry, &campaign)),
        });
    }
    Ok(vec![Panel { title, lines, act }])
}

/// The grade of an honoured entry, else where it stands, with the look of its chip.
pub fn standing(t: T, entry: &Entry, campaign: &crate::model::Edition) -> (String, &'static str) {
    let grade = entry.grade.and_then(|at| campaign.plan().grades.get(usize::try_from(at).ok()?));
    match grade {
        Some(grade) if entry.state == State::Honoured => (grade.name.clone(), "ok"),
        _ => (t.get(&format!("word-{}", entry.state)).to_owned(), entry.state.look()),
    }
}
