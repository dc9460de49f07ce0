//! A reviewer's conclusion, from what was typed to what is meant.

use kernel::lifecycle::Word;
use kernel::{Faults, Reason, Result, text};
use web::Fields;

use crate::actions::Judgement;
use crate::model::{TEXT, Verdict};
use crate::rules::{Criterion, Rubric};

/// The name of a criterion's field.
pub fn field(criterion: &Criterion) -> String {
    format!("score-{}", criterion.word)
}

/// Points, conclusion and advice.
///
/// # Errors
/// Invalid, field by field.
pub fn judgement(fields: &Fields, rubric: &Rubric) -> Result<Judgement> {
    let mut faults = Faults::none();
    let mut scores = Vec::new();
    for criterion in &rubric.criteria {
        match points(fields, criterion) {
            Some(points) => scores.push((criterion.word.clone(), points)),
            None => {
                let reason = Reason::new("suggestion-points-range").with("most", criterion.weight);
                faults.add(field(criterion), reason);
            }
        }
    }
    let conclusion = faults.take("conclusion", text::text(fields.get("conclusion"), TEXT));
    let advice = Verdict::from_word(fields.get("advice"));
    if advice.is_none() {
        faults.add("advice", Reason::new("suggestion-choose"));
    }
    faults.check()?;
    Ok(Judgement { scores, conclusion, advice: advice.unwrap_or(Verdict::Decline) })
}

/// The sum of the points that can be read so far.
pub fn total(fields: &Fields, rubric: &Rubric) -> u32 {
    rubric.criteria.iter().filter_map(|criterion| points(fields, criterion)).sum()
}

fn points(fields: &Fields, criterion: &Criterion) -> Option<u32> {
    let typed = text::clean(fields.get(&field(criterion)));
    typed.trim().parse().ok().filter(|points| *points <= criterion.weight)
}

#[cfg(test)]
mod tests {
    use kernel::Error;
    use proptest::prelude::*;

    use super::*;
    use crate::rules::Rules;

    fn typed(points: &[u32], advice: &str) -> Fields {
        let rubric = Rules::default().rubric;
        let scores = rubric.criteria.iter().zip(points).map(|(one, points)| (field(one), points.to_string()));
        Fields::from_pairs(scores.chain([("conclusion".into(), "可行".into()), ("advice".into(), advice.into())]))
    }

    #[test]
    fn points_beyond_the_weight_are_told_at_their_field() {
        let rubric = Rules::default().rubric;
        let Err(Error::Invalid(faults)) = judgement(&typed(&[31, 10, 10], "adopt"), &rubric) else { panic!() };
        let fields: Vec<_> = faults.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["score-level", "score-use"], "too many, and none at all");
        let Err(Error::Invalid(faults)) = judgement(&typed(&[1, 1, 1, 1], "burn"), &rubric) else { panic!() };
        assert!(faults.of("advice").is_some());
    }

    proptest! {
        #[test]
        fn what_is_taken_fits_the_rubric(points in prop::collection::vec(0_u32..40, 0..6)) {
            let rubric = Rules::default().rubric;
            let typed = typed(&points, "adopt");
            if let Ok(judgement) = judgement(&typed, &rubric) {
                prop_assert_eq!(rubric.total(&judgement.scores), Some(total(&typed, &rubric)));
            }
        }
    }
}
