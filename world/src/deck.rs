//! Which ideas the people of an enterprise have, and in which order.
//!
//! Ideas are dealt like cards: none comes twice before all have come once. A few come again in other
//! words, told by someone else, because that is what happens and what the search for duplicates is for.

use crate::ideas::{self, Idea};
use crate::random::Random;
use crate::tree::Enterprise;

/// One idea as it will be told.
#[derive(Debug, Clone)]
pub struct Card {
    /// The idea.
    pub idea: &'static Idea,
    /// Tell it in the second wording; the value is the position of the card that told it first.
    pub rewords: Option<usize>,
    /// The teams of the workshop it comes from, as positions in the enterprise's teams.
    pub teams: Vec<usize>,
    /// The workshop's name.
    pub workshop: &'static str,
}

/// The ideas of one round through an enterprise's deck.
pub fn deal(seed: u64, nth: u64, enterprise: &Enterprise, round: u64, without: &[&str]) -> Vec<Card> {
    let mut random = Random::of(seed, "deck", nth << 20 | round);
    let mut sorted: Vec<(f64, bool, Card)> = Vec::new();
    let mut remarks = 0;
    for idea in ideas::of_industry(enterprise.industry.code) {
        if idea.key.is_some_and(|key| without.contains(&key)) {
            continue;
        }
        // Half of the shared remarks are enough for one enterprise: people do not all complain alike.
        if idea.general_remark && idea.workshop.is_none() {
            remarks += 1;
            if (remarks + nth + round).is_multiple_of(2) {
                continue;
            }
        }
        let Some(workshop) = idea.workshop.or_else(|| random.pick(&enterprise.teams).map(|team| team.0)) else {
            continue;
        };
        let teams: Vec<usize> =
            (0..enterprise.teams.len()).filter(|team| enterprise.teams[*team].0 == workshop).collect();
        if teams.is_empty() {
            continue;
        }
        let own = if idea.workshop.is_some() { 0.8 } else { 1.0 };
        let place = random.fraction() * own;
        let card = Card { idea, rewords: None, teams, workshop };
        if idea.reworded.is_some() && round == 0 && random.chance(40) {
            let later = place + (1.0 - place) * random.fraction();
            sorted.push((later, true, card.clone()));
        }
        sorted.push((place, false, card));
    }
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let first = |of: &'static Idea| sorted.iter().position(|(_, again, card)| !again && std::ptr::eq(card.idea, of));
    sorted
        .iter()
        .map(|(_, again, card)| Card { rewords: again.then(|| first(card.idea)).flatten(), ..card.clone() })
        .collect()
}
