//! A suggestion's way through the front door, by forms alone, on both engines: each step leaves one
//! fact, tells whom it concerns, and what may not be done leaves nothing.

use kernel::lifecycle::Word;
use store::statements;
use suggestions::lifecycle::{State, Step};
use suggestions::model::SuggestionId;
use testkit::{Browser, TestHouse, houses};

use crate::suggestions::acts::{self, fact_count, state, step, suggest};

statements! {
    SAME_TITLE: (String,) => (i64,) = "SELECT COUNT(*) FROM suggestion WHERE title = $1";
}

/// The steps that are on record.
async fn facts(house: &TestHouse, id: SuggestionId) -> Vec<String> {
    acts::facts(house, id).await.into_iter().map(|fact| fact.step).collect()
}

/// How many unread notices one of the accounts has of it.
async fn told(house: &TestHouse, login: &str, id: SuggestionId) -> usize {
    acts::told(house, house.actor(login).await.person, id).await.len()
}

#[tokio::test]
async fn from_the_form_to_done_each_step_leaves_one_fact_and_tells_whom_it_concerns() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let mut reviewer = house.browser_of("reviewer").await;
        let reviewer_id = house.actor("reviewer").await.person.to_string();
        let owner = house.actor("implementer").await.name;
        let id = suggest(&mut worker, "三号线夹具改快换定位销").await;
        assert_eq!(state(&house, id).await.0, State::Submitted);
        assert!(told(&house, "officer", id).await > 0, "the officer hears of it");

        step(&house, &mut officer, id, "return", &[("answer", "是哪一台机床？")]).await;
        assert_eq!((state(&house, id).await.0, told(&house, "worker", id).await), (State::Returned, 1));
        let again = [
            ("title", "三号线夹具改快换定位销"),
            ("now", "三号线二号机床，换型四十分钟。"),
            ("how", "改用快换定位销。"),
            ("category", "equipment"),
        ];
        step(&house, &mut worker, id, "completion", &again).await;
        assert_eq!(state(&house, id).await.0, State::Submitted);

        step(&house, &mut officer, id, "acceptance", &[("category", "equipment"), ("reviewer", &reviewer_id)]).await;
        assert_eq!(state(&house, id).await.0, State::InReview);
        assert!(told(&house, "reviewer", id).await > 0, "the reviewer is asked");
        let judged = [
            ("score-level", "20"),
            ("score-economy", "20"),
            ("score-reach", "15"),
            ("score-use", "15"),
            ("conclusion", "可行，先试两周。"),
            ("advice", "adopt"),
        ];
        step(&house, &mut reviewer, id, "review", &judged).await;

        // A prepared decision is the officers' until it is announced.
        step(&house, &mut officer, id, "decision", &[("verdict", "adopt"), ("answer", "采纳，先在二号机床上试。")])
            .await;
        assert!(!worker.visit(&format!("/suggestions/{id}")).await.body.contains("先在二号机床上试"));
        step(&house, &mut officer, id, "announcement", &[]).await;
        assert!(worker.visit(&format!("/suggestions/{id}")).await.body.contains("先在二号机床上试"));

        let today = house.clock.now().date().to_string();
        let plan = [
            ("owner", owner.as_str()),
            ("plan", "做一套销。"),
            ("scale", "trial"),
            ("starts", &today),
            ("ends", &today),
        ];
        step(&house, &mut officer, id, "plan", &plan).await;
        step(&house, &mut officer, id, "application", &[("since", &today), ("note", "用上了。")]).await;
        step(&house, &mut worker, id, "dispute", &[("reason", "还差一套。")]).await;
        assert_eq!(state(&house, id).await.0, State::Implementing);
        step(&house, &mut officer, id, "application", &[("since", &today), ("note", "补齐了。")]).await;
        step(&house, &mut worker, id, "confirmation", &[]).await;
        assert_eq!(state(&house, id).await.0, State::Done);

        let wanted = [
            Step::Submit,
            Step::Return,
            Step::Complete,
            Step::Accept,
            Step::Invite,
            Step::Review,
            Step::Prepare,
            Step::Adopt,
            Step::Plan,
            Step::Apply,
            Step::Dispute,
            Step::Apply,
            Step::Confirm,
        ];
        assert_eq!(facts(&house, id).await, wanted.map(|step| step.word().to_owned()));
    }
}

