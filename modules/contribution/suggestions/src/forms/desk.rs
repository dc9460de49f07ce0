//! From what an officer typed to what is done.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Faults, Reason, text};
use web::Fields;

use crate::actions::Checked;
use crate::model::{Category, TEXT, Verdict};
use crate::queue::deed::{Act, Chosen, Deed};

/// Most people one may choose at once.
const PEOPLE: usize = 20;
/// Longest number of a suggestion, in characters.
const SERIAL: usize = 60;

/// Reads the form of an act.
///
/// # Errors
/// The faults, by field.
pub fn deed(act: Act, fields: &Fields) -> Result<Deed, Faults> {
    let mut faults = Faults::none();
    let deed = match act {
        Act::Accept => Deed::Accept(category(fields, &mut faults), chosen(fields, &mut faults)),
        Act::Return => Deed::Check(Checked::Return(answer(fields, &mut faults))),
        Act::Remark => Deed::Check(Checked::Remark(answer(fields, &mut faults))),
        Act::Join => Deed::Join(lead(fields, &mut faults)),
        Act::Part => Deed::Part,
        Act::Assign => match fields.get("officer").parse() {
            Ok(officer) => Deed::Assign(officer),
            Err(_) => return Err(Faults::one("officer", Reason::new("suggestion-choose"))),
        },
        Act::Invite => Deed::Invite(some(chosen(fields, &mut faults), &mut faults)),
        Act::Decide => {
            let verdict = Verdict::from_word(fields.get("verdict"));
            if verdict.is_none() {
                faults.add("verdict", Reason::new("suggestion-choose"));
            }
            Deed::Decide(
                verdict.unwrap_or(Verdict::Adopt),
                answer(fields, &mut faults),
                category(fields, &mut faults),
                fields.has("announce", "yes"),
            )
        }
        Act::Announce => Deed::Announce,
        Act::Spot => Deed::Spot(answer(fields, &mut faults), category(fields, &mut faults), ends(fields, &mut faults)),
    };
    if faults.is_empty() { Ok(deed) } else { Err(faults) }
}

/// What a batch does with each of its suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// Accepts them in the category their author chose.
    Accept,
    /// Gives them to an officer.
    Assign,
    /// Sends them to reviewers.
    Review,
    /// Announces what is prepared.
    Announce,
}

impl Batch {
    /// Reads the button that was pressed.
    pub fn from_word(word: &str) -> Option<Batch> {
        match word {
            "accept" => Some(Batch::Accept),
            "assign" => Some(Batch::Assign),
            "review" => Some(Batch::Review),
            "announce" => Some(Batch::Announce),
            _ => None,
        }
    }

    /// The same as the act on one suggestion.
    pub fn act(self) -> Act {
        match self {
            Batch::Accept => Act::Accept,
            Batch::Assign => Act::Assign,
            Batch::Review => Act::Invite,
            Batch::Announce => Act::Announce,
        }
    }

    /// Its word in forms and message keys.
    pub fn word(self) -> &'static str {
        match self {
            Batch::Accept => "accept",
            Batch::Assign => "assign",
            Batch::Review => "review",
            Batch::Announce => "announce",
        }
    }

    /// Whether somebody must be chosen first.
    pub fn needs_people(self) -> bool {
        matches!(self, Batch::Assign | Batch::Review)
    }
}

fn answer(fields: &Fields, faults: &mut Faults) -> String {
    faults.take("answer", text::text(fields.get("answer"), TEXT))
}

fn category(fields: &Fields, faults: &mut Faults) -> Option<Category> {
    let typed = fields.get("category");
    let category = Category::from_word(typed);
    if category.is_none() && !typed.is_empty() {
        faults.add("category", Reason::new("suggestion-choose"));
    }
    category
}

/// An earlier suggestion: chosen from those that look alike, or its number.
fn lead(fields: &Fields, faults: &mut Faults) -> String {
    let typed = fields.get("lead_number");
    let typed = if typed.trim().is_empty() { fields.get("lead") } else { typed };
    faults.take("lead", text::line(typed, SERIAL))
}

fn chosen(fields: &Fields, faults: &mut Faults) -> Chosen {
    let people: Vec<PersonId> = fields.all("reviewer").filter_map(|id| id.parse().ok()).collect();
    let named = faults.take("others", text::optional_line(fields.get("others"), 400));
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
    let numbers: Vec<String> = named.split(apart).filter(|number| !number.is_empty()).map(str::to_owned).collect();
    if people.len() + numbers.len() > PEOPLE {
        faults.add("reviewer", Reason::new("shares-too-many").with("most", PEOPLE));
    }
    Chosen { people, numbers }
}

fn some(chosen: Chosen, faults: &mut Faults) -> Chosen {
    if chosen.people.is_empty() && chosen.numbers.is_empty() {
        faults.add("reviewer", Reason::new("desk-choose-some"));
    }
    chosen
}

fn ends(fields: &Fields, faults: &mut Faults) -> Date {
    fields.get("ends").parse().unwrap_or_else(|_| {
        faults.add("ends", Reason::new("suggestion-date-unreadable"));
        Date::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(act: Act, query: &str) -> Result<Deed, Faults> {
        deed(act, &Fields::from_query(query))
    }

    #[test]
    fn an_answer_is_mandatory_wherever_the_author_is_told_something() {
        for act in [Act::Return, Act::Remark, Act::Spot] {
            let faults = read(act, "answer=%E2%80%8B&ends=2025-06-30").unwrap_err();
            assert_eq!(faults.of("answer").map(|reason| reason.key), Some("text-empty"), "{act:?}");
        }
        for verdict in ["adopt", "decline", "shelve", "pass_up"] {
            assert!(read(Act::Decide, &format!("verdict={verdict}")).unwrap_err().of("answer").is_some());
        }
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let faults = read(Act::Decide, "verdict=perhaps&category=misc").unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["verdict", "answer", "category"]);
        assert_eq!(read(Act::Spot, "").unwrap_err().iter().count(), 2);
        assert!(read(Act::Invite, "reviewer=x").is_err() && read(Act::Assign, "officer=").is_err());
    }

    #[test]
    fn numbers_may_be_set_apart_as_people_do() {
        let deed = read(Act::Invite, "others=A001%EF%BC%8CA002%E3%80%81+A003").unwrap();
        let numbers = ["A001", "A002", "A003"].map(str::to_owned).to_vec();
        assert_eq!(deed, Deed::Invite(Chosen { people: Vec::new(), numbers }));
    }

    #[test]
    fn a_typed_number_goes_before_a_ticked_one() {
        let deed = read(Act::Join, "lead=JY-1&lead_number=+JY-2+").unwrap();
        assert_eq!(deed, Deed::Join("JY-2".to_owned()));
        assert!(read(Act::Join, "").is_err());
    }
}
