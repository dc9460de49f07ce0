//! The administrative divisions of Zhejiang (GB/T 2260), as they stand since the 2021 changes in Hangzhou.

use std::sync::LazyLock;

/// What a division is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// 省.
    Province,
    /// 设区市.
    City,
    /// 县、县级市、市辖区.
    County,
    /// 乡、镇、街道. Only those the demo uses are listed.
    Township,
}

/// One division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Six digits, nine for a township.
    pub code: &'static str,
    /// Full name, `北仑区`.
    pub name: &'static str,
    /// Name without its kind, `北仑`.
    pub short: &'static str,
    /// English name, `Beilun District`.
    pub name_en: &'static str,
    /// What it is.
    pub level: Level,
    /// The code of the division it belongs to.
    pub parent: Option<&'static str>,
    /// For a city, its column and row on the tile map, from 1, placed by bearing.
    pub tile: Option<(u8, u8)>,
}

/// Province, cities and counties in the order of their codes within each level.
pub static DIVISIONS: LazyLock<Vec<Division>> =
    LazyLock::new(|| rows(include_str!("../data/divisions.csv")).filter_map(division).collect());

/// The townships, subdistricts and parks where demo enterprises stand.
pub static TOWNSHIPS: LazyLock<Vec<Division>> =
    LazyLock::new(|| rows(include_str!("../data/townships.csv")).filter_map(township).collect());

/// The division with this code.
pub fn find(code: &str) -> Option<&'static Division> {
    DIVISIONS.iter().chain(TOWNSHIPS.iter()).find(|division| division.code == code)
}

/// The lines of a comma-separated file without its head. Our own files quote nothing.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split(',').collect())
}

fn division(row: Vec<&'static str>) -> Option<Division> {
    let [code, name, short, name_en, level, parent, col, row] = row.try_into().ok()?;
    let level = match level {
        "province" => Level::Province,
        "city" => Level::City,
        "county" => Level::County,
        _ => return None,
    };
    let parent = (!parent.is_empty()).then_some(parent);
    let tile = col.parse().ok().zip(row.parse().ok());
    Some(Division { code, name, short, name_en, level, parent, tile })
}

fn township(row: Vec<&'static str>) -> Option<Division> {
    let [code, name, name_en, parent] = row.try_into().ok()?;
    let short = name.trim_end_matches("街道").trim_end_matches('镇');
    Some(Division { code, name, short, name_en, level: Level::Township, parent: Some(parent), tile: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn of(level: Level) -> Vec<&'static Division> {
        DIVISIONS.iter().filter(|division| division.level == level).collect()
    }

    #[test]
    fn eleven_cities_and_ninety_counties() {
        let lines = include_str!("../data/divisions.csv").lines().count() - 1;
        assert_eq!(DIVISIONS.len(), lines, "every line is read");
        assert_eq!((of(Level::Province).len(), of(Level::City).len(), of(Level::County).len()), (1, 11, 90));
        let townships = include_str!("../data/townships.csv").lines().count() - 1;
        assert_eq!(TOWNSHIPS.len(), townships);
    }

    #[test]
    fn codes_are_unique_and_nest() {
        let codes: HashSet<_> = DIVISIONS.iter().chain(TOWNSHIPS.iter()).map(|d| d.code).collect();
        assert_eq!(codes.len(), DIVISIONS.len() + TOWNSHIPS.len());
        for division in DIVISIONS.iter().chain(TOWNSHIPS.iter()) {
            let Some(parent) = division.parent.and_then(find) else {
                assert_eq!(division.code, "330000");
                continue;
            };
            let prefix = match division.level {
                Level::Province | Level::City => &division.code[..2],
                Level::County => &division.code[..4],
                Level::Township => &division.code[..6],
            };
            assert!(parent.code.starts_with(prefix), "{} under {}", division.code, parent.code);
            assert!(division.name.starts_with(division.short), "{}", division.name);
        }
    }

    #[test]
    fn hangzhou_is_the_hangzhou_of_2021() {
        let codes: Vec<_> =
            of(Level::County).into_iter().filter(|d| d.parent == Some("330100")).map(|d| d.short).collect();
        let expected =
            ["上城", "拱墅", "西湖", "滨江", "萧山", "余杭", "富阳", "临安", "临平", "钱塘", "桐庐", "淳安", "建德"];
        assert_eq!(codes, expected);
    }

    #[test]
    fn every_city_has_its_own_tile() {
        let tiles: HashSet<_> = of(Level::City).iter().filter_map(|d| d.tile).collect();
        assert_eq!(tiles.len(), 11);
    }
}
