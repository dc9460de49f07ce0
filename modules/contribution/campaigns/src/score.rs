//! From marks to a score, and from scores to grades. Whole numbers only: a score is in hundredths of a point of a
//! hundred.

use crate::plan::{Aggregate, Criterion, Grade, WHOLE};

/// From how many jurors on the highest and the lowest are left out [S108].
pub const TRIMMED_FROM: usize = 5;

/// Marks times weights: what one juror gave.
pub fn total(rubric: &[Criterion], marks: &[i64]) -> i64 {
    rubric.iter().zip(marks).map(|(criterion, mark)| criterion.weight * mark).sum()
}

/// One juror's total in hundredths of a point.
pub fn points(scale: i64, total: i64) -> i64 {
    rounded(total * 100, scale)
}

/// The score of an entry from what each juror gave; nothing before anybody has.
pub fn aggregate(how: Aggregate, scale: i64, totals: &[i64]) -> Option<i64> {
    let mut totals = totals.to_vec();
    totals.sort_unstable();
    let counted = match how {
        Aggregate::Trimmed if totals.len() >= TRIMMED_FROM => &totals[1..totals.len() - 1],
        _ => &totals[..],
    };
    if counted.is_empty() || scale < 1 {
        return None;
    }
    let sum: i64 = counted.iter().sum();
    Some(rounded(sum * 100, scale * counted.len() as i64))
}

/// To the nearest, the half upwards. Both are not negative.
fn rounded(part: i64, whole: i64) -> i64 {
    (2 * part + whole) / (2 * whole)
}

/// A grade for each score, as its place among `grades`: the highest scores get the first, never more than its
/// quota. Who would be parted from somebody of the same score only by the quota waits for the next grade: between
/// equals the organiser decides.
pub fn proposed(grades: &[Grade], scores: &[i64]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(scores[*at]));
    let mut found = vec![None; scores.len()];
    let (mut grade, mut taken) = (0, 0);
    let mut rest = &order[..];
    while let (Some(first), true) = (rest.first(), grade < grades.len()) {
        let equals = rest.iter().take_while(|at| scores[**at] == scores[*first]).count();
        if taken + equals as i64 > grades[grade].quota {
            (grade, taken) = (grade + 1, 0);
            continue;
        }
        for at in &rest[..equals] {
            found[*at] = Some(grade);
        }
        taken += equals as i64;
        rest = &rest[equals..];
    }
    found
}

/// A score as people read it: `86.25`.
pub fn shown(score: i64) -> String {
    format!("{}.{:02}", score / 100, score % 100)
}

/// The most that can be given.
pub const FULL: i64 = WHOLE * 100;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn grades(quotas: &[i64]) -> Vec<Grade> {
        quotas.iter().map(|quota| Grade { quota: *quota, ..Grade::default() }).collect()
    }

    #[test]
    fn a_trimmed_mean_leaves_out_the_highest_and_the_lowest_from_five_on() {
        let given = [0, 800, 820, 840, 1000];
        assert_eq!(aggregate(Aggregate::Trimmed, 10, &given), Some(8200));
        assert_eq!(aggregate(Aggregate::Trimmed, 10, &given[1..]), Some(8650), "four are all counted");
        assert_eq!(aggregate(Aggregate::Mean, 10, &given), Some(6920));
        assert_eq!(aggregate(Aggregate::Mean, 10, &[]), None);
        assert_eq!(shown(8205), "82.05");
    }

    #[test]
    fn equals_are_not_parted_by_a_quota() {
        assert_eq!(proposed(&grades(&[1, 2]), &[90, 95, 90, 10]), [Some(1), Some(0), Some(1), None]);
        assert_eq!(proposed(&grades(&[2, 1]), &[90, 95, 90]), [None, Some(0), None], "two equals, one place");
    }

    proptest! {
        #[test]
        fn a_score_equals_its_recount_and_stays_between_nothing_and_full(
            scale in 2_i64..=100,
            parts in prop::collection::vec(prop::collection::vec(0_i64..=100, 4), 1..12),
            trimmed in any::<bool>(),
        ) {
            let rubric: Vec<Criterion> =
                [30, 30, 20, 20].iter().map(|weight| Criterion { weight: *weight, ..Criterion::default() }).collect();
            let totals: Vec<i64> = parts
                .iter()
                .map(|marks| total(&rubric, &marks.iter().map(|mark| mark * scale / 100).collect::<Vec<_>>()))
                .collect();
            let how = if trimmed { Aggregate::Trimmed } else { Aggregate::Mean };
            let score = aggregate(how, scale, &totals).unwrap();
            prop_assert!((0..=FULL).contains(&score));
            let mut counted = totals.clone();
            if trimmed && counted.len() >= TRIMMED_FROM {
                let (least, most) = (*counted.iter().min().unwrap(), *counted.iter().max().unwrap());
                counted.remove(counted.iter().position(|one| *one == least).unwrap());
                counted.remove(counted.iter().position(|one| *one == most).unwrap());
            }
            let exact = counted.iter().sum::<i64>() as f64 * 100.0 / (scale as f64 * counted.len() as f64);
            prop_assert!((score as f64 - exact).abs() <= 0.5 + 1e-6, "{score} and {exact}");
            let mut turned = totals;
            turned.reverse();
            prop_assert_eq!(aggregate(how, scale, &turned), Some(score), "the order of jurors does not matter");
        }

        #[test]
        fn no_grade_is_given_more_often_than_its_quota_and_none_to_the_lower_of_two_alone(
            quotas in prop::collection::vec(1_i64..5, 1..4),
            scores in prop::collection::vec(0_i64..12, 0..25),
        ) {
            let grades = grades(&quotas);
            let found = proposed(&grades, &scores);
            for (grade, quota) in quotas.iter().enumerate() {
                let given = found.iter().filter(|one| **one == Some(grade)).count() as i64;
                prop_assert!(given <= *quota);
            }
            for (at, one) in scores.iter().enumerate() {
                for (other_at, other) in scores.iter().enumerate() {
                    let (mine, theirs) = (found[at].unwrap_or(99), found[other_at].unwrap_or(99));
                    prop_assert!(one <= other || mine <= theirs, "a higher score has no lower grade");
                    prop_assert!(one != other || mine == theirs, "equals are graded alike");
                }
            }
        }
    }
}
