//! What an enterprise decides for itself: deadlines, who may review, the score sheet. Every change is
//! a new version in force from now on; none is ever altered.

mod form;

use askama::Template;
use axum::response::Response;
use identity::settings::{self, Setting};
use identity::{Unit, UnitKind, tree};
use kernel::id::UnitId;
use kernel::{Actor, Error, Faults, Reason, Result, Role, Time, Verdict};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::{Reader, Tx};
use ui::page::Tone;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::rules::{Rules, SETTING};
use form::{Row, rows};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/rules", rules).post("/rules", keep)
}

/// What the ledger calls a change of the rules, beside the setting itself: who made it.
const KIND: &str = "suggestion_rules";

/// Whether somebody sets the rules of an enterprise: its administrators, and its innovation officers
/// at the level of the enterprise.
fn may_set(actor: &Actor, enterprise: &Unit) -> Verdict {
    let place = enterprise.place();
    let administers = actor.has(Role::Administrator, &place);
    let leads = actor.has_within(Role::InnovationOfficer, &place);
    Verdict::when(administers || leads, "rules-enterprise-only")
}

/// Whether the page is for this person: whoever sets the rules of the enterprise they work in.
pub fn concerns(actor: &Actor) -> bool {
    let sets = [Role::Administrator, Role::InnovationOfficer];
    sets.iter().any(|role| {
        actor
            .nodes(*role)
            .any(|grant| grant.enterprise == Some(grant.unit) && actor.place.enterprise == grant.enterprise)
    })
}

/// One version in the history.
struct Version {
    number: i64,
    since: String,
    by: String,
    deadlines: String,
    line: bool,
    criteria: String,
    in_force: bool,
}

#[derive(Template)]
#[template(path = "rules.html")]
struct RulesPage<'a> {
    page: Page<'a>,
    enterprise: &'a Unit,
    /// The version that the form was made from; 0 for the defaults.
    version: i64,
    fields: &'a Fields,
    rows: Vec<Row>,
    errors: Vec<(String, String)>,
    versions: Vec<Version>,
}

impl RulesPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// What the page reads.
struct Found {
    enterprise: Unit,
    versions: Vec<Setting<Rules>>,
    in_force: Option<Setting<Rules>>,
    /// Who made which version.
    makers: Vec<(i64, String)>,
}

impl Found {
    fn version(&self) -> i64 {
        self.in_force.as_ref().map_or(0, |setting| setting.version)
    }

    fn rules(&self) -> Rules {
        self.in_force.as_ref().map_or_else(Rules::default, |setting| setting.value.clone())
    }
}

async fn rules(ctx: Ctx) -> Reply {
    let asked = Fields::from_query(&ctx.visit.query);
    let found = find(&ctx, asked.get("unit")).await?;
    let fields = form::fields(&found.rules());
    ctx.show(&page(&ctx, &found, &fields, &Faults::none()))
}

async fn keep(ctx: Ctx, Form(fields): Form) -> Reply {
    let found = find(&ctx, fields.get("unit")).await?;
    let rules = match form::read(&fields, &found.rules().rubric) {
        Ok(rules) => rules,
        Err(faults) => return ctx.show_again(&page(&ctx, &found, &fields, &faults)),
    };
    let before: i64 = fields.get("version").parse().unwrap_or(-1);
    let (actor, now, enterprise) = (ctx.actor()?.clone(), ctx.now, found.enterprise.id);
    let changed = ctx.change(move |tx| put(tx, &actor, enterprise, before, &rules, now)).await?;
    let flash = if changed { (Tone::Good, "flash-rules-kept") } else { (Tone::Plain, "flash-rules-same") };
    Ok(lead_back(&ctx, enterprise, flash))
}

