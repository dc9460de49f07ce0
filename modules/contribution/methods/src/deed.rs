//! A noun that is posted, with what was typed, as a step: the same for the forms on the page and for the API.

use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result, text};
use ledger::Recorded;
use store::Tx;
use web::{Fields, objections};
use works::objections::ObjectionId;

use crate::actions::{self, By};
use crate::lifecycle::Step;
use crate::model::{ANSWER, DOCUMENT, Method, MethodId, Visibility};
use crate::rules::Rule;

/// Every noun with the step it stands for, in the order a page offers them.
pub const NOUNS: &[(&str, Step)] = &[
    ("handing-in", Step::HandIn),
    ("acceptance", Step::Accept),
    ("return", Step::Return),
    ("exclusion", Step::Exclude),
    ("review", Step::Review),
    ("publicity", Step::Publish),
    ("objection", Step::Object),
    ("answer", Step::Answer),
    ("naming", Step::Name),
    ("refusal", Step::Decline),
    ("turning-down", Step::TurnDown),
    ("revision", Step::Revise),
    ("dismissal", Step::Dismiss),
    ("nomination", Step::Nominate),
    ("agreement", Step::Agree),
    ("visibility", Step::Show),
    ("withdrawal", Step::Withdraw),
    ("ending", Step::End),
];

/// A step with what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// One that needs no words: hand in, accept, publish, revise, nominate, agree, withdraw.
    Plain(Step),
    /// One with words: return, decline, turn down, dismiss, end, object.
    Told(Step, String),
    /// Excluded under these rules.
    Exclude(Vec<Rule>, String),
    /// A review: for or against, and why.
    Review(bool, String),
    /// The answer to an objection: whether it is upheld, and why.
    Answer(ObjectionId, bool, String),
    /// Named, under the number of a document that may be empty.
    Name(String),
    /// Shown to.
    Show(Visibility),
}

/// Reads what was typed for a step.
///
/// # Errors
/// Invalid by field.
pub fn read(step: Step, fields: &Fields) -> Result<Deed> {
    let mut faults = Faults::none();
    let deed = match step {
        Step::Answer => {
            let (objection, upheld, words) = objections::read(fields, ANSWER)?;
            Deed::Answer(objection, upheld, words)
        }
        Step::Return | Step::Decline | Step::TurnDown | Step::Dismiss | Step::End | Step::Object => {
            Deed::Told(step, faults.take("text", text::text(fields.get("text"), ANSWER)))
        }
        Step::Exclude => {
            let rules: Vec<Rule> = fields.all("rule").filter_map(Rule::from_word).collect();
            if rules.is_empty() {
                faults.add("rule", Reason::new("method-rule-needed"));
            }
            Deed::Exclude(rules, faults.take("text", text::text(fields.get("text"), ANSWER)))
        }
        Step::Review => {
            let favours = match fields.get("favours") {
                "yes" => true,
                "no" => false,
                _ => {
                    faults.add("favours", Reason::new("method-choose"));
                    false
                }
            };
            Deed::Review(favours, faults.take("text", text::text(fields.get("text"), ANSWER)))
        }
        Step::Name => Deed::Name(faults.take("document", text::optional_line(fields.get("document"), DOCUMENT))),
        Step::Show => {
            let to = Visibility::from_word(fields.get("visibility"));
            if to.is_none() {
                faults.add("visibility", Reason::new("method-choose"));
            }
            Deed::Show(to.unwrap_or(Visibility::Team))
        }
        other => Deed::Plain(other),
    };
    faults.check()?;
    Ok(deed)
}

/// Takes the step.
///
/// # Errors
/// As the step.
pub fn perform(tx: &mut Tx<'_>, by: &By, id: MethodId, deed: &Deed) -> Result<Recorded<Method>> {
    match deed {
        Deed::Plain(Step::HandIn) => actions::hand_in(tx, by, id),
        Deed::Plain(Step::Accept) => actions::accept(tx, by, id),
        Deed::Plain(Step::Publish) => actions::publish(tx, by, id),
        Deed::Plain(Step::Revise) => actions::revise(tx, by, id),
        Deed::Plain(Step::Nominate) => actions::nominate(tx, by, id),
        Deed::Plain(Step::Agree) => actions::agree(tx, by, id),
        Deed::Plain(Step::Withdraw) => actions::withdraw(tx, by, id),
        Deed::Told(Step::Return, words) => actions::send_back(tx, by, id, words),
        Deed::Told(Step::Decline, words) => actions::decline(tx, by, id, words),
        Deed::Told(Step::TurnDown, words) => actions::turn_down(tx, by, id, words),
        Deed::Told(Step::Dismiss, words) => actions::dismiss(tx, by, id, words),
        Deed::Told(Step::End, words) => actions::end(tx, by, id, words),
        Deed::Told(Step::Object, words) => actions::object(tx, by, id, words),
        Deed::Answer(objection, upheld, words) => actions::answer(tx, by, id, *objection, (*upheld, words)),
        Deed::Exclude(rules, words) => actions::exclude(tx, by, id, rules, words),
        Deed::Review(favours, words) => actions::review(tx, by, id, *favours, words),
        Deed::Name(document) => actions::name(tx, by, id, document),
        Deed::Show(to) => actions::show(tx, by, id, *to),
        Deed::Plain(step) | Deed::Told(step, _) => Err(Error::broken(format!("{step} is no deed"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_that_is_posted_by_a_noun_is_a_deed_and_the_rest_have_forms_of_their_own() {
        let own = [Step::Begin, Step::Write, Step::Propose, Step::Attach];
        for step in Step::ALL {
            let posted = NOUNS.iter().filter(|(_, one)| one == step).count();
            assert_eq!(posted, usize::from(!own.contains(step)), "{step}");
        }
    }

    #[test]
    fn what_is_missing_is_told_at_its_field() {
        let faults = |step: Step| match read(step, &Fields::default()) {
            Err(Error::Invalid(faults)) => faults.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(faults(Step::Exclude), ["rule", "text"]);
        assert_eq!(faults(Step::Review), ["favours", "text"]);
        assert_eq!(faults(Step::Decline), ["text"]);
        assert_eq!(faults(Step::Object), ["text"]);
        assert_eq!(faults(Step::Show), ["visibility"]);
        assert_eq!(read(Step::Name, &Fields::default()).unwrap_or(Deed::Plain(Step::End)), Deed::Name(String::new()));
    }
}
