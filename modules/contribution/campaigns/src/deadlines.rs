//! What follows from time: entries close soon, the review should end, the publicity is over. Each said once.

use jobs::{Handler, Run, Schedule, When};
use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Result, Time};
use notices::NewNotice;
use store::{Reader, Tx, statements};
use web::App;

use crate::judging::Judging;
use crate::lifecycle::{EditionState, State};
use crate::model::{Edition, EditionId};
use crate::store::ENTRIES_OF;
use crate::telling::{about, jury, officers, officers_of};

/// When it is looked.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Minutes(10) }];

const KIND: &str = "campaigns/deadlines";
/// How many days before its end something is spoken of.
const BEFORE: i64 = 3;

statements! {
    /// Editions under way.
    UNDER_WAY: () => (EditionId,) =
        "SELECT id FROM campaign WHERE state IN ('edition_open', 'edition_in_review', 'edition_publicity') ORDER BY id";
    SAID: (EditionId, String, Time) => () =
        "INSERT INTO campaign_reminder (campaign, what, at) VALUES ($1, $2, $3) ON CONFLICT (campaign, what) DO NOTHING";
}

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(KIND, look)]
}

async fn look(run: Run) -> Result<()> {
    let now = run.now;
    for (id,) in run.db.read(|reader| reader.all(&UNDER_WAY, ())).await? {
        run.db.write(move |tx| remind(tx, id, now)).await?;
    }
    Ok(())
}

/// Says what is due of one edition, unless it was said.
///
/// # Errors
/// Broken, when the database fails.
pub fn remind(tx: &mut Tx<'_>, id: EditionId, now: Time) -> Result<()> {
    let it = crate::store::edition(tx, id)?;
    for (what, told) in due(tx, &it, now)? {
        // Its day is part of what was said: a later day is said again.
        if tx.execute(&SAID, (id, what, now))? == 0 {
            continue;
        }
        for notice in told {
            notices::inbox::put(tx, notice, now)?;
        }
    }
    Ok(())
}

fn due(reader: &Reader<'_>, it: &Edition, now: Time) -> Result<Vec<(String, Vec<NewNotice>)>> {
    let (today, soon) = (now.date(), now.plus_millis(BEFORE * DAY).date());
    Ok(match it.state {
        EditionState::Open if it.closes < today => {
            let people = officers_of(reader, it.node, now)?;
            vec![(format!("closed {}", it.closes), about(it, people, "notice-edition-closed", "/desk"))]
        }
        EditionState::Open if it.opens <= today && it.closes <= soon => {
            let mut people = drafting(reader, it)?;
            people.extend(officers(reader, it, now)?);
            vec![(format!("closing {}", it.closes), about(it, people, "notice-edition-closing", ""))]
        }
        EditionState::InReview if it.review_ends <= soon => {
            let judging = Judging::read(reader, it)?;
            let late = |juror: &PersonId| judging.entries.iter().any(|judged| judged.awaits(*juror));
            let people: Vec<PersonId> = jury(reader, it)?.into_iter().filter(late).collect();
            vec![(format!("review {}", it.review_ends), about(it, people, "notice-edition-review-ends", "/jury"))]
        }
        EditionState::Publicity if it.public_until.is_some_and(|until| until < now) => {
            let people = officers_of(reader, it.node, now)?;
            vec![("publicity over".to_owned(), about(it, people, "notice-edition-publicity-over", ""))]
        }
        _ => Vec::new(),
    })
}

/// Whoever has begun an entry and not handed it in.
fn drafting(reader: &Reader<'_>, it: &Edition) -> Result<Vec<PersonId>> {
    let entries = reader.all(&ENTRIES_OF, (it.id,))?.into_iter();
    Ok(entries.filter(|entry| entry.state == State::Draft).map(|entry| entry.entered_by).collect())
}
