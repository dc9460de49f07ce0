//! 时空长廊: the years, with what the sources tell of them. The events are data (`data/corridor.toml`) [S0].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use ui::Locale;

static CORRIDOR: LazyLock<Result<Corridor, toml::de::Error>> =
    LazyLock::new(|| toml::from_str(include_str!("../data/corridor.toml")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corridor {
    sources: BTreeMap<String, Source>,
    events: Vec<Event>,
}

/// What a source is called.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    zh: String,
    en: String,
}

/// Something that happened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The year.
    pub year: i32,
    /// The month, where the source tells it.
    pub month: Option<u32>,
    /// Whether it stands for its year on the front page.
    #[serde(default)]
    pub lead: bool,
    source: String,
    zh: Words,
    en: Words,
    #[serde(default)]
    counts: Vec<Published>,
}

/// An event in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In a few words.
    pub title: String,
    /// In a sentence.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    zh: [String; 2],
    en: [String; 2],
}

impl Event {
    /// In this language.
    pub fn words(&self, locale: Locale) -> &Words {
        if locale == Locale::Zh { &self.zh } else { &self.en }
    }

    /// Its figures as they were published: what, and how many.
    pub fn counts(&self, locale: Locale) -> Vec<&[String; 2]> {
        self.counts.iter().map(|count| if locale == Locale::Zh { &count.zh } else { &count.en }).collect()
    }

    /// What its source is called.
    pub fn source(&self, locale: Locale) -> &'static str {
        let source = CORRIDOR.as_ref().ok().and_then(|corridor| corridor.sources.get(&self.source));
        source.map_or("", |source| if locale == Locale::Zh { source.zh.as_str() } else { source.en.as_str() })
    }
}

/// Everything that is told, in order.
pub fn events() -> &'static [Event] {
    match &*CORRIDOR {
        Ok(corridor) => &corridor.events,
        Err(error) => {
            tracing::error!(%error, "the corridor cannot be read");
            &[]
        }
    }
}

/// What is told of a year.
pub fn of(year: i32) -> impl Iterator<Item = &'static Event> {
    events().iter().filter(move |event| event.year == year)
}

/// The years that somebody may open: from the first event to the present one.
pub fn years(now: i32) -> std::ops::RangeInclusive<i32> {
    events().first().map_or(now, |event| event.year).min(now)..=now
}

/// The line of the years, drawn over 1240 by 92.
pub struct Axis {
    /// Every year: where it is, and whether something stands below it.
    pub years: Vec<(i32, i64, Mark)>,
    /// Curves from a year to what is told of it, as an SVG path.
    pub ways: String,
}

/// How a year stands on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Something is told of it.
    Told,
    /// It is the present one.
    Now,
    /// Its number stands there, as there is room.
    Named,
    /// Only a stroke.
    Passed,
}

/// Draws the line for these years with something below them, in order, of which the last is the present one.
pub fn axis(told: &[i32]) -> Option<Axis> {
    let (first, last) = (*told.first()?, *told.last()?);
    let long = i64::from((last - first).max(1));
    let x = |year: i32| 36 + i64::from(year - first) * 1168 / long;
    let near = |year: i32| told.iter().any(|other| (x(*other) - x(year)).abs() < 60);
    let years = (first..=last).map(|year| {
        let mark = match year {
            year if year == last => Mark::Now,
            year if told.contains(&year) => Mark::Told,
            year if year % 5 == 0 && !near(year) => Mark::Named,
            _ => Mark::Passed,
        };
        (year, x(year), mark)
    });
    let many = i64::try_from(told.len()).unwrap_or(1);
    let mut ways = String::new();
    for (at, year) in (0_i64..).zip(told) {
        let (from, to) = (x(*year), (2 * at + 1) * 1240 / (2 * many));
        ways.push_str(&format!("M{from} 26C{from} 62 {to} 48 {to} 90"));
    }
    Some(Axis { years: years.collect(), ways })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_can_be_read_names_its_source_and_stands_in_order() {
        assert!(CORRIDOR.is_ok(), "{:?}", CORRIDOR.as_ref().err().map(ToString::to_string));
        assert!(events().is_sorted_by_key(|event| (event.year, event.month.unwrap_or(0))));
        for event in events() {
            for locale in Locale::ALL {
                assert!(!event.source(locale).is_empty(), "{}", event.year);
                assert!(!event.words(locale).title.is_empty() && !event.words(locale).text.is_empty());
            }
            assert_eq!(of(event.year).filter(|event| event.lead).count(), 1, "{} has one that leads", event.year);
            assert!(event.month.is_none_or(|month| (1..=12).contains(&month)));
        }
    }

    #[test]
    fn a_year_has_one_place_on_the_line_and_names_keep_apart() {
        let axis = axis(&[2003, 2006, 2015, 2021, 2022, 2026]).unwrap();
        assert_eq!(axis.years.len(), 24);
        assert_eq!((axis.years[0].1, axis.years[23]), (36, (2026, 1204, Mark::Now)));
        let named: Vec<_> =
            axis.years.iter().filter(|(.., mark)| *mark == Mark::Named).map(|(year, ..)| *year).collect();
        assert_eq!(named, [2010], "2005, 2015, 2020 and 2025 stand too near to what is told");
        assert_eq!(axis.ways.matches('M').count(), 6);
        assert!(super::axis(&[]).is_none());
    }
}
