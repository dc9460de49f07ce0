//! From the form to the ledger: stated, sent back, stated anew, signed, looked at again, revoked.

use benefits::lifecycle::State;
use kernel::Fen;
use testkit::houses;
use works::Visibility;

use crate::benefits::acts::{CLAIMED, LINES, facts, figure, in_use, refused, send, signed, state, step, steps, told};

#[tokio::test]
async fn a_benefit_is_stated_sent_back_mended_signed_looked_at_again_and_revoked() {
    for house in houses().await {
        let (worker, finance) = (house.actor("worker").await, house.actor("finance").await);
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        let waiting = lin.visit("/").await.number_before("份效益等你核定");
        assert!(
            chen.visit("/benefits").await.body.contains(&format!("/benefits/{id}/statement")),
            "it is to be stated"
        );
        assert_eq!(chen.visit(&format!("/benefits/{id}/statement")).await.status, 200);

        step(&house, &mut chen, id, "statement", &LINES).await;
        assert_eq!(state(&house, id).await, Some((State::HandedIn, 1)));
        assert_eq!(steps(&house, id).await, [("hand_in".to_owned(), worker.person, Some(CLAIMED))]);
        assert_eq!(figure(&house, id).await, None, "what is only claimed is no figure");
        assert_eq!(told(&house, finance.person, id).await, ["hand_in"]);
        assert!(lin.visit("/benefits").await.body.contains(&format!("href=\"/benefits/{id}\"")));

        assert_eq!(lin.visit("/").await.number_before("份效益等你核定"), waiting + 1, "it waits on the home page");
        assert!(!chen.visit("/").await.body.contains("份效益等你核定"), "and on nobody else's");

        let page = refused(&house, &mut lin, id, "return", &[("reason", " ")]).await;
        assert_eq!(page.status, 422);
        step(&house, &mut lin, id, "return", &[("reason", "次数按派工单统计。")]).await;
        assert!(told(&house, worker.person, id).await.contains(&"send_back".to_owned()));
        assert!(chen.visit("/").await.body.contains("财务请你把效益再说清楚"));
        assert_eq!(lin.visit("/").await.number_before("份效益等你核定"), waiting);
        assert!(chen.visit(&format!("/benefits/{id}")).await.body.contains("次数按派工单统计。"));
        refused(&house, &mut lin, id, "audit", &signed("1440")).await;

        step(&house, &mut chen, id, "statement", &LINES).await;
        let form = lin.visit(&format!("/benefits/{id}/audit")).await.body;
        assert!(form.contains("三月排产表") && form.contains("1,440"), "finance reads the claim and its evidence");
        step(&house, &mut lin, id, "audit", &signed("1200")).await;
        let audited = Fen(3_150_000 - 860_000);
        let now = figure(&house, id).await.unwrap();
        assert_eq!((now.fen, now.points, now.audited_by), (Some(audited), None, finance.person));
        assert!(told(&house, worker.person, id).await.contains(&"audit".to_owned()));
        let page = chen.visit(&format!("/benefits/{id}")).await.body;
        for words in ["22,900.00", "29,200.00", "1,200", "1,440", "按实际排产计。", "6,300.00"] {
            assert!(page.contains(words), "claimed and audited stand side by side: {words}");
        }
        refused(&house, &mut chen, id, "statement", &LINES).await;
        assert!(page.contains("财务已核定。要改，请财务复核。"), "a closed button says why");

        step(&house, &mut lin, id, "audit", &signed("1300")).await;
        assert_eq!(figure(&house, id).await.unwrap().fen, Some(Fen(3_412_500 - 860_000)));
        step(&house, &mut lin, id, "revocation", &[("reason", "排产表是后补的。")]).await;
        assert_eq!(figure(&house, id).await, None);
        refused(&house, &mut lin, id, "audit", &signed("1300")).await;
        let way = ["hand_in", "send_back", "restate", "audit", "recheck", "revoke"];
        assert_eq!(facts(&house, id).await, way);
        assert_eq!(steps(&house, id).await.into_iter().map(|(step, ..)| step).collect::<Vec<_>>(), way);
        assert!(chen.visit(&format!("/benefits/{id}")).await.body.contains("排产表是后补的。"), "the history stays");
    }
}

#[tokio::test]
async fn what_cannot_be_computed_is_stated_by_levels_and_signed_in_points() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        let levels = [("method", "graded"), ("level-effect", "a"), ("level-difficulty", "c"), ("level-reach", "b")];
        let page = refused(&house, &mut chen, id, "statement", &levels).await;
        assert!(page.status == 422 && page.body.contains("value=\"b\" checked"), "what was chosen is kept");
        step(&house, &mut chen, id, "statement", &[&levels[..], &[("words", "隐患没有了。")]].concat()).await;
        let signed = [("level-effect", "b"), ("level-difficulty", "c"), ("level-reach", "b"), ("note", "作用减一档。")];
        step(&house, &mut lin, id, "audit", &signed).await;
        let figure = figure(&house, id).await.unwrap();
        assert_eq!((figure.fen, figure.points), (None, Some(30 + 14 + 22)));
        assert!(chen.visit(&format!("/benefits/{id}")).await.body.contains("66"));
    }
}

