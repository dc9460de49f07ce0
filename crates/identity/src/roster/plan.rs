//! What an import would do, worked out from the sheet and from what there is now.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use kernel::id::{PersonId, UnitId};
use kernel::{Error, Path, Reason, Result, Role, Time, text};
use store::Reader;

use super::sheet::{Columns, Entry};
use super::{Column, NewPart, Options, Outcome, Preview, RowPlan, Sheet};
use crate::by::{By, administers};
use crate::model::{Person, Unit, UnitKind};
use crate::store::people::{GRANTS_WITHIN, PEOPLE_OF_ENTERPRISE};
use crate::{people, secret, tree};

/// What is to be done for one row.
#[derive(Clone, Debug)]
pub(super) struct Task {
    /// Who it is, unless new.
    pub person: Option<Person>,
    /// As read, with what the sheet does not say filled in.
    pub entry: Entry,
    /// Where they belong.
    pub target: Target,
    /// Roles they do not hold yet.
    pub roles: Vec<Role>,
}

/// Where somebody belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// In a unit there is.
    Unit(UnitId),
    /// In a workshop to be founded.
    Workshop(String),
    /// In a team to be founded, in this workshop (empty: in the enterprise).
    Team(String, String),
}

/// Works out what importing `sheet` would do. Whoever shows it asks [`super::may_import`] first.
///
/// # Errors
/// Invalid (`file`) without the needed columns; refused for anything but a living enterprise
/// (`roster-not-enterprise`). Faulty rows are no error, they are in the preview.
pub fn preview(
    reader: &Reader<'_>,
    by: By<'_>,
    enterprise: UnitId,
    sheet: &Sheet,
    options: Options,
    now: Time,
) -> Result<Preview> {
    let enterprise = tree::unit(reader, enterprise)?;
    if enterprise.kind != UnitKind::Enterprise || enterprise.ended_at.is_some() {
        return Err(Error::refused("roster-not-enterprise"));
    }
    let columns = Columns::recognise(&sheet.header)?;
    let may_grant = match by {
        By::Person(actor) | By::Allowed(actor) => administers(actor, &enterprise.place()).allowed(),
        By::House => true,
    };
    let plan = Plan { may_grant, ..Plan::begin(reader, enterprise, columns, sheet, now)? };
    let leaving = if options.end_missing { plan.missing() } else { Vec::new() };
    let mut rows = Vec::with_capacity(sheet.rows.len());
    let mut new_units = Vec::new();
    for (line, cells) in &sheet.rows {
        let row = plan.row(reader, *line, cells, &leaving)?;
        if let Some(task) = &row.task {
            note_new_units(&plan, &task.target, &mut new_units);
        }
        rows.push(row);
    }
    let faulty = rows.iter().filter(|row| matches!(row.outcome, Outcome::Faulty(_))).count();
    let fingerprint = fingerprint(&rows, &leaving);
    Ok(Preview { rows, leaving, new_units, ignored: plan.columns.ignored, faulty, fingerprint })
}

/// Of what would be done; how somebody likes their pages, say, may change meanwhile.
fn fingerprint(rows: &[RowPlan], leaving: &[Person]) -> String {
    let mut all = String::new();
    for row in rows {
        let task = row.task.as_ref().map(|task| (&task.entry, &task.target, &task.roles));
        let _ = writeln!(all, "{} {:?} {task:?}", row.line, row.outcome);
    }
    for person in leaving {
        let _ = writeln!(all, "{}", person.id);
    }
    hex::encode(secret::digest(&all))
}

struct Plan {
    enterprise: Unit,
    /// Whether whoever imports administers the enterprise.
    may_grant: bool,
    columns: Columns,
    /// Present people by number.
    people: HashMap<String, Person>,
    /// Numbers and phones in the sheet, with the lines they are on.
    numbers: HashMap<String, Vec<u32>>,
    phones: HashMap<String, Vec<u32>>,
    /// Whose phone the sheet changes, by number, and to what.
    said: HashMap<String, Option<String>>,
    parts: HashMap<(UnitId, String), Unit>,
    paths: HashMap<UnitId, Path>,
    held: HashSet<(PersonId, Role, UnitId)>,
}

