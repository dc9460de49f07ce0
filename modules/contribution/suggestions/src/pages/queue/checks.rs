//! One small page for each deed of the desk: it asks for what the deed needs, takes it, and comes
//! back with every word that was typed when something is missing or somebody was faster.

use askama::Template;
use axum::extract::Path;
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Result, Role, Time};
use store::Reader;
use ui::page::{Page, Tone};
use ui::parts::Choice;
use web::{App, Ctx, Fields, Form, Reply, Routes, say};

use super::look::{categories, chosen, paragraphs, safe_back};
use crate::forms;
use crate::lifecycle::State;
use crate::model::{SuggestionId, Verdict};
use crate::parts::REVIEWS;
use crate::policy::{self, Seen};
use crate::queue::deed::{Act, perform};
use crate::queue::preview::similar;
use crate::rules::due;

/// Working days that a deed on the spot may take, unless another day is chosen.
const SPOT_DAYS: u32 = 10;

/// A page to ask on and an address to send to, for every act.
pub fn routes() -> Routes {
    Act::ALL.into_iter().fold(Routes::new(), |routes, act| {
        routes
            .get(act.route(), move |ctx: Ctx, id: Path<String>| ask(ctx, id, act))
            .post(act.route(), move |ctx: Ctx, id: Path<String>, form: Form| take(ctx, id, form, act))
    })
}

/// What there is to choose from.
#[derive(Default)]
struct Around {
    /// Who may be chosen: their ids, names and units.
    people: Vec<(PersonId, String, String)>,
    /// Who of them has been asked already.
    asked: Vec<PersonId>,
    /// Earlier suggestions: number, title, unit.
    earlier: Vec<(SuggestionId, String, String)>,
    /// The names of the authors.
    authors: Vec<String>,
}

async fn ask(ctx: Ctx, Path(id): Path<String>, act: Act) -> Reply {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (seen, around) = found(&ctx, id, act).await?;
    let mut fields = Fields::from_query(&ctx.visit.query);
    if !fields.sent("category") {
        fields.set("category", seen.it.category.map_or_else(String::new, |one| one.to_string()));
    }
    if let Some(officer) = seen.it.officer {
        fields.set("officer", officer.to_string());
    }
    if let Some(prepared) = seen.it.prepared.as_ref().filter(|_| !fields.sent("verdict")) {
        fields.set("verdict", prepared.verdict.word());
        fields.set("answer", prepared.answer.clone());
    }
    fields.set("ends", due(ctx.now, SPOT_DAYS).date().to_string());
    ctx.show(&page(&ctx, act, &seen, &around, &fields, &Faults::none(), false))
}

