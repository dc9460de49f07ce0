//! An import as it runs: its rows are staged in portions, begin to stand all at once, and then each gets its entry in the
//! ledger. Until they stand it can be cancelled, and nothing of it is left; from then on it can only be withdrawn.

use jobs::long::{Kind as LongKind, Long, Step as Portion};
use kernel::lifecycle::Word;
use kernel::{Error, Result, Time};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::{Json, Tx};

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::mapping::Remembered;
use crate::model::{self, ENTER, Entry, Import, ImportId, RowId};
use crate::plan::{Outcome, Planned, Planner, chained};
use crate::store::{
    DROP_AUTHORS, DROP_ROW, FALL_REPLACED, IMPORT, LINE_AT, LOSERS, Lines, OUTRUN, PUT_AUTHOR, PUT_ROW, REMEMBER, RISE,
    ROWS_AFTER, SAVE_IMPORT, STAGED, UPLOAD,
};
use crate::upload;

/// The name of the kind of long work.
pub const KIND: &str = "history/import";
/// Rows that get their entry in the ledger in one portion.
const RECORDED: i64 = 500;
/// Staged rows that go in one portion.
const DROPPED: i64 = 2000;

/// How imports run in the background.
pub fn kind() -> LongKind {
    LongKind::new(KIND, |tx, long, now| portion(tx, id(long)?, now))
        .undone_by(|tx, long, now| undo(tx, id(long)?, now).map(|recorded| *recorded.value()))
}

fn id(long: &Long) -> Result<ImportId> {
    long.payload.0["import"].as_str().and_then(|id| id.parse().ok()).ok_or(Error::NotFound)
}

/// One portion of an import.
///
/// # Errors
/// Refused, when the rows are no longer what the preview showed.
pub fn portion(tx: &mut Tx<'_>, id: ImportId, now: Time) -> Result<Portion> {
    let mut import = tx.one(&IMPORT, (id,))?;
    if import.state == State::Running {
        match upload::part(tx, import.upload, import.part)? {
            Some(lines) => stage(tx, &mut import, &lines, now)?,
            None => return keep(tx, import, now).map(|recorded| progress(recorded.value())),
        }
    } else {
        record(tx, &mut import)?;
    }
    Ok(progress(&import))
}

/// All portions of an import in one transaction: all of it or nothing.
///
/// # Errors
/// As [`portion`].
pub fn whole(tx: &mut Tx<'_>, mut import: Import, now: Time) -> Result<Recorded<Import>> {
    while let Some(lines) = upload::part(tx, import.upload, import.part)? {
        stage(tx, &mut import, &lines, now)?;
    }
    let recorded = keep(tx, import, now)?;
    let mut import = recorded.value().clone();
    while import.recorded < import.kept() {
        record(tx, &mut import)?;
    }
    Ok(recorded.with(import))
}

/// Rows come by twice: once to be staged, once to be recorded; those that were there already only once.
fn progress(import: &Import) -> Portion {
    let staged = (import.part * upload::A_PART as i64).min(import.rows);
    let (firm, over) = (import.state == State::Kept, import.recorded == import.kept());
    let second = if firm { import.same + import.recorded } else { 0 };
    Portion {
        done: staged + second,
        total: import.rows * 2,
        firm,
        ended: (firm && over).then(|| Some(Import::path_of(import.id))),
    }
}

/// Writes the next rows where nobody sees them.
fn stage(tx: &mut Tx<'_>, import: &mut Import, lines: &Lines, now: Time) -> Result<()> {
    let upload = tx.one(&UPLOAD, (import.upload,))?;
    let unit = identity::tree::unit(tx, import.unit)?;
    let planned = Planner::new(tx, &unit, import.kind, &upload.mapping.0, import.at.date())?.plan(tx, lines)?;
    import.chain = chained(&import.chain, &planned);
    for row in planned {
        match row.outcome {
            Outcome::New => import.added += 1,
            Outcome::Changed(..) => import.changed += 1,
            Outcome::Same => {
                import.same += 1;
                continue;
            }
            Outcome::Faulty(_) => return Err(Error::refused("history-moved")),
        }
        write(tx, import, row, now)?;
    }
    import.part += 1;
    save(tx, import)
}

fn write(tx: &mut Tx<'_>, import: &Import, row: Planned, now: Time) -> Result<()> {
    let Planned { line, place, key, content, stage, day, outcome, .. } = row;
    let entry = Entry {
        id: RowId::new(now),
        import: import.id,
        number: import.number,
        line,
        kind: import.kind,
        unit: place.unit,
        enterprise: place.enterprise,
        path: place.path,
        industry_path: place.industry_path,
        key,
        title: content.title.clone(),
        stage,
        day: Time::start_of(day),
        year: i64::from(day.year()),
        benefit: content.benefit.unwrap_or_default(),
        award: content.award.unwrap_or_default(),
        content: Json(content),
        stands: false,
        replaces: match outcome {
            Outcome::Changed(before, _) => Some(before),
            _ => None,
        },
    };
    tx.execute(&PUT_ROW, &entry)?;
    for person in &entry.content.0.people {
        tx.execute(&PUT_AUTHOR, (entry.id, *person))?;
    }
    Ok(())
}