impl Plan {
    fn begin(reader: &Reader<'_>, enterprise: Unit, columns: Columns, sheet: &Sheet, now: Time) -> Result<Plan> {
        let (mut numbers, mut phones): (HashMap<String, Vec<u32>>, HashMap<String, Vec<u32>>) = Default::default();
        let mut said = HashMap::new();
        for (line, cells) in &sheet.rows {
            let number = people::checked_employee_no(columns.cell(Column::EmployeeNo, cells)).ok();
            let phone = people::checked_phone(columns.cell(Column::Phone, cells)).ok().flatten();
            if let Some(phone) = &phone {
                phones.entry(phone.clone()).or_default().push(*line);
            }
            if let Some(number) = number {
                numbers.entry(number.clone()).or_default().push(*line);
                said.insert(number, phone);
            }
        }
        let present = reader.all(&PEOPLE_OF_ENTERPRISE, (enterprise.id,))?;
        let units = tree::subtree(reader, &enterprise)?;
        let held = reader.all(&GRANTS_WITHIN, (enterprise.id, now))?;
        Ok(Plan {
            people: present.into_iter().map(|person| (person.employee_no.clone(), person)).collect(),
            paths: units.iter().map(|unit| (unit.id, unit.path.clone())).collect(),
            parts: units
                .into_iter()
                .filter_map(|unit| Some(((unit.parent?, unit.name.clone()), unit)))
                .filter(|(_, unit)| unit.kind.is_part())
                .collect(),
            held: held.into_iter().map(|held| (held.person, held.role, held.unit)).collect(),
            enterprise,
            may_grant: false,
            columns,
            numbers,
            phones,
            said,
        })
    }

    /// Present people who are not in the sheet and may leave by it, in the order of their numbers.
    fn missing(&self) -> Vec<Person> {
        let mut missing: Vec<Person> =
            self.people.values().filter(|person| !self.numbers.contains_key(&person.employee_no)).cloned().collect();
        let holds = |person: &Person| self.held.iter().any(|(held, ..)| *held == person.id);
        missing.retain(|person| self.may_grant || !holds(person));
        missing.sort_unstable_by(|a, b| a.employee_no.cmp(&b.employee_no));
        missing
    }

    fn row(&self, reader: &Reader<'_>, line: u32, cells: &[String], leaving: &[Person]) -> Result<RowPlan> {
        let mut entry = match self.columns.entry(cells) {
            Ok(entry) => entry,
            Err(mut faults) => {
                self.note_twice(line, cells, &mut faults);
                let typed = |column| text::clean(self.columns.cell(column, cells)).trim().to_owned();
                let (name, employee_no) = (typed(Column::Name), typed(Column::EmployeeNo));
                return Ok(RowPlan { line, name, employee_no, outcome: Outcome::Faulty(faults), task: None });
            }
        };
        let person = self.people.get(&entry.employee_no);
        let mut faults = Vec::new();
        self.note_twice(line, cells, &mut faults);
        if !self.columns.has(Column::Phone) {
            entry.phone = person.and_then(|person| person.phone.clone());
        } else if self.is_phone_taken(reader, person, entry.phone.as_deref(), leaving)? {
            faults.push((Column::Phone, Reason::new("phone-taken")));
        }
        let target = self.target(&entry, person).unwrap_or_else(|fault| {
            faults.push(fault);
            Target::Unit(self.enterprise.id)
        });
        let (name, employee_no) = (entry.name.clone(), entry.employee_no.clone());
        let roles: Vec<Role> = entry.roles.iter().copied().filter(|role| !self.holds(person, *role, &target)).collect();
        if !self.may_grant && !roles.is_empty() {
            faults.push((Column::Roles, Reason::new("roster-roles-administrator")));
        }
        if !faults.is_empty() {
            return Ok(RowPlan { line, name, employee_no, outcome: Outcome::Faulty(faults), task: None });
        }
        let task = Task { person: person.cloned(), entry, target, roles };
        Ok(RowPlan { line, name, employee_no, outcome: outcome(&task), task: Some(task) })
    }

    fn note_twice(&self, line: u32, cells: &[String], faults: &mut Vec<(Column, Reason)>) {
        let mut note = |column, key, lines: Option<&Vec<u32>>| {
            if let Some(other) = lines.and_then(|lines| lines.iter().find(|other| **other != line)) {
                faults.push((column, Reason::new(key).with("line", other)));
            }
        };
        if let Ok(number) = people::checked_employee_no(self.columns.cell(Column::EmployeeNo, cells)) {
            note(Column::EmployeeNo, "roster-number-twice", self.numbers.get(&number));
        }
        if let Ok(Some(phone)) = people::checked_phone(self.columns.cell(Column::Phone, cells)) {
            note(Column::Phone, "roster-phone-twice", self.phones.get(&phone));
        }
    }

