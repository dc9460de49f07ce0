use serde_json::json;

use super::*;

#[test]
fn data_is_never_markup() {
    let template = "#let d = json(bytes(sys.inputs.data))\n#assert(d.text == \"#panic() *a* $x$ \\\\\")\n#d.text";
    assert!(render(template, &json!({ "text": "#panic() *a* $x$ \\" })).is_ok());
}

#[test]
fn a_template_sees_neither_disk_nor_packages_nor_clock() {
    for template in
        ["#read(\"/etc/passwd\")", "#read(\"../Cargo.toml\")", "#import \"@preview/cetz:0.3.0\"", "#datetime.today()"]
    {
        assert!(matches!(render(template, &json!({})), Err(PdfError::Template(_))), "{template}");
    }
}

#[test]
fn missing_glyphs_are_found_at_any_depth_once_and_in_order() {
    let data = json!({ "a": ["好\n\t 的", { "b": "\u{E000}x😀" }], "c": 5, "d": "😀", "e": null });
    match render("", &data) {
        Err(PdfError::MissingGlyphs(missing)) => assert_eq!(missing, ['\u{E000}', '😀']),
        other => panic!("expected missing glyphs, got {other:?}"),
    }
}

#[test]
fn the_last_fallback_covers_whatever_the_other_fonts_do() {
    let full = &FONTS[0];
    assert_eq!(FONTS.len(), 3);
    for font in &FONTS[1..] {
        let lost = font.info().coverage.iter().find(|&c| !full.info().coverage.contains(c));
        assert_eq!(lost, None, "{}", font.info().family);
    }
}

#[test]
fn every_character_of_gbk_can_be_printed() {
    for lead in 0x81..=0xFEu8 {
        for trail in 0x40..=0xFEu8 {
            let pair = [lead, trail];
            let (text, bad) = encoding_rs::GBK.decode_without_bom_handling(&pair);
            let han = |c: &char| matches!(*c, '\u{4E00}'..='\u{9FA5}');
            if !bad && let Some(c) = text.chars().find(han) {
                assert!(has_glyph(c), "{c}");
            }
        }
    }
}
