//! What the larger components are given: plain data, already in the reader's language.

use std::borrow::Cow;

/// How far a record has come (火候), as the heat bar draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    /// So many of the six steps are reached: 1 提出, 2 受理, 3 评审, 4 试行, 5 核算.
    Reached(u8),
    /// Settled by finance: quenched, all jade.
    Settled,
    /// Not adopted (未采纳) after so many steps: outlined.
    Refused(u8),
}

impl Heat {
    /// The CSS classes of the six segments.
    #[must_use]
    pub fn segments(self) -> [&'static str; 6] {
        const WARMING: [&str; 6] = ["h1", "h1", "h2", "h3", "h4", "h4"];
        std::array::from_fn(|at| match self {
            Self::Settled => "hj",
            Self::Reached(steps) if at < usize::from(steps) => WARMING[at],
            Self::Refused(steps) if at < usize::from(steps) => "hx",
            Self::Reached(_) | Self::Refused(_) => "",
        })
    }
}

/// One step of a status chain.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// Done, now or still to do.
    pub state: StepState,
    /// What the step is called.
    pub title: Cow<'a, str>,
    /// When, as it is to be read; may be empty.
    pub at: Cow<'a, str>,
    /// Who has it or had it; may be empty.
    pub who: Cow<'a, str>,
    /// How long it took against the limit, or what came out; may be empty.
    pub took: Cow<'a, str>,
}

/// Where a step of a chain stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Where the record is.
    Now,
    /// Ahead.
    Todo,
}

/// One option of a choice.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// What the form sends.
    pub value: Cow<'a, str>,
    /// What people read.
    pub label: Cow<'a, str>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// One person's share.
#[derive(Clone, Debug)]
pub struct Share<'a> {
    /// The name of the form field.
    pub field: Cow<'a, str>,
    /// Whose share it is.
    pub name: Cow<'a, str>,
    /// In per cent.
    pub percent: u8,
}

/// The colours of the share bar in the order of the people. Jade is left out: it means verified.
const SHARE_COLOURS: [&str; 6] =
    ["var(--ember-glow)", "var(--steel-graphic)", "var(--cat-4)", "var(--cat-5)", "var(--cat-6)", "var(--line-strong)"];

/// The colour of the share at a place in the bar, the same again after six.
#[must_use]
pub fn share_colour(place: usize) -> &'static str {
    SHARE_COLOURS[place % SHARE_COLOURS.len()]
}

/// A priority receipt (优先权登记回执).
#[derive(Clone, Debug)]
pub struct Receipt<'a> {
    /// The receipt's name.
    pub title: Cow<'a, str>,
    /// What checking it came to.
    pub state: ReceiptState,
    /// Label and value of each line, in order.
    pub lines: Vec<ReceiptLine<'a>>,
    /// The first characters of the entry before, of this one and of the daily notice; the last
    /// may be a time instead, while the notice is not out yet.
    pub links: [Cow<'a, str>; 3],
    /// What the receipt is good for, or what differs; may be empty.
    pub hint: Cow<'a, str>,
}

/// A line of a receipt.
#[derive(Clone, Debug)]
pub struct ReceiptLine<'a> {
    /// What it is.
    pub label: Cow<'a, str>,
    /// What it says.
    pub value: Cow<'a, str>,
    /// Whether it is a digest, to be set in the mono face.
    pub mono: bool,
}

/// What checking a receipt came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptState {
    /// Registered, not checked since.
    Registered,
    /// Checked, and it agrees.
    Matches,
    /// Checked, and it does not agree.
    Differs,
}

/// The head of one column.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// Its words; empty for a column of boxes.
    pub label: Cow<'a, str>,
    /// Where sorting by it leads; empty if one cannot.
    pub href: Cow<'a, str>,
    /// How it is sorted now.
    pub sort: Sort,
    /// Whether it holds numbers and is set to the right.
    pub number: bool,
}

/// How a column is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Not by this column.
    #[default]
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Sort {
    /// The value of `aria-sort`.
    #[must_use]
    pub fn aria(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// One thing that waits for somebody, asked as a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Where it is done.
    pub href: String,
    /// What is asked.
    pub question: String,
    /// About what.
    pub about: String,
    /// Their own deadline, in milliseconds since 1970.
    pub due: Option<i64>,
}

/// What one part of the house adds to the page of a work or of a person: a few lines under a heading,
/// each leading to its record, and the next thing to do.
pub struct Panel {
    /// Key of the heading.
    pub title: &'static str,
    /// The lines.
    pub lines: Vec<PanelLine>,
    /// Key of what the reader may do, and where.
    pub act: Option<(&'static str, String)>,
}

/// A line of a panel.
#[derive(Default)]
pub struct PanelLine {
    /// What it says.
    pub words: String,
    /// Beside or below it, quieter.
    pub note: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// A chip: its words and its look (`seal` for what was verified, `ok`, `live`, `soon`, `late` or nothing).
    pub chip: Option<(String, &'static str)>,
}

/// An entry of the ledger that changed figures after somebody had answered for them.
pub struct Cause {
    /// Its number in the ledger.
    pub position: i64,
    /// When.
    pub at: String,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: String,
    /// Which figures it changed.
    pub figures: String,
}
