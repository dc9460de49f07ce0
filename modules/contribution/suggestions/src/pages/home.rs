//! The worker's home: what waits for them, their own sparks, one big button.

use askama::Template;
use kernel::Time;
use kernel::clock::DAY;
use ui::nav::NavItem;
use ui::parts::Task;
use ui::{Page, T};
use web::{Asking, Ctx, Reply, Routes};

use crate::drafts;
use crate::model::DraftId;
use crate::pages::browse::card::Card;
use crate::queries::{ListRow, mine, mine_count};

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
    /// The end of the day in China, in milliseconds: what is due before it is pressing.
    tonight: i64,
}

impl Home<'_> {
    /// How the chip of a deadline looks.
    fn look(&self, due: &i64) -> &'static str {
        match *due {
            due if due < self.now => "late",
            due if due < self.tonight => "soon",
            _ => "",
        }
    }
}

/// A draft to go on with.
pub(crate) struct Kept {
    pub(crate) id: DraftId,
    pub(crate) title: String,
    pub(crate) at: String,
}

/// What the page reads.
struct Seen {
    tasks: Vec<Task>,
    sparks: Vec<ListRow>,
    count: i64,
    drafts: Vec<(DraftId, drafts::DraftFields, Time)>,
}

async fn home(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let (who, app, t, now) = (actor.clone(), ctx.app.clone(), ctx.t(), ctx.now);
    let seen = ctx
        .read(move |reader| {
            Ok(Seen {
                tasks: app.waits(&Asking { reader, actor: &who, t, now })?,
                sparks: mine(reader, who.person, SPARKS, 0)?,
                count: mine_count(reader, who.person)?,
                drafts: drafts::mine(reader, who.person)?,
            })
        })
        .await?;
    let mut page = ctx.page(t.get("home-title"));
    let desk = std::mem::take(&mut page.nav);
    ctx.show(&Home {
        greeting: greeting(t, &actor.name, ctx.now),
        tasks: seen.tasks,
        sparks: seen.sparks.iter().map(|row| Card::own(t, row, ctx.now)).collect(),
        count: seen.count,
        drafts: seen.drafts.iter().take(DRAFTS).map(|draft| kept(t, draft)).collect(),
        desk,
        proposes: actor.place.enterprise.is_some(),
        now: ctx.now.millis(),
        tonight: Time::start_of(ctx.now.date()).plus_millis(DAY).millis(),
        page,
    })
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
