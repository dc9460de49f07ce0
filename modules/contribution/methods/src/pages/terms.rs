//! What a level asks for before it names: set by whoever names there, each change a new version in force from now on.

use askama::Template;
use axum::extract::Path;
use identity::settings::{self, Setting};
use identity::{Unit, UnitKind};
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Reason, Result, Role, Verdict};
use ledger::Fact;
use serde_json::json;
use store::Reader;
use ui::Page;
use ui::page::Tone;
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::content::Restriction;
use crate::model::Level;
use crate::rules::{SETTING, Terms};

/// What the ledger calls a change of the terms, beside the setting itself: who made it.
const KIND: &str = "method_terms";
/// Most working days of publicity.
const DAYS: u32 = 60;
/// Fewest and most months of leading results: never less than a year [S36][S37].
const MONTHS: (u32, u32) = (12, 60);
/// Most reviews asked for.
const REVIEWS: u32 = 9;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/methods/terms", mine).get("/methods/terms/{unit}", page).post("/methods/terms/{unit}", keep)
}

/// The level at which a unit names.
pub fn level(unit: &Unit) -> Option<Level> {
    match unit.kind {
        UnitKind::Enterprise => Some(Level::Unit),
        UnitKind::County => Some(Level::County),
        UnitKind::City => Some(Level::City),
        UnitKind::Province => Some(Level::Province),
        _ => None,
    }
}

/// Whoever names at this unit, or prepares it, sets its terms.
fn may_set(actor: &Actor, unit: &Unit) -> Verdict {
    let sets = [Role::InnovationOfficer, Role::UnionOfficer, Role::Administrator];
    let there = sets.iter().any(|role| actor.nodes(*role).any(|grant| grant.unit == unit.id));
    Verdict::when(there, "method-terms-only")
}

/// `GET /methods/terms` leads to the unit one sets terms for.
async fn mine(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let found = ctx
        .read(move |reader| {
            for grant in &actor.grants {
                let unit = identity::tree::unit(reader, grant.unit)?;
                if level(&unit).is_some() && may_set(&actor, &unit).allowed() {
                    return Ok(Some(unit.id));
                }
            }
            Ok(None)
        })
        .await?;
    match found {
        Some(unit) => Ok(ctx.lead_to(&format!("/methods/terms/{unit}"), None)),
        None => Err(Error::Denied(Reason::new("method-terms-only")).into()),
    }
}

/// What the page is about.
struct Found {
    unit: Unit,
    level: Level,
    versions: Vec<Setting<Terms>>,
    terms: Terms,
}

impl Found {
    fn version(&self) -> i64 {
        self.versions.first().map_or(0, |setting| setting.version)
    }
}

fn find(reader: &Reader<'_>, actor: &Actor, unit: UnitId, now: kernel::Time) -> Result<Found> {
    let unit = identity::tree::unit(reader, unit)?;
    let level = level(&unit).ok_or(Error::NotFound)?;
    may_set(actor, &unit).check()?;
    let terms = Terms::of(reader, level, unit.id, now)?;
    Ok(Found { level, versions: settings::versions(reader, unit.id, SETTING)?, terms, unit })
}

async fn found(ctx: &Ctx, unit: &str) -> Result<Found> {
    let unit: UnitId = unit.parse().map_err(|_| Error::NotFound)?;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| find(reader, &actor, unit, now)).await
}

#[derive(Template)]
#[template(path = "method-terms.html")]
struct TermsPage<'a> {
    page: Page<'a>,
    back: &'a str,
    bar: &'a str,
    found: &'a Found,
    fields: &'a Fields,
    faults: &'a Faults,
    restrictions: Vec<Choice<'a>>,
}