async fn take(ctx: Ctx, Path(id): Path<String>, Form(fields): Form, act: Act) -> Reply {
    let id: SuggestionId = id.parse().map_err(|_| Error::NotFound)?;
    let by = ctx.by(fields.version())?;
    let done = match forms::desk::deed(act, &fields) {
        Ok(deed) => ctx.change(move |tx| perform(tx, &by, id, &deed)).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    let (faults, overtaken) = match done {
        Ok(_) => return Ok(ctx.lead_to(&safe_back(fields.get("back")), Some((Tone::Good, act.flash())))),
        Err(Error::Invalid(faults)) => (faults, false),
        Err(Error::Overtaken) => (Faults::none(), true),
        Err(other) => return Err(other.into()),
    };
    let (seen, around) = found(&ctx, id, act).await?;
    ctx.show_again(&page(&ctx, act, &seen, &around, &fields, &faults, overtaken))
}

async fn found(ctx: &Ctx, id: SuggestionId, act: Act) -> Reply<(Seen, Around)> {
    let (actor, app, now) = (ctx.actor()?.clone(), ctx.app.clone(), ctx.now);
    Ok(ctx
        .read(move |reader| {
            let seen = policy::find(reader, &actor, id)?;
            let around = around(reader, &app, &actor, &seen, act, now)?;
            Ok((seen, around))
        })
        .await?)
}

fn around(reader: &Reader<'_>, app: &App, actor: &Actor, seen: &Seen, act: Act, now: Time) -> Result<Around> {
    let authors = works::authors::of(reader, seen.it.id)?;
    let mut around =
        Around { authors: authors.iter().map(|author| author.name.clone()).collect(), ..Around::default() };
    let holders = |role| -> Result<Vec<_>> {
        let mut held = identity::grants::over(reader, role, &seen.it.place, now)?;
        held.retain(|held| held.enterprise.is_some() && held.enterprise == seen.it.place.enterprise);
        let mut people: Vec<(PersonId, String, String)> = Vec::new();
        for one in held {
            if !people.iter().any(|(person, ..)| *person == one.person) {
                people.push((one.person, one.name, one.unit_name));
            }
        }
        Ok(people)
    };
    match act {
        Act::Assign => around.people = holders(Role::InnovationOfficer)?,
        Act::Accept | Act::Invite => {
            around.people = holders(Role::Reviewer)?;
            around.people.retain(|(person, ..)| !authors.iter().any(|author| author.person == *person));
            let reviews = reader.all(&REVIEWS, (seen.it.id,))?;
            around.asked = reviews.into_iter().map(|review| review.reviewer).collect();
        }
        Act::Join => {
            around.earlier = similar(reader, &app.index, actor, seen)?
                .into_iter()
                .filter(|row| (row.submitted_at, row.id) < (seen.it.submitted_at, seen.it.id))
                .map(|row| (row.id, row.title, format!("{} · {}", row.serial, row.unit_name)))
                .collect();
        }
        _ => {}
    }
    Ok(around)
}

/// A field as the template draws it.
enum Field<'a> {
    Area { name: &'a str, label: &'a str, hint: &'a str, value: &'a str, error: String },
    Line { name: &'a str, label: &'a str, hint: &'a str, value: &'a str, error: String },
    Day { name: &'a str, label: &'a str, value: &'a str, error: String },
    Select { name: &'a str, label: &'a str, hint: &'a str, choices: Vec<Choice<'a>>, error: String, required: bool },
    Radio { name: &'a str, label: &'a str, choices: Vec<Choice<'a>>, error: String },
    Boxes { name: &'a str, label: &'a str, hint: &'a str, choices: Vec<Choice<'a>>, error: String },
    Tick { name: &'a str, label: &'a str, hint: &'a str, on: bool },
}

/// The page of an act.
#[derive(Template)]
#[template(path = "desk-act.html")]
struct ActPage<'a> {
    page: Page<'a>,
    seen: &'a Seen,
    authors: String,
    now_text: Vec<String>,
    how_text: Vec<String>,
    lead: &'a str,
    action: String,
    back: String,
    version: i64,
    faults: usize,
    overtaken: bool,
    fields: Vec<Field<'a>>,
    submit: &'a str,
    /// Why it is closed; empty when it is open.
    why: String,
}

fn page<'a>(
    ctx: &'a Ctx,
    act: Act,
    seen: &'a Seen,
    around: &'a Around,
    typed: &'a Fields,
    faults: &'a Faults,
    overtaken: bool,
) -> ActPage<'a> {
    let t = ctx.t();
    let words = |part: &str| t.try_get(&format!("desk-{}-{part}", act.noun())).unwrap_or_default();
    let verdict = ctx.actor.as_ref().map(|actor| policy::may(actor, seen, act.step(seen.it.state)));
    ActPage {
        page: ctx.desk(words("title")),
        authors: around.authors.join(t.get("desk-list-comma")),
        now_text: paragraphs(&seen.it.now_text),
        how_text: paragraphs(&seen.it.how_text),
        lead: words("lead"),
        action: format!("/suggestions/{}/{}", seen.it.id, act.noun()),
        back: safe_back(typed.get("back")),
        version: seen.it.version,
        faults: faults.iter().count(),
        overtaken,
        fields: Asking { t, seen, around, typed, faults }.fields(act),
        submit: words("submit"),
        why: verdict.as_ref().and_then(kernel::Verdict::reason).map(|reason| say(t, reason)).unwrap_or_default(),
        seen,
    }
}

/// What the fields of a page are made from.
struct Asking<'a> {
    t: ui::T,
    seen: &'a Seen,
    around: &'a Around,
    typed: &'a Fields,
    faults: &'a Faults,
}