    /// Whether somebody else has the phone and keeps it.
    fn is_phone_taken(
        &self,
        reader: &Reader<'_>,
        person: Option<&Person>,
        phone: Option<&str>,
        leaving: &[Person],
    ) -> Result<bool> {
        let Some(phone) = phone else { return Ok(false) };
        if person.is_some_and(|person| person.phone.as_deref() == Some(phone)) {
            return Ok(false);
        }
        let Some(holder) = people::by_phone(reader, phone)? else { return Ok(false) };
        let gives_up = holder.enterprise == self.enterprise.id
            && self.said.get(&holder.employee_no).is_some_and(|said| said.as_deref() != Some(phone));
        Ok(!gives_up && !leaving.iter().any(|person| person.id == holder.id))
    }

    fn target(&self, entry: &Entry, person: Option<&Person>) -> Result<Target, (Column, Reason)> {
        let present = person.map(|person| person.unit);
        if !self.columns.has(Column::Workshop) && !self.columns.has(Column::Team) {
            return Ok(Target::Unit(present.unwrap_or(self.enterprise.id)));
        }
        let unfit = |column| (column, Reason::new("unit-does-not-fit"));
        let part = |parent: UnitId, name: &str| self.parts.get(&(parent, name.to_owned()));
        let workshop = match entry.workshop.as_str() {
            "" => Some(&self.enterprise),
            name => part(self.enterprise.id, name),
        };
        let Some(workshop) = workshop else {
            return Ok(match entry.team.as_str() {
                "" => Target::Workshop(entry.workshop.clone()),
                team => Target::Team(entry.workshop.clone(), team.to_owned()),
            });
        };
        if entry.team.is_empty() {
            // A sheet without teams says only the workshop; who is in a team there stays in it.
            let stays = present.filter(|unit| {
                !self.columns.has(Column::Team) && self.paths.get(unit).is_some_and(|path| workshop.path.covers(path))
            });
            return Ok(Target::Unit(stays.unwrap_or(workshop.id)));
        }
        if workshop.kind == UnitKind::Team {
            return Err(unfit(Column::Workshop));
        }
        Ok(match part(workshop.id, &entry.team) {
            Some(team) => Target::Unit(team.id),
            None => Target::Team(entry.workshop.clone(), entry.team.clone()),
        })
    }

    fn holds(&self, person: Option<&Person>, role: Role, target: &Target) -> bool {
        match (person, target, role) {
            (None, ..) => false,
            (Some(person), Target::Unit(unit), Role::TeamLeader) => self.held.contains(&(person.id, role, *unit)),
            (Some(_), _, Role::TeamLeader) => false,
            (Some(person), ..) => self.held.contains(&(person.id, role, self.enterprise.id)),
        }
    }
}

fn outcome(task: &Task) -> Outcome {
    let Some(person) = &task.person else { return Outcome::New };
    let moves = task.target != Target::Unit(person.unit);
    let place = if task.entry.team.is_empty() { Column::Workshop } else { Column::Team };
    let fields: Vec<Column> = [
        (Column::Name, person.name != task.entry.name),
        (Column::Phone, person.phone != task.entry.phone),
        (place, moves),
        (Column::Roles, !task.roles.is_empty()),
    ]
    .into_iter()
    .filter_map(|(column, differs)| differs.then_some(column))
    .collect();
    if fields.is_empty() { Outcome::Same } else { Outcome::Changed(fields) }
}

fn note_new_units(plan: &Plan, target: &Target, new_units: &mut Vec<NewPart>) {
    let mut note = |kind, name: &str, workshop: Option<&str>| {
        let part = NewPart { kind, name: name.to_owned(), workshop: workshop.map(str::to_owned) };
        if !new_units.contains(&part) {
            new_units.push(part);
        }
    };
    match target {
        Target::Unit(_) => {}
        Target::Workshop(name) => note(UnitKind::Workshop, name, None),
        Target::Team(workshop, team) if workshop.is_empty() => note(UnitKind::Team, team, None),
        Target::Team(workshop, team) => {
            if !plan.parts.contains_key(&(plan.enterprise.id, workshop.clone())) {
                note(UnitKind::Workshop, workshop, None);
            }
            note(UnitKind::Team, team, Some(workshop));
        }
    }
}
