//! Every text reads whole: filled, of the right length, from a workshop that exists.

use std::collections::HashSet;
use world::ideas::{self, Idea};
use world::industries::INDUSTRIES;
use world::{Size, World, answers, pairs};

/// 2026-11-23 10:00 in China.
const NOW: i64 = 1_795_399_200_000;

fn length(text: &str) -> usize {
    text.chars().count()
}

fn complaints(title: &str, now: &str, how: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut check = |text: &str, low: usize, high: usize| {
        if !(low..=high).contains(&length(text)) || text.contains(['{', '}', '|', ':']) {
            found.push(format!("{} characters, not {low}–{high}: {text}", length(text)));
        }
    };
    check(title, 10, 25);
    check(now, 20, 80);
    check(how, 20, 100);
    found
}

#[test]
fn every_suggestion_has_texts_of_the_right_length() {
    let world = World::new(5, Size::Bench(world::Bench { enterprises: 80, people: 3_000, suggestions: 9_000 }), NOW);
    let mut found = HashSet::new();
    for suggestion in world.suggestions() {
        found.extend(complaints(&suggestion.title, &suggestion.now_text, &suggestion.how_text));
        for event in &suggestion.storyline {
            assert!(!event.text.contains(['{', '}', '|']), "{}", event.text);
        }
    }
    assert!(found.is_empty(), "{} wrong:\n{}", found.len(), found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_idea_is_whole_and_at_home() {
    for (source, idea) in ideas::all() {
        let Idea { wording, general_remark, .. } = idea;
        assert!((1..=5).contains(&idea.category) && !idea.benefits.is_empty(), "{}", wording.title);
        assert_eq!(*general_remark, wording.how.is_empty() && idea.effect.is_empty(), "{}", wording.title);
        assert!(
            idea.reworded.is_none_or(|other| ![other.title, other.now, other.how].contains(&"")),
            "{}",
            wording.title
        );
        let home = INDUSTRIES.iter().find(|industry| industry.code == source);
        let known = |workshop| home.is_some_and(|home| home.workshops.iter().any(|(name, _)| *name == workshop));
        assert!(idea.workshop.is_none_or(known), "{source}: {:?}", idea.workshop);
        assert_eq!(idea.workshop.is_some(), home.is_some(), "{source}: {}", wording.title);
    }
}

#[test]
fn every_industry_speaks_of_every_category_and_workshop() {
    for industry in INDUSTRIES.iter() {
        let own: Vec<&Idea> =
            ideas::all().filter(|(source, _)| *source == industry.code).map(|(_, idea)| idea).collect();
        assert!(own.len() >= 10, "{} has {}", industry.code, own.len());
        assert!(own.iter().any(|idea| idea.general_remark), "{}", industry.code);
        let categories: HashSet<u8> = ideas::of_industry(industry.code).map(|idea| idea.category).collect();
        assert_eq!(categories.len(), 5, "{}", industry.code);
        for (workshop, _) in &industry.workshops {
            assert!(own.iter().any(|idea| idea.workshop == Some(workshop)), "{} {workshop}", industry.code);
        }
    }
}

#[test]
fn titles_are_not_shared_by_two_ideas() {
    let mut seen = HashSet::new();
    for (source, idea) in ideas::all() {
        assert!(seen.insert(idea.wording.title), "{source}: {}", idea.wording.title);
    }
}

#[test]
fn pairs_say_the_same_in_other_words() {
    let pairs: Vec<_> = pairs::paraphrases(3).collect();
    assert!(pairs.len() >= 45, "{}", pairs.len());
    for pair in &pairs {
        assert_ne!(pair.one.title, pair.other.title);
        assert_ne!(pair.one.now, pair.other.now);
        let found = [&pair.one, &pair.other].map(|texts| complaints(&texts.title, &texts.now, &texts.how));
        assert!(found.iter().all(Vec::is_empty), "{found:?}");
    }
}

#[test]
fn every_answer_the_stories_ask_for_exists() {
    for name in [
        "return",
        "resubmit",
        "general",
        "accept",
        "review-adopt",
        "review-decline",
        "review-reserve",
        "review-passup",
        "adopt",
        "decline",
        "decline-1",
        "decline-2",
        "decline-3",
        "decline-4",
        "decline-5",
        "reserve",
        "passup",
        "reconsider",
        "upheld",
        "overturned",
        "plan",
        "trial",
        "apply",
        "apply-again",
        "confirm",
        "dispute",
        "withdraw",
        "comment",
        "general-how",
    ] {
        assert!(answers::section(name).len() >= 2, "{name}");
    }
}
