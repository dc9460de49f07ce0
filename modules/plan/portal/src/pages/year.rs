//! A year of the corridor: what the sources tell of it, and what was counted here.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use cockpit::figures::told;
use kernel::Error;
use serde_json::json;
use stats::{Figure, Period};
use ui::Page;
use web::{Ctx, Reply};

use crate::answer::{self, Wishes};
use crate::corridor;
use crate::figures::public;
use crate::frame::{self, Frame, Link};
use crate::ground::Ground;

#[derive(Template)]
#[template(path = "portal/year.html")]
struct YearPage<'a> {
    page: Page<'a>,
    frame: Frame,
    name: String,
    events: Vec<Told>,
    /// What was counted here: name, value, address.
    counted: Vec<(String, String, String)>,
    running: bool,
    /// Where it is told, each once.
    sources: Vec<&'static str>,
    others: Vec<Link>,
    before: Option<i32>,
    after: Option<i32>,
}

/// Something that happened.
struct Told {
    month: String,
    title: &'static str,
    text: &'static str,
    counts: Vec<&'static [String; 2]>,
}

pub(super) async fn page(mut ctx: Ctx, Path(asked): Path<String>, headers: HeaderMap) -> Reply {
    let wishes = Wishes::take(&mut ctx);
    let (t, present) = (ctx.t(), stats::month(ctx.now).div_euclid(12));
    let years = corridor::years(present);
    let year: i32 = asked.parse().ok().filter(|year| years.contains(year)).ok_or(Error::NotFound)?;
    let indicators = public(ctx.app.indicators());
    let found = ctx
        .read(move |reader| {
            let Some(ground) = Ground::read(reader)? else { return Ok(None) };
            let figures = stats::figures(reader, &ground.node(), &indicators, &[Period::year(year)])?;
            let figures: Vec<_> = indicators.into_iter().zip(figures.into_iter().flatten()).collect();
            Ok(Some((ground, figures)))
        })
        .await?;
    let ground = found.as_ref().map(|(ground, _)| ground);
    let locale = t.locale();
    let events: Vec<Told> = corridor::of(year)
        .map(|event| Told {
            month: event.month.map_or_else(String::new, |month| t.get(&format!("fmt-month-{month}")).to_owned()),
            title: &event.words(locale).title,
            text: &event.words(locale).text,
            counts: event.counts(locale),
        })
        .collect();
    let sources: BTreeSet<&'static str> = corridor::of(year).map(|event| event.source(locale)).collect();
    let mut told_of: BTreeSet<i32> = corridor::events().iter().map(|event| event.year).collect();
    told_of.extend([year, present]);
    let others = told_of.into_iter().map(|other| Link {
        href: format!("/portal/years/{other}"),
        words: other.to_string(),
        here: other == year,
    });
    let counted = found.iter().flat_map(|(_, figures)| figures);
    let counted: Vec<_> = counted
        .filter(|(_, figure)| !matches!(figure, Figure::Nothing | Figure::Number(0)))
        .map(|(it, figure)| {
            let href = format!("/portal/figures?code={}&year={year}#h-one", it.code);
            (t.get(&it.name_key()).to_owned(), told(t, it.unit, *figure), href)
        })
        .collect();
    let title = t.with1("portal-year", "year", year.to_string()).into_owned();
    let about = events.first().map_or_else(|| title.clone(), |event| format!("{}：{}", event.title, event.text));
    let frame = Frame::new(&ctx, ground, &format!("/portal/years/{year}"), about);
    let data = json!({
        "@context": "https://schema.org", "@type": "Article", "headline": title, "url": frame.address,
        "inLanguage": locale.tag(), "publisher": frame.publisher(), "image": frame.picture,
        "citation": sources,
    });
    let shown = YearPage {
        page: frame::page(&ctx, title),
        name: ground.map(|ground| ground.name.clone()).unwrap_or_default(),
        events,
        counted,
        running: year == present,
        sources: sources.into_iter().collect(),
        others: others.collect(),
        before: Some(year - 1).filter(|year| years.contains(year)),
        after: Some(year + 1).filter(|year| years.contains(year)),
        frame: frame.about("article", data),
    };
    let html = shown.render()?;
    Ok(answer::page(&ctx, wishes, &headers, html))
}
