//! One suggestion, whole, as its page shows it to the same reader; and its receipt.

use std::collections::HashMap;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use jiff::civil::Date;
use kernel::Error;
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use ledger::SealedRow;
use serde::Serialize;
use web::{Ctx, Reply};

use super::list::PersonRef;
use super::steps::parsed;
use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{AttachmentId, Category, Channel, CommentId, Gain, Purpose, SuggestionId, Verdict, Visibility};
use crate::parts::{CommentRow, FileRow, ReviewRow, WorkRow};
use crate::policy;
use crate::record::{Link, Record, reviews};
use identity::named::Somebody;
use web::api::Stamp;
use web::api::{Api, For};
use web::shape;

shape! {
    /// Somebody with a share.
    AuthorShare: Serialize {
        /// The person.
        person: PersonRef,
        /// Their part in per cent.
        percent: u32,
        /// When they agreed to it.
        agreed_at: Option<Stamp>,
    }
}
shape! {
    /// A step of the record's life.
    Event: Serialize {
        /// What happened.
        step: Step,
        /// When.
        at: Stamp,
        /// Who did it; none for the house itself.
        by: Option<PersonRef>,
        /// For whom, when not for themselves.
        on_behalf_of: Option<PersonRef>,
        /// What was said with it: the answer, the reason, the note.
        words: Option<String>,
        /// The entry's number in the log, once it is sealed.
        position: Option<i64>,
    }
}
shape! {
    /// A comment.
    CommentShown: Serialize {
        /// Its id.
        id: CommentId,
        /// Who wrote it.
        by: PersonRef,
        /// The words.
        text: String,
        /// When.
        at: Stamp,
    }
}
shape! {
    /// A file.
    FileShown: Serialize {
        /// Its id; `/files/{id}` serves it to a signed-in browser.
        id: AttachmentId,
        /// What it shows.
        purpose: Purpose,
        /// Its name.
        name: String,
        /// Its media type.
        mime: String,
        /// Bytes.
        size: i64,
        /// SHA-256 of its bytes, hexadecimal.
        sha256: String,
        /// What it shows, in words.
        caption: String,
        /// When it was attached.
        at: Stamp,
    }
}
shape! {
    /// Points for a criterion.
    ScoreShown: Serialize {
        /// The criterion's word.
        criterion: String,
        /// The points.
        points: u32,
    }
}
shape! {
    /// A review that the caller may read.
    ReviewShown: Serialize {
        /// Who judged.
        by: PersonRef,
        /// Version of the rubric.
        rubric: i64,
        /// Points by criterion.
        scores: Vec<ScoreShown>,
        /// Their sum, of 100.
        total: Option<i64>,
        /// The written conclusion.
        conclusion: Option<String>,
        /// What was advised.
        advice: Option<Verdict>,
        /// When it was handed in.
        at: Option<Stamp>,
    }
}
shape! {
    /// How it is carried out.
    Work: Serialize {
        /// Who carries it out.
        owner: PersonRef,
        /// What will be done.
        plan: String,
        /// Whether a small trial comes first.
        trial: bool,
        /// First day.
        starts: Date,
        /// Last day.
        ends: Date,
    }
}
shape! {
    /// Another suggestion it is linked with.
    Linked: Serialize {
        /// `lead`: it was joined to this one. `joined`: that one was joined to it. `earlier`: it builds on that one.
        /// `later`: that one builds on it.
        how: &'static str,
        /// The other.
        id: SuggestionId,
        /// Its number.
        serial: String,
        /// Its title.
        title: String,
    }
}
shape! {
    /// A decision that waits for its announcement.
    PreparedShown: Serialize {
        /// What it says.
        verdict: Verdict,
        /// The answer.
        answer: String,
    }
}
shape! {
    /// A suggestion, whole.
    Whole: Serialize {
        /// Its id.
        id: SuggestionId,
        /// Its number, as people say it.
        serial: String,
        /// In a line: what should be changed.
        title: String,
        /// How it is now.
        now: String,
        /// How to do it better.
        how: String,
        /// Which of the five kinds.
        category: Option<Category>,
        /// What it is good for.
        gains: Vec<Gain>,
        /// Where exactly.
        spot: String,
        /// Who may find it.
        visibility: Visibility,
        /// Where it stands.
        state: State,
        /// Counts up with every change; send it back with the next step.
        version: i64,
        /// How it came in.
        channel: Channel,
        /// Short name of the unit where it counts.
        unit: String,
        /// Short name of its enterprise.
        enterprise: String,
        /// When it was registered: the date of priority.
        submitted_at: Stamp,
        /// When an answer was promised.
        promised_at: Stamp,
        /// The deadline of the present state.
        due_at: Option<Stamp>,
        /// When it was decided.
        decided_at: Option<Stamp>,
        /// Since when it is in use.
        applied_at: Option<Stamp>,
        /// Whether the one reconsideration was asked for.
        appealed: bool,
        /// The officer who has it.
        officer: Option<PersonRef>,
        /// How many seconded it.
        seconds: i64,
        /// Who shares in it, the one who put it forward first.
        authors: Vec<AuthorShare>,
        /// Everything that happened, oldest first, as far as the caller may know.
        history: Vec<Event>,
        /// What was said about it.
        comments: Vec<CommentShown>,
        /// What was attached.
        files: Vec<FileShown>,
        /// The reviews that the caller may read now.
        reviews: Vec<ReviewShown>,
        /// How it is carried out.
        work: Option<Work>,
        /// Others it is linked with, of those the caller may see.
        links: Vec<Linked>,
        /// A prepared decision, for officers alone.
        prepared: Option<PreparedShown>,
        /// The steps that the caller may take now.
        may: Vec<Step>,
    }
}

