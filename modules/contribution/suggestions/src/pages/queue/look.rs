//! How the queue looks: what its templates are given.

use askama::Template;
use kernel::Time;
use kernel::lifecycle::Word;
use ui::T;
use ui::page::Page;
use ui::parts::Choice;
use web::{Ctx, Reply, say};

use crate::lifecycle::State;
use crate::model::{Category, SuggestionId, Verdict};
use crate::pages::record::view::voices;
use crate::policy;
use crate::queries::ListRow;
use crate::queue::asked::Asked;
use crate::queue::deed::Act;
use crate::queue::minutes_left;
use crate::queue::preview::Preview;
use crate::queue::rows::Row;

/// The queue.
#[derive(Template)]
#[template(path = "queue.html")]
pub struct QueuePage<'a> {
    pub page: Page<'a>,
    pub waiting: Vec<ViewLink>,
    pub under_way: Vec<ViewLink>,
    pub saved: Vec<SavedView>,
    /// How many the view holds, unless it is narrowed.
    pub total: Option<i64>,
    pub chips: Vec<Chip>,
    pub units: Vec<Choice<'a>>,
    pub categories: Vec<Choice<'a>>,
    pub holders: Vec<Choice<'a>>,
    pub by_due: bool,
    pub sort_due: String,
    pub sort_newest: String,
    pub lines: Vec<Line>,
    pub next: String,
    /// Whether there are boxes and a bar for many at once.
    pub may_act: bool,
    pub preview: Option<PreviewView>,
    pub narrowed: bool,
    /// The view without filters.
    pub plain: String,
    /// What would be saved under a name.
    pub query: String,
    pub asked: &'a Asked,
    pub back: &'a str,
}

/// The preview alone.
#[derive(Template)]
#[template(path = "queue-side.html")]
pub struct Side<'a> {
    pub page: Page<'a>,
    pub shown: PreviewView,
}

/// A view in the left column.
pub struct ViewLink {
    pub href: String,
    pub label: String,
    pub icon: &'static str,
    pub count: i64,
    pub current: bool,
}

/// A saved view in the left column.
pub struct SavedView {
    pub href: String,
    pub name: String,
    pub removal: String,
    pub current: bool,
}

/// A filter that is on.
pub struct Chip {
    pub label: String,
    pub without: String,
}

/// When something is due: working minutes left, `None` where there is no deadline.
pub type Due = Option<i64>;

/// A row of the table.
pub struct Line {
    pub id: SuggestionId,
    pub href: String,
    pub preview: String,
    pub title: String,
    pub gist: String,
    pub author: String,
    pub unit: String,
    pub category: String,
    pub state: String,
    pub officer: String,
    pub due: Due,
    pub submitted_at: i64,
    pub current: bool,
}

impl Line {
    /// A row as the table shows it.
    pub fn of(t: T, row: &Row, asked: &Asked, now: Time, current: Option<SuggestionId>) -> Line {
        let here = Asked { selected: Some(row.id), ..asked.clone() };
        let back = web::Fields::from_pairs([("back", here.address())]).to_query();
        let state = if row.prepared { "desk-prepared".to_owned() } else { format!("word-{}", row.state) };
        Line {
            id: row.id,
            href: format!("/suggestions/{}", row.id),
            preview: format!("/desk/preview/{}?{back}", row.id),
            title: row.title.clone(),
            gist: row.gist.lines().next().unwrap_or_default().to_owned(),
            author: row.author.clone(),
            unit: row.unit.clone(),
            category: row.category.map_or_else(String::new, |one| t.get(&format!("word-cat-{one}")).to_owned()),
            state: t.get(&state).to_owned(),
            officer: row.officer.clone().unwrap_or_default(),
            due: row.due_at.map(|due| minutes_left(now, due)),
            submitted_at: row.submitted_at.millis(),
            current: current == Some(row.id),
        }
    }
}

/// A button of the preview that leads to the page of an act.
pub struct Way {
    pub href: String,
    pub label: String,
    pub key: &'static str,
    pub primary: bool,
}

