//! Bad input through the front door: told at the field, in the page's language, with what was typed
//! kept; nothing half-written, nothing disclosed.

use serde_json::json;
use testkit::{Browser, houses};

/// Begins a draft and yields its address.
async fn draft(worker: &mut Browser) -> String {
    let begun = worker.get("/suggestions/new").await;
    let draft = begun.location().trim_end_matches("/what").to_owned();
    worker.visit(&format!("{draft}/what")).await;
    draft
}

#[tokio::test]
async fn scripts_are_shown_as_words_and_hidden_characters_go() {
    for house in houses().await {
        let token = house.token_of("worker", &[kernel::Scope::Read, kernel::Scope::Write]).await;
        let mut api = house.browser();
        let body = json!({
            "title": "<script>alert(1)</script>扫\u{200B}码\u{202E}柜", "now": "\"><img src=x onerror=alert(1)>", "how": "{{7*7}} ${7*7}",
            "category": "equipment",
        });
        let made = api.api("POST", "/api/v1/suggestions", &token, &[], Some(&body)).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let mut worker = house.browser_of("worker").await;
        for path in
            [format!("/suggestions/{id}"), format!("/suggestions/{id}/receipt"), "/".to_owned(), "/mine".to_owned()]
        {
            let page = worker.visit(&path).await;
            assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{path}");
            assert!(!page.body.contains(['\u{200B}', '\u{202E}']), "{path}");
        }
        let record = worker.visit(&format!("/suggestions/{id}")).await.body;
        assert!(record.contains("扫码柜") && record.contains("{{7*7}} ${7*7}"));
    }
}

#[tokio::test]
async fn errors_stand_at_their_field_in_the_page_s_language_with_what_was_typed() {
    for house in houses().await {
        for (language, told) in [("zh-CN", "最多 60 个字"), ("en", "At most 60 characters")] {
            let mut worker = house.browser_of("worker").await;
            worker.set_cookie("lang", language);
            let draft = draft(&mut worker).await;
            worker.submit(&format!("{draft}/what"), &[("step", "what"), ("now", "等二十分钟"), ("next", "yes")]).await;
            worker.visit(&format!("{draft}/how")).await;
            let long = "长".repeat(61);
            let page = worker
                .submit(&format!("{draft}/how"), &[("step", "how"), ("title", &long), ("how", "装柜"), ("next", "yes")])
                .await;
            assert_eq!(page.status, 422);
            assert!(page.body.contains(told), "{language}");
            assert!(page.body.contains(&long) && page.body.contains("装柜"), "what was typed is kept");
            assert!(page.body.contains("aria-invalid=\"true\""));
        }
    }
}

#[tokio::test]
async fn the_api_names_each_wrong_field_and_writes_nothing() {
    for house in houses().await {
        let token = house.token_of("worker", &[kernel::Scope::Read, kernel::Scope::Write]).await;
        let me = house.actor("worker").await.person;
        let mut api = house.browser();
        let long = "长".repeat(61);
        for (body, field) in [
            (json!({ "title": "", "now": "等" }), "title"),
            (json!({ "title": long, "now": "等" }), "title"),
            (json!({ "title": "柜", "now": "" }), "now"),
            (json!({ "title": "柜", "now": "等", "category": "magic" }), "body"),
            (json!({ "title": "柜", "now": "等", "shares": [{ "person": me, "percent": 90 }] }), "shares"),
            (
                json!({ "title": "柜", "now": "等", "shares": [{ "person": me, "percent": 50 }, { "person": me, "percent": 50 }] }),
                "shares",
            ),
        ] {
            let answer = api.api("POST", "/api/v1/suggestions", &token, &[], Some(&body)).await;
            let problem = answer.json();
            assert_eq!((answer.status, problem["status"].as_i64()), (422, Some(422)), "{body}: {}", answer.body);
            let fields: Vec<_> =
                problem["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
            assert!(fields.contains(&field), "{body} blames {fields:?}");
        }
    }
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_answer_and_a_read_token_writes_nothing() {
    for house in houses().await {
        let token = house.token_of("worker", &[kernel::Scope::Read, kernel::Scope::Write]).await;
        let mut api = house.browser();
        let body = json!({ "title": "库房门加灯", "now": "暗", "how": "装灯", "category": "equipment" });
        let key = [("idempotency-key", "a-key")];
        let first = api.api("POST", "/api/v1/suggestions", &token, &key, Some(&body)).await;
        let second = api.api("POST", "/api/v1/suggestions", &token, &key, Some(&body)).await;
        assert_eq!((first.status, first.json()), (201, second.json()));
        let other = json!({ "title": "另一条", "now": "暗" });
        assert_eq!(api.api("POST", "/api/v1/suggestions", &token, &key, Some(&other)).await.status, 409);
        let read = house.token_of("worker", &[kernel::Scope::Read]).await;
        assert_eq!(api.api("POST", "/api/v1/suggestions", &read, &[], Some(&other)).await.status, 403);
        assert_eq!(api.api("GET", "/api/v1/suggestions", &read, &[], None).await.status, 200);
        assert_eq!(api.api("GET", "/api/v1/suggestions", "ly_forged", &[], None).await.status, 401);
    }
}

#[tokio::test]
async fn disguised_and_hostile_files_are_refused_and_a_photo_tells_nobody_where_it_was_taken() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let draft = draft(&mut worker).await;
        let path = format!("{draft}/what");
        let fields = [("step", "what"), ("now", "等二十分钟"), ("next", "yes")];
        let exe: &[u8] = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00";
        let svg: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let html: &[u8] = b"<!doctype html><script>alert(1)</script>";
        for (name, kind, bytes) in
            [("a.jpg", "image/jpeg", exe), ("b.svg", "image/svg+xml", svg), ("c.png", "image/png", html)]
        {
            let page = worker.upload(&path, &fields, &[("photo", name, kind, bytes)]).await;
            assert_eq!(page.status, 422, "{name}");
            assert!(page.body.contains("等二十分钟"), "what was typed is kept");
        }
    }
}

