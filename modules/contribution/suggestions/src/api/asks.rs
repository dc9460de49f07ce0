//! What the steps take. Field names are stable; unknown fields are ignored, so that a newer client may
//! talk to an older house. Texts are cleaned and bounded as those of forms are.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{Error, Faults, Result, Shares, text};
use serde::Deserialize;

use crate::model::{COMMENT, Category, Gain, PLACE, Proposal, SuggestionId, TEXT, TITLE, Verdict, Visibility};
use web::shape;

shape! {
    /// One person's part.
    Part: Deserialize {
        /// The person.
        person: PersonId,
        /// Their part in per cent; all parts sum to 100.
        percent: u32,
    }
}

shape! {
    /// What is put forward.
    Put: Deserialize {
        /// A UUID (version 7 is best) made by the client. Registering the same id twice is one act.
        id: Option<SuggestionId>,
        /// In a line: what should be changed. Up to 60 characters.
        title: String,
        /// How it is now. Up to 2000 characters.
        now: String,
        /// How to do it better; without it, it will count as a general remark. Up to 2000 characters.
        how: Option<String>,
        /// Which of the five kinds; the officer decides when it is left open.
        category: Option<Category>,
        /// What it is good for.
        gains: Option<Vec<Gain>>,
        /// Where exactly: a line, a machine. Up to 60 characters.
        spot: Option<String>,
        /// Who may find it; the enterprise unless said otherwise.
        visibility: Option<Visibility>,
        /// Who shares in it, the one who puts it forward included; all of it to them unless said otherwise.
        shares: Option<Vec<Part>>,
        /// The earlier one it builds on.
        builds_on: Option<SuggestionId>,
    }
}

/// A step's body knows which version of the record the caller had before their eyes.
pub trait Versioned {
    /// The version, where the caller tells one.
    fn version(&self) -> Option<i64>;
}

