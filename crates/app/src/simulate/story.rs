//! A suggestion with all that happened to it, as the actions of its module leave it: the rows as they stand at
//! the end, and the facts on the way. What each step writes is what `suggestions::actions` writes; a test
//! compares the two.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Error, Place, Result, Shares, Time};
use ledger::Fact;
use ledger::history::Told;
use serde_json::{Value, json};
use store::Json;
use suggestions::lifecycle::{LIFECYCLE, State, Step};
use suggestions::model::{Channel, CommentId, KIND, Prepared, SuggestionId, Verdict};
use suggestions::parts::{ReviewRow, Scores, WorkRow};
use suggestions::rules::Rules;
use suggestions::store::SuggestionRow;
use works::uses::Use;
use works::{Card, Stage};
use world::{Event, SuggestionPlan};

use super::ground::{For, Ground};
use crate::populate::words;

/// Everything that is written of one suggestion.
pub struct Tale {
    pub row: SuggestionRow,
    /// Who shares in it, with how much, and when they agreed.
    pub authors: Vec<(PersonId, u32, Option<Time>)>,
    pub reviews: Vec<ReviewRow>,
    pub seconds: Vec<(PersonId, Time)>,
    pub comments: Vec<(CommentId, PersonId, String, Time)>,
    pub work: Option<WorkRow>,
    pub card: Option<Card>,
    pub first_use: Option<Use>,
    pub facts: Vec<Told>,
    /// Steps that the lifecycle does not know: none.
    pub illegal: usize,
}

/// How long a co-author takes to agree.
const AGREES: i64 = 20 * 3_600_000;
/// The close of the last day of a plan.
const CLOSE: i64 = 18 * 3_600_000;
/// The scheme after which reviewers score.
const RUBRIC: i64 = 1;

/// Tells it. `serial` is its number.
///
/// # Errors
/// Broken, when the plan does not hold together.
pub fn tell(ground: &Ground, told: &world::province::Told, serial: String, rules: &Rules) -> Result<Tale> {
    let mut telling = Telling::new(ground, told, serial, rules)?;
    let mut events: Vec<(i64, Happening<'_>)> =
        told.plan.storyline.iter().map(|event| (event.at_ms, Happening::Event(event))).collect();
    events.extend(telling.agreements().into_iter().map(|(at, nth)| (at, Happening::Agree(nth))));
    events.sort_by_key(|event| event.0);
    for (at, happening) in events {
        let went = match happening {
            Happening::Event(event) => telling.happen(event)?,
            Happening::Agree(nth) => telling.agree(nth, Time::from_millis(at))?,
        };
        telling.tale.illegal += usize::from(!went);
    }
    Ok(telling.end())
}

enum Happening<'a> {
    Event(&'a Event),
    Agree(usize),
}

struct Telling<'a> {
    ground: &'a Ground,
    nth: usize,
    plan: &'a SuggestionPlan,
    place: Place,
    rules: &'a Rules,
    shares: Shares,
    /// When it became a work.
    work_since: Option<Time>,
    tale: Tale,
}

