//! What is shown and said rather than written: photos before and after, and voice notes.

use axum::http::Method;
use kernel::id::PersonId;
use store::statements;
use suggestions::lifecycle::State;
use suggestions::model::SuggestionId;
use testkit::houses;

use crate::suggestions::acts::{begin, describe, handle, register, send, state, step};

statements! {
    SETTLED: () => (SuggestionId, PersonId) =
        "SELECT s.id, s.author FROM suggestion s JOIN work_figure f ON f.work_use = s.id WHERE s.state = 'done' ORDER BY s.id LIMIT 1";
    UNSETTLED: () => (SuggestionId, PersonId) =
        "SELECT s.id, s.author FROM suggestion s WHERE s.state = 'done' \
         AND NOT EXISTS (SELECT 1 FROM work_figure f WHERE f.work_use = s.id) ORDER BY s.id LIMIT 1";
}

/// A photo as a phone sends it, small and of one colour.
fn photo(grey: u8) -> Vec<u8> {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(60, 40, image::Rgb([grey; 3]));
    picture.write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}

/// So many seconds of silence, as a recorder writes them.
fn wav(seconds: u32) -> Vec<u8> {
    let (rate, bytes) = (8000_u32, seconds * 8000);
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + bytes).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend([rate.to_le_bytes(), rate.to_le_bytes()].concat());
    wav.extend(b"\x01\0\x08\0data");
    wav.extend(bytes.to_le_bytes());
    wav.resize(wav.len() + bytes as usize, 0x80);
    wav
}

#[tokio::test]
async fn photos_before_and_after_stand_on_the_record_in_this_order() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let mut owner = house.browser_of("implementer").await;
        let draft = begin(&mut worker).await;
        let what = [("step", "what"), ("now", "油桶倒着放，漏一地。")];
        let files = [("photo", "改前.jpg", "image/jpeg", &photo(40)[..])];
        assert_eq!(worker.upload(&format!("{draft}/what"), &what, &files).await.status, 303);
        describe(&mut worker, &draft, "油桶加接油盘").await;
        let id = register(&mut worker, &draft, &[]).await;
        step(&house, &mut officer, id, "acceptance", &[("category", "equipment")]).await;
        let adopt = [("verdict", "adopt"), ("answer", "做。"), ("announce", "yes")];
        step(&house, &mut officer, id, "decision", &adopt).await;
        let (name, today) = (handle(&house.plan_of("implementer")), house.clock.now().date().to_string());
        let plan =
            [("owner", name.as_str()), ("plan", "焊盘。"), ("scale", "full"), ("starts", &today), ("ends", &today)];
        step(&house, &mut officer, id, "plan", &plan).await;

        owner.visit(&format!("/suggestions/{id}")).await;
        let version = state(&house, id).await.1.to_string();
        let path = format!("/suggestions/{id}/application");
        let word = [("version", version.as_str()), ("since", &today), ("note", "盘装好了。")];
        let wrong = [("photo", "改后.jpg", "image/jpeg", &b"MZ\x90\0 not a photo"[..])];
        let refused = owner.upload(&path, &word, &wrong).await;
        assert!(refused.status == 422 && refused.body.contains("盘装好了。"), "what was typed is kept");
        assert_eq!(state(&house, id).await.0, State::Implementing, "and nothing half-written");
        let files = [("photo", "改后.jpg", "image/jpeg", &photo(200)[..])];
        assert_eq!(owner.upload(&path, &word, &files).await.status, 303);
        assert_eq!(state(&house, id).await.0, State::Applied);
        let record = worker.visit(&format!("/suggestions/{id}")).await.body;
        let (before, after) = (record.find("改前").unwrap(), record.find("改后").unwrap());
        assert!(before < after && record.matches("/small\"").count() == 2, "both are shown");
    }
}

