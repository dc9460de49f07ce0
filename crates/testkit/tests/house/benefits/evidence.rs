//! Evidence: for the whole statement or for a line, before finance when it signs, and kept after that. Seen by whoever
//! may open the statement and by nobody else.

use benefits::lifecycle::State;
use kernel::clock::DAY;
use store::statements;
use testkit::{Browser, Page, TestHouse, houses};
use works::Visibility;
use works::uses::UseId;

use crate::benefits::acts::{LINES, facts, in_use, signed, state, step};

statements! {
    AUDITED: (UseId,) => (String,) =
        "SELECT o.payload FROM ledger_entry e JOIN benefit b ON b.id = e.subject JOIN ledger_opening o ON o.entry = e.id \
         WHERE b.work_use = $1 AND e.step = 'audit'";
    DIGESTS: (UseId,) => (Vec<u8>,) =
        "SELECT a.digest FROM attachment a JOIN benefit b ON b.id = a.owner WHERE b.work_use = $1 ORDER BY a.id";
}

/// The smallest paper there is.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

async fn attach(who: &mut Browser, id: UseId, fields: &[(&str, &str)], name: &str) -> Page {
    who.visit(&format!("/benefits/{id}")).await;
    let files = [("file", name, "application/pdf", PDF)];
    who.upload(&format!("/benefits/{id}/attachments"), fields, &files).await
}

/// The address of the file with these words on a page.
fn file(page: &Page, words: &str) -> String {
    let before = page.body.split(&format!(">{words}<")).next().unwrap();
    before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

async fn stated(house: &TestHouse, chen: &mut Browser, visibility: Visibility) -> UseId {
    let worker = house.actor("worker").await;
    let id = in_use(house, &worker, visibility).await;
    step(house, chen, id, "statement", &LINES).await;
    id
}

#[tokio::test]
async fn finance_reads_the_evidence_of_every_line_and_what_it_signed_on_stays() {
    for house in houses().await {
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = stated(&house, &mut chen, Visibility::Enterprise).await;
        let line = [("stage", "line:节省换型时间"), ("caption", "三月排产表原件")];
        assert_eq!(attach(&mut chen, id, &line, "排产.pdf").await.status, 303);
        assert_eq!(
            attach(&mut chen, id, &[("stage", "statement"), ("caption", "签到表")], "签到.pdf").await.status,
            303
        );
        assert_eq!(attach(&mut chen, id, &[("stage", "statement"), ("caption", "传错了")], "错.pdf").await.status, 303);

        let page = chen.visit(&format!("/benefits/{id}")).await;
        let wrong = file(&page, "传错了");
        let removal = format!("{}/removal", wrong.replace("/files/", "/attachments/"));
        assert!(page.body.contains(&removal), "who attached it may take it off before it is signed");
        assert_eq!(chen.submit(&removal, &[]).await.status, 303);
        assert_eq!(chen.get(&wrong).await.status, 404);

        let form = lin.visit(&format!("/benefits/{id}/audit")).await;
        let line = form.body.split("<fieldset").find(|part| part.contains("节省换型时间")).unwrap();
        assert!(line.contains("三月排产表原件") && !line.contains("签到表"), "a line shows what it rests on");
        assert!(form.body.contains("签到表"));
        let whole = lin.get(&file(&page, "签到表")).await;
        assert_eq!((whole.status, whole.bytes.as_ref()), (200, PDF));

        step(&house, &mut lin, id, "audit", &signed("1200")).await;
        let (payload,) = house.app.db.read(move |reader| reader.one(&AUDITED, (id,))).await.unwrap();
        for (digest,) in house.app.db.read(move |reader| reader.all(&DIGESTS, (id,))).await.unwrap() {
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(payload.contains(&digest), "the signature names the evidence");
        }
        let page = chen.visit(&format!("/benefits/{id}")).await;
        let kept = file(&page, "三月排产表原件");
        let removal = format!("{}/removal", kept.replace("/files/", "/attachments/"));
        assert!(!page.body.contains(&removal));
        assert_eq!(chen.submit(&removal, &[]).await.status, 409);
        assert_eq!(chen.get(&kept).await.status, 200, "what was signed on stays");

        house.clock.advance(90 * DAY);
        let mut chen = house.browser_of("worker").await;
        let later = [("stage", "statement"), ("caption", "三个月后的台账")];
        assert_eq!(attach(&mut chen, id, &later, "台账.pdf").await.status, 303, "for the re-check");
        assert_eq!(state(&house, id).await.unwrap().0, State::Audited);
        let attached = facts(&house, id).await.iter().filter(|step| *step == "benefit_attach").count();
        assert_eq!(attached, 5, "four came and one went");
    }
}

#[tokio::test]
async fn evidence_is_read_by_whoever_may_open_the_statement_and_attached_by_those_it_concerns() {
    for house in houses().await {
        let mut chen = house.browser_of("worker").await;
        let id = stated(&house, &mut chen, Visibility::Team).await;
        assert_eq!(attach(&mut chen, id, &[("stage", "statement")], "台账.pdf").await.status, 303);
        let path = file(&chen.visit(&format!("/benefits/{id}")).await, "台账.pdf");
        for (login, status) in [
            ("worker", 200),
            ("officer", 200),
            ("finance", 200),
            ("approver", 200),
            ("implementer", 404),
            ("county", 404),
        ] {
            assert_eq!(house.browser_of(login).await.get(&path).await.status, status, "{login}");
        }
        assert_eq!(house.browser().get(&path).await.status, 303, "nobody signs in first");
        let other = stated(&house, &mut chen, Visibility::Enterprise).await;
        let elsewhere = path.replace(&id.to_string(), &other.to_string());
        assert_eq!(chen.get(&elsewhere).await.status, 404, "it hangs on one statement alone");

        for (login, status) in [("approver", 403), ("county", 404), ("finance", 303)] {
            let mut who = house.browser_of(login).await;
            who.visit("/me").await;
            let files = [("file", "底稿.pdf", "application/pdf", PDF)];
            let sent = who.upload(&format!("/benefits/{id}/attachments"), &[("stage", "statement")], &files).await;
            assert_eq!(sent.status, status, "{login}: {}", sent.body);
        }
    }
}

#[tokio::test]
async fn what_is_wrong_with_evidence_stands_at_its_field_and_what_was_typed_is_kept() {
    for house in houses().await {
        let mut chen = house.browser_of("worker").await;
        let id = stated(&house, &mut chen, Visibility::Enterprise).await;
        let before = facts(&house, id).await;
        let none = attach(&mut chen, id, &[("stage", "line:没有这一行"), ("caption", "写好的说明")], "台账.pdf").await;
        assert_eq!(none.status, 422);
        assert!(none.body.contains("f-attachments-stage-e") && none.body.contains("写好的说明"), "{}", none.body);
        let path = format!("/benefits/{id}/attachments");
        let none = chen.upload(&path, &[("stage", "statement")], &[]).await;
        assert!(none.status == 422 && none.body.contains("f-attachments-file-e"), "{}", none.body);
        let odd = [("file", "台账.pdf", "application/pdf", &b"MZ\x90\0not a paper"[..])];
        assert_eq!(chen.upload(&path, &[("stage", "statement")], &odd).await.status, 422);
        assert_eq!(facts(&house, id).await, before, "nothing was left behind");
    }
}
