//! What an enterprise decides for itself: finance's deadline, the re-checks, the matrix. Every change is a
//! new version in force from now on; what was stated under an older one keeps it.

use askama::Template;
use identity::settings::{self, Setting};
use identity::{Unit, UnitKind, tree};
use kernel::{Actor, Error, Faults, Reason, Result, Role, text};
use ui::page::Tone;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::rules::{Criterion, Grid, Level, MONTHS, Rules, SETTING, may_set, put};
use crate::view::{Errors, criterion_name, day};

/// Most working days of a deadline.
const MOST_DAYS: u32 = 250;
/// Most levels of a criterion.
const MOST_LEVELS: usize = 5;
/// Longest words of a level.
const NAME: usize = 60;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/benefits/rules", page).post("/benefits/rules", keep)
}

/// Whether the page is for this person.
pub fn concerns(actor: &Actor) -> bool {
    [Role::Administrator, Role::FinanceAuditor, Role::InnovationOfficer].iter().any(|role| {
        actor
            .nodes(*role)
            .any(|grant| grant.enterprise == Some(grant.unit) && actor.place.enterprise == grant.enterprise)
    })
}

/// A criterion as it is typed.
struct Block {
    name: String,
    rows: Vec<Row>,
    error: String,
}

/// A level as it is typed.
struct Row {
    id: String,
    word: String,
    zh: String,
    en: String,
    points: String,
    labels: [String; 3],
}

#[derive(Template)]
#[template(path = "benefits/rules.html")]
struct RulesPage<'a> {
    page: Page<'a>,
    enterprise: &'a Unit,
    version: i64,
    fields: &'a Fields,
    blocks: Vec<Block>,
    errors: Errors,
    versions: Vec<(i64, String, String)>,
}

/// What the page reads.
struct Found {
    enterprise: Unit,
    versions: Vec<Setting<Rules>>,
    in_force: Option<Setting<Rules>>,
}

impl Found {
    fn version(&self) -> i64 {
        self.in_force.as_ref().map_or(0, |setting| setting.version)
    }

    fn rules(&self) -> Rules {
        self.in_force.as_ref().map_or_else(Rules::default, |setting| setting.value.clone())
    }
}

async fn page(ctx: Ctx) -> Reply {
    let found = find(&ctx).await?;
    let fields = fields(found.version(), &found.rules());
    ctx.show(&draw(&ctx, &found, &fields, &Faults::none()))
}

async fn keep(ctx: Ctx, Form(fields): Form) -> Reply {
    let found = find(&ctx).await?;
    let rules = match read(&fields, &found.rules().grid) {
        Ok(rules) => rules,
        Err(faults) => return ctx.show_again(&draw(&ctx, &found, &fields, &faults)),
    };
    let before = fields.get("version").parse().unwrap_or(-1);
    let (actor, now, enterprise) = (ctx.actor()?.clone(), ctx.now, found.enterprise.id);
    ctx.change(move |tx| put(tx, &actor, enterprise, before, &rules, now)).await?;
    Ok(ctx.lead_to("/benefits/rules", Some((Tone::Good, "flash-benefit-rules"))))
}

/// The reader's own enterprise with its rules.
async fn find(ctx: &Ctx) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let wanted = actor.place.enterprise.ok_or_else(|| Error::Denied(Reason::new("benefit-rules-only")))?;
    ctx.read(move |reader| {
        let enterprise = tree::unit(reader, wanted)?;
        if enterprise.kind != UnitKind::Enterprise {
            return Err(Error::NotFound);
        }
        may_set(&actor, &enterprise).check()?;
        Ok(Found {
            versions: settings::versions(reader, wanted, SETTING)?,
            in_force: settings::current(reader, wanted, SETTING, now)?,
            enterprise,
        })
    })
    .await
}

fn draw<'a>(ctx: &'a Ctx, found: &'a Found, fields: &'a Fields, faults: &Faults) -> RulesPage<'a> {
    let (t, errors) = (ctx.t(), Errors::new(ctx.t(), faults));
    let criteria = found.rules().grid.criteria;
    RulesPage {
        page: ctx.desk(t.get("benefit-rules-title")),
        enterprise: &found.enterprise,
        version: fields.get("version").parse().unwrap_or(-1),
        fields,
        blocks: criteria.iter().map(|criterion| block(t, fields, &errors, criterion)).collect(),
        versions: found.versions.iter().map(|setting| version(t, setting)).collect(),
        errors,
    }
}

fn version(t: T, setting: &Setting<Rules>) -> (i64, String, String) {
    let rules = &setting.value;
    let months: Vec<String> = rules.rechecks.iter().map(u32::to_string).collect();
    let months = if months.is_empty() { t.get("fmt-none").to_owned() } else { months.join("、") };
    let args = [("audit", rules.audit_days.to_string().into()), ("months", months.into())];
    (setting.version, day(t, setting.valid_from), t.with("benefit-rules-line", args).into_owned())
}

