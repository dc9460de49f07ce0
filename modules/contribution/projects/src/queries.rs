//! What pages read: lists, and one project whole.

use std::collections::HashMap;

use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Result, Role};
use ledger::SealedRow;
use store::{Filter, Newest, Reader, Reasons, Value};
use web::attachments::{self, Attachment};
use works::authors::Author;

use crate::model::{Judge, Milestone, Project, ProjectId, Spending, Trial};
use crate::policy::{self, Seen};
use crate::store::{JUDGES, LIST, MILESTONES, SPENDINGS, TRIALS, UNIT_NAMES};

const NAMES: &str = "SELECT id, name FROM person WHERE";

/// Which projects a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Everything one may see.
    #[default]
    All,
    /// What one has a share in.
    Mine,
    /// What waits for a decision or a judgement of one's own.
    Waiting,
}

/// Why the actor may see projects of `project p`: `policy::may_see` as SQL.
fn reasons(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or("p.id IN (SELECT t.work FROM work_author t WHERE t.person = ?)", [me()])
        .or("p.id IN (SELECT j.project FROM project_judge j WHERE j.person = ?)", [me()])
        .or("p.visibility = 'public' AND p.approved_by IS NOT NULL", [])
        .or("p.unit = ? AND p.visibility = 'team'", [Value::Id(actor.place.unit.uuid())]);
    if let Some(home) = actor.place.enterprise {
        reasons.or("p.enterprise = ? AND p.visibility IN ('enterprise', 'public')", [Value::Id(home.uuid())]);
    }
    reasons.or_within(store::within!("p"), actor, &works::sight::READERS, &[]);
    reasons
}

/// Keeps the projects of `project p` that the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}

/// Waits for an officer's decision, and is not their own.
macro_rules! undecided {
    () => {
        "p.state IN ('project_proposed', 'project_in_acceptance') \
         AND NOT EXISTS (SELECT 1 FROM work_author m WHERE m.work = p.id AND m.person = ?)"
    };
}

/// Why something waits for the actor.
fn waiting(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or("p.id IN (SELECT j.project FROM project_judge j WHERE j.person = ? AND j.judged_at IS NULL)", [me()])
        .or("p.id IN (SELECT m.work FROM work_author m WHERE m.person = ? AND m.agreed_at IS NULL)", [me()])
        .or(
            "p.id IN (SELECT m.work FROM work_author m WHERE m.person = ?) AND p.leader = ? AND p.state = 'project_returned'",
            [me(), me()],
        )
        .or_within(
            concat!(store::within!("p"), " AND ", undecided!()),
            actor,
            &[Role::InnovationOfficer],
            &[me()],
        );
    reasons
}

/// A page of projects, the newest first. One more than `most` says that there are more.
///
/// # Errors
/// Broken, when the database fails.
pub fn list(reader: &Reader<'_>, actor: &Actor, which: Which, most: i64, offset: i64) -> Result<Vec<Project>> {
    let me = Value::Id(actor.person.uuid());
    let mut mine = Reasons::new();
    mine.or("p.id IN (SELECT m.work FROM work_author m WHERE m.person = ?)", [me]);
    let how = NEWEST.to(offset + most + 1);
    let found = match which {
        Which::All => reasons(actor).newest(reader, how, |filter| {
            filter.and("p.state <> 'project_withdrawn'", []);
        })?,
        Which::Mine => mine.newest(reader, how, |_| ())?,
        Which::Waiting => waiting(actor).newest(reader, how, |_| ())?,
    };
    rows(reader, found.into_iter().skip(usize::try_from(offset).unwrap_or(0)).map(|(id, _)| id))
}

/// How the newest are found.
const NEWEST: Newest =
    Newest::of("SELECT p.id, p.proposed_at FROM project p WHERE", "ORDER BY p.proposed_at DESC, p.id DESC LIMIT ?");

/// Some projects, the newest first.
fn rows(reader: &Reader<'_>, ids: impl IntoIterator<Item = ProjectId>) -> Result<Vec<Project>> {
    let mut filter = Filter::new();
    filter.and_in("p.id", ids.into_iter().map(|id| Value::Id(id.uuid())));
    filter.tail("ORDER BY p.proposed_at DESC, p.id DESC", []);
    reader.list(LIST, &filter)
}

