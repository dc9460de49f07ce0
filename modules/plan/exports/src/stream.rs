//! A table of any length in little memory: the next rows are read when the last ones have left. Each portion is
//! read for itself, so what is registered meanwhile still comes, and what was erased meanwhile does not; a table
//! that breaks off midway breaks the connection, so that nobody takes a part for the whole.

use std::io::Write;
use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use kernel::id::AnyId;
use kernel::{Actor, Error, Result, Time};
use store::Db;
use ui::T;
use web::Asking;
use web::export::{Dictionary, Export, Line, PAGE};

use crate::lines::{Format, Lines};
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
    /// The dictionary, for figures that are read beside the records.
    pub dictionary: Arc<Dictionary>,
}

impl Source {
    async fn after(&self, after: Option<AnyId>) -> Result<Vec<Line>> {
        let Source { actor, t, now, export, dictionary, .. } = self.clone();
        self.db.read(move |reader| export.rows(&Asking { reader, actor: &actor, t, now }, &dictionary, after)).await
    }

    /// Its rows, portion by portion, each read when it is asked for.
    pub fn portions(self) -> impl Stream<Item = Result<Vec<Line>>> + Send + 'static {
        stream::try_unfold((self, Some(None)), |(source, after)| async move {
            let Some(after) = after else { return Ok(None) };
            let lines = source.after(after).await?;
            let next = lines.last().filter(|_| lines.len() == PAGE).map(|last| Some(last.id));
            Ok(Some((lines, (source, next))))
        })
    }

    /// The table as text.
    pub fn text(self, as_lines: Lines) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
        let (t, export) = (self.t, self.export);
        let head = stream::once(async move { as_lines.head(t, &export) });
        head.chain(self.portions().map(move |lines| as_lines.body(&export, lines?))).map_ok(Bytes::from)
    }
}

/// Writes the table, and says how many rows it has; `told` hears of every portion.
///
/// # Errors
/// Broken, when the database or the writer fails.
pub async fn to_writer(
    source: Source,
    format: Format,
    out: &mut (impl Write + Send),
    mut told: impl FnMut(u64),
) -> Result<u64> {
    let Some(as_lines) = format.lines() else {
        let (mut file, rows) = workbook::written(source, told).await?;
        std::io::copy(&mut file, out).map_err(Error::broken)?;
        return Ok(rows);
    };
    let export = source.export;
    out.write_all(&as_lines.head(source.t, &export)?).map_err(Error::broken)?;
    let (mut portions, mut rows) = (pin!(source.portions()), 0);
    while let Some(lines) = portions.try_next().await? {
        rows += lines.len() as u64;
        out.write_all(&as_lines.body(&export, lines)?).map_err(Error::broken)?;
        told(rows);
    }
    Ok(rows)
}
