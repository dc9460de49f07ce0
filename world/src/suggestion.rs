//! One suggestion, made alone from its position.

use crate::answers::say;
use crate::deck::{Card, deal};
use crate::demo::PINS;
use crate::ideas::{Benefit, Wording};
use crate::plan::{Event, Role, Share, State, SuggestionPlan, Visibility};
use crate::random::Random;
use crate::story::{self, Cast, Subject};
use crate::template::{Bindings, bind, fill};
use crate::tree::Enterprise;
use crate::world::{Size, World};

/// How the test world ends its stories, the oldest first: those that take long have the time for it.
const TEST_GOALS: [(State, usize); 13] = [
    (State::Done, 7),
    (State::Applied, 5),
    (State::Declined, 6),
    (State::Reserve, 3),
    (State::PassedUp, 3),
    (State::GeneralRemark, 4),
    (State::Withdrawn, 3),
    (State::Implementing, 5),
    (State::Adopted, 4),
    (State::Reconsidering, 3),
    (State::Returned, 3),
    (State::InReview, 8),
    (State::Submitted, 6),
];

/// What everybody may find in the test world, so that others can take it over: one of the first enterprise
/// and one of the third, both in use.
const TEST_PUBLIC: [u32; 2] = [1, 2];

/// The texts of a suggestion.
pub(crate) struct Texts {
    pub(crate) title: String,
    pub(crate) now: String,
    pub(crate) how: String,
    /// What came of it.
    pub(crate) effect: String,
    /// What the answers speak of.
    pub(crate) words: Bindings,
}

/// Makes suggestion `index` of `world`.
pub(crate) fn make(world: &World, index: u32) -> Option<SuggestionPlan> {
    let (nth, ordinal) = *world.owners.get(index as usize)?;
    let enterprise = world.enterprises().get(nth as usize)?;
    let mut random = Random::of(world.seed, "suggestion", u64::from(index));
    let submitted_at_ms = world.submitted_at(index);
    let pin = world.pins.iter().position(|pinned| *pinned == index).map(|at| &PINS[at]);
    let (card, rewords) = match pin {
        Some(pin) => (pin.card(enterprise)?, None),
        None => draw(world, nth, ordinal, index)?,
    };
    let (team, author) = match pin {
        Some(_) => world.chen()?,
        None => author(&mut random, enterprise, &card)?,
    };
    let union_officer = world.union_people.at(enterprise.county, Role::UnionOfficer).unwrap_or(0);
    let cast = cast(&mut random, enterprise, author, union_officer);
    let implementer = world.person(cast.implementer).map_or_else(String::new, |person| person.name);
    let texts = write(&mut random, &card, enterprise.teams[team].1, &implementer);
    let subject = Subject {
        general_remark: card.idea.general_remark,
        category: card.idea.category,
        words: &texts.words,
        submitted_at_ms,
        now_ms: world.now_ms,
    };
    let storyline: Vec<Event> = match pin.map(|pin| pin.goal).or_else(|| goal(world, index)) {
        Some(goal) => story::tell_until(&mut random, &cast, &subject, goal),
        None => story::tell(&mut random, &cast, &subject),
    };
    let visibility = [Visibility::Enterprise, Visibility::Public, Visibility::Team][random.weighted(&[70, 18, 12])];
    let open = pin.is_some_and(|pin| pin.public) || (world.size == Size::Test && TEST_PUBLIC.contains(&index));
    let visibility = if open { Visibility::Public } else { visibility };
    Some(SuggestionPlan {
        index,
        author,
        shares: shares(&mut random, author, &cast.colleagues, card.idea.general_remark),
        unit: enterprise.teams[team].2,
        category: card.idea.category,
        general_remark: card.idea.general_remark,
        title: texts.title,
        now_text: texts.now,
        how_text: texts.how,
        benefits: benefits(&card),
        visibility,
        submitted_at_ms,
        rewords,
        storyline,
    })
}

/// The state the test world wants for this suggestion.
fn goal(world: &World, index: u32) -> Option<State> {
    let mut left = index as usize;
    if world.size != Size::Test {
        return None;
    }
    TEST_GOALS
        .iter()
        .find(|(_, count)| {
            let here = left < *count;
            left = left.saturating_sub(*count);
            here
        })
        .map(|(state, _)| *state)
}