/// Mounts them.
pub fn routes(api: Api) -> Api {
    api.get::<Whole, _, _>("/api/v1/suggestions/{id}", "One suggestion, whole.", &[], show).text(
        "/api/v1/suggestions/{id}/receipt",
        "The receipt of its registration (C2SP tlog-proof): keep it, and check it offline with the log's public key.",
        For::Callers,
        receipt,
    )
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parsed(&id)?;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let whole = ctx
        .read(move |reader| {
            let record = Record::read(reader, &actor, id, now)?;
            let may = LIFECYCLE.ways.iter().map(|way| way.step);
            let may = may.filter(|step| policy::may(&actor, &record.seen, *step).allowed()).collect();
            let prepared = record.seen.it.prepared.clone().filter(|_| reviews::reads_prepared(&actor, &record.seen));
            let prepared = prepared.map(|it| PreparedShown { verdict: it.verdict, answer: it.answer });
            Ok(whole(record, may, prepared))
        })
        .await?;
    Ok(Json(whole).into_response())
}

fn whole(record: Record, may: Vec<Step>, prepared: Option<PreparedShown>) -> Whole {
    let Record { seen, unit, authors, history, reviews, comments, files, work, linked, people, .. } = record;
    let people = Names(people);
    let it = seen.it;
    Whole {
        id: it.id,
        serial: it.serial,
        title: it.title,
        now: it.now_text,
        how: it.how_text,
        category: it.category,
        gains: it.gains,
        spot: it.spot,
        visibility: it.visibility,
        state: it.state,
        version: it.version,
        channel: it.channel,
        unit: unit.0,
        enterprise: unit.1,
        submitted_at: Stamp(it.submitted_at),
        promised_at: Stamp(it.promised_at),
        due_at: it.due_at.map(Stamp),
        decided_at: it.decided_at.map(Stamp),
        applied_at: it.applied_at.map(Stamp),
        appealed: it.appealed,
        officer: it.officer.map(|person| people.of(person)),
        seconds: it.seconds,
        authors: authors.into_iter().map(share).collect(),
        history: history.iter().filter_map(|entry| people.event(entry)).collect(),
        comments: comments.into_iter().map(comment).collect(),
        files: files.into_iter().map(FileShown::from).collect(),
        reviews: reviews.into_iter().map(|review| people.review(review)).collect(),
        work: work.map(|work| people.work(work)),
        links: linked
            .into_iter()
            .map(|(link, row)| Linked { how: how(link), id: row.id, serial: row.serial, title: row.title })
            .collect(),
        prepared,
        may,
    }
}

