//! Pairs of texts that say the same in different words, to measure the search for duplicates.

use crate::ideas::{self, Wording};
use crate::random::Random;
use crate::template::{Bindings, bind, fill};

/// One suggestion's texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// Title.
    pub title: String,
    /// How it is now.
    pub now: String,
    /// How to do it.
    pub how: String,
}

/// Two people's words for the same idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The file the idea stands in: an industry's code, `any-factory` or `anywhere`.
    pub source: &'static str,
    /// How the first puts it.
    pub one: Texts,
    /// How the other puts it.
    pub other: Texts,
}

/// Every idea that is written down twice.
pub fn paraphrases(seed: u64) -> impl Iterator<Item = Pair> {
    let twice = |(source, idea): (&'static str, &'static ideas::Idea)| {
        Some((source, idea.wording, idea.reworded?, idea.effect))
    };
    (0..).zip(ideas::all().filter_map(twice)).map(move |(nth, (source, one, other, effect))| {
        let mut random = Random::of(seed, "pair", nth);
        let mut words = Bindings::default().with("ws", "一车间").with("team", "一班");
        bind(&[one.title, one.now, one.how, other.title, other.now, other.how, effect], &mut words, &mut random);
        let mut write = |wording: Wording| Texts {
            title: fill(wording.title, &words, &mut random),
            now: fill(wording.now, &words, &mut random),
            how: fill(wording.how, &words, &mut random),
        };
        Pair { source, one: write(one), other: write(other) }
    })
}
