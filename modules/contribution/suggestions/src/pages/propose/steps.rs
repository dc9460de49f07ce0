//! The three steps: shown, and typed.

use askama::Template;
use axum::extract::Path;
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::{Choice, Share};
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Upload, say};

use crate::actions::second;
use crate::drafts::DraftFields;
use crate::forms::propose::{self as form, Part, join, leave, parts, set_parts, share_field, visibility};
use crate::model::{Category, Gain, Purpose, SuggestionId, Visibility};
use crate::pages::propose::draft::Draft;
use crate::pages::propose::friends::{Friends, friends, names};
use crate::pages::propose::related::{Like, likes};
use crate::pages::propose::{receipt, sign_in_again, submit};
use crate::parts::FileRow;
use crate::queries::seen_of;

/// What every step's form shows around its own fields.
struct Shell {
    id: String,
    at: i64,
    part: Part,
    errors: usize,
}

impl Shell {
    fn new(draft: &Draft, part: Part, faults: &Faults) -> Shell {
        Shell { id: draft.id.to_string(), at: draft.at.millis(), part, errors: faults.iter().count() }
    }

    fn word(&self) -> &'static str {
        self.part.word()
    }

    /// Under which the device keeps what is typed in this step.
    fn key(&self) -> String {
        draft_key(&self.id, self.part)
    }

    /// Where the device sends it.
    fn address(&self) -> String {
        format!("/suggestions/drafts/{}", self.id)
    }
}

/// The device's key of one step of a draft; the receipt's page clears all three.
pub(crate) fn draft_key(id: &str, part: Part) -> String {
    format!("{id}-{}", part.word())
}

fn error(t: T, faults: &Faults, field: &str) -> String {
    faults.of(field).map(|reason| say(t, reason)).unwrap_or_default()
}

/// The faults to show at once: those of a step that was found wanting at the end.
fn wanting(ctx: &Ctx, draft: &Draft, part: Part) -> Result<Faults> {
    let check = Fields::from_query(&ctx.visit.query).sent("check");
    if check { Ok(form::faults(&draft.fields, part, ctx.actor()?.person)) } else { Ok(Faults::none()) }
}

fn answer(ctx: &Ctx, template: &impl Template, faults: &Faults) -> Reply {
    if faults.is_empty() { ctx.show(template) } else { ctx.show_again(template) }
}

#[derive(Template)]
#[template(path = "propose-what.html")]
struct What<'a> {
    page: Page<'a>,
    shell: Shell,
    back: String,
    now: String,
    now_error: String,
    photos: Vec<FileRow>,
    photo_error: String,
    voices: Vec<FileRow>,
    voice_error: String,
    categories: Vec<Choice<'a>>,
    spot: String,
    spot_error: String,
    builds_on: String,
}

pub(super) async fn what(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let Some(draft) = Draft::open(&ctx, &id).await? else { return Ok(receipt(&ctx, &id)) };
    let faults = wanting(&ctx, &draft, Part::What)?;
    show_what(&ctx, &draft, &faults)
}

fn show_what(ctx: &Ctx, draft: &Draft, faults: &Faults) -> Reply {
    let t = ctx.t();
    let fields = &draft.fields;
    let chosen = fields.get("category");
    let kinds = Category::ALL.iter().map(|kind| {
        let word = kind.word();
        Choice {
            value: word.into(),
            label: t.get(&format!("word-cat-{word}")).to_owned().into(),
            chosen: chosen == word,
        }
    });
    let unsure = Choice { value: "open".into(), label: t.get("propose-cat-open").into(), chosen: chosen == "open" };
    let of = |purpose| draft.files.iter().filter(move |file| file.purpose == purpose).cloned().collect();
    let builds_on = match fields.get("builds_on") {
        "" => Fields::from_query(&ctx.visit.query).get("builds_on").to_owned(),
        kept => kept.to_owned(),
    };
    let shown = What {
        page: ctx.page(t.get("propose-title")),
        shell: Shell::new(draft, Part::What, faults),
        back: "/".to_owned(),
        now: fields.get("now").to_owned(),
        now_error: error(t, faults, "now"),
        photos: of(Purpose::Before),
        photo_error: error(t, faults, "photo"),
        voices: of(Purpose::Voice),
        voice_error: error(t, faults, "voice"),
        categories: kinds.chain([unsure]).collect(),
        spot: if fields.sent("spot") { fields.get("spot").to_owned() } else { ctx.unit_name.clone() },
        spot_error: error(t, faults, "spot"),
        builds_on,
    };
    answer(ctx, &shown, faults)
}

