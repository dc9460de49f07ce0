//! The table as a workbook. Its rows go to disk as they come; only then it can be sent, as its index stands at its end.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::pin::pin;

use bytes::Bytes;
use documents::{BookWriter, Column, Kind};
use futures_util::{Stream, TryStreamExt as _, stream};
use kernel::{Error, Result};
use web::export::{Beside, Holds};

use crate::lines::{cells, titles};
use crate::stream::Source;

/// Bytes that are sent at once.
const CHUNK: usize = 64 * 1024;

/// The finished workbook as a file that vanishes when it is closed, and its number of rows.
///
/// # Errors
/// Broken, when the database or the disk fails.
pub async fn written(source: Source, mut told: impl FnMut(u64)) -> Result<(File, u64)> {
    let kinds = source.export.columns.iter().map(|column| match column.holds {
        Holds::Word | Holds::Said(_) | Holds::Beside(Beside::Word) => (18.0, Kind::Text),
        Holds::People => (30.0, Kind::Text),
        Holds::Text => (50.0, Kind::Text),
        Holds::Int | Holds::Beside(Beside::Int) => (10.0, Kind::Int),
        Holds::Beside(Beside::Hundredths) => (14.0, Kind::Decimal),
        Holds::Money => (14.0, Kind::Money),
        Holds::Date | Holds::Day => (12.0, Kind::Date),
        Holds::Moment => (18.0, Kind::DateTime),
    });
    let columns = titles(source.t, &source.export).into_iter().zip(kinds);
    let columns = columns.map(|(title, (width, kind))| Column::new(title, width, kind)).collect();
    let name = source.t.get(source.export.name);
    let mut book = BookWriter::new(name, columns, source.now.china().datetime()).map_err(Error::broken)?;
    let (mut portions, mut rows) = (pin!(source.portions()), 0);
    while let Some(lines) = portions.try_next().await? {
        rows += lines.len() as u64;
        // Writing a portion takes milliseconds of this thread; compressing the whole is given to another.
        for line in lines {
            book.row(&cells(line)).map_err(Error::broken)?;
        }
        told(rows);
    }
    let file = tokio::task::spawn_blocking(move || {
        let mut file = tempfile::tempfile().map_err(Error::broken)?;
        book.finish(&file).map_err(Error::broken)?;
        file.seek(SeekFrom::Start(0)).map_err(Error::broken)?;
        Ok::<_, Error>(file)
    });
    Ok((file.await.map_err(Error::broken)??, rows))
}

/// The file, portion by portion.
pub fn sent(file: File) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
    stream::unfold(Some(file), |file| async move {
        let mut file = file?;
        let read = tokio::task::spawn_blocking(move || {
            let mut chunk = vec![0; CHUNK];
            let n = file.read(&mut chunk)?;
            chunk.truncate(n);
            Ok::<_, std::io::Error>((chunk, file))
        });
        match read.await.map_err(Error::broken).and_then(|read| read.map_err(Error::broken)) {
            Ok((chunk, _)) if chunk.is_empty() => None,
            Ok((chunk, file)) => Some((Ok(chunk.into()), Some(file))),
            Err(error) => Some((Err(error), None)),
        }
    })
}
