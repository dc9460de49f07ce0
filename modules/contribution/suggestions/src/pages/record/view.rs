//! What the record's template shows, in the reader's language.

use kernel::Actor;
use kernel::lifecycle::Word;
use ui::T;
use ui::parts::{Receipt, ReceiptLine, ReceiptState, Share};

use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{AttachmentId, Purpose, Verdict};
use crate::parts::FileRow;
use crate::record::answers::Answer;
use crate::record::reviews::reads_prepared;
use crate::record::{Record, criterion_name, file_path, thumbnail_path};

/// A photo with what it shows.
pub struct Photo {
    /// The whole picture.
    pub href: String,
    /// A small one.
    pub small: String,
    /// What it shows.
    pub words: String,
}

/// A file in the list.
pub struct Shown {
    /// Its id.
    pub id: AttachmentId,
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub words: String,
    /// How large it is.
    pub size: String,
    /// The icon's name.
    pub icon: &'static str,
    /// Whether the reader may take it away.
    pub mine: bool,
}

/// A review as it is read.
pub struct Judged {
    /// The conclusion.
    pub words: String,
    /// Whose.
    pub name: String,
    /// Their unit.
    pub role: String,
    /// When.
    pub at: String,
    /// What they advise, with the points.
    pub term: String,
    /// The points by criterion.
    pub scores: String,
}

/// Something that happened.
pub struct Event {
    /// The step.
    pub step: String,
    /// Who, and for whom.
    pub who: String,
    /// When.
    pub at: String,
}

/// The decision that waits for its announcement, for those who may read it.
pub fn prepared(actor: &Actor, record: &Record) -> Option<Answer> {
    let prepared = record.seen.it.prepared.as_ref().filter(|_| reads_prepared(actor, &record.seen))?;
    Some(Answer {
        step: format!("word-{}", prepared.verdict),
        words: prepared.answer.clone(),
        name: record.name(Some(prepared.by)).to_owned(),
        role: record.unit_of(Some(prepared.by)).to_owned(),
        at: record.seen.it.submitted_at,
        term: String::new(),
    })
}

/// The reviews that may be read.
pub fn judged(t: T, record: &Record) -> Vec<Judged> {
    let criterion = |word: &str| {
        let found = record.rules.rubric.criteria.iter().find(|criterion| criterion.word == word);
        found.map_or_else(|| word.to_owned(), |criterion| criterion_name(t, criterion).to_owned())
    };
    let judged = |review: &crate::parts::ReviewRow| Judged {
        words: review.conclusion.clone().unwrap_or_default(),
        name: record.name(Some(review.reviewer)).to_owned(),
        role: record.unit_of(Some(review.reviewer)).to_owned(),
        at: review.submitted_at.map(|at| t.stamp(at.millis())).unwrap_or_default(),
        term: review.advice.map(|advice| advised(t, advice, review.total.unwrap_or_default())).unwrap_or_default(),
        scores: review
            .scores
            .iter()
            .flat_map(|scores| &scores.0)
            .map(|(word, points)| format!("{} {points}", criterion(word)))
            .collect::<Vec<_>>()
            .join(" · "),
    };
    record.reviews.iter().map(judged).collect()
}

/// What a reviewer advised, with the points.
pub fn advised(t: T, advice: Verdict, total: i64) -> String {
    let words = format!("word-{advice}");
    t.with2("record-advice", ("verdict", t.get(&words)), ("total", total)).into_owned()
}

/// Photos before and after, in this order.
pub fn photos(t: T, record: &Record) -> Vec<Photo> {
    let mut shown: Vec<&FileRow> =
        record.files.iter().filter(|file| file.thumbnail.is_some() && is_photo(file.purpose)).collect();
    shown.sort_by_key(|file| (file.purpose, file.id));
    let photo =
        |file: &FileRow| Photo { href: file_path(file.id), small: thumbnail_path(file.id), words: captioned(t, file) };
    shown.into_iter().map(photo).collect()
}