pub(super) async fn what_typed(ctx: Ctx, Path(id): Path<String>, typed: Upload) -> Reply {
    if ctx.actor.is_none() {
        return Ok(sign_in_again(&ctx));
    }
    let Upload { fields, files } = typed;
    let kept = Draft::keep(&ctx, &id, Part::What, fields.clone(), |_| ()).await?;
    let Some(mut draft) = kept else { return Ok(receipt(&ctx, &id)) };
    let refused = draft.attach(&ctx, files).await?;
    if !refused.is_empty() {
        return show_what(&ctx, &draft, &refused);
    }
    if fields.sent("drop") {
        draft.detach(&ctx, fields.get("drop")).await?;
        return Ok(draft.lead(&ctx, Part::What));
    }
    let faults = form::faults(&draft.fields, Part::What, ctx.actor()?.person);
    if faults.is_empty() { Ok(draft.lead(&ctx, Part::How)) } else { show_what(&ctx, &draft, &faults) }
}

#[derive(Template)]
#[template(path = "propose-how.html")]
struct How<'a> {
    page: Page<'a>,
    shell: Shell,
    back: String,
    t: T,
    title: String,
    title_error: String,
    how: String,
    how_error: String,
    voices: Vec<FileRow>,
    voice_error: String,
    likes: Vec<Like>,
    /// The title of the one it builds on; empty for none.
    builds_on: String,
    /// Whether it is asked about that no way was written down.
    remark: bool,
}

pub(super) async fn how(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let Some(draft) = Draft::open(&ctx, &id).await? else { return Ok(receipt(&ctx, &id)) };
    let faults = wanting(&ctx, &draft, Part::How)?;
    show_how(&ctx, &draft, &faults).await
}

async fn show_how(ctx: &Ctx, draft: &Draft, faults: &Faults) -> Reply {
    let t = ctx.t();
    let fields = &draft.fields;
    let actor = ctx.actor()?.clone();
    let earlier: Vec<SuggestionId> = form::builds_on(fields).into_iter().collect();
    let earlier = ctx.read(move |reader| seen_of(reader, &actor, &earlier)).await?;
    let shown = How {
        page: ctx.page(t.get("propose-title")),
        shell: Shell::new(draft, Part::How, faults),
        back: draft.step(Part::What),
        t,
        title: fields.get("title").to_owned(),
        title_error: error(t, faults, "title"),
        how: fields.get("how").to_owned(),
        how_error: error(t, faults, "how"),
        voices: draft.files.iter().filter(|file| file.purpose == Purpose::Voice).cloned().collect(),
        voice_error: error(t, faults, "voice"),
        likes: likes(ctx, fields.get("title")).await?,
        builds_on: earlier.into_iter().next().map(|row| row.title).unwrap_or_default(),
        remark: Fields::from_query(&ctx.visit.query).get("ask") == "remark" && fields.get("how").trim().is_empty(),
    };
    answer(ctx, &shown, faults)
}

pub(super) async fn how_typed(ctx: Ctx, Path(id): Path<String>, typed: Upload) -> Reply {
    if ctx.actor.is_none() {
        return Ok(sign_in_again(&ctx));
    }
    let Upload { fields, files } = typed;
    let pressed = fields.clone();
    let borrow = move |kept: &mut DraftFields| {
        if pressed.sent("borrow") || pressed.sent("unborrow") {
            kept.retain(|(name, _)| name != "builds_on");
        }
        if pressed.sent("borrow") {
            kept.push(("builds_on".into(), pressed.get("borrow").to_owned()));
        }
    };
    let kept = Draft::keep(&ctx, &id, Part::How, fields.clone(), borrow).await?;
    let Some(mut draft) = kept else { return Ok(receipt(&ctx, &id)) };
    let refused = draft.attach(&ctx, files).await?;
    if !refused.is_empty() {
        return show_how(&ctx, &draft, &refused).await;
    }
    if fields.sent("drop") {
        draft.detach(&ctx, fields.get("drop")).await?;
    }
    if fields.sent("second") {
        let told = second_one(&ctx, fields.get("second")).await?;
        return Ok(ctx.lead_to(&draft.step(Part::How), Some(told)));
    }
    if ["drop", "borrow", "unborrow"].iter().any(|button| fields.sent(button)) {
        return Ok(draft.lead(&ctx, Part::How));
    }
    let faults = form::faults(&draft.fields, Part::How, ctx.actor()?.person);
    if !faults.is_empty() {
        return show_how(&ctx, &draft, &faults).await;
    }
    if draft.fields.get("how").trim().is_empty() && !draft.is_spoken() && !draft.fields.has("remark", "yes") {
        return Ok(ctx.lead_to(&format!("{}?ask=remark", draft.step(Part::How)), None));
    }
    Ok(draft.lead(&ctx, Part::Who))
}

