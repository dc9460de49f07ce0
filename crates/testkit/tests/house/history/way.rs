//! The way of an old ledger: looked at, imported, imported again, changed, taken back.

use kernel::Scope;
use serde_json::json;
use testkit::houses;

use crate::history::acts::{commit, counts, csv, figure, holds, import, node, recount, rows, send, upload, withdraw};

const HEAD: &str = "序号,编号,建议名称,提出人,提出日期,采纳情况,年效益（万元）";

#[tokio::test]
async fn an_old_ledger_is_looked_at_and_imported_and_importing_it_twice_is_importing_it_once() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let file = csv(&[
            HEAD,
            "1,甲-1,工装架加轮子,王长顺,2019-03-05,采纳并实施,1.2",
            "2,甲-2,夜班送热水,赵丽,2019年6月,未采纳,",
            "3,甲-3,刀具柜分层,方敏、吕建国,2020,已采纳,0.35",
        ]);
        let recorded = figure(&house, unit, "suggestion.submitted", 2019).await;
        let preview = upload(&mut officer, unit, &file).await;
        let page = officer.get(&preview).await;
        for words in ["工装架加轮子", "2019-06", "已完成", "12,000 元", "未采纳"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let before = counts(&house).await;
        let imported = commit(&mut officer, &preview).await;
        assert_eq!(imported.status, 303, "{}", imported.body);
        house.settle().await;
        let after = counts(&house).await;
        assert_eq!(
            [after[0] - before[0], after[1] - before[1], after[2] - before[2], after[3] - before[3]],
            [3, 1, 3, 1]
        );
        // The button pressed twice leads to the same import.
        let again = officer.submit(&format!("{preview}/import"), &[("chain", "")]).await;
        assert_eq!((again.status, again.location()), (303, imported.location()));

        assert_eq!(figure(&house, unit, "history.suggestions", 2019).await, 2);
        assert_eq!(figure(&house, unit, "history.suggestions", 2020).await, 1);
        assert_eq!(figure(&house, unit, "history.benefit", 2019).await, 1_200_000);
        assert_eq!(figure(&house, unit, "suggestion.submitted", 2019).await, recorded, "what was recorded stays alone");
        holds(&house).await;

        let second = upload(&mut officer, unit, &file).await;
        let page = officer.get(&second).await;
        assert!(page.body.contains("没有要导入的"), "{}", page.body);
        assert_eq!(page.value_of("chain"), None, "there is no button");
        let forced = officer.submit(&format!("{second}/import"), &[("chain", "x")]).await;
        assert_eq!(forced.status, 409);
        assert_eq!(counts(&house).await, after, "twice is once");

        let page = officer.get(imported.location()).await;
        let row = page.body.split("/history/rows/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = officer.get(&format!("/history/rows/{row}")).await;
        for words in ["导入", "台账.csv", "工装架加轮子", "王长顺", "不是在系统里办的"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let figures = officer.get(&format!("/history/{unit}")).await;
        assert!(figures.body.contains(">2019<") && figures.body.contains("两者相加"), "{}", figures.body);
    }
}

#[tokio::test]
async fn a_changed_row_replaces_the_one_that_stood_and_stands_back_when_its_import_is_taken_back() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let token = house.token_of("officer", &[Scope::Read]).await;
        let first = csv(&[HEAD, "1,甲-1,加轮子,王长顺,2018-03-05,已采纳,1", "2,甲-2,送热水,赵丽,2018-04-01,未采纳,"]);
        let second = csv(&[HEAD, "1,甲-1,加轮子,王长顺,2018-03-05,已实施,2", "2,甲-2,送热水,赵丽,2018-04-01,未采纳,"]);
        let third = csv(&[HEAD, "1,甲-1,加轮子,王长顺,2017-03-05,已实施,3"]);
        let one = import(&house, &mut officer, unit, &first).await;
        assert_eq!(recount(&house, unit, 2018).await, (2, 1_000_000));

        let preview = upload(&mut officer, unit, &second).await;
        let page = officer.get(&preview).await;
        assert!(page.body.contains("改动：状态、效益（元）"), "{}", page.body);
        assert_eq!(commit(&mut officer, &preview).await.status, 303);
        house.settle().await;
        assert_eq!(recount(&house, unit, 2018).await, (2, 2_000_000));
        assert_eq!(figure(&house, unit, "history.benefit", 2018).await, 2_000_000);
        let three = import(&house, &mut officer, unit, &third).await;
        assert_eq!(figure(&house, unit, "history.suggestions", 2018).await, 1, "it belongs to another year now");
        assert_eq!(figure(&house, unit, "history.benefit", 2017).await, 3_000_000);
        holds(&house).await;

        withdraw(&house, &mut officer, &three).await;
        assert_eq!(figure(&house, unit, "history.benefit", 2018).await, 2_000_000, "the one before stands again");
        assert_eq!(figure(&house, unit, "history.benefit", 2017).await, 0);
        withdraw(&house, &mut officer, &one).await;
        assert_eq!(
            recount(&house, unit, 2018).await,
            (1, 2_000_000),
            "what the second import said of the first row stays"
        );
        assert_eq!(figure(&house, unit, "history.suggestions", 2018).await, 1);
        holds(&house).await;
        let all = rows(&mut officer, &token, unit, "year=2018").await;
        assert_eq!((all.len(), &all[0]["benefit"]), (1, &json!(2_000_000)));

        let page = officer.get(&one).await;
        assert!(page.body.contains("已撤回") && page.body.contains("导错了文件。"), "{}", page.body);
        assert!(page.value_of("reason").is_none() && !page.body.contains("act-withdrawal"), "once is enough");
        let again = officer.submit(&format!("{one}/withdrawal"), &[("reason", "再撤")]).await;
        assert_eq!(again.status, 409);
        // What was withdrawn may be imported anew.
        import(&house, &mut officer, unit, &first).await;
        assert_eq!(recount(&house, unit, 2018).await, (2, 1_000_000));
    }
}

