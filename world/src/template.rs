//! Sentences with numbers to fill in.
//!
//! * `{a:36-42}` a whole number in the range, remembered as `a`; `{a:10-50/5}` in steps of five;
//! * `{w:早班|夜班}` one of the words, remembered as `w`; `{早班|夜班}` one of them, not remembered;
//! * `{a}` the value remembered before, so that a title, its body and its result agree.

use crate::random::Random;

/// The values bound so far while the texts of one record are written.
#[derive(Debug, Clone, Default)]
pub struct Bindings(Vec<(String, String)>);

impl Bindings {
    /// Binds `name` beforehand.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Draws a value for every slot that `templates` declare, so that one text may use a slot which a
/// later one declares.
pub fn bind(templates: &[&str], bindings: &mut Bindings, random: &mut Random) {
    for slot in templates.iter().flat_map(|template| slots(template)) {
        if let Some((name, choice)) = slot.split_once(':')
            && bindings.get(name).is_none()
        {
            let value = draw(choice, random);
            bindings.0.push((name.to_owned(), value));
        }
    }
}

/// Writes `template` with its slots filled. A slot nobody declared stays visible as `{name}`.
pub fn fill(template: &str, bindings: &Bindings, random: &mut Random) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        let Some((slot, after)) = tail.split_once('}') else {
            rest = tail;
            break;
        };
        let name = slot.split_once(':').map_or(slot, |(name, _)| name);
        match bindings.get(name) {
            Some("2") if counted(before, after) => out.push('两'),
            Some(value) => out.push_str(value),
            None if slot.contains('|') => out.push_str(&draw(slot, random)),
            None => out.push_str(&format!("{{{slot}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a number between these is said as a count of things: 两个, never 2个; but 12个 and 0.2个.
fn counted(before: &str, after: &str) -> bool {
    let stands_alone = !before.ends_with(|last: char| last.is_ascii_digit() || last == '.');
    stands_alone && after.starts_with(['个', '只', '台', '次', '批', '块', '副', '根', '趟', '回', '件', '遍'])
}

fn slots(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|tail| tail.split_once('}')).map(|(slot, _)| slot)
}

fn draw(choice: &str, random: &mut Random) -> String {
    if let Some((low, high, step)) = range(choice) {
        return (low + step * random.between(0, (high - low) / step)).to_string();
    }
    let words: Vec<&str> = choice.split('|').collect();
    random.pick(&words).copied().unwrap_or_default().to_owned()
}

fn range(choice: &str) -> Option<(i64, i64, i64)> {
    let (bounds, step) = choice.split_once('/').unwrap_or((choice, "1"));
    let (low, high) = bounds.split_once('-')?;
    let step = step.parse().ok().filter(|step| *step > 0)?;
    Some((low.parse().ok()?, high.parse().ok()?, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_declared_anywhere_is_used_everywhere() {
        let mut random = Random::new(3);
        let mut bindings = Bindings::default().with("ws", "装配车间");
        let (title, body) = ("{ws}换型由{a}分钟降下来", "原来{a:30-40/5}分钟，{早班|夜班}更久");
        bind(&[title, body], &mut bindings, &mut random);
        let title = fill(title, &bindings, &mut random);
        assert!(
            ["装配车间换型由30分钟降下来", "装配车间换型由35分钟降下来", "装配车间换型由40分钟降下来"]
                .contains(&title.as_str())
        );
        assert!(!fill(body, &bindings, &mut random).contains(['{', '}', '|']));
        let two = Bindings::default().with("n", "2");
        assert_eq!(fill("{n}个，1{n}个，{n}毫米", &two, &mut random), "两个，12个，2毫米");
        assert_eq!(fill("{unknown}", &bindings, &mut random), "{unknown}");
    }
}
