//! What a method says, and when it says enough to be handed in. The official form of the province is not public; the fields are
//! those of published practice [S36][S37][S41].

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kernel::lifecycle::Word;
use kernel::{Faults, Reason, text, words};
use serde::{Deserialize, Serialize};
use web::Fields;

/// Longest name, in characters.
pub const NAME: usize = 40;
/// Longest line, in characters.
pub const LINE: usize = 80;
/// Longest text, in characters.
pub const TEXT: usize = 1500;
/// Longest step or point, in characters.
pub const ITEM: usize = 300;
/// Most steps or points.
pub const ITEMS: usize = 30;
/// Most results.
pub const RESULTS: usize = 3;

words! {
    /// The three regulations a method keeps to [S36].
    pub enum Regulation {
        /// 技术操作规程.
        Technical = "technical",
        /// 设备维护规程.
        Maintenance = "maintenance",
        /// 安全操作规程.
        Safety = "safety",
    }
}

words! {
    /// What may keep a method from being named [S37].
    pub enum Restriction {
        /// 涉及国家秘密.
        Secret = "secret",
        /// 有知识产权争议.
        Dispute = "dispute",
        /// 医药类.
        Medical = "medical",
        /// 已获国家级或省级科技奖励.
        Honoured = "honoured",
    }
}

/// An indicator in which the method leads, over a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadingResult {
    /// What is measured, with its unit.
    pub indicator: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// From this day.
    pub from: Option<Date>,
    /// Until this day.
    pub until: Option<Date>,
    /// Where the figures are from.
    pub source: String,
}

impl LeadingResult {
    /// Whether it covers so many months, all of them past.
    pub fn covers(&self, months: u32, today: Date) -> bool {
        let span: Span = i64::from(months).months();
        match (self.from, self.until) {
            (Some(from), Some(until)) => until <= today && from.checked_add(span).is_ok_and(|full| full <= until),
            _ => false,
        }
    }
}

/// What a method says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// 姓名＋对象＋法 [S39].
    pub name: String,
    /// 工种.
    pub trade: String,
    /// Scope and equipment.
    pub scope: String,
    /// How it was done before.
    pub former: String,
    /// What was wrong with that.
    pub problem: String,
    /// 操作步骤, in order.
    pub steps: Vec<String>,
    /// 关键控制点.
    pub keys: Vec<String>,
    /// 独创点.
    pub original: Vec<String>,
    /// The regulations it keeps to, each by its name, in the order of [`Regulation`].
    pub regulations: Vec<String>,
    /// Leading results.
    pub results: Vec<LeadingResult>,
    /// Worked by since.
    pub since: Option<Date>,
    /// What its writer declares.
    pub restrictions: Vec<Restriction>,
}

impl Content {
    /// The words of a regulation.
    pub fn regulation(&self, which: Regulation) -> &str {
        let at = Regulation::ALL.iter().position(|one| *one == which);
        at.and_then(|at| self.regulations.get(at)).map_or("", String::as_str)
    }

    /// The gist, for cards and search.
    pub fn gist(&self) -> String {
        self.original.first().or(self.steps.first()).cloned().unwrap_or_default()
    }
}

/// A name after the pattern of the field: 王招俊 + FTTH冷接子修复 + 法 [S39].
pub fn proposed_name(person: &str, object: &str) -> String {
    let object = object.trim().trim_end_matches('法');
    if object.is_empty() { String::new() } else { format!("{person}{object}法") }
}

/// The field of a regulation.
pub fn regulation_field(which: Regulation) -> String {
    format!("regulation-{which}")
}

/// The field of a part of a result.
pub fn result_field(at: usize, part: &str) -> String {
    format!("result-{at}-{part}")
}