#[tokio::test]
async fn what_is_another_s_does_not_exist_and_only_local_paths_are_led_to() {
    for house in houses().await {
        let (mut worker, mut other) = (house.browser_of("worker").await, house.browser_of("reviewer").await);
        let draft = draft(&mut worker).await;
        worker.submit(&format!("{draft}/what"), &[("step", "what"), ("now", "等二十分钟"), ("next", "yes")]).await;
        other.visit("/").await;
        assert!(!other.visit(&format!("{draft}/what")).await.body.contains("等二十分钟"), "an empty form at most");
        assert_eq!(other.submit(&format!("{draft}/what"), &[("step", "what"), ("now", "偷改")]).await.status, 404);
        let mut nobody = house.browser();
        for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
            nobody.visit("/sign-in").await;
            let fields = [
                ("who", house.phone_of("worker")),
                ("password", testkit::PASSWORD.to_owned()),
                ("next", next.to_owned()),
            ];
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = nobody.clone().submit("/sign-in", &fields).await;
            assert_eq!((page.status, page.location()), (303, "/"), "{next}");
        }
    }
}

#[tokio::test]
async fn a_session_that_ends_in_mid_form_loses_no_draft() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let draft = draft(&mut worker).await;
        worker
            .submit(&format!("{draft}/what"), &[("step", "what"), ("now", "夜班只有一把钥匙"), ("next", "yes")])
            .await;
        let mut later = worker.clone();
        worker.submit("/sign-out", &[]).await;
        let page = later
            .submit(&format!("{draft}/how"), &[("step", "how"), ("title", "自助柜"), ("how", "扫码"), ("next", "yes")])
            .await;
        assert!(page.location().starts_with("/sign-in"), "{} {}", page.status, page.location());
        let mut again = house.browser_of("worker").await;
        assert!(again.visit(&format!("{draft}/what")).await.body.contains("夜班只有一把钥匙"));
    }
}

#[tokio::test]
async fn wrong_passwords_lock_and_say_so_and_tell_nobody_who_exists() {
    for house in houses().await {
        let mut answers = Vec::new();
        for who in [house.phone_of("worker"), "16899999999".to_owned()] {
            let mut guesser = house.browser();
            guesser.visit("/sign-in").await;
            let page = guesser.submit("/sign-in", &[("who", &who), ("password", "wrong-password")]).await;
            assert_eq!(page.status, 422);
            answers.push(page.body.matches("账号或密码不对").count());
        }
        assert_eq!(answers, [1, 1], "the same answer for somebody and nobody");
        let (phone, mut guesser) = (house.phone_of("worker"), house.browser());
        guesser.visit("/sign-in").await;
        for _ in 0..5 {
            guesser.submit("/sign-in", &[("who", &phone), ("password", "wrong-password")]).await;
        }
        let page = guesser.submit("/sign-in", &[("who", &phone), ("password", testkit::PASSWORD)]).await;
        assert!(page.status == 422 && page.body.contains("分钟再来"), "the right one too, for a while");
        house.clock.advance(16 * 60_000);
        let page = guesser.submit("/sign-in", &[("who", &phone), ("password", testkit::PASSWORD)]).await;
        assert_eq!(page.status, 303);
    }
}