/// Declares the body of a step: its fields, and the version.
macro_rules! ask {
    ($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $what:literal])+ $field:ident: $type:ty),* $(,)? }) => {
        shape! {
            $(#[doc = $about])+
            $name: Deserialize {
                $($(#[doc = $what])+ $field: $type,)*
                /// The version you acted from. If the record has changed since, nothing happens and the answer is 409.
                version: Option<i64>,
            }
        }
        impl Versioned for $name {
            fn version(&self) -> Option<i64> {
                self.version
            }
        }
    };
}

ask! {
    /// A step that needs no words.
    Plain {}
}
ask! {
    /// The text made complete. The date of priority stays.
    Completion {
        /// In a line: what should be changed.
        title: String,
        /// How it is now.
        now: String,
        /// How to do it better.
        how: Option<String>,
        /// Which of the five kinds.
        category: Option<Category>,
        /// What it is good for.
        gains: Option<Vec<Gain>>,
        /// Where exactly.
        spot: Option<String>,
    }
}
ask! {
    /// Accepted for review.
    Acceptance {
        /// Which of the five kinds; needed where the author left it open.
        category: Option<Category>,
        /// The first reviewers.
        reviewers: Option<Vec<PersonId>>,
    }
}
ask! {
    /// Something said to the author.
    Answer {
        /// The words, as the author will read them. Up to 2000 characters.
        answer: String,
    }
}
ask! {
    /// A reason.
    Why {
        /// Why. Up to 2000 characters.
        reason: String,
    }
}
ask! {
    /// A note.
    Note {
        /// What there is to tell. Up to 2000 characters.
        note: String,
    }
}
ask! {
    /// A word that may be left out.
    Word {
        /// What there is to say. Up to 2000 characters.
        note: Option<String>,
    }
}
ask! {
    /// Joined to an earlier one on the same matter.
    Joint {
        /// The earlier one.
        lead: SuggestionId,
    }
}
ask! {
    /// Given to an officer.
    Assignment {
        /// The officer.
        officer: PersonId,
    }
}
ask! {
    /// Who reviews. Those who have handed in stay.
    Reviewers {
        /// All reviewers from now on.
        reviewers: Vec<PersonId>,
    }
}
shape! {
    /// Points for one criterion.
    Score: Deserialize {
        /// The criterion's word in the rubric.
        criterion: String,
        /// From 0 to its weight.
        points: u32,
    }
}
ask! {
    /// A specialist's written conclusion.
    Review {
        /// Points for each criterion, in the rubric's order.
        scores: Vec<Score>,
        /// The written conclusion. Up to 2000 characters.
        conclusion: String,
        /// What is advised.
        advice: Verdict,
    }
}
ask! {
    /// A decision, prepared and not yet announced.
    Decision {
        /// What it says.
        verdict: Verdict,
        /// The answer, as the author will read it; for a refusal, the reason. Up to 2000 characters.
        answer: String,
    }
}
ask! {
    /// A reconsideration.
    Reconsideration {
        /// Whether the refusal is overturned.
        overturn: bool,
        /// The answer. Up to 2000 characters.
        answer: String,
    }
}
ask! {
    /// How it will be carried out.
    Plan {
        /// Who carries it out.
        owner: PersonId,
        /// What will be done. Up to 2000 characters.
        plan: String,
        /// A small trial first; everywhere at once unless said otherwise.
        trial: Option<bool>,
        /// First day.
        starts: Date,
        /// Last day.
        ends: Date,
    }
}
ask! {
    /// In use.
    Application {
        /// Since which day: the 12 months over which its benefit counts begin.
        since: Date,
        /// What there is to tell. Up to 2000 characters.
        note: Option<String>,
    }
}
ask! {
    /// A comment.
    Comment {
        /// The words. Up to 1000 characters.
        text: String,
        /// Who is mentioned. They may see the suggestion from then on.
        mentions: Option<Vec<PersonId>>,
    }
}
ask! {
    /// Who shares in it.
    Reshare {
        /// The parts, the one who put it forward included.
        shares: Vec<Part>,
    }
}
ask! {
    /// Who may find it.
    Show {
        /// As far as this.
        visibility: Visibility,
    }
}

/// Running text that must be there.
///
/// # Errors
/// Invalid, under the name of the field.
pub fn words(field: &'static str, typed: &str) -> Result<String> {
    bounded(field, text::text(typed, TEXT))
}

/// Running text that may be left out.
///
/// # Errors
/// Invalid, under the name of the field.
pub fn maybe(field: &'static str, typed: Option<&str>) -> Result<String> {
    bounded(field, text::optional_text(typed.unwrap_or_default(), TEXT))
}

/// A comment's text.
///
/// # Errors
/// Invalid, under the name of the field.
pub fn comment(typed: &str) -> Result<String> {
    bounded("text", text::text(typed, COMMENT))
}

/// Parts that sum to a hundred.
///
/// # Errors
/// Invalid, under `shares`.
pub fn shares(parts: &[Part]) -> Result<Shares> {
    let parts = parts.iter().map(|part| (part.person, part.percent)).collect();
    bounded("shares", Shares::new(parts))
}

fn bounded<T>(field: &'static str, value: Result<T, kernel::Reason>) -> Result<T> {
    value.map_err(|reason| Error::Invalid(Faults::one(field, reason)))
}

impl Put {
    /// The proposal, checked; `me` puts it forward.
    ///
    /// # Errors
    /// Invalid, with every fault at once.
    pub fn proposal(&self, me: PersonId) -> Result<Proposal> {
        let mut faults = Faults::none();
        let mut parts: Vec<(PersonId, u32)> =
            self.shares.iter().flatten().map(|part| (part.person, part.percent)).collect();
        parts.sort_by_key(|(person, _)| *person != me);
        let shares = if parts.is_empty() { Ok(Shares::sole(me)) } else { Shares::new(parts) };
        let shares = shares.and_then(|shares| match shares.includes(me) {
            true => Ok(shares),
            false => Err(kernel::Reason::new("shares-without-putter")),
        });
        let proposal = Proposal {
            title: faults.take("title", text::line(&self.title, TITLE)),
            now_text: faults.take("now", text::text(&self.now, TEXT)),
            how_text: faults.take("how", text::optional_text(self.how.as_deref().unwrap_or_default(), TEXT)),
            category: self.category,
            gains: self.gains.clone().unwrap_or_default(),
            spot: faults.take("spot", text::optional_line(self.spot.as_deref().unwrap_or_default(), PLACE)),
            visibility: self.visibility.unwrap_or(Visibility::Enterprise),
            shares: shares.unwrap_or_else(|reason| {
                faults.add("shares", reason);
                Shares::sole(me)
            }),
            builds_on: self.builds_on,
        };
        faults.check()?;
        Ok(proposal)
    }
}

impl Completion {
    /// The proposal with the completed text. Shares and visibility are not part of a completion.
    ///
    /// # Errors
    /// Invalid, with every fault at once.
    pub fn proposal(&self, me: PersonId) -> Result<Proposal> {
        let put = Put {
            id: None,
            title: self.title.clone(),
            now: self.now.clone(),
            how: self.how.clone(),
            category: self.category,
            gains: self.gains.clone(),
            spot: self.spot.clone(),
            visibility: None,
            shares: None,
            builds_on: None,
        };
        put.proposal(me)
    }
}