/// The card for the `ordinal`-th suggestion of an enterprise, and whose idea it repeats.
fn draw(world: &World, nth: u32, ordinal: u32, index: u32) -> Option<(Card, Option<u32>)> {
    let enterprise = world.enterprises().get(nth as usize)?;
    let without: Vec<&str> = if nth == 0 { PINS.iter().map(|pin| pin.key).collect() } else { Vec::new() };
    let wanted = goal(world, index).map(|state| state == State::GeneralRemark);
    let mut at = ordinal as usize;
    for round in 0.. {
        let deck = deal(world.seed, u64::from(nth), enterprise, round, &without);
        if deck.is_empty() {
            return None;
        }
        if at < deck.len() {
            // The test world needs a remark, or a real idea, exactly where its list says so.
            let fits = |card: &&Card| wanted.is_none_or(|remark| card.idea.general_remark == remark);
            let card = deck.iter().skip(at).chain(&deck).find(fits)?.clone();
            let told = if wanted.is_some() { None } else { card.rewords };
            let first = told.and_then(|place| world.of_enterprise[nth as usize].get(place).copied());
            let first = first.filter(|first| !world.pins.contains(first));
            let card = if first.is_none() { Card { rewords: None, ..card } } else { card };
            return Some((card, first));
        }
        at -= deck.len();
    }
    None
}

/// Someone of the workshop the idea comes from.
pub(crate) fn author(random: &mut Random, enterprise: &Enterprise, card: &Card) -> Option<(usize, u32)> {
    let team = *random.pick(&card.teams)?;
    let place = random.below(u64::from(enterprise.team_size(team))) as u32;
    Some((team, enterprise.member(team, place)?))
}

pub(crate) fn cast(random: &mut Random, enterprise: &Enterprise, author: u32, union_officer: u32) -> Cast {
    let mut colleagues: Vec<u32> = Vec::new();
    for _ in 0..12 {
        let team = random.below(enterprise.teams.len() as u64) as usize;
        let place = random.below(u64::from(enterprise.team_size(team))) as u32;
        if let Some(person) =
            enterprise.member(team, place).filter(|person| *person != author && !colleagues.contains(person))
        {
            colleagues.push(person);
        }
    }
    Cast {
        author,
        officer: enterprise.officer(),
        reviewers: enterprise.reviewers(),
        implementer: enterprise.implementer(),
        union_officer,
        above: enterprise.county,
        colleagues,
    }
}

pub(crate) fn write(random: &mut Random, card: &Card, team: &str, implementer: &str) -> Texts {
    let idea = card.idea;
    let wording: Wording = card.rewords.and(idea.reworded).unwrap_or(idea.wording);
    let base = Bindings::default().with("ws", card.workshop).with("team", team).with("implementer", implementer);
    let mut words = base.clone();
    // The first wording is bound too: the second may use a number it declares.
    let first = idea.wording;
    bind(
        &[first.title, first.now, first.how, wording.title, wording.now, wording.how, idea.effect],
        &mut words,
        random,
    );
    let title = fill(wording.title, &words, random);
    let now = fill(wording.now, &words, random);
    let how = if idea.general_remark { say("general-how", &base, random) } else { fill(wording.how, &words, random) };
    let effect = fill(idea.effect, &words, random);
    let what = title.split('，').next().unwrap_or_default().to_owned();
    // The answers get their own numbers: an idea's minutes are not an answer's days.
    Texts { words: base.with("effect", &effect).with("what", &what), title, now, how, effect }
}

pub(crate) fn benefits(card: &Card) -> Vec<Benefit> {
    let mut benefits = card.idea.benefits.clone();
    benefits.sort_unstable();
    benefits.dedup();
    benefits
}

/// Two in five ideas have a second or third head; the author keeps at least half.
pub(crate) fn shares(random: &mut Random, author: u32, colleagues: &[u32], general_remark: bool) -> Vec<Share> {
    let others = if general_remark { 0 } else { [0, 1, 2][random.weighted(&[60, 28, 12])].min(colleagues.len()) };
    let mut left: u8 = 100;
    let mut rest = Vec::new();
    for person in &colleagues[..others] {
        let percent = 5 * random.between(1, 5) as u8;
        left -= percent;
        rest.push(Share { person: *person, percent });
    }
    let mut shares = vec![Share { person: author, percent: left }];
    shares.extend(rest);
    shares
}
