//! The pages, one file a journey. A handler extracts, acts and shows.

mod compare;
mod files;
mod list;
mod record;
mod sheet;
mod steps;
mod terms;
mod write;

use kernel::{Error, Result};
use web::{Ctx, Fields, Routes};

use crate::actions::By;
use crate::model::MethodId;

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(terms::routes())
        .merge(write::routes())
        .merge(record::routes())
        .merge(steps::routes())
        .merge(files::routes())
        .merge(compare::routes())
        .merge(sheet::routes())
}

/// The id in a path; what is none names nothing.
fn parse(id: &str) -> Result<MethodId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The address of a method.
fn path(id: MethodId) -> String {
    format!("/methods/{id}")
}

/// Who acts, having seen what the form was drawn from.
fn by(ctx: &Ctx, fields: &Fields) -> Result<By> {
    Ok(By { actor: ctx.actor()?.clone(), now: ctx.now, version: fields.get("version").parse().ok() })
}
