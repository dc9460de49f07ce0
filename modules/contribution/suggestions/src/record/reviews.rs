//! Who reads the reviews, and when. They are independent: nobody is led by what others wrote.

use kernel::{Actor, Role};

use crate::parts::ReviewRow;
use crate::policy::Seen;

/// The reviews of a suggestion as far as this actor may read them now: one's own always; those of
/// others never while one's own is awaited; an author's only once the decision is announced. Who
/// neither works on it nor has a share in it reads none.
pub fn readable(actor: &Actor, seen: &Seen, all: &[ReviewRow]) -> Vec<ReviewRow> {
    let mine = all.iter().find(|review| review.reviewer == actor.person);
    let pending = mine.is_some_and(|review| review.submitted_at.is_none());
    let announced = seen.it.decided_at.is_some();
    let officer = actor.has_within(Role::InnovationOfficer, &seen.it.place);
    let others = match seen.ties.author {
        true => announced,
        false => officer || mine.is_some() || seen.it.owner == Some(actor.person) && announced,
    };
    let may = |review: &&ReviewRow| review.reviewer == actor.person || (others && !pending);
    all.iter().filter(|review| review.submitted_at.is_some()).filter(may).cloned().collect()
}

/// Whether the actor may read a decision that is prepared and not announced: officers alone, and never
/// those who have a share in it.
pub fn reads_prepared(actor: &Actor, seen: &Seen) -> bool {
    seen.it.prepared.is_some() && !seen.ties.author && actor.has_within(Role::InnovationOfficer, &seen.it.place)
}

#[cfg(test)]
mod tests {
    use kernel::id::{PersonId, UnitId};
    use kernel::{Grant, Path, Place, Time};
    use store::Json;

    use super::*;
    use crate::lifecycle::State;
    use crate::model::{Channel, Suggestion, SuggestionId, Ties, Verdict, Visibility};

    fn person(n: i64) -> PersonId {
        PersonId::new(Time::from_millis(n))
    }

    fn place() -> Place {
        let unit = UnitId::from_uuid(Default::default());
        Place { unit, enterprise: Some(unit), path: Path::root(1), industry_path: None }
    }

    fn actor(person: PersonId, officer: bool) -> Actor {
        let place = place();
        let grant = Grant {
            role: Role::InnovationOfficer,
            unit: place.unit,
            path: place.path.clone(),
            enterprise: place.enterprise,
        };
        let grants = if officer { vec![grant] } else { Vec::new() };
        Actor { person, name: "某".into(), place, grants, scopes: Vec::new() }
    }

    fn seen(author: bool, decided: bool) -> Seen {
        let at = Time::from_millis(1);
        let it = Suggestion {
            id: SuggestionId::new(at),
            serial: String::new(),
            title: String::new(),
            now_text: String::new(),
            how_text: String::new(),
            category: None,
            gains: Vec::new(),
            spot: String::new(),
            visibility: Visibility::Enterprise,
            state: State::InReview,
            version: 1,
            channel: Channel::Own,
            author: person(90),
            entered_by: None,
            unclaimed: false,
            place: place(),
            submitted_at: at,
            promised_at: at,
            due_at: None,
            officer: None,
            decided_at: decided.then_some(at),
            decided_by: None,
            appealed: false,
            prepared: None,
            owner: None,
            applied_at: None,
            lead: None,
            seconds: 0,
        };
        Seen { it, ties: Ties { author, ..Ties::default() } }
    }

    fn review(reviewer: PersonId, handed_in: bool) -> ReviewRow {
        let at = Time::from_millis(2);
        ReviewRow {
            suggestion: SuggestionId::new(at),
            reviewer,
            invited_at: at,
            rubric: 1,
            scores: Some(Json(Vec::new())),
            total: Some(80),
            conclusion: Some("可行".into()),
            advice: Some(Verdict::Adopt),
            submitted_at: handed_in.then_some(at),
        }
    }

    #[test]
    fn a_reviewer_reads_others_only_after_handing_in() {
        let (me, other) = (person(1), person(2));
        let waiting = [review(me, false), review(other, true)];
        assert!(readable(&actor(me, false), &seen(false, false), &waiting).is_empty());
        assert!(readable(&actor(me, true), &seen(false, false), &waiting).is_empty(), "not by another role either");
        let handed_in = [review(me, true), review(other, true)];
        assert_eq!(readable(&actor(me, false), &seen(false, false), &handed_in).len(), 2);
    }

    #[test]
    fn an_author_reads_them_once_the_decision_is_announced() {
        let reviews = [review(person(2), true), review(person(3), false)];
        assert!(readable(&actor(person(1), true), &seen(true, false), &reviews).is_empty());
        assert_eq!(readable(&actor(person(1), false), &seen(true, true), &reviews).len(), 1);
    }

    #[test]
    fn bystanders_read_none_and_officers_read_all_that_is_handed_in() {
        let reviews = [review(person(2), true), review(person(3), false)];
        assert!(readable(&actor(person(1), false), &seen(false, true), &reviews).is_empty());
        assert_eq!(readable(&actor(person(1), true), &seen(false, false), &reviews).len(), 1);
    }
}
