//! The front page: the flame, what spreads, the corridor of time.

use askama::Template;
use axum::http::HeaderMap;
use kernel::clock::DAY;
use kernel::lifecycle::Word as _;
use kernel::{Result, Time};
use serde_json::json;
use stats::{Figure, Indicator, Period};
use store::Reader;
use ui::{Page, T};
use web::{Ctx, Fields, Reply};

use crate::answer::{self, Wishes};
use crate::corridor::{self, Axis};
use crate::figures::public;
use crate::flame::{self, Flame};
use crate::frame::{self, Frame, Link, industry};
use crate::ground::Ground;
use crate::live::{Count, Live, Span};
use crate::map::{self, Map};
use crate::results::{self, Line};

/// Results on the front page.
const FEATURED: usize = 3;
/// What was taken over in so many days spreads.
const LATELY: i64 = 365 * DAY;
/// What stands below the flame: the figures of the year that carry it.
const STONE: [&str; 4] = ["suggestion.participants", "suggestion.submitted", "benefit.audited", "adoption.taken_over"];

/// The flame as it is drawn.
pub struct LiveView {
    /// Which time, as the address has it.
    span: &'static str,
    /// The times there are.
    spans: Vec<Link>,
    /// When it was counted.
    as_of: String,
    /// Of the whole.
    total: String,
    /// What a dot is.
    legend: String,
    /// What the drawing shows, in a sentence.
    label: String,
    /// A mark of the counts.
    state: String,
    /// A flame for each part.
    flames: Vec<Burning>,
    /// What is counted and lies in none of them; may be empty.
    elsewhere: String,
    /// The box of every flame.
    view: String,
}

/// The flame of a part.
struct Burning {
    name: String,
    href: String,
    count: String,
    label: String,
    flame: Flame,
}

impl LiveView {
    fn of(t: T, ground: &Ground, live: &Live, now: Time) -> LiveView {
        let each = live.per_dot();
        let dots = |many: i64| usize::try_from((many.max(0) + each - 1) / each).unwrap_or(0);
        let span = live.span.word();
        let flames: Vec<Burning> = ground
            .parts
            .iter()
            .zip(&live.parts)
            .map(|(part, count)| Burning {
                name: part.name.clone(),
                href: format!("/portal/results?city={}", part.code),
                count: t.number(count.suggestions),
                label: t
                    .with(
                        "portal-flame-of",
                        [
                            ("name", part.name.as_str().into()),
                            ("n", count.suggestions.into()),
                            ("verified", count.verified.into()),
                        ],
                    )
                    .into_owned(),
                flame: flame::flame(dots(count.suggestions), dots(count.verified)),
            })
            .collect();
        let highest = flames.iter().map(|one| one.flame.height).max().unwrap_or(0);
        let elsewhere = live.elsewhere();
        LiveView {
            span,
            spans: Span::ALL
                .iter()
                .map(|one| Link {
                    href: format!("/portal?span={one}"),
                    words: t.get(&format!("portal-span-{one}")).to_owned(),
                    here: *one == live.span,
                })
                .collect(),
            as_of: t.with1(&format!("portal-as-of-{span}"), "time", t.clock(now.millis())).into_owned(),
            total: t.number(live.total.suggestions),
            legend: t.with1("portal-legend", "n", each).into_owned(),
            label: t.with1(&format!("portal-flames-{span}"), "n", live.total.suggestions).into_owned(),
            state: live.state(),
            elsewhere: if elsewhere == Count::default() {
                String::new()
            } else {
                t.with1("portal-elsewhere", "n", elsewhere.suggestions).into_owned()
            },
            view: flame::view(highest),
            flames,
        }
    }
}

/// A result on the front page.
struct Feature {
    href: String,
    title: String,
    gist: String,
    about: String,
    benefit: String,
    uses: String,
    map: Option<Map>,
}

/// A year of the corridor.
struct Told {
    href: String,
    year: String,
    title: String,
    text: String,
}

/// What the page reads.
struct Found {
    ground: Ground,
    live: Live,
    stone: Vec<(&'static Indicator, Figure)>,
    lines: Vec<Line>,
    uses: std::collections::HashMap<works::WorkId, map::Uses>,
}

fn read(reader: &Reader<'_>, all: &[&'static Indicator], asked: Option<Span>, now: Time) -> Result<Option<Found>> {
    let Some(ground) = Ground::read(reader)? else { return Ok(None) };
    let live = Live::read(reader, &ground, all, asked, now)?;
    let open = public(all.iter().copied());
    let stone: Vec<&'static Indicator> =
        STONE.iter().filter_map(|code| open.iter().find(|it| it.code == *code)).copied().collect();
    let year = Period::year(stats::month(now).div_euclid(12));
    let figures = stats::figures(reader, &ground.node(), &stone, &[year])?;
    let cards = results::spreading(reader, now.plus_millis(-LATELY), FEATURED)?;
    let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
    let uses = if ids.is_empty() { Default::default() } else { map::uses(reader, &ground, &ids)? };
    let lines = results::lines(reader, &ground, cards)?;
    let stone = stone.into_iter().zip(figures.into_iter().filter_map(|one| one.first().copied())).collect();
    Ok(Some(Found { ground, live, stone, lines, uses }))
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct Home<'a> {
    page: Page<'a>,
    frame: Frame,
    live: Option<LiveView>,
    stone: Vec<(String, String, String)>,
    stone_year: String,
    features: Vec<Feature>,
    industries: Vec<Link>,
    told: Vec<Told>,
    axis: Option<Axis>,
    told_years: String,
}

