//! The list of the people of an organisation.

use std::collections::HashMap;

use askama::Template;
use identity::Unit;
use identity::grants::Held;
use identity::store::people::GRANTS_WHERE;
use kernel::id::{PersonId, UnitId};
use kernel::{Result, Role, Time, text};
use store::{Bind, Filter, Reader, Value, row};
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, role_key};

use crate::reach;

/// People on a page.
const PAGE: i64 = 50;

row! {
    /// One of the people as the list shows them.
    #[derive(Clone, Debug)]
    pub struct Line {
        /// Their id.
        pub id: PersonId,
        /// Their name.
        pub name: String,
        /// Their number.
        pub employee_no: String,
        /// Their telephone.
        pub phone: Option<String>,
        /// Their unit.
        pub unit: UnitId,
        /// Whether their password was handed out and not changed yet; none without a password.
        pub must_change: Option<bool>,
        /// When they left.
        pub ended_at: Option<Time>,
    }
}

const LINES: &str = "SELECT p.id, p.name, p.employee_no, p.phone, p.unit, c.must_change, p.ended_at FROM person p \
    JOIN unit u ON u.id = p.unit LEFT JOIN credential c ON c.person = p.id WHERE";
const COUNT: &str = "SELECT COUNT(*) FROM person p \
    JOIN unit u ON u.id = p.unit LEFT JOIN credential c ON c.person = p.id WHERE";

/// What a list can be narrowed to; present people are shown unless asked otherwise.
const STATES: [(&str, &str); 3] =
    [("without", "roster-state-without"), ("fresh", "roster-state-fresh"), ("left", "roster-state-left")];

/// Which people are looked for.
#[derive(Clone, Default)]
struct Asked {
    text: String,
    state: &'static str,
    part: Option<Unit>,
    offset: i64,
}

impl Asked {
    fn filter(&self, organisation: &Unit) -> Filter<'static> {
        let mut filter = Filter::new();
        filter.and("p.enterprise = ?", [Value::Id(organisation.id.uuid())]);
        let state = match self.state {
            "without" => "p.ended_at IS NULL AND c.person IS NULL",
            "fresh" => "p.ended_at IS NULL AND c.must_change = 1",
            "left" => "p.ended_at IS NOT NULL",
            _ => "p.ended_at IS NULL",
        };
        filter.and(state, []);
        if !self.text.is_empty() {
            filter.and(
                "(REPLACE(p.name, ?, '') <> p.name OR SUBSTR(p.employee_no, 1, LENGTH(?)) = ? OR p.phone = ?)",
                std::iter::repeat_n(Value::Owned(self.text.clone()), 4),
            );
        }
        if let Some(part) = &self.part {
            let path = Value::Owned(part.path.as_str().to_owned());
            filter.and("u.path >= ? AND u.path < ?", [path, Value::Owned(part.path.end())]);
        }
        filter
    }
}

/// What the page reads.
struct Found {
    organisation: Unit,
    parts: Vec<Unit>,
    lines: Vec<Line>,
    held: Vec<Held>,
    count: i64,
    without: i64,
    others: Vec<Unit>,
}

/// One row of the table.
struct Row {
    href: String,
    name: String,
    number: String,
    phone: String,
    unit: String,
    roles: String,
    state: String,
    look: &'static str,
}

#[derive(Template)]
#[template(path = "roster.html")]
struct Roster<'a> {
    page: Page<'a>,
    organisation: Unit,
    is_enterprise: bool,
    /// Whether people can be opened, changed and given passwords and roles here, beside the import.
    administers: bool,
    rows: Vec<Row>,
    total: String,
    without: i64,
    text: String,
    parts: Vec<Choice<'static>>,
    states: Vec<Choice<'a>>,
    narrowed: bool,
    previous: String,
    next: String,
    /// Whether another organisation can be chosen, what was typed for it, and what fits.
    wide: bool,
    find: String,
    others: Vec<Unit>,
}

