//! The life of an adoption by the forms: asked, answered, tried, taken over, ended; refused steps leave
//! nothing; of two officers one is faster.

use kernel::Role;
use spread::lifecycle::State;
use testkit::houses;

use crate::spread::acts::{ask, clear, facts, made, of, officer, private_of, public_of, step, stored, told};

const TODAY: &str = "2026-06-10";

#[tokio::test]
async fn a_work_goes_from_the_question_to_use_and_its_end_and_both_sides_hear_of_it() {
    for house in houses().await {
        clear(&house).await;
        let work = public_of(&house, 0).await;
        let (mut giver, giving) = officer(&house, 0).await;
        let (mut taker, taking) = officer(&house, 1).await;
        let id = made(&ask(&mut taker, &taking, work.id, &[("share", "10"), ("named", "yes")]).await);
        let it = stored(&house, id).await;
        assert_eq!((it.state, it.inside, it.share, it.named), (State::Wanted, false, 10, true));
        assert!(it.due_at.is_some_and(|due| due > house.clock.now()));
        assert_eq!(told(&house, giving.person, id).await, ["want"]);

        // An empty answer is told at its field, and what was typed elsewhere stays.
        let page = step(&house, &mut giver, id, "agreement", &[("answer", " ")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("f-answer-e"));
        assert_eq!(step(&house, &mut giver, id, "agreement", &[("answer", "图纸给你们。")]).await.status, 303);
        assert_eq!(told(&house, taking.person, id).await, ["hand_over"]);

        let wrong = [("starts", TODAY), ("ends", "2026-06-01"), ("spot", "二号线")];
        let page = step(&house, &mut taker, id, "trial", &wrong).await;
        assert_eq!(page.status, 422);
        assert_eq!(page.value_of("spot").as_deref(), Some("二号线"));
        let trial = [("starts", TODAY), ("ends", "2026-06-30"), ("spot", "二号线")];
        assert_eq!(step(&house, &mut taker, id, "trial", &trial).await.status, 303);
        let seen = [("seen", "换一次型少了半小时。")];
        assert_eq!(step(&house, &mut taker, id, "observations", &seen).await.status, 303);
        for day in ["2026-06-11", "2019-01-01", "明天"] {
            assert_eq!(step(&house, &mut taker, id, "use", &[("since", day)]).await.status, 422, "{day}");
        }
        assert_eq!(step(&house, &mut taker, id, "use", &[("since", TODAY)]).await.status, 303);

        let it = stored(&house, id).await;
        assert_eq!(it.state, State::TakenOver);
        assert_eq!(it.seen, "换一次型少了半小时。");
        let (used, promised) = house
            .app
            .db
            .read(move |reader| Ok((works::uses::load(reader, id.cast())?, works::uses::promised(reader, id.cast())?)))
            .await
            .unwrap();
        assert_eq!((used.source, used.enterprise, used.ended_at), (Some(work.id.cast()), it.enterprise, None));
        assert_eq!(promised, Some(10));
        let authors = house.app.db.read(move |reader| works::authors::of(reader, work.id)).await.unwrap();
        for author in &authors {
            assert!(told(&house, author.person, id).await.contains(&"take_over".to_owned()), "the credit");
        }

        assert_eq!(step(&house, &mut taker, id, "end", &[("reason", "换了新设备。")]).await.status, 303);
        let used = house.app.db.read(move |reader| works::uses::load(reader, id.cast())).await.unwrap();
        assert_eq!(used.ended_at, Some(house.clock.now()));
        assert_eq!(stored(&house, id).await.state, State::Retired);
    }
}

#[tokio::test]
async fn asking_twice_is_one_request_and_an_old_page_changes_nothing() {
    for house in houses().await {
        clear(&house).await;
        let work = public_of(&house, 0).await;
        let (mut taker, taking) = officer(&house, 1).await;
        let first = made(&ask(&mut taker, &taking, work.id, &[]).await);
        let before = facts(&house).await;
        assert_eq!(made(&ask(&mut taker, &taking, work.id, &[]).await), first);
        assert_eq!(facts(&house).await, before);
        // Somebody else of the unit is told that it was asked for.
        let implementer = of(&house, 1, Role::Implementer).await;
        let mut other = house.browser_for(implementer.person).await;
        assert_eq!(ask(&mut other, &implementer, work.id, &[]).await.status, 409);

        let (mut giver, _) = officer(&house, 0).await;
        giver.visit(&format!("/spread/adoptions/{first}")).await;
        let path = format!("/spread/adoptions/{first}/agreement");
        let fields = [("version", "1"), ("answer", "给图纸。")];
        assert_eq!(giver.submit(&path, &fields).await.status, 303);
        let before = facts(&house).await;
        let late = giver
            .submit(&format!("/spread/adoptions/{first}/refusal"), &[("version", "1"), ("reason", "不给。")])
            .await;
        assert_eq!(late.status, 409);
        assert_eq!(giver.submit(&path, &fields).await.status, 409, "sent twice");
        assert_eq!((facts(&house).await, stored(&house, first).await.state), (before, State::Cleared));
    }
}

#[tokio::test]
async fn of_two_officers_who_answer_at_once_one_is_faster() {
    for house in houses().await {
        clear(&house).await;
        let work = public_of(&house, 0).await;
        let (mut taker, taking) = officer(&house, 1).await;
        let id = made(&ask(&mut taker, &taking, work.id, &[]).await);
        let (mut one, _) = officer(&house, 0).await;
        let mut other = one.clone();
        one.visit(&format!("/spread/adoptions/{id}")).await;
        other.visit(&format!("/spread/adoptions/{id}")).await;
        let (agreed, refused) =
            (format!("/spread/adoptions/{id}/agreement"), format!("/spread/adoptions/{id}/refusal"));
        let (yes, no) = ([("version", "1"), ("answer", "给。")], [("version", "1"), ("reason", "不给。")]);
        let (first, second) = tokio::join!(one.submit(&agreed, &yes), other.submit(&refused, &no));
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let it = stored(&house, id).await;
        assert_eq!(it.version, 2);
        assert_eq!(it.state == State::Cleared, first.status == 303);
    }
}

#[tokio::test]
async fn two_parts_of_one_enterprise_never_take_a_work_over_within_each_other() {
    for house in houses().await {
        clear(&house).await;
        let work = public_of(&house, 0).await;
        let (mut taker, taking) = officer(&house, 1).await;
        let unit = house.world.enterprises()[1].teams[0].2;
        let team = house.world.units()[unit as usize].name.clone();
        let team = house
            .app
            .db
            .read(move |reader| {
                let enterprise = identity::tree::unit(reader, taking.place.enterprise.unwrap())?;
                Ok(identity::tree::subtree(reader, &enterprise)?.into_iter().find(|unit| unit.name == team).unwrap().id)
            })
            .await
            .unwrap()
            .to_string();
        let path = format!("/spread/works/{}/requests", work.id);
        taker.visit("/spread").await;
        let id = made(&taker.submit(&path, &[("unit", team.as_str()), ("purpose", "先在一个班。")]).await);
        // The whole enterprise, around that team, meanwhile not.
        let taking = of(&house, 1, Role::Implementer).await;
        let mut implementer = house.browser_for(taking.person).await;
        assert_eq!(ask(&mut implementer, &taking, work.id, &[]).await.status, 409);
        let (mut giver, _) = officer(&house, 0).await;
        assert_eq!(step(&house, &mut giver, id, "agreement", &[("answer", "给。")]).await.status, 303);
        assert_eq!(step(&house, &mut taker, id, "use", &[("since", TODAY)]).await.status, 303);
        let page = ask(&mut implementer, &taking, work.id, &[]).await;
        assert_eq!(page.status, 409);
    }
}

#[tokio::test]
async fn inside_an_enterprise_and_from_an_open_offer_one_begins_at_once() {
    for house in houses().await {
        clear(&house).await;
        // Its own: another team of the first enterprise.
        let own = private_of(&house, 0).await;
        let (mut giver, giving) = officer(&house, 0).await;
        let page = ask(&mut giver, &giving, own.id, &[]).await;
        assert_eq!(page.status, 409, "the whole enterprise lies around the team that has it");
        let enterprise = giving.place.enterprise.unwrap();
        let other = house
            .app
            .db
            .read(move |reader| {
                let root = identity::tree::unit(reader, enterprise)?;
                let all = identity::tree::subtree(reader, &root)?;
                let home = identity::tree::unit(reader, own.unit)?;
                let free = |unit: &identity::Unit| !unit.path.covers(&home.path) && !home.path.covers(&unit.path);
                Ok(all.into_iter().find(free).unwrap())
            })
            .await
            .unwrap();
        let (path, unit) = (format!("/spread/works/{}/requests", own.id), other.id.to_string());
        let id =
            made(&giver.submit(&path, &[("unit", unit.as_str()), ("purpose", "同样的床子。"), ("share", "30")]).await);
        let it = stored(&house, id).await;
        assert_eq!((it.state, it.inside, it.share), (State::Cleared, true, 0), "nothing came from outside");

        // A public one that is open to all.
        let work = public_of(&house, 0).await;
        let offer = format!("/spread/works/{}/offer", work.id);
        let (mut stranger, taking) = officer(&house, 1).await;
        stranger.visit("/spread").await;
        assert_eq!(stranger.submit(&offer, &[("terms", "拿去。")]).await.status, 403);
        giver.visit("/spread").await;
        assert_eq!(giver.submit(&offer, &[("terms", "")]).await.status, 422);
        assert_eq!(giver.submit(&offer, &[("terms", "图纸随便用。")]).await.status, 303);
        let id = made(&ask(&mut stranger, &taking, work.id, &[]).await);
        let it = stored(&house, id).await;
        assert_eq!((it.state, it.answer.as_str()), (State::Cleared, "图纸随便用。"));
        assert_eq!(told(&house, giving.person, id).await, ["take_offer"]);
        assert_eq!(giver.submit(&format!("{offer}/removal"), &[]).await.status, 303);
    }
}

#[tokio::test]
async fn the_originators_are_reminded_once_when_an_answer_is_late() {
    for house in houses().await {
        clear(&house).await;
        let work = public_of(&house, 0).await;
        let (mut taker, taking) = officer(&house, 1).await;
        let id = made(&ask(&mut taker, &taking, work.id, &[]).await);
        let giving = of(&house, 0, Role::InnovationOfficer).await;
        let due = stored(&house, id).await.due_at.unwrap();
        for (until, expected) in [(due, 0), (due.plus_millis(3_600_000), 1), (due.plus_millis(7_200_000), 1)] {
            house.clock.set(until);
            house.house.work(until).await.unwrap();
            let late = told(&house, giving.person, id).await.into_iter().filter(|key| key == "late").count();
            assert_eq!(late, expected);
        }
    }
}

#[tokio::test]
async fn who_may_take_which_step() {
    for house in houses().await {
        clear(&house).await;
        let work = public_of(&house, 0).await;
        let (mut taker, taking) = officer(&house, 1).await;
        let id = made(&ask(&mut taker, &taking, work.id, &[]).await);
        // The taking side does not answer, the giving side does not try, workers do neither.
        let (mut giver, _) = officer(&house, 0).await;
        let worker = of(&house, 1, Role::TeamLeader).await;
        let mut worker = house.browser_for(worker.person).await;
        assert_eq!(step(&house, &mut taker, id, "agreement", &[("answer", "给。")]).await.status, 403);
        assert_eq!(step(&house, &mut worker, id, "calling-off", &[]).await.status, 404);
        assert_eq!(step(&house, &mut giver, id, "agreement", &[("answer", "给。")]).await.status, 303);
        let trial = [("starts", TODAY), ("ends", TODAY), ("spot", "一号线")];
        assert_eq!(step(&house, &mut giver, id, "trial", &trial).await.status, 403);
        let county = house.actor("county").await;
        let mut county = house.browser_for(county.person).await;
        assert_eq!(county.get(&format!("/spread/adoptions/{id}")).await.status, 404, "texts do not flow up");
        // Nobody asks for a work that is not open to them.
        let hidden = private_of(&house, 0).await;
        assert_eq!(ask(&mut taker, &taking, hidden.id, &[]).await.status, 404);
        let worker = of(&house, 1, Role::TeamLeader).await;
        let mut browser = house.browser_for(worker.person).await;
        assert_eq!(ask(&mut browser, &worker, work.id, &[]).await.status, 403);
    }
}
