//! The fields of a draft: three short steps, kept as typed, and what they come to.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::shares::MOST_AUTHORS;
use kernel::{Faults, Reason, Shares, text};
use web::Fields;

use crate::drafts::DraftFields;
use crate::model::{Category, Gain, PLACE, Proposal, SuggestionId, TEXT, TITLE, Visibility};

/// Most fields that one step sends.
const MOST_FIELDS: usize = 100;
/// Longest value that a draft keeps, in characters: more than any field takes, so that somebody who
/// wrote too much can still shorten it.
const LONGEST: usize = 10_000;

kernel::words! {
    /// One of the three steps.
    pub enum Part {
        /// What is wrong, and where.
        What = "what",
        /// How to do it better.
        How = "how",
        /// Who did it, what it is good for, who may find it.
        Who = "who",
    }
}

impl Part {
    /// Whether a field is typed in this step. A share's field carries the person's id.
    pub fn owns(self, name: &str) -> bool {
        match self {
            Part::What => matches!(name, "now" | "category" | "spot" | "builds_on"),
            Part::How => matches!(name, "title" | "how" | "remark"),
            Part::Who => matches!(name, "with" | "gain" | "visibility" | "shares") || name.starts_with("share-"),
        }
    }
}

/// The draft after one step was typed: the step's fields are replaced, the others stay.
pub fn merged(kept: &DraftFields, part: Part, typed: &Fields) -> DraftFields {
    let stays = kept.iter().filter(|(name, _)| !part.owns(name)).cloned();
    let comes = typed.pairs().filter(|(name, _)| part.owns(name)).take(MOST_FIELDS);
    let comes = comes.map(|(name, value)| (name.to_owned(), value.chars().take(LONGEST).collect()));
    stays.chain(comes).collect()
}

/// What is wrong with one step, every fault under the name of its field.
pub fn faults(fields: &Fields, part: Part, me: PersonId) -> Faults {
    let mut faults = Faults::none();
    match part {
        Part::What => drop(what(fields, &mut faults)),
        Part::How => drop(how(fields, &mut faults)),
        Part::Who => drop(who(fields, me, &mut faults)),
    }
    faults
}

/// The whole proposal; `me` puts it forward.
///
/// # Errors
/// Every fault, by field.
pub fn proposal(fields: &Fields, me: PersonId) -> Result<Proposal, Faults> {
    let mut faults = Faults::none();
    let (now_text, spot) = what(fields, &mut faults);
    let (title, how_text) = how(fields, &mut faults);
    let shares = who(fields, me, &mut faults);
    let proposal = Proposal {
        title,
        now_text,
        how_text,
        category: Category::from_word(fields.get("category")),
        gains: fields.all("gain").filter_map(Gain::from_word).collect(),
        spot,
        visibility: visibility(fields),
        shares,
        builds_on: builds_on(fields),
    };
    if faults.is_empty() { Ok(proposal) } else { Err(faults) }
}

fn what(fields: &Fields, faults: &mut Faults) -> (String, String) {
    (
        faults.take("now", text::text(fields.get("now"), TEXT)),
        faults.take("spot", text::optional_line(fields.get("spot"), PLACE)),
    )
}

fn how(fields: &Fields, faults: &mut Faults) -> (String, String) {
    (
        faults.take("title", text::line(fields.get("title"), TITLE)),
        faults.take("how", text::optional_text(fields.get("how"), TEXT)),
    )
}

/// The shares with the one who puts it forward first; all of it to them while nobody else was named.
fn who(fields: &Fields, me: PersonId, faults: &mut Faults) -> Shares {
    let mut parts = parts(fields);
    if parts.is_empty() {
        return Shares::sole(me);
    }
    parts.sort_by_key(|(person, _)| *person != me);
    let shares = Shares::new(parts)
        .and_then(|shares| if shares.includes(me) { Ok(shares) } else { Err(Reason::new("shares-without-putter")) });
    shares.unwrap_or_else(|reason| {
        faults.add("shares", reason);
        Shares::sole(me)
    })
}

/// Who may find it; the enterprise, unless chosen otherwise.
pub fn visibility(fields: &Fields) -> Visibility {
    Visibility::from_word(fields.get("visibility")).unwrap_or(Visibility::Enterprise)
}

/// The earlier one it builds on.
pub fn builds_on(fields: &Fields) -> Option<SuggestionId> {
    fields.get("builds_on").parse().ok()
}

/// The field of a person's share.
pub fn share_field(person: PersonId) -> String {
    format!("share-{person}")
}

/// The shares as typed, the one who puts it forward first; what is no number counts as nothing.
pub fn parts(fields: &Fields) -> Vec<(PersonId, u32)> {
    let people = fields.all("with").filter_map(|id| id.parse().ok());
    people.map(|person| (person, fields.get(&share_field(person)).trim().parse().unwrap_or(0))).collect()
}

