//! A person's page: everything they took part in, to be read and printed.

use askama::Template;
use axum::extract::Path;
use kernel::Error;
use kernel::id::PersonId;
use ui::Page;
use ui::parts::Panel;
use web::{Asking, Ctx, Reply, Routes};

use crate::person::{self, Shown};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/people/{id}", page)
}

#[derive(Template)]
#[template(path = "threads/person.html")]
struct PersonPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    shown: &'a Shown,
    own: bool,
    printed: String,
    panels: Vec<Panel>,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let (actor, app, t, now) = (ctx.actor()?.clone(), ctx.app.clone(), ctx.t(), ctx.now);
    let own = id == actor.person;
    let (shown, panels) = ctx
        .read(move |reader| {
            let shown = person::find(reader, &actor, id)?;
            let panels = app.of_person(&Asking { reader, actor: &actor, t, now }, id)?;
            Ok((shown, panels))
        })
        .await?;
    ctx.show(&PersonPage {
        page: ctx.page(shown.person.name.clone()),
        back: if own { "/me".to_owned() } else { "/".to_owned() },
        bar: t.get("threads-person").to_owned(),
        printed: t.date(now.millis()),
        own,
        panels,
        shown: &shown,
    })
}
