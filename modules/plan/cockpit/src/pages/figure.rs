//! One figure of one node: what it means, its months, the parts it comes from, and the way to its records. Every
//! figure of a cockpit leads here, so that none is without its proof.

use askama::Template;
use axum::extract::Path;
use identity::Unit;
use stats::sight::may_count;
use ui::Page;
use web::{Ctx, Fields, Reply};

use super::node::{Link, Search, fig_href};
use crate::charts::{self, Months};
use crate::figures::{Meaning, meaning, told};
use crate::found::Dictionary;
use crate::parts::{Asked, Child};
use crate::span::Span;
use crate::traced::{OVERDUE, Subject, Traced, When, trace};

/// A part of the figure.
struct Part {
    name: String,
    href: String,
    gone: bool,
    value: String,
    /// The bar, in per cent of the greatest.
    bar: i64,
}

#[derive(Template)]
#[template(path = "cockpit/figure.html")]
struct FigurePage<'a> {
    page: Page<'a>,
    crumbs: Vec<Link>,
    /// The node's name.
    node: &'a str,
    meaning: Meaning,
    value: String,
    /// When, where and what.
    lead: String,
    spans: Vec<Link>,
    records: String,
    months: Option<Months>,
    year: i32,
    parts: Vec<Part>,
    /// What the parts that stand here leave of the figure, and where that is.
    rest: (String, &'static str),
    many: usize,
    search: Search,
    /// In which other order the parts of a large node can stand: what it is called, and what asks for it.
    orders: Vec<Link>,
    previous: String,
    next: String,
    whole: String,
}

/// Shows it.
pub async fn page(ctx: Ctx, Path((unit, code)): Path<(String, String)>) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let (when, asked) = (When::read(&fields, ctx.now), Asked::read(&fields, 1));
    let (actor, app, now) = (ctx.actor()?.clone(), ctx.app.clone(), ctx.now);
    let found = ctx
        .read(move |reader| {
            let dictionary = Dictionary::of(app.indicators());
            trace(reader, &actor, (&unit, &code), (when, &asked), &dictionary, &app.sources(), now)
        })
        .await?;
    let view = View { ctx: &ctx, when, found: &found };
    let parts = &found.parts;
    let (most, here) = (parts.most(), view.at(&found.unit));
    let meaning = view.meaning();
    let span = match when {
        When::Span(span) => Some(span),
        When::Ever(_) => None,
    };
    ctx.show(&FigurePage {
        page: ctx.desk(format!("{} · {}", meaning.name, found.unit.name)),
        crumbs: found.above.iter().filter(|unit| unit.id != found.unit.id).map(|unit| view.link(unit)).collect(),
        node: &found.unit.name,
        value: view.told(found.value),
        lead: view.lead(&meaning.name),
        spans: view.spans(),
        records: view.records(),
        months: view.months(),
        year: span.map_or(0, |span| span.year),
        parts: parts.page().iter().map(|child| view.part(child, most)).collect(),
        rest: view.rest(),
        many: parts.many,
        search: Search::of(parts, &when.query()),
        orders: view.orders(),
        previous: parts.turned(&here, parts.previous),
        next: parts.turned(&here, parts.next),
        whole: format!("/cockpit/{}?{}", found.unit.id, span.map_or_else(String::new, Span::query)),
        meaning,
    })
}

/// The page in the making.
struct View<'a> {
    ctx: &'a Ctx,
    when: When,
    found: &'a Traced,
}