/// A similar suggestion.
pub struct Alike {
    pub href: String,
    pub title: String,
    pub about: String,
}

impl Alike {
    /// In words.
    pub fn of(t: T, row: &ListRow) -> Alike {
        let (state, day) = (t.get(&format!("word-{}", row.state)).to_owned(), t.date(row.submitted_at.millis()));
        Alike {
            href: format!("/suggestions/{}", row.id),
            title: row.title.clone(),
            about: format!("{} · {state} · {day}", row.unit_name),
        }
    }
}

/// Those that probably say the same, for the preview.
#[derive(Template)]
#[template(path = "queue-alike.html")]
pub struct AlikeView {
    pub t: T,
    pub alike: Vec<Alike>,
}

/// The preview.
pub struct PreviewView {
    pub id: SuggestionId,
    pub serial: String,
    pub title: String,
    pub href: String,
    pub state: String,
    pub due: Due,
    pub promised: String,
    pub authors: String,
    pub now_text: Vec<String>,
    pub how_text: Vec<String>,
    /// Address and caption of the first photo.
    pub photo: Option<(String, String)>,
    /// Where its voice notes are.
    pub voices: Vec<String>,
    pub gains: String,
    pub category: String,
    pub spot: String,
    pub submitted: String,
    pub earlier: String,
    pub reviews: String,
    /// The verdict and the answer that are prepared; for officers' eyes.
    pub prepared: Option<(String, Vec<String>)>,
    pub lead: Option<(String, String)>,
    /// Accepting here and now: the choice of a category, and the version it is about.
    pub accept: Option<Vec<Choice<'static>>>,
    /// Announcing here and now.
    pub announce: bool,
    pub part: bool,
    pub version: i64,
    pub ways: Vec<Way>,
    pub more: Vec<Way>,
    /// Why nothing can be done here, where nothing can.
    pub why: String,
    pub back: String,
}

