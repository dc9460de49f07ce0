//! What certificates add to the pages of works and people.

use kernel::Result;
use kernel::id::PersonId;
use ui::T;
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::Card;

use crate::model::Certificate;
use crate::store;

/// The certificates of a work.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    let found = store::of_subject(asking.reader, card.id.any())?;
    Ok(panel(asking.t, &found, false))
}

/// The certificates of a person, for themselves and the people of their enterprise.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    if asking.actor.person != person {
        let place = identity::people::person(asking.reader, person)?;
        if place.within.is_none() || place.within != asking.actor.place.enterprise {
            return Ok(Vec::new());
        }
    }
    let found = store::of_person(asking.reader, person)?;
    Ok(panel(asking.t, &found, true))
}

fn panel(t: T, found: &[Certificate], honours: bool) -> Vec<Panel> {
    if found.is_empty() {
        return Vec::new();
    }
    let line = |it: &Certificate| {
        let rank = rank(t, it);
        PanelLine {
            words: if honours { honour(t, it) } else { rank.clone() },
            note: format!("{} · {}", it.issuer_name, it.issued_on),
            href: it.path(),
            chip: match &it.revoked {
                Some(_) => Some((t.get("certificate-state-revoked").to_owned(), "late")),
                None if honours => Some((rank, "")),
                None => Some((t.get("certificate-state-valid").to_owned(), "ok")),
            },
        }
    };
    vec![Panel { title: "certificate-panel", lines: found.iter().map(line).collect(), act: None }]
}

/// What was won, with its grade: 快换定位销 · 三等奖.
pub fn honour(t: T, it: &Certificate) -> String {
    let words = [Some(it.honour.clone()), it.grade.map(|grade| prize(t, grade))];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The name of a grade, 1 the best.
pub fn prize(t: T, grade: u32) -> String {
    t.with1("certificate-grade", "n", grade).into_owned()
}

/// What it certifies and how high: 省级 先进操作法命名.
pub fn rank(t: T, it: &Certificate) -> String {
    let (rank, kind) = (format!("certificate-rank-{}", it.rank), format!("certificate-kind-{}", it.kind));
    t.with2("certificate-ranked", ("rank", t.get(&rank)), ("kind", t.get(&kind))).into_owned()
}
