//! 星火图: where works were taken over, quarter by quarter, as tiles by bearing and as a table. Numbers are
//! for everybody; what stands behind them is named as far as the reader may know.

use std::collections::HashMap;

use askama::Template;
use identity::{Unit, UnitKind, region};
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::id::UnitId;
use kernel::{Error, Path, Result, Time};
use ui::Page;
use web::{Ctx, Fields, Reply, Routes};

use crate::counts::{Spark, sparks};

/// Where the cities of the province stand, by their code: one tile each, by bearing.
const TILES: [(&str, &str); 11] = [
    ("3305", "1 / 2"),
    ("3304", "1 / 3"),
    ("3301", "2 / 2"),
    ("3306", "2 / 3"),
    ("3302", "2 / 4"),
    ("3309", "2 / 5"),
    ("3308", "3 / 1"),
    ("3307", "3 / 2"),
    ("3310", "3 / 3"),
    ("3311", "4 / 2"),
    ("3303", "4 / 3"),
];

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/spread/map", map)
}

/// A stretch of time that ends with a quarter or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Period {
    from: Date,
    until: Date,
    year: bool,
}

impl Period {
    /// `2026-q2` or `2026`; the quarter of `now` for anything else and for what has not begun.
    fn read(typed: &str, now: Date) -> Period {
        let wanted = match typed.split_once("-q") {
            Some((year, quarter)) => {
                let (year, quarter) = (year.parse::<i16>(), quarter.parse::<i8>());
                match (year, quarter) {
                    (Ok(year), Ok(quarter @ 1..=4)) => Date::new(year, quarter * 3 - 2, 1).ok().map(Period::quarter),
                    _ => None,
                }
            }
            None => typed.parse::<i16>().ok().and_then(|year| Date::new(year, 1, 1).ok()).map(Period::year),
        };
        let known = wanted.filter(|period| period.from <= now && period.from.year() >= 2000);
        known.unwrap_or_else(|| Period::quarter(now))
    }

    fn quarter(day: Date) -> Period {
        let month = (day.month() - 1) / 3 * 3 + 1;
        let from = Date::new(day.year(), month, 1).unwrap_or(day);
        Period { from, until: from.saturating_add(3.months()), year: false }
    }

    fn year(day: Date) -> Period {
        let from = day.first_of_year();
        Period { from, until: from.saturating_add(1.year()), year: true }
    }

    fn word(self) -> String {
        if self.year {
            self.from.year().to_string()
        } else {
            format!("{}-q{}", self.from.year(), (self.from.month() + 2) / 3)
        }
    }

    fn before(self) -> Period {
        let day = self.from.saturating_sub(1.day());
        if self.year { Period::year(day) } else { Period::quarter(day) }
    }

    fn after(self) -> Period {
        if self.year { Period::year(self.until) } else { Period::quarter(self.until) }
    }

    fn words(self, t: ui::T) -> String {
        let year = self.from.year().to_string();
        if self.year {
            t.with1("spread-year", "year", year).into_owned()
        } else {
            let quarter = i64::from((self.from.month() + 2) / 3);
            t.with2("spread-quarter", ("year", year), ("quarter", quarter)).into_owned()
        }
    }
}

/// A place on the map.
struct Tile {
    name: String,
    /// Where it stands in the grid; `auto` where nobody laid it out.
    at: String,
    /// Its colour, 1 to 6; 0 for nothing yet.
    shade: i64,
    total: i64,
    fresh: i64,
    /// One level down, or the records.
    href: String,
    /// The records behind the total, and behind what came in the period.
    all: String,
    new: String,
}

struct Crumb {
    name: String,
    href: String,
}

#[derive(Template)]
#[template(path = "spread/map.html")]
struct MapPage<'a> {
    page: Page<'a>,
    here: String,
    lead: String,
    crumbs: Vec<Crumb>,
    period: String,
    earlier: String,
    later: String,
    other: String,
    other_label: &'static str,
    total: i64,
    fresh: i64,
    all: String,
    new: String,
    laid_out: bool,
    tiles: Vec<Tile>,
}

/// What the page reads.
struct Found {
    unit: Unit,
    above: Vec<Unit>,
    children: Vec<Unit>,
    sparks: Vec<Spark>,
}

