//! A report as a document and as a spreadsheet. Both are made where blocking is allowed.

use axum::extract::Path;
use axum::response::IntoResponse;
use files::Kind;
use kernel::Error;
use ui::Locale;
use web::{Ctx, Reply, Routes};

use super::record::{parse, read};
use crate::{paper, shown, table};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/reports/{report}/document", document).get("/reports/{report}/spreadsheet", spreadsheet)
}

async fn document(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = read(&ctx, parse(&id)?).await?;
    // A report is a Chinese document, whatever language its reader's pages are in.
    let t = ctx.app.t(Locale::Zh);
    let paper = paper::of(t, &record, ctx.now);
    let pdf = tokio::task::spawn_blocking(move || documents::report(&paper)).await.map_err(Error::broken)?;
    let name = format!("{}{}.pdf", record.it.name, shown::title(t, &record.it));
    Ok((files::serve::headers(Kind::Pdf, &name), pdf.map_err(Error::broken)?).into_response())
}

async fn spreadsheet(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = read(&ctx, parse(&id)?).await?;
    let (t, now) = (ctx.t(), ctx.now);
    let name = format!("{}{}.xlsx", record.it.name, shown::title(t, &record.it));
    let sheets = table::of(t, &record);
    let written = now.china().datetime();
    let made = tokio::task::spawn_blocking(move || documents::write_xlsx(&sheets, written)).await;
    let bytes = made.map_err(Error::broken)?.map_err(Error::broken)?;
    Ok((files::serve::headers(Kind::Xlsx, &name), bytes).into_response())
}