#[tokio::test]
async fn a_county_imports_for_its_enterprises_by_name_and_is_told_which_it_does_not_have() {
    for house in houses().await {
        let (mut county, unit) = (house.browser_of("county").await, node(&house, "county").await);
        let officer = house.actor("officer").await;
        let enterprise = officer.place.enterprise.unwrap();
        let named = house.app.db.read(move |reader| identity::tree::unit(reader, enterprise)).await.unwrap();
        let head = "单位,项目名称,完成日期,节约金额";
        let wrong = csv(&[head, "没有这家公司,换泵,2016-01-01,10", ",换阀,2016-02-01,"]);
        let preview = upload(&mut county, unit, &wrong).await;
        let page = county.get(&preview).await;
        assert!(page.body.contains("下面没有这家单位") && page.body.contains("没写是哪家单位"), "{}", page.body);
        assert_eq!(page.value_of("chain"), None, "nothing to press while rows are faulty");
        let seen = counts(&house).await;
        assert_eq!(county.submit(&format!("{preview}/import"), &[("chain", "x")]).await.status, 409);
        assert_eq!(counts(&house).await, seen);

        let lines =
            [format!("{},换泵,2016-01-01,10", named.name), format!("{},换阀,2016-02-01,12.5万元", named.short_name)];
        let file = csv(&[head, &lines[0], &lines[1]]);
        import(&house, &mut county, unit, &file).await;
        assert_eq!(recount(&house, enterprise, 2016).await, (2, 12_501_000));
        assert_eq!(figure(&house, enterprise, "history.suggestions", 2016).await, 2);
        assert_eq!(figure(&house, unit, "history.benefit", 2016).await, 12_501_000, "what counts below counts above");
        // The enterprise's own officer brings the same: it is there already.
        let mut own = house.browser_of("officer").await;
        let same = csv(&["项目名称,完成日期,节约金额", "换泵,2016-01-01,10"]);
        let preview = upload(&mut own, enterprise, &same).await;
        assert!(own.get(&preview).await.body.contains("没有要导入的"), "found by what it says");
        holds(&house).await;
    }
}

#[tokio::test]
async fn columns_are_guessed_corrected_and_remembered() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let file = csv(&["甲,乙,丙", "工装架加轮子,2015-03-05,800"]);
        let preview = upload(&mut officer, unit, &file).await;
        let page = officer.get(&preview).await;
        assert!(page.body.contains("要有一列是“名称”"), "{}", page.body);
        let wrong = [("kind", "suggestion"), ("c0", "title"), ("c1", "submitted"), ("c2", "title")];
        let page = officer.submit(&format!("{preview}/mapping"), &wrong).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("和第 1 列重了"), "{}", page.body);
        assert!(page.body.contains("value=\"submitted\" selected"), "what was chosen is kept");
        let right = [("kind", "suggestion"), ("c0", "title"), ("c1", "submitted"), ("c2", "benefit")];
        assert_eq!(officer.submit(&format!("{preview}/mapping"), &right).await.status, 303);
        assert_eq!(commit(&mut officer, &preview).await.status, 303);
        let next = upload(&mut officer, unit, &csv(&["甲,乙,丙", "刀具柜分层,2015-04-05,900"])).await;
        let page = officer.get(&next).await;
        assert!(page.body.contains("刀具柜分层") && page.value_of("chain").is_some(), "{}", page.body);
    }
}

