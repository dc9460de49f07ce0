//! Who has no account: the poster's form, following by a code, claiming later; and a slip of paper
//! entered in somebody's name.

use kernel::id::PersonId;
use suggestions::lifecycle::State;
use suggestions::model::SuggestionId;
use testkit::{Browser, Page, TestHouse, houses};

use crate::suggestions::acts::{colleague, fact_count, facts, last, refused, state, step, told};

/// Hangs a poster for the main enterprise and yields the address behind its code.
async fn poster(house: &TestHouse) -> String {
    let enterprise = house.actor("worker").await.place.enterprise.unwrap().to_string();
    let mut officer = house.browser_of("officer").await;
    officer.visit("/desk/posters").await;
    assert_eq!(officer.submit("/desk/posters", &[("unit", &enterprise)]).await.status, 303);
    let page = officer.visit("/desk/posters").await.body;
    let code: String = page.split("/p/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("/p/{code}")
}

/// What somebody's telephone reads off a sheet of paper, and how wide and high the sheet is in points.
fn scanned(pdf: &[u8]) -> (String, (u16, u16)) {
    let pdf = hayro::hayro_syntax::Pdf::new(pdf.to_vec()).expect("a PDF");
    let white = hayro::vello_cpu::color::palette::css::WHITE;
    let settings = hayro::RenderSettings { bg_color: white, ..Default::default() };
    let drawn = hayro::render(&pdf.pages()[0], &hayro::RenderCache::new(), &Default::default(), &settings);
    let (width, height) = (drawn.width(), drawn.height());
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width.into(), height.into(), |x, y| {
        let pixel = drawn.sample(x as u16, y as u16); // within the sheet
        ((u16::from(pixel.r) + u16::from(pixel.g) + u16::from(pixel.b)) / 3) as u8 // a mean of bytes
    });
    let grids = seen.detect_grids();
    (grids.first().expect("a code is on it").decode().expect("it can be read").1, (width, height))
}

#[tokio::test]
async fn a_poster_is_one_sheet_of_either_paper_whose_code_opens_the_form() {
    for house in houses().await {
        let path = poster(&house).await;
        let (code, mut officer) = (path.trim_start_matches("/p/"), house.browser_of("officer").await);
        for (paper, size) in [("a4", (595, 842)), ("a3", (842, 1191))] {
            let sheet = officer.get(&format!("/desk/posters/{code}/{paper}")).await;
            assert_eq!((sheet.status, sheet.headers["content-type"].to_str().unwrap()), (200, "application/pdf"));
            let (url, drawn) = scanned(&sheet.bytes);
            assert_eq!(url, format!("http://liaoyuan.test{path}"), "{paper}");
            assert!(drawn.0.abs_diff(size.0) <= 1 && drawn.1.abs_diff(size.1) <= 1, "{paper}: {drawn:?}");
        }
        let form = house.browser().get(&path).await;
        let unit = house.actor("worker").await.place.enterprise.unwrap();
        let unit = house.app.db.read(move |reader| identity::tree::unit(reader, unit)).await.unwrap();
        assert!(form.status == 200 && form.body.contains(&unit.name), "the unit is filled in");
        let mut worker = house.browser_of("worker").await;
        assert_eq!(worker.get(&format!("/desk/posters/{code}/a4")).await.status, 403);
    }
}

/// Sends the form behind a poster.
async fn send(visitor: &mut Browser, path: &str, form: &Page, name: &str, number: &str) -> Page {
    let (draft, follow) = (form.value_of("draft").unwrap(), form.value_of("follow").unwrap());
    let fields = [
        ("draft", draft.as_str()),
        ("follow", &follow),
        ("name", name),
        ("employee_no", number),
        ("title", "叉车道口加凸面镜"),
        ("now", "拐角看不见来车。"),
        ("how", "装一面凸面镜。"),
    ];
    visitor.upload(path, &fields, &[]).await
}

