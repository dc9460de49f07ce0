//! What the world calls something, in the words of the house.

use suggestions::model::{Category, Gain, Verdict};
use suggestions::parts::Scores;
use works::Visibility;
use world::Conclusion;
use world::ideas::Benefit;

/// The five kinds of the regulation, in its order [L1, Art. 2].
pub fn category(number: u8) -> Category {
    match number {
        1 => Category::Quality,
        2 => Category::Saving,
        3 => Category::Process,
        4 => Category::Equipment,
        _ => Category::Management,
    }
}

/// What a reviewer recommends.
pub fn verdict(conclusion: Conclusion) -> Verdict {
    match conclusion {
        Conclusion::Adopt => Verdict::Adopt,
        Conclusion::Decline => Verdict::Decline,
        Conclusion::Reserve => Verdict::Shelve,
        Conclusion::PassUp => Verdict::PassUp,
    }
}

/// What it is good for, each once.
pub fn gains(benefits: &[Benefit]) -> Vec<Gain> {
    let gain = |benefit: &Benefit| match benefit {
        Benefit::Time => Gain::Time,
        Benefit::Effort => Gain::Ease,
        Benefit::Quality => Gain::Quality,
        Benefit::Safety => Gain::Safety,
        _ => Gain::Cost,
    };
    let mut gains: Vec<Gain> = benefits.iter().map(gain).collect();
    gains.sort_unstable();
    gains.dedup();
    gains
}

/// Who may find it.
pub fn visibility(visibility: world::Visibility) -> Visibility {
    match visibility {
        world::Visibility::Team => Visibility::Team,
        world::Visibility::Enterprise => Visibility::Enterprise,
        world::Visibility::Public => Visibility::Public,
    }
}

/// The marks of a reviewer by the criteria of the rubric.
pub fn scores(given: world::Scores) -> Scores {
    let given =
        [("level", given.level), ("economy", given.benefit), ("reach", given.range), ("use", given.practicality)];
    given.iter().map(|(word, points)| ((*word).to_owned(), u32::from(*points))).collect()
}