/// Where the voice notes are, in the order they were spoken.
pub fn voices(files: &[FileRow]) -> Vec<String> {
    files.iter().filter(|file| file.purpose == Purpose::Voice).map(|file| file_path(file.id)).collect()
}

/// Every file.
pub fn files(t: T, actor: &Actor, record: &Record) -> Vec<Shown> {
    let open = LIFECYCLE.permits(record.seen.it.state, Step::Attach);
    let shown = |file: &FileRow| Shown {
        id: file.id,
        href: file_path(file.id),
        words: if is_photo(file.purpose) { captioned(t, file) } else { file.name.clone() },
        size: t.size(file.size),
        icon: if file.purpose == Purpose::Voice { "play" } else { "file" },
        mine: open && file.by_person == Some(actor.person),
    };
    record.files.iter().map(shown).collect()
}

fn is_photo(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Before | Purpose::After)
}

fn captioned(t: T, file: &FileRow) -> String {
    let purpose = format!("word-purpose-{}", file.purpose);
    let purpose = t.get(&purpose);
    let words = if file.caption.is_empty() { &file.name } else { &file.caption };
    t.with2("record-captioned", ("purpose", purpose), ("words", words)).into_owned()
}

/// Everything that happened, the newest first. Comments and seconds stand in their own places.
pub fn events(t: T, record: &Record) -> Vec<Event> {
    let told = |step: Step| !matches!(step, Step::Comment | Step::Second);
    let entries = record.history.iter().rev();
    entries
        .filter_map(|entry| {
            let step = Step::from_word(&entry.step).filter(|step| told(*step))?;
            let who = record.name(entry.actor);
            let who = match entry.on_behalf {
                Some(author) => {
                    t.with2("record-for", ("name", who), ("author", record.name(Some(author)))).into_owned()
                }
                None => who.to_owned(),
            };
            let step = t.get(&format!("word-{step}")).to_owned();
            Some(Event { step, who, at: t.stamp(entry.at.millis()) })
        })
        .collect()
}

/// The shares, for the bar.
pub fn shares(record: &Record) -> Vec<Share<'_>> {
    let share = |author: &works::authors::Author| Share {
        field: String::new().into(),
        name: author.name.clone().into(),
        percent: u8::try_from(author.part).unwrap_or(100),
    };
    record.authors.iter().map(share).collect()
}

/// How many have agreed to their share.
pub fn agreed(t: T, record: &Record) -> String {
    let missing = record.authors.iter().filter(|author| author.agreed_at.is_none()).count();
    t.with1("record-agreed-count", "missing", missing).into_owned()
}

/// The receipt's panel, once the registration is sealed.
pub fn receipt(t: T, record: &Record) -> Option<Receipt<'static>> {
    let sealed = record.sealed.as_ref()?;
    let it = &record.seen.it;
    let line = |label: &str, value: String, mono: bool| ReceiptLine {
        label: t.get(label).to_owned().into(),
        value: value.into(),
        mono,
    };
    let short = |digest: &[u8]| -> String { hex::encode(digest).chars().take(4).chain(['…']).collect() };
    Some(Receipt {
        title: t.get("record-receipt").to_owned().into(),
        state: ReceiptState::Registered,
        lines: vec![
            line("record-receipt-at", t.stamp_exact(it.submitted_at.millis()), false),
            line(
                "record-receipt-place",
                t.with1("record-receipt-number", "n", t.number(sealed.position + 1)).into_owned(),
                false,
            ),
            line("record-receipt-print", fingerprint(&sealed.digest), true),
        ],
        links: [
            if sealed.before.is_empty() { "—".into() } else { short(&sealed.before).into() },
            short(&sealed.digest).into(),
            sealed.notice.chars().take(4).chain(['…']).collect::<String>().into(),
        ],
        hint: String::new().into(),
    })
}

/// The beginning of a digest in groups of four, as people compare it.
pub fn fingerprint(digest: &[u8]) -> String {
    let text: Vec<char> = hex::encode(digest).chars().take(16).collect();
    text.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
