//! What was asked of the queue, as it stands in the address: a view, filters, an order, a place to
//! read on from. Whatever makes no sense there is left out; an address typed or kept is no form.

use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{text, words};
use web::Fields;

use crate::model::{Category, SuggestionId};
use crate::queue::view::View;

/// Longest text one may search for, in characters.
const TEXT: usize = 60;
/// Farthest deadline one may ask for, in days.
const DAYS: i64 = 366;

words! {
    /// Whose it is among the officers.
    pub enum Holder {
        /// Mine.
        Me = "me",
        /// Nobody's yet.
        Nobody = "nobody",
    }
}

words! {
    /// In which order.
    pub enum Order {
        /// By deadline, the nearest first; what has none comes last.
        Due = "due",
        /// By registration, the newest first.
        Newest = "newest",
    }
}

/// Where to read on: the last row's sorting value and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Its deadline or registration, in milliseconds.
    pub key: i64,
    /// Its id.
    pub id: SuggestionId,
}

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which view.
    pub view: View,
    /// Only at or below this unit.
    pub unit: Option<UnitId>,
    /// Only of this category.
    pub category: Option<Category>,
    /// Only with a photo.
    pub photo: bool,
    /// Only due within so many days.
    pub days: Option<i64>,
    /// Only mine, or nobody's.
    pub holder: Option<Holder>,
    /// Only what the search finds for this text.
    pub text: String,
    /// In which order.
    pub order: Order,
    /// From where on.
    pub after: Option<Cursor>,
    /// Which one is shown in the preview.
    pub selected: Option<SuggestionId>,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked {
            view: View::Check,
            unit: None,
            category: None,
            photo: false,
            days: None,
            holder: None,
            text: String::new(),
            order: Order::Due,
            after: None,
            selected: None,
        }
    }
}

impl Asked {
    /// Reads the query of an address.
    pub fn from(fields: &Fields) -> Asked {
        Asked {
            view: View::from_word(fields.get("view")).unwrap_or(View::Check),
            unit: fields.get("unit").parse().ok(),
            category: Category::from_word(fields.get("category")),
            photo: fields.has("photo", "1"),
            days: fields.get("days").parse().ok().filter(|days| (0..=DAYS).contains(days)),
            holder: Holder::from_word(fields.get("officer")),
            text: text::optional_line(fields.get("q"), TEXT).unwrap_or_default(),
            order: Order::from_word(fields.get("sort")).unwrap_or(Order::Due),
            after: Cursor::parse(fields.get("after")),
            selected: fields.get("sel").parse().ok(),
        }
    }

    /// As fields: what differs from asking nothing.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                fields.set(name, value);
            }
        };
        put("view", Some(self.view.to_string()));
        put("unit", self.unit.map(|unit| unit.to_string()));
        put("category", self.category.map(|category| category.to_string()));
        put("photo", self.photo.then(|| "1".to_owned()));
        put("days", self.days.map(|days| days.to_string()));
        put("officer", self.holder.map(|holder| holder.to_string()));
        put("q", (!self.text.is_empty()).then(|| self.text.clone()));
        put("sort", (self.order != Order::Due).then(|| self.order.to_string()));
        put("after", self.after.map(|cursor| cursor.to_string()));
        put("sel", self.selected.map(|id| id.to_string()));
        fields
    }

    /// The address that asks this.
    pub fn address(&self) -> String {
        format!("/desk?{}", self.fields().to_query())
    }

    /// The address that asks the same but for one thing, from the first page on.
    pub fn but(&self, change: impl FnOnce(&mut Asked)) -> String {
        let mut other = Asked { after: None, selected: None, ..self.clone() };
        change(&mut other);
        other.address()
    }

    /// Whether it is narrowed beyond its view.
    pub fn is_narrowed(&self) -> bool {
        let plain = Asked { view: self.view, order: self.order, ..Asked::default() };
        Asked { after: None, selected: None, ..self.clone() } != plain
    }
}

impl Cursor {
    fn parse(text: &str) -> Option<Cursor> {
        let (key, id) = text.split_once('.')?;
        Some(Cursor { key: key.parse().ok()?, id: id.parse().ok()? })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.key, self.id)
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;

    use super::*;

    #[test]
    fn an_address_asks_again_what_was_asked() {
        let asked = Asked {
            view: View::Review,
            unit: Some(UnitId::new(Time::from_millis(7))),
            category: Some(Category::Saving),
            photo: true,
            days: Some(7),
            holder: Some(Holder::Nobody),
            text: "刀具 & 柜".to_owned(),
            order: Order::Newest,
            after: Some(Cursor { key: -5, id: SuggestionId::new(Time::from_millis(9)) }),
            selected: Some(SuggestionId::new(Time::from_millis(3))),
        };
        let query = asked.address().split_once('?').map(|(_, query)| query.to_owned()).unwrap();
        assert_eq!(Asked::from(&Fields::from_query(&query)), asked);
    }

    #[test]
    fn nonsense_asks_nothing() {
        let asked = Asked::from(&Fields::from_query("view=x&unit=1&days=-4&after=..&sel=<b>&category=all&officer=you"));
        assert_eq!(asked, Asked::default());
        assert!(!asked.is_narrowed());
    }
}
