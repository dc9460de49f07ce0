//! The pages: a node, and the dictionary.

mod figure;
mod node;

use askama::Template;
use kernel::{Error, Reason};
use stats::sight::READERS;
use ui::Page;
use web::{Ctx, Reply, Routes};

use crate::figures::{Meaning, meaning};
use crate::found::Dictionary;

/// The routes of the module.
pub fn routes() -> Routes {
    Routes::new()
        .get("/cockpit", first)
        .get("/cockpit/{unit}", node::page)
        .get("/cockpit/{unit}/figures/{figure}", figure::page)
        .get("/indicators", dictionary)
}

/// Leads to the first node one has.
async fn first(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?;
    let node = READERS.iter().find_map(|role| actor.nodes(*role).next());
    let node = node.ok_or_else(|| Error::Denied(Reason::new("node-officers-only")))?;
    Ok(ctx.lead_to(&format!("/cockpit/{}", node.unit), None))
}

#[derive(Template)]
#[template(path = "cockpit/dictionary.html")]
struct DictionaryPage<'a> {
    page: Page<'a>,
    groups: Vec<(String, Vec<Meaning>)>,
}

/// What every figure means. Whoever is signed in may know it.
async fn dictionary(ctx: Ctx) -> Reply {
    ctx.actor()?;
    let t = ctx.t();
    let dictionary = Dictionary::of(ctx.app.indicators());
    let groups = grouped(dictionary.all().iter().copied(), |it| it.code);
    let groups = groups.into_iter().map(|(group, all)| {
        (t.get(&format!("cockpit-group-{group}")).to_owned(), all.into_iter().map(|it| meaning(t, it)).collect())
    });
    ctx.show(&DictionaryPage { page: ctx.page(t.get("cockpit-dictionary")), groups: groups.collect() })
}

/// Things in groups by the first word of their code, each group where its first one stands.
fn grouped<T>(all: impl Iterator<Item = T>, code: impl Fn(&T) -> &'static str) -> Vec<(&'static str, Vec<T>)> {
    let mut groups: Vec<(&'static str, Vec<T>)> = Vec::new();
    for one in all {
        let group = code(&one).split('.').next().unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, many)) => many.push(one),
            None => groups.push((group, vec![one])),
        }
    }
    groups
}