#[tokio::test]
async fn people_are_found_by_their_number_alone_and_not_where_the_name_is_another() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let worker = house.plan_of("worker");
        let line = |name: &str, number: &str| format!("加轮子,{name},{number},2014-03-05");
        let head = "建议名称,提出人,工号,提出日期";
        let wrong = csv(&[head, &line("王不是", &worker.employee_no)]);
        let preview = upload(&mut officer, unit, &wrong).await;
        let page = officer.get(&preview).await;
        assert!(page.body.contains(&format!("这个工号现在是{}的", worker.name)), "{}", page.body);
        let lines = [line(&worker.name, &worker.employee_no), line("老陈", "ZZZ-9")];
        import(&house, &mut officer, unit, &csv(&[head, &lines[0], &lines[1]])).await;
        let person = house.actor("worker").await.person;
        let mut own = house.browser_of("worker").await;
        let page = own.get(&format!("/people/{person}")).await;
        assert!(page.body.contains("旧台账里的") && page.body.contains("加轮子"), "{}", page.body);
        let row = page.body.split("/history/rows/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(own.get(&format!("/history/rows/{row}")).await.status, 200, "who is named reads the row");
    }
}

#[tokio::test]
async fn the_api_takes_a_file_as_the_pages_do() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let token = house.token_of("officer", &[Scope::Read, Scope::Write]).await;
        let bearer = format!("Bearer {token}");
        let file = csv(&["名称,提出日期", "加轮子,2013-03-05", "送热水,13-4-1"]);
        let to = format!("/api/v1/history/{unit}/uploads?kind=project&file=a.csv");
        let headers = [("authorization", bearer.as_str())];
        let page = officer.send("POST".parse().unwrap(), &to, &headers, file).await;
        assert_eq!(page.status, 201, "{}", page.body);
        let told = page.json();
        assert_eq!((&told["new"], &told["faulty"]), (&json!(1), &json!(1)));
        assert_eq!(told["faults"][0]["reason"], "history-date-century");
        assert_eq!(told["mapping"], json!(["title", "submitted"]));
        let upload = told["upload"].as_str().unwrap();
        let chain = json!({ "chain": told["chain"] });
        let to = format!("/api/v1/history/uploads/{upload}/import");
        let refused = officer.api("POST", &to, &token, &[], Some(&chain)).await;
        assert_eq!((refused.status, &refused.json()["reason"]), (409, &json!("history-moved")));

        let file = csv(&["名称,提出日期", "加轮子,2013-03-05"]);
        let to = format!("/api/v1/history/{unit}/uploads?kind=project&file=a.csv");
        let told = officer.send("POST".parse().unwrap(), &to, &headers, file).await.json();
        let upload = told["upload"].as_str().unwrap();
        let chain = json!({ "chain": told["chain"] });
        let begun =
            officer.api("POST", &format!("/api/v1/history/uploads/{upload}/import"), &token, &[], Some(&chain)).await;
        assert_eq!(begun.status, 201, "{}", begun.body);
        let import = begun.json()["import"].as_str().unwrap().to_owned();
        house.settle().await;
        let years = officer.api("GET", &format!("/api/v1/history/{unit}"), &token, &[], None).await.json();
        let project = years.as_array().unwrap().iter().find(|it| it["year"] == 2013).unwrap().clone();
        assert_eq!((&project["imported_code"], &project["imported"]), (&json!("history.projects"), &json!(1)));
        let to = format!("/api/v1/history/imports/{import}/withdrawal");
        let short = officer.api("POST", &to, &token, &[], Some(&json!({ "reason": "" }))).await;
        assert_eq!(short.status, 422);
        let gone = officer.api("POST", &to, &token, &[], Some(&json!({ "reason": "重复" }))).await;
        assert_eq!((gone.status, &gone.json()["state"]), (201, &json!("history_withdrawn")));
        let file = send(&mut officer, unit, "b.csv", b"").await;
        assert_eq!(file.status, 422, "an empty file is told at its field");
    }
}