/// Reads what was typed; `person` is after whom it is named. Only what cannot be kept at all is a fault here: a draft may be
/// incomplete.
pub fn read(fields: &Fields, person: &str) -> (Content, Faults) {
    let mut faults = Faults::none();
    let object = faults.take("object", text::optional_line(fields.get("object"), NAME));
    let typed = faults.take("name", text::optional_line(fields.get("name"), NAME));
    let name = if typed.is_empty() { proposed_name(person, &object) } else { typed };
    if name.is_empty() && faults.of("name").is_none() {
        faults.add("name", Reason::new("method-name-needed"));
    } else if name.chars().count() > NAME && faults.of("name").is_none() {
        faults.add("name", Reason::new("text-too-long").with("most", NAME).with("got", name.chars().count()));
    }
    let line = |name: &'static str| (name, text::optional_line(fields.get(name), LINE));
    let body = |name: &'static str| (name, text::optional_text(fields.get(name), TEXT));
    let mut take = |(name, value): (&'static str, Result<String, Reason>)| faults.take(name, value);
    let (trade, scope) = (take(line("trade")), take(line("scope")));
    let (former, problem) = (take(body("former")), take(body("problem")));
    let steps = items(fields, "steps", &mut faults);
    let keys = items(fields, "keys", &mut faults);
    let original = items(fields, "original", &mut faults);
    let regulations = Regulation::ALL.iter().map(|which| {
        let field = regulation_field(*which);
        faults.take(&field, text::optional_line(fields.get(&field), LINE))
    });
    let regulations = regulations.collect();
    let results = (0..RESULTS).filter_map(|at| result(fields, at, &mut faults)).collect();
    let since = date(fields, "since", &mut faults);
    let restrictions = fields.all("restriction").filter_map(Restriction::from_word).collect();
    let content = Content {
        name,
        trade,
        scope,
        former,
        problem,
        steps,
        keys,
        original,
        regulations,
        results,
        since,
        restrictions,
    };
    (content, faults)
}

/// One item a line; numbers before it are dropped, since the page numbers them itself.
fn items(fields: &Fields, name: &str, faults: &mut Faults) -> Vec<String> {
    let mut found = Vec::new();
    for typed in fields.get(name).lines() {
        let bare = typed.trim().trim_start_matches(|c: char| c.is_ascii_digit());
        // Only a number that a mark follows numbers the line: 3毫米 is what it says.
        let marked = bare
            .strip_prefix(['.', '、', '．', ')', '）'])
            .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        match text::optional_line(marked.unwrap_or(typed), ITEM) {
            Ok(item) if item.is_empty() => {}
            Ok(item) => found.push(item),
            Err(reason) => faults.add(name, reason),
        }
    }
    if found.len() > ITEMS {
        faults.add(name, Reason::new("method-too-many-items").with("most", ITEMS));
    }
    found
}

fn result(fields: &Fields, at: usize, faults: &mut Faults) -> Option<LeadingResult> {
    let mut line = |part: &str| {
        let field = result_field(at, part);
        faults.take(&field, text::optional_line(fields.get(&field), LINE))
    };
    let (indicator, before, after, source) = (line("indicator"), line("before"), line("after"), line("source"));
    let from = date(fields, &result_field(at, "from"), faults);
    let until = date(fields, &result_field(at, "until"), faults);
    let result = LeadingResult { indicator, before, after, from, until, source };
    (result != LeadingResult::default()).then_some(result)
}

fn date(fields: &Fields, name: &str, faults: &mut Faults) -> Option<Date> {
    let typed = fields.get(name).trim();
    if typed.is_empty() {
        return None;
    }
    let date = typed.parse().ok();
    if date.is_none() {
        faults.add(name, Reason::new("method-date-unreadable"));
    }
    date
}

/// What is missing before it can be handed in, by field, everything at once. `months` is how long leading results must cover.
pub fn wanting(content: &Content, months: u32, today: Date) -> Faults {
    let mut faults = Faults::none();
    let lines = [
        ("name", &content.name),
        ("trade", &content.trade),
        ("scope", &content.scope),
        ("former", &content.former),
        ("problem", &content.problem),
    ];
    for (field, value) in lines {
        if value.is_empty() {
            faults.add(field, Reason::new("text-empty"));
        }
    }
    let least = [("steps", &content.steps, 2), ("keys", &content.keys, 1), ("original", &content.original, 1)];
    for (field, items, least) in least {
        if items.len() < least {
            faults.add(field, Reason::new("method-items-needed").with("least", least));
        }
    }
    for which in Regulation::ALL {
        if content.regulation(*which).is_empty() {
            faults.add(regulation_field(*which), Reason::new("method-rule-regulations"));
        }
    }
    for (at, one) in content.results.iter().enumerate() {
        for (part, value) in
            [("indicator", &one.indicator), ("before", &one.before), ("after", &one.after), ("source", &one.source)]
        {
            if value.is_empty() {
                faults.add(result_field(at, part), Reason::new("text-empty"));
            }
        }
    }
    if !content.results.iter().any(|one| one.covers(months, today)) {
        faults.add(result_field(0, "from"), Reason::new("method-rule-year").with("months", months));
    }
    match content.since {
        None => faults.add("since", Reason::new("text-empty")),
        Some(since) if since > today => faults.add("since", Reason::new("method-since-future")),
        Some(_) => {}
    }
    faults
}

/// The fields of a form that shows this content.
pub fn fields(content: &Content) -> Vec<(String, String)> {
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let mut fields: Vec<(String, String)> = vec![
        ("name".into(), content.name.clone()),
        ("trade".into(), content.trade.clone()),
        ("scope".into(), content.scope.clone()),
        ("former".into(), content.former.clone()),
        ("problem".into(), content.problem.clone()),
        ("steps".into(), content.steps.join("\n")),
        ("keys".into(), content.keys.join("\n")),
        ("original".into(), content.original.join("\n")),
        ("since".into(), date(content.since)),
    ];
    fields
        .extend(Regulation::ALL.iter().map(|which| (regulation_field(*which), content.regulation(*which).to_owned())));
    for (at, one) in content.results.iter().enumerate() {
        let parts = [
            ("indicator", one.indicator.clone()),
            ("before", one.before.clone()),
            ("after", one.after.clone()),
            ("from", date(one.from)),
            ("until", date(one.until)),
            ("source", one.source.clone()),
        ];
        fields.extend(parts.map(|(part, value)| (result_field(at, part), value)));
    }
    fields.extend(content.restrictions.iter().map(|one| ("restriction".into(), one.to_string())));
    fields
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    fn whole() -> Content {
        Content {
            name: "王招俊冷接子修复法".into(),
            trade: "装维工".into(),
            scope: "FTTH 入户段".into(),
            former: "整段重放".into(),
            problem: "要两个小时".into(),
            steps: vec!["剥".into(), "切".into()],
            keys: vec!["端面角小于 1 度".into()],
            original: vec!["用旧件做夹具".into()],
            regulations: vec!["《甲》".into(), "《乙》".into(), "《丙》".into()],
            results: vec![LeadingResult {
                indicator: "修复时长（分钟）".into(),
                before: "120".into(),
                after: "25".into(),
                from: Some(day(2025, 5, 1)),
                until: Some(day(2026, 5, 1)),
                source: "工单系统".into(),
            }],
            since: Some(day(2025, 5, 1)),
            restrictions: vec![Restriction::Medical],
        }
    }

    #[test]
    fn what_was_kept_is_what_the_form_shows_again() {
        let fields = Fields::from_pairs(fields(&whole()));
        let (again, faults) = read(&fields, "王招俊");
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(again, whole());
        assert!(wanting(&again, 12, day(2026, 6, 10)).is_empty());
    }

    #[test]
    fn the_name_is_proposed_after_person_and_object_and_typed_ones_stand() {
        let fields = |name: &str| Fields::from_pairs([("object", "冷接子修复法"), ("name", name)]);
        assert_eq!(read(&fields(""), "王招俊").0.name, "王招俊冷接子修复法");
        assert_eq!(read(&fields("自定法"), "王招俊").0.name, "自定法");
    }

    #[test]
    fn numbers_before_steps_go_and_measures_stay() {
        let fields = Fields::from_pairs([("steps", "1. 断电\n2、量 3毫米\n3毫米垫片放平\n\n0.5 毫米以内")]);
        assert_eq!(read(&fields, "").0.steps, ["断电", "量 3毫米", "3毫米垫片放平", "0.5 毫米以内"]);
    }

    #[test]
    fn everything_missing_is_told_at_once() {
        let faults = wanting(&Content::default(), 12, day(2026, 6, 10));
        for field in ["name", "trade", "steps", "keys", "original", "regulation-safety", "result-0-from", "since"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
    }

    proptest! {
        /// A year is a year: a day less is not, and what is still to come does not count.
        #[test]
        fn leading_results_cover_the_months_and_lie_in_the_past(start in 0_i64..4000, length in 0_i64..900, ahead in -50_i64..50) {
            let from = day(2015, 1, 1).checked_add(start.days()).unwrap();
            let until = from.checked_add(length.days()).unwrap();
            let today = until.checked_add(ahead.days()).unwrap();
            let one = LeadingResult { from: Some(from), until: Some(until), ..LeadingResult::default() };
            let full = from.checked_add(12.months()).unwrap();
            prop_assert_eq!(one.covers(12, today), ahead >= 0 && full <= until);
        }
    }
}