/// The people of an organisation.
pub(crate) async fn list(ctx: Ctx) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let fields = Fields::from_query(&ctx.visit.query);
    let wide = reach::wide(&actor);
    let asked = Asked {
        text: text::optional_line(fields.get("q"), identity::people::NAME).unwrap_or_default(),
        state: STATES.iter().map(|(word, _)| *word).find(|word| *word == fields.get("state")).unwrap_or_default(),
        part: None,
        offset: fields.get("at").parse().unwrap_or(0).max(0),
    };
    let (wanted, typed) = (asked.clone(), fields.clone());
    let found = ctx
        .read(move |reader| {
            let organisation = reach::roster(reader, &actor, typed.get("unit"))?;
            let parts = reach::parts(reader, &organisation)?;
            let part = parts.iter().find(|unit| unit.id.to_string() == typed.get("part")).cloned();
            let others = if wide { reach::find(reader, &actor, typed.get("find"))? } else { Vec::new() };
            let asked = Asked { part, ..wanted.clone() };
            let found =
                Found { organisation, parts, lines: Vec::new(), held: Vec::new(), count: 0, without: 0, others };
            search(reader, found, &asked, now)
        })
        .await?;
    let t = ctx.t();
    let link = |at: i64| {
        let mut fields = fields.clone();
        fields.set("at", at.to_string());
        format!("/roster?{}", fields.to_query())
    };
    let most = asked.offset + PAGE;
    let state = |(word, key): (&'static str, &'static str)| Choice {
        value: word.into(),
        label: t.try_get(key).unwrap_or_default().into(),
        chosen: asked.state == word,
    };
    ctx.show(&Roster {
        page: ctx.desk(t.with1("roster-of", "name", found.organisation.short_name.as_str()).into_owned()),
        is_enterprise: !found.organisation.kind.is_union(),
        administers: ctx.actor()?.has_somewhere(Role::Administrator),
        rows: rows(t, &found),
        total: t.with1("roster-total", "count", found.count).into_owned(),
        without: found.without,
        parts: reach::choices(&found.parts, fields.get("part")),
        states: STATES.map(state).into(),
        narrowed: !asked.text.is_empty() || !asked.state.is_empty() || !fields.get("part").is_empty(),
        text: asked.text,
        previous: if asked.offset > 0 { link((asked.offset - PAGE).max(0)) } else { String::new() },
        next: if most < found.count { link(most) } else { String::new() },
        wide,
        find: fields.get("find").to_owned(),
        others: found.others,
        organisation: found.organisation,
    })
}

/// A fixed number of statements, however many people there are.
fn search(reader: &Reader<'_>, found: Found, asked: &Asked, now: Time) -> Result<Found> {
    let mut filter = asked.filter(&found.organisation);
    let count = counted(reader, &filter)?;
    filter.tail("ORDER BY p.employee_no, p.id LIMIT ? OFFSET ?", [Value::Int(PAGE), Value::Int(asked.offset)]);
    let lines: Vec<Line> = reader.list(LINES, &filter)?;
    let waiting = Asked { state: "without", ..Asked::default() };
    let without = counted(reader, &waiting.filter(&found.organisation))?;
    let held = roles_of(reader, lines.iter().map(|line| line.id), now)?;
    Ok(Found { lines, held, count, without, ..found })
}

fn counted(reader: &Reader<'_>, filter: &Filter<'_>) -> Result<i64> {
    let found: Vec<(i64,)> = reader.list(COUNT, filter)?;
    Ok(found.first().map_or(0, |(count,)| *count))
}

/// What these people hold, now or later.
pub(crate) fn roles_of(reader: &Reader<'_>, people: impl Iterator<Item = PersonId>, now: Time) -> Result<Vec<Held>> {
    let mut filter = Filter::new();
    filter.and_in("g.person", people.map(|person| Value::Id(person.uuid())));
    filter.and("(g.ends_at IS NULL OR g.ends_at > ?)", [now.bind()]);
    filter.tail("ORDER BY g.person, g.role, g.id", []);
    reader.list(GRANTS_WHERE, &filter)
}

fn rows(t: T, found: &Found) -> Vec<Row> {
    let labels = reach::labels(&found.parts);
    let mut roles: HashMap<PersonId, Vec<&str>> = HashMap::new();
    for held in &found.held {
        let names = roles.entry(held.person).or_default();
        let name = t.try_get(role_key(held.role)).unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let between = t.get("list-between");
    let row = |line: &Line| {
        let (state, look) = match (line.ended_at, line.must_change) {
            (Some(at), _) => (t.with1("roster-left-at", "day", t.date(at.millis())).into_owned(), ""),
            (None, None) => (t.get("roster-state-without").to_owned(), "soon"),
            (None, Some(true)) => (t.get("roster-state-fresh").to_owned(), ""),
            (None, Some(false)) => (String::new(), ""),
        };
        Row {
            href: format!("/roster/{}", line.id),
            name: line.name.clone(),
            number: line.employee_no.clone(),
            phone: line.phone.clone().unwrap_or_default(),
            unit: labels.get(&line.unit).cloned().unwrap_or_default(),
            roles: roles.get(&line.id).map(|names| names.join(between)).unwrap_or_default(),
            state,
            look,
        }
    };
    found.lines.iter().map(row).collect()
}
