use super::*;
use crate::pdf::typeset;

fn sample(paper: Paper) -> Poster {
    Poster {
        enterprise: "东海轴承集团有限公司".to_owned(),
        unit: "装配二车间".to_owned(),
        url: "https://liaoyuan.example.cn/q/7K3M9".to_owned(),
        paper,
        lang: Lang::Zh,
        headline: "干活时，\n哪里不顺手？".to_owned(),
        subline: "一句话就能提，一分钟就够。谁受理、几时答复，看得见。".to_owned(),
        steps: vec![
            "扫一扫左边的码，不用装软件".to_owned(),
            "说一句哪里不顺手，可以拍张照".to_owned(),
            "当场拿回执，三天内有答复".to_owned(),
        ],
        footer: "东海轴承集团工会 · 合理化建议".to_owned(),
        code_label: "扫码提建议".to_owned(),
    }
}

fn english() -> Poster {
    Poster {
        enterprise: "Donghai Bearing Group Co., Ltd.".to_owned(),
        unit: "Assembly workshop no. 2".to_owned(),
        lang: Lang::En,
        headline: "What gets in your way at work?".to_owned(),
        subline: "One sentence is enough, and it takes a minute. You see who has it and when they answer.".to_owned(),
        steps: vec![
            "Scan the code. There is nothing to install.".to_owned(),
            "Say what is awkward. Add a photo if you like.".to_owned(),
            "Keep the receipt. Someone answers within three days.".to_owned(),
        ],
        footer: "Trade union of Donghai Bearing Group".to_owned(),
        code_label: "Scan to suggest".to_owned(),
        ..sample(Paper::A4)
    }
}

/// Width and height of every page, in whole millimetres.
fn pages(poster: &Poster) -> Vec<(u32, u32)> {
    let document = typeset(TEMPLATE, data(poster).unwrap().to_string()).unwrap();
    let sizes = document.pages().iter().map(|page| page.frame.size());
    sizes.map(|size| (size.x.to_mm().round() as u32, size.y.to_mm().round() as u32)).collect()
}

#[test]
fn one_page_of_the_chosen_paper() {
    assert_eq!(pages(&sample(Paper::A4)), [(210, 297)]);
    assert_eq!(pages(&sample(Paper::A3)), [(297, 420)]);
    assert_eq!(pages(&english()), [(210, 297)]);
}

/// Everything that is written on a frame, in the order it is set.
fn written(frame: &typst::layout::Frame, into: &mut String) {
    for (_, item) in frame.items() {
        match item {
            typst::layout::FrameItem::Text(run) => into.push_str(&run.text),
            typst::layout::FrameItem::Group(group) => written(&group.frame, into),
            _ => {}
        }
    }
}

#[test]
fn every_word_stands_on_the_sheet_of_either_paper() {
    for sheet in [sample(Paper::A4), sample(Paper::A3), english()] {
        let document = typeset(TEMPLATE, data(&sheet).unwrap().to_string()).unwrap();
        let mut text = String::new();
        written(&document.pages()[0].frame, &mut text);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let text = bare(&text);
        let words = [&sheet.enterprise, &sheet.unit, &sheet.headline, &sheet.subline, &sheet.footer, &sheet.code_label];
        for words in words.into_iter().chain(&sheet.steps).map(|words| bare(words)) {
            assert!(text.contains(&words), "{words} is not on it: {text}");
        }
        assert!(text.contains(&bare(address(&sheet.url))), "the address can be typed: {text}");
    }
}

#[test]
fn longest_words_stay_on_one_page() {
    let much = "采纳以后按核定的效益兑现奖励，名字写在成果上，".repeat(6);
    let poster = Poster {
        enterprise: much.clone(),
        unit: much.clone(),
        headline: much.clone(),
        subline: much.clone(),
        steps: vec![much.clone(); 7],
        footer: much.clone(),
        code_label: much,
        ..sample(Paper::A4)
    };
    assert_eq!(pages(&poster), [(210, 297)]);
}

#[test]
fn empty_words_leave_a_poster() {
    let poster = Poster { steps: Vec::new(), footer: String::new(), ..sample(Paper::A4) };
    assert_eq!(pages(&poster), [(210, 297)]);
}

#[test]
fn equal_posters_are_equal_bytes_and_others_are_not() {
    let first = poster(&sample(Paper::A4)).unwrap();
    assert!(first.starts_with(b"%PDF-1."));
    assert!(first == poster(&sample(Paper::A4)).unwrap());
    let other = Poster { unit: "装配三车间".to_owned(), ..sample(Paper::A4) };
    assert!(first != poster(&other).unwrap());
}

#[test]
fn names_outside_the_bold_fonts_fall_back_to_the_full_one() {
    let rare = Poster { unit: "𬭎䶮喆镕堃昇班组".to_owned(), ..sample(Paper::A4) };
    assert!(poster(&rare).is_ok());
}

#[test]
fn a_character_no_font_has_is_named() {
    let odd = Poster { unit: "装配🔥二𪛖车间🔥".to_owned(), ..sample(Paper::A4) };
    match poster(&odd) {
        Err(PdfError::MissingGlyphs(missing)) => assert_eq!(missing, ['🔥', '𪛖']),
        other => panic!("expected missing glyphs, got {other:?}"),
    }
}

#[test]
fn an_address_too_long_for_a_code_is_refused() {
    let long = Poster { url: format!("https://a.cn/{}", "x".repeat(3_000)), ..sample(Paper::A4) };
    assert!(matches!(poster(&long), Err(PdfError::AddressTooLong)));
}

#[test]
fn the_address_is_shown_as_people_type_it() {
    assert_eq!(address("https://a.cn/q/7K/"), "a.cn/q/7K");
    assert_eq!(address("http://a.cn"), "a.cn");
    assert_eq!(address("a.cn/q"), "a.cn/q");
}

/// Draws the SVG path of `code` into a bitmap of `scale` pixels a module, with the mark's hole.
fn scanned(url: &str, hole: f64) -> Option<String> {
    let svg = code(url).unwrap();
    let side: usize = between(&svg, "viewBox=\"0 0 ", " ").parse().unwrap();
    let mut dark = vec![vec![false; side]; side];
    for run in between(&svg, "d=\"M", "\"").split('M') {
        let (at, length) = run.split_once('h').unwrap();
        let (x, y) = at.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let length: usize = length.split('v').next().unwrap().parse().unwrap();
        dark[y][x..x + length].fill(true);
    }
    let scale = 6;
    let (size, middle) = (side * scale, (side * scale) as f64 / 2.0);
    let in_hole = |v: usize| (v as f64 - middle).abs() < hole * size as f64 / 2.0;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| {
        if dark[y / scale][x / scale] && !(in_hole(x) && in_hole(y)) { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    grids.first()?.decode().ok().map(|(_, text)| text)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).unwrap().0
}

#[test]
fn the_code_leads_to_the_address_in_spite_of_the_mark() {
    // The template covers 16 of 95 parts of the code's width.
    for url in ["https://a.cn/7", "https://liaoyuan.example.cn/q/7K3M9", &format!("https://a.cn/{}", "k9".repeat(80))] {
        assert_eq!(scanned(url, 16.0 / 95.0).as_deref(), Some(url));
    }
    // And the check can fail: half the width is too much.
    assert_eq!(scanned("https://liaoyuan.example.cn/q/7K3M9", 0.5), None);
}