fn block(t: T, fields: &Fields, errors: &Errors, criterion: &Criterion) -> Block {
    let row = |at: usize| {
        let id = format!("{}-{at}", criterion.word);
        let label = |key| t.with2(key, ("name", criterion_name(t, criterion)), ("n", at + 1)).into_owned();
        let get = |name: &str| fields.get(&format!("{name}-{id}")).to_owned();
        Row {
            word: get("word"),
            zh: get("zh"),
            en: get("en"),
            points: get("points"),
            labels: [label("benefit-rules-zh-of"), label("benefit-rules-en-of"), label("benefit-rules-points-of")],
            id,
        }
    };
    Block {
        name: criterion_name(t, criterion).to_owned(),
        rows: (0..MOST_LEVELS).map(row).collect(),
        error: errors.of(&criterion.word),
    }
}

/// The rules as fields to start from.
fn fields(version: i64, rules: &Rules) -> Fields {
    let mut fields = Fields::from_pairs([
        ("version", version.to_string()),
        ("audit_days", rules.audit_days.to_string()),
        ("remind_days", rules.remind_days.to_string()),
    ]);
    for months in &rules.rechecks {
        fields.set(&format!("recheck-{months}"), "yes");
    }
    for criterion in &rules.grid.criteria {
        for (at, level) in criterion.levels.iter().enumerate() {
            let id = format!("{}-{at}", criterion.word);
            fields.set(&format!("word-{id}"), level.word.as_str());
            fields.set(&format!("zh-{id}"), level.zh.as_str());
            fields.set(&format!("en-{id}"), level.en.as_str());
            fields.set(&format!("points-{id}"), level.points.to_string());
        }
    }
    fields
}

/// The rules that were typed; the matrix gets a new version when it changes.
///
/// # Errors
/// Every fault, by field; what is wrong with a criterion stands under its word.
fn read(fields: &Fields, before: &Grid) -> Result<Rules, Faults> {
    let mut faults = Faults::none();
    let audit_days = faults.take("audit_days", number(fields.get("audit_days"), 1, MOST_DAYS));
    let remind_days = faults.take("remind_days", number(fields.get("remind_days"), 0, MOST_DAYS));
    if faults.is_empty() && remind_days >= audit_days {
        faults.add("remind_days", Reason::new("benefit-rules-remind-early"));
    }
    let criteria: Vec<Criterion> = before
        .criteria
        .iter()
        .map(|criterion| Criterion { levels: levels(fields, criterion, &mut faults), ..criterion.clone() })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let version = if criteria == before.criteria { before.version } else { before.version + 1 };
    let asked = |months: &u32| fields.has(&format!("recheck-{months}"), "yes");
    let rechecks = MONTHS.into_iter().filter(asked).collect();
    Ok(Rules { audit_days, remind_days, rechecks, grid: Grid { version, criteria } })
}

fn number(typed: &str, least: u32, most: u32) -> std::result::Result<u32, Reason> {
    let number = typed.trim().parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Reason::new("benefit-rules-number").with("least", least).with("most", most))
}

fn levels(fields: &Fields, criterion: &Criterion, faults: &mut Faults) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for at in 0..MOST_LEVELS {
        let get = |name: &str| fields.get(&format!("{name}-{}-{at}", criterion.word)).trim();
        if ["zh", "en", "points"].iter().all(|name| get(name).is_empty()) {
            continue;
        }
        let zh = faults.take(&criterion.word, text::line(get("zh"), NAME));
        let en = faults.take(&criterion.word, text::line(get("en"), NAME));
        let points = faults.take(&criterion.word, number(get("points"), 0, 100));
        let word = word(get("word"), &levels);
        levels.push(Level { word, zh, en, points });
    }
    if levels.len() < 2 {
        faults.add(criterion.word.as_str(), Reason::new("benefit-rules-levels"));
    }
    levels
}

/// The stored word of a level: its own, or for a new one the first letter that is free.
fn word(own: &str, taken: &[Level]) -> String {
    let free = |word: &str| taken.iter().all(|level| level.word != word);
    if own.len() == 1 && own.bytes().all(|byte| byte.is_ascii_lowercase()) && free(own) {
        return own.to_owned();
    }
    ('a'..='z').map(String::from).find(|word| free(word)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rules: &Rules) -> Fields {
        fields(1, rules)
    }

    #[test]
    fn what_is_shown_reads_back_as_it_was() {
        let rules = Rules { rechecks: MONTHS.to_vec(), ..Rules::default() };
        assert_eq!(read(&shown(&rules), &rules.grid).unwrap(), rules);
    }

    #[test]
    fn faults_stand_at_their_fields_and_a_changed_matrix_is_a_new_version() {
        let rules = Rules::default();
        for (field, value, at) in [
            ("audit_days", "0", "audit_days"),
            ("remind_days", "10", "remind_days"),
            ("points-effect-0", "101", "effect"),
            ("zh-reach-1", "", "reach"),
        ] {
            let mut fields = shown(&rules);
            fields.set(field, value);
            assert!(read(&fields, &rules.grid).unwrap_err().of(at).is_some(), "{field}={value}");
        }
        let mut fields = shown(&rules);
        fields.set("points-effect-0", "36");
        let changed = read(&fields, &rules.grid).unwrap();
        assert_eq!((changed.grid.version, changed.grid.criteria[0].levels[0].points), (2, 36));
    }
}
