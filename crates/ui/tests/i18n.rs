//! The words: completeness in both languages, and what a catalogue refuses.

use ui::{Catalogue, Locale, MESSAGES, T};

fn build(zh: &'static str, en: &'static str) -> Result<Catalogue, Vec<String>> {
    Catalogue::build(&[(Locale::Zh, zh), (Locale::En, en)]).map_err(|error| error.faults)
}

fn speak(locale: Locale, zh: &'static str, en: &'static str) -> T {
    build(zh, en).expect("fits together").leak().t(locale)
}

fn faults(zh: &'static str, en: &'static str) -> Vec<String> {
    build(zh, en).err().unwrap_or_default()
}

#[test]
fn our_own_words_are_complete_in_both_languages() {
    if let Err(error) = Catalogue::build(MESSAGES) {
        panic!("{error}");
    }
}

#[test]
fn a_key_absent_in_one_language_is_named() {
    assert_eq!(faults("a = 甲\nb = 乙", "a = A"), ["en: `b` is missing, zh-CN has it"]);
    assert_eq!(faults("a = 甲", "a = A\nb = B"), ["zh-CN: `b` is missing, en has it"]);
}

#[test]
fn a_doubled_key_is_named_across_sources_too() {
    let error = Catalogue::build(&[(Locale::Zh, "a = 甲"), (Locale::Zh, "a = 乙"), (Locale::En, "a = A")]);
    let faults = error.err().expect("refused").faults;
    assert_eq!(faults, ["zh-CN: `a` is there twice"]);
}

#[test]
fn a_fault_of_syntax_is_named_with_its_line() {
    let faults = faults("a = 甲\nb = { $\n", "a = A");
    assert!(faults[0].starts_with("zh-CN: line 2: "), "{faults:?}");
}

#[test]
fn a_reference_that_leads_nowhere_is_named() {
    let faults = faults("a = { nowhere }", "a = A");
    assert!(faults[0].starts_with("zh-CN: `a`: "), "{faults:?}");
}

#[test]
fn arguments_must_be_the_same_in_both_languages() {
    let faults = faults("a = { $name }你好", "a = Hello { $who }");
    assert_eq!(faults, [r#"`a` takes {"name"} in zh-CN and {"who"} in en"#]);
}

#[test]
fn all_faults_are_listed_at_once() {
    assert_eq!(faults("a = 甲\nb = 乙", "c = C").len(), 3);
}

#[test]
fn terms_are_shared_between_sources() {
    let catalogue = Catalogue::build(&[
        (Locale::Zh, "-idea = 建议"),
        (Locale::Zh, "a = 提{ -idea }"),
        (Locale::En, "-idea = suggestion\na = Make a { -idea }"),
    ]);
    let catalogue = catalogue.unwrap_or_else(|error| panic!("{error}")).leak();
    assert_eq!(catalogue.t(Locale::Zh).get("a"), "提建议");
    assert_eq!(catalogue.t(Locale::En).get("a"), "Make a suggestion");
}

#[test]
fn arguments_are_filled_without_isolation_marks() {
    let zh = speak(Locale::Zh, "a = { $name }等{ $n }人", "a = { $name } and { $n } more");
    assert_eq!(zh.with("a", &[("name", "陈立秋".into()), ("n", 3_i64.into())]), "陈立秋等3人");
    assert_eq!(zh.with2("a", ("name", String::from("周")), ("n", 12_u32)), "周等12人");
}

#[test]
fn english_has_its_plural() {
    let words = "a = { $n ->\n    [one] one idea\n   *[other] { $n } ideas\n}";
    let en = speak(Locale::En, "a = { $n }条", words);
    assert_eq!(en.with1("a", "n", 1), "one idea");
    assert_eq!(en.with1("a", "n", 2), "2 ideas");
}

#[test]
fn a_message_without_arguments_may_be_filled_too() {
    let zh = speak(Locale::Zh, "a = 甲", "a = A");
    assert_eq!(zh.with("a", []), "甲");
    assert_eq!(zh.in_locale(Locale::En).get("a"), "A");
}

#[test]
fn an_unknown_key_can_be_asked_for() {
    let zh = speak(Locale::Zh, "a = 甲", "a = A");
    assert_eq!(zh.try_get("b"), None);
    assert_eq!(zh.try_get("a"), Some("甲"));
}

#[cfg(debug_assertions)]
#[test]
#[should_panic(expected = "no message `b`")]
fn an_unknown_key_stops_a_debug_build() {
    let _ = speak(Locale::Zh, "a = 甲", "a = A").get("b");
}

#[cfg(not(debug_assertions))]
#[test]
fn an_unknown_key_shows_itself_in_a_release_build() {
    assert_eq!(speak(Locale::Zh, "a = 甲", "a = A").get("b"), "b");
}

#[test]
fn a_request_chooses_its_language() {
    let choose = Locale::choose;
    assert_eq!(choose(None, None, None), Locale::Zh);
    assert_eq!(choose(Some("en"), Some("zh-CN"), Some("zh")), Locale::En);
    assert_eq!(choose(Some("fr"), Some("en"), Some("zh")), Locale::En);
    assert_eq!(choose(None, None, Some("en-GB,en;q=0.9,zh-CN;q=0.8")), Locale::En);
    assert_eq!(choose(None, None, Some("fr, zh-Hans-CN;q=0.4, en;q=0.7")), Locale::En);
    assert_eq!(choose(None, None, Some("en;q=0, zh;q=0.1")), Locale::Zh);
    assert_eq!(choose(None, None, Some("de")), Locale::Zh);
}
