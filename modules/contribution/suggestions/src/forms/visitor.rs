//! What is put forward in a worker's name: by a visitor at a poster, or by a foreman from a slip.

use kernel::id::PersonId;
use kernel::{Faults, Reason};
use web::Fields;

use crate::forms::propose;
use crate::model::Proposal;

/// The fields both forms show. Whatever else is sent is not read: shares, links to other records and
/// a wider circle of readers are for the author to give.
const OPEN: [&str; 6] = ["now", "how", "title", "category", "spot", "gain"];

/// Reads the proposal; all of it is the author's.
///
/// # Errors
/// The faults, by field.
pub fn proposal(fields: &Fields, author: PersonId) -> Result<Proposal, Faults> {
    let open = fields.pairs().filter(|(name, _)| OPEN.contains(name));
    propose::proposal(&Fields::from_pairs(open), author)
}

/// Who somebody says they are: their name and employee number, as a roster would hold them.
///
/// # Errors
/// The faults, by field.
pub fn claimed(fields: &Fields) -> Result<(String, String), Faults> {
    let mut faults = Faults::none();
    let name = faults.take("name", identity::people::checked_name(fields.get("name")));
    let number = faults.take("employee_no", identity::people::checked_employee_no(fields.get("employee_no")));
    if faults.is_empty() { Ok((name, number)) } else { Err(faults) }
}

/// The same words for a number that is not on the roster and for a name that does not go with it:
/// nobody learns here who works where.
pub fn not_on_roster() -> Reason {
    Reason::new("visitor-not-on-roster")
}

#[cfg(test)]
mod tests {
    use kernel::{Shares, Time};

    use super::*;
    use crate::model::Visibility;

    #[test]
    fn a_stranger_gives_nothing_away_in_the_authors_name() {
        let author = PersonId::new(Time::from_millis(1));
        let other = PersonId::new(Time::from_millis(2));
        let share = format!("share-{other}");
        let typed = [
            ("title", "刀具柜"),
            ("now", "只有一把钥匙"),
            ("visibility", "public"),
            ("with", &other.to_string()),
            (share.as_str(), "90"),
            ("builds_on", &other.to_string()),
        ];
        let read = proposal(&Fields::from_pairs(typed), author).unwrap();
        assert_eq!((read.shares, read.visibility), (Shares::sole(author), Visibility::Enterprise));
        assert_eq!(read.builds_on, None);
    }

    #[test]
    fn every_fault_of_a_claim_is_told() {
        let faults = claimed(&Fields::from_pairs([("name", "\u{202E}"), ("employee_no", "A 1 <b>")])).unwrap_err();
        assert_eq!(faults.iter().count(), 2);
    }
}
