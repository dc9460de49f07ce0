//! From what was typed to what is meant: the statement, and what finance puts in its place.

use kernel::lifecycle::Word;
use kernel::{Error, Faults, Fen, Reason, Result, text};
use web::Fields;

use crate::decimal::Decimal;
use crate::model::{Basis, Corrected, Factor, Line, MOST_FACTORS, MOST_LINES, Method, Sign};
use crate::rules::Grid;

/// Longest name of a line or a factor, in characters.
const NAME: usize = 40;
/// Longest unit.
const UNIT: usize = 20;
/// Longest text.
const WORDS: usize = 1000;
/// Lines offered on an empty form.
const OFFERED: usize = 2;

/// How many lines the form shows: those offered or filled, and one more when that was asked for.
pub fn rows(fields: &Fields) -> usize {
    let asked = fields.get("rows").parse().unwrap_or(OFFERED) + usize::from(fields.sent("more"));
    let filled = (0..MOST_LINES).rfind(|at| !is_empty(fields, *at)).map_or(0, |last| last + 1);
    asked.max(filled).clamp(1, MOST_LINES)
}

/// Whether nothing was typed into a line.
pub fn is_empty(fields: &Fields, at: usize) -> bool {
    let blank = |name: String| fields.get(&name).trim().is_empty();
    blank(format!("what-{at}"))
        && blank(format!("evidence-{at}"))
        && (0..MOST_FACTORS).all(|nth| is_blank(fields, at, nth))
}

/// Whether nothing was typed into a factor.
fn is_blank(fields: &Fields, at: usize, nth: usize) -> bool {
    ["name", "value", "unit"].iter().all(|name| fields.get(&format!("{name}-{at}-{nth}")).trim().is_empty())
}

/// What a line comes to as far as it can be read, for the sum that is shown while one types.
pub fn amount(fields: &Fields, at: usize) -> Option<Fen> {
    let read = |nth: &usize| Decimal::parse(fields.get(&format!("value-{at}-{nth}"))).ok();
    let values: Option<Vec<Decimal>> =
        (0..MOST_FACTORS).filter(|nth| !is_blank(fields, at, *nth)).map(|nth| read(&nth)).collect();
    let values = values.filter(|values| !values.is_empty())?;
    let fen = Decimal::product(&values)?;
    Some(if fields.get(&format!("sign-{at}")) == Sign::Cost.word() { Fen(-fen.0) } else { fen })
}

/// The statement that was typed. Empty lines and factors count for nothing.
///
/// # Errors
/// Invalid, field by field; at `lines` when there is none at all.
pub fn basis(fields: &Fields, grid: &Grid) -> Result<Basis> {
    let mut faults = Faults::none();
    let basis = match Method::from_word(fields.get("method")) {
        Some(Method::Computed) => computed(fields, &mut faults),
        Some(Method::Graded) => graded(fields, grid, &mut faults),
        None => return Err(Error::invalid("method", "benefit-choose")),
    };
    faults.check()?;
    Ok(basis)
}

fn computed(fields: &Fields, faults: &mut Faults) -> Basis {
    let lines: Vec<Line> =
        (0..MOST_LINES).filter(|at| !is_empty(fields, *at)).map(|at| line(fields, at, faults)).collect();
    if lines.is_empty() {
        faults.add("lines", Reason::new("benefit-no-lines"));
    }
    Basis::Computed { lines }
}

fn line(fields: &Fields, at: usize, faults: &mut Faults) -> Line {
    let get = |name: &str| format!("{name}-{at}");
    let what = faults.take(&get("what"), text::line(fields.get(&get("what")), NAME));
    let sign = Sign::from_word(fields.get(&get("sign"))).unwrap_or(Sign::Gain);
    let mut factors = Vec::new();
    for nth in (0..MOST_FACTORS).filter(|nth| !is_blank(fields, at, *nth)) {
        let cell = |name: &str| format!("{name}-{at}-{nth}");
        factors.push(Factor {
            name: faults.take(&cell("name"), text::line(fields.get(&cell("name")), NAME)),
            value: faults.take(&cell("value"), Decimal::parse(fields.get(&cell("value")))),
            unit: faults.take(&cell("unit"), text::optional_line(fields.get(&cell("unit")), UNIT)),
        });
    }
    if factors.is_empty() {
        faults.add(format!("line-{at}"), Reason::new("benefit-no-factors"));
    }
    let evidence = faults.take(&get("evidence"), text::text(fields.get(&get("evidence")), WORDS));
    let line = Line { what, sign, factors, evidence };
    if line.fen().is_none() {
        faults.add(format!("line-{at}"), Reason::new("benefit-too-much"));
    }
    line
}

fn graded(fields: &Fields, grid: &Grid, faults: &mut Faults) -> Basis {
    let levels = levels(fields, grid, faults);
    let words = faults.take("words", text::text(fields.get("words"), WORDS));
    Basis::Graded { grid: grid.clone(), levels, words }
}

fn levels(fields: &Fields, grid: &Grid, faults: &mut Faults) -> Vec<String> {
    let choose = |criterion: &crate::rules::Criterion| {
        let field = format!("level-{}", criterion.word);
        let chosen = criterion.level(fields.get(&field)).map(|level| level.word.clone());
        faults.take(&field, chosen.ok_or_else(|| Reason::new("benefit-choose")))
    };
    grid.criteria.iter().map(choose).collect()
}

