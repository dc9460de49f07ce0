//! What every page of the portal has around it: who runs it, the way to the four links of the chain, and what
//! machines want to know about a page.

use serde_json::{Value, json};
use ui::page::TextSize;
use ui::{Locale, Page, T};
use web::{Ctx, Fields};

use crate::ground::Ground;

/// The four links of the innovation chain [S0], and where each begins.
const CHAIN: [(&str, &str); 4] = [
    ("portal-chain-platform", "/suggestions/new"),
    ("portal-chain-path", "/portal/results?kind=method"),
    ("portal-chain-field", "/portal/results?kind=project"),
    ("portal-chain-value", "/portal/figures"),
];

/// A link with words.
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub words: String,
    /// Whether it is where one is.
    pub here: bool,
}

/// The frame.
pub struct Frame {
    /// What the installation calls itself: 浙江省职工创新平台.
    pub site: String,
    /// The whole address of the page, by which it is quoted.
    pub address: String,
    /// The same page in the other language.
    pub other: (String, Locale),
    /// The same page in the next size of text.
    pub larger: String,
    /// In a sentence or two, for those who quote it.
    pub description: String,
    /// `website` or `article`, as OpenGraph has it.
    pub kind: &'static str,
    /// The address of the picture that goes with it.
    pub picture: String,
    /// The address of the feed.
    pub feed: String,
    /// The page as schema.org describes it, ready to stand in a page.
    pub data: String,
    /// The chain: title, what one does there, where it begins.
    pub chain: Vec<(&'static str, String, &'static str)>,
    /// Whether somebody is signed in.
    pub known: bool,
    /// Whether the page is not for search engines: lists that were narrowed.
    pub hidden: bool,
}

impl Frame {
    /// The frame of a page at a path with the query it is known by.
    pub fn new(ctx: &Ctx, ground: Option<&Ground>, path: &str, description: String) -> Frame {
        let t = ctx.t();
        let base = &ctx.app.config.base_url;
        let site = match ground {
            Some(ground) => t.with1("portal-site", "region", ground.name.as_str()).into_owned(),
            None => t.get("portal-site-nowhere").to_owned(),
        };
        let other = t.locale().other();
        Frame {
            address: format!("{base}{path}"),
            other: (with(ctx, "lang", other.tag()), other),
            larger: with(ctx, "text", larger(ctx.visit.text)),
            description,
            kind: "website",
            picture: format!("{base}/portal/picture.png"),
            feed: format!("{base}/portal/feed.xml"),
            data: String::new(),
            chain: CHAIN.map(|(key, href)| (key, format!("{key}-what"), href)).into(),
            known: ctx.actor.is_some(),
            hidden: false,
            site,
        }
    }

    /// With its description for machines.
    #[must_use]
    pub fn about(mut self, kind: &'static str, data: Value) -> Frame {
        self.kind = kind;
        self.data = in_page(&data);
        self
    }

    /// A list that was narrowed: the whole list is the one to be found.
    #[must_use]
    pub fn hidden(mut self, hidden: bool) -> Frame {
        self.hidden = hidden;
        self
    }

    /// Who publishes the pages, as schema.org has it.
    pub fn publisher(&self) -> Value {
        json!({ "@type": "Organization", "name": self.site })
    }
}

/// The next size of text, as an address asks for it.
fn larger(now: TextSize) -> &'static str {
    match now.next() {
        TextSize::Normal => "normal",
        size => size.as_str(),
    }
}

/// The page asked for, with one wish about how it looks.
fn with(ctx: &Ctx, name: &str, value: &str) -> String {
    let asked = Fields::from_query(&ctx.visit.query);
    let mut fields = Fields::from_pairs(asked.pairs().filter(|(name, _)| !["lang", "text"].contains(name)));
    fields.set(name, value);
    format!("{}?{}", ctx.visit.path, fields.to_query())
}

/// The page of `ui`. Nobody's has no token: it is the same for everybody, and has no form that needs one.
pub fn page<'a>(ctx: &'a Ctx, title: String) -> Page<'a> {
    let page = ctx.page(title);
    if ctx.actor.is_none() { Page { csrf: "", ..page } } else { page }
}

/// JSON inside a page: nothing in it ends the element it stands in.
fn in_page(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The name of an industry; where there is no name for it, its word.
pub fn industry(t: T, word: &str) -> String {
    t.try_get(&format!("industry-{word}")).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_does_not_end_the_element_it_stands_in() {
        let text = in_page(&json!({ "name": "</script><script>alert(1)</script>&" }));
        assert!(!text.contains('<') && !text.contains('&'));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["name"], "</script><script>alert(1)</script>&");
    }
}