impl PreviewView {
    /// A preview in words.
    ///
    /// # Errors
    /// Sign-in needed.
    pub fn of(ctx: &Ctx, shown: &Preview, back: &str) -> Reply<PreviewView> {
        let (t, actor) = (ctx.t(), ctx.actor()?);
        let it = &shown.seen.it;
        let word = |word: &str| t.get(&format!("word-{word}")).to_owned();
        let ask = Act::Assign.step(it.state);
        let barred = policy::role(actor, &shown.seen, ask).reason().map(|reason| say(t, reason));
        let works = barred.is_none();
        let authors = shown.authors.iter().map(|one| format!("{} {}%", one.name, one.part)).collect::<Vec<_>>();
        let query = web::Fields::from_pairs([("back", back)]).to_query();
        let way = |act: Act, label: &str, key, primary| Way {
            href: format!("/suggestions/{}/{}?{query}", it.id, act.noun()),
            label: t.get(label).to_owned(),
            key,
            primary,
        };
        let decline = Way {
            href: format!("/suggestions/{}/decision?verdict=decline&{query}", it.id),
            label: word(Verdict::Decline.word()),
            key: "N",
            primary: false,
        };
        let announce = works && it.state == State::InReview && it.prepared.is_some();
        let (ways, more) = match it.state {
            State::Submitted if works => (
                vec![
                    way(Act::Return, "desk-way-return", "R", false),
                    way(Act::Spot, "desk-way-spot", "D", false),
                    way(Act::Join, "desk-way-join", "M", false),
                    decline,
                ],
                vec![
                    way(Act::Remark, "desk-way-remark", "", false),
                    way(Act::Accept, "desk-way-accept-with", "", false),
                    way(Act::Assign, "desk-way-assign", "", false),
                ],
            ),
            State::InReview if works => (
                vec![
                    way(Act::Decide, "desk-way-decide", if announce { "" } else { "A" }, !announce),
                    way(Act::Return, "desk-way-return", "R", false),
                    way(Act::Spot, "desk-way-spot", "D", false),
                    way(Act::Join, "desk-way-join", "M", false),
                    decline,
                ],
                vec![way(Act::Invite, "desk-way-invite", "", false), way(Act::Assign, "desk-way-assign", "", false)],
            ),
            State::Reconsidering if works => (Vec::new(), vec![way(Act::Assign, "desk-way-assign", "", false)]),
            _ => (Vec::new(), Vec::new()),
        };
        let photo = shown.files.iter().find(|file| file.thumbnail.is_some()).map(|file| {
            let caption = if file.caption.is_empty() { file.name.clone() } else { file.caption.clone() };
            (format!("/files/{}/small", file.id), caption)
        });
        Ok(PreviewView {
            id: it.id,
            serial: it.serial.clone(),
            title: it.title.clone(),
            href: format!("/suggestions/{}", it.id),
            state: word(it.state.word()),
            due: it.due_at.map(|due| minutes_left(ctx.now, due)),
            promised: t.due(it.promised_at.millis(), ctx.now.millis()),
            authors: authors.join(t.get("desk-list-comma")),
            now_text: paragraphs(&it.now_text),
            how_text: paragraphs(&it.how_text),
            photo,
            voices: voices(&shown.files),
            gains: it
                .gains
                .iter()
                .map(|gain| t.get(&format!("word-gain-{gain}")).to_owned())
                .collect::<Vec<_>>()
                .join(t.get("desk-list-comma")),
            category: it.category.map_or_else(String::new, |one| word(&format!("cat-{one}"))),
            // The form begins with the unit as the spot; it is not said twice.
            spot: match it.spot.as_str() {
                "" => shown.unit.clone(),
                spot if spot == shown.unit => shown.unit.clone(),
                spot => format!("{} · {spot}", shown.unit),
            },
            submitted: format!(
                "{} · {}",
                t.day_time(it.submitted_at.millis()),
                t.get(&format!("word-channel-{}", it.channel))
            ),
            earlier: match shown.earlier {
                (0, _) => t.get("desk-earlier-first").to_owned(),
                (all, adopted) => t.with2("desk-earlier", ("all", all), ("adopted", adopted)).into_owned(),
            },
            reviews: match (it.state, shown.reviews) {
                (State::InReview, (0, _)) => t.get("desk-reviews-none").to_owned(),
                (State::InReview, (asked, done)) => {
                    t.with2("desk-reviews", ("asked", asked), ("done", done)).into_owned()
                }
                _ => String::new(),
            },
            prepared: it
                .prepared
                .as_ref()
                .filter(|_| works)
                .map(|prepared| (word(prepared.verdict.word()), paragraphs(&prepared.answer))),
            lead: it.lead.zip(shown.lead.clone()).map(|(id, serial)| (format!("/suggestions/{id}"), serial)),
            accept: (works && it.state == State::Submitted).then(|| categories(t, it.category)),
            announce,
            part: works && it.state == State::Joined,
            version: it.version,
            why: if matches!(it.state, State::Submitted | State::InReview | State::Reconsidering | State::Joined) {
                barred.unwrap_or_default()
            } else {
                String::new()
            },
            ways,
            more,
            back: back.to_owned(),
        })
    }
}

/// The five kinds as choices.
pub fn categories(t: T, chosen_one: Option<Category>) -> Vec<Choice<'static>> {
    Category::ALL
        .iter()
        .map(|one| chosen(one.to_string(), t.get(&format!("word-cat-{one}")).to_owned(), chosen_one == Some(*one)))
        .collect()
}

/// A choice that owns its words.
pub fn chosen<'a>(value: String, label: String, chosen: bool) -> Choice<'a> {
    Choice { value: value.into(), label: label.into(), chosen }
}

/// A text as paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// A way back inside this site; the desk, if it is none.
pub fn safe_back(typed: &str) -> String {
    let inside = typed.starts_with('/') && !typed.starts_with("//") && !typed.contains('\\');
    let inside = inside && typed.bytes().all(|byte| byte.is_ascii_graphic());
    if inside { typed.to_owned() } else { "/desk".to_owned() }
}
