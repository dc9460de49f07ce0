//! What an enterprise decides for itself about benefits.

use benefits::rules::Rules;
use kernel::clock::DAY;
use store::statements;
use testkit::houses;
use works::Visibility;
use works::uses::UseId;

use crate::benefits::acts::{LINES, in_use, signed, step};

statements! {
    RECHECK: (UseId,) => (Option<kernel::Time>,) = "SELECT recheck_at FROM benefit WHERE work_use = $1";
}

#[tokio::test]
async fn rules_are_versions_and_move_the_re_checks_that_are_to_come() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let enterprise = worker.place.enterprise.unwrap();
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        step(&house, &mut chen, id, "statement", &LINES).await;
        step(&house, &mut lin, id, "audit", &signed("1440")).await;
        let recheck = || {
            let db = house.app.db.clone();
            async move { db.read(move |reader| reader.one(&RECHECK, (id,))).await.unwrap().0 }
        };
        assert!(recheck().await.is_some(), "the world's first enterprise asks for re-checks");

        assert_eq!(chen.visit("/benefits/rules").await.status, 403);
        let form = lin.visit("/benefits/rules").await;
        let mut typed: Vec<(String, String)> =
            vec![("audit_days".into(), "15".into()), ("remind_days".into(), "3".into())];
        typed.push(("version".into(), form.value_of("version").unwrap()));
        for criterion in &Rules::default().grid.criteria {
            for (at, level) in criterion.levels.iter().enumerate() {
                let points = level.points.to_string();
                for (name, value) in [("zh", &level.zh), ("en", &level.en), ("points", &points)] {
                    typed.push((format!("{name}-{}-{at}", criterion.word), value.clone()));
                }
            }
        }
        let borrowed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let wrong: Vec<(&str, &str)> =
            borrowed.iter().map(|(name, value)| (*name, if *name == "audit_days" { "0" } else { *value })).collect();
        assert_eq!(lin.submit("/benefits/rules", &wrong).await.status, 422);
        assert_eq!(lin.submit("/benefits/rules", &borrowed).await.status, 303);
        assert_eq!(lin.submit("/benefits/rules", &borrowed).await.status, 409, "an old form overwrites nothing");
        assert_eq!(recheck().await, None, "nobody asks for it any more");
        let now = house.clock.now().plus_millis(DAY);
        let rules = house.app.db.read(move |reader| Rules::of(reader, enterprise, now)).await.unwrap();
        assert_eq!((rules.audit_days, rules.rechecks), (15, Vec::new()));
    }
}
