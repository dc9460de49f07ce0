//! What several people do to one suggestion: shares, independent reviews, decisions prepared and
//! announced together, an appeal, a reserve, joining, seconds, comments.

use kernel::id::PersonId;
use store::statements;
use suggestions::lifecycle::State;
use suggestions::model::SuggestionId;
use testkit::{Browser, TestHouse, houses};

use crate::suggestions::acts::{
    self, begin, colleague, describe, facts, handle, last, other_reviewer, refused, register, send, state, step,
    suggest, told,
};

statements! {
    DATES: (SuggestionId,) => (i64, Option<SuggestionId>) = "SELECT submitted_at, lead FROM suggestion WHERE id = $1";
    AGREED: (SuggestionId, PersonId) => (u32, Option<i64>) =
        "SELECT part, agreed_at FROM work_author WHERE work = $1 AND person = $2";
    SECONDS: (SuggestionId,) => (i64,) = "SELECT seconds FROM suggestion WHERE id = $1";
}

/// Points, a conclusion and an advice.
fn judgement(conclusion: &str) -> [(&'static str, String); 6] {
    [
        ("score-level", "20".to_owned()),
        ("score-economy", "20".to_owned()),
        ("score-reach", "15".to_owned()),
        ("score-use", "15".to_owned()),
        ("conclusion", conclusion.to_owned()),
        ("advice", "adopt".to_owned()),
    ]
}

/// A photo as a phone sends it, small.
fn photo() -> Vec<u8> {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(60, 40).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}

async fn judge(house: &TestHouse, reviewer: &mut Browser, id: SuggestionId, conclusion: &str) {
    let typed = judgement(conclusion);
    let fields: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    step(house, reviewer, id, "review", &fields).await;
}

/// Registers one and accepts it for review.
async fn accepted(house: &TestHouse, worker: &mut Browser, officer: &mut Browser, title: &str) -> SuggestionId {
    let id = suggest(worker, title).await;
    step(house, officer, id, "acceptance", &[("category", "equipment")]).await;
    id
}

#[tokio::test]
async fn a_co_author_is_asked_agrees_once_and_is_asked_again_when_the_shares_change() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let me = house.actor("worker").await.person;
        let (plan, mate) = colleague(&house).await;
        let mut friend = house.browser_for(mate.person).await;
        let draft = begin(&mut worker).await;
        let photo = photo();
        let what = [("step", "what"), ("now", "换型要四十分钟。"), ("category", "equipment")];
        let page = worker.upload(&format!("{draft}/what"), &what, &[("photo", "现场.jpg", "image/jpeg", &photo)]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        describe(&mut worker, &draft, "夹具改快换定位销").await;
        let who = format!("{draft}/who");
        worker.submit(&who, &[("step", "who"), ("add", &mate.person.to_string())]).await;
        assert!(worker.visit(&who).await.body.contains(&plan.name), "who was added stands in the list");
        let (mine, theirs) = (me.to_string(), mate.person.to_string());
        let (my_share, their_share) = (format!("share-{me}"), format!("share-{}", mate.person));
        let wrong = [("step", "who"), ("with", &*mine), ("with", &*theirs), (&*my_share, "70"), (&*their_share, "20")];
        let page = worker.submit(&who, &wrong).await;
        assert_eq!(page.status, 422, "90 % are not all of it");
        assert_eq!(page.value_of(&their_share).as_deref(), Some("20"), "what was typed is kept");
        let id = register(
            &mut worker,
            &draft,
            &[("with", &mine), ("with", &theirs), (&my_share, "70"), (&their_share, "30")],
        )
        .await;

        assert_eq!(last(&house, id).await, ("submit".to_owned(), Some(me)));
        assert_eq!(told(&house, mate.person, id).await, ["named"]);
        assert_eq!(told(&house, house.actor("officer").await.person, id).await, ["submit"]);
        assert!(told(&house, house.actor("reviewer").await.person, id).await.is_empty(), "not yet of their concern");
        let shown = worker.visit(&format!("/suggestions/{id}")).await.body;
        assert!(shown.contains("/files/"), "the photo stands on the record");

        let agreed = |house: &TestHouse| {
            let db = house.app.db.clone();
            async move { db.read(move |reader| reader.one(&AGREED, (id, mate.person))).await.unwrap() }
        };
        assert_eq!(agreed(&house).await, (30, None));
        refused(&house, &mut house.browser_of("reviewer").await, id, "agreement", &[]).await;
        step(&house, &mut friend, id, "agreement", &[]).await;
        assert_eq!(last(&house, id).await, ("agree".to_owned(), Some(mate.person)));
        assert!(agreed(&house).await.1.is_some());
        let count = facts(&house, id).await.len();
        step(&house, &mut friend, id, "agreement", &[]).await;
        assert_eq!(facts(&house, id).await.len(), count, "saying so twice is saying so once");

        let names = [handle(&house.plan_of("worker")), handle(&plan)];
        let rows = |parts: [&'static str; 2]| {
            [("name", names[0].as_str()), ("part", parts[0]), ("name", names[1].as_str()), ("part", parts[1])]
        };
        refused(&house, &mut worker, id, "shares", &rows(["60", "30"])).await;
        refused(&house, &mut friend, id, "shares", &rows(["40", "60"])).await;
        step(&house, &mut worker, id, "shares", &rows(["60", "40"])).await;
        assert_eq!(agreed(&house).await, (40, None), "a changed share is asked about again");
        assert_eq!(told(&house, mate.person, id).await, ["named", "reshare"]);
    }
}

