//! Places: no node passes on more than it may, whatever people try and in whatever order.

use campaigns::lifecycle::State;
use campaigns::model::EntryId;
use kernel::{By, Error};
use testkit::houses;

use crate::campaigns::acts::*;

#[tokio::test]
async fn an_enterprise_passes_on_no_more_than_its_places_one_by_one_or_at_once() {
    for house in houses().await {
        let id = open(&house, &[]).await;
        let works = works_of(&house, home(&house).await).await;
        let mut entries = Vec::new();
        for (nth, work) in works.iter().take(3).enumerate() {
            entries.push(enter(&house, id, *work, &format!("第{nth}项")).await);
        }
        let mut officer = house.browser_of("officer").await;
        let ids: Vec<String> = entries.iter().map(ToString::to_string).collect();
        let all: Vec<(&str, &str)> = ids.iter().map(|id| ("entries", id.as_str())).collect();
        let before = facts(&house).await;
        let path = format!("/campaigns/{id}/nominations");
        let page = officer.submit(&path, &all).await;
        assert_eq!(page.status, 409, "three do not fit into two places: {}", page.body);
        assert_eq!(facts(&house).await, before, "all or none");
        assert_eq!(officer.submit(&path, &[]).await.status, 422);
        assert_eq!(officer.submit(&path, &all[..2]).await.status, 303);
        refused(&house, &mut officer, entries[2], ("confirmation", 409), &[]).await;
        let desk = officer.get(&format!("/campaigns/{id}/desk")).await;
        assert!(desk.body.contains("2/2"), "{}", desk.body);

        // What is withdrawn frees its place, and may be entered again.
        let mut author = house.browser_for(works[0].1).await;
        step(&house, &mut author, entries[0], "withdrawal", &[]).await;
        step(&house, &mut officer, entries[2], "confirmation", &[]).await;
        let again = enter(&house, id, works[0], "再来").await;
        refused(&house, &mut officer, again, ("confirmation", 409), &[]).await;
    }
}

/// A little generator, so that every run walks the same ways.
fn next(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 33) as usize
}

#[tokio::test]
async fn no_random_walk_exceeds_a_place() {
    for house in houses().await {
        let id = open(&house, &[("allowance-county", "1")]).await;
        let works = works_of(&house, home(&house).await).await;
        let mut entries: Vec<EntryId> = Vec::new();
        for work in works.iter().take(5) {
            entries.push(enter(&house, id, *work, "随便").await);
        }
        let mut cast = Vec::new();
        for login in ["officer", "county", "city"] {
            cast.push(house.actor(login).await);
        }
        let authors: Vec<_> = works.iter().take(5).map(|(_, author)| *author).collect();
        let (home, county) = (home(&house).await, house.actor("county").await.place.unit);
        let now = house.clock.now();
        let walked = house.app.db.write(move |tx| {
            let mut seed = 0x5EED_u64;
            let (mut passed, mut refused) = (0, 0);
            for _ in 0..120 {
                let at = next(&mut seed) % entries.len();
                let by = |actor: &kernel::Actor| By { actor: actor.clone(), now, version: None };
                let done = match next(&mut seed) % 5 {
                    0 | 1 => campaigns::actions::confirm(tx, &by(&cast[0]), entries[at]).map(drop),
                    2 => campaigns::actions::pass_on(tx, &by(&cast[1]), entries[at]).map(drop),
                    3 => campaigns::actions::pass_all(tx, &by(&cast[0]), &entries[at..]).map(drop),
                    _ if next(&mut seed).is_multiple_of(6) => {
                        let author = identity::actors::actor(tx, authors[at], now, &[])?;
                        campaigns::actions::withdraw(tx, &by(&author), entries[at]).map(drop)
                    }
                    _ => campaigns::actions::qualify(tx, &by(&cast[2]), entries[at]).map(drop),
                };
                match done {
                    Ok(()) => passed += 1,
                    Err(error @ Error::Broken(_)) => return Err(error),
                    Err(_) => refused += 1,
                }
                for (unit, most) in [(home, 2), (county, 1)] {
                    let (counted,) = tx.one(&campaigns::store::PASSED_ON, (id, unit))?;
                    assert!(counted <= most, "{counted} of {most}");
                    let mut recount = 0;
                    for entry in &entries {
                        let stops = tx.all(&campaigns::store::STOPS, (*entry,))?;
                        let live = campaigns::store::entry(tx, *entry)?.state != State::Withdrawn;
                        recount += i64::from(live && stops.iter().any(|stop| stop.unit == unit));
                    }
                    assert_eq!(counted, recount, "the count is what a recount comes to");
                }
            }
            Ok((passed, refused))
        });
        let (passed, refused) = walked.await.unwrap();
        assert!(passed > 3 && refused > 10, "{passed} passed, {refused} refused");
    }
}