fn share(author: works::authors::Author) -> AuthorShare {
    AuthorShare {
        person: PersonRef { id: author.person, name: author.name },
        percent: author.part,
        agreed_at: author.agreed_at.map(Stamp),
    }
}

fn comment(row: CommentRow) -> CommentShown {
    CommentShown { id: row.id, by: PersonRef { id: row.author, name: row.name }, text: row.text, at: Stamp(row.at) }
}

impl From<FileRow> for FileShown {
    fn from(row: FileRow) -> FileShown {
        FileShown {
            id: row.id,
            purpose: row.purpose,
            name: row.name,
            mime: row.mime,
            size: row.size,
            sha256: hex::encode(row.digest),
            caption: row.caption,
            at: Stamp(row.at),
        }
    }
}

fn how(link: Link) -> &'static str {
    match link {
        Link::Lead => "lead",
        Link::Joined => "joined",
        Link::Earlier => "earlier",
        Link::Later => "later",
    }
}

/// Everybody named in the record.
struct Names(HashMap<PersonId, Somebody>);

impl Names {
    fn of(&self, person: PersonId) -> PersonRef {
        PersonRef { id: person, name: self.0.get(&person).map(|one| one.name.clone()).unwrap_or_default() }
    }

    /// An entry of the ledger as a step of this life.
    fn event(&self, entry: &SealedRow) -> Option<Event> {
        let step = Step::from_word(&entry.step)?;
        Some(Event {
            step,
            at: Stamp(entry.at),
            by: entry.actor.map(|person| self.of(person)),
            on_behalf_of: entry.on_behalf.map(|person| self.of(person)),
            words: words(step, entry),
            position: (entry.position >= 0).then_some(entry.position),
        })
    }

    fn review(&self, row: ReviewRow) -> ReviewShown {
        let scores = row.scores.map(|scores| scores.0).unwrap_or_default();
        ReviewShown {
            by: self.of(row.reviewer),
            rubric: row.rubric,
            scores: scores.into_iter().map(|(criterion, points)| ScoreShown { criterion, points }).collect(),
            total: row.total,
            conclusion: row.conclusion,
            advice: row.advice,
            at: row.submitted_at.map(Stamp),
        }
    }

    fn work(&self, row: WorkRow) -> Work {
        Work {
            owner: self.of(row.owner),
            plan: row.plan,
            trial: row.scale == "trial",
            starts: row.starts,
            ends: row.ends,
        }
    }
}

/// What was said with a step, of those whose words are for everybody who sees the record. Comments and
/// reviews stand for themselves, with their own rules.
fn words(step: Step, entry: &SealedRow) -> Option<String> {
    let name = match step {
        Step::Return
        | Step::Remark
        | Step::Adopt
        | Step::Decline
        | Step::Shelve
        | Step::PassUp
        | Step::Uphold
        | Step::Overturn
        | Step::TakeUp => "answer",
        Step::Appeal | Step::Dispute => "reason",
        Step::Progress | Step::Apply | Step::Confirm => "note",
        _ => return None,
    };
    entry.payload()[name].as_str().filter(|words| !words.is_empty()).map(str::to_owned)
}

async fn receipt(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parsed(&id)?;
    let actor = ctx.actor()?.clone();
    let receipt = ctx
        .read(move |reader| {
            policy::find(reader, &actor, id)?;
            let history = ledger::folds::history(reader, id.any())?;
            let first = history.into_iter().find(|entry| entry.step == Step::Submit.word()).ok_or(Error::NotFound)?;
            ledger::proofs::receipt(reader, first.id)
        })
        .await?;
    let receipt = receipt.ok_or_else(|| Error::refused("api-receipt-not-yet"))?;
    Ok(receipt.to_text().into_response())
}
