//! The pages, one file a journey.

mod acts;
mod assessment;
mod evidence;
mod goal;
mod goal_form;
mod list;
mod new;
mod record;
mod shares;
mod steps;
mod targets;
mod task;

pub use assessment::{Found, line_light, line_value, verdict};
pub use steps::step;

use std::str::FromStr;

use kernel::{Error, Faults, Result};
use ui::T;
use ui::parts::Choice;
use web::{Routes, say};

/// Every page of the module.
pub fn routes() -> Routes {
    let all = [list::routes(), new::routes(), record::routes(), steps::routes(), goal::routes(), goal_form::routes()];
    let all = all.into_iter().chain([targets::routes(), shares::routes(), task::routes(), evidence::routes()]);
    all.chain([assessment::routes()]).fold(Routes::new(), Routes::merge)
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
fn parse<I: FromStr>(id: &str) -> Result<I> {
    id.parse().map_err(|_| Error::NotFound)
}

/// What is wrong with a form, in words.
#[derive(Default)]
struct Errors(Vec<(String, String)>);

impl Errors {
    fn told(t: T, faults: &Faults) -> Errors {
        Errors(faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect())
    }

    /// What is wrong with a field; empty when nothing is.
    fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

fn choice(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Choice<'static> {
    Choice { value: value.into().into(), label: label.into().into(), chosen }
}
