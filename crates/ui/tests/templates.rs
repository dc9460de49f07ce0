//! The sample pages in both languages: that they render, that they would pass the content
//! security policy, and that what belongs together is linked.

#[path = "../examples/kit/pages.rs"]
mod pages;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use askama::Template as _;
use pages::{Look, error, render_all};
use ui::error::Fault;
use ui::page::{Page, TextSize, Theme};
use ui::parts::Heat;
use ui::{Catalogue, Locale, MESSAGES};

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::build(MESSAGES).unwrap_or_else(|error| panic!("{error}")));

fn look(locale: Locale) -> Look {
    Look { t: LazyLock::force(&CATALOGUE).t(locale), theme: Theme::Dark, text: TextSize::Large }
}

fn every_page() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for locale in Locale::ALL {
        let rendered = render_all(look(locale)).expect("renders");
        pages.extend(rendered.into_iter().map(|(name, html)| (format!("{name} {}", locale.tag()), html)));
    }
    pages
}

/// The values of an attribute in the order they stand.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_root_carries_language_theme_and_size() {
    for locale in Locale::ALL {
        for (name, html) in render_all(look(locale)).expect("renders") {
            let root = format!(r#"<html lang="{}" data-theme="dark" data-text="large""#, locale.tag());
            assert!(html.contains(&root), "{name}");
            assert_eq!(html.contains(r#"data-density="dense""#), name == "queue", "{name}");
        }
    }
}

#[test]
fn nothing_runs_or_is_styled_inline() {
    for (name, html) in every_page() {
        for script in html.split("<script").skip(1) {
            let (tag, body) = script.split_once('>').expect("closed");
            assert!(tag.contains("src=\"/assets/"), "{name}: {tag}");
            assert!(body.starts_with("</script>"), "{name}: script with a body");
        }
        assert!(!html.contains("<style") && !html.contains("javascript:"), "{name}");
        for style in values(&html, "style") {
            let custom = style.split(';').all(|declaration| declaration.starts_with("--"));
            assert!(custom, "{name}: {style}");
        }
        let handlers = html.split_whitespace().filter(|word| word.starts_with("on") && word.contains('='));
        assert_eq!(handlers.count(), 0, "{name}");
    }
}

#[test]
fn ids_are_unique_and_every_reference_finds_its_own() {
    for (name, html) in every_page() {
        let mut seen = HashMap::new();
        for id in values(&html, "id") {
            *seen.entry(id).or_insert(0) += 1;
        }
        assert!(seen.values().all(|&times| times == 1), "{name}: {seen:?}");
        let ids: HashSet<_> = seen.into_keys().collect();
        for attribute in ["for", "aria-describedby", "aria-labelledby", "form"] {
            for list in values(&html, attribute) {
                for id in list.split(' ') {
                    assert!(ids.contains(id), "{name}: {attribute} names `{id}`");
                }
            }
        }
    }
}

#[test]
fn a_page_has_one_main_heading_and_one_main_part() {
    for (name, html) in every_page() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("id=\"main\"").count(), 1, "{name}");
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    for (name, html) in every_page() {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or(form);
            if form.contains("method=\"post\"") {
                assert!(form.contains(r#"name="csrf" value="token""#), "{name}: {form}");
            }
        }
    }
}

#[test]
fn every_addressed_asset_is_there() {
    for (name, html) in every_page() {
        for attribute in ["href", "src"] {
            for address in values(&html, attribute) {
                let path = address.split('#').next().unwrap_or(address);
                if path.starts_with("/assets/") {
                    assert!(ui::assets::asset(path).is_some_and(|asset| asset.immutable), "{name}: {address}");
                }
            }
        }
    }
}

#[test]
fn a_field_keeps_its_value_and_names_its_error() {
    let pages = render_all(look(Locale::Zh)).expect("renders");
    let kit = &pages[0].1;
    assert!(kit.contains(r#"name="sum" type="text" value="十六万""#));
    assert!(kit.contains(r#"aria-invalid="true" aria-describedby="f-sum-e f-sum-h""#));
    assert!(kit.contains(r#"<p class="err" id="f-sum-e">"#));
}

#[test]
fn what_people_write_is_escaped() {
    let look = look(Locale::Zh);
    let page = error(look, Fault::Denied);
    let page = ui::error::ErrorPage { reason: "<script>alert(1)</script>", ..page };
    let html = page.render().expect("renders");
    assert!(!html.contains("<script>alert"));
}

#[test]
fn every_fault_has_its_page_in_both_languages() {
    for locale in Locale::ALL {
        for fault in Fault::ALL {
            let html = error(look(locale), fault).render().expect("renders");
            assert!(html.contains(look(locale).t.get(fault.title())), "{fault:?}");
            assert_eq!(html.contains("href=\"/suggestions/1\""), fault.passes(), "{fault:?}");
        }
    }
}

#[test]
fn the_current_place_is_known() {
    let t = look(Locale::Zh).t;
    let at = |path| Page::new(t, path, "", "");
    assert!(at("/").is_at("/") && !at("/me").is_at("/"));
    assert!(at("/me").is_at("/me") && at("/me/sparks").is_at("/me"));
    assert!(!at("/menu").is_at("/me"));
}

#[test]
fn the_heat_bar_warms_and_is_quenched() {
    assert_eq!(Heat::Reached(3).segments(), ["h1", "h1", "h2", "", "", ""]);
    assert_eq!(Heat::Reached(9).segments(), ["h1", "h1", "h2", "h3", "h4", "h4"]);
    assert_eq!(Heat::Settled.segments(), ["hj"; 6]);
    assert_eq!(Heat::Refused(2).segments(), ["hx", "hx", "", "", "", ""]);
}
