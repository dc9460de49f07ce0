//! What machines read: the feed of the newest results, the map of all pages, and what robots should know.

use std::fmt::Write as _;

use axum::http::HeaderMap;
use kernel::{Error, Result, Time};
use store::statements;
use web::{Ctx, Fields, Reply, Routes};
use works::WorkId;

use crate::answer::kept;
use crate::corridor;
use crate::frame::industry;
use crate::ground::Ground;
use crate::picture::picture;
use crate::results::{Asked, Line, lines, list};

/// Results in one map; more are spread over several. The protocol allows 50,000 addresses, and the first map has a few
/// pages that are always there.
const ADDRESSES: i64 = 49_000;
/// Most parts that an index of maps may name.
const PARTS: i64 = 50_000;
/// Results in the feed.
const NEWEST: usize = 30;

statements! {
    COUNT: () => (i64,) = "SELECT COUNT(*) FROM work WHERE visibility = 'public' AND stage = 'in_use'";
    ADDRESSES_OF: (i64, i64) => (WorkId, Time) =
        "SELECT id, at FROM work WHERE visibility = 'public' AND stage = 'in_use' ORDER BY at, id LIMIT $1 OFFSET $2";
}

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/portal/feed.xml", feed)
        .get("/portal/picture.png", |headers: HeaderMap| async move { kept(&headers, "image/png", picture()) })
        .get("/sitemap.xml", sitemap)
        .get("/robots.txt", robots)
}

/// The newest results as an Atom feed (RFC 4287).
async fn feed(ctx: Ctx, headers: HeaderMap) -> Reply {
    let found = ctx
        .read(|reader| {
            let Some(ground) = Ground::read(reader)? else { return Ok(None) };
            let cards = list(reader, &Asked { limit: NEWEST, ..Asked::default() }, None)?.cards;
            Ok(Some((lines(reader, &ground, cards)?, ground.name)))
        })
        .await?;
    let (lines, region) = found.unwrap_or_default();
    Ok(kept(&headers, "application/atom+xml; charset=utf-8", atom(&ctx, &region, &lines)))
}

fn atom(ctx: &Ctx, region: &str, lines: &[Line]) -> String {
    let (t, base) = (ctx.t(), &ctx.app.config.base_url);
    let updated = lines.iter().map(|line| line.card.at.millis()).max().unwrap_or(0);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<subtitle>{}</subtitle>\n<id>{base}/portal</id>\n<link href=\"{base}/portal\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}/portal/feed.xml\"/>\n<updated>{}</updated>\n",
        t.locale().tag(),
        escaped(&t.with1("portal-site", "region", region)),
        escaped(t.get("portal-feed-about")),
        t.machine_time(updated),
    );
    for line in lines {
        let (card, address) = (&line.card, format!("{base}/portal/results/{}", line.card.id));
        let _ = writeln!(
            xml,
            "<entry><title>{}</title><id>urn:uuid:{}</id><link href=\"{address}\"/><updated>{}</updated>\
             <author><name>{}</name></author><category term=\"{}\" label=\"{}\"/><summary>{}</summary></entry>",
            escaped(&card.title),
            card.id,
            t.machine_time(card.at.millis()),
            escaped(&line.enterprise),
            escaped(&card.industry),
            escaped(&industry(t, &card.industry)),
            escaped(&card.gist),
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// Every page there is (sitemaps.org), in parts once there are too many for one.
async fn sitemap(ctx: Ctx, headers: HeaderMap) -> Reply {
    let base = ctx.app.config.base_url.clone();
    let part: i64 = Fields::from_query(&ctx.visit.query).get("part").parse().unwrap_or(0);
    let year = stats::month(ctx.now).div_euclid(12);
    let xml = ctx.read(move |reader| map_of(reader, &base, part, year)).await?;
    Ok(kept(&headers, "application/xml; charset=utf-8", xml))
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const SCHEMA: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

fn map_of(reader: &store::Reader<'_>, base: &str, part: i64, year: i32) -> Result<String> {
    let (count,) = reader.one(&COUNT, ())?;
    let mut xml = String::from(HEAD);
    if part == 0 && count > ADDRESSES {
        let _ = writeln!(xml, "<sitemapindex {SCHEMA}>");
        for part in 1..=(count + ADDRESSES - 1) / ADDRESSES {
            let _ = writeln!(xml, "<sitemap><loc>{base}/sitemap.xml?part={part}</loc></sitemap>");
        }
        xml.push_str("</sitemapindex>\n");
        return Ok(xml);
    }
    if !(0..=PARTS).contains(&part) || (part > 1 && (part - 1) * ADDRESSES >= count) {
        return Err(Error::NotFound);
    }
    let _ = writeln!(xml, "<urlset {SCHEMA}>");
    if part <= 1 {
        for path in ["/portal", "/portal/results", "/portal/figures", "/portal/about"] {
            let _ = writeln!(xml, "<url><loc>{base}{path}</loc></url>");
        }
        for year in corridor::years(year) {
            let _ = writeln!(xml, "<url><loc>{base}/portal/years/{year}</loc></url>");
        }
    }
    let from = (part.max(1) - 1) * ADDRESSES;
    for (id, at) in reader.all(&ADDRESSES_OF, (ADDRESSES, from))? {
        let _ = writeln!(xml, "<url><loc>{base}/portal/results/{id}</loc><lastmod>{}</lastmod></url>", at.date());
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}

/// The portal is for everybody; behind the sign-in there is nothing to be found.
async fn robots(ctx: Ctx, headers: HeaderMap) -> Reply {
    let base = &ctx.app.config.base_url;
    let text = format!(
        "User-agent: *\nAllow: /$\nAllow: /portal\nAllow: /assets/\nAllow: /certificates/\nAllow: /about/\nDisallow: /\n\nSitemap: {base}/sitemap.xml\n"
    );
    Ok(kept(&headers, "text/plain; charset=utf-8", text))
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
