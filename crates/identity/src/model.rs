//! The nouns: units, people and how people like their pages.

use kernel::id::{PersonId, UnitId};
use kernel::{Path, Place, Time};
use store::{row, word_columns};

kernel::words! {
    /// What a unit is.
    pub enum UnitKind {
        /// 省总工会: the root of the regional tree.
        Province = "province",
        /// 市总工会.
        City = "city",
        /// 县（市、区）总工会.
        County = "county",
        /// 乡镇（街道）总工会, or the union of an industrial park.
        Township = "township",
        /// 产业工会: a node of the industrial tree.
        IndustryUnion = "industry_union",
        /// 企业: the tenant. Hangs on the regional tree and perhaps on the industrial one too.
        Enterprise = "enterprise",
        /// 车间 or department of an enterprise.
        Workshop = "workshop",
        /// 班组.
        Team = "team",
    }
}

kernel::words! {
    /// The language of somebody's pages.
    pub enum Language {
        /// As the device says: nothing was chosen yet.
        Auto = "auto",
        /// Simplified Chinese.
        Zh = "zh-CN",
        /// English.
        En = "en",
    }
}

kernel::words! {
    /// The size of somebody's text.
    pub enum TextSize {
        /// 标准.
        Normal = "normal",
        /// 大.
        Large = "large",
        /// 特大.
        Larger = "larger",
    }
}

kernel::words! {
    /// The colours of somebody's pages.
    pub enum Theme {
        /// As the device says.
        Auto = "auto",
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
    }
}

word_columns!(UnitKind, Language, TextSize, Theme);

/// What people call the region of a union: 宁波市总 and 宁波市总工会 are the union of 宁波.
pub fn region(name: &str) -> String {
    let name = name.strip_suffix("总工会").or_else(|| name.strip_suffix('总')).unwrap_or(name);
    match name.strip_suffix('市') {
        Some(short) if short.chars().count() > 1 => short.to_owned(),
        _ => name.to_owned(),
    }
}

impl UnitKind {
    /// Whether a unit of this kind may hang under one of kind `parent`; `None` makes it a root.
    /// Some enterprises are run by a province or a city directly, and a small installation is
    /// nothing but one enterprise.
    pub fn may_hang_under(self, parent: Option<UnitKind>) -> bool {
        use UnitKind::{City, County, Enterprise, IndustryUnion, Province, Team, Township, Workshop};
        match (self, parent) {
            (Workshop | Team | Township, None) => false,
            (_, None) => true,
            (Province, Some(_)) => false,
            (City, Some(parent)) => parent == Province,
            (County, Some(parent)) => matches!(parent, Province | City),
            (Township, Some(parent)) => matches!(parent, City | County),
            (IndustryUnion, Some(parent)) => matches!(parent, Province | City | County | IndustryUnion),
            (Enterprise, Some(parent)) => parent.is_union(),
            (Workshop, Some(parent)) => matches!(parent, Enterprise | Workshop),
            (Team, Some(parent)) => matches!(parent, Enterprise | Workshop),
        }
    }

    /// Whether it is a node of the unions above enterprises.
    pub fn is_union(self) -> bool {
        !matches!(self, UnitKind::Enterprise | UnitKind::Workshop | UnitKind::Team)
    }

    /// Whether it is a part of an enterprise.
    pub fn is_part(self) -> bool {
        matches!(self, UnitKind::Workshop | UnitKind::Team)
    }
}

row! {
    /// A node of the union trees, an enterprise, or a part of one.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Unit {
        /// Its id.
        pub id: UnitId,
        /// Its number, the label in paths.
        pub number: i64,
        /// What it is.
        pub kind: UnitKind,
        /// Full name: 宁波东屿泵阀股份有限公司.
        pub name: String,
        /// Short name: 东屿泵阀.
        pub short_name: String,
        /// GB/T 2260 code of a regional node, own code of an industrial union; an enterprise and its
        /// parts carry the code of the county (or higher node) they lie in.
        pub code: String,
        /// The node above in the regional tree.
        pub parent: Option<UnitId>,
        /// The industrial union an enterprise hangs on too.
        pub industry_parent: Option<UnitId>,
        /// Place in the regional tree.
        pub path: Path,
        /// Place in the industrial tree, of enterprises that hang there and all inside them.
        pub industry_path: Option<Path>,
        /// The enterprise it is or lies in.
        pub enterprise: Option<UnitId>,
        /// What an enterprise does, as a word of the industry list; empty for other units.
        pub industry: String,
        /// When it ceased to exist.
        pub ended_at: Option<Time>,
    }
}

impl Unit {
    /// Its place in both trees.
    pub fn place(&self) -> Place {
        Place {
            unit: self.id,
            enterprise: self.enterprise,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// The organisation whose people those of this unit are: its enterprise, or the union node itself.
    pub fn employer(&self) -> UnitId {
        self.enterprise.unwrap_or(self.id)
    }
}

row! {
    /// Somebody with an account.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Person {
        /// Their id.
        pub id: PersonId,
        /// Their name.
        pub name: String,
        /// 工号: unique among the present people of the enterprise.
        pub employee_no: String,
        /// Mobile number, unique among all present people.
        pub phone: Option<String>,
        /// Who employs them: the enterprise, or for union people the union node itself.
        pub enterprise: UnitId,
        /// Their primary unit.
        pub unit: UnitId,
        /// That unit's place in the regional tree, now.
        pub path: Path,
        /// And in the industrial tree.
        pub industry_path: Option<Path>,
        /// The enterprise their unit lies in; `None` for union people.
        pub within: Option<UnitId>,
        /// Since when.
        pub joined_at: Time,
        /// Until when.
        pub ended_at: Option<Time>,
        /// The language of their pages.
        pub locale: Language,
        /// The size of their text.
        pub text_size: TextSize,
        /// The colours of their pages.
        pub theme: Theme,
    }
}

impl Person {
    /// The place of their unit.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: self.within,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_is_called_by_its_region() {
        for (name, short) in [("宁波市总", "宁波"), ("浙江省总工会", "浙江省"), ("北仑区总", "北仑区"), ("省总", "省")]
        {
            assert_eq!(region(name), short);
        }
    }
}
