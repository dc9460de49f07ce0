//! The world's action plan: the province's three-year plan in force and assessed halfway, and one city that took it over.
//! Targets are measured against what the world has counted, so that every light is met.

use identity::UnitKind;
use jiff::civil::Date;
use kernel::clock::DAY;
use kernel::{Actor, By, Error, Result, Time};
use plans::actions::{self, Draft, From, GoalDraft, Recording, Shape, TaskDraft, Written};
use plans::amount::Amount;
use plans::assessment::{Assessing, AssessmentId, Verdict};
use plans::levels::Levels;
use plans::model::{Direction, EvidenceId, Gathering, Goal, GoalId, GoalKind, Measuring, Plan, PlanId, TaskId};
use plans::preset::Preset;
use plans::store::GOALS_OF;
use plans::whole::Whole;
use stats::Book;
use store::Tx;
use world::World;

/// How many days ago the province put its plan into force.
const BEGUN: i64 = 320;
/// A goal that the province added itself.
const FAIRS: &str = "办好全省职工创新交流活动";
/// How many days later the city took it over.
const LATER: i64 = 20;

/// Tells the plans. Everything else has been told and counted.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, book: &Book, world: &World, people: &[Actor], now: Time) -> Result<()> {
    let Some(first) = world.enterprises().first() else { return Ok(()) };
    let actor = |index: Option<u32>| index.and_then(|index| people.get(index as usize)).ok_or(Error::NotFound);
    let (province, city) = (actor(world.officer_of(0))?, actor(world.officer_of(first.city))?);
    let told = Told { book, now };

    let above = told.draft(tx, province, BEGUN, From::Preset(Preset::Zhejiang))?;
    told.reach(tx, province, above, BEGUN, &[("suggestion.submitted", 96), ("project.approved", 106)])?;
    let tasks = [
        ("建好省职工技术创新公共服务平台", "平台成果检索上线", -120, true),
        ("建好省职工技术创新公共服务平台", "平台接入各市成果池", -12, false),
        ("建好省职工技术创新公共服务平台", "编印平台使用手册", 25, false),
    ];
    told.tasks(tx, province, above, &tasks)?;
    told.fairs(tx, province, above)?;
    let _ = actions::enforce(tx, &told.by(province, BEGUN), above)?;
    told.finish(tx, province, above)?;
    told.record(tx, province, above, FAIRS, (130, 1), "首场在杭州国际博览中心，到场职工 3,200 人。")?;

    let below = told.draft(tx, city, BEGUN - LATER, From::Above(above))?;
    told.reach(
        tx,
        city,
        below,
        BEGUN - LATER,
        &[("suggestion.submitted", 104), ("project.approved", 130), ("method.promoted", 90)],
    )?;
    let tasks = [
        ("每市建成示范性工匠学院", "第二所示范性工匠学院挂牌", -40, false),
        ("以创新工作室联盟牵引区域（行业）资源", "召开联盟年会", 9, false),
    ];
    told.tasks(tx, city, below, &tasks)?;
    let _ = actions::enforce(tx, &told.by(city, BEGUN - LATER), below)?;
    told.record(tx, city, below, "每市建成示范性工匠学院", (150, 1), "东屿职业学院示范性工匠学院挂牌。")?;
    told.record(
        tx,
        city,
        below,
        "以创新工作室联盟牵引区域（行业）资源",
        (200, 2),
        "泵阀、模具两个联盟成立，理事单位 14 家。",
    )?;
    let wrong =
        told.record(tx, city, below, "以创新工作室联盟牵引区域（行业）资源", (60, 5), "把筹备中的也算上了。")?;
    let _ = actions::withdraw(tx, &told.by(city, 55), below, wrong, "筹备中的不能算。")?;
    told.assess(tx, province, above)
}

/// What plans are told with.
struct Told<'a> {
    book: &'a Book,
    now: Time,
}

