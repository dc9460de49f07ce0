//! One method, whole: where it stands, what it says, who named it, and what one may do next.

mod view;

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result};
use store::{Filter, Reader, Value};
use ui::Page;
use ui::parts::{Panel, Share, Step as ChainStep};
use web::acts::{Act as WebAct, Maker, Typed};
use web::attachments::{self, Attachment, Shown, shown};
use web::objections;
use web::{Asking, Ctx, Fields, Reply, Routes, say};
use works::authors::Author;

use super::files::Files;
use super::{parse, path};
use crate::actions::ladder;
use crate::content::{Regulation, Restriction};
use crate::lifecycle::Step;
use crate::model::{Level, Method, MethodId, Naming, Standing, Visibility};
use crate::policy::{self, Seen};
use crate::rules::Rule;
use crate::store::{REVIEWS, ReviewRow, VERSIONS, VersionRow};
use view::{Act, Shape, acts, chain, look};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/methods/{method}", page)
}

/// What the page reads.
struct Record {
    seen: Seen,
    authors: Vec<Author>,
    versions: Vec<VersionRow>,
    reviews: Vec<ReviewRow>,
    files: Vec<Attachment>,
    ladder: Vec<(Level, UnitId, String)>,
    names: HashMap<PersonId, String>,
    unit: String,
    enterprise: String,
    told: Vec<Told>,
    panels: Vec<Panel>,
    earlier: Option<(String, String)>,
}

/// Words for its people that a step left.
struct Told {
    step: Step,
    by: String,
    at: kernel::Time,
    words: String,
    rules: Vec<Rule>,
}

async fn read(ctx: &Ctx, id: MethodId) -> Result<Record> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let (app, t) = (ctx.app.clone(), ctx.t());
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        let it = &seen.it;
        let ladder = ladder(reader, it)?.into_iter().map(|(level, unit)| (level, unit.id, unit.name)).collect();
        let history = ledger::folds::history(reader, id.any())?;
        let people = history.iter().filter_map(|entry| entry.actor).chain([it.person, it.writer]);
        let people = people.chain(it.pending.iter().map(|pending| pending.by)).collect::<Vec<_>>();
        let names = names(reader, &people)?;
        let told = history.iter().filter_map(|entry| told(entry, &names)).collect();
        let card = it.level.map(|_| works::cards::load(reader, id.cast())).transpose()?;
        let panels = match &card {
            Some(card) => app.of_work(&Asking { reader, actor: &actor, t, now }, card)?,
            None => Vec::new(),
        };
        let earlier = match it.grew_from.map(|work| works::sight::find(reader, &actor, work)) {
            Some(Ok(card)) => Some((card.href(), card.title)),
            Some(Err(Error::NotFound)) | None => None,
            Some(Err(error)) => return Err(error),
        };
        Ok(Record {
            authors: works::authors::of(reader, id)?,
            versions: reader.all(&VERSIONS, (id,))?,
            reviews: reader.all(&REVIEWS, (id,))?,
            files: attachments::of(reader, id)?,
            ladder,
            names,
            unit: identity::tree::unit(reader, it.place.unit)?.name,
            enterprise: identity::tree::unit(reader, it.place.enterprise.unwrap_or(it.place.unit))?.name,
            told,
            panels,
            earlier,
            seen,
        })
    })
    .await
}

fn names(reader: &Reader<'_>, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    let mut filter = Filter::new();
    filter.and_in("p.id", people.iter().map(|person| Value::Id(person.uuid())));
    Ok(reader.list("SELECT p.id, p.name FROM person p WHERE", &filter)?.into_iter().collect())
}

fn told(entry: &ledger::SealedRow, names: &HashMap<PersonId, String>) -> Option<Told> {
    let step = Step::from_word(&entry.step)?;
    let shown =
        matches!(step, Step::Return | Step::Exclude | Step::Decline | Step::TurnDown | Step::Dismiss | Step::End);
    let payload = entry.payload();
    let words = payload.get("text")?.as_str()?.to_owned();
    let rules = payload.get("rules").and_then(|rules| rules.as_array()).into_iter().flatten();
    let rules = rules.filter_map(|rule| Rule::from_word(rule.as_str()?)).collect();
    let by = entry.actor.and_then(|actor| names.get(&actor)).cloned().unwrap_or_default();
    shown.then_some(Told { step, by, at: entry.at, words, rules })
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = read(&ctx, parse(&id)?).await?;
    ctx.show(&RecordPage::new(&ctx, &record, &Typed::default())?)
}

