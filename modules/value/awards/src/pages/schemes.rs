//! The scheme of an enterprise: what is in force, its versions, a form for the next one, and what that
//! would have made of past cases before anybody puts it in force.

mod form;

use askama::Template;
use identity::settings::Setting;
use identity::{Unit, UnitKind, tree};
use kernel::{Error, Faults, Fen, Reason, Result, Time};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::grade;
use crate::engine::presets::Preset;
use crate::engine::{Pay, Rule, Scheme};
use crate::schemes::{self, Preview};
use form::{Row, Switched, rows, switches};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/awards/schemes", page).post("/awards/schemes", keep)
}

/// One version in the history.
struct Version {
    number: i64,
    name: String,
    since: String,
    grades: Vec<(String, String, String)>,
    in_force: bool,
}

/// A line of the preview.
struct Line {
    title: String,
    was: String,
    would: String,
}

/// What the preview comes to.
struct Previewed {
    words: String,
    was: String,
    would: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "awards/schemes.html")]
struct SchemesPage<'a> {
    page: Page<'a>,
    enterprise: &'a Unit,
    /// The newest version, from which the form was made.
    version: i64,
    edits: bool,
    presets: Vec<(&'static str, String)>,
    fields: &'a Fields,
    rows: Vec<Row>,
    pays: Vec<Choice<'static>>,
    switches: Vec<Switched>,
    errors: Vec<(String, String)>,
    preview: Option<Previewed>,
    versions: Vec<Version>,
}

impl SchemesPage<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// What the page reads.
struct Found {
    enterprise: Unit,
    edits: bool,
    in_force: (i64, Scheme),
    versions: Vec<Setting<Scheme>>,
}

async fn page(ctx: Ctx) -> Reply {
    let asked = Fields::from_query(&ctx.visit.query);
    let found = find(&ctx, asked.get("unit")).await?;
    let preset = Preset::ALL.into_iter().find(|preset| preset.word() == asked.get("preset"));
    let start = preset.map_or_else(|| found.in_force.1.clone(), Preset::scheme);
    let mut fields = form::fields(&start);
    fields.set("valid_from", ctx.now.date().to_string());
    ctx.show(&draw(&ctx, &found, &fields, &Faults::none(), None))
}

/// Shows what the scheme would do, or puts it in force: by the button that was pressed.
async fn keep(ctx: Ctx, Form(fields): Form) -> Reply {
    let found = find(&ctx, fields.get("unit")).await?;
    schemes::may_set(ctx.actor()?, &found.enterprise).check()?;
    let (scheme, valid_from) = match form::read(&fields) {
        Ok(read) => read,
        Err(faults) => return ctx.show_again(&draw(&ctx, &found, &fields, &faults, None)),
    };
    let enterprise = found.enterprise.id;
    if fields.sent("preview") {
        let preview = ctx.read(move |reader| schemes::preview(reader, enterprise, &scheme)).await?;
        return ctx.show(&draw(&ctx, &found, &fields, &Faults::none(), Some(&preview)));
    }
    let before: i64 = fields.get("version").parse().unwrap_or(-1);
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let times = (Time::start_of(valid_from), now);
    let done = ctx.change(move |tx| schemes::put(tx, &actor, enterprise, before, &scheme, times)).await;
    match done {
        Ok(_) => {
            let path = format!("/awards/schemes?unit={enterprise}");
            Ok(ctx.lead_to(&path, Some((Tone::Good, "flash-award-scheme"))))
        }
        Err(Error::Invalid(faults)) => ctx.show_again(&draw(&ctx, &found, &fields, &faults, None)),
        Err(error) => Err(error.into()),
    }
}

/// The enterprise that is meant: the one asked for, or one's own.
async fn find(ctx: &Ctx, asked: &str) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let wanted = match asked {
        "" => actor.place.enterprise.ok_or_else(|| Error::Denied(Reason::new("awards-no-enterprise")))?,
        id => id.parse().map_err(|_| Error::NotFound)?,
    };
    ctx.read(move |reader| {
        let enterprise = tree::unit(reader, wanted)?;
        if enterprise.kind != UnitKind::Enterprise {
            return Err(Error::NotFound);
        }
        schemes::may_read(&actor, &enterprise).check()?;
        Ok(Found {
            edits: schemes::may_set(&actor, &enterprise).allowed(),
            in_force: schemes::of(reader, wanted, now)?,
            versions: schemes::versions(reader, wanted)?,
            enterprise,
        })
    })
    .await
}

fn draw<'a>(
    ctx: &'a Ctx,
    found: &'a Found,
    fields: &'a Fields,
    faults: &Faults,
    preview: Option<&Preview>,
) -> SchemesPage<'a> {
    let t = ctx.t();
    let pay = |word: &'static str| Choice {
        value: word.into(),
        label: t.get(&format!("awards-pay-{word}")).to_owned().into(),
        chosen: fields.has("pay", word),
    };
    let newest = found.versions.first().map_or(0, |version| version.version);
    let mut versions: Vec<Version> = found.versions.iter().map(|one| version(t, one, found.in_force.0)).collect();
    if found.in_force.0 == 0 {
        let preset = Setting { version: 0, valid_from: Time::default(), value: found.in_force.1.clone() };
        versions.push(Version { since: t.get("awards-scheme-preset").to_owned(), ..version(t, &preset, 0) });
    }
    SchemesPage {
        page: ctx.page(t.get("awards-schemes")),
        enterprise: &found.enterprise,
        version: if fields.sent("version") { fields.get("version").parse().unwrap_or(-1) } else { newest },
        edits: found.edits,
        presets: Preset::ALL
            .into_iter()
            .map(|preset| (preset.word(), t.get(&format!("awards-preset-{}", preset.word())).to_owned()))
            .collect(),
        rows: rows(t, fields, faults),
        pays: ["ranges", "percentage"].map(pay).into_iter().collect(),
        switches: switches(t, fields),
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        preview: preview.map(|preview| previewed(t, preview)),
        versions,
        fields,
    }
}

fn previewed(t: T, preview: &Preview) -> Previewed {
    let money = |fen: Fen| t.money_exact(fen.0);
    let counts = (("cases", preview.cases), ("changed", preview.changed.len()));
    Previewed {
        words: t.with2("awards-preview-words", counts.0, counts.1).into_owned(),
        was: money(preview.was),
        would: money(preview.would),
        lines: preview
            .changed
            .iter()
            .map(|one| Line {
                title: one.title.clone(),
                was: money(one.was),
                would: one.would.map_or_else(|| t.get("awards-preview-none").to_owned(), money),
            })
            .collect(),
    }
}

fn version(t: T, setting: &Setting<Scheme>, in_force: i64) -> Version {
    let scheme = &setting.value;
    let ranges = scheme.grades.iter().zip(1..).map(|(one, number)| {
        let from = t.with1("awards-scheme-from", "money", t.money(one.from.0)).into_owned();
        let pays = match scheme.pay {
            Pay::Ranges => {
                t.with2("awards-range", ("least", t.money_exact(one.least.0)), ("most", t.money_exact(one.most.0)))
            }
            Pay::Percentage(share) => t.with1("awards-line-percentage", "rate", t.share(share.rate)),
        };
        let filed = if one.filed && scheme.applies(Rule::Filing) { t.get("awards-filed") } else { "" };
        (format!("{} · {from}", grade(t, number)), pays.into_owned(), filed.to_owned())
    });
    Version {
        number: setting.version,
        name: scheme.name.clone(),
        since: t.date(setting.valid_from.millis()),
        grades: ranges.collect(),
        in_force: setting.version == in_force,
    }
}
