//! What keeps a method from being named, as rules with ids, and what each level asks for, as data. The defaults follow one union's
//! notice and one enterprise's practice [S36][S37]; every unit and union may set its own.

use jiff::civil::Date;
use kernel::calendar::WorkCalendar;
use kernel::id::UnitId;
use kernel::{Reason, Result, Role, Time, words};
use serde::{Deserialize, Serialize};
use store::Reader;

use crate::content::{Restriction, wanting};
use crate::model::{Level, Method};

/// The key of these rules among a unit's settings.
pub const SETTING: &str = "methods";

words! {
    /// A rule that a method may break.
    pub enum Rule {
        /// 单位负责人不参加: the head of the enterprise cannot be the one it is named after.
        Heads = "heads",
        /// 涉及国家秘密.
        Secret = "secret",
        /// 知识产权争议.
        Dispute = "dispute",
        /// 医药类.
        Medical = "medical",
        /// 已获国家级或省级科技奖励.
        Honoured = "honoured",
        /// 实绩不足: at least a year of leading results.
        Year = "year",
        /// 三规程: kept, each by its name.
        Regulations = "regulations",
    }
}

store::word_columns!(Rule);

impl Rule {
    /// Its id, as decisions cite it.
    pub fn id(self) -> &'static str {
        match self {
            Rule::Heads => "FF-1",
            Rule::Secret => "FF-2",
            Rule::Dispute => "FF-3",
            Rule::Medical => "FF-4",
            Rule::Honoured => "FF-5",
            Rule::Year => "FF-6",
            Rule::Regulations => "FF-7",
        }
    }

    /// Why it keeps a method from being named.
    pub fn reason(self) -> Reason {
        match self {
            Rule::Heads => Reason::new("method-rule-heads"),
            Rule::Secret => Reason::new("method-rule-secret"),
            Rule::Dispute => Reason::new("method-rule-dispute"),
            Rule::Medical => Reason::new("method-rule-medical"),
            Rule::Honoured => Reason::new("method-rule-honoured"),
            Rule::Year => Reason::new("method-rule-year"),
            Rule::Regulations => Reason::new("method-rule-regulations"),
        }
    }

    fn of(restriction: Restriction) -> Rule {
        match restriction {
            Restriction::Secret => Rule::Secret,
            Restriction::Dispute => Rule::Dispute,
            Restriction::Medical => Rule::Medical,
            Restriction::Honoured => Rule::Honoured,
        }
    }
}

/// What a level asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Working days of publicity.
    pub publicity_days: u32,
    /// Months that leading results must cover.
    pub months: u32,
    /// Which restricted cases are not named.
    pub excluded: Vec<Restriction>,
    /// Whether heads of enterprises are left out.
    pub no_heads: bool,
    /// Reviews that must be in hand before publicity, at the unit.
    pub reviews: u32,
}

impl Terms {
    /// What a level asks for unless it has set its own.
    pub fn preset(level: Level) -> Terms {
        use Restriction::{Dispute, Honoured, Medical, Secret};
        let above = level != Level::Unit;
        Terms {
            publicity_days: if level == Level::Province { 7 } else { 5 },
            months: 12,
            // What a unit names for itself may be medical, or honoured elsewhere [S37].
            excluded: if above { vec![Secret, Dispute, Medical, Honoured] } else { vec![Secret, Dispute] },
            no_heads: true,
            reviews: u32::from(!above),
        }
    }

    /// What the unit that names at this level asks for now.
    ///
    /// # Errors
    /// Broken, when the stored terms cannot be read.
    pub fn of(reader: &Reader<'_>, level: Level, unit: UnitId, now: Time) -> Result<Terms> {
        let set = identity::settings::current::<Terms>(reader, unit, SETTING, now)?;
        Ok(set.map_or_else(|| Terms::preset(level), |setting| setting.value))
    }

    /// The last day of a publicity that begins now.
    pub fn publicity_until(&self, now: Time) -> Date {
        Time::from(WorkCalendar::china().deadline(now.timestamp(), self.publicity_days)).date()
    }
}

/// The rules that the method breaks under these terms, in order.
///
/// # Errors
/// Broken, when the database fails.
pub fn broken(reader: &Reader<'_>, it: &Method, terms: &Terms, now: Time) -> Result<Vec<Rule>> {
    let mut broken = Vec::new();
    if terms.no_heads && is_head(reader, it, now)? {
        broken.push(Rule::Heads);
    }
    let declared = it.content.restrictions.iter().filter(|one| terms.excluded.contains(one));
    broken.extend(declared.map(|one| Rule::of(*one)));
    let wanting = wanting(&it.content, terms.months, now.date());
    if wanting.iter().any(|(_, reason)| reason.key == "method-rule-year") {
        broken.push(Rule::Year);
    }
    if wanting.iter().any(|(_, reason)| reason.key == "method-rule-regulations") {
        broken.push(Rule::Regulations);
    }
    broken.sort_unstable();
    Ok(broken)
}

/// Whether the one it is named after heads their enterprise.
fn is_head(reader: &Reader<'_>, it: &Method, now: Time) -> Result<bool> {
    let held = identity::grants::active(reader, it.person, now)?;
    Ok(held.iter().any(|held| held.role == Role::Approver && Some(held.unit) == it.place.enterprise))
}

/// Refuses for the first rule that is broken.
///
/// # Errors
/// Refused with the rule's reason.
pub fn hold(reader: &Reader<'_>, it: &Method, terms: &Terms, now: Time) -> Result<()> {
    match broken(reader, it, terms, now)?.first() {
        Some(Rule::Year) => Err(kernel::Error::Refused(Rule::Year.reason().with("months", terms.months))),
        Some(rule) => Err(kernel::Error::Refused(rule.reason())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kernel::lifecycle::Word;

    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_and_every_restriction_a_rule() {
        let ids: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(ids.len(), Rule::ALL.len());
        let rules: BTreeSet<_> = Restriction::ALL.iter().map(|one| Rule::of(*one)).collect();
        assert_eq!(rules.len(), Restriction::ALL.len());
    }

    #[test]
    fn above_the_unit_nothing_restricted_is_named() {
        for level in [Level::County, Level::City, Level::Province] {
            assert_eq!(Terms::preset(level).excluded.len(), Restriction::ALL.len());
        }
        assert!(!Terms::preset(Level::Unit).excluded.contains(&Restriction::Medical));
    }
}
