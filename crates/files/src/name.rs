//! File names people can trust: no paths, nothing invisible, and an extension that tells the truth.

use unicode_normalization::UnicodeNormalization;

use crate::kind::{Kind, Said};
use crate::limits::NAME_CHARS;

/// Device names Windows refuses whatever their extension.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name safe to show, to save under and to put in a header, for a file that is of this kind.
///
/// Keeps the last part of a path; drops control, bidirectional and invisible characters; replaces what
/// Windows forbids; ends in the kind's extension; has at most [`NAME_CHARS`] characters. Sanitising the
/// result again changes nothing.
pub fn sanitise(name: &str, kind: Kind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last
        .chars()
        .filter(|c| !is_invisible(*c))
        .nfc()
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let mut stem = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((front, extension)) = stem.rsplit_once('.')
        && (Said::by_extension(extension.trim()).is_some() || extension.eq_ignore_ascii_case("mp4"))
    {
        stem.truncate(front.len());
    }
    let stem = stem.trim_matches([' ', '.']);
    let first_word = stem.split('.').next().unwrap_or_default().trim_end();
    let device = RESERVED.iter().any(|r| r.eq_ignore_ascii_case(first_word));
    let room = NAME_CHARS - kind.extension().len() - 1;
    let stem: String = device.then_some('_').into_iter().chain(stem.chars()).take(room).collect();
    match stem.trim_end_matches([' ', '.']) {
        "" => format!("file.{}", kind.extension()),
        stem => format!("{stem}.{}", kind.extension()),
    }
}

/// Characters that change how a name reads without being seen: controls, bidirectional marks, zero-width
/// and filler characters, variation selectors, tags.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_names_become_plain_ones() {
        for (name, clean) in [
            ("../../etc/passwd", "passwd.jpg"),
            (r"C:\Users\wang\现场 照片.JPEG", "现场 照片.jpg"),
            ("invoice\u{202E}gpj.exe", "invoicegpj.exe.jpg"),
            ("a\0b\r\nSet-Cookie: x.jpg", "ab Set-Cookie_ x.jpg"),
            ("改\u{200B}善\u{FEFF}前.png", "改善前.jpg"),
            ("v1.2 报告", "v1.2 报告.jpg"),
            ("  .hidden. .jpg", "hidden.jpg"),
            ("con.jpg", "_con.jpg"),
            ("...", "file.jpg"),
            ("", "file.jpg"),
            ("/", "file.jpg"),
            ("e\u{301}te\u{301}.jpg", "\u{e9}t\u{e9}.jpg"),
            ("<b>\"x\"|y?.jpg", "_b__x__y_.jpg"),
        ] {
            assert_eq!(sanitise(name, Kind::Jpeg), clean, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = sanitise(&format!("{}.docx", "长".repeat(300)), Kind::Docx);
        assert_eq!(name.chars().count(), NAME_CHARS);
        assert!(name.ends_with("长.docx"));
    }

    fn hostile() -> impl Strategy<Value = String> {
        let nasty = prop::sample::select(vec![
            '/',
            '\\',
            '.',
            ' ',
            '\0',
            '\n',
            '\u{85}',
            '\u{2028}',
            '\u{202E}',
            '\u{200D}',
            '\u{2066}',
            '\u{301}',
            '\u{3000}',
            '\u{E0041}',
            '文',
            'j',
            'p',
            'g',
            'c',
            'o',
            'n',
        ]);
        prop::collection::vec(prop_oneof![nasty, any::<char>()], 0..200).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn names_are_clean_short_and_stay_as_they_are(
            name in hostile(),
            kind in prop::sample::select(Kind::ALL.to_vec()),
        ) {
            let clean = sanitise(&name, kind);
            prop_assert_eq!(&sanitise(&clean, kind), &clean);
            prop_assert!(clean.chars().count() <= NAME_CHARS);
            let extension = format!(".{}", kind.extension());
            prop_assert!(clean.ends_with(&extension) && clean.len() > extension.len());
            prop_assert!(!clean.starts_with(['.', ' ']));
            let unwanted = |c: char| c.is_control() || matches!(c,
                '/' | '\\' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
            prop_assert!(!clean.contains(unwanted), "{:?}", clean);
        }
    }
}