#[tokio::test]
async fn reviewers_judge_apart_and_authors_read_them_after_the_announcement() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let one = house.actor("reviewer").await.person;
        let two = house.actor_as(&other_reviewer(&house)).await.person;
        let (mut first, mut second) = (house.browser_for(one).await, house.browser_for(two).await);
        let id = accepted(&house, &mut worker, &mut officer, "工装车加刹车").await;
        let me = house.actor("worker").await.person.to_string();
        let page = refused(&house, &mut officer, id, "reviewers", &[("reviewer", &me)]).await;
        assert!(page.body.contains(&house.plan_of("worker").name), "who may not review is named with the reason");
        let both = [one.to_string(), two.to_string()];
        step(&house, &mut officer, id, "reviewers", &[("reviewer", &both[0]), ("reviewer", &both[1])]).await;
        assert_eq!(told(&house, one, id).await, ["invite"]);
        assert_eq!(told(&house, two, id).await, ["invite"]);

        judge(&house, &mut first, id, "甲说可行").await;
        assert_eq!(last(&house, id).await, ("review".to_owned(), Some(one)));
        let path = format!("/suggestions/{id}");
        for page in [path.clone(), format!("{path}/review")] {
            assert!(!second.visit(&page).await.body.contains("甲说可行"), "not before handing in: {page}");
        }
        assert!(officer.visit(&path).await.body.contains("甲说可行"));
        judge(&house, &mut second, id, "乙说先试").await;
        assert!(second.visit(&path).await.body.contains("甲说可行"), "after handing in");
        refused(&house, &mut first, id, "review", &[("conclusion", "改口")]).await;
        let shown = worker.visit(&path).await.body;
        assert!(!shown.contains("甲说可行") && !shown.contains("乙说先试"), "not before the announcement");
        step(&house, &mut officer, id, "decision", &[("verdict", "adopt"), ("answer", "办"), ("announce", "yes")])
            .await;
        let shown = worker.visit(&path).await.body;
        assert!(shown.contains("甲说可行") && shown.contains("乙说先试"), "the author reads what was said");
        let (_, bystander) = colleague(&house).await;
        assert!(!house.browser_for(bystander.person).await.visit(&path).await.body.contains("甲说可行"));
    }
}

#[tokio::test]
async fn decisions_are_prepared_in_silence_and_announced_together() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let me = house.actor("worker").await.person;
        let one = accepted(&house, &mut worker, &mut officer, "焊烟罩加延长臂").await;
        let two = accepted(&house, &mut worker, &mut officer, "更衣柜换密码锁").await;
        let three = accepted(&house, &mut worker, &mut officer, "食堂错峰叫号").await;
        let decided = [("verdict", "adopt"), ("answer", "下月装好")];
        step(&house, &mut officer, one, "decision", &decided).await;
        step(&house, &mut officer, two, "decision", &[("verdict", "decline"), ("answer", "锁已订了货")]).await;
        assert_eq!(state(&house, one).await.0, State::InReview);
        assert!(!told(&house, me, one).await.contains(&"adopt".to_owned()));
        let hidden = worker.visit(&format!("/suggestions/{one}")).await.body;
        assert!(!hidden.contains("下月装好"), "a prepared answer is the officers'");

        officer.visit("/desk").await;
        let ids = [one, two, three].map(|id| id.to_string());
        let batch = [("do", "announce"), ("id", &*ids[0]), ("id", &*ids[1]), ("id", &*ids[2]), ("back", "/desk")];
        let account = officer.submit("/desk/batch", &batch).await;
        assert_eq!(account.status, 200, "one of the three had nothing to announce");
        assert!(account.body.contains("食堂错峰叫号") && !account.body.contains("更衣柜换密码锁"));
        assert_eq!(state(&house, one).await.0, State::Adopted);
        assert_eq!(state(&house, two).await.0, State::Declined);
        assert_eq!(state(&house, three).await.0, State::InReview);
        assert!(told(&house, me, one).await.contains(&"adopt".to_owned()));
        assert!(told(&house, me, two).await.contains(&"decline".to_owned()));
        assert!(worker.visit(&format!("/suggestions/{two}")).await.body.contains("锁已订了货"), "the reason is shown");
    }
}

