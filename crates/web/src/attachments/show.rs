//! Files of a record on its page, and the form that attaches more. `components/files.html` draws them.

use files::{Family, Kind};
use kernel::Actor;
use kernel::id::AnyId;
use ui::T;

use super::holder::Holder;
use super::table::Attachment;
use crate::acts::{Act, Field, Kind as FieldKind, Maker};

/// Up to so many choices stand side by side; more are picked from a list.
const SIDE_BY_SIDE: usize = 4;

/// A file as it is shown.
#[derive(Debug)]
pub struct Shown {
    /// Where it is.
    pub href: String,
    /// Where to post to take it off; empty for who may not.
    pub removal: String,
    /// What it shows, or its name.
    pub words: String,
    /// What of the record it belongs to, as stored.
    pub stage: String,
    /// The same in the reader's words, who attached it and when.
    pub note: String,
    /// How large it is.
    pub size: String,
    /// A picture to be shown.
    pub photo: bool,
    /// Moving pictures to be played.
    pub video: bool,
}

/// Whether something can be shown in place.
pub fn pictured(files: &[Shown]) -> bool {
    files.iter().any(|file| file.photo || file.video)
}

/// The files of a record for one reader; `named` says a stage in their words.
pub fn shown<H: Holder>(
    t: T,
    (actor, id): (&Actor, AnyId),
    seen: &H::Seen,
    files: &[Attachment],
    named: impl Fn(&str) -> String,
) -> Vec<Shown> {
    let one = |file: &Attachment| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.mime() == file.mime);
        let family = kind.map_or(Family::Document, Kind::family);
        let of = if file.stage.is_empty() { String::new() } else { named(&file.stage) };
        let said = [of, file.by_name.clone(), t.date(file.at.millis()).to_string()];
        Shown {
            href: format!("{}/files/{}", H::path(id), file.id),
            removal: match H::may_remove(actor, seen, file) {
                Ok(()) => format!("{}/attachments/{}/removal", H::path(id), file.id),
                Err(_) => String::new(),
            },
            words: file.words().to_owned(),
            stage: file.stage.clone(),
            note: said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            size: t.size(file.size),
            photo: family == Family::Photo,
            video: family == Family::Video,
        }
    };
    files.iter().map(one).collect()
}

/// The form that attaches files: what they belong to, where there is a choice, and what they show.
pub fn act(make: &Maker<'_>, label: &str, hint: &str, stages: Vec<(String, String)>) -> Act {
    let noun = "attachments";
    let file = make.field(noun, FieldKind::File, "file", "attach-file", "").hinted(make.t.get(hint));
    let mut fields = vec![Field { required: true, ..file }];
    if !stages.is_empty() {
        let kind = if stages.len() > SIDE_BY_SIDE { FieldKind::Select } else { FieldKind::Radio };
        fields.push(make.choice(noun, kind, "stage", "attach-stage", stages, &[]));
    }
    fields.push(make.line(noun, "caption", "attach-caption").optional());
    Act { look: "quiet", ..make.ask(noun, label, fields) }
}
