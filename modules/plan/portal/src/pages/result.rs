//! The public page of one result.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use kernel::Error;
use serde_json::{Value, json};
use ui::{Page, T};
use web::{Ctx, Reply};
use works::WorkId;

use crate::answer::{self, Wishes};
use crate::frame::{self, Frame, Link, industry};
use crate::ground::Ground;
use crate::map::Map;
use crate::work::{self, Shown};

#[derive(Template)]
#[template(path = "portal/result.html")]
struct ResultPage<'a> {
    page: Page<'a>,
    frame: Frame,
    title: &'a str,
    kind: String,
    serial: &'a str,
    gist: &'a str,
    people: String,
    from: String,
    industry: String,
    since: String,
    benefit: String,
    /// Of how many uses finance has signed something.
    audited: String,
    uses: i64,
    map: Option<Map>,
    /// Where it is in use: name and how many.
    places: Vec<(String, i64)>,
    certificates: Vec<Certified>,
    thread: Vec<Link>,
    spread: String,
    record: String,
}

/// A certificate.
struct Certified {
    href: String,
    rank: String,
    about: String,
}

pub(super) async fn page(mut ctx: Ctx, Path(id): Path<String>, headers: HeaderMap) -> Reply {
    let wishes = Wishes::take(&mut ctx);
    let id: WorkId = id.parse().map_err(|_| Error::NotFound)?;
    let (shown, ground) = ctx
        .read(move |reader| {
            let ground = Ground::read(reader)?.ok_or(Error::NotFound)?;
            Ok((work::read(reader, &ground, id)?, ground))
        })
        .await?;
    let t = ctx.t();
    let (line, card) = (&shown.line, &shown.line.card);
    let path = format!("/portal/results/{id}");
    let frame = Frame::new(&ctx, Some(&ground), &path, described(t, &shown));
    let data = machine(t, &frame, &shown);
    let mut places: Vec<(String, i64)> = shown
        .uses
        .iter()
        .map(|(path, many)| {
            let name = ground.part_of(path).map(|part| part.name.clone());
            (name.unwrap_or_else(|| t.get("portal-place-other").to_owned()), *many)
        })
        .collect();
    places.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let result = ResultPage {
        page: frame::page(&ctx, card.title.clone()),
        title: &card.title,
        kind: t.get(&format!("word-kind-{}", card.kind)).to_owned(),
        serial: &card.serial,
        gist: &card.gist,
        people: shown.people().join(t.get("portal-between")),
        from: [line.enterprise.as_str(), line.place.as_str()]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        industry: industry(t, &card.industry),
        since: card.since.map(|since| t.date(since.millis())).unwrap_or_default(),
        benefit: if line.fen > 0 { t.money(line.fen) } else { String::new() },
        audited: if line.audited > 0 {
            t.with1("portal-audited", "n", line.audited).into_owned()
        } else {
            String::new()
        },
        uses: line.uses,
        map: Map::of(&ground, &card.path, &shown.uses),
        places,
        certificates: shown
            .certificates
            .iter()
            .map(|it| Certified {
                href: it.path(),
                rank: certificates::rank(t, it),
                about: format!("{} · {}", it.issuer_name, it.issued_on),
            })
            .collect(),
        thread: shown
            .thread
            .iter()
            .map(|card| Link {
                href: format!("/portal/results/{}", card.id),
                words: format!("{} · {}", t.get(&format!("word-kind-{}", card.kind)), card.title),
                here: false,
            })
            .collect(),
        spread: format!("/spread/works/{id}"),
        record: card.href(),
        frame: frame.about("article", data),
    };
    let html = result.render()?;
    Ok(answer::page(&ctx, wishes, &headers, html))
}

/// In two sentences, for those who quote it.
fn described(t: T, shown: &Shown) -> String {
    let line = &shown.line;
    let mut words = line.card.gist.clone();
    if line.fen > 0 {
        words.push(' ');
        words.push_str(&t.with1("portal-benefit", "money", t.money(line.fen)));
    }
    words
}

/// As schema.org describes a work. People stand in it only as certificates name them.
fn machine(t: T, frame: &Frame, shown: &Shown) -> Value {
    let (line, card) = (&shown.line, &shown.line.card);
    let enterprise = json!({ "@type": "Organization", "name": line.enterprise });
    let people =
        shown.people().into_iter().map(|name| json!({ "@type": "Person", "name": name, "affiliation": enterprise }));
    let mut creators: Vec<Value> = people.collect();
    if creators.is_empty() {
        creators.push(enterprise);
    }
    json!({
        "@context": "https://schema.org", "@type": ["CreativeWork", "Article"],
        "headline": card.title, "name": card.title, "description": frame.description, "url": frame.address,
        "identifier": card.serial, "image": frame.picture, "inLanguage": "zh-CN",
        "genre": t.get(&format!("word-kind-{}", card.kind)), "about": industry(t, &card.industry),
        "datePublished": card.at.date().to_string(), "author": creators, "publisher": frame.publisher(),
        "award": shown.certificates.iter().map(|it| certificates::rank(t, it)).collect::<Vec<_>>(),
        "isPartOf": { "@type": "WebSite", "name": frame.site },
    })
}
