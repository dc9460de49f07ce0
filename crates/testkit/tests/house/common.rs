//! What the tests of several modules have in common: everybody who signs in, and works put down by the trunk alone.

use kernel::{Actor, Time};
use works::uses::{Use, UseId};
use works::{Card, Kind, Stage, Visibility, WorkId};

/// Everybody the world gives an account.
pub const LOGINS: [&str; 13] = [
    "worker",
    "leader",
    "officer",
    "reviewer",
    "finance",
    "implementer",
    "approver",
    "county",
    "city",
    "province",
    "industry",
    "auditor",
    "admin",
];

/// The card of a suggestion that its author's unit has used since a day.
pub fn card(id: WorkId, author: &Actor, title: &str, visibility: Visibility, since: Time, at: Time) -> Card {
    Card {
        id,
        kind: Kind::Suggestion,
        serial: "JY-TEST".to_owned(),
        title: title.to_owned(),
        gist: "一插一扳就到位。".to_owned(),
        stage: Stage::InUse,
        visibility,
        author: author.person,
        unit: author.place.unit,
        enterprise: author.place.enterprise.unwrap(),
        path: author.place.path.clone(),
        industry_path: author.place.industry_path.clone(),
        industry: "pumps".to_owned(),
        since: Some(since),
        at,
    }
}

/// A use of a work by the unit of somebody who took it over.
pub fn taken_over(work: WorkId, taker: &Actor, since: Time) -> Use {
    Use {
        id: UseId::new(since),
        work,
        source: Some(work.cast()),
        unit: taker.place.unit,
        enterprise: taker.place.enterprise.unwrap(),
        path: taker.place.path.clone(),
        industry_path: taker.place.industry_path.clone(),
        since,
        ended_at: None,
    }
}