#[tokio::test]
async fn an_appeal_is_heard_once_and_by_somebody_else() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let mut county = house.browser_of("county").await;
        let above = house.actor("county").await.person;
        let refusal = [("verdict", "decline"), ("answer", "已有同类整改。"), ("announce", "yes")];
        for (title, verdict, after) in
            [("料架加防滑条", "overturn", State::Adopted), ("风管改软接", "uphold", State::Declined)]
        {
            let id = accepted(&house, &mut worker, &mut officer, title).await;
            step(&house, &mut officer, id, "decision", &refusal).await;
            refused(&house, &mut worker, id, "appeal", &[("reason", "")]).await;
            step(&house, &mut worker, id, "appeal", &[("reason", "不是同一处。")]).await;
            assert_eq!(told(&house, above, id).await, ["appeal"], "the union above hears of it");
            let outcome = [("verdict", verdict), ("answer", "复核过了。")];
            refused(&house, &mut officer, id, "reconsideration", &outcome).await;
            refused(&house, &mut worker, id, "reconsideration", &outcome).await;
            step(&house, &mut county, id, "reconsideration", &outcome).await;
            assert_eq!(state(&house, id).await.0, after);
            assert_eq!(last(&house, id).await, (verdict.to_owned(), Some(above)));
            refused(&house, &mut worker, id, "appeal", &[("reason", "再来一次。")]).await;
        }
    }
}

#[tokio::test]
async fn a_reserve_is_taken_up_later_and_carried_out_by_its_owner() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let mut owner = house.browser_of("implementer").await;
        let doer = house.actor("implementer").await.person;
        let me = house.actor("worker").await.person;
        let id = accepted(&house, &mut worker, &mut officer, "余热接到浴室").await;
        let shelved = [("verdict", "shelve"), ("answer", "等二期管网。"), ("announce", "yes")];
        step(&house, &mut officer, id, "decision", &shelved).await;
        assert_eq!(state(&house, id).await.0, State::Reserve);
        refused(&house, &mut worker, id, "take-up", &[("answer", "我自己来")]).await;
        step(&house, &mut officer, id, "take-up", &[("answer", "二期开工，启用。")]).await;
        assert_eq!(state(&house, id).await.0, State::Adopted);
        assert!(told(&house, me, id).await.contains(&"take_up".to_owned()));

        let (today, name) = (house.clock.now().date().to_string(), handle(&house.plan_of("implementer")));
        let plan = |starts: &'static str, ends: &'static str| {
            [("owner", name.as_str()), ("plan", "接一段管。"), ("scale", "full"), ("starts", starts), ("ends", ends)]
        };
        refused(&house, &mut officer, id, "plan", &plan("2026-06-20", "2026-06-11")).await;
        refused(&house, &mut officer, id, "plan", &plan("2026-06-20", "2026-06-31")).await;
        step(&house, &mut officer, id, "plan", &plan("2026-06-10", "2026-06-30")).await;
        assert_eq!(told(&house, doer, id).await, ["owner"]);
        step(&house, &mut owner, id, "progress", &[("note", "管子到了。")]).await;
        assert_eq!(last(&house, id).await, ("progress".to_owned(), Some(doer)));
        for since in ["2026-06-11", "2026-06-09", "昨天"] {
            let page = refused(&house, &mut owner, id, "application", &[("since", since), ("note", "通了。")]).await;
            assert!(page.status == 422 && page.body.contains("通了。"), "{since}: what was typed is kept");
        }
        step(&house, &mut owner, id, "application", &[("since", &today), ("note", "通了。")]).await;
        refused(&house, &mut owner, id, "confirmation", &[]).await;
        step(&house, &mut worker, id, "confirmation", &[("note", "水热。")]).await;
        assert_eq!(last(&house, id).await, ("confirm".to_owned(), Some(me)));
        assert!(told(&house, doer, id).await.contains(&"confirm".to_owned()));
    }
}

