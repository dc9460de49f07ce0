//! The scheme of an enterprise: who sets it, the preview, versions.

use testkit::{Browser, houses};
use web::Fields;

use crate::awards::acts::{award, done, pay, propose, refused, rounds, work, workers};

/// Everything the form holds, as a browser would send it.
async fn form(browser: &mut Browser, path: &str) -> Vec<(String, String)> {
    let page = browser.get(path).await;
    let mut fields = Fields::default();
    for tag in page.body.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let value = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        let off = (tag.contains("checkbox") || tag.contains("radio")) && !tag.contains(" checked");
        if let (Some(name), false) = (value("name"), off) {
            fields.set(name, value("value").unwrap_or_default());
        }
    }
    fields
        .pairs()
        .filter(|(name, _)| *name != "csrf")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn with<'a>(fields: &'a [(String, String)], changes: &'a [(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(changes.iter().copied()).collect()
}

#[tokio::test]
async fn a_preview_shows_what_would_change_and_changes_nothing_and_a_version_holds_from_its_day() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let paid = work(&house, &[(&people[0], 100)], 5_000_000).await;
        pay(&house, paid, &[]).await;
        let mut approver = house.browser_of("approver").await;
        let fields = form(&mut approver, "/awards/schemes?preset=percentage").await;
        let preview = with(&fields, &[("preview", "yes")]);
        let page = approver.submit("/awards/schemes", &preview).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("388.88 元 → 10,000.00 元"), "{}", page.body);
        assert!(!page.body.contains("第 1 版"), "a preview sets nothing");
        refused(&mut house.browser_of("officer").await, "/awards/schemes", &with(&fields, &[]), 403).await;
        refused(&mut approver, "/awards/schemes", &with(&fields, &[("valid_from", "2020-01-01")]), 422).await;
        let page = refused(&mut approver, "/awards/schemes", &with(&fields, &[("least-2", "99999")]), 422).await;
        assert!(page.body.contains("99999"), "what was typed stays");
        done(&mut approver, "/awards/schemes", &with(&fields, &[])).await;
        refused(&mut approver, "/awards/schemes", &with(&fields, &[("name", "另一版")]), 409).await;

        let before = rounds(&house, paid).await;
        assert_eq!((before[0].scheme, before[0].amount.0), (0, 38_888), "what was decided keeps its scheme");
        let next = work(&house, &[(&people[0], 100)], 5_000_000).await;
        let id = propose(&house, next, &[]).await;
        let it = award(&house, id).await;
        assert_eq!((it.scheme, it.amount.0), (1, 1_000_000));
        let page = house.browser_of("worker").await.get("/awards/schemes").await;
        assert!(page.status == 200 && page.body.contains("第 1 版"), "everybody inside reads the scheme");
    }
}

#[tokio::test]
async fn a_committee_chooses_inside_the_grade_and_not_outside() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 100_000_000).await;
        let mut officer = house.browser_of("officer").await;
        let typed = work.to_string();
        for wrong in ["2499.99", "4000.01", "很多"] {
            let page = refused(&mut officer, "/awards", &[("work", &typed), ("choice", wrong)], 422).await;
            assert!(page.body.contains(wrong));
        }
        let id = propose(&house, work, &[("choice", "4,000")]).await;
        assert_eq!(award(&house, id).await.amount.0, 400_000, "a million is first grade");
    }
}
