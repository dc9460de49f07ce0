//! The people of an organisation, for its administrators: finding, changing, importing, handing out
//! passwords.

mod import;
mod people;
mod person;
mod preview;
mod sheets;
mod slips;
pub(crate) mod upload;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use web::Routes;

pub(crate) use upload::statements;

/// The routes of this folder.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/roster", people::list)
        .get("/roster/template.xlsx", import::template)
        .get("/roster/import", import::form)
        .post("/roster/import", import::take_in)
        .get("/roster/import/{id}", preview::show)
        .post("/roster/import/{id}", preview::commit)
        .get("/roster/slips", slips::waiting)
        .post("/roster/slips", slips::hand_out)
        .get("/roster/new", person::form)
        .post("/roster/new", person::join)
        .get("/roster/{person}", person::show)
        .post("/roster/{person}", person::change)
        .post("/roster/{person}/password", person::hand_out)
        .post("/roster/{person}/leaving", person::leave)
}

/// A workbook to be saved.
fn workbook(disposition: &'static str, bytes: Vec<u8>) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    response
}