#[tokio::test]
async fn what_is_joined_keeps_its_date_and_shares_the_answer() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (_, mate) = colleague(&house).await;
        let mut friend = house.browser_for(mate.person).await;
        let dates = |id: SuggestionId| {
            let db = house.app.db.clone();
            async move { db.read(move |reader| reader.one(&DATES, (id,))).await.unwrap() }
        };
        let early = accepted(&house, &mut worker, &mut officer, "夜班领刀具改扫码柜").await;
        house.clock.advance(3_600_000);
        let late = suggest(&mut friend, "领刀具的柜子二十四小时开").await;
        let (own, other) = (dates(early).await.0, dates(late).await.0);
        assert!(own < other);
        let first = early.to_string();
        refused(&house, &mut officer, early, "joint", &[("lead", &late.to_string())]).await;
        step(&house, &mut officer, late, "joint", &[("lead", &first)]).await;
        assert_eq!((state(&house, late).await.0, dates(late).await), (State::Joined, (other, Some(early))));
        assert!(told(&house, mate.person, late).await.contains(&"join".to_owned()));
        step(&house, &mut officer, late, "parting", &[]).await;
        assert_eq!((state(&house, late).await.0, dates(late).await), (State::Submitted, (other, None)));
        step(&house, &mut officer, late, "joint", &[("lead", &first)]).await;

        let adopted = [("verdict", "adopt"), ("answer", "柜子已订。"), ("announce", "yes")];
        step(&house, &mut officer, early, "decision", &adopted).await;
        assert!(told(&house, mate.person, late).await.contains(&"adopt".to_owned()), "one answer for both");
        assert!(friend.visit(&format!("/suggestions/{late}")).await.body.contains("柜子已订。"));
        assert_eq!((dates(early).await.0, dates(late).await.0), (own, other));
    }
}

#[tokio::test]
async fn seconds_are_counted_once_each_and_may_be_taken_back() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let (_, mate) = colleague(&house).await;
        let mut friend = house.browser_for(mate.person).await;
        let id = suggest(&mut worker, "行车挂绳改弹力扣").await;
        let seconds = || {
            let db = house.app.db.clone();
            async move { db.read(move |reader| reader.one(&SECONDS, (id,))).await.unwrap().0 }
        };
        refused(&house, &mut worker, id, "second", &[]).await;
        step(&house, &mut friend, id, "second", &[]).await;
        assert_eq!(last(&house, id).await, ("second".to_owned(), Some(mate.person)));
        step(&house, &mut friend, id, "second", &[]).await;
        assert_eq!((seconds().await, facts(&house, id).await.len()), (1, 2), "a double tap counts once");
        step(&house, &mut friend, id, "second/removal", &[]).await;
        step(&house, &mut friend, id, "second/removal", &[]).await;
        assert_eq!((seconds().await, facts(&house, id).await.len()), (0, 3));
    }
}

#[tokio::test]
async fn who_is_mentioned_is_told_and_may_read_it() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let me = house.actor("worker").await.person;
        let (plan, mate) = colleague(&house).await;
        let mut friend = house.browser_for(mate.person).await;
        let draft = begin(&mut worker).await;
        describe(&mut worker, &draft, "磨床加吸雾罩").await;
        let id = register(&mut worker, &draft, &[]).await;
        step(&house, &mut worker, id, "visibility", &[("visibility", "team")]).await;
        assert_eq!(friend.visit(&format!("/suggestions/{id}")).await.status, 404, "the team's alone");
        refused(&house, &mut friend, id, "comments", &[("text", "我也看看")]).await;
        let page = refused(&house, &mut worker, id, "comments", &[("text", "@查无此人#000000 来看看")]).await;
        assert!(page.body.contains("来看看"), "what was typed is kept");
        let text = format!("@{} 你那台也这样吗？", handle(&plan));
        step(&house, &mut worker, id, "comments", &[("text", &text)]).await;
        assert_eq!(last(&house, id).await, ("comment".to_owned(), Some(me)));
        assert_eq!(told(&house, mate.person, id).await, ["mention"]);
        assert!(friend.visit(&format!("/suggestions/{id}")).await.body.contains("你那台也这样吗？"));
        let (officer, stranger) = (house.actor("officer").await.person, house.actor("reviewer").await.person);
        assert!(!told(&house, officer, id).await.contains(&"mention".to_owned()));
        assert!(told(&house, stranger, id).await.is_empty());
        step(&house, &mut friend, id, "comments", &[("text", "也这样。")]).await;
        assert_eq!(told(&house, me, id).await, ["comment"], "one's own comments are no news to oneself");
    }
}

#[tokio::test]
async fn an_author_withdraws_before_the_decision_and_then_it_rests() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = suggest(&mut worker, "车棚加充电桩").await;
        refused(&house, &mut officer, id, "withdrawal", &[]).await;
        step(&house, &mut worker, id, "withdrawal", &[]).await;
        assert_eq!(state(&house, id).await.0, State::Withdrawn);
        for noun in ["second", "comments", "visibility", "withdrawal"] {
            let page = send(&house, &mut worker, id, noun, &[("text", "还在吗"), ("visibility", "public")]).await;
            assert!((400..500).contains(&page.status), "{noun} answered {}", page.status);
        }
        assert_eq!(acts::last(&house, id).await.0, "withdraw");
    }
}