impl TermsPage<'_> {
    fn error(&self, field: &str) -> String {
        self.faults.of(field).map(|reason| say(self.page.t, reason)).unwrap_or_default()
    }

    fn told(&self, terms: &Terms) -> String {
        let (days, months) = (("days", terms.publicity_days), ("months", terms.months));
        self.page.t.with2("method-terms-told", days, months).into_owned()
    }

    fn wrong(&self) -> usize {
        self.faults.iter().count()
    }

    fn level_words(&self) -> &'static str {
        self.page.t.try_get(&format!("method-level-{}", self.found.level)).unwrap_or_default()
    }
}

fn shown<'a>(ctx: &'a Ctx, found: &'a Found, fields: &'a Fields, faults: &'a Faults) -> TermsPage<'a> {
    let t = ctx.t();
    let choice = |one: &Restriction| Choice {
        value: one.word().into(),
        label: t.get(&format!("method-restriction-{one}")).to_owned().into(),
        chosen: fields.has("excluded", one.word()),
    };
    TermsPage {
        page: ctx.page(t.get("method-terms")),
        back: "/methods",
        bar: t.get("method-terms"),
        found,
        fields,
        faults,
        restrictions: Restriction::ALL.iter().map(choice).collect(),
    }
}

fn fields(terms: &Terms) -> Fields {
    let mut pairs = vec![
        ("publicity_days", terms.publicity_days.to_string()),
        ("months", terms.months.to_string()),
        ("reviews", terms.reviews.to_string()),
    ];
    if terms.no_heads {
        pairs.push(("no_heads", "yes".to_owned()));
    }
    pairs.extend(terms.excluded.iter().map(|one| ("excluded", one.to_string())));
    Fields::from_pairs(pairs)
}

async fn page(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let found = found(&ctx, &unit).await?;
    let fields = fields(&found.terms);
    ctx.show(&shown(&ctx, &found, &fields, &Faults::none()))
}

fn read(fields: &Fields) -> Result<Terms, Faults> {
    let mut faults = Faults::none();
    let mut number = |name: &'static str, (least, most): (u32, u32)| {
        let typed = fields.get(name).trim().parse::<u32>().ok().filter(|number| (least..=most).contains(number));
        typed.unwrap_or_else(|| {
            faults.add(name, Reason::new("method-terms-number").with("least", least).with("most", most));
            least
        })
    };
    let terms = Terms {
        publicity_days: number("publicity_days", (1, DAYS)),
        months: number("months", MONTHS),
        reviews: number("reviews", (0, REVIEWS)),
        no_heads: fields.has("no_heads", "yes"),
        excluded: fields.all("excluded").filter_map(Restriction::from_word).collect(),
    };
    if faults.is_empty() { Ok(terms) } else { Err(faults) }
}

async fn keep(ctx: Ctx, Path(unit): Path<String>, Form(fields): Form) -> Reply {
    let found = found(&ctx, &unit).await?;
    let terms = match read(&fields) {
        Ok(terms) => terms,
        Err(faults) => return ctx.show_again(&shown(&ctx, &found, &fields, &faults)),
    };
    let before: i64 = fields.get("version").parse().unwrap_or(-1);
    let (actor, now, unit) = (ctx.actor()?.clone(), ctx.now, found.unit.id);
    ctx.change(move |tx| {
        // The house keeps the setting; who wanted it stands in a fact of its own, since officers set these terms without
        // administering the unit.
        let found = find(tx, &actor, unit, now)?;
        if found.version() != before {
            return Err(Error::Overtaken);
        }
        let set = settings::put(tx, identity::By::House, unit, SETTING, now, &terms, now)?;
        if set.entry().is_none() {
            return Ok(set.with(()));
        }
        let fact = Fact::new(KIND, unit.any(), "set", now).by(&actor).counted_at(&found.unit.place());
        Ok(set.and(ledger::append(tx, fact.with(1, &json!({ "terms": terms })))?))
    })
    .await?;
    Ok(ctx.lead_to(&format!("/methods/terms/{unit}"), Some((Tone::Good, "flash-method-terms"))))
}
