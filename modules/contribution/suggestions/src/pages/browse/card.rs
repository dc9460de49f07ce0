//! A suggestion in a list: its title with what was searched for, how far it is, and in plain words
//! where it is and by when.

use kernel::Time;
use kernel::lifecycle::Word;
use search::Segment;
use ui::T;
use ui::parts::Heat;

use crate::lifecycle::State;
use crate::queries::ListRow;

/// One card.
pub(crate) struct Card {
    pub(crate) href: String,
    pub(crate) title: Vec<Piece>,
    pub(crate) heat: Heat,
    pub(crate) words: String,
    /// Who put it forward, and where; may be empty.
    pub(crate) who: String,
    pub(crate) serial: String,
    pub(crate) seconds: i64,
    /// Where the text holds the words; empty unless words were searched for.
    pub(crate) passage: Vec<Piece>,
}

/// A piece of a text, marked where it matches.
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) hit: bool,
}

impl From<Segment<'_>> for Piece {
    fn from(segment: Segment<'_>) -> Piece {
        Piece { text: segment.text.to_owned(), hit: segment.hit }
    }
}

/// Characters of a passage.
const PASSAGE: usize = 60;

impl Card {
    /// The card of one's own: whose it is goes without saying.
    pub(crate) fn own(t: T, row: &ListRow, now: Time) -> Card {
        Card { who: String::new(), ..Card::new(t, row, "", None, now) }
    }

    /// The card of a row, with `query` marked in it.
    pub(crate) fn new(t: T, row: &ListRow, query: &str, body: Option<&str>, now: Time) -> Card {
        Card {
            href: format!("/suggestions/{}", row.id),
            title: search::highlight(&row.title, query).into_iter().map(Piece::from).collect(),
            heat: row.state.heat(row.settled),
            words: progress(t, row, now),
            who: t.with2("card-who", ("name", row.author_name.as_str()), ("unit", whereabouts(row))).into_owned(),
            serial: row.serial.clone(),
            seconds: row.seconds,
            passage: body.map(|body| passage(body, query)).unwrap_or_default(),
        }
    }
}

/// The enterprise, and the unit inside it where the two differ.
fn whereabouts(row: &ListRow) -> String {
    if row.unit_name == row.enterprise_name {
        row.unit_name.clone()
    } else {
        format!("{} {}", row.enterprise_name, row.unit_name)
    }
}

/// Where it is, in plain words; what is promised is told with its date, also when it is past.
pub(crate) fn progress(t: T, row: &ListRow, now: Time) -> String {
    let day = t.day(row.promised_at.millis());
    let key = match row.state {
        State::Applied | State::Done if row.settled => "spark-settled".into(),
        state if state.awaits_answer() && row.promised_at < now && state != State::Reconsidering => "spark-late".into(),
        state => format!("spark-{}", state.word()),
    };
    let state = t.try_get(&format!("word-{}", row.state.word())).unwrap_or_default();
    t.with2(&key, ("day", day), ("state", state)).into_owned()
}

/// The stretch of the text that holds the words; nothing where it holds none.
fn passage(body: &str, query: &str) -> Vec<Piece> {
    let found = search::snippet(body, query, PASSAGE);
    if !found.segments.iter().any(|segment| segment.hit) {
        return Vec::new();
    }
    let dots = |cut: bool| cut.then(|| Piece { text: "…".to_owned(), hit: false });
    let pieces = found.segments.into_iter().map(Piece::from);
    dots(found.cut_before).into_iter().chain(pieces).chain(dots(found.cut_after)).collect()
}