/// What finance puts in place of what was claimed, and its note.
///
/// # Errors
/// Invalid, field by field.
pub fn audit(fields: &Fields, claim: &Basis) -> Result<(Corrected, String)> {
    let mut faults = Faults::none();
    let corrected = match claim {
        Basis::Computed { lines } => {
            let value = |at: usize, nth: usize, faults: &mut Faults| {
                let field = format!("value-{at}-{nth}");
                faults.take(&field, Decimal::parse(fields.get(&field)))
            };
            let values = lines
                .iter()
                .enumerate()
                .map(|(at, line)| (0..line.factors.len()).map(|nth| value(at, nth, &mut faults)).collect());
            Corrected::Values(values.collect())
        }
        Basis::Graded { grid, .. } => Corrected::Levels(levels(fields, grid, &mut faults)),
    };
    let note = faults.take("note", text::text(fields.get("note"), WORDS));
    faults.check()?;
    Ok((corrected, note))
}

/// A text that must be there: the reason.
///
/// # Errors
/// Invalid at `reason`.
pub fn reason(fields: &Fields) -> Result<String> {
    text::text(fields.get("reason"), WORDS).map_err(|reason| Error::Invalid(Faults::one("reason", reason)))
}

/// A basis as fields to start from.
pub fn fields(basis: &Basis) -> Fields {
    let mut fields = Fields::from_pairs([("method", basis.method().word())]);
    match basis {
        Basis::Computed { lines } => {
            for (at, line) in lines.iter().enumerate() {
                fields.set(&format!("what-{at}"), line.what.as_str());
                fields.set(&format!("sign-{at}"), line.sign.word());
                fields.set(&format!("evidence-{at}"), line.evidence.as_str());
                for (nth, factor) in line.factors.iter().enumerate() {
                    fields.set(&format!("name-{at}-{nth}"), factor.name.as_str());
                    fields.set(&format!("value-{at}-{nth}"), factor.value.to_string());
                    fields.set(&format!("unit-{at}-{nth}"), factor.unit.as_str());
                }
            }
        }
        Basis::Graded { grid, levels, words } => {
            for (criterion, level) in grid.criteria.iter().zip(levels) {
                fields.set(&format!("level-{}", criterion.word), level.as_str());
            }
            fields.set("words", words.as_str());
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Fields {
        Fields::from_pairs([
            ("method", "computed"),
            ("what-0", "节省换型时间"),
            ("sign-0", "gain"),
            ("name-0-0", "每次省下"),
            ("value-0-0", "35"),
            ("unit-0-0", "分钟"),
            ("name-0-1", "次数"),
            ("value-0-1", "1,440"),
            ("unit-0-1", "次"),
            ("name-0-2", "费率"),
            ("value-0-2", "0.75"),
            ("unit-0-2", "元/分钟"),
            ("evidence-0", "排产表"),
            ("what-2", "定位销"),
            ("sign-2", "cost"),
            ("name-2-3", "投入"),
            ("value-2-3", "8600"),
            ("evidence-2", "发票"),
        ])
    }

    fn wrong(field: &str, value: &str) -> Vec<(String, &'static str)> {
        let mut fields = typed();
        fields.set(field, value);
        match basis(&fields, &Grid::default()) {
            Err(Error::Invalid(faults)) => {
                faults.iter().map(|(field, reason)| (field.to_owned(), reason.key)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_statement_is_read_and_shown_as_it_was() {
        let read = basis(&typed(), &Grid::default()).unwrap();
        assert_eq!(read.worth(), Ok(crate::model::Worth::Fen(Fen(3_780_000 - 860_000))));
        assert_eq!(basis(&fields(&read), &Grid::default()).unwrap(), read);
        assert_eq!(
            (amount(&typed(), 0), amount(&typed(), 1), amount(&typed(), 2)),
            (Some(Fen(3_780_000)), None, Some(Fen(-860_000)))
        );
    }

    #[test]
    fn faults_stand_at_their_fields() {
        for (field, value, at, key) in [
            ("what-0", "", "what-0", "text-empty"),
            ("value-0-1", "很多", "value-0-1", "benefit-number-unreadable"),
            ("value-0-1", "", "value-0-1", "benefit-number-empty"),
            ("name-0-2", "", "name-0-2", "text-empty"),
            ("evidence-2", " ", "evidence-2", "text-empty"),
            ("value-0-1", "99999999999", "line-0", "benefit-too-much"),
            ("method", "guess", "method", "benefit-choose"),
            ("method", "graded", "level-effect", "benefit-choose"),
        ] {
            assert!(wrong(field, value).contains(&(at.to_owned(), key)), "{field}={value}: {:?}", wrong(field, value));
        }
        let nothing = Fields::from_pairs([("method", "computed")]);
        assert!(basis(&nothing, &Grid::default()).is_err());
    }

    #[test]
    fn a_row_more_is_shown_when_asked_for_and_never_more_than_fit() {
        assert_eq!(rows(&Fields::default()), OFFERED);
        assert_eq!(rows(&Fields::from_pairs([("rows", "3"), ("more", "yes")])), 4);
        assert_eq!(rows(&Fields::from_pairs([("rows", "9999"), ("more", "yes")])), MOST_LINES);
        assert_eq!(rows(&Fields::from_pairs([("what-7", "x")])), 8);
    }

    #[test]
    fn finance_corrects_each_number_and_leaves_a_note() {
        let claim = basis(&typed(), &Grid::default()).unwrap();
        let mut fields = fields(&claim);
        fields.set("value-0-1", "1200");
        assert!(audit(&fields, &claim).is_err(), "without a note nothing is signed");
        fields.set("note", "换型次数按实际排产计");
        let (corrected, _) = audit(&fields, &claim).unwrap();
        let audited = claim.corrected(&corrected).unwrap();
        // Empty lines and slots closed up when the claim was read, so that the cost is line 1 now.
        assert_eq!(audited.worth(), Ok(crate::model::Worth::Fen(Fen(3_150_000 - 860_000))));
    }
}
