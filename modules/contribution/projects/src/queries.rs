//! What pages read: lists, and one project whole.

use std::collections::HashMap;

use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Result, Role};
use ledger::SealedRow;
use store::{Filter, Reader, Type, Value};
use web::attachments::{self, Attachment};
use works::authors::Author;

use crate::lifecycle::State;
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

/// Keeps the projects of `project p` that the actor may see: `policy::may_see` as SQL.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = Value::Id(actor.person.uuid());
    let home = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
    filter.and(
        "(EXISTS (SELECT 1 FROM work_author t WHERE t.work = p.id AND t.person = ?) \
         OR EXISTS (SELECT 1 FROM project_judge j WHERE j.project = p.id AND j.person = ?) \
         OR (p.visibility = 'public' AND (p.approved_by IS NOT NULL OR p.enterprise = ?)) \
         OR (p.visibility = 'enterprise' AND p.enterprise = ?) OR (p.visibility = 'team' AND p.unit = ?)",
        [me.clone(), me, home.clone(), home, Value::Id(actor.place.unit.uuid())],
    );
    within(filter, actor, &works::sight::READERS);
    filter.tail(")", []);
}

/// `OR` what lies where the actor holds one of these roles inside an enterprise.
fn within<'a>(filter: &mut Filter<'a>, actor: &'a Actor, roles: &[Role]) {
    for grant in actor.grants.iter().filter(|grant| roles.contains(&grant.role)) {
        if let Some(enterprise) = grant.enterprise {
            let (from, until) = (grant.path.as_str(), grant.path.end());
            filter.tail(
                "OR (p.enterprise = ? AND ((p.path >= ? AND p.path < ?) OR (p.industry_path >= ? AND p.industry_path < ?)))",
                [
                    Value::Id(enterprise.uuid()),
                    Value::Text(from),
                    Value::Owned(until.clone()),
                    Value::Text(from),
                    Value::Owned(until),
                ],
            );
        }
    }
}

/// A page of projects, the newest first. One more than `most` says that there are more.
///
/// # Errors
/// Broken, when the database fails.
pub fn list(reader: &Reader<'_>, actor: &Actor, which: Which, most: i64, offset: i64) -> Result<Vec<Project>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    let me = Value::Id(actor.person.uuid());
    match which {
        Which::All => {
            filter.and("p.state <> ?", [Value::Owned(State::Withdrawn.to_string())]);
        }
        Which::Mine => {
            filter.and("EXISTS (SELECT 1 FROM work_author m WHERE m.work = p.id AND m.person = ?)", [me]);
        }
        Which::Waiting => {
            filter.and(
                "(EXISTS (SELECT 1 FROM project_judge j WHERE j.project = p.id AND j.person = ? AND j.judged_at IS NULL) \
                 OR EXISTS (SELECT 1 FROM work_author m WHERE m.work = p.id AND m.person = ? AND m.agreed_at IS NULL) \
                 OR (p.leader = ? AND p.state = ?)",
                [me.clone(), me.clone(), me.clone(), Value::Owned(State::Returned.to_string())],
            );
            filter.tail(
                "OR (p.state IN (?, ?) AND NOT EXISTS (SELECT 1 FROM work_author m WHERE m.work = p.id AND m.person = ?) AND (1 = 0",
                [Value::Owned(State::Proposed.to_string()), Value::Owned(State::InAcceptance.to_string()), me],
            );
            within(&mut filter, actor, &[Role::InnovationOfficer]);
            filter.tail(")))", []);
        }
    }
    filter.tail("ORDER BY p.proposed_at DESC, p.id DESC LIMIT ? OFFSET ?", [Value::Int(most + 1), Value::Int(offset)]);
    reader.list(LIST, &filter)
}

/// How many an officer is to decide on: proposed or handed in, and not their own.
///
/// # Errors
/// Broken, when the database fails.
pub fn undecided(reader: &Reader<'_>, actor: &Actor) -> Result<i64> {
    let mut filter = Filter::new();
    filter.and_in("p.state", [State::Proposed, State::InAcceptance].map(|state| Value::Owned(state.to_string())));
    let own = "NOT EXISTS (SELECT 1 FROM work_author m WHERE m.work = p.id AND m.person = ?)";
    filter.and(own, [Value::Id(actor.person.uuid())]).and("(1 = 0", []);
    within(&mut filter, actor, &[Role::InnovationOfficer]);
    filter.tail(")", []);
    Ok(reader.list::<(i64,)>("SELECT COUNT(*) FROM project p WHERE", &filter)?.first().map_or(0, |(count,)| *count))
}

/// What somebody has a share in, as far as the actor may see it, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(reader: &Reader<'_>, actor: &Actor, person: PersonId, most: i64) -> Result<Vec<Project>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    let theirs = "EXISTS (SELECT 1 FROM work_author m WHERE m.work = p.id AND m.person = ?)";
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
