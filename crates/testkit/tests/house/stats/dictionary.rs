//! The dictionary: nothing has two numbers, every indicator has its words, and what feeds it exists.

use std::collections::BTreeMap;

use app::registry;
use stats::{Kind, Measure};
use testkit::houses;
use ui::Locale;

#[test]
fn every_measure_has_a_number_and_a_name_of_its_own_and_one_source() {
    let sources = web::sources(&registry::modules());
    let (mut numbers, mut codes, mut names) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for source in &sources {
        assert!(names.insert(source.name, ()).is_none(), "two sources are called {}", source.name);
        for measure in source.measures {
            assert!(numbers.insert(measure.id, measure.code).is_none(), "number {} is taken", measure.id);
            assert!(codes.insert(measure.code, measure.id).is_none(), "the name {} is taken", measure.code);
        }
    }
}

#[test]
fn every_indicator_is_defined_in_both_languages_and_made_of_what_is_counted() {
    let modules = registry::modules();
    let sources = web::sources(&modules);
    let measures: Vec<Measure> = sources.iter().flat_map(|source| source.measures).copied().collect();
    let words = registry::words().unwrap().leak();
    let mut codes = BTreeMap::new();
    for it in stats::INDICATORS.iter().chain(modules.iter().flat_map(|module| module.indicators)) {
        assert!(codes.insert(it.code, it.version).is_none(), "{} is there twice", it.code);
        let made_of = it.formula.measures();
        assert!(!made_of.is_empty() && !it.feeds.is_empty(), "{} is made of nothing", it.code);
        for measure in made_of {
            assert!(measures.contains(&measure), "{} counts {}, which nobody counts", it.code, measure.code);
            assert_ne!(measure.kind, Kind::Owed, "{}: what is overdue depends on the moment", it.code);
            let source = sources.iter().find(|source| source.measures.contains(&measure)).unwrap();
            assert!(source.kinds.iter().any(|kind| it.feeds.contains(kind)), "{} is fed by {}", it.code, source.name);
        }
        for locale in [Locale::Zh, Locale::En] {
            for key in [it.name_key(), it.definition_key()] {
                assert_ne!(words.t(locale).get(&key), key, "no message {key}");
            }
        }
    }
    let benchmark = codes.keys().filter(|code| code.starts_with("benchmark.")).count();
    assert_eq!(benchmark, 10, "the ten inputs of the German benchmark");
}

#[tokio::test]
async fn the_records_behind_a_figure_are_as_many_as_it_says() {
    for house in houses().await {
        let mut county = house.browser_of("county").await;
        let node = house.actor("county").await.place.unit;
        let (month, year) = crate::stats::acts::now(&house);
        let mut opened = 0;
        for it in house.app.indicators().filter(|it| matches!(it.unit, stats::Unit::Count)) {
            for period in [month, year, stats::Period::year(year.from / 12 - 1)] {
                let Some(address) = (it.records)(node, period) else { continue };
                let page = county.get(&address).await;
                assert_eq!(page.status, 200, "{address}");
                let heading = page.body.split_once("<h1>").unwrap().1.split_once("</h1>").unwrap().0;
                let told: String = heading.chars().filter(char::is_ascii_digit).collect();
                let number = crate::stats::acts::number(&house, node, it.code, period).await;
                assert_eq!(told, number.to_string(), "{} behind {address}: {heading}", it.code);
                opened += number;
            }
        }
        assert!(opened > 10, "{opened}");
    }
}