/// How many an officer is to decide on: proposed or handed in, and not their own.
///
/// # Errors
/// Broken, when the database fails.
pub fn undecided(reader: &Reader<'_>, actor: &Actor) -> Result<i64> {
    let mut reasons = Reasons::new();
    let condition = concat!(store::within!("p"), " AND ", undecided!());
    reasons.or_within(condition, actor, &[Role::InnovationOfficer], &[Value::Id(actor.person.uuid())]);
    let mut filter = Filter::new();
    reasons.any(&mut filter);
    Ok(reader.list::<(i64,)>("SELECT COUNT(*) FROM project p WHERE", &filter)?.first().map_or(0, |(count,)| *count))
}

/// What somebody has a share in, as far as the actor may see it, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(reader: &Reader<'_>, actor: &Actor, person: PersonId, most: i64) -> Result<Vec<Project>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    let theirs = "p.id IN (SELECT m.work FROM work_author m WHERE m.person = ?)";
    filter.and(theirs, [Value::Id(person.uuid())]);
    filter.tail("ORDER BY p.proposed_at DESC, p.id DESC LIMIT ?", [Value::Int(most)]);
    reader.list(LIST, &filter)
}

/// One project with everything its page shows.
pub struct Record {
    /// The project and how the reader stands to it.
    pub seen: Seen,
    /// Who shares in it, the leader first.
    pub authors: Vec<Author>,
    /// Its milestones, by their day.
    pub milestones: Vec<Milestone>,
    /// What was spent.
    pub spendings: Vec<Spending>,
    /// What trials showed.
    pub trials: Vec<Trial>,
    /// Its panel.
    pub panel: Vec<Judge>,
    /// Its files, for who reads them.
    pub files: Vec<Attachment>,
    /// Everything that happened to it, oldest first.
    pub history: Vec<SealedRow>,
    /// Short names of its unit and its enterprise.
    pub unit: (String, String),
    /// Everybody named on the page.
    names: HashMap<PersonId, String>,
}

impl Record {
    /// Reads it for `actor`, in a fixed number of statements.
    ///
    /// # Errors
    /// Not found, when it is missing or hidden.
    pub fn read(reader: &Reader<'_>, actor: &Actor, id: ProjectId) -> Result<Record> {
        let seen = policy::find(reader, actor, id)?;
        let units: HashMap<UnitId, String> =
            reader.all(&UNIT_NAMES, (seen.it.unit, seen.it.enterprise))?.into_iter().collect();
        let unit = |id: UnitId| units.get(&id).cloned().unwrap_or_default();
        let mut record = Record {
            unit: (unit(seen.it.unit), unit(seen.it.enterprise)),
            authors: works::authors::of(reader, id)?,
            milestones: reader.all(&MILESTONES, (id,))?,
            spendings: reader.all(&SPENDINGS, (id,))?,
            trials: reader.all(&TRIALS, (id,))?,
            panel: reader.all(&JUDGES, (id,))?,
            files: if policy::reads_files(actor, &seen) { attachments::of(reader, id)? } else { Vec::new() },
            history: ledger::folds::history(reader, id.any())?,
            names: HashMap::new(),
            seen,
        };
        let named = record.named();
        let mut filter = Filter::new();
        filter.and_in("id", named.iter().map(|person| Value::Id(person.uuid())));
        record.names = reader.list::<(PersonId, String)>(NAMES, &filter)?.into_iter().collect();
        Ok(record)
    }

    /// A person's name; empty for nobody.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("", String::as_str)
    }

    fn named(&self) -> Vec<PersonId> {
        let mut people = vec![self.seen.it.leader];
        people.extend(self.seen.it.approved_by);
        people.extend(self.history.iter().filter_map(|entry| entry.actor));
        people.extend(self.panel.iter().map(|judge| judge.person));
        people.extend(self.trials.iter().map(|trial| trial.by_person));
        people
    }
}
