//! What an edition asks for, all of it data: its dictionary, who may enter, the rubric, the rules that exclude,
//! the grades with their quotas, how many each level nominates. Nothing of it is known to the code.

use identity::UnitKind;
use jiff::civil::Date;
use kernel::{Fen, words};
use serde::{Deserialize, Serialize};
use works::Kind;

/// Most categories, criteria, rules or grades.
pub const MOST: usize = 20;
/// What the weights of a rubric sum to.
pub const WHOLE: i64 = 100;

words! {
    /// How the jury's marks become one score.
    pub enum Aggregate {
        /// 平均.
        Mean = "mean",
        /// 去掉一个最高、一个最低后平均, from five jurors on [S108].
        Trimmed = "trimmed",
    }
}

words! {
    /// How a rule that excludes is checked.
    pub enum Check {
        /// The entrant declares that it does not apply.
        Declared = "declared",
        /// The house knows: honoured in an earlier edition.
        Earlier = "earlier",
        /// The house knows: the head of the enterprise has a share.
        Heads = "heads",
    }
}

/// A category of the edition's dictionary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its id inside the edition.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where the word comes from; may be empty.
    pub source: String,
}

/// A criterion of the rubric.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// What is judged.
    pub name: String,
    /// Its weight; all weights sum to [`WHOLE`].
    pub weight: i64,
}

/// A rule that excludes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// Its id, as it is told to people.
    pub id: String,
    /// What it says.
    pub text: String,
    /// How it is checked.
    pub check: Check,
    /// Where it comes from; may be empty.
    pub source: String,
}

/// A grade of the honours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// What it is called.
    pub name: String,
    /// How many there are at most.
    pub quota: i64,
    /// The money for each; nothing for none.
    pub money: Fen,
}

/// How many entries every node of a level may pass on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The level.
    pub level: UnitKind,
    /// At most so many.
    pub most: i64,
}

/// What an edition asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is about, for everybody.
    pub intro: String,
    /// The dictionary.
    pub categories: Vec<Category>,
    /// Which kinds of works may enter.
    pub kinds: Vec<Kind>,
    /// In use since this day or later.
    pub used_from: Option<Date>,
    /// In use since this day or earlier.
    pub used_until: Option<Date>,
    /// The least audited benefit of a year; none where no figure is needed.
    pub least: Option<Fen>,
    /// Working days of publicity.
    pub publicity_days: u32,
    /// The rubric.
    pub rubric: Vec<Criterion>,
    /// The highest mark of each criterion.
    pub scale: i64,
    /// How marks become a score.
    pub aggregate: Aggregate,
    /// How many jurors judge an entry at least.
    pub least_jurors: i64,
    /// What excludes.
    pub rules: Vec<Exclusion>,
    /// The grades, the highest first.
    pub grades: Vec<Grade>,
    /// Which levels nominate, and how many.
    pub allowances: Vec<Allowance>,
}

/// What is wrong with a plan, with the field it concerns.
pub type Fault = (&'static str, &'static str);

impl Plan {
    /// The category with this id.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Exclusion> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The rules that the entrant answers for.
    pub fn declared(&self) -> impl Iterator<Item = &Exclusion> {
        self.rules.iter().filter(|rule| rule.check == Check::Declared)
    }

    /// How many entries a node of this level may pass on; none, when the level does not nominate.
    pub fn allowance(&self, level: UnitKind) -> Option<i64> {
        self.allowances.iter().find(|allowance| allowance.level == level).map(|allowance| allowance.most)
    }

    /// Everything that keeps it from being announced.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut needs = |sound: bool, field, key| {
            if !sound {
                faults.push((field, key));
            }
        };
        let doubled = |ids: Vec<&str>| (1..ids.len()).any(|at| ids[..at].contains(&ids[at]));
        needs(!self.categories.is_empty(), "categories", "campaign-fault-categories");
        needs(
            !doubled(self.categories.iter().map(|one| one.name.as_str()).collect()),
            "categories",
            "campaign-fault-doubled",
        );
        needs(!self.kinds.is_empty(), "kinds", "campaign-fault-kinds");
        let backwards = self.used_from.zip(self.used_until).is_some_and(|(from, until)| until < from);
        needs(!backwards, "used_until", "campaign-fault-period");
        let weights: i64 = self.rubric.iter().map(|criterion| criterion.weight).sum();
        needs(weights == WHOLE && self.rubric.iter().all(|one| one.weight > 0), "rubric", "campaign-fault-weights");
        needs((2..=100).contains(&self.scale), "scale", "campaign-fault-scale");
        needs((1..=30).contains(&self.least_jurors), "least_jurors", "campaign-fault-jurors");
        needs((1..=60).contains(&self.publicity_days), "publicity_days", "campaign-fault-publicity");
        needs(!doubled(self.rules.iter().map(|rule| rule.id.as_str()).collect()), "rules", "campaign-fault-doubled");
        needs(!self.grades.is_empty(), "grades", "campaign-fault-grades");
        needs(self.grades.iter().all(|grade| grade.quota > 0 && grade.money.0 >= 0), "grades", "campaign-fault-quota");
        let at_unit = self.allowance(UnitKind::Enterprise).is_some_and(|most| most > 0);
        needs(at_unit, "allowance-enterprise", "campaign-fault-allowance");
        needs(self.allowances.iter().all(|one| one.most > 0), "allowance-enterprise", "campaign-fault-allowance");
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::presets::{PRESETS, plan};

    #[test]
    fn every_preset_is_sound_but_for_the_words_a_tenant_must_bring() {
        for preset in PRESETS {
            let faults = plan(preset).faults();
            let wanting = if preset.categories.is_empty() {
                vec![("categories", "campaign-fault-categories")]
            } else {
                Vec::new()
            };
            assert_eq!(faults, wanting, "{}", preset.key);
        }
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let sound = plan(&PRESETS[0]);
        let told = |change: fn(&mut Plan)| {
            let mut plan = sound.clone();
            change(&mut plan);
            plan.faults().into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(told(|plan| plan.rubric[0].weight += 1), ["rubric"]);
        assert_eq!(told(|plan| plan.kinds.clear()), ["kinds"]);
        assert_eq!(told(|plan| plan.grades[0].quota = 0), ["grades"]);
        assert_eq!(told(|plan| plan.allowances.clear()), ["allowance-enterprise"]);
        assert_eq!(told(|plan| plan.categories[1].name = plan.categories[0].name.clone()), ["categories"]);
        assert_eq!(told(|plan| plan.scale = 1), ["scale"]);
    }
}