impl Told<'_> {
    /// Somebody, so many days ago.
    fn by(&self, actor: &Actor, ago: i64) -> By {
        By { actor: actor.clone(), now: self.now.plus_millis(-ago * DAY), version: None }
    }

    /// A day of the plan's years, so many days from now.
    fn day(&self, ahead: i64, plan: &Plan) -> Date {
        let day = self.now.plus_millis(ahead * DAY).date();
        let last = i16::try_from(plan.until_year).ok().and_then(|year| Date::new(year, 12, 1).ok());
        let first = i16::try_from(plan.from_year).ok().and_then(|year| Date::new(year, 1, 15).ok());
        day.min(last.unwrap_or(day)).max(first.unwrap_or(day))
    }

    fn draft(&self, tx: &mut Tx<'_>, who: &Actor, ago: i64, from: From) -> Result<PlanId> {
        let by = self.by(who, ago);
        let unit = who.grants.first().ok_or(Error::NotFound)?.unit;
        let draft = Draft { id: PlanId::new(by.now), unit, from, head: None };
        Ok(actions::draft(tx, &by, &draft)?.value().id)
    }

    /// Sets the year's targets of goals by indicators, in per cent of what the world is heading for.
    fn reach(&self, tx: &mut Tx<'_>, who: &Actor, plan: PlanId, ago: i64, of: &[(&str, i64)]) -> Result<()> {
        let whole = Whole::of(tx, &self.book.indicators, plans::store::load(tx, plan)?, self.now)?;
        let (year, kind) = (whole.it.year_at(self.now), whole.it.kind);
        let gone = i64::from(self.now.date().day_of_year());
        for goal in whole.aims().filter(|goal| goal.measuring == Measuring::Indicator) {
            let Some((_, percent)) = of.iter().find(|(code, _)| *code == goal.indicator) else { continue };
            let value = whole.standing(goal, year).value.unwrap_or_default();
            let target = Amount::whole((value.0 * 365 * percent / gone / 10_000).max(1));
            let aims = actions::Aims::from([((kind, year), Some(target))]);
            let _ = actions::aim(tx, &self.by(who, ago), plan, goal.id, &aims, "")?;
            // What the province asks of each city is a part of its own: what the city set itself may be more.
            if kind == UnitKind::Province {
                let asked = Amount::whole((target.0 / 2_000).max(1));
                let aims = actions::Aims::from([((UnitKind::City, year), Some(asked))]);
                let _ = actions::aim(tx, &self.by(who, ago), plan, goal.id, &aims, "")?;
            }
        }
        Ok(())
    }

    fn goal(&self, tx: &Tx<'_>, plan: PlanId, name: &str) -> Result<Goal> {
        tx.all(&GOALS_OF, (plan,))?.into_iter().find(|goal| goal.name == name).ok_or(Error::NotFound)
    }

    /// The province fills a project for which the source names no goal.
    fn fairs(&self, tx: &mut Tx<'_>, who: &Actor, plan: PlanId) -> Result<()> {
        let (by, under) = (self.by(who, BEGUN), self.goal(tx, plan, "职工创新意识提升工程")?.id);
        let it = plans::store::load(tx, plan)?;
        let shape = Shape {
            kind: GoalKind::Goal,
            parent: Some(under),
            name: FAIRS.to_owned(),
            words: String::new(),
            levels: Levels::of([it.kind]),
            measuring: Measuring::Evidence,
            indicator: String::new(),
            measure: "交流活动".to_owned(),
            measure_unit: "场".to_owned(),
            direction: Direction::Least,
            gathering: Gathering::Year,
        };
        let draft = GoalDraft {
            shape: Some(shape),
            baseline: None,
            owner: Some(who.person),
            owner_words: "宣传教育部".to_owned(),
            due: None,
        };
        let id = GoalId::new(by.now);
        let _ = actions::add(tx, &by, plan, id, &draft)?;
        let aims = actions::Aims::from([((it.kind, it.year_at(self.now)), Some(Amount::whole(2)))]);
        let _ = actions::aim(tx, &by, plan, id, &aims, "")?;
        Ok(())
    }

    /// Tasks of goals, due so many days from now.
    fn tasks(&self, tx: &mut Tx<'_>, who: &Actor, plan: PlanId, all: &[(&str, &str, i64, bool)]) -> Result<()> {
        let it = plans::store::load(tx, plan)?;
        for (goal, name, ahead, _) in all {
            let (by, of): (By, GoalId) = (self.by(who, BEGUN - LATER), self.goal(tx, plan, goal)?.id);
            let task = TaskDraft {
                name: (*name).to_owned(),
                owner: Some(who.person),
                owner_words: "经济技术部".to_owned(),
                starts: None,
                due: self.day(*ahead, &it),
            };
            let _ = actions::add_task(tx, &by, plan, of, TaskId::new(by.now), &task)?;
        }
        Ok(())
    }

    /// The first task of a plan is done, in time.
    fn finish(&self, tx: &mut Tx<'_>, who: &Actor, plan: PlanId) -> Result<()> {
        let tasks = tx.all(&plans::store::TASKS_OF, (plan,))?;
        let Some(task) = tasks.first() else { return Ok(()) };
        let note = "检索、收藏、联系方式都能用，已培训各市管理员。";
        let _ = actions::finish(tx, &self.by(who, 0), plan, task.id, task.due.min(self.now.date()), note)?;
        Ok(())
    }

    fn record(
        &self,
        tx: &mut Tx<'_>,
        who: &Actor,
        plan: PlanId,
        goal: &str,
        (ago, count): (i64, i64),
        words: &str,
    ) -> Result<EvidenceId> {
        let it = plans::store::load(tx, plan)?;
        let by = self.by(who, ago);
        let id = EvidenceId::new(by.now);
        let day = self.day(-ago, &it).min(by.now.date());
        let recording = Recording { id, day, amount: Amount::whole(count), words: words.to_owned(), files: Vec::new() };
        let of = self.goal(tx, plan, goal)?.id;
        // A world of another age lies outside the plan's years: then nothing was measured in them.
        match actions::record(tx, &by, plan, of, &recording) {
            Ok(_) | Err(Error::Invalid(_)) => Ok(id),
            Err(error) => Err(error),
        }
    }

    /// The plan is assessed halfway, over the figures of now.
    fn assess(&self, tx: &mut Tx<'_>, who: &Actor, plan: PlanId) -> Result<()> {
        let by = self.by(who, 0);
        let id = AssessmentId::new(by.now);
        let _ = actions::assess(tx, &by, plan, id, Assessing::Halfway)?;
        let platform = self.goal(tx, plan, "建好省职工技术创新公共服务平台")?;
        let note = "检索已经上线，各市成果池接入比计划晚，原因是两个市的旧系统还在迁移。";
        let said = Written {
            words: "三个体系的框架已经搭起来，合理化建议按期，创新项目略慢。下一步抓各市承接和平台接入。".to_owned(),
            verdict: Some(Verdict::Mostly),
            notes: [(platform.id.to_string(), note.to_owned())].into(),
        };
        let _ = actions::write_assessment(tx, &by, plan, id, &said)?;
        let seen = Whole::of(tx, &self.book.indicators, plans::store::load(tx, plan)?, by.now)?.sheet().digest()?;
        let _ = actions::sign(tx, &by, self.book, plan, id, &seen)?;
        Ok(())
    }
}