#[tokio::test]
async fn a_voice_note_tells_the_way_is_heard_in_parts_and_ends_after_a_minute() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let draft = begin(&mut worker).await;
        worker.submit(&format!("{draft}/what"), &[("step", "what"), ("now", "角落够不着。")]).await;
        let how = format!("{draft}/how");
        let typed = [("step", "how"), ("title", "扫帚加长杆")];
        let remark = worker.submit(&how, &typed).await;
        assert!(remark.location().ends_with("ask=remark"), "without a way it is asked about: {}", remark.location());
        let long = worker.upload(&how, &typed, &[("voice", "voice.wav", "audio/wav", &wav(75))]).await;
        assert!(long.status == 422 && long.body.contains("60 秒") && long.body.contains("扫帚加长杆"), "{}", long.body);
        let said = worker.upload(&how, &typed, &[("voice", "voice.wav", "audio/wav", &wav(2))]).await;
        assert!(said.location().ends_with("/who"), "a way that was said is one: {}", said.location());
        let id = register(&mut worker, &draft, &[]).await;

        let record = worker.visit(&format!("/suggestions/{id}")).await.body;
        let note: String = record
            .split("<audio")
            .nth(1)
            .expect("it is there to be heard")
            .split("src=\"")
            .nth(1)
            .unwrap()
            .chars()
            .take_while(|c| *c != '"')
            .collect();
        let whole = worker.get(&note).await;
        assert_eq!((whole.status, whole.headers["content-type"].to_str().unwrap()), (200, "audio/wav"));
        let range = [("range", "bytes=0-3")];
        let part = worker.send(Method::GET, &note, &range, Vec::new()).await;
        assert_eq!((part.status, &part.bytes[..]), (206, &b"RIFF"[..]));
        assert_eq!(part.headers["content-range"].to_str().unwrap(), format!("bytes 0-3/{}", whole.bytes.len()));
        let mut officer = house.browser_of("officer").await;
        assert!(officer.get(&format!("/desk/preview/{id}")).await.body.contains(&note), "the officer hears it too");
        send(&house, &mut worker, id, "visibility", &[("visibility", "team")]).await;
        assert_eq!(house.browser_of("reviewer").await.get(&note).await.status, 404, "not by who may not see it");
    }
}

#[tokio::test]
async fn once_finance_has_signed_the_bar_is_quenched_and_the_chain_says_by_whom() {
    for house in houses().await {
        let read = house.app.db.read(|reader| Ok((reader.one(&SETTLED, ())?, reader.one(&UNSETTLED, ())?)));
        let ((settled, author), (other, its_author)) = read.await.unwrap();
        let read = house.app.db.read(move |reader| {
            let figure = works::figures::of_use(reader, settled.cast())?.ok_or(kernel::Error::NotFound)?;
            identity::people::person(reader, figure.audited_by)
        });
        let auditor = read.await.unwrap();
        let page = house.browser_for(author).await.get(&format!("/suggestions/{settled}")).await;
        assert_eq!(page.body.matches("class=\"hj\"").count(), 6, "all of it is jade");
        let chain = page.body.split("class=\"chain\"").nth(1).unwrap().split("</ol>").next().unwrap().to_owned();
        let last = chain.rsplit("<li").next().unwrap();
        assert!(last.contains("核定") && last.contains(&auditor.name), "{last}");
        let list = house.browser_for(author).await.get("/mine").await;
        let card = list.body.split(&settled.to_string()).nth(1).unwrap().split("</li>").next().unwrap().to_owned();
        assert!(card.contains("hj") && card.contains("财务已核定"), "{card}");

        let page = house.browser_for(its_author).await.get(&format!("/suggestions/{other}")).await;
        assert!(!page.body.contains("class=\"hj\""), "what nobody signed is not settled");
        let chain = page.body.split("class=\"chain\"").nth(1).unwrap().split("</ol>").next().unwrap().to_owned();
        assert!(chain.rsplit("<li").next().unwrap().starts_with(" class=\"todo\""), "{chain}");
    }
}
