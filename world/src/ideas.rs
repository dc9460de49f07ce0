//! What workers propose: hand-written ideas, one file per industry and two for all of them.
//!
//! A file is a list of records. `@ category workshop benefits #key` opens an idea, `?` in place of
//! `@` a general remark (a problem without a way to solve it). Then one line each: `T` title, `N` how
//! it is now, `H` how to do it, `E` what came of it; `t` `n` `h` say the same in another person's
//! words. Workshop `*` means any. Slots are those of [`crate::template`].

use crate::industries::{INDUSTRIES, Kind};
use std::sync::LazyLock;

/// What an idea is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Benefit {
    /// 省时间.
    Time,
    /// 更省力.
    Effort,
    /// 质量更好.
    Quality,
    /// 更安全.
    Safety,
    /// 省料.
    Material,
    /// 省能源.
    Energy,
    /// 更环保.
    Environment,
}

/// One way of wording an idea; templates with slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wording {
    /// Title.
    pub title: &'static str,
    /// How it is now.
    pub now: &'static str,
    /// How to do it; empty in a general remark.
    pub how: &'static str,
}

/// One idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idea {
    /// A handle for the few ideas the demo refers to, or `bench` for one that needs a workbench.
    pub key: Option<&'static str>,
    /// 1–5, the content categories of the 1986 regulation, Art. 2 [L1].
    pub category: u8,
    /// A problem without a way to solve it: 一般性意见 [S6].
    pub general_remark: bool,
    /// The workshop it comes from; none means any.
    pub workshop: Option<&'static str>,
    /// What it is good for.
    pub benefits: Vec<Benefit>,
    /// The first wording.
    pub wording: Wording,
    /// The same idea as someone else would put it.
    pub reworded: Option<Wording>,
    /// What a trial of it showed; a template, empty in a general remark.
    pub effect: &'static str,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../data/ideas/", $name, ".txt")))),*]
    };
}

const FILES: &[(&str, &str)] = files![
    "pumps",
    "bearings",
    "textiles",
    "autoparts",
    "solar",
    "moulds",
    "electrical",
    "chemicals",
    "pharma",
    "furniture",
    "appliances",
    "hardware",
    "chips",
    "ports",
    "construction",
    "express",
    "city",
    "ships",
    "batteries",
    "food",
    "any-factory",
    "anywhere",
];

static IDEAS: LazyLock<Vec<(&'static str, Vec<Idea>)>> =
    LazyLock::new(|| FILES.iter().map(|(name, text)| (*name, parse(text))).collect());

/// The ideas of the industry with this code, its own first, then those told in any factory, then
/// those told anywhere. Ideas marked `#bench` need benches and single pieces: no vat has them.
pub fn of_industry(code: &str) -> impl Iterator<Item = &'static Idea> {
    let kind = INDUSTRIES.iter().find(|industry| industry.code == code).map(|industry| industry.kind);
    let shared = if kind == Some(Kind::Service) { "" } else { "any-factory" };
    IDEAS
        .iter()
        .filter(move |(name, _)| [code, shared, "anywhere"].contains(name))
        .flat_map(|(_, ideas)| ideas)
        .filter(move |idea| idea.key != Some("bench") || kind == Some(Kind::Workshop))
}

/// Every idea with the name of the file it stands in.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Idea)> {
    IDEAS.iter().flat_map(|(name, ideas)| ideas.iter().map(move |idea| (*name, idea)))
}

fn parse(text: &'static str) -> Vec<Idea> {
    let mut ideas: Vec<Idea> = Vec::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix(['@', '?']) {
            ideas.extend(head_of(head, line.starts_with('?')));
        } else if let (Some(idea), Some((mark, body))) = (ideas.last_mut(), line.split_once(' ')) {
            match mark {
                "T" => idea.wording.title = body,
                "N" => idea.wording.now = body,
                "H" => idea.wording.how = body,
                "E" => idea.effect = body,
                "t" => idea.reworded.get_or_insert_default().title = body,
                "n" => idea.reworded.get_or_insert_default().now = body,
                "h" => idea.reworded.get_or_insert_default().how = body,
                _ => {}
            }
        }
    }
    ideas
}

fn head_of(head: &'static str, general_remark: bool) -> Option<Idea> {
    let mut words = head.split_whitespace();
    let category = words.next()?.parse().ok()?;
    let workshop = words.next().filter(|workshop| *workshop != "*");
    let benefits = words.next()?.split(',').filter_map(benefit).collect();
    let key = words.next().and_then(|key| key.strip_prefix('#'));
    Some(Idea {
        key,
        category,
        general_remark,
        workshop,
        benefits,
        wording: Wording::default(),
        reworded: None,
        effect: "",
    })
}

fn benefit(word: &str) -> Option<Benefit> {
    Some(match word {
        "time" => Benefit::Time,
        "effort" => Benefit::Effort,
        "quality" => Benefit::Quality,
        "safety" => Benefit::Safety,
        "material" => Benefit::Material,
        "energy" => Benefit::Energy,
        "environment" => Benefit::Environment,
        _ => return None,
    })
}