#[tokio::test]
async fn a_refusal_may_be_appealed_once_and_is_decided_by_somebody_else() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let mut county = house.browser_of("county").await;
        let id = suggest(&mut worker, "料架加防滑条").await;
        assert_eq!(county.visit(&format!("/suggestions/{id}")).await.status, 404, "texts do not travel up");
        step(&house, &mut officer, id, "acceptance", &[("category", "equipment")]).await;
        step(&house, &mut officer, id, "decision", &[("verdict", "decline"), ("answer", "已有同类整改。")]).await;
        step(&house, &mut officer, id, "announcement", &[]).await;
        step(&house, &mut worker, id, "appeal", &[("reason", "不是同一处。")]).await;
        assert_eq!(state(&house, id).await.0, State::Reconsidering);

        let own = officer
            .submit(
                &format!("/suggestions/{id}/reconsideration"),
                &[("overturn", "yes"), ("outcome", "overturn"), ("answer", "改判。")],
            )
            .await;
        assert!((400..500).contains(&own.status), "who decided does not decide again: {}", own.status);
        assert_eq!(
            county.visit(&format!("/suggestions/{id}")).await.status,
            200,
            "the appeal shows it to the union above"
        );
    }
}

/// Who tries which noun with which fields.
type Try<'a> = (&'a mut Browser, &'a str, &'a [(&'a str, &'a str)]);

#[tokio::test]
async fn what_may_not_be_done_leaves_nothing() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = suggest(&mut worker, "行车挂绳改弹力扣").await;
        let before = fact_count(&house).await;
        let version = state(&house, id).await.1;
        let tries: [Try<'_>; 5] = [
            (&mut worker.clone(), "acceptance", &[("category", "equipment")]),
            (&mut worker.clone(), "decision", &[("verdict", "adopt"), ("answer", "自己采纳")]),
            (&mut officer.clone(), "announcement", &[]),
            (&mut officer.clone(), "confirmation", &[]),
            (&mut officer.clone(), "return", &[("answer", "")]),
        ];
        for (who, noun, fields) in tries {
            who.visit(&format!("/suggestions/{id}")).await;
            let page = who.submit(&format!("/suggestions/{id}/{noun}"), fields).await;
            assert!((400..500).contains(&page.status), "{noun} answered {}", page.status);
        }
        let after = fact_count(&house).await;
        assert_eq!((state(&house, id).await, after), ((State::Submitted, version), before));

        // Somebody was faster: the page one acts from is stale.
        step(&house, &mut officer, id, "acceptance", &[("category", "equipment")]).await;
        let stale =
            officer.submit(&format!("/suggestions/{id}/return"), &[("version", "1"), ("answer", "晚了一步")]).await;
        assert!((400..500).contains(&stale.status));
        assert_eq!(state(&house, id).await.0, State::InReview);
    }
}

#[tokio::test]
async fn two_officers_race_and_one_wins() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let id = suggest(&mut worker, "砂轮片以旧换新").await;
        let (mut one, mut two) = (house.browser_of("officer").await, house.browser_of("officer").await);
        one.visit(&format!("/suggestions/{id}")).await;
        two.visit(&format!("/suggestions/{id}")).await;
        let (accept, remark) = (format!("/suggestions/{id}/acceptance"), format!("/suggestions/{id}/remark"));
        let (first, second) = tokio::join!(
            one.submit(&accept, &[("version", "1"), ("category", "saving")]),
            two.submit(&remark, &[("version", "1"), ("answer", "已有规定。")]),
        );
        let won = [&first, &second].iter().filter(|page| page.status == 303).count();
        assert_eq!(won, 1, "{} {}", first.status, second.status);
        assert_eq!(facts(&house, id).await.len(), 2, "one registration, one outcome");
    }
}

#[tokio::test]
async fn a_form_sent_twice_is_one_record() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let begun = worker.get("/suggestions/new").await;
        let draft = begun.location().trim_end_matches("/what").to_owned();
        worker.visit(&format!("{draft}/what")).await;
        worker.submit(&format!("{draft}/what"), &[("step", "what"), ("now", "库房坎高。"), ("next", "yes")]).await;
        let how = [("step", "how"), ("title", "库房门口加斜坡"), ("how", "焊一块活动斜坡板。"), ("next", "yes")];
        worker.submit(&format!("{draft}/how"), &how).await;
        worker.visit(&format!("{draft}/who")).await;
        let who = [("step", "who"), ("visibility", "enterprise")];
        let path = format!("{draft}/who");
        let (mut other, mut again) = (worker.clone(), worker.clone());
        let (first, second) = tokio::join!(other.submit(&path, &who), again.submit(&path, &who));
        for page in [&first, &second] {
            assert!(page.status == 303 || page.status == 409 || page.status == 404, "{}: {}", page.status, page.body);
        }
        let (count,) = house.app.db.read(|reader| reader.one(&SAME_TITLE, ("库房门口加斜坡",))).await.unwrap();
        assert_eq!(count, 1);
    }
}