async fn map(ctx: Ctx) -> Reply {
    ctx.actor()?;
    let t = ctx.t();
    let fields = Fields::from_query(&ctx.visit.query);
    let period = Period::read(fields.get("at"), ctx.now.date());
    let found = read(&ctx, fields.get("node"), period).await?;
    let link = |node: UnitId, period: Period| format!("/spread/map?node={node}&at={}", period.word());
    let (from, until) = (Time::start_of(period.from), Time::start_of(period.until));
    let behind = |node: UnitId, fresh: bool| {
        let from = if fresh { format!("&from={}", period.from) } else { String::new() };
        format!("/spread/adoptions?node={node}{from}&until={}", period.until)
    };
    let (mut total, mut fresh) = (0, 0);
    let mut below: HashMap<&str, (i64, i64)> = HashMap::new();
    for spark in found.sparks.iter().filter(|spark| spark.since < until) {
        let new = i64::from(spark.since >= from);
        (total, fresh) = (total + 1, fresh + new);
        let (all, of_them) = below.entry(child_of(&found.unit, &spark.path)).or_default();
        (*all, *of_them) = (*all + 1, *of_them + new);
    }
    let counted = found.children.iter().map(|unit| below.get(unit.path.as_str()).copied().unwrap_or_default());
    let counted: Vec<(i64, i64)> = counted.collect();
    let most = counted.iter().map(|(all, _)| *all).max().unwrap_or_default();
    let province = found.unit.kind == UnitKind::Province;
    let tiles = found.children.iter().zip(counted).map(|(unit, (total, fresh))| {
        let at = TILES.iter().find(|(code, _)| province && unit.code.starts_with(code)).map_or("auto", |(_, at)| at);
        Tile {
            name: region(&unit.short_name),
            at: at.to_owned(),
            shade: if total == 0 { 0 } else { (total * 5 + most - 1) / most.max(1) + 1 },
            total,
            fresh,
            href: if unit.kind == UnitKind::City { link(unit.id, period) } else { behind(unit.id, false) },
            all: behind(unit.id, false),
            new: behind(unit.id, true),
        }
    });
    let mut tiles: Vec<Tile> = tiles.collect();
    let laid_out = province && tiles.iter().any(|tile| tile.at != "auto");
    if !laid_out {
        tiles.sort_by(|a, b| b.total.cmp(&a.total).then(a.name.cmp(&b.name)));
    }
    let crumbs = found.above.iter().map(|unit| Crumb { name: region(&unit.name), href: link(unit.id, period) });
    let (other, other_label) = if period.year {
        let last = period.until.saturating_sub(1.day()).min(ctx.now.date());
        (Period::quarter(last), "spread-by-quarter")
    } else {
        (Period::year(period.from), "spread-by-year")
    };
    let here = region(&found.unit.name);
    ctx.show(&MapPage {
        page: ctx.desk(t.get("spread-map-title")),
        lead: t.with2("spread-map-lead", ("region", here.as_str()), ("period", period.words(t))).into_owned(),
        here,
        crumbs: crumbs.collect(),
        period: period.words(t),
        earlier: link(found.unit.id, period.before()),
        later: if period.until <= ctx.now.date() { link(found.unit.id, period.after()) } else { String::new() },
        other: link(found.unit.id, other),
        other_label,
        total,
        fresh,
        all: behind(found.unit.id, false),
        new: behind(found.unit.id, true),
        laid_out,
        tiles,
    })
}

/// The place of the child below which a place lies; the place itself where it is the node's own.
fn child_of<'a>(unit: &Unit, path: &'a Path) -> &'a str {
    let path = path.as_str();
    path.match_indices('.').nth(unit.path.depth() + 1).map_or(path, |(at, _)| &path[..at])
}

async fn read(ctx: &Ctx, node: &str, period: Period) -> Result<Found> {
    let node = match node {
        "" => None,
        typed => Some(typed.parse::<UnitId>().map_err(|_| Error::NotFound)?),
    };
    let until = Time::start_of(period.until);
    ctx.read(move |reader| {
        let unit = match node {
            Some(node) => identity::tree::unit(reader, node)?,
            None => {
                let roots = identity::tree::roots(reader)?;
                let region = roots.iter().find(|unit| unit.kind != UnitKind::IndustryUnion);
                region.or(roots.first()).cloned().ok_or(Error::NotFound)?
            }
        };
        // Below the county there are enterprises, which are not everybody's to name.
        if !unit.kind.is_union() || unit.kind == UnitKind::IndustryUnion {
            return Err(Error::NotFound);
        }
        let children = identity::tree::children(reader, &unit)?;
        let mut above = identity::tree::ancestors(reader, &unit)?;
        above.retain(|one| one.id != unit.id);
        Ok(Found {
            sparks: sparks(reader, &unit.path, until)?,
            children: children
                .into_iter()
                .filter(|child| {
                    child.kind.is_union() && child.kind != UnitKind::IndustryUnion && child.ended_at.is_none()
                })
                .collect(),
            above,
            unit,
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_reads_as_it_is_written_and_nothing_lies_ahead() {
        let now = date(2026, 6, 10);
        for typed in ["2026-q2", "2025-q4", "2026", "2019"] {
            let period = Period::read(typed, now);
            assert_eq!(period.word(), typed);
            assert_eq!(period.before().after(), period);
        }
        for typed in ["", "2026-q3", "2027", "2026-q5", "x", "1999", "-q1"] {
            assert_eq!(Period::read(typed, now).word(), "2026-q2", "{typed}");
        }
        assert_eq!(Period::read("2026-q1", now).until, date(2026, 4, 1));
    }
}