#[tokio::test]
async fn the_form_adds_a_line_and_the_sum_without_script_and_keeps_what_was_typed() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let mut chen = house.browser_of("worker").await;
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        let more = send(&house, &mut chen, id, "statement", &[&LINES[..], &[("more", "yes")]].concat()).await;
        assert_eq!((more.status, more.value_of("rows").as_deref()), (200, Some("4")));
        assert!(more.body.contains("三月排产表") && more.body.contains("29,200.00"), "the sum is there, too");
        let sum = send(&house, &mut chen, id, "statement/sum", &LINES).await;
        assert!(sum.status == 200 && sum.body.contains("37,800.00") && sum.body.contains("-8,600.00"), "{}", sum.body);
        assert_eq!(state(&house, id).await, None, "nothing was handed in by that");

        for (field, value) in
            [("value-0-1", "很多"), ("evidence-1", ""), ("value-0-0", "99999999999"), ("name-0-2", "")]
        {
            let mut fields = LINES.to_vec();
            for one in &mut fields {
                if one.0 == field {
                    one.1 = value;
                }
            }
            let page = refused(&house, &mut chen, id, "statement", &fields).await;
            assert_eq!(page.status, 422, "{field}");
            assert!(page.body.contains("class=\"err\"") && page.body.contains("节省换型时间"), "{field}");
        }
        let page = refused(&house, &mut chen, id, "statement", &[("method", "computed")]).await;
        assert!(page.body.contains("至少写一项。"));
    }
}

#[tokio::test]
async fn whoever_was_slower_is_told_and_overwrites_nothing() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        let first = [&[("version", "0")], &LINES[..]].concat();
        chen.visit("/me").await;
        assert_eq!(chen.submit(&format!("/benefits/{id}/statement"), &first).await.status, 303);
        let twice = chen.submit(&format!("/benefits/{id}/statement"), &first).await;
        assert_eq!(
            (twice.status, state(&house, id).await),
            (409, Some((State::HandedIn, 1))),
            "a double tap states once"
        );

        // Finance has version 1 before its eyes; the author mends it meanwhile.
        step(&house, &mut chen, id, "statement", &LINES).await;
        lin.visit("/me").await;
        let late = [&[("version", "1")], &signed("1440")[..]].concat();
        let page = lin.submit(&format!("/benefits/{id}/audit"), &late).await;
        assert_eq!((page.status, figure(&house, id).await), (409, None));
        assert!(page.body.contains("刚才有人先改了"));
    }
}

#[tokio::test]
async fn nobody_audits_their_own_and_the_page_says_why() {
    for house in houses().await {
        let finance = house.actor("finance").await;
        let (mut lin, mut officer) = (house.browser_of("finance").await, house.browser_of("officer").await);
        let id = in_use(&house, &finance, Visibility::Enterprise).await;
        refused(&house, &mut house.browser_of("worker").await, id, "statement", &LINES).await;
        step(&house, &mut officer, id, "statement", &LINES).await;
        for noun in ["audit", "return", "revocation"] {
            let fields = [&signed("1440")[..], &[("reason", "自己核")]].concat();
            let page = refused(&house, &mut lin, id, noun, &fields).await;
            assert_eq!(page.status, 403, "{noun}");
        }
        let page = lin.visit(&format!("/benefits/{id}")).await.body;
        assert!(page.contains("这项成果有你的份额") && page.contains("aria-disabled"));
        assert!(
            !lin.visit("/benefits").await.body.contains(&format!("href=\"/benefits/{id}\"")),
            "it does not wait for them"
        );
        for login in ["worker", "leader", "officer", "implementer", "approver", "payroll", "reviewer"] {
            let page = refused(&house, &mut house.browser_of(login).await, id, "audit", &signed("1440")).await;
            assert!(page.status == 403 || page.status == 404, "{login} {}", page.status);
        }
    }
}

#[tokio::test]
async fn a_changed_adoption_date_asks_for_a_new_statement() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        step(&house, &mut chen, id, "statement", &LINES).await;
        step(&house, &mut lin, id, "audit", &signed("1440")).await;
        let again = house.clock.now();
        let moved = house.app.db.write(move |tx| {
            let was = works::uses::load(tx, id)?;
            works::uses::end(tx, id, again)?;
            works::uses::begin(tx, &works::uses::Use { since: again, ..was })
        });
        moved.await.unwrap();
        refused(&house, &mut lin, id, "audit", &signed("1200")).await;
        step(&house, &mut chen, id, "statement", &LINES).await;
        assert_eq!(figure(&house, id).await, None, "the old twelve months count no longer");
        step(&house, &mut lin, id, "audit", &signed("1200")).await;
        assert!(figure(&house, id).await.is_some());
    }
}
