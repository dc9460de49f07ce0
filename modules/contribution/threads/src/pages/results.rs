//! Projects, inventions and methods: the newest, or what fits the words. One search for everything that is
//! no suggestion.

use askama::Template;
use kernel::lifecycle::Word;
use search::{Segment, highlight};
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};
use works::{Card, Kind};

use crate::finding::{Asked, KINDS, find};
use crate::look;

/// Lines of a page.
const PAGE: usize = 20;
/// Longest search that is carried on, in characters.
const LONGEST: usize = 100;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/works", page)
}

#[derive(Template)]
#[template(path = "threads/works.html")]
struct Works<'a> {
    page: Page<'a>,
    text: String,
    kinds: Vec<Tab>,
    suggestions: String,
    lines: Vec<Line>,
    previous: String,
    next: String,
}

/// A kind to narrow to.
struct Tab {
    href: String,
    label: String,
    chosen: bool,
}

/// One work.
struct Line {
    href: String,
    title: Vec<(String, bool)>,
    gist: Vec<(String, bool)>,
    about: String,
    stage: (String, &'static str),
}

impl Line {
    fn of(t: T, card: &Card, words: &str) -> Line {
        let marked = |text: &str| highlight(text, words).into_iter().map(piece).collect();
        let (serial, day) = (&card.serial, t.date(card.at.millis()));
        Line {
            href: card.href(),
            title: marked(&card.title),
            gist: marked(&card.gist),
            about: format!("{} · {serial} · {day}", t.get(&format!("word-kind-{}", card.kind))),
            stage: (t.get(&format!("word-stage-{}", card.stage)).to_owned(), look(card.stage)),
        }
    }
}

fn piece(segment: Segment<'_>) -> (String, bool) {
    (segment.text.to_owned(), segment.hit)
}

async fn page(ctx: Ctx) -> Reply {
    let (actor, t) = (ctx.actor()?.clone(), ctx.t());
    let fields = Fields::from_query(&ctx.visit.query);
    let text: String = kernel::text::clean(fields.get("q")).trim().chars().take(LONGEST).collect();
    let kind = Kind::from_word(fields.get("kind")).filter(|kind| KINDS.contains(kind));
    let offset = fields.get("at").parse::<usize>().unwrap_or(0).min(10_000);
    let asked = Asked { text: text.clone(), kind, offset, limit: PAGE };
    let mut cards = find(&ctx.app.db, &ctx.app.index, &actor, asked).await?;
    let more = cards.len() > PAGE;
    cards.truncate(PAGE);
    let link = |kind: Option<Kind>, at: usize| {
        let mut pairs = vec![("q", text.clone())];
        pairs.extend(kind.map(|kind| ("kind", kind.to_string())));
        pairs.extend((at > 0).then(|| ("at", at.to_string())));
        format!("/works?{}", Fields::from_pairs(pairs).to_query())
    };
    let tab =
        |one: Option<Kind>, key: &str| Tab { href: link(one, 0), label: t.get(key).to_owned(), chosen: one == kind };
    let mut kinds = vec![tab(None, "threads-all-kinds")];
    kinds.extend(KINDS.iter().map(|one| tab(Some(*one), &format!("word-kind-{one}"))));
    ctx.show(&Works {
        page: ctx.page(t.get("threads-works-title")),
        kinds,
        suggestions: format!("/search?{}", Fields::from_pairs([("q", text.as_str())]).to_query()),
        lines: cards.iter().map(|card| Line::of(t, card, &text)).collect(),
        previous: if offset > 0 { link(kind, offset.saturating_sub(PAGE)) } else { String::new() },
        next: if more { link(kind, offset + PAGE) } else { String::new() },
        text,
    })
}