impl<'a> Asking<'a> {
    fn fields(&self, act: Act) -> Vec<Field<'a>> {
        let fresh = self.seen.it.state == State::Submitted;
        match act {
            Act::Accept => vec![self.category(true), self.reviewers(), self.others()],
            Act::Return => vec![self.answer("desk-field-question", "desk-field-question-hint")],
            Act::Remark => vec![self.answer("desk-field-answer", "desk-field-answer-hint")],
            Act::Join => {
                let mut fields = Vec::new();
                if !self.around.earlier.is_empty() {
                    fields.push(self.earlier());
                }
                fields.push(self.line("lead_number", "lead", "desk-field-lead-number", "desk-field-lead-number-hint"));
                fields
            }
            Act::Part | Act::Announce => Vec::new(),
            Act::Assign => vec![self.officer()],
            Act::Invite => vec![self.reviewers(), self.others()],
            Act::Decide => {
                let mut fields = vec![self.verdict()];
                fields.extend(fresh.then(|| self.category(true)));
                fields.push(self.answer("desk-field-answer", "desk-field-decision-hint"));
                fields.push(Field::Tick {
                    name: "announce",
                    label: self.word("desk-field-announce"),
                    hint: self.word("desk-field-announce-hint"),
                    on: self.typed.has("announce", "yes"),
                });
                fields
            }
            Act::Spot => {
                let mut fields = vec![self.answer("desk-field-spot", "desk-field-spot-hint")];
                fields.extend(fresh.then(|| self.category(true)));
                fields.push(Field::Day {
                    name: "ends",
                    label: self.word("desk-field-ends"),
                    value: self.typed.get("ends"),
                    error: self.error("ends"),
                });
                fields
            }
        }
    }

    fn word(&self, key: &str) -> &'static str {
        self.t.try_get(key).unwrap_or_default()
    }

    fn error(&self, field: &str) -> String {
        self.faults.of(field).map(|reason| say(self.t, reason)).unwrap_or_default()
    }

    fn answer(&self, label: &str, hint: &str) -> Field<'a> {
        Field::Area {
            name: "answer",
            label: self.word(label),
            hint: self.word(hint),
            value: self.typed.get("answer"),
            error: self.error("answer"),
        }
    }

    fn line(&self, name: &'a str, fault: &str, label: &str, hint: &str) -> Field<'a> {
        Field::Line {
            name,
            label: self.word(label),
            hint: self.word(hint),
            value: self.typed.get(name),
            error: self.error(fault),
        }
    }

    fn category(&self, required: bool) -> Field<'a> {
        let now = kernel::lifecycle::Word::from_word(self.typed.get("category"));
        Field::Select {
            name: "category",
            label: self.word("desk-field-category"),
            hint: "",
            choices: categories(self.t, now),
            error: self.error("category"),
            required,
        }
    }

    fn verdict(&self) -> Field<'a> {
        let choice = |one: &Verdict| {
            let label = self.t.get(&format!("word-{one}")).to_owned();
            chosen(one.to_string(), label, self.typed.get("verdict") == one.word())
        };
        Field::Radio {
            name: "verdict",
            label: self.word("desk-field-verdict"),
            choices: Verdict::ALL.iter().map(choice).collect(),
            error: self.error("verdict"),
        }
    }

    fn officer(&self) -> Field<'a> {
        let now = self.typed.get("officer");
        Field::Select {
            name: "officer",
            label: self.word("desk-field-officer"),
            hint: "",
            choices: self.people(|person| person.to_string() == now),
            error: self.error("officer"),
            required: true,
        }
    }

    fn reviewers(&self) -> Field<'a> {
        let typed = self.typed.sent("csrf");
        Field::Boxes {
            name: "reviewer",
            label: self.word("desk-field-reviewers"),
            hint: if self.around.people.is_empty() { self.word("desk-field-reviewers-none") } else { "" },
            choices: self.people(|person| {
                if typed {
                    self.typed.has("reviewer", &person.to_string())
                } else {
                    self.around.asked.contains(&person)
                }
            }),
            error: self.error("reviewer"),
        }
    }

    fn others(&self) -> Field<'a> {
        self.line("others", "others", "desk-field-others", "desk-field-others-hint")
    }

    fn earlier(&self) -> Field<'a> {
        let choice = |(id, title, about): &(SuggestionId, String, String)| {
            chosen(id.to_string(), format!("{title}（{about}）"), self.typed.get("lead") == id.to_string())
        };
        Field::Radio {
            name: "lead",
            label: self.word("desk-field-lead"),
            choices: self.around.earlier.iter().map(choice).collect(),
            error: String::new(),
        }
    }

    fn people(&self, on: impl Fn(PersonId) -> bool) -> Vec<Choice<'a>> {
        let people = self.around.people.iter();
        people.map(|(person, name, unit)| chosen(person.to_string(), format!("{name} · {unit}"), on(*person))).collect()
    }
}