fn lead_back(ctx: &Ctx, enterprise: UnitId, flash: (Tone, &'static str)) -> Response {
    ctx.lead_to(&format!("/rules?unit={enterprise}"), Some(flash))
}

/// Puts a new version in force. The house keeps the setting; who wanted it stands in a fact of its own,
/// since an innovation officer sets these rules without administering the enterprise.
///
/// # Errors
/// Denied with the reason; overtaken when the rules changed since the form was made.
fn put(
    tx: &mut Tx<'_>,
    actor: &Actor,
    enterprise: UnitId,
    before: i64,
    rules: &Rules,
    now: Time,
) -> Result<Recorded<bool>> {
    let unit = tree::unit(tx, enterprise)?;
    may_set(actor, &unit).check()?;
    let standing = settings::current::<Rules>(tx, enterprise, SETTING, now)?;
    if standing.map_or(0, |setting| setting.version) != before {
        return Err(Error::Overtaken);
    }
    let set = settings::put(tx, identity::By::House, enterprise, SETTING, now, rules, now)?;
    if set.entry().is_none() {
        return Ok(set.with(false));
    }
    let what = json!({ "version": *set.value() });
    let fact = Fact::new(KIND, enterprise.any(), "set", now).counted_at(&unit.place()).by(actor).with(1, &what);
    Ok(set.and(ledger::append(tx, fact)?).with(true))
}

/// The enterprise that is meant: the one asked for, or one's own.
async fn find(ctx: &Ctx, asked: &str) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let wanted = match asked {
        "" => actor.place.enterprise.ok_or_else(|| Error::Denied(Reason::new("rules-no-enterprise")))?,
        id => id.parse().map_err(|_| Error::NotFound)?,
    };
    ctx.read(move |reader| {
        let enterprise = tree::unit(reader, wanted)?;
        if enterprise.kind != UnitKind::Enterprise {
            return Err(Error::NotFound);
        }
        may_set(&actor, &enterprise).check()?;
        Ok(Found {
            versions: settings::versions(reader, wanted, SETTING)?,
            in_force: settings::current(reader, wanted, SETTING, now)?,
            makers: makers(reader, wanted)?,
            enterprise,
        })
    })
    .await
}

/// Who made which version, from the ledger: two statements.
fn makers(reader: &Reader<'_>, enterprise: UnitId) -> Result<Vec<(i64, String)>> {
    let history = ledger::folds::history(reader, enterprise.any())?;
    let made: Vec<_> = history
        .iter()
        .filter(|entry| entry.kind == KIND)
        .filter_map(|entry| Some((entry.payload()["version"].as_i64()?, entry.actor?)))
        .collect();
    let names = form::names(reader, made.iter().map(|(_, person)| *person))?;
    Ok(made.into_iter().filter_map(|(version, person)| Some((version, names.get(&person)?.clone()))).collect())
}

fn page<'a>(ctx: &'a Ctx, found: &'a Found, fields: &'a Fields, faults: &Faults) -> RulesPage<'a> {
    let t = ctx.t();
    RulesPage {
        page: ctx.desk(t.get("rules-title")),
        enterprise: &found.enterprise,
        version: if fields.sent("version") { fields.get("version").parse().unwrap_or(-1) } else { found.version() },
        fields,
        rows: rows(t, fields),
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        versions: found.versions.iter().map(|setting| version(t, setting, found)).collect(),
    }
}

fn version(t: T, setting: &Setting<Rules>, found: &Found) -> Version {
    let rules = &setting.value;
    let criteria = rules.rubric.criteria.iter().map(|one| {
        let name = if t.locale() == ui::Locale::Zh { &one.zh } else { &one.en };
        format!("{name} {}", one.weight)
    });
    let days = [("check", rules.check_days), ("decide", rules.decide_days), ("remind", rules.remind_days)];
    let days = days.map(|(name, days)| (name, i64::from(days).into()));
    Version {
        number: setting.version,
        since: t.stamp(setting.valid_from.millis()),
        by: found
            .makers
            .iter()
            .find(|(version, _)| *version == setting.version)
            .map_or_else(|| t.get("fmt-none").to_owned(), |(_, name)| name.clone()),
        deadlines: t.with("rules-days", days).into_owned(),
        line: rules.line_may_not_review,
        criteria: criteria.collect::<Vec<_>>().join(" · "),
        in_force: setting.version == found.version(),
    }
}
