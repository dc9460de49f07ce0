//! Whatever happens, in whatever order it is counted: the totals are what the records come to.

use awards::model::AwardId;
use benefits::decimal::Decimal;
use benefits::model::Corrected;
use identity::people::Details;
use identity::{Unit, tree};
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, By, Error, Result, Time};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use store::{Tx, statements};
use suggestions::actions::{self, Checked, Plan};
use suggestions::model::{SuggestionId, Verdict};
use testkit::{TestHouse, houses};
use works::uses::UseId;

use crate::stats::acts::{actor, forget, kept, suggest};
use crate::stats::naive::agree;

statements! {
    /// Of one enterprise, so that one history meets the same few again and again.
    NEWEST: (UnitId,) => (SuggestionId, PersonId) =
        "SELECT id, author FROM suggestion WHERE enterprise = $1 ORDER BY submitted_at DESC, id LIMIT 6";
    ENTERPRISES: () => (UnitId,) = "SELECT id FROM unit WHERE kind = 'enterprise' ORDER BY number";
    HOMES: () => (UnitId,) = "SELECT id FROM unit WHERE kind IN ('county', 'township', 'city') AND ended_at IS NULL ORDER BY number";
    UNIONS: () => (UnitId,) = "SELECT id FROM unit WHERE kind = 'industry_union' ORDER BY number";
    WORKERS: () => (PersonId, UnitId) =
        "SELECT p.id, p.enterprise FROM person p JOIN unit u ON u.id = p.unit \
         WHERE u.enterprise IS NOT NULL AND p.ended_at IS NULL ORDER BY p.joined_at, p.id";
    TEAMS: (UnitId,) => (UnitId,) = "SELECT id FROM unit WHERE enterprise = $1 AND ended_at IS NULL ORDER BY number";
    AUDITED: (UnitId,) => (UseId,) = "SELECT work_use FROM benefit WHERE enterprise = $1 AND state = 'audited' ORDER BY id";
    PAID: (UnitId,) => (AwardId,) = "SELECT id FROM award WHERE enterprise = $1 AND state = 'paid' ORDER BY id";
}

/// Histories for each engine.
const HISTORIES: usize = 4;
const HOUR: i64 = 3_600_000;

/// What somebody tries, with which of the things there are, so many hours after the last.
#[derive(Clone, Debug)]
struct Try {
    what: usize,
    first: prop::sample::Index,
    second: prop::sample::Index,
    hours: i64,
}

fn history() -> impl Strategy<Value = Vec<Try>> {
    let one = (0..VERBS.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..60_i64);
    prop::collection::vec(one.prop_map(|(what, first, second, hours)| Try { what, first, second, hours }), 80..120)
}

/// Who acts, and what is drawn.
struct Scene {
    officer: PersonId,
    finance: PersonId,
    approver: PersonId,
    first: prop::sample::Index,
    second: prop::sample::Index,
    now: Time,
}

impl Scene {
    fn by(&self, tx: &Tx<'_>, person: PersonId) -> Result<By> {
        Ok(By { actor: actor(tx, person, self.now)?, now: self.now, version: None })
    }

    fn suggestion(&self, tx: &Tx<'_>) -> Result<(SuggestionId, PersonId)> {
        let home = actor(tx, self.officer, self.now)?.place.enterprise.ok_or(Error::NotFound)?;
        let newest = tx.all(&NEWEST, (home,))?;
        Ok(newest[self.first.index(newest.len())])
    }

    fn unit(&self, tx: &Tx<'_>, all: store::Statement<(), (UnitId,)>, which: &prop::sample::Index) -> Result<Unit> {
        let all = tx.all(&all, ())?;
        tree::unit(tx, all[which.index(all.len())].0)
    }