pub(super) async fn page(mut ctx: Ctx, headers: HeaderMap) -> Reply {
    let wishes = Wishes::take(&mut ctx);
    let (t, now) = (ctx.t(), ctx.now);
    let asked = Span::asked(Fields::from_query(&ctx.visit.query).get("span"));
    let all: Vec<&'static Indicator> = ctx.app.indicators().collect();
    let found = ctx.read(move |reader| read(reader, &all, asked, now)).await?;
    let ground = found.as_ref().map(|found| &found.ground);
    let frame = Frame::new(&ctx, ground, "/portal", t.get("portal-about-line").to_owned()).hidden(asked.is_some());
    let base = &ctx.app.config.base_url;
    let data = json!({
        "@context": "https://schema.org", "@type": "WebSite", "name": frame.site, "url": frame.address,
        "inLanguage": t.locale().tag(), "publisher": frame.publisher(),
        "potentialAction": {
            "@type": "SearchAction", "query-input": "required name=search_term_string",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{base}/portal/results?q={{search_term_string}}") },
        },
    });
    let frame = frame.about("website", data);
    let year = stats::month(now).div_euclid(12);
    let (told, axis) = told(t, year, found.as_ref().map(|found| &found.live));
    let first = told.first().map(|one| one.year.clone()).unwrap_or_default();
    let home = Home {
        page: frame::page(&ctx, frame.site.clone()),
        live: found.as_ref().map(|found| LiveView::of(t, &found.ground, &found.live, now)),
        stone: found.iter().flat_map(|found| &found.stone).map(|(it, figure)| stone(t, it, *figure)).collect(),
        stone_year: t.with1("portal-stone", "year", year.to_string()).into_owned(),
        features: found.as_ref().map(|found| features(t, found)).unwrap_or_default(),
        industries: found.as_ref().map(|found| industries(t, &found.lines)).unwrap_or_default(),
        told_years: format!("{first}—{year}"),
        told,
        axis,
        frame,
    };
    let html = home.render()?;
    Ok(answer::page(&ctx, wishes, &headers, html))
}

/// A figure below the flame: its address, its value, what it is.
fn stone(t: T, it: &Indicator, figure: Figure) -> (String, String, String) {
    let value = cockpit::figures::told(t, it.unit, figure);
    (format!("/portal/figures?code={}#h-one", it.code), value, t.get(&it.name_key()).to_owned())
}

fn features(t: T, found: &Found) -> Vec<Feature> {
    let feature = |line: &Line| {
        let card = &line.card;
        let nowhere = map::Uses::default();
        Feature {
            href: format!("/portal/results/{}", card.id),
            title: card.title.clone(),
            gist: card.gist.clone(),
            about: [line.place.clone(), industry(t, &card.industry)]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            benefit: if line.fen > 0 {
                t.with1("portal-benefit", "money", t.money(line.fen)).into_owned()
            } else {
                String::new()
            },
            uses: t.with1("portal-uses", "n", line.uses).into_owned(),
            map: Map::of(&found.ground, &card.path, found.uses.get(&card.id).unwrap_or(&nowhere)),
        }
    };
    found.lines.iter().map(feature).collect()
}

/// The industries of what is shown, each once.
fn industries(t: T, lines: &[Line]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for word in lines.iter().map(|line| line.card.industry.as_str()).filter(|word| !word.is_empty()) {
        let href = format!("/portal/results?industry={word}");
        if links.iter().all(|link| link.href != href) {
            links.push(Link { href, words: industry(t, word), here: false });
        }
    }
    links
}

/// What the corridor tells of each year, the present one with what was counted in it.
fn told(t: T, now: i32, live: Option<&Live>) -> (Vec<Told>, Option<Axis>) {
    let locale = t.locale();
    let mut told: Vec<Told> = corridor::events()
        .iter()
        .filter(|event| event.lead && event.year < now)
        .map(|event| {
            let words = event.words(locale);
            Told {
                href: format!("/portal/years/{}", event.year),
                year: event.year.to_string(),
                title: words.title.clone(),
                text: words.text.clone(),
            }
        })
        .collect();
    let mut years: Vec<i32> = told.iter().filter_map(|one| one.year.parse().ok()).collect();
    if live.is_some() {
        told.push(Told {
            href: format!("/portal/years/{now}"),
            year: now.to_string(),
            title: t.get("portal-this-year").to_owned(),
            text: t.get("portal-this-year-text").to_owned(),
        });
        years.push(now);
    }
    let axis = corridor::axis(&years);
    (told, axis)
}

#[derive(Template)]
#[template(path = "portal/flame.html")]
struct Part {
    t: T,
    live: LiveView,
}

/// The flame alone, for a page that has been open for a while.
pub(super) async fn part(ctx: Ctx, headers: HeaderMap) -> Reply {
    let (t, now) = (ctx.t(), ctx.now);
    let asked = Span::asked(Fields::from_query(&ctx.visit.query).get("span"));
    let all: Vec<&'static Indicator> = ctx.app.indicators().collect();
    let found = ctx
        .read(move |reader| {
            let ground = Ground::read(reader)?.ok_or(kernel::Error::NotFound)?;
            let live = Live::read(reader, &ground, &all, asked, now)?;
            Ok(LiveView::of(t, &ground, &live, now))
        })
        .await?;
    let html = Part { t, live: found }.render()?;
    Ok(answer::kept(&headers, "text/html; charset=utf-8", html))
}
