//! What the portal shows and does not show, and what others may do with it.

use askama::Template;
use axum::http::HeaderMap;
use ui::Page;
use web::{Ctx, Reply};

use crate::KEPT;
use crate::answer::{self, Wishes};
use crate::frame::{self, Frame};
use crate::ground::Ground;

/// What is told, in order; each has a heading and a text.
const PARTS: [&str; 5] =
    ["portal-about-shown", "portal-about-people", "portal-about-gone", "portal-about-large", "portal-about-open"];

#[derive(Template)]
#[template(path = "portal/about.html")]
struct About<'a> {
    page: Page<'a>,
    frame: Frame,
    parts: Vec<(String, String)>,
}

pub(super) async fn page(mut ctx: Ctx, headers: HeaderMap) -> Reply {
    let wishes = Wishes::take(&mut ctx);
    let t = ctx.t();
    let ground = ctx.read(Ground::read).await?;
    let parts =
        PARTS.map(|key| (t.get(&format!("{key}-title")).to_owned(), t.with1(key, "seconds", KEPT).into_owned()));
    let frame = Frame::new(&ctx, ground.as_ref(), "/portal/about", t.get("portal-about-line").to_owned());
    let about = About { page: frame::page(&ctx, t.get("portal-about").to_owned()), frame, parts: parts.into() };
    let html = about.render()?;
    Ok(answer::page(&ctx, wishes, &headers, html))
}
