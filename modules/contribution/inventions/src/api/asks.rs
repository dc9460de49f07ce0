//! What may be posted. Every body becomes the fields of the form of the same address, so that there is one reading
//! and one set of errors. Unknown fields are ignored.

use jiff::civil::Date;
use serde::Deserialize;
use web::api::Shape;
use web::{Fields, shape};
use works::{Visibility, WorkId};

use super::RightKind;
use crate::model::{FeeId, InventionId};
use crate::rights::Holding;

/// A body that becomes the fields of a form.
pub trait Asked: Shape + serde::de::DeserializeOwned + Send + 'static {
    /// The fields.
    fn fields(&self) -> Fields;
}

/// A value as a form sends it.
trait Typed {
    fn put(&self, name: &str, pairs: &mut Vec<(String, String)>);
}

macro_rules! shown {
    ($($type:ty),+) => {$(
        impl Typed for $type {
            fn put(&self, name: &str, pairs: &mut Vec<(String, String)>) {
                pairs.push((name.to_owned(), self.to_string()));
            }
        }
    )+};
}
shown!(String, Date, i64, u32, Visibility, Holding);

impl<K> Typed for kernel::Id<K> {
    fn put(&self, name: &str, pairs: &mut Vec<(String, String)>) {
        pairs.push((name.to_owned(), self.to_string()));
    }
}

impl Typed for RightKind {
    fn put(&self, name: &str, pairs: &mut Vec<(String, String)>) {
        pairs.push((name.to_owned(), self.0.to_string()));
    }
}

impl<T: Typed> Typed for Option<T> {
    fn put(&self, name: &str, pairs: &mut Vec<(String, String)>) {
        self.iter().for_each(|value| value.put(name, pairs));
    }
}

impl<T: Typed> Typed for Vec<T> {
    fn put(&self, name: &str, pairs: &mut Vec<(String, String)>) {
        self.iter().for_each(|value| value.put(name, pairs));
    }
}

/// Declares the body of a step.
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
        impl Asked for $name {
            fn fields(&self) -> Fields {
                let mut pairs = Vec::new();
                $(self.$field.put(stringify!($field), &mut pairs);)*
                self.version.put("version", &mut pairs);
                Fields::from_pairs(pairs)
            }
        }
    };
}

ask! {
    /// A step that needs no words.
    InventionPlain {}
}
ask! {
    /// A disclosure, whole.
    InventionDisclosure {
        /// A UUID made by the client, for a new one. Disclosing the same id twice is one act.
        id: Option<InventionId>,
        /// In a line. Up to 60 characters.
        title: String,
        /// Which problem it solves. Up to 4000 characters.
        problem: String,
        /// What there is already. Up to 4000 characters.
        prior: String,
        /// Where and how that was looked for. Up to 4000 characters.
        search: String,
        /// How it is solved. Up to 4000 characters.
        solution: String,
        /// What is new. Up to 4000 characters.
        novelty: String,
        /// The inventors, by name, number or `name#number`, the one who discloses among them; alone unless said otherwise.
        name: Option<Vec<String>>,
        /// Their shares in whole per cent, in the same order, together 100.
        part: Option<Vec<u32>>,
        /// Who may find it; the team unless said otherwise. Public holds from publication on.
        visibility: Option<Visibility>,
        /// The work it grew from; only for a new one.
        from: Option<WorkId>,
    }
}
ask! {
    /// A reason.
    InventionReason {
        /// Why. Up to 4000 characters.
        reason: String,
    }
}
ask! {
    /// A right that is to be applied for.
    RightPlan {
        /// What kind.
        kind: RightKind,
        /// What it is called in the application; the title of the invention unless said otherwise.
        title: Option<String>,
        /// Who looks after it, by name or number; the caller unless said otherwise.
        keeper: Option<String>,
        /// What else there is to say.
        note: Option<String>,
    }
}
ask! {
    /// Since when it is in use.
    InventionUse {
        /// The day; the twelve months of its benefit begin.
        since: Date,
        /// What there is to say.
        note: Option<String>,
    }
}
ask! {
    /// Who may find it.
    InventionVisibility {
        /// The circle.
        visibility: Visibility,
    }
}
ask! {
    /// An application that was handed in.
    RightApplication {
        /// The application number: for a patent twelve digits and the check digit.
        number: Option<String>,
        /// The day of application.
        on: Date,
        /// Who will hold the right.
        holding: Option<Holding>,
        /// The holders by name.
        holders: Option<String>,
    }
}
ask! {
    /// A publication.
    RightPublication {
        /// The day.
        on: Date,
        /// Its number: `CN 116123456 A`.
        publication: Option<String>,
    }
}
ask! {
    /// A grant.
    RightGrant {
        /// The day of the announcement.
        on: Date,
        /// The number of the announcement of a patent.
        publication: Option<String>,
        /// The number of the registration of another right.
        registration: Option<String>,
        /// `yes` where the inventors were rewarded before it stood here, as was agreed.
        rewarded: Option<String>,
    }
}
ask! {
    /// The end of a right.
    RightEnd {
        /// The day.
        on: Date,
        /// Why.
        reason: String,
    }
}
ask! {
    /// A transfer.
    RightTransfer {
        /// The day.
        on: Date,
        /// Who holds it now.
        to: String,
    }
}
ask! {
    /// Who looks after a right.
    RightKeeper {
        /// By name or number.
        keeper: String,
    }
}
ask! {
    /// A fee that is owed.
    RightFee {
        /// For which year of the right.
        year: i64,
        /// How much, in yuan with at most two decimals: `1200` or `1200.50`.
        amount: String,
        /// Until when.
        due: Date,
    }
}
ask! {
    /// A fee that was paid.
    RightPayment {
        /// The fee.
        fee: FeeId,
        /// The day.
        on: Date,
    }
}