impl View<'_> {
    fn unit(&self) -> stats::Unit {
        match self.found.subject {
            Subject::Indicator(it) => it.unit,
            Subject::Overdue => stats::Unit::Count,
        }
    }

    fn code(&self) -> &'static str {
        match self.found.subject {
            Subject::Indicator(it) => it.code,
            Subject::Overdue => OVERDUE,
        }
    }

    fn told(&self, figure: stats::Figure) -> String {
        told(self.ctx.t(), self.unit(), figure)
    }

    fn meaning(&self) -> Meaning {
        let t = self.ctx.t();
        match self.found.subject {
            Subject::Indicator(it) => meaning(t, it),
            Subject::Overdue => Meaning {
                name: t.get("cockpit-overdue").to_owned(),
                code: OVERDUE,
                definition: t.get("cockpit-overdue-definition").to_owned(),
                about: String::new(),
            },
        }
    }

    /// The same figure at another node.
    fn at(&self, unit: &Unit) -> String {
        fig_href(unit.id, self.code(), self.when)
    }

    fn link(&self, unit: &Unit) -> Link {
        let open = self.ctx.actor().is_ok_and(|actor| may_count(actor, &unit.place()).allowed());
        let href = if open { self.at(unit) } else { String::new() };
        Link { words: unit.name.clone(), href, here: unit.id == self.found.unit.id }
    }

    fn lead(&self, name: &str) -> String {
        let t = self.ctx.t();
        let when = match self.when {
            When::Span(span) => span.words(t),
            When::Ever(_) => t.get("cockpit-ever").to_owned(),
        };
        let node = self.found.unit.name.as_str();
        t.with("cockpit-figure-lead", &[("when", when.as_str().into()), ("node", node.into()), ("name", name.into())])
            .into_owned()
    }

    /// Other times; what is overdue is so now.
    fn spans(&self) -> Vec<Link> {
        let Subject::Indicator(it) = self.found.subject else { return Vec::new() };
        let span = match self.when {
            When::Span(span) => span,
            When::Ever(_) => Span::read(&Fields::default(), self.ctx.now),
        };
        let t = self.ctx.t();
        let link = |when: When, words: String| Link {
            words,
            href: fig_href(self.found.unit.id, it.code, when),
            here: when == self.when,
        };
        let mut all: Vec<Link> = span.choices().into_iter().map(|span| link(When::Span(span), span.words(t))).collect();
        all.push(link(When::Ever(stats::month(self.ctx.now)), t.get("cockpit-ever").to_owned()));
        all
    }

    fn records(&self) -> String {
        let Subject::Indicator(it) = self.found.subject else { return String::new() };
        (it.records)(self.found.unit.id, self.when.period()).unwrap_or_default()
    }

    /// Months of days and rates are drawn as well; a month alone and all years are not.
    fn months(&self) -> Option<Months> {
        let When::Span(span) = self.when else { return None };
        let periods = span.months_of(span.year);
        let (now, before) = &self.found.months;
        charts::months(
            self.ctx.t(),
            now,
            before,
            |figure| self.told(figure),
            |at| {
                let month = periods.get(at).map(|period| When::Span(span.at_month(period.from)));
                month.map(|when| fig_href(self.found.unit.id, self.code(), when)).unwrap_or_default()
            },
        )
    }

    /// Few parts stand with the greatest first, so that one sees at once where a figure comes from; of many one asks
    /// for that.
    fn orders(&self) -> Vec<Link> {
        if !self.found.parts.large {
            return Vec::new();
        }
        let link = |key: &str, sort: &str, here: bool| Link {
            words: self.ctx.t().get(key).to_owned(),
            href: format!("{}&sort={sort}#h-parts", self.at(&self.found.unit)),
            here,
        };
        let by = self.found.parts.by;
        vec![link("cockpit-in-order", "name", by.is_none()), link("cockpit-most-first", "0", by == Some((0, false)))]
    }

    fn rest(&self) -> (String, &'static str) {
        let key = if self.found.parts.large { "cockpit-rest" } else { "cockpit-own" };
        let rest = self.found.rest.map(|rest| self.told(stats::Figure::Number(rest)));
        (rest.unwrap_or_default(), key)
    }

    fn part(&self, child: &Child, most: Option<i64>) -> Part {
        Part {
            name: child.name(self.ctx.t()),
            href: child.unit.as_ref().map(|unit| self.link(unit).href).unwrap_or_default(),
            gone: child.gone,
            value: self.told(child.figures.first().copied().unwrap_or_default()),
            bar: child.bar(most),
        }
    }
}
