//! What an enterprise decides for itself about spreading: how fast it answers, and what originators get of
//! the award for what it takes over. Every change is a new version in force from now on.

use askama::Template;
use identity::{Unit, settings, tree};
use kernel::id::UnitId;
use kernel::{Actor, Error, Faults, Reason, Result, Role, Time, Verdict};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::Tx;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::Typed;
use crate::model::MOST_SHARE;
use crate::rules::{Rules, SETTING};

/// What the ledger calls a change of the rules, beside the setting itself: who made it.
const KIND: &str = "spread_rules";
/// Most working days an answer may take.
const MOST_DAYS: u32 = 30;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/spread/rules", rules).post("/spread/rules", keep)
}

/// Whether somebody sets the rules of an enterprise: its administrators, and its innovation officers at the
/// level of the enterprise.
pub fn may_set(actor: &Actor, enterprise: &Unit) -> Verdict {
    let place = enterprise.place();
    let sets = actor.has(Role::Administrator, &place) || actor.has_within(Role::InnovationOfficer, &place);
    Verdict::when(sets, "spread-rules-enterprise-only")
}

#[derive(Template)]
#[template(path = "spread/rules.html")]
struct RulesPage<'a> {
    page: Page<'a>,
    t: ui::T,
    enterprise: &'a str,
    typed: Typed,
}

impl RulesPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> String {
        self.typed.error(self.t, field)
    }
}

async fn find(ctx: &Ctx) -> Result<(Unit, Rules)> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let enterprise = actor.place.enterprise;
        let enterprise = enterprise.ok_or_else(|| Error::Denied(Reason::new("spread-rules-enterprise-only")))?;
        let unit = tree::unit(reader, enterprise)?;
        may_set(&actor, &unit).check()?;
        Ok((unit, Rules::of(reader, enterprise, now)?))
    })
    .await
}

async fn rules(ctx: Ctx) -> Reply {
    let (unit, rules) = find(&ctx).await?;
    let fields = Fields::from_pairs([
        ("answer_days", rules.answer_days.to_string()),
        ("origin_share", rules.origin_share.to_string()),
    ]);
    ctx.show(&page(&ctx, &unit, Typed { fields, ..Typed::default() }))
}

fn page<'a>(ctx: &'a Ctx, unit: &'a Unit, typed: Typed) -> RulesPage<'a> {
    let t = ctx.t();
    RulesPage { page: ctx.desk(t.get("spread-rules-title")), t, enterprise: &unit.name, typed }
}

async fn keep(ctx: Ctx, Form(fields): Form) -> Reply {
    let (unit, _) = find(&ctx).await?;
    let rules = match read(&fields) {
        Ok(rules) => rules,
        Err(faults) => {
            return ctx.show_again(&page(&ctx, &unit, Typed { noun: "rules".to_owned(), fields, faults }));
        }
    };
    let (actor, now, enterprise) = (ctx.actor()?.clone(), ctx.now, unit.id);
    ctx.change(move |tx| put(tx, &actor, enterprise, &rules, now)).await?;
    Ok(ctx.lead_to("/spread/rules", Some((Tone::Good, "flash-spread-done"))))
}

fn read(fields: &Fields) -> std::result::Result<Rules, Faults> {
    let mut faults = Faults::none();
    let mut number = |field: &'static str, least: u32, most: u32| {
        let typed = fields.get(field).trim().parse::<u32>().ok().filter(|typed| (least..=most).contains(typed));
        typed.unwrap_or_else(|| {
            faults.add(field, Reason::new("spread-rules-range").with("least", least).with("most", most));
            least
        })
    };
    let answer_days = number("answer_days", 1, MOST_DAYS);
    let origin_share = number("origin_share", 0, u32::try_from(MOST_SHARE).unwrap_or_default());
    if faults.is_empty() { Ok(Rules { answer_days, origin_share }) } else { Err(faults) }
}

/// Puts a new version in force. The house keeps the setting; who wanted it stands in a fact of its own,
/// since an innovation officer sets these rules without administering the enterprise.
fn put(tx: &mut Tx<'_>, actor: &Actor, enterprise: UnitId, rules: &Rules, now: Time) -> Result<Recorded> {
    let unit = tree::unit(tx, enterprise)?;
    may_set(actor, &unit).check()?;
    let set = settings::put(tx, identity::By::House, enterprise, SETTING, now, rules, now)?;
    if set.entry().is_none() {
        return Ok(set.with(()));
    }
    let what = json!({ "version": *set.value() });
    let fact = Fact::new(KIND, enterprise.any(), "set", now).counted_at(&unit.place()).by(actor).with(1, &what);
    Ok(set.and(ledger::append(tx, fact)?))
}
