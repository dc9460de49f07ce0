//! Discovering: what one may see, searched and filtered; one's own list.

pub(crate) mod card;

use askama::Template;
use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Path, Result, Time};
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};

use crate::drafts;
use crate::lifecycle::State;
use crate::model::Category;
use crate::pages::browse::card::Card;
use crate::pages::home::{Kept, kept};
use crate::queries::{Asked, Found, find, mine, mine_count, passages};

/// Cards of a page.
const PAGE: usize = 20;
/// Longest search that is carried on, in characters.
const LONGEST: usize = 100;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/discover", discover).get("/search", discover).get("/mine", own)
}

#[derive(Template)]
#[template(path = "browse.html")]
struct Browse<'a> {
    page: Page<'a>,
    cards: Vec<Card>,
    form: Narrowed<'a>,
    /// How many there are, in words.
    total: String,
    previous: String,
    next: String,
    /// The same search without its conditions; empty where there are none.
    wider: String,
    /// The same words among the works of other kinds.
    works: String,
    proposes: bool,
}

/// The search form as it was sent.
struct Narrowed<'a> {
    text: String,
    scopes: Vec<Choice<'a>>,
    states: Vec<Choice<'a>>,
    categories: Vec<Choice<'a>>,
    orders: Vec<Choice<'a>>,
    from: String,
    until: String,
    /// Whether any condition but the words is set, so that the conditions stand open.
    narrow: bool,
}

async fn discover(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let t = ctx.t();
    let fields = Fields::from_query(&ctx.visit.query);
    let mut asked = asked(&fields);
    if fields.get("scope") == "enterprise" {
        asked.within = enterprise(&ctx).await?;
    }
    let Found { rows, total, next } = find(&ctx.app.db, &ctx.app.index, &actor, asked.clone(), ctx.now).await?;
    let texts = if asked.text.is_empty() || rows.is_empty() {
        Default::default()
    } else {
        let shown = rows.clone();
        ctx.app.db.glance(move |reader| passages(reader, &shown)).await?
    };
    let cards = rows.iter().map(|row| {
        let text = texts.get(&row.id).map(String::as_str);
        Card::new(t, row, &asked.text, text, ctx.now)
    });
    let link = |at: usize| {
        let mut fields = fields.clone();
        fields.set("at", at.to_string());
        format!("{}?{}", ctx.visit.path, fields.to_query())
    };
    let form = narrowed(t, &fields, &asked);
    let told = if total.exact { "browse-total" } else { "browse-total-least" };
    ctx.show(&Browse {
        page: ctx.page(t.get("browse-title")),
        cards: cards.collect(),
        total: t.with1(told, "count", total.count).into_owned(),
        previous: if asked.offset > 0 { link(asked.offset.saturating_sub(PAGE)) } else { String::new() },
        next: next.map(link).unwrap_or_default(),
        wider: if form.narrow {
            format!("/search?{}", Fields::from_pairs([("q", &asked.text)]).to_query())
        } else {
            String::new()
        },
        works: format!("/works?{}", Fields::from_pairs([("q", &asked.text)]).to_query()),
        form,
        proposes: actor.place.enterprise.is_some(),
    })
}

/// What the query of the address asks for; what cannot be understood is no condition.
fn asked(fields: &Fields) -> Asked {
    let text: String = kernel::text::clean(fields.get("q")).trim().chars().take(LONGEST).collect();
    let day = |name: &str| fields.get(name).parse::<Date>().ok();
    Asked {
        newest: text.is_empty() || fields.get("order") == "newest",
        text,
        states: fields.all("state").filter_map(State::from_word).collect(),
        category: Category::from_word(fields.get("category")),
        within: None,
        with_me: fields.get("scope") == "me",
        from: day("from").map(Time::start_of),
        until: day("until").and_then(|date| date.tomorrow().ok()).map(Time::start_of),
        offset: fields.get("at").parse::<usize>().unwrap_or(0).min(search::MAX_WINDOW - search::MAX_LIMIT),
        limit: PAGE,
    }
}

/// Where the visitor's enterprise stands; nowhere for the people of a union.
async fn enterprise(ctx: &Ctx) -> Result<Option<Path>> {
    let Some(unit) = ctx.actor()?.place.enterprise else { return Ok(None) };
    ctx.read(move |reader| identity::tree::unit(reader, unit)).await.map(|unit| Some(unit.path))
}

fn narrowed<'a>(t: T, fields: &Fields, asked: &Asked) -> Narrowed<'a> {
    let choice = |name: &str, value: &'static str, label: String| Choice {
        value: value.into(),
        label: label.into(),
        chosen: fields.get(name) == value,
    };
    let named =
        |name: &str, key: &str, value: &'static str| choice(name, value, t.get(&format!("{key}-{value}")).to_owned());
    Narrowed {
        text: asked.text.clone(),
        scopes: ["enterprise", "me"].map(|value| named("scope", "browse-scope", value)).into(),
        states: State::ALL
            .iter()
            .filter(|state| **state != State::Withdrawn)
            .map(|state| named("state", "word", state.word()))
            .collect(),
        categories: Category::ALL.iter().map(|kind| named("category", "word-cat", kind.word())).collect(),
        orders: vec![named("order", "browse-order", "newest")],
        from: asked.from.map(|_| fields.get("from").to_owned()).unwrap_or_default(),
        until: asked.until.map(|_| fields.get("until").to_owned()).unwrap_or_default(),
        narrow: asked.with_me
            || fields.get("scope") == "enterprise"
            || !asked.states.is_empty()
            || asked.category.is_some()
            || asked.from.is_some()
            || asked.until.is_some(),
    }
}

#[derive(Template)]
#[template(path = "browse-mine.html")]
struct Mine<'a> {
    page: Page<'a>,
    cards: Vec<Card>,
    drafts: Vec<Kept>,
    count: i64,
    previous: String,
    next: String,
    proposes: bool,
}

async fn own(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let t = ctx.t();
    let at: i64 = Fields::from_query(&ctx.visit.query).get("at").parse().unwrap_or(0).max(0);
    let most = PAGE as i64;
    let person = actor.person;
    let (rows, count, drafts) = ctx
        .read(move |reader| {
            Ok((mine(reader, person, most, at)?, mine_count(reader, person)?, drafts::mine(reader, person)?))
        })
        .await?;
    let link = |at: i64| format!("/mine?at={at}");
    ctx.show(&Mine {
        page: ctx.page(t.get("browse-mine-title")),
        cards: rows.iter().map(|row| Card::own(t, row, ctx.now)).collect(),
        drafts: drafts.iter().map(|draft| kept(t, draft)).collect(),
        count,
        previous: if at > 0 { link((at - most).max(0)) } else { String::new() },
        next: if at + most < count { link(at + most) } else { String::new() },
        proposes: actor.place.enterprise.is_some(),
    })
}
