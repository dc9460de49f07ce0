//! A table of any length in little memory: the next rows are read when the last ones have left. Each portion is
//! read for itself, so what is registered meanwhile still comes, and what was erased meanwhile does not; a table
//! that breaks off midway breaks the connection, so that nobody takes a part for the whole.

use std::io::Write;

use bytes::Bytes;
use futures_util::{Stream, stream};
use kernel::id::AnyId;
use kernel::{Actor, Result, Time};
use store::Db;
use ui::T;
use web::Asking;
use web::export::{Export, Line, PAGE};

use crate::lines::{Format, body, head};
use crate::workbook;

/// A table that somebody asked for.
#[derive(Clone)]
pub struct Source {
    /// Where the records are.
    pub db: Db,
    /// Who asked: nothing else comes along.
    pub actor: Actor,
    /// In which language.
    pub t: T,
    /// When.
    pub now: Time,
    /// Of what.
    pub export: Export,
}

impl Source {
    /// The next rows.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub async fn after(&self, after: Option<AnyId>) -> Result<Vec<Line>> {
        let Source { actor, t, now, export, .. } = self.clone();
        self.db.read(move |reader| (export.rows)(&Asking { reader, actor: &actor, t, now }, after)).await
    }
}

/// Where a table stands.
enum At {
    Head,
    After(Option<AnyId>),
    End,
}

/// The table as text, portion by portion.
pub fn text(source: Source, format: Format) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
    stream::unfold((source, At::Head), move |(source, at)| async move {
        match portion(&source, format, at).await? {
            Ok((bytes, at)) => Some((Ok(bytes), (source, at))),
            Err(error) => Some((Err(error), (source, At::End))),
        }
    })
}

async fn portion(source: &Source, format: Format, at: At) -> Option<Result<(Bytes, At)>> {
    let after = match at {
        At::Head => return Some(head(source.t, &source.export, format).map(|bytes| (bytes.into(), At::After(None)))),
        At::After(after) => after,
        At::End => return None,
    };
    let lines = match source.after(after).await {
        Ok(lines) => lines,
        Err(error) => return Some(Err(error)),
    };
    let last = lines.last()?.id;
    let next = if lines.len() < PAGE { At::End } else { At::After(Some(last)) };
    Some(body(&source.export, format, lines).map(|bytes| (bytes.into(), next)))
}

/// Writes the table, and says how many rows it has; `told` hears of every portion.
///
/// # Errors
/// Broken, when the database or the writer fails.
pub async fn to_writer(
    source: &Source,
    format: Format,
    out: &mut (impl Write + Send),
    mut told: impl FnMut(u64),
) -> Result<u64> {
    if format == Format::Xlsx {
        let (mut file, rows) = workbook::written(source, told).await?;
        std::io::copy(&mut file, out).map_err(kernel::Error::broken)?;
        return Ok(rows);
    }
    out.write_all(&head(source.t, &source.export, format)?).map_err(kernel::Error::broken)?;
    let (mut after, mut rows) = (None, 0);
    loop {
        let lines = source.after(after).await?;
        let (count, last) = (lines.len(), lines.last().map(|line| line.id));
        out.write_all(&body(&source.export, format, lines)?).map_err(kernel::Error::broken)?;
        rows += count as u64;
        told(rows);
        if count < PAGE {
            return Ok(rows);
        }
        after = last;
    }
}