#[tokio::test]
async fn a_visitor_suggests_by_the_poster_follows_by_the_code_and_claims_it_later() {
    for house in houses().await {
        let path = poster(&house).await;
        let (plan, me) = colleague(&house).await;
        let mut visitor = house.browser();
        let form = visitor.visit(&path).await;
        assert_eq!(form.status, 200);
        let done = send(&mut visitor, &path, &form, &plan.name, &plan.employee_no).await;
        assert_eq!(done.status, 200, "{}", done.body);
        let id: SuggestionId = form.value_of("draft").unwrap().parse().unwrap();
        let code = form.value_of("follow").unwrap();
        let grouped = format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..]);
        assert!(done.body.contains(&grouped), "the code to keep is shown");
        assert_eq!(state(&house, id).await.0, State::Submitted);
        let again = send(&mut visitor, &path, &form, &plan.name, &plan.employee_no).await;
        assert_eq!((again.status, facts(&house, id).await.len()), (200, 1), "sent twice, it is one record");
        let officer = house.actor("officer").await.person;
        assert_eq!(told(&house, officer, id).await, ["submit"]);

        let mut anybody = house.browser();
        anybody.visit("/follow").await;
        let shown = anybody.submit("/follow", &[("code", &grouped.to_lowercase())]).await;
        assert!(shown.status == 200 && !shown.body.contains(&plan.name), "where it stands, and nobody's name");
        let wrong = anybody.submit("/follow", &[("code", "2345-6789-ABCD")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(anybody.get(&format!("/suggestions/{id}")).await.location().split('?').next(), Some("/sign-in"));

        let mut author = house.browser_for(me.person).await;
        refused(&house, &mut house.browser_of("worker").await, id, "claim", &[]).await;
        step(&house, &mut author, id, "claim", &[]).await;
        assert_eq!(last(&house, id).await, ("claim".to_owned(), Some(me.person)));
        refused(&house, &mut author, id, "claim", &[]).await;
        let claimed: Option<PersonId> = facts(&house, id).await[0].actor;
        assert_eq!(claimed, Some(me.person), "registered in the name the roster confirmed");
    }
}

#[tokio::test]
async fn a_wrong_name_and_an_unknown_number_get_the_same_answer_and_leave_nothing() {
    for house in houses().await {
        let path = poster(&house).await;
        let (plan, _) = colleague(&house).await;
        let before = fact_count(&house).await;
        let mut answers = Vec::new();
        for (name, number) in [("张无此", plan.employee_no.as_str()), ("张无此", "99999999")] {
            let mut visitor = house.browser();
            let form = visitor.visit(&path).await;
            let page = send(&mut visitor, &path, &form, name, number).await;
            assert_eq!(page.status, 422);
            assert!(page.body.contains("叉车道口加凸面镜"), "what was typed is kept");
            let mut body = page.body;
            for own in [form.value_of("draft"), form.value_of("follow"), form.value_of("csrf"), Some(number.to_owned())]
            {
                body = body.replace(&own.unwrap(), "");
            }
            answers.push(body);
        }
        assert_eq!(answers[0], answers[1], "nobody learns here who works where");
        assert_eq!(fact_count(&house).await, before);
        assert_eq!(house.browser().get("/p/ZZZZZZZZ").await.status, 404);
    }
}

#[tokio::test]
async fn a_slip_is_entered_in_the_worker_s_name_and_both_names_are_recorded() {
    for house in houses().await {
        let (plan, author) = colleague(&house).await;
        let (mut officer, writer) = (house.browser_of("officer").await, house.actor("officer").await.person);
        let person = author.person.to_string();
        let form = officer.visit(&format!("/suggestions/on-behalf?person={person}")).await;
        assert!(form.status == 200 && form.body.contains(&plan.name));
        let draft = form.value_of("draft").unwrap();
        let slip = [
            ("person", person.as_str()),
            ("draft", &draft),
            ("title", "料箱加编号"),
            ("now", "找料要翻一遍。"),
            ("how", "印上编号。"),
        ];
        let mut worker = house.browser_of("worker").await;
        worker.visit("/").await;
        let before = fact_count(&house).await;
        assert_eq!(worker.submit("/suggestions/on-behalf", &slip).await.status, 403, "a worker writes for nobody");
        let empty = [("person", person.as_str()), ("draft", &draft), ("title", "料箱")];
        let empty = officer.submit("/suggestions/on-behalf", &empty).await;
        assert!(empty.status == 422 && empty.body.contains("料箱"));
        assert_eq!(fact_count(&house).await, before);
        assert_eq!(officer.submit("/suggestions/on-behalf", &slip).await.status, 303);
        assert_eq!(officer.submit("/suggestions/on-behalf", &slip).await.status, 303, "sent twice");
        let id: SuggestionId = draft.parse().unwrap();
        let facts = facts(&house, id).await;
        assert_eq!(facts.len(), 1);
        assert_eq!((facts[0].actor, facts[0].on_behalf), (Some(writer), Some(author.person)));
        let shown = house.browser_for(author.person).await.visit(&format!("/suggestions/{id}")).await.body;
        assert!(shown.contains(&plan.name) && shown.contains(&house.plan_of("officer").name), "both names are shown");
    }
}
