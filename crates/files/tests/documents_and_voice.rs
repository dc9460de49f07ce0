//! Documents and voice notes: taken for what they are, refused for what they hide.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;

use files::limits::{DOCUMENT_BYTES, PHOTO_BYTES, VIDEO_BYTES, VOICE_BYTES};
use files::{Checked, FileRefusal, Kind, check, check_with_video};
use made::{compound, mp3, mp4, ogg, ooxml, wav, webm, zip};
use sha2::{Digest, Sha256};

const WORD: &str = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const EXCEL: &str = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const POINT: &str = "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

fn ask(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Checked, FileRefusal> {
    check(name, None, bytes.into().into())
}

fn refused(name: &str, bytes: impl Into<Vec<u8>>) -> FileRefusal {
    ask(name, bytes).unwrap_err()
}

#[test]
fn documents_are_kept_byte_by_byte() {
    for (name, bytes, kind) in [
        ("方案.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec(), Kind::Pdf),
        ("方案.docx", ooxml("word", WORD), Kind::Docx),
        ("方案.xlsx", ooxml("xl", EXCEL), Kind::Xlsx),
        ("方案.pptx", ooxml("ppt", POINT), Kind::Pptx),
        ("方案.doc", compound(&["WordDocument"]), Kind::Doc),
        ("方案.xls", compound(&["Workbook"]), Kind::Xls),
        ("方案.ppt", compound(&["PowerPoint Document"]), Kind::Ppt),
        ("方案.txt", "MZ 型号：改善前、改善后\r\n".into(), Kind::Txt),
        ("方案.csv", b"\xD0\xC5\xCF\xA2,1\r\n".to_vec(), Kind::Csv), // GBK
    ] {
        let checked = ask(name, bytes.clone()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!((checked.kind, checked.name.as_str()), (kind, name));
        assert_eq!(checked.bytes, bytes);
        assert_eq!(checked.sha256[..], Sha256::digest(&bytes)[..]);
        assert_eq!((checked.thumbnail, checked.width), (None, None));
    }
}

#[test]
fn a_sheet_that_embeds_a_text_is_still_the_sheet_it_says() {
    let both = compound(&["Workbook", "WordDocument"]);
    assert_eq!(ask("a.xls", both.clone()).unwrap().kind, Kind::Xls);
    assert_eq!(ask("a.doc", both).unwrap().kind, Kind::Doc);
}

#[test]
fn disguises_are_named() {
    let exe = [&b"MZ\x90\0\x03\0\0\0"[..], &[0; 200]].concat();
    let elf = [&b"\x7FELF\x02\x01\x01\0"[..], &[0; 200]].concat();
    let svg = "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    let html = "\u{FEFF} \n<!DOCTYPE html><script>alert(1)</script>";
    let macros = ooxml("word", "vnd.ms-word.document.macroEnabled.main+xml");
    for (name, bytes, said, is) in [
        ("合影.jpg", exe.clone(), "jpg", "exe"),
        ("合影.jpeg", elf, "jpg", "elf"),
        ("合影.png", svg.into(), "png", "svg"),
        ("合影.jpg", html.into(), "jpg", "html"),
        ("说明.txt", html.into(), "txt", "html"),
        ("说明.csv", "#!/bin/sh\nrm -rf /\n".into(), "csv", "sh"),
        ("合影.jpg", b"alert(1)".to_vec(), "jpg", "txt"),
        ("说明.pdf", exe, "pdf", "exe"),
        ("说明.docx", ooxml("xl", EXCEL), "docx", "xlsx"),
        ("说明.docx", macros, "docx", "docm"),
        ("说明.docx", zip(&[("a.txt", "x")]), "docx", "zip"),
        ("说明.xls", compound(&["WordDocument"]), "xls", "doc"),
        ("说明.doc", compound(&["Installer"]), "doc", "ole"),
        ("合影.jpg", b"%PDF-1.7\n%%EOF".to_vec(), "jpg", "pdf"),
        ("录音.mp3", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "mp3", "heic"),
        ("说明.pdf", wav(1), "pdf", "wav"),
    ] {
        assert_eq!(refused(name, bytes), FileRefusal::Disguised { said, is }, "{name} is {is}");
    }
}

#[test]
fn kinds_that_are_not_kept_are_refused_under_their_own_name() {
    for (name, bytes) in [
        ("a.exe", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
        ("a.html", b"<html></html>".to_vec()),
        ("a.js", b"alert(1)".to_vec()),
        ("a.zip", zip(&[("a.txt", "x")])),
        ("a.bin", vec![0, 159, 1, 2, 3]),
        ("无名", b"plain words".to_vec()),
    ] {
        assert_eq!(refused(name, bytes), FileRefusal::UnknownKind, "{name}");
    }
}

#[test]
fn what_breaks_off_is_broken_and_what_is_empty_is_empty() {
    let mut docx = ooxml("word", WORD);
    docx.truncate(docx.len() / 2);
    assert_eq!(refused("a.docx", docx), FileRefusal::Broken);
    assert_eq!(refused("a.pdf", b"%PDF-1.7\n1 0 obj"), FileRefusal::Broken);
    assert_eq!(refused("a.jpg", [0, 159, 1, 2, 3]), FileRefusal::Broken);
    assert_eq!(refused("a.txt", b"with a \0 zero"), FileRefusal::Broken);
    assert_eq!(refused("a.jpg", []), FileRefusal::Empty);
}

#[test]
fn each_family_has_its_own_limit() {
    let padded = |head: &[u8], length: u64| {
        let mut bytes = head.to_vec();
        bytes.resize(length as usize, b' ');
        bytes
    };
    for (name, head, limit) in [
        ("a.txt", &b"text"[..], DOCUMENT_BYTES),
        ("a.jpg", b"\xFF\xD8\xFF", PHOTO_BYTES),
        ("a.mp3", b"ID3\x04\0\0\0\0\0\0", VOICE_BYTES),
    ] {
        let got = limit + 1;
        assert_eq!(refused(name, padded(head, got)), FileRefusal::TooLarge { limit, got });
        let got = DOCUMENT_BYTES + 1;
        assert_eq!(refused(name, padded(head, got)), FileRefusal::TooLarge { limit, got });
    }
    assert!(ask("a.txt", padded(b"text", DOCUMENT_BYTES)).is_ok());
}

#[test]
fn a_minute_of_voice_is_kept_and_more_is_too_long() {
    let minute = [
        ("wav", wav(60), wav(62)),
        ("mp3", mp3(2296), mp3(2374)), // 59.98 s, 62.01 s
        ("ogg", ogg(b"OpusHead", 60), ogg(b"OpusHead", 62)),
        ("webm", webm(b"A_OPUS", 2, 60), webm(b"A_OPUS", 2, 62)),
        ("m4a", mp4(b"soun", 60, false), mp4(b"soun", 62, false)),
        ("m4a", mp4(b"soun", 60, true), mp4(b"soun", 62, true)),
    ];
    for (extension, fits, too_long) in minute {
        let checked = ask(&format!("录音.{extension}"), fits.clone());
        let checked = checked.unwrap_or_else(|e| panic!("{extension}: {e}"));
        assert_eq!(checked.name, format!("录音.{extension}"));
        assert_eq!(checked.bytes, fits);
        assert_eq!(ask("录音", too_long).unwrap_err(), FileRefusal::TooLong, "{extension}");
    }
}

#[test]
fn a_recorder_without_a_file_name_is_told_by_content() {
    let checked = check("blob", Some("audio/webm;codecs=opus"), webm(b"A_OPUS", 2, 3).into());
    assert_eq!(checked.unwrap().name, "blob.webm");
    let text = check("blob", Some("text/plain; charset=utf-8"), b"words".to_vec().into());
    assert_eq!(text.unwrap().name, "blob.txt");
}

#[test]
fn moving_pictures_and_other_codings_are_not_voice_notes() {
    for (name, bytes) in [
        ("a.mp4", mp4(b"vide", 5, false)),
        ("a.webm", webm(b"V_VP9", 1, 5)),
        ("a.webm", webm(b"A_VORBIS", 2, 5)),
        ("a.ogg", ogg(b"\x01vorbis\0", 5)),
    ] {
        assert_eq!(refused(name, bytes), FileRefusal::UnknownKind, "{name}");
    }
    assert_eq!(ask("a.mp4", mp4(b"soun", 5, false)).unwrap().name, "a.m4a");
}

proptest::proptest! {
    /// Whatever is cut, flipped or made up, the gate answers; it never falls over.
    #[test]
    fn damaged_files_are_answered(
        which in 0usize..9,
        keep in 0.0f64..1.0,
        flips in proptest::collection::vec((0.0f64..1.0, proptest::num::u8::ANY), 0..12),
    ) {
        let mut bytes = match which {
            0 => wav(1),
            1 => mp3(20),
            2 => ogg(b"OpusHead", 2),
            3 => webm(b"A_OPUS", 2, 3),
            4 => mp4(b"soun", 2, true),
            5 => ooxml("word", WORD),
            6 => compound(&["Workbook"]),
            7 => made::with_exif(made::encode(&made::colourful(40, 30), image::ImageFormat::Jpeg), 6),
            _ => made::encode(&made::colourful(40, 30), image::ImageFormat::Png),
        };
        for (at, value) in flips {
            let at = (bytes.len() as f64 * at) as usize;
            bytes[at] = value;
        }
        let keep = (bytes.len() as f64 * keep.sqrt()) as usize;
        bytes.truncate(keep);
        if let Ok(checked) = ask("a", bytes) {
            proptest::prop_assert!(checked.bytes.len() as u64 <= DOCUMENT_BYTES);
        }
    }
}

#[test]
fn moving_pictures_are_kept_where_a_record_asks_for_them_and_nowhere_else() {
    let film = |name: &str, bytes: Vec<u8>| check_with_video(name, None, bytes.into());
    for (name, bytes, kind) in [
        ("动作.mp4", mp4(b"vide", 5, false), Kind::Mp4),
        ("动作.m4v", mp4(b"vide", 5, true), Kind::Mp4),
        ("动作.webm", webm(b"V_VP9", 1, 5), Kind::WebmVideo),
        // Longer than a voice note may be, larger than a document.
        ("动作.webm", [webm(b"V_VP9", 1, 90), vec![0xEC; DOCUMENT_BYTES as usize]].concat(), Kind::WebmVideo),
        // Whatever else is kept is kept here as well.
        ("说话.m4a", mp4(b"soun", 5, false), Kind::M4a),
        ("说话.webm", webm(b"A_OPUS", 2, 5), Kind::Webm),
        ("方案.pdf", b"%PDF-1.7\n%%EOF".to_vec(), Kind::Pdf),
    ] {
        let checked = film(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!((checked.kind, checked.mime), (kind, kind.mime()), "{name}");
    }
    let large = [mp4(b"vide", 5, false), vec![0; VIDEO_BYTES as usize]].concat();
    assert!(matches!(film("动作.mp4", large), Err(FileRefusal::TooLarge { limit: VIDEO_BYTES, .. })));
    assert_eq!(
        film("动作.mp4", b"MZ\x90\0\x03\0\0\0".to_vec()).unwrap_err(),
        FileRefusal::Disguised { said: "mp4", is: "exe" }
    );
    assert_eq!(
        film("合影.jpg", mp4(b"vide", 5, false)).unwrap_err(),
        FileRefusal::Disguised { said: "jpg", is: "mp4" }
    );
    assert_eq!(refused("动作.mp4", mp4(b"vide", 5, false)), FileRefusal::UnknownKind);
}