    /// Something of the officer's enterprise.
    fn at_home<T: Copy>(&self, tx: &Tx<'_>, all: store::Statement<(UnitId,), (T,)>) -> Result<T>
    where
        (T,): store::FromRow,
    {
        let home = actor(tx, self.officer, self.now)?.place.enterprise.ok_or(Error::NotFound)?;
        let all = tx.all(&all, (home,))?;
        if all.is_empty() { Err(Error::NotFound) } else { Ok(all[self.first.index(all.len())].0) }
    }

    fn worker(&self, tx: &Tx<'_>) -> Result<(PersonId, UnitId)> {
        let all = tx.all(&WORKERS, ())?;
        Ok(all[self.first.index(all.len())])
    }

    /// Somebody whose suggestions the officer judges.
    fn colleague(&self, tx: &Tx<'_>) -> Result<PersonId> {
        let home = actor(tx, self.officer, self.now)?.place.enterprise;
        let all: Vec<PersonId> = tx
            .all(&WORKERS, ())?
            .into_iter()
            .filter(|(person, enterprise)| Some(*enterprise) == home && *person != self.officer)
            .map(|(person, _)| person)
            .collect();
        Ok(all[self.first.index(all.len())])
    }

    fn team(&self, tx: &Tx<'_>, enterprise: UnitId) -> Result<UnitId> {
        let all = tx.all(&TEAMS, (enterprise,))?;
        Ok(all[self.second.index(all.len())].0)
    }
}

type Verb = fn(&mut Tx<'_>, &Scene) -> Result<()>;

const VERBS: [Verb; 21] = [
    |tx, it| suggest(tx, it.worker(tx)?.0, None, it.now).map(drop),
    |tx, it| suggest(tx, it.colleague(tx)?, None, it.now).map(drop),
    |tx, it| suggest(tx, it.colleague(tx)?, None, it.now).map(drop),
    |tx, it| {
        // Somebody of one enterprise puts something forward at another.
        let at = it.unit(tx, ENTERPRISES, &it.second)?;
        suggest(tx, it.worker(tx)?.0, Some(&at), it.now).map(drop)
    },
    |tx, it| told(actions::accept(tx, &it.by(tx, it.officer)?, it.suggestion(tx)?.0, None, &[])),
    |tx, it| {
        told(actions::check(tx, &it.by(tx, it.officer)?, it.suggestion(tx)?.0, &Checked::Remark("谢谢".to_owned())))
    },
    |tx, it| decided(tx, it, Verdict::Adopt),
    |tx, it| decided(tx, it, Verdict::Adopt),
    |tx, it| decided(tx, it, Verdict::Decline),
    |tx, it| {
        let (starts, ends) = (it.now.date(), it.now.date());
        let plan = Plan { owner: it.officer, plan: "先试一台".to_owned(), trial: true, starts, ends };
        told(actions::plan(tx, &it.by(tx, it.officer)?, it.suggestion(tx)?.0, &plan))
    },
    |tx, it| told(actions::apply(tx, &it.by(tx, it.officer)?, it.suggestion(tx)?.0, it.now.date(), "用上了")),
    |tx, it| {
        let (id, author) = it.suggestion(tx)?;
        told(actions::confirm(tx, &it.by(tx, author)?, id, "好"))
    },
    |tx, it| {
        let (id, author) = it.suggestion(tx)?;
        told(actions::withdraw(tx, &it.by(tx, author)?, id))
    },
    // An enterprise moves, in either tree.
    |tx, it| {
        let (enterprise, home) = (it.unit(tx, ENTERPRISES, &it.first)?, it.unit(tx, HOMES, &it.second)?);
        told(tree::move_unit(tx, identity::By::House, enterprise.id, home.id, it.now))
    },
    |tx, it| {
        let (enterprise, union) = (it.unit(tx, ENTERPRISES, &it.first)?, it.unit(tx, UNIONS, &it.second)?);
        let union = (enterprise.industry_parent != Some(union.id)).then_some(union.id);
        told(tree::hang_in_industry(tx, identity::By::House, enterprise.id, union, it.now))
    },
    // People come, change teams and go.
    |tx, it| {
        let enterprise = it.unit(tx, ENTERPRISES, &it.first)?;
        let number = format!("N{}", it.now.millis());
        told(identity::people::join(tx, identity::By::House, &number, &details(it.team(tx, enterprise.id)?), it.now))
    },
    |tx, it| {
        let (person, enterprise) = it.worker(tx)?;
        let known = identity::people::person(tx, person)?;
        let phone = known.phone.unwrap_or_default();
        let new = Details { name: known.name, phone, unit: it.team(tx, enterprise)? };
        told(identity::people::change(tx, identity::By::House, person, &new, it.now))
    },
    |tx, it| {
        let (person, _) = it.worker(tx)?;
        if [it.officer, it.finance, it.approver].contains(&person) {
            return Err(Error::NotFound);
        }
        told(identity::people::leave(tx, identity::By::House, person, it.now))
    },
    // Finance looks again and finds another figure, or takes it back.
    |tx, it| {
        let id = it.at_home(tx, AUDITED)?;
        let benefits::model::Basis::Computed { lines } = benefits::store::of_use(tx, id)?.ok_or(Error::NotFound)?.claim
        else {
            return Err(Error::NotFound);
        };
        let number = Decimal::whole(u32::try_from(it.second.index(900)).unwrap() + 1);
        let values = lines.iter().map(|line| line.factors.iter().map(|_| number).collect()).collect();
        told(benefits::actions::audit(tx, &it.by(tx, it.finance)?, id, &Corrected::Values(values), "复核"))
    },
    |tx, it| {
        let id = it.at_home(tx, AUDITED)?;
        told(benefits::actions::revoke(tx, &it.by(tx, it.finance)?, id, "不实"))
    },
    // An award is taken back.
    |tx, it| {
        let id = it.at_home(tx, PAID)?;
        told(awards::actions::claw_back(tx, &it.by(tx, it.approver)?, id, "不实"))
    },
];

fn details(unit: UnitId) -> Details {
    Details { name: "新来的".to_owned(), phone: String::new(), unit }
}

fn told<T>(recorded: Result<ledger::Recorded<T>>) -> Result<()> {
    recorded.map(drop)
}

fn decided(tx: &mut Tx<'_>, it: &Scene, verdict: Verdict) -> Result<()> {
    let (by, (id, _)) = (it.by(tx, it.officer)?, it.suggestion(tx)?);
    let _perhaps_already = actions::accept(tx, &by, id, None, &[]);
    told(actions::decide(tx, &by, id, verdict, "已经看过"))?;
    told(actions::announce(tx, &by, id))
}

/// Tries everything of a history; which verbs did something.
async fn live(house: &TestHouse, cast: &[Actor; 3], history: Vec<Try>) -> Vec<usize> {
    let mut done = Vec::new();
    let [officer, finance, approver] = cast.each_ref().map(|actor| actor.person);
    for Try { what, first, second, hours } in history {
        house.clock.advance(hours * HOUR + 1);
        let scene = Scene { officer, finance, approver, first, second, now: house.clock.now() };
        match house.app.db.write(move |tx| VERBS[what](tx, &scene)).await {
            Ok(()) => done.push(what),
            Err(Error::Denied(_) | Error::Refused(_) | Error::Invalid(_) | Error::NotFound) => {}
            Err(other) => panic!("{other}"),
        }
    }
    done
}

#[tokio::test]
async fn the_totals_are_what_the_records_come_to_however_they_were_counted() {
    for house in houses().await {
        agree(&house).await;
        let cast = [house.actor("officer").await, house.actor("finance").await, house.actor("approver").await];
        let mut runner = TestRunner::deterministic();
        let mut done = Vec::new();
        for _ in 0..HISTORIES {
            let history = history().new_tree(&mut runner).unwrap().current();
            done.extend(live(&house, &cast, history).await);
            house.settle().await;
            agree(&house).await;
        }
        for verb in 0..VERBS.len() {
            assert!(done.contains(&verb), "the histories never did number {verb}");
        }

        // Folded from nothing, in batches of any size.
        let folded = kept(&house).await;
        let fold = stats::fold(house.app.sources());
        let name = fold.name;
        house.app.db.write(move |tx| forget(tx, name)).await.unwrap();
        assert_ne!(kept(&house).await, folded);
        for most in [1, 13, 200, 2, 57].into_iter().cycle() {
            let fold = fold.clone();
            if house.app.db.write(move |tx| fold.advance(tx, most)).await.unwrap() < most as usize {
                break;
            }
        }
        assert_eq!(kept(&house).await, folded, "batches do not matter");

        // Counted anew from the records.
        let counted = stats::rebuild(&house.app.db, &house.app.sources(), |_| {}).await.unwrap();
        assert!(counted > 60, "{counted} records");
        assert_eq!(kept(&house).await, folded, "a rebuild comes to the same");
        agree(&house).await;
    }
}