/// Seconds somebody's suggestion; that it was done before, or is too late, is told in a sentence.
///
/// # Errors
/// Not found; broken.
pub(super) async fn second_one(ctx: &Ctx, id: &str) -> Result<(Tone, &'static str)> {
    let id: SuggestionId = id.parse().map_err(|_| Error::NotFound)?;
    let by = ctx.by(None)?;
    match ctx.change(move |tx| second(tx, &by, id)).await {
        Ok(_) => Ok((Tone::Good, "flash-seconded")),
        Err(Error::Denied(_)) => Ok((Tone::Plain, "flash-seconded-before")),
        Err(Error::Refused(_)) => Ok((Tone::Wait, "flash-second-late")),
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "propose-who.html")]
struct Who<'a> {
    page: Page<'a>,
    shell: Shell,
    back: String,
    people: Vec<PersonId>,
    shares: Vec<Share<'a>>,
    shares_error: String,
    friends: Friends,
    gains: Vec<Choice<'a>>,
    circles: Vec<Choice<'a>>,
}

pub(super) async fn who(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let Some(draft) = Draft::open(&ctx, &id).await? else { return Ok(receipt(&ctx, &id)) };
    let faults = wanting(&ctx, &draft, Part::Who)?;
    show_who(&ctx, &draft, &faults).await
}

/// The third step with its faults.
pub(super) async fn show_who(ctx: &Ctx, draft: &Draft, faults: &Faults) -> Reply {
    let t = ctx.t();
    let fields = &draft.fields;
    let actor = ctx.actor()?.clone();
    let mut parts = parts(fields);
    if parts.is_empty() {
        parts.push((actor.person, 100));
    }
    let people: Vec<PersonId> = parts.iter().map(|(person, _)| *person).collect();
    let asked = people.clone();
    let me = actor.person;
    let named = ctx.read(move |reader| names(reader, &actor, &asked)).await?;
    let shares = parts.iter().map(|(person, part)| {
        let name = named.get(person).cloned().unwrap_or_else(|| t.get("propose-gone").to_owned());
        let name = if *person == me { t.with1("propose-me", "name", name).into_owned() } else { name };
        let percent = u8::try_from((*part).min(100)).unwrap_or(100);
        Share { field: share_field(*person).into(), name: name.into(), percent }
    });
    let choice = |key: &str, word: &'static str, chosen| Choice {
        value: word.into(),
        label: t.get(&format!("{key}-{word}")).to_owned().into(),
        chosen,
    };
    let shown = Who {
        page: ctx.page(t.get("propose-title")),
        shell: Shell::new(draft, Part::Who, faults),
        back: draft.step(Part::How),
        shares: shares.collect(),
        people,
        shares_error: error(t, faults, "shares"),
        friends: friends(ctx, Fields::from_query(&ctx.visit.query).get("q")).await?,
        gains: Gain::ALL.iter().map(|gain| choice("word-gain", gain.word(), fields.has("gain", gain.word()))).collect(),
        circles: Visibility::ALL
            .iter()
            .map(|circle| choice("propose-vis", circle.word(), visibility(fields) == *circle))
            .collect(),
    };
    answer(ctx, &shown, faults)
}

pub(super) async fn who_typed(ctx: Ctx, Path(id): Path<String>, typed: Upload) -> Reply {
    if ctx.actor.is_none() {
        return Ok(sign_in_again(&ctx));
    }
    let fields = typed.fields;
    let me = ctx.actor()?.person;
    let pressed = fields.clone();
    let regroup = move |kept: &mut DraftFields| {
        let (adds, removes) = (pressed.get("add").parse(), pressed.get("remove").parse());
        if adds.is_err() && removes.is_err() {
            return;
        }
        let mut people = parts(&Fields::from_pairs(kept.clone()));
        if people.is_empty() {
            people.push((me, 100));
        }
        if let Ok(person) = adds {
            // Pressed twice, or the twenty-first: the list stays as it is, and shows it.
            let _ = join(&mut people, person);
        }
        if let Ok(person) = removes {
            leave(&mut people, person);
        }
        set_parts(kept, &people);
    };
    let kept = Draft::keep(&ctx, &id, Part::Who, fields.clone(), regroup).await?;
    let Some(draft) = kept else { return Ok(receipt(&ctx, &id)) };
    if fields.sent("find") {
        let query = Fields::from_pairs([("q", fields.get("q"))]).to_query();
        return Ok(ctx.lead_to(&format!("{}?{query}#friends", draft.step(Part::Who)), None));
    }
    if fields.sent("add") || fields.sent("remove") {
        return Ok(draft.lead(&ctx, Part::Who));
    }
    submit::submit(&ctx, draft, false).await
}
