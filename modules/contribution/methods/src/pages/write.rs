//! Writing a method down: new or from a work, its draft, and a change of a named one. One form for all three.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Reason, Result, Verdict};
use store::Reader;
use ui::page::{Page, Tone};
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::WorkId;

use super::{parse, path};
use crate::actions;
use crate::content::{NAME, RESULTS, Regulation, Restriction, proposed_name};
use crate::forms::{self, MATES};
use crate::lifecycle::{State, Step};
use crate::model::{Method, MethodId, Visibility};
use crate::policy;
use crate::rules::Terms;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/methods/new", new)
        .post("/methods", begin)
        .get("/methods/{method}/text", text)
        .post("/methods/{method}/text", save)
}

#[derive(Template)]
#[template(path = "method-write.html")]
struct Write<'a> {
    page: Page<'a>,
    back: String,
    bar: &'a str,
    action: String,
    id: MethodId,
    /// The version of the record the form was drawn from; nothing for a new one.
    version: Option<i64>,
    fields: &'a Fields,
    faults: &'a Faults,
    overtaken: String,
    /// Whether a change of a named method is proposed.
    changes: bool,
    /// Whose name it bears, once that is settled.
    person: String,
    /// The work it grows from.
    from: String,
    months: u32,
    visibilities: Vec<Choice<'a>>,
    restrictions: Vec<Choice<'a>>,
}

/// A result's part of the form.
struct ResultFields {
    at: usize,
    names: [String; 6],
}

impl Write<'_> {
    fn error(&self, field: &str) -> String {
        self.faults.of(field).map(|reason| say(self.page.t, reason)).unwrap_or_default()
    }

    fn regulations(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let label = |which: &Regulation| self.page.t.get(&format!("method-regulation-{which}")).to_owned();
        Regulation::ALL.iter().map(move |which| (crate::content::regulation_field(*which), label(which)))
    }

    fn results(&self) -> impl Iterator<Item = ResultFields> + use<> {
        let names = |at| {
            ["indicator", "before", "after", "from", "until", "source"]
                .map(|part| crate::content::result_field(at, part))
        };
        (0..RESULTS).map(move |at| ResultFields { at, names: names(at) })
    }

    fn result_is_open(&self, result: &ResultFields) -> bool {
        result.at == 0
            || result.names.iter().any(|name| !self.fields.get(name).is_empty() || self.faults.of(name).is_some())
    }

    fn mates(&self) -> impl Iterator<Item = (String, String)> + use<> {
        (0..MATES).map(|at| (format!("mate-{at}"), format!("part-{at}")))
    }

    fn wrong(&self) -> usize {
        self.faults.iter().count()
    }
}

/// What the form is about, beside what was typed.
struct About {
    id: MethodId,
    before: Option<(Method, String)>,
    from: String,
    months: u32,
}

impl About {
    fn changes(&self) -> bool {
        self.before.as_ref().is_some_and(|(it, _)| it.state == State::Named)
    }
}

fn page<'a>(ctx: &'a Ctx, about: &About, fields: &'a Fields, faults: &'a Faults) -> Write<'a> {
    let t = ctx.t();
    let changes = about.changes();
    let title = match (&about.before, changes) {
        (None, _) => "method-new",
        (Some(_), false) => "method-write",
        (Some(_), true) => "method-change",
    };
    let choice = |name: &str, word: String, label: String| Choice {
        chosen: fields.has(name, &word),
        value: word.into(),
        label: label.into(),
    };
    Write {
        page: ctx.page(t.get(title)),
        back: about.before.as_ref().map_or("/methods".to_owned(), |(it, _)| path(it.id)),
        bar: t.get(title),
        action: about.before.as_ref().map_or("/methods".to_owned(), |(it, _)| format!("{}/text", path(it.id))),
        id: about.id,
        version: about.before.as_ref().map(|(it, _)| it.version),
        fields,
        faults,
        overtaken: String::new(),
        changes,
        person: about.before.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        from: about.from.clone(),
        months: about.months,
        visibilities: Visibility::ALL
            .iter()
            .map(|one| choice("visibility", one.to_string(), t.get(&format!("method-vis-{one}")).to_owned()))
            .collect(),
        restrictions: Restriction::ALL
            .iter()
            .map(|one| choice("restriction", one.to_string(), t.get(&format!("method-restriction-{one}")).to_owned()))
            .collect(),
    }
}

/// `GET /methods/new?from=`: what the work already says is not typed again.
async fn new(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    may_write(&actor).check()?;
    let from: Option<WorkId> = Fields::from_query(&ctx.visit.query).get("from").parse().ok();
    let now = ctx.now;
    let (fields, from, months) = ctx.read(move |reader| begun(reader, &actor, from, now)).await?;
    let about = About { id: MethodId::new(ctx.now), before: None, from, months };
    ctx.show(&page(&ctx, &about, &fields, &Faults::none()))
}

/// Whoever works somewhere may write one down.
fn may_write(actor: &Actor) -> Verdict {
    Verdict::when(actor.place.enterprise.is_some(), "method-no-enterprise")
}

/// The months that leading results must cover at somebody's enterprise.
fn months(reader: &Reader<'_>, actor: &Actor, now: kernel::Time) -> Result<u32> {
    let Some(enterprise) = actor.place.enterprise else { return Ok(Terms::preset(crate::model::Level::Unit).months) };
    Ok(Terms::of(reader, crate::model::Level::Unit, enterprise, now)?.months)
}