/// All rows begin to stand; those they replace end.
fn keep(tx: &mut Tx<'_>, mut import: Import, now: Time) -> Result<Recorded<Import>> {
    let (outrun,) = tx.one(&OUTRUN, (import.id,))?;
    if import.chain != import.seen || outrun > 0 {
        return Err(Error::refused("history-moved"));
    }
    let losers = tx.all(&LOSERS, (import.id,))?;
    tx.execute(&FALL_REPLACED, (import.id,))?;
    tx.execute(&RISE, (import.id,))?;
    import.state = LIFECYCLE.next(import.state, Step::Keep)?;
    import.ended_at = Some(now);
    save(tx, &mut import)?;
    let told = json!({
        "file": import.file, "kind": import.kind, "rows": import.rows, "added": import.added, "changed": import.changed,
        "same": import.same, "digest": import.chain,
    });
    let mut recorded = ledger::append(tx, signed(fact(&import, Step::Keep, now), &import).with(1, &told))?;
    for (loser, count) in losers {
        let other = tx.one(&IMPORT, (loser,))?;
        let told = json!({ "to": import.id, "rows": count });
        recorded = recorded.and(ledger::append(tx, signed(fact(&other, Step::GiveWay, now), &import).with(1, &told))?);
    }
    remember(tx, &import)?;
    upload::end(tx, import.upload)?;
    Ok(recorded.with(import))
}

/// The next import of the node begins with what the columns meant in this one.
fn remember(tx: &mut Tx<'_>, import: &Import) -> Result<()> {
    let upload = tx.one(&UPLOAD, (import.upload,))?;
    let titles = upload.header.0.iter().cloned().zip(upload.mapping.0.iter().copied());
    let known: Remembered = titles.filter(|(title, _)| !title.is_empty()).collect();
    tx.execute(&REMEMBER, (import.unit, import.kind, Json(known))).map(drop)
}

/// Gives the next rows their entries in the ledger, in the order of the file.
fn record(tx: &mut Tx<'_>, import: &mut Import) -> Result<()> {
    let after = match import.recorded {
        0 => 0,
        recorded => tx.one(&LINE_AT, (import.id, recorded - 1))?.0,
    };
    for entry in tx.all(&ROWS_AFTER, (import.id, after, RECORDED))? {
        let kept = import.ended_at.unwrap_or(import.at);
        let told = json!({
            "import": import.id, "line": entry.line, "kind": entry.kind, "replaces": entry.replaces, "content": entry.content.0,
        });
        let fact = Fact::new(model::ROW, entry.id.any(), ENTER, kept).counted_at(&entry.place());
        ledger::append(tx, signed(fact, import).with(1, &told)).map(drop)?;
        import.recorded += 1;
    }
    save(tx, import)
}

/// Takes away what was staged, some rows at a time; whether nothing is left.
///
/// # Errors
/// Refused, when the rows stand already.
pub fn undo(tx: &mut Tx<'_>, id: ImportId, now: Time) -> Result<Recorded<bool>> {
    let mut import = tx.one(&IMPORT, (id,))?;
    if import.state == State::Cancelled {
        return Ok(ledger::unchanged(true));
    }
    let next = LIFECYCLE.next(import.state, Step::Cancel)?;
    let staged = tx.all(&STAGED, (id, DROPPED))?;
    for (row,) in &staged {
        tx.execute(&DROP_AUTHORS, (*row,))?;
        tx.execute(&DROP_ROW, (*row,))?;
    }
    if !staged.is_empty() {
        return Ok(ledger::unchanged(false));
    }
    (import.state, import.ended_at) = (next, Some(now));
    (import.added, import.changed, import.same) = (0, 0, 0);
    save(tx, &mut import)?;
    let told = json!({ "file": import.file });
    Ok(ledger::append(tx, signed(fact(&import, Step::Cancel, now), &import).with(1, &told))?.with(true))
}

/// What happened to an import, at its node.
pub fn fact(import: &Import, step: Step, now: Time) -> Fact {
    Fact::new(model::IMPORT, import.id.any(), step.word(), now).counted_at(&import.place())
}

/// In the name of whoever imports, if it is somebody.
fn signed(fact: Fact, import: &Import) -> Fact {
    match import.person {
        Some(person) => fact.by_person(person),
        None => fact,
    }
}

/// Writes an import over the version that was read.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn save(tx: &mut Tx<'_>, import: &mut Import) -> Result<()> {
    import.version += 1;
    tx.settle(&SAVE_IMPORT, &*import)
}
