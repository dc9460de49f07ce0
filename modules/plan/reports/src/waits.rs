//! What waits for somebody here, on their home page.

use kernel::{Result, Role};
use store::{Filter, Value};
use ui::parts::Task;
use web::Asking;

use crate::lifecycle::{State, Step};
use crate::model::Report;
use crate::policy::{self, HOME};
use crate::shown;
use crate::store::LIST;

/// Most of each kind that are shown.
const MOST: i64 = 10;

/// Reports to look through, to sign, to send, to explain or to take in.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let (reader, actor, t) = (asking.reader, asking.actor, asking.t);
    let mut found: Vec<Report> = Vec::new();
    let home = policy::nodes(actor, &HOME);
    if !home.is_empty() {
        let mut filter = Filter::new();
        filter.and_in("r.unit", home.iter().map(|unit| Value::Id(unit.uuid())));
        let states = [State::InReview, State::Reviewed, State::Signed, State::Questioned];
        filter.and_in("r.state", states.map(|state| Value::Text(kernel::lifecycle::Word::word(state))));
        filter.tail("ORDER BY r.drafted_at DESC LIMIT ?", [Value::Int(MOST)]);
        found.extend(reader.list::<Report>(LIST, &filter)?);
    }
    let above = policy::nodes(actor, &[Role::UnionOfficer]);
    if !above.is_empty() {
        let mut filter = Filter::new();
        filter.and_in("r.sent_to", above.iter().map(|unit| Value::Id(unit.uuid())));
        filter.and("r.state = 'report_sent'", []);
        filter.tail("ORDER BY r.sent_at LIMIT ?", [Value::Int(MOST)]);
        found.extend(reader.list::<Report>(LIST, &filter)?);
    }
    let task = |it: Report| {
        let (step, key) = match it.state {
            State::InReview => (Step::Pass, "report-waits-review"),
            State::Reviewed => (Step::Sign, "report-waits-sign"),
            State::Signed => (Step::Send, "report-waits-send"),
            State::Questioned => (Step::Answer, "report-waits-answer"),
            _ => (Step::Receive, "report-waits-receive"),
        };
        // The root has nobody to send to.
        let open = policy::may(actor, &it, step).allowed() && !(step == Step::Send && it.path.depth() <= 1);
        open.then(|| Task {
            href: Report::path_of(it.id),
            question: t.get(key).to_owned(),
            about: format!("{} {}", it.name, shown::title(t, &it)),
            due: None,
        })
    };
    Ok(found.into_iter().filter_map(task).collect())
}
