//! Photos and video of a method: in by content, out to whoever may see it, in parts where a player asks for parts.

use axum::http::Method;
use testkit::houses;

use crate::methods::acts::{fact_count, form, send_new};

/// An MP4 that says it has a picture track and nothing more.
fn film() -> Vec<u8> {
    let boxed = |name: &[u8; 4], body: &[u8]| [&(body.len() as u32 + 8).to_be_bytes(), &name[..], body].concat();
    let handler = boxed(b"hdlr", &[&[0; 8][..], b"vide", &[0; 12]].concat());
    let movie = boxed(b"moov", &boxed(b"trak", &boxed(b"mdia", &handler)));
    [boxed(b"ftyp", b"isom\0\0\x02\0isommp41"), movie, boxed(b"mdat", &[7; 256])].concat()
}

fn photo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(64, 48, image::Rgb([200, 90, 20]))
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn photos_and_video_hang_on_the_method_and_go_with_its_sight() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let (_, id) = send_new(&mut worker, &form(&[("save", "yes")])).await;
        let path = format!("/methods/{id}/attachments");
        worker.visit(&format!("/methods/{id}")).await;
        let files = [("file", "动作.mp4", "video/mp4", &film()[..]), ("file", "端面.jpg", "image/jpeg", &photo()[..])];
        let done = worker.upload(&path, &[("caption", "第三步")], &files).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let page = worker.visit(&format!("/methods/{id}")).await;
        let video = page.body.split("<video controls preload=\"metadata\" src=\"").nth(1).unwrap();
        let video = video.split('"').next().unwrap().to_owned();
        assert!(page.body.contains("/small"), "the photo has a small picture");

        let whole = worker.get(&video).await;
        assert_eq!((whole.status, whole.bytes.as_ref()), (200, &film()[..]));
        assert_eq!(whole.headers["content-type"], "video/mp4");
        let part = worker.send(Method::GET, &video, &[("range", "bytes=4-7")], Vec::new()).await;
        assert_eq!((part.status, part.bytes.as_ref()), (206, &b"ftyp"[..]));
        assert_eq!(part.headers["content-range"], format!("bytes 4-7/{}", film().len()));

        // A draft is its people's; so are its files.
        assert_eq!(house.browser_of("officer").await.get(&video).await.status, 404);
        let mut officer = house.browser_of("officer").await;
        officer.visit("/me").await;
        assert_eq!(officer.upload(&path, &[], &files).await.status, 404);

        // What is no photo, video or document is refused at its field and leaves nothing.
        let facts = fact_count(&house).await;
        let odd = [("file", "动作.mp4", "video/mp4", &b"MZ\x90\0\x03\0\0\0 not a film"[..])];
        let refused = worker.upload(&path, &[("caption", "假的")], &odd).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("f-attachments-file-e") && refused.body.contains("假的"), "{}", refused.body);
        assert_eq!(fact_count(&house).await, facts);

        let file = video.rsplit('/').next().unwrap();
        let gone = worker.submit(&format!("{path}/{file}/removal"), &[]).await;
        assert_eq!(gone.status, 303);
        assert_eq!(worker.get(&video).await.status, 404);
    }
}
