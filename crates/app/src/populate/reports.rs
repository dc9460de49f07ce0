//! The world's reports: a county that has reported twice, a city that waits for a signature, an enterprise whose
//! report has come in, and an entry that changed a signed figure afterwards.

use kernel::{Actor, By, Error, Result, Role, Time};
use reports::actions::{self, Draft};
use reports::layout::Preset;
use reports::lifecycle::State;
use reports::model::{Grain, Layout, LayoutId, Report, ReportId, Rows};
use reports::{period, sheet::Sheet};
use stats::{Book, Period};
use store::{Filter, Tx, Value};
use suggestions::model::SuggestionId;
use world::World;

/// Days after its period on which a report is drafted.
const AFTER: i64 = 2;
const DAY: i64 = kernel::clock::DAY;
const HOUR: i64 = DAY / 24;

/// Tells the reports. Everything else has been told and counted.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, book: &Book, world: &World, people: &[Actor], now: Time) -> Result<()> {
    let Some(first) = world.enterprises().first() else { return Ok(()) };
    let actor = |index: Option<u32>| index.and_then(|index| people.get(index as usize)).ok_or(Error::NotFound);
    let (county, chair) = (actor(world.officer_of(first.county))?, actor(world.deputy_of(first.county))?);
    let (city, deputy) = (actor(world.officer_of(first.city))?, actor(world.deputy_of(first.city))?);
    let told = Told { book, now };
    let last = period::last(Grain::Month, now);
    let before = Period::month(last.from - 1);
    let month = |time| (Preset::Monthly, (Grain::Month, time));

    told.until(tx, (county, chair, city), month(before), State::Received)?;
    told.until(tx, (county, chair, city), month(last), State::Received)?;
    told.until(tx, (city, deputy, city), month(last), State::Reviewed)?;
    let quarter = period::last(Grain::Quarter, now);
    told.until(tx, (city, deputy, city), (Preset::Quarterly, (Grain::Quarter, quarter)), State::Drafted)?;
    let (officer, approver) = (actor(Some(first.officer()))?, actor(Some(first.approver()))?);
    told.until(tx, (officer, approver, county), month(last), State::Sent)?;
    layout(tx, county, now)?;
    stir(tx, world, county, people, last, now)
}

/// What reports are told with.
struct Told<'a> {
    book: &'a Book,
    now: Time,
}

impl Told<'_> {
    /// Tells a report through its steps until it stands there: drafted by the first, reviewed and signed by the
    /// second, received by the third.
    fn until(
        &self,
        tx: &mut Tx<'_>,
        (drafter, signer, above): (&Actor, &Actor, &Actor),
        (preset, time): (Preset, (Grain, Period)),
        goal: State,
    ) -> Result<()> {
        // In the first days of a month the report of the last one is as old as can be.
        let began = Time::start_of(period::first_day(time.1.until)).plus_millis(AFTER * DAY + 9 * HOUR);
        let at = |hours: i64| Time::from_millis(began.plus_millis(hours * HOUR).millis().min(self.now.millis()));
        let by = |actor: &Actor, hours| By { actor: actor.clone(), now: at(hours), version: None };
        let id = ReportId::new(at(0));
        let draft = Draft { id, unit: node(drafter)?, layout: preset.to_string(), time };
        let it: Report = actions::draft(tx, &by(drafter, 0), &draft)?.value().clone();
        let words = "本期数字由系统从记录生成，无人工填报。答复用时受节假日影响略长。";
        let _ = actions::write(tx, &by(drafter, 0), id, words)?;
        if goal == State::Drafted {
            return Ok(());
        }
        let _ = actions::ask_review(tx, &by(drafter, 1), id)?;
        let _ = actions::pass(tx, &by(signer, 3), id, "和上月对过，没有异常。")?;
        if goal == State::Reviewed {
            return Ok(());
        }
        let unit = identity::tree::unit(tx, it.unit)?;
        let indicators = reports::layout::chosen(&self.book.indicators, &it.layout.0.indicators);
        let seen = Sheet::make(tx, &unit, &it.layout.0, it.period(), &indicators)?.digest()?;
        let _ = actions::sign(tx, &by(signer, 4), self.book, id, &seen)?;
        let _ = actions::send(tx, &by(drafter, 5), id)?;
        if goal == State::Received {
            let _ = actions::receive(tx, &by(above, 24), id, "收到。")?;
        }
        Ok(())
    }
}

/// The node whose reports somebody makes.
fn node(actor: &Actor) -> Result<kernel::id::UnitId> {
    let makes = |role: Role| reports::policy::MAKERS.contains(&role);
    actor.grants.iter().find(|grant| makes(grant.role)).map(|grant| grant.unit).ok_or(Error::NotFound)
}

/// A layout of the county's own.
fn layout(tx: &mut Tx<'_>, county: &Actor, now: Time) -> Result<()> {
    let codes = [
        "suggestion.submitted",
        "suggestion.answered",
        "suggestion.on_time_rate",
        "suggestion.days_to_answer_median",
        "suggestion.open",
    ];
    let layout = Layout {
        name: "建议答复情况月报".to_owned(),
        preset: None,
        grain: Grain::Month,
        rows: Rows::Children,
        compare: true,
        indicators: codes.map(str::to_owned).to_vec(),
    };
    let by = By { actor: county.clone(), now, version: None };
    let _ = actions::make(tx, &by, LayoutId::new(now), node(county)?, &layout)?;
    Ok(())
}

/// Something happens to suggestions of a month that was signed, so that its figures differ from then on.
fn stir(tx: &mut Tx<'_>, world: &World, county: &Actor, people: &[Actor], month: Period, now: Time) -> Result<()> {
    let county = &county.grants.first().ok_or(Error::NotFound)?.path;
    let [from, until] = [month.from, month.until].map(|month| Time::start_of(period::first_day(month)).millis());
    let mut filter = Filter::new();
    filter.and("s.path >= ? AND s.path < ?", [Value::Text(county.as_str()), Value::Owned(county.end())]);
    filter.and("s.submitted_at >= ? AND s.submitted_at < ?", [Value::Int(from), Value::Int(until)]);
    filter.and("s.state IN ('submitted', 'in_review', 'implementing')", []);
    filter.tail("ORDER BY s.submitted_at, s.id LIMIT 6", []);
    let found = tx.list::<(SuggestionId, String)>("SELECT s.id, s.state FROM suggestion s WHERE", &filter)?;
    let officers: Vec<&Actor> =
        world.enterprises().iter().filter_map(|one| people.get(one.officer() as usize)).collect();
    let mut stirred = 0;
    for (id, state) in found {
        for officer in &officers {
            let by = By { actor: (*officer).clone(), now, version: None };
            let done = match state.as_str() {
                "implementing" => suggestions::actions::apply(tx, &by, id, now.date(), "三号机台先用上了。"),
                _ => suggestions::actions::check(
                    tx,
                    &by,
                    id,
                    &suggestions::actions::Checked::Remark("车间已有同样的做法，谢谢提醒。".to_owned()),
                ),
            };
            match done {
                Ok(_) => stirred += 1,
                // Not theirs, or not now: somebody else's, or the next.
                Err(Error::Denied(_) | Error::NotFound | Error::Refused(_) | Error::Invalid(_)) => continue,
                Err(error) => return Err(error),
            }
            break;
        }
        if stirred == 2 {
            break;
        }
    }
    Ok(())
}
