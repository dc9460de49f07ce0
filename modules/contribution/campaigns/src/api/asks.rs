//! What the routes take. Each becomes the fields of the page's form, so that both are read alike.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use serde::Deserialize;
use web::shape;
use works::WorkId;

use crate::actions::Draft;
use crate::model::{EditionId, EntryId};
use crate::plan::Plan;

/// A body that is the fields of a form.
pub trait Ask {
    /// The fields.
    fn pairs(&self) -> Vec<(String, String)>;
    /// The version the caller acted from.
    fn version(&self) -> Option<i64>;
}

fn pair(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

/// Declares a body: its fields, the version, and how it becomes the fields of a form.
macro_rules! ask {
    ($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $what:literal])+ $field:ident: $type:ty),* $(,)? } $self:ident => $pairs:expr) => {
        shape! {
            $(#[doc = $about])+
            $name: Deserialize {
                $($(#[doc = $what])+ $field: $type,)*
                /// The version you acted from. If the record has changed since, nothing happens and the answer is 409.
                version: Option<i64>,
            }
        }
        impl Ask for $name {
            fn pairs(&$self) -> Vec<(String, String)> {
                $pairs
            }
            fn version(&self) -> Option<i64> {
                self.version
            }
        }
    };
}

ask! {
    /// A step that needs no words.
    Plain {}
    self => Vec::new()
}
ask! {
    /// A step with a reason.
    Reason {
        /// Why. Up to 500 characters.
        reason: String,
    }
    self => vec![pair("reason", &self.reason)]
}
ask! {
    /// Later days.
    Day {
        /// The last day of entry.
        closes: Date,
        /// The last day of review.
        review_ends: Date,
    }
    self => vec![pair("closes", self.closes), pair("review_ends", self.review_ends)]
}
ask! {
    /// Reviewers for the jury.
    Jurors {
        /// Who.
        people: Vec<PersonId>,
    }
    self => self.people.iter().map(|person| pair("people", person)).collect()
}
ask! {
    /// The number of a document, which may be missing.
    Document {
        /// 文号.
        document: Option<String>,
    }
    self => vec![pair("document", self.document.as_deref().unwrap_or_default())]
}
ask! {
    /// An entry is excluded.
    Exclusion {
        /// The id of a rule of the edition, or of a condition of entry.
        rule: String,
        /// Why. Up to 500 characters.
        reason: String,
    }
    self => vec![pair("rule", &self.rule), pair("reason", &self.reason)]
}
ask! {
    /// The answer to an objection.
    Answer {
        /// Which.
        objection: works::objections::ObjectionId,
        /// Whether it is upheld; then the entry leaves the list.
        upheld: bool,
        /// The words. Up to 500 characters.
        answer: String,
    }
    self => vec![
        pair("objection", self.objection), pair("upheld", if self.upheld { "yes" } else { "no" }), pair("answer", &self.answer),
    ]
}
ask! {
    /// A juror's marks.
    Marks {
        /// A mark for each criterion, in the order of the rubric, from 0 to the scale.
        marks: Vec<i64>,
        /// In words; may be missing.
        comment: Option<String>,
    }
    self => {
        let marks = self.marks.iter().enumerate().map(|(at, mark)| pair(&format!("mark-{at}"), mark));
        marks.chain([pair("comment", self.comment.as_deref().unwrap_or_default())]).collect()
    }
}
ask! {
    /// The list.
    Grades {
        /// A grade for each entry that is to have one; the others have none.
        grades: Vec<GradeOf>,
    }
    self => self.grades.iter().map(|one| pair(&format!("grade-{}", one.entry), one.grade)).collect()
}
ask! {
    /// Several entries.
    Several {
        /// Which.
        entries: Vec<EntryId>,
    }
    self => self.entries.iter().map(|entry| pair("entries", entry)).collect()
}
ask! {
    /// A work is entered.
    Enter {
        /// A UUID (version 7 is best) made by the client. Entering under the same id twice is one act.
        id: Option<EntryId>,
        /// The work: a suggestion, a project, an invention, a method.
        work: WorkId,
        /// The id of a category of the edition.
        category: String,
        /// What speaks for it. Up to 300 characters.
        statement: Option<String>,
        /// The ids of the rules that do not apply, as the caller declares.
        clear: Option<Vec<String>>,
        /// Whether it is handed in at once.
        submit: Option<bool>,
    }
    self => {
        let mut pairs = vec![
            pair("category", &self.category),
            pair("statement", self.statement.as_deref().unwrap_or_default()),
            pair("act", if self.submit == Some(true) { "submit" } else { "save" }),
        ];
        pairs.extend(self.clear.iter().flatten().map(|rule| pair("clear", rule)));
        pairs
    }
}

shape! {
    /// The grade of an entry.
    GradeOf: Deserialize {
        /// The entry.
        entry: EntryId,
        /// The place of its grade among the edition's grades, from 0.
        grade: u32,
    }
}

shape! {
    /// An edition to be made.
    Edition: Deserialize {
        /// A UUID made by the client. Making it under the same id twice is one act.
        id: Option<EditionId>,
        /// The node that holds it; the caller's own unless said otherwise.
        node: Option<UnitId>,
        /// An earlier edition, whose plan is taken over, its days a year later.
        from: Option<EditionId>,
        /// A preset to start from, by its key, as in `/campaigns/new?preset=`.
        preset: Option<String>,
        /// What it is called.
        name: Option<String>,
        /// Of which year.
        year: Option<i64>,
        /// The first day of entry.
        opens: Option<Date>,
        /// The last.
        closes: Option<Date>,
        /// The last day of review.
        review_ends: Option<Date>,
        /// Everything else it asks for, as an edition shows it.
        plan: Option<Plan>,
    }
}

impl Edition {
    /// Puts what was given into a draft.
    pub fn put_into(&self, draft: &mut Draft) {
        if let Some(name) = &self.name {
            draft.name.clone_from(name);
        }
        if let Some(plan) = &self.plan {
            draft.plan = plan.clone();
        }
        draft.year = self.year.unwrap_or(draft.year);
        draft.opens = self.opens.unwrap_or(draft.opens);
        draft.closes = self.closes.unwrap_or(draft.closes);
        draft.review_ends = self.review_ends.unwrap_or(draft.review_ends);
    }
}
