//! The suggestions of the province: who had which idea when, and what became of it.

use crate::benefits::{self, BenefitPlan};
use crate::deck::Card;
use crate::ideas::{self, Benefit, Idea};
use crate::industries::INDUSTRIES;
use crate::plan::{Role, SuggestionPlan, Visibility};
use crate::province::{END_MS, Province};
use crate::random::Random;
use crate::story::{self, Subject};
use crate::suggestion::{author, benefits as good_for, cast, shares, write};
use crate::tree::Enterprise;

/// How many of a hundred are written down on paper and entered by the officer.
const PAPER: u64 = 14;
/// How many of a hundred are told in the second wording, where there is one.
const REWORDED: u64 = 40;

/// A suggestion as it is told.
#[derive(Debug, Clone)]
pub struct Told {
    /// Whose, by position among the enterprises.
    pub enterprise: usize,
    /// Whether it came on paper.
    pub paper: bool,
    /// What it says and what became of it.
    pub plan: SuggestionPlan,
}

/// Running totals of how much the enterprises propose: by headcount, and some are much keener than others.
pub fn weights(seed: u64, enterprises: &[Enterprise]) -> Vec<u64> {
    let mut total = 0;
    let weight = |(nth, enterprise): (usize, &Enterprise)| {
        let keen = [2, 6, 15][Random::of(seed, "keen", nth as u64).weighted(&[40, 42, 18])];
        total += u64::from(enterprise.headcount) * keen;
        total
    };
    enterprises.iter().enumerate().map(weight).collect()
}

/// The ideas of each industry.
pub fn ideas() -> Vec<Vec<&'static Idea>> {
    INDUSTRIES.iter().map(|industry| ideas::of_industry(industry.code).collect()).collect()
}

impl Province {
    /// How many there are.
    pub fn suggestions(&self) -> u32 {
        self.scale().targets().suggestions.iter().sum()
    }

    /// When one is handed in; never earlier than the one before.
    pub fn submitted_at(&self, index: u32) -> i64 {
        let (year, nth, of) = place(index, &self.scale().targets().suggestions);
        let drawn = Random::of(self.seed(), "moment", u64::from(index)).fraction();
        self.years[year].at((f64::from(nth) + drawn) / f64::from(of.max(1)))
    }

    /// Whose one is, by position among the enterprises.
    pub fn owner(&self, index: u32) -> usize {
        let all = self.weights.last().copied().unwrap_or(1);
        let drawn = Random::of(self.seed(), "owner", u64::from(index)).below(all);
        self.weights.partition_point(|total| *total <= drawn)
    }

    /// One of them.
    pub fn suggestion(&self, index: u32) -> Told {
        let mut random = Random::of(self.seed(), "suggestion", u64::from(index));
        let nth = self.owner(index);
        let enterprise = &self.enterprises()[nth];
        let card = self.card(&mut random, enterprise, true);
        let (team, author) = author(&mut random, enterprise, &card).unwrap_or((0, enterprise.first_person));
        let union_officer = self.union_people.at(enterprise.county, Role::UnionOfficer).unwrap_or(0);
        let cast = cast(&mut random, enterprise, author, union_officer);
        let implementer = self.person(cast.implementer).name;
        let texts = write(&mut random, &card, enterprise.teams[team].1, &implementer);
        let submitted_at_ms = self.submitted_at(index);
        let subject = Subject {
            general_remark: card.idea.general_remark,
            category: card.idea.category,
            words: &texts.words,
            submitted_at_ms,
            now_ms: END_MS - 1,
        };
        let storyline = story::tell(&mut random, &cast, &subject);
        let visibility = [Visibility::Enterprise, Visibility::Public, Visibility::Team][random.weighted(&[70, 18, 12])];
        let plan = SuggestionPlan {
            index,
            author,
            shares: shares(&mut random, author, &cast.colleagues, card.idea.general_remark),
            unit: enterprise.teams[team].2,
            category: card.idea.category,
            general_remark: card.idea.general_remark,
            title: texts.title,
            now_text: texts.now,
            how_text: texts.how,
            benefits: good_for(&card),
            visibility,
            submitted_at_ms,
            rewords: None,
            storyline,
        };
        Told { enterprise: nth, paper: random.chance(PAPER), plan }
    }

    /// What was stated about the use of a suggestion that is good for this.
    pub fn benefit(&self, index: u32, good_for: &[Benefit]) -> Option<BenefitPlan> {
        benefits::plan(self.seed(), index, index as usize, good_for)
    }

    /// An idea somebody of this enterprise may have.
    pub(super) fn card(&self, random: &mut Random, enterprise: &Enterprise, remarks: bool) -> Card {
        let of = INDUSTRIES.iter().position(|industry| industry.code == enterprise.industry.code).unwrap_or(0);
        let ideas = &self.ideas[of];
        let teams_of = |workshop: &str| -> Vec<usize> {
            (0..enterprise.teams.len()).filter(|team| enterprise.teams[*team].0 == workshop).collect()
        };
        let mut first = ideas[0];
        for _ in 0..24 {
            let Some(idea) = random.pick(ideas).copied() else { break };
            first = idea;
            // Of every problem without an idea another has one.
            if idea.general_remark && (!remarks || random.chance(50)) {
                continue;
            }
            let Some(workshop) = idea.workshop.or_else(|| random.pick(&enterprise.teams).map(|team| team.0)) else {
                continue;
            };
            let teams = teams_of(workshop);
            if !teams.is_empty() {
                let rewords = (idea.reworded.is_some() && random.chance(REWORDED)).then_some(0);
                return Card { idea, rewords, teams, workshop };
            }
        }
        // A small one without the right workshop: somebody of the first tells it anyway.
        Card { idea: first, rewords: None, teams: teams_of(enterprise.teams[0].0), workshop: enterprise.teams[0].0 }
    }
}

/// The year of what comes as the `index`-th of all, its place in it, and how many there are in it.
pub(super) fn place(index: u32, years: &[u32; 3]) -> (usize, u32, u32) {
    let mut left = index;
    for (year, of) in years.iter().enumerate() {
        if left < *of {
            return (year, left, *of);
        }
        left -= of;
    }
    (2, years[2].saturating_sub(1), years[2])
}