impl<'a> Telling<'a> {
    fn new(
        ground: &'a Ground,
        told: &'a world::province::Told,
        serial: String,
        rules: &'a Rules,
    ) -> Result<Telling<'a>> {
        let plan = &told.plan;
        let nth = told.enterprise;
        let place = ground.place_of(nth, plan.unit);
        let at = Time::from_millis(plan.submitted_at_ms);
        let author = ground.person(plan.author);
        let parts = plan.shares.iter().map(|share| (ground.person(share.person), u32::from(share.percent))).collect();
        let shares = Shares::new(parts).map_err(|reason| Error::broken(reason.key))?;
        let body = format!("{}\n{}", plan.now_text, plan.how_text);
        let officer = ground.person(ground.enterprise(nth).officer());
        let row = SuggestionRow {
            id: id(ground, plan),
            serial,
            title: plan.title.clone(),
            now_text: plan.now_text.clone(),
            how_text: plan.how_text.clone(),
            category: Some(words::category(plan.category)),
            gains: Json(words::gains(&plan.benefits)),
            spot: String::new(),
            visibility: words::visibility(plan.visibility),
            state: LIFECYCLE.start,
            version: 1,
            channel: if told.paper { Channel::Paper } else { Channel::Own },
            author,
            entered_by: told.paper.then_some(officer),
            unclaimed: false,
            unit: place.unit,
            enterprise: place.enterprise.ok_or(Error::NotFound)?,
            path: place.path.clone(),
            industry_path: place.industry_path.clone(),
            submitted_at: at,
            promised_at: rules.decide_due(at),
            due_at: Some(rules.check_due(at)),
            officer: None,
            decided_at: None,
            decided_by: None,
            appealed: false,
            prepared: None,
            owner: None,
            applied_at: None,
            closed_at: None,
            lead: None,
            seconds: 0,
            text_key: search::same_text_key(&plan.title, &body).to_vec(),
            reminded: 0,
        };
        let authors =
            shares.parts().iter().map(|(person, part)| (*person, *part, (*person == author).then_some(at))).collect();
        let tale = Tale {
            row,
            authors,
            reviews: Vec::new(),
            seconds: Vec::new(),
            comments: Vec::new(),
            work: None,
            card: None,
            first_use: None,
            facts: Vec::new(),
            illegal: 0,
        };
        Ok(Telling { ground, nth, plan, place, rules, shares, work_since: None, tale })
    }

    /// Four of five co-authors agree within days, unless it is taken back before.
    fn agreements(&self) -> Vec<(i64, usize)> {
        let taken_back = self.plan.storyline.iter().find(|event| event.step == world::Step::Withdraw);
        let until = taken_back.map_or(world::province::END_MS, |event| event.at_ms);
        (1..self.tale.authors.len())
            .filter_map(|nth| {
                let drawn = self.ground.chance(For::Suggestion, u64::from(self.plan.index) << 4 | nth as u64);
                let at = self.plan.submitted_at_ms
                    + AGREES * (1 + (drawn >> 8) as i64 % 4)
                    + (drawn >> 16) as i64 % 3_600_000;
                (drawn % 5 != 0 && at < until).then_some((at, nth))
            })
            .collect()
    }

    fn agree(&mut self, nth: usize, at: Time) -> Result<bool> {
        let person = self.tale.authors[nth].0;
        self.tale.authors[nth].2 = Some(at);
        self.record(Step::Agree, at, person, &json!({}))?;
        Ok(true)
    }

    /// One step; whether the lifecycle knows it.
    fn happen(&mut self, event: &Event) -> Result<bool> {
        let (at, by) = (Time::from_millis(event.at_ms), self.ground.person(event.by));
        let text = event.text.as_str();
        match &event.step {
            world::Step::Submit => return self.submit(at),
            world::Step::ReturnForCompletion => self.check(Step::Return, at, by, text),
            world::Step::MarkGeneralRemark => self.check(Step::Remark, at, by, text),
            world::Step::Resubmit => {
                let what = json!({
                    "title": self.tale.row.title, "now": self.tale.row.now_text, "how": self.tale.row.how_text,
                    "category": self.tale.row.category, "gains": self.tale.row.gains.0, "spot": self.tale.row.spot,
                });
                let due = self.rules.check_due(at);
                self.settle(Step::Complete, at, by, &what, |row| row.due_at = Some(due))
            }
            world::Step::Accept => {
                let what = json!({ "category": self.tale.row.category });
                self.settle(Step::Accept, at, by, &what, |row| {
                    row.due_at = Some(row.promised_at);
                    row.officer = row.officer.or(Some(by));
                })
            }
            world::Step::AssignReviewers(chosen) => self.invite(at, by, chosen),
            world::Step::Review(scores, conclusion) => self.review(at, by, *scores, words::verdict(*conclusion), text),
            world::Step::Adopt => self.decide(Step::Adopt, Verdict::Adopt, at, by, text),
            world::Step::Decline => self.decide(Step::Decline, Verdict::Decline, at, by, text),
            world::Step::Reserve => self.decide(Step::Shelve, Verdict::Shelve, at, by, text),
            world::Step::PassUp { .. } => self.decide(Step::PassUp, Verdict::PassUp, at, by, text),
            world::Step::RequestReconsideration => {
                let due = self.rules.decide_due(at);
                self.settle(Step::Appeal, at, by, &json!({ "reason": text }), |row| {
                    (row.appealed, row.due_at) = (true, Some(due));
                })
            }
            world::Step::Reconsider { overturned } => {
                let step = if *overturned { Step::Overturn } else { Step::Uphold };
                self.settle(step, at, by, &json!({ "answer": text }), |row| {
                    (row.due_at, row.decided_by) = (None, Some(by));
                })
            }
            world::Step::Plan { implementer, due_ms } => self.plan(at, by, *implementer, *due_ms, text),
            world::Step::StartTrial => self.note(Step::Progress, at, by, &json!({ "note": text })),
            world::Step::Apply => {
                let since = Time::start_of(at.date());
                let what = json!({ "since": at.date().to_string(), "note": text });
                self.settle(Step::Apply, at, by, &what, |row| (row.due_at, row.applied_at) = (None, Some(since)))
            }
            world::Step::ConfirmDone => self.settle(Step::Confirm, at, by, &json!({ "note": text }), |_| {}),
            world::Step::DisputeDone => {
                let ends = self.tale.work.as_ref().map(|work| Time::start_of(work.ends).plus_millis(CLOSE));
                self.settle(Step::Dispute, at, by, &json!({ "reason": text }), |row| {
                    (row.applied_at, row.due_at) = (None, ends);
                })
            }
            world::Step::Withdraw => self.settle(Step::Withdraw, at, by, &json!({}), |row| {
                (row.due_at, row.prepared) = (None, None);
            }),
            world::Step::Second => self.talk(Step::Second, at, event, None),
            world::Step::Comment => self.talk(Step::Comment, at, event, Some(text)),
        }
    }

    fn submit(&mut self, at: Time) -> Result<bool> {
        let row = &self.tale.row;
        let what = json!({
            "serial": row.serial, "title": row.title, "now": row.now_text, "how": row.how_text, "category": row.category,
            "gains": row.gains.0, "spot": row.spot, "visibility": row.visibility, "channel": row.channel,
            "shares": self.shares, "files": [], "promised_at": row.promised_at,
        });
        let by = row.entered_by.unwrap_or(row.author);
        self.record(Step::Submit, at, by, &what)?;
        Ok(true)
    }

    fn check(&mut self, step: Step, at: Time, by: PersonId, answer: &str) -> Result<bool> {
        self.settle(step, at, by, &json!({ "answer": answer }), |row| {
            row.due_at = None;
            row.officer = row.officer.or(Some(by));
        })
    }

    fn invite(&mut self, at: Time, by: PersonId, chosen: &[u32]) -> Result<bool> {
        let people: Vec<PersonId> = chosen.iter().map(|index| self.ground.person(*index)).collect();
        let row = |reviewer: &PersonId| ReviewRow {
            suggestion: self.tale.row.id,
            reviewer: *reviewer,
            invited_at: at,
            rubric: RUBRIC,
            scores: None,
            total: None,
            conclusion: None,
            advice: None,
            submitted_at: None,
        };
        self.tale.reviews = people.iter().map(row).collect();
        self.note(Step::Invite, at, by, &json!({ "reviewers": people, "released": [] }))
    }

    fn review(&mut self, at: Time, by: PersonId, given: world::Scores, advice: Verdict, text: &str) -> Result<bool> {
        let (scores, total): (Scores, u32) = (words::scores(given), u32::from(given.total()));
        let what = json!({
            "rubric": RUBRIC, "scores": scores, "total": total, "conclusion": text, "advice": advice,
        });
        let Some(row) = self.tale.reviews.iter_mut().find(|review| review.reviewer == by) else { return Ok(false) };
        (row.scores, row.total, row.conclusion) = (Some(Json(scores)), Some(i64::from(total)), Some(text.to_owned()));
        (row.advice, row.submitted_at) = (Some(advice), Some(at));
        self.note(Step::Review, at, by, &what)
    }

    /// Prepared and announced in one.
    fn decide(&mut self, step: Step, verdict: Verdict, at: Time, by: PersonId, answer: &str) -> Result<bool> {
        let prepared = Prepared { verdict, answer: answer.to_owned(), by };
        if !self.settle(Step::Prepare, at, by, &json!({}), |row| row.prepared = Some(Json(prepared)))? {
            return Ok(false);
        }
        let on_time = at <= self.tale.row.promised_at;
        let what = json!({ "answer": answer, "prepared_by": by, "on_time": on_time });
        self.settle(step, at, by, &what, |row| {
            (row.due_at, row.prepared, row.decided_at, row.decided_by) = (None, None, Some(at), Some(by));
        })
    }

    fn plan(&mut self, at: Time, by: PersonId, implementer: u32, due_ms: i64, text: &str) -> Result<bool> {
        let owner = self.ground.person(implementer);
        let (starts, ends) = (at.date(), Time::from_millis(due_ms).date().max(at.date()));
        let work = WorkRow {
            suggestion: self.tale.row.id,
            owner,
            plan: text.to_owned(),
            scale: "trial".to_owned(),
            starts,
            ends,
        };
        let what = json!({
            "owner": owner, "plan": text, "scale": work.scale, "starts": starts.to_string(), "ends": ends.to_string(),
        });
        self.tale.work = Some(work);
        self.settle(Step::Plan, at, by, &what, |row| {
            row.owner = Some(owner);
            row.due_at = Some(Time::start_of(ends).plus_millis(CLOSE));
        })
    }

    /// A second or a comment, by whoever may see it while one still may: nobody else says anything.
    fn talk(&mut self, step: Step, at: Time, event: &Event, text: Option<&str>) -> Result<bool> {
        let by = self.ground.person(event.by);
        let team = self.tale.row.visibility == works::Visibility::Team;
        let stranger = team && self.ground.province.person(event.by).unit != self.plan.unit;
        let own = self.shares.includes(by) && step == Step::Second;
        if stranger || own || !LIFECYCLE.permits(self.tale.row.state, step) {
            return Ok(true);
        }
        let what = match text {
            None => {
                self.tale.seconds.push((by, at));
                self.tale.row.seconds += 1;
                json!({})
            }
            Some(text) => {
                let index = u64::from(self.plan.index) << 8 | self.tale.comments.len() as u64;
                let id: CommentId = self.ground.id_of(For::Comment, index, self.plan.index, at);
                self.tale.comments.push((id, by, text.to_owned(), at));
                json!({ "comment": id, "text": text, "mentions": [] })
            }
        };
        self.note(step, at, by, &what)
    }

    /// A step that leaves the row as it is.
    fn note(&mut self, step: Step, at: Time, by: PersonId, what: &Value) -> Result<bool> {
        if !LIFECYCLE.permits(self.tale.row.state, step) {
            return Ok(false);
        }
        self.record(step, at, by, what)?;
        Ok(true)
    }

    /// A step that changes the row.
    fn settle(
        &mut self,
        step: Step,
        at: Time,
        by: PersonId,
        what: &Value,
        change: impl FnOnce(&mut SuggestionRow),
    ) -> Result<bool> {
        let row = &mut self.tale.row;
        let Ok(next) = LIFECYCLE.next(row.state, step) else { return Ok(false) };
        row.state = next;
        change(row);
        row.version += 1;
        row.closed_at = (!row.state.awaits_answer() && row.due_at.is_none()).then_some(at);
        if row.state.is_adopted() {
            self.work_since.get_or_insert(at);
        }
        self.keep_use(at)?;
        self.record(step, at, by, what)?;
        Ok(true)
    }

    /// Its first use begins when it is applied, and ends when its author says that it is not done.
    fn keep_use(&mut self, at: Time) -> Result<()> {
        let row = &self.tale.row;
        match (row.state, row.applied_at, &mut self.tale.first_use) {
            (State::Applied | State::Done, Some(since), Some(first)) => {
                (first.since, first.ended_at) = (since, None);
            }
            (State::Applied | State::Done, Some(since), none) => {
                *none = Some(Use {
                    id: row.id.cast(),
                    work: row.id.cast(),
                    source: None,
                    unit: row.unit,
                    enterprise: row.enterprise,
                    path: row.path.clone(),
                    industry_path: row.industry_path.clone(),
                    since,
                    ended_at: None,
                });
            }
            (_, _, Some(first)) => first.ended_at = first.ended_at.or(Some(at)),
            (_, _, None) => {}
        }
        Ok(())
    }

    fn record(&mut self, step: Step, at: Time, by: PersonId, what: &Value) -> Result<()> {
        let row = &self.tale.row;
        let mut fact =
            Fact::new(KIND, row.id.any(), step.word(), at).counted_at(&self.place).by_person(by).with(1, what);
        if step == Step::Submit && row.entered_by.is_some() {
            fact = fact.on_behalf_of(row.author);
        }
        let nth = self.tale.facts.len() as u32;
        let index = u64::from(self.plan.index) << 12 | u64::from(nth & 0xFFF);
        let id = self.ground.id_of(For::Fact, index, (self.plan.index & 0x3FFF) << 12 | (nth & 0xFFF), at);
        let salt = [self.ground.chance(For::Salt, index), self.ground.chance(For::Salt, !index)];
        self.tale.facts.push(Told::new(fact, id, super::salt(salt))?);
        Ok(())
    }

    /// The end: the card as the last step left it. Of deadlines that have passed since everybody was told.
    fn end(mut self) -> Tale {
        let row = &mut self.tale.row;
        row.reminded = if row.due_at.is_some() { 2 } else { 0 };
        let stage = match row.state {
            State::Adopted | State::Implementing => Some(Stage::Open),
            State::Reserve => Some(Stage::Shelved),
            State::Applied | State::Done => Some(Stage::InUse),
            _ => None,
        };
        self.tale.card = stage.map(|stage| Card {
            id: row.id.cast(),
            kind: works::Kind::Suggestion,
            serial: row.serial.clone(),
            title: row.title.clone(),
            gist: row.how_text.clone(),
            stage,
            visibility: row.visibility,
            author: row.author,
            unit: row.unit,
            enterprise: row.enterprise,
            path: row.path.clone(),
            industry_path: row.industry_path.clone(),
            industry: self.ground.enterprise(self.nth).industry.code.to_owned(),
            since: row.applied_at,
            at: self.work_since.unwrap_or(row.submitted_at),
        });
        self.tale
    }
}

/// The id of a suggestion.
pub fn id(ground: &Ground, plan: &SuggestionPlan) -> SuggestionId {
    ground.id(For::Suggestion, plan.index, Time::from_millis(plan.submitted_at_ms))
}
