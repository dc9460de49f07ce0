//! The worker's home: what waits for them, their own sparks, one big button.

use askama::Template;
use kernel::Time;
use ui::page::NavItem;
use ui::{Page, T};
use web::{Ctx, Reply, Routes};

use crate::drafts;
use crate::model::DraftId;
use crate::pages::browse::card::Card;
use crate::queries::{ListRow, Queue, Waiting, mine, mine_count, queue, waiting};

/// Sparks shown at home; the rest is one press away.
const SPARKS: i64 = 4;
/// Drafts shown at home.
const DRAFTS: usize = 3;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/", home)
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    page: Page<'a>,
    greeting: String,
    tasks: Vec<Task>,
    sparks: Vec<Card>,
    count: i64,
    drafts: Vec<Kept>,
    desk: Vec<NavItem>,
    /// Whether the person belongs to an enterprise and can put something forward.
    proposes: bool,
    now: i64,
}

/// One thing that waits.
struct Task {
    href: String,
    question: String,
    about: String,
    due: Option<i64>,
    look: &'static str,
}

/// A draft to go on with.
pub(crate) struct Kept {
    pub(crate) id: DraftId,
    pub(crate) title: String,
    pub(crate) at: String,
}

/// What the page reads.
struct Seen {
    waiting: Vec<Waiting>,
    queue: Queue,
    sparks: Vec<ListRow>,
    count: i64,
    drafts: Vec<(DraftId, drafts::DraftFields, Time)>,
}

async fn home(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let who = actor.clone();
    let seen = ctx
        .read(move |reader| {
            Ok(Seen {
                waiting: waiting(reader, who.person)?,
                queue: queue(reader, &who)?,
                sparks: mine(reader, who.person, SPARKS, 0)?,
                count: mine_count(reader, who.person)?,
                drafts: drafts::mine(reader, who.person)?,
            })
        })
        .await?;
    let t = ctx.t();
    let mut page = ctx.page(t.get("home-title"));
    let desk = std::mem::take(&mut page.nav);
    ctx.show(&Home {
        greeting: greeting(t, &actor.name, ctx.now),
        tasks: tasks(t, &seen, ctx.now),
        sparks: seen.sparks.iter().map(|row| Card::own(t, row, ctx.now)).collect(),
        count: seen.count,
        drafts: seen.drafts.iter().take(DRAFTS).map(|draft| kept(t, draft)).collect(),
        desk,
        proposes: actor.place.enterprise.is_some(),
        now: ctx.now.millis(),
        page,
    })
}

/// What waits, the most pressing first.
fn tasks(t: T, seen: &Seen, now: Time) -> Vec<Task> {
    let look = |due: Option<Time>| match due {
        Some(due) if due < now => "late",
        Some(due) if due.date() == now.date() => "soon",
        _ => "",
    };
    let mut tasks: Vec<Task> = Vec::new();
    for Waiting { what, id, title, due_at, part } in &seen.waiting {
        // Of these only a review has a deadline that is this person's own.
        let due = due_at.filter(|_| what == "review");
        let page = if what == "review" { "/review" } else { "" };
        tasks.push(Task {
            href: format!("/suggestions/{id}{page}"),
            question: t.with1(&format!("home-task-{what}"), "part", *part).into_owned(),
            about: title.clone(),
            due: due.map(Time::millis),
            look: look(due),
        });
    }
    let desk = [
        ("home-desk-check", seen.queue.to_check, seen.queue.first_due),
        ("home-desk-answer", seen.queue.to_answer, None),
        ("home-desk-announce", seen.queue.prepared, None),
    ];
    for (key, count, due) in desk.into_iter().filter(|(_, count, ..)| *count > 0) {
        tasks.push(Task {
            href: "/desk".to_owned(),
            question: t.with1(key, "count", count).into_owned(),
            about: t.get(&format!("{key}-about")).to_owned(),
            due: due.map(Time::millis),
            look: look(due),
        });
    }
    tasks.sort_by_key(|task| task.due.unwrap_or(i64::MAX));
    tasks
}

/// A draft as lists show it.
pub(crate) fn kept(t: T, (id, fields, at): &(DraftId, drafts::DraftFields, Time)) -> Kept {
    let typed = |name: &str| fields.iter().find(|(found, value)| found == name && !value.trim().is_empty());
    let title = typed("title").or_else(|| typed("now")).map(|(_, value)| value.chars().take(40).collect());
    let title = title.unwrap_or_else(|| t.get("home-draft-untitled").to_owned());
    Kept { id: *id, title, at: t.day_time(at.millis()) }
}

/// A greeting as a workmate says it, by the time of day in China.
fn greeting(t: T, name: &str, now: Time) -> String {
    let key = match now.china().hour() {
        5..=8 => "home-hello-early",
        9..=10 => "home-hello-morning",
        11..=12 => "home-hello-noon",
        13..=17 => "home-hello-afternoon",
        18..=22 => "home-hello-evening",
        _ => "home-hello-night",
    };
    t.with1(key, "name", given_name(name)).into_owned()
}

/// The given name as workmates call it; a given name of one character is called with the surname.
fn given_name(name: &str) -> &str {
    let chars = name.chars().count();
    if !name.chars().all(search::tokens::is_han) || !(3..=4).contains(&chars) {
        return name;
    }
    // Three characters: one of them is the surname. Four: a surname of two.
    name.char_indices().nth(chars - 2).map_or(name, |(at, _)| &name[at..])
}

#[cfg(test)]
mod tests {
    use super::given_name;

    #[test]
    fn people_are_called_as_workmates_call_them() {
        assert_eq!(given_name("陈立秋"), "立秋");
        assert_eq!(given_name("欧阳小满"), "小满");
        assert_eq!(given_name("何勇"), "何勇");
        assert_eq!(given_name("Ann Li"), "Ann Li");
    }
}