/// Shows the method again after a small form of it was refused: fresh, with everything that was typed, and what is wrong at its
/// field, or that somebody was faster. Other errors pass through.
///
/// # Errors
/// What is not for the form to show.
pub async fn again(ctx: &Ctx, id: MethodId, noun: &str, fields: Fields, error: Error) -> Reply {
    let (faults, overtaken, status) = match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Faults::none(), Some(Reason::new("record-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Faults::none(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let record = read(ctx, id).await?;
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let mut page = RecordPage::new(ctx, &record, &typed)?;
    page.overtaken = overtaken.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(Template)]
#[template(path = "method.html")]
struct RecordPage<'a> {
    page: Page<'a>,
    back: &'a str,
    bar: &'a str,
    record: &'a Record,
    it: &'a Method,
    typed: &'a Typed,
    overtaken: String,
    person: &'a str,
    writer: &'a str,
    state: (String, &'static str),
    steps: Vec<ChainStep<'static>>,
    acts: Vec<Act>,
    objections: Vec<objections::Line>,
    /// Whether its text may be written on, or a change proposed; with the words of the link.
    writes: Option<&'a str>,
    attach: Option<WebAct>,
    shares: Vec<Share<'a>>,
    files: Vec<Shown>,
    named: Option<Level>,
}

impl<'a> RecordPage<'a> {
    fn new(ctx: &'a Ctx, record: &'a Record, typed: &'a Typed) -> Result<RecordPage<'a>> {
        let (t, actor, seen) = (ctx.t(), ctx.actor()?, &record.seen);
        let it = &seen.it;
        let may = |step: Step| policy::may(actor, seen, step).allowed();
        let name = |person: PersonId| record.names.get(&person).map_or("", String::as_str);
        Ok(RecordPage {
            page: ctx.page(it.content.name.as_str()),
            back: "/methods",
            bar: t.get("method-bar"),
            record,
            it,
            typed,
            overtaken: String::new(),
            person: name(it.person),
            writer: if it.writer == it.person { "" } else { name(it.writer) },
            state: (t.get(&format!("method-state-{}", it.state)).to_owned(), look(it.state)),
            steps: chain(t, record),
            acts: acts(ctx, record)?,
            objections: {
                let answers = policy::may(actor, seen, Step::Answer).allowed();
                objections::lines(t, &seen.objections, actor.person, answers, typed)
            },
            writes: match (may(Step::Write), may(Step::Propose)) {
                (true, _) => Some("method-write-on"),
                (_, true) => Some("method-propose"),
                _ => None,
            },
            attach: may(Step::Attach).then(|| {
                let make = Maker { t, base: path(it.id), typed };
                attachments::act(&make, t.get("method-step-attach"), "method-file-hint", Vec::new())
            }),
            shares: record
                .authors
                .iter()
                .map(|author| Share {
                    field: "".into(),
                    name: author.name.as_str().into(),
                    percent: u8::try_from(author.part).unwrap_or(100),
                })
                .collect(),
            files: shown::<Files>(t, (actor, it.id.any()), seen, &record.files, str::to_owned),
            named: it.level,
        })
    }

    fn level_words(&self, level: &Level) -> &'static str {
        self.page.t.try_get(&format!("method-level-{level}")).unwrap_or_default()
    }

    fn visibility_words(&self) -> &'static str {
        self.page.t.try_get(&format!("method-vis-{}", self.it.visibility)).unwrap_or_default()
    }

    fn value(&self, noun: &str, field: &str) -> &str {
        if self.typed.noun == noun { self.typed.fields.get(field) } else { "" }
    }

    fn has(&self, noun: &str, field: &str, value: &str) -> bool {
        self.typed.noun == noun && self.typed.fields.has(field, value)
    }

    fn error(&self, noun: &str, field: &str) -> String {
        let faults = (self.typed.noun == noun).then_some(&self.typed.faults);
        faults.and_then(|faults| faults.of(field)).map(|reason| say(self.page.t, reason)).unwrap_or_default()
    }

    /// What is missing, when handing in from here was refused: it is told in a list, since its fields are on another page.
    fn missing(&self) -> Vec<String> {
        if self.typed.noun != "handing-in" {
            return Vec::new();
        }
        self.typed
            .faults
            .iter()
            .map(|(field, reason)| format!("{}：{}", self.field_name(field), say(self.page.t, reason)))
            .collect()
    }

    fn field_name(&self, field: &str) -> String {
        let field = if field.starts_with("result-") { "results" } else { field };
        self.page.t.try_get(&format!("method-{field}")).unwrap_or(field).to_owned()
    }

    fn is_open(&self, act: &Act) -> bool {
        act.look == "primary" || self.typed.noun == act.noun
    }

    fn hint(&self, act: &Act) -> &str {
        self.page.t.try_get(&format!("method-hint-{}", act.noun)).unwrap_or_default()
    }

    fn rules(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let words = |rule: &Rule| format!("{} {}", rule.id(), self.page.t.get(&format!("method-rulename-{rule}")));
        Rule::ALL.iter().map(move |rule| (rule.to_string(), words(rule)))
    }

    fn rule_words(&self, rule: &Rule) -> String {
        format!("{} {}", rule.id(), self.page.t.get(&format!("method-rulename-{rule}")))
    }

    fn visibilities(&self) -> impl Iterator<Item = (String, String, bool)> + '_ {
        Visibility::ALL.iter().map(|one| {
            (one.to_string(), self.page.t.get(&format!("method-vis-{one}")).to_owned(), *one == self.it.visibility)
        })
    }

    fn regulations(&self) -> impl Iterator<Item = (String, &str)> + '_ {
        let named = |which: &Regulation| {
            (self.page.t.get(&format!("method-regulation-{which}")).to_owned(), self.it.content.regulation(*which))
        };
        Regulation::ALL.iter().map(named).filter(|(_, words)| !words.is_empty())
    }

    fn restrictions(&self) -> impl Iterator<Item = String> + '_ {
        let named = |one: &Restriction| self.page.t.get(&format!("method-restriction-{one}")).to_owned();
        self.it.content.restrictions.iter().map(named)
    }

    fn told_by(&self, told: &Told) -> String {
        self.page.t.get(&format!("method-step-{}", told.step)).to_owned()
    }

    fn unit_of(&self, naming: &Naming) -> &str {
        let found = self.record.ladder.iter().find(|(_, unit, _)| *unit == naming.unit);
        found.map_or("", |(_, _, name)| name.as_str())
    }

    fn naming_words(&self, naming: &Naming) -> String {
        let t = self.page.t;
        match (naming.standing, naming.publicity_until) {
            (Standing::Publicity, Some(until)) => {
                t.with1("method-publicity-until", "day", t.date(kernel::Time::start_of(until).millis())).into_owned()
            }
            _ => t.get(&format!("method-standing-{}", naming.standing)).to_owned(),
        }
    }

    /// What the thumb leads to.
    fn first(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}
