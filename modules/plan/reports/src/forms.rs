//! What was typed, as values.

use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result, text};
use web::Fields;

use crate::actions::Draft;
use crate::model::{Grain, Layout, ReportId, Rows, WORDS};
use crate::period;

/// Running text that must be there.
pub fn words(fields: &Fields, name: &'static str) -> Result<String> {
    text::text(fields.get(name), WORDS).map_err(|reason| Error::Invalid(Faults::one(name, reason)))
}

/// Running text that may be left out.
pub fn optional_words(fields: &Fields, name: &'static str) -> Result<String> {
    text::optional_text(fields.get(name), WORDS).map_err(|reason| Error::Invalid(Faults::one(name, reason)))
}

/// A report to be drafted.
pub fn draft(fields: &Fields, id: ReportId) -> Result<Draft> {
    let mut faults = Faults::none();
    let need = |field: &str, key| (!field.is_empty()).then_some(()).ok_or_else(|| Reason::new(key));
    let unit = fields.get("unit").parse().map_err(|_| Reason::new("report-choose-node"));
    faults.take("layout", need(fields.get("layout"), "report-choose-layout"));
    let time = period::parse(fields.get("period")).ok_or_else(|| Reason::new("report-choose-period"));
    match (unit, time) {
        (Ok(unit), Ok(time)) => {
            faults.check()?;
            Ok(Draft { id, unit, layout: fields.get("layout").to_owned(), time })
        }
        (unit, time) => {
            if let Err(reason) = unit {
                faults.add("unit", reason);
            }
            if let Err(reason) = time {
                faults.add("period", reason);
            }
            Err(Error::Invalid(faults))
        }
    }
}

/// A layout as it is in the designer's form, sound or not.
pub fn layout(fields: &Fields) -> Layout {
    Layout {
        name: fields.get("name").to_owned(),
        preset: None,
        grain: Grain::from_word(fields.get("grain")).unwrap_or(Grain::Month),
        rows: Rows::from_word(fields.get("rows")).unwrap_or(Rows::Children),
        compare: fields.has("compare", "yes"),
        indicators: fields.all("pick").map(str::to_owned).collect(),
    }
}