/// Writes shares back into the fields of a draft.
pub fn set_parts(fields: &mut DraftFields, parts: &[(PersonId, u32)]) {
    fields.retain(|(name, _)| name != "with" && !name.starts_with("share-"));
    for (person, part) in parts {
        fields.push(("with".into(), person.to_string()));
        fields.push((share_field(*person), part.to_string()));
    }
}

/// Somebody joins with an even part, which the largest shares give.
///
/// # Errors
/// `shares-twice`, `shares-too-many`.
pub fn join(parts: &mut Vec<(PersonId, u32)>, person: PersonId) -> Result<(), Reason> {
    if parts.iter().any(|(who, _)| *who == person) {
        return Err(Reason::new("shares-twice"));
    }
    if parts.len() >= MOST_AUTHORS {
        return Err(Reason::new("shares-too-many").with("most", MOST_AUTHORS));
    }
    let even = 100 / u32::try_from(parts.len() + 1).unwrap_or(100);
    let mut wanted = even;
    while wanted > 0 {
        let Some((_, largest)) = parts.iter_mut().max_by_key(|(_, part)| *part).filter(|(_, part)| *part > 1) else {
            break;
        };
        let given = wanted.min(largest.saturating_sub(even).max(1));
        *largest -= given;
        wanted -= given;
    }
    parts.push((person, even - wanted));
    Ok(())
}

/// Somebody leaves; what they had goes to the one who puts it forward, who cannot leave.
pub fn leave(parts: &mut Vec<(PersonId, u32)>, person: PersonId) {
    let Some(at) = parts.iter().position(|(who, _)| *who == person).filter(|at| *at > 0) else { return };
    let (_, part) = parts.remove(at);
    if let Some((_, first)) = parts.first_mut() {
        *first = first.saturating_add(part);
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;
    use proptest::prelude::*;

    use super::*;

    fn someone(n: i64) -> PersonId {
        PersonId::new(Time::from_millis(n))
    }

    fn whole() -> Fields {
        Fields::from_pairs([
            ("now", "钥匙只有一把"),
            ("title", "装扫码自助柜"),
            ("how", "扫工牌开门"),
            ("gain", "time"),
        ])
    }

    #[test]
    fn a_step_replaces_its_own_fields_and_no_others() {
        let kept = vec![("now".to_owned(), "旧".to_owned()), ("gain".to_owned(), "time".to_owned())];
        let typed = Fields::from_pairs([("now", "新"), ("gain", "cost"), ("csrf", "x")]);
        let what = merged(&kept, Part::What, &typed);
        assert_eq!(what, [("gain".to_owned(), "time".to_owned()), ("now".to_owned(), "新".to_owned())]);
        // A box that was cleared is not sent, and is gone.
        assert!(!merged(&what, Part::Who, &Fields::default()).iter().any(|(name, _)| name == "gain"));
    }

    #[test]
    fn who_proposes_alone_has_all_of_it() {
        let me = someone(1);
        let made = proposal(&whole(), me).unwrap();
        assert_eq!(made.shares, Shares::sole(me));
        assert_eq!((made.visibility, made.category), (Visibility::Enterprise, None));
        assert!(!made.only_names_a_problem());
    }

    #[test]
    fn nobody_puts_forward_what_they_have_no_share_in() {
        let (me, mate) = (someone(1), someone(2));
        let mut fields = whole();
        fields.set("with", mate.to_string());
        fields.set(&share_field(mate), "100");
        assert_eq!(proposal(&fields, me).unwrap_err().of("shares").unwrap().key, "shares-without-putter");
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let mut fields = whole();
        fields.set("now", " \u{200B}");
        fields.set("title", "长".repeat(TITLE + 1));
        let faults = proposal(&fields, someone(1)).unwrap_err();
        assert_eq!(faults.of("now").unwrap().key, "text-empty");
        assert_eq!(faults.of("title").unwrap().key, "text-too-long");
    }

    #[test]
    fn who_puts_it_forward_cannot_leave() {
        let (me, mate) = (someone(1), someone(2));
        let mut parts = vec![(me, 70), (mate, 30)];
        leave(&mut parts, me);
        assert_eq!(parts.len(), 2);
        leave(&mut parts, mate);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].1, 100);
    }

    proptest! {
        #[test]
        fn shares_sum_to_a_hundred_whoever_joins_and_leaves(moves in prop::collection::vec((any::<bool>(), 0_usize..25), 0..60)) {
            let people: Vec<_> = (0..25).map(someone).collect();
            let mut parts = vec![(people[0], 100)];
            for (joins, at) in moves {
                if joins {
                    let _ = join(&mut parts, people[at]);
                } else {
                    leave(&mut parts, people[at]);
                }
                prop_assert!(Shares::new(parts.clone()).is_ok(), "{parts:?}");
            }
        }
    }
}