/// The form of a new one, filled with what a work says; and that work's title.
fn begun(reader: &Reader<'_>, actor: &Actor, from: Option<WorkId>, now: kernel::Time) -> Result<(Fields, String, u32)> {
    let months = months(reader, actor, now)?;
    let mut fields = Fields::from_pairs([("visibility", "enterprise")]);
    let Some(from) = from else { return Ok((fields, String::new(), months)) };
    let card = works::sight::find(reader, actor, from)?;
    fields.set("from", from.to_string());
    let author = identity::people::person(reader, card.author)?;
    if author.id != actor.person {
        fields.set("person", format!("{}#{}", author.name, author.employee_no));
    }
    let object: String = card.title.chars().take(NAME / 2).collect();
    fields.set("name", proposed_name(&author.name, &object));
    fields.set("steps", card.gist.replace(['。', '；'], "\n"));
    if let Some(since) = card.since {
        fields.set("since", since.date().to_string());
    }
    let mates = works::authors::of(reader, from)?;
    for (at, mate) in mates.iter().filter(|mate| mate.person != card.author).take(MATES).enumerate() {
        let number = identity::people::person(reader, mate.person)?.employee_no;
        fields.set(&format!("mate-{at}"), format!("{}#{number}", mate.name));
        fields.set(&format!("part-{at}"), mate.part.to_string());
    }
    Ok((fields, card.title, months))
}

async fn begin(ctx: Ctx, Form(fields): Form) -> Reply {
    may_write(ctx.actor()?).check()?;
    let id: MethodId = fields.get("id").parse().map_err(|_| Error::NotFound)?;
    let by = ctx.by(None)?;
    let (typed, actor) = (fields.clone(), by.actor.clone());
    let hands_in = fields.sent("hand_in");
    let drafted = ctx.read(move |reader| forms::draft(reader, &actor, &typed, None)).await;
    let done = match drafted {
        Ok(draft) => {
            ctx.change(move |tx| {
                let begun = actions::begin(tx, &by, id, &draft)?;
                if hands_in { Ok(begun.and(actions::hand_in(tx, &by, id)?)) } else { Ok(begun) }
            })
            .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(ctx.lead_to(&path(id), Some(told(hands_in)))),
        Err(error) => {
            let actor = ctx.actor()?.clone();
            let (from, now) = (fields.get("from").parse().ok(), ctx.now);
            let (_, from, months) = ctx.read(move |reader| begun(reader, &actor, from, now)).await?;
            again(&ctx, &About { id, before: None, from, months }, &fields, error)
        }
    }
}

fn told(hands_in: bool) -> (Tone, &'static str) {
    if hands_in { (Tone::Good, "flash-method-handed-in") } else { (Tone::Good, "flash-method-saved") }
}

/// The form again, with what was typed and what is wrong.
fn again(ctx: &Ctx, about: &About, fields: &Fields, error: Error) -> Reply {
    let (faults, overtaken, status) = match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Faults::none(), Some(Reason::new("record-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Faults::none(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let mut page = page(ctx, about, fields, &faults);
    page.overtaken = overtaken.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

/// The draft, or the text of a named one to be changed.
async fn text(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parse(&id)?;
    let (about, fields) = about(&ctx, id).await?;
    ctx.show(&page(&ctx, &about, &fields, &Faults::none()))
}

/// What the form is about and what it holds, for whoever may write on it.
async fn about(ctx: &Ctx, id: MethodId) -> Result<(About, Fields)> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        policy::check(&actor, &seen, step(seen.it.state))?;
        let authors = works::authors::of(reader, id)?;
        let fields = forms::fields(reader, &seen.it, &seen.it.content, &authors)?;
        let name = identity::people::person(reader, seen.it.person)?.name;
        let months = months(reader, &actor, now)?;
        Ok((About { id, before: Some((seen.it, name)), from: String::new(), months }, fields))
    })
    .await
}

/// What sending the form means for a method in this state.
fn step(state: State) -> Step {
    if state == State::Named { Step::Propose } else { Step::Write }
}

async fn save(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    let (about, _) = about(&ctx, id).await?;
    match saved(&ctx, &about, &fields).await {
        Ok(told) => Ok(ctx.lead_to(&path(id), Some(told))),
        Err(error) => again(&ctx, &about, &fields, error),
    }
}

async fn saved(ctx: &Ctx, about: &About, fields: &Fields) -> Result<(Tone, &'static str)> {
    let Some((it, _)) = &about.before else { return Err(Error::NotFound) };
    let (id, by) = (about.id, ctx.by(fields.version())?);
    if about.changes() {
        let (content, note) = forms::change(fields, it)?;
        ctx.change(move |tx| actions::propose(tx, &by, id, &content, &note)).await?;
        return Ok((Tone::Wait, "flash-method-proposed"));
    }
    let hands_in = fields.sent("hand_in");
    let (typed, actor, before) = (fields.clone(), by.actor.clone(), it.clone());
    let draft = ctx.read(move |reader| forms::draft(reader, &actor, &typed, Some(&before))).await?;
    ctx.change(move |tx| {
        let written = actions::write(tx, &by, id, &draft.content, &draft.shares, draft.visibility)?;
        let beside = actions::By { version: None, ..by.clone() };
        if hands_in { Ok(written.and(actions::hand_in(tx, &beside, id)?)) } else { Ok(written) }
    })
    .await?;
    Ok(told(hands_in))
}
