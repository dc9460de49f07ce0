//! The industries of Zhejiang this world knows: where they are at home and how their shops are laid out.

use crate::divisions::rows;
use std::sync::LazyLock;

/// How the work of an industry is done; decides which shared ideas make sense there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Pieces on machines and benches.
    Workshop,
    /// Vats, lines and clean rooms.
    Process,
    /// Streets, sites, quays and vehicles.
    Service,
}

/// A branch of industry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Industry {
    /// `pumps`; also the name of its file of ideas.
    pub code: &'static str,
    /// 泵阀.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Code of the provincial industrial union it belongs to.
    pub union: &'static str,
    /// How its work is done.
    pub kind: Kind,
    /// Words an enterprise of this branch puts into its name.
    pub trade: Vec<&'static str>,
    /// Codes of counties where the branch is at home.
    pub homes: Vec<&'static str>,
    /// Its workshops, with the teams usual in each.
    pub workshops: Vec<(&'static str, Vec<&'static str>)>,
}

/// A provincial industrial union (省产业工会).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndustryUnion {
    /// `CY-JX`.
    pub code: &'static str,
    /// Full name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
}

/// All industries, in the order of the file.
pub static INDUSTRIES: LazyLock<Vec<Industry>> =
    LazyLock::new(|| rows(include_str!("../data/industries.csv")).filter_map(industry).collect());

/// The industrial unions.
pub static UNIONS: LazyLock<Vec<IndustryUnion>> = LazyLock::new(|| {
    let union = |row: Vec<&'static str>| {
        let [code, name, name_en] = row.try_into().ok()?;
        Some(IndustryUnion { code, name, name_en })
    };
    rows(include_str!("../data/unions.csv")).filter_map(union).collect()
});

/// The position in [`INDUSTRIES`] of the industry with this code.
pub fn position(code: &str) -> Option<usize> {
    INDUSTRIES.iter().position(|industry| industry.code == code)
}

fn industry(row: Vec<&'static str>) -> Option<Industry> {
    let [code, name, name_en, union, kind, trade, homes, workshops] = row.try_into().ok()?;
    let workshops = workshops
        .split(';')
        .filter_map(|workshop| workshop.split_once(':'))
        .map(|(name, teams)| (name, teams.split('/').collect()))
        .collect();
    let kind = match kind {
        "workshop" => Kind::Workshop,
        "process" => Kind::Process,
        "service" => Kind::Service,
        _ => return None,
    };
    Some(Industry {
        code,
        name,
        name_en,
        union,
        kind,
        trade: trade.split('|').collect(),
        homes: homes.split('|').collect(),
        workshops,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::divisions;

    #[test]
    fn industries_stand_in_real_counties_and_real_unions() {
        assert_eq!(INDUSTRIES.len(), 20);
        for industry in INDUSTRIES.iter() {
            assert!(UNIONS.iter().any(|union| union.code == industry.union), "{}", industry.union);
            assert!(industry.homes.iter().all(|code| divisions::find(code).is_some()), "{:?}", industry.homes);
            assert!((4..=6).contains(&industry.workshops.len()), "{}", industry.code);
            assert!(industry.workshops.iter().all(|(_, teams)| teams.len() >= 2), "{}", industry.code);
        }
    }
}
