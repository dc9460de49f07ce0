//! The pages.

mod about;
mod figures;
mod home;
mod result;
mod results;
mod year;

use web::Routes;

/// The routes of the module's pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/portal", home::page)
        .get("/portal/flame", home::part)
        .get("/portal/results", results::page)
        .get("/portal/results/{id}", result::page)
        .get("/portal/figures", figures::page)
        .get("/portal/figures.csv", figures::table)
        .get("/portal/years/{year}", year::page)
        .get("/portal/about", about::page)
}
