//! What spreading adds to the page of a work and of a person.

use kernel::Result;
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use store::statements;
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::{Card, WorkId};

use crate::lifecycle::State;
use crate::policy::{is_on_offer, may_see, takes};
use crate::store::of;
use crate::tree::{Tree, Twig};

/// Adopting units that a panel names.
const SHOWN: usize = 3;
/// Works of a person that a panel names.
const WORKS: i64 = 20;

statements! {
    /// Works of a person that others use, with how many units.
    TAKEN: (PersonId, i64) => (WorkId, i64) =
        "SELECT u.work, COUNT(*) FROM work_author t JOIN work_use u ON u.work = t.work \
         WHERE t.person = $1 AND u.source IS NOT NULL AND u.ended_at IS NULL GROUP BY u.work ORDER BY 2 DESC, u.work LIMIT $2";
}

/// Who took a work over, what waits, and what the reader may do about it.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    let (t, actor) = (asking.t, asking.actor);
    let tree = Tree::read(asking.reader, actor, card.id)?;
    if tree.nodes.is_empty() {
        return Ok(Vec::new());
    }
    let href = format!("/spread/works/{}", card.id);
    let takers: Vec<_> = tree.lasting().filter(|node| node.twig == Twig::InUse).collect();
    let mut lines = Vec::new();
    if !takers.is_empty() {
        let words = t.with1("spread-taken-by", "count", takers.len()).into_owned();
        lines.push(PanelLine { words, href: href.clone(), ..PanelLine::default() });
    }
    for node in takers.iter().rev().filter(|node| !node.name.is_empty()).take(SHOWN) {
        let note = t.with1("spread-since", "date", t.date(node.since.millis())).into_owned();
        lines.push(PanelLine { words: node.name.clone(), note, href: node.href.clone(), chip: None });
    }
    let author = works::authors::includes(asking.reader, card.id, actor.person)?;
    let adoptions = of(asking.reader, card.id)?;
    for it in adoptions.iter().filter(|it| it.state.is_open() && may_see(actor, it, card, author)) {
        let look = if it.state == State::Wanted { "soon" } else { "live" };
        let chip = t.get(&format!("word-{}", it.state.word())).to_owned();
        let words = t.with1("spread-asked-on", "date", t.date(it.asked_at.millis())).into_owned();
        lines.push(PanelLine { words, href: it.href(), chip: Some((chip, look)), ..PanelLine::default() });
    }
    let asks = actor
        .place
        .enterprise
        .is_some_and(|enterprise| is_on_offer(card, enterprise).allowed() && takes(actor, &actor.place).allowed());
    let act = if asks { ("spread-ask", format!("{href}/request")) } else { ("spread-look", href) };
    Ok(vec![Panel { title: "spread-panel", lines, act: Some(act) }])
}

/// Which works of a person others use: the credit for it.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let mut lines = Vec::new();
    for (work, units) in asking.reader.all(&TAKEN, (person, WORKS))? {
        let Ok(card) = works::sight::find(asking.reader, asking.actor, work) else { continue };
        let note = asking.t.with1("spread-taken-by", "count", units).into_owned();
        lines.push(PanelLine { words: card.title, note, href: format!("/spread/works/{work}"), chip: None });
    }
    Ok(if lines.is_empty() { Vec::new() } else { vec![Panel { title: "spread-panel-person", lines, act: None }] })
}
