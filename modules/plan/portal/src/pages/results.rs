//! Every published result, by words, kind, industry and city.

use askama::Template;
use axum::http::HeaderMap;
use kernel::lifecycle::Word as _;
use search::{Segment, highlight};
use ui::{Page, T};
use web::{Ctx, Fields, Reply};
use works::Kind;

use crate::answer::{self, Wishes};
use crate::frame::{self, Frame, Link, industry};
use crate::results::{After, Asked, Line, find};

/// Lines of a page.
const PAGE: usize = 20;
/// Longest search that is carried on, in characters.
const LONGEST: usize = 100;

#[derive(Template)]
#[template(path = "portal/results.html")]
struct Results<'a> {
    page: Page<'a>,
    frame: Frame,
    text: String,
    /// What was chosen and is carried along by the search.
    chosen: Vec<(&'static str, String)>,
    kinds: Vec<Link>,
    industries: Vec<Link>,
    cities: Vec<Link>,
    lines: Vec<Shown>,
    first: String,
    next: String,
    narrowed: bool,
}

/// A result in the list.
struct Shown {
    href: String,
    title: Vec<(String, bool)>,
    gist: Vec<(String, bool)>,
    kind: String,
    about: String,
    benefit: String,
    uses: String,
    since: String,
}

impl Shown {
    fn of(t: T, line: &Line, words: &str) -> Shown {
        let card = &line.card;
        let marked = |text: &str| highlight(text, words).into_iter().map(piece).collect();
        let about = [line.enterprise.clone(), line.place.clone(), industry(t, &card.industry)];
        Shown {
            href: format!("/portal/results/{}", card.id),
            title: marked(&card.title),
            gist: marked(&card.gist),
            kind: t.get(&format!("word-kind-{}", card.kind)).to_owned(),
            about: about.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · "),
            benefit: if line.fen > 0 {
                t.with1("portal-benefit", "money", t.money(line.fen)).into_owned()
            } else {
                String::new()
            },
            uses: if line.uses > 1 { t.with1("portal-uses", "n", line.uses).into_owned() } else { String::new() },
            since: card.since.map(|since| t.date(since.millis())).unwrap_or_default(),
        }
    }
}

fn piece(segment: Segment<'_>) -> (String, bool) {
    (segment.text.to_owned(), segment.hit)
}

/// What was asked for, as the address has it.
#[derive(Clone)]
struct Narrowed {
    text: String,
    kind: Option<Kind>,
    industry: String,
    city: String,
}

impl Narrowed {
    fn read(fields: &Fields) -> Narrowed {
        let short = |name: &str, most: usize| -> String {
            kernel::text::clean(fields.get(name)).trim().chars().take(most).collect()
        };
        Narrowed {
            text: short("q", LONGEST),
            kind: Kind::from_word(fields.get("kind")),
            industry: short("industry", 40),
            city: short("city", 20),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let kind = self.kind.map(|kind| kind.to_string()).unwrap_or_default();
        let all = [
            ("q", self.text.clone()),
            ("kind", kind),
            ("industry", self.industry.clone()),
            ("city", self.city.clone()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn href(&self, after: Option<After>) -> String {
        let mut pairs = self.pairs();
        pairs.extend(after.map(|after| ("after", after.to_text())));
        match Fields::from_pairs(pairs).to_query() {
            query if query.is_empty() => "/portal/results".to_owned(),
            query => format!("/portal/results?{query}"),
        }
    }
}

pub(super) async fn page(mut ctx: Ctx, headers: HeaderMap) -> Reply {
    let wishes = Wishes::take(&mut ctx);
    let t = ctx.t();
    let fields = Fields::from_query(&ctx.visit.query);
    let narrowed = Narrowed::read(&fields);
    let after = After::parse(fields.get("after"));
    let asked = Asked {
        text: narrowed.text.clone(),
        kind: narrowed.kind,
        industry: narrowed.industry.clone(),
        part: None,
        after,
        limit: PAGE,
    };
    let found = find(&ctx.app, asked, &narrowed.city).await?;
    let ground = found.as_ref().map(|found| &found.ground);
    let frame = Frame::new(&ctx, ground, "/portal/results", t.get("portal-results-about").to_owned())
        .hidden(after.is_some() || !narrowed.pairs().is_empty());
    let choice = |words: String, other: Narrowed, here: bool| Link { href: other.href(None), words, here };
    let kinds = std::iter::once(None).chain(Kind::ALL.iter().copied().map(Some)).map(|kind| {
        let words = match kind {
            Some(kind) => t.get(&format!("word-kind-{kind}")).to_owned(),
            None => t.get("portal-all-kinds").to_owned(),
        };
        choice(words, Narrowed { kind, ..narrowed.clone() }, kind == narrowed.kind)
    });
    // Pressed again, a choice is taken back.
    let toggled = |now: &str, word: &str| if now == word { String::new() } else { word.to_owned() };
    let known = found.as_ref().map(|found| found.industries.as_slice()).unwrap_or_default();
    let by_industry = known.iter().map(|word| {
        let other = Narrowed { industry: toggled(&narrowed.industry, word), ..narrowed.clone() };
        choice(industry(t, word), other, *word == narrowed.industry)
    });
    let cities = ground.iter().flat_map(|ground| &ground.parts).map(|part| {
        let other = Narrowed { city: toggled(&narrowed.city, &part.code), ..narrowed.clone() };
        choice(part.name.clone(), other, part.code == narrowed.city)
    });
    let (lines, next) = match &found {
        Some(found) => (found.lines.as_slice(), found.next),
        None => (&[][..], None),
    };
    let page = Results {
        page: frame::page(&ctx, t.get("portal-results").to_owned()),
        chosen: narrowed.pairs().into_iter().filter(|(name, _)| *name != "q").collect(),
        kinds: kinds.collect(),
        industries: by_industry.collect(),
        cities: cities.collect(),
        lines: lines.iter().map(|line| Shown::of(t, line, &narrowed.text)).collect(),
        first: if after.is_some() { narrowed.href(None) } else { String::new() },
        next: next.map(|next| narrowed.href(Some(next))).unwrap_or_default(),
        narrowed: !narrowed.pairs().is_empty(),
        text: narrowed.text,
        frame,
    };
    let html = page.render()?;
    Ok(answer::page(&ctx, wishes, &headers, html))
}
