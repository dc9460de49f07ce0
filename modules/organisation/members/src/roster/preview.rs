//! What an import would do, and doing it: all of it or nothing.

use askama::Template;
use axum::extract::Path;
use identity::roster::{self, Column, NewPart, Outcome, Preview, RowPlan};
use identity::{By, Unit, tree};
use kernel::Error;
use kernel::lifecycle::Word;
use ui::page::Tone;
use ui::{Page, T};
use web::{Ctx, Form, Reply, say};

use super::upload::{self, Upload, UploadId};
use crate::reach;

/// Most lines shown of each kind; the rest is counted.
const SHOWN: usize = 200;

/// Something about one row, in words.
struct Line {
    /// The number the officer sees beside the row; none for somebody who is not in the sheet.
    line: Option<u32>,
    name: String,
    number: String,
    what: String,
    why: String,
}

/// Lines of one kind: those shown, and how many more there are.
struct Lines {
    shown: Vec<Line>,
    more: usize,
}

impl Lines {
    fn of(all: impl Iterator<Item = Line>) -> Lines {
        let mut shown: Vec<Line> = all.collect();
        let more = shown.len().saturating_sub(SHOWN);
        shown.truncate(SHOWN);
        Lines { shown, more }
    }
}

#[derive(Template)]
#[template(path = "roster-preview.html")]
struct Shown<'a> {
    page: Page<'a>,
    id: UploadId,
    enterprise: Unit,
    fingerprint: String,
    /// How many are new, changed, unchanged, leaving.
    counts: [usize; 4],
    faulty: usize,
    faults: Lines,
    new: Lines,
    changed: Lines,
    leaving: Lines,
    units: Vec<String>,
    ignored: String,
}

impl Shown<'_> {
    /// Whether the import would do anything.
    fn does_something(&self) -> bool {
        let [new, changed, _, leaving] = self.counts;
        new + changed + leaving > 0
    }
}

/// What the import would do.
pub(crate) async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id: UploadId = id.parse().map_err(|_| Error::NotFound)?;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let (enterprise, preview) = ctx
        .read(move |reader| {
            let upload = upload::get(reader, id, actor.person, now)?;
            let enterprise = tree::unit(reader, upload.enterprise)?;
            roster::may_import(&actor, &enterprise.place()).check()?;
            let preview =
                roster::preview(reader, By::Person(&actor), enterprise.id, &upload.sheet, upload.options, now)?;
            Ok((enterprise, preview))
        })
        .await?;
    let t = ctx.t();
    ctx.show(&shown(ctx.desk(t.get("import-preview")), id, enterprise, preview))
}

fn shown(page: Page<'_>, id: UploadId, enterprise: Unit, preview: Preview) -> Shown<'_> {
    let t = page.t;
    let new = preview.rows.iter().filter(|row| row.outcome == Outcome::New);
    let leaving = preview.leaving.iter().map(|person| Line {
        line: None,
        name: person.name.clone(),
        number: person.employee_no.clone(),
        what: String::new(),
        why: String::new(),
    });
    Shown {
        page,
        id,
        enterprise,
        counts: [
            preview.count(|outcome| *outcome == Outcome::New),
            preview.count(|outcome| matches!(outcome, Outcome::Changed(_))),
            preview.count(|outcome| *outcome == Outcome::Same),
            preview.leaving.len(),
        ],
        faulty: preview.faulty,
        faults: Lines::of(preview.rows.iter().flat_map(|row| faults(t, row))),
        new: Lines::of(new.map(|row| line(row, String::new(), String::new()))),
        changed: Lines::of(preview.rows.iter().filter_map(|row| changes(t, row))),
        leaving: Lines::of(leaving),
        units: preview.new_units.iter().map(|part| new_part(t, part)).collect(),
        ignored: preview.ignored.join(t.get("list-between")),
        fingerprint: preview.fingerprint,
    }
}

fn line(row: &RowPlan, what: String, why: String) -> Line {
    Line { line: Some(row.line), name: row.name.clone(), number: row.employee_no.clone(), what, why }
}

fn column(t: T, column: Column) -> &'static str {
    t.try_get(&format!("word-{}", column.word())).unwrap_or_default()
}

fn faults(t: T, row: &RowPlan) -> Vec<Line> {
    let Outcome::Faulty(faults) = &row.outcome else { return Vec::new() };
    faults.iter().map(|(at, reason)| line(row, column(t, *at).to_owned(), say(t, reason))).collect()
}

fn changes(t: T, row: &RowPlan) -> Option<Line> {
    let Outcome::Changed(columns) = &row.outcome else { return None };
    let names: Vec<&str> = columns.iter().map(|at| column(t, *at)).collect();
    Some(line(row, names.join(t.get("list-between")), String::new()))
}

fn new_part(t: T, part: &NewPart) -> String {
    let kind = reach::kind(t, part.kind);
    match &part.workshop {
        Some(workshop) => format!("{kind} {workshop} / {}", part.name),
        None => format!("{kind} {}", part.name),
    }
}

/// Does what the preview showed, or nothing.
pub(crate) async fn commit(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id: UploadId = id.parse().map_err(|_| Error::NotFound)?;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let seen = fields.get("fingerprint").to_owned();
    let done = ctx
        .change(move |tx| {
            let Upload { enterprise, sheet, options } = upload::get(tx, id, actor.person, now)?;
            let done = roster::commit(tx, By::Person(&actor), enterprise, &sheet, options, &seen, now)?;
            upload::end(tx, id)?;
            let changed = done.entry().is_some();
            Ok(done.with((enterprise, changed)))
        })
        .await;
    match done {
        Ok((enterprise, changed)) => {
            let flash =
                if changed { (Tone::Good, "flash-roster-imported") } else { (Tone::Plain, "flash-roster-same") };
            Ok(ctx.lead_to(&format!("/roster?unit={enterprise}"), Some(flash)))
        }
        // Somebody changed the roster meanwhile: the preview is worked out again.
        Err(Error::Overtaken) => {
            Ok(ctx.lead_to(&format!("/roster/import/{id}"), Some((Tone::Wait, "flash-roster-moved"))))
        }
        Err(error) => Err(error.into()),
    }
}
