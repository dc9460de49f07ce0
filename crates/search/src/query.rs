//! Searching.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use tantivy::columnar::BytesColumn;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, SegmentOrdinal, Term};

use crate::document::Viewer;
use crate::index::{Error, Index};
use crate::schema::{Fields, column};
use crate::sieve::Sieve;
use crate::tokens::{TokenKind, is_function_word, is_han, tokens, words};

/// The most hits one call returns.
pub const MAX_LIMIT: usize = 200;
/// How deep one may page.
pub const MAX_WINDOW: usize = 10_000;
/// By relevance, matches are counted up to here and no further.
pub const TOTAL_CAP: u64 = 1_000;
/// More words than this in a query say nothing more and cost time.
const MAX_WORDS: usize = 32;
/// Longer input is cut before it is looked at, in characters.
const MAX_INPUT: usize = 500;
/// A part of a serial number counts as much as this many words of text.
const SERIAL_BOOST: f32 = 5.0;

/// What to search for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Anything a person may type; there is no syntax and no wrong input. Without a word in it
    /// everything matches, newest first.
    pub text: String,
    /// What to narrow it to.
    pub filters: Filters,
    /// The order of the hits.
    pub order: Order,
    /// Hits to leave out at the start.
    pub offset: usize,
    /// Hits wanted, at most [`MAX_LIMIT`].
    pub limit: usize,
}

/// Conditions that must all hold; an empty set or `None` is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Any of these kinds.
    pub kinds: BTreeSet<u64>,
    /// Any of these states.
    pub states: BTreeSet<u64>,
    /// Any of these categories.
    pub categories: BTreeSet<u64>,
    /// Somewhere below this node: one of the document's `path` terms.
    pub within: Option<String>,
    /// Written by this person ("mine").
    pub author: Option<u128>,
    /// Not before, milliseconds since 1970 UTC.
    pub from_ms: Option<i64>,
    /// Before, milliseconds since 1970 UTC.
    pub until_ms: Option<i64>,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Best match first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// How many match and may be seen.
    pub total: Total,
    /// The page asked for.
    pub hits: Vec<Hit>,
}

/// A number of matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number, or the least it can be.
    pub count: u64,
    /// Whether it is the number.
    pub exact: bool,
}

/// One match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The record.
    pub id: u128,
    /// Ranking score, comparable only within one answer; 0 when ordered by time.
    pub score: f32,
}

impl Index {
    /// The records that `viewer` may see and that match all words of the text. If none has all the
    /// words, those that have all the characters: the dictionary may have cut the query in another way.
    ///
    /// The caller fetches the rows and checks visibility there again; ask for some more than the
    /// page shows (30 for 20), so that a row lost there leaves no gap.
    ///
    /// # Errors
    /// Disk or engine only; no text is an error.
    pub fn query(&self, query: &Query, viewer: &Viewer) -> Result<Hits, Error> {
        let generation = self.generation();
        let searcher = generation.reader.searcher();
        let sieve = Sieve { viewer, filters: &query.filters };
        let asked = Asked::parse(&query.text);
        let strict = asked.by_words(&self.fields);
        let found = self.page(&searcher, &sieve, query, strict)?;
        // Function characters alone (以及) are no fallback: they would match nearly everything.
        if found.total.count > 0 || !asked.has_long_words || asked.characters.is_empty() {
            return Ok(found);
        }
        self.page(&searcher, &sieve, query, asked.by_characters(&self.fields))
    }

    /// How many records `viewer` may see that pass these filters, counted up to [`TOTAL_CAP`].
    ///
    /// # Errors
    /// Disk or engine only.
    pub fn total(&self, filters: &Filters, viewer: &Viewer) -> Result<Total, Error> {
        let searcher = self.generation().reader.searcher();
        let matcher = self.with_filters(None, filters);
        let count = Sieve { viewer, filters }.count(&searcher, matcher.as_ref(), TOTAL_CAP)?;
        Ok(Total { count, exact: count < TOTAL_CAP })
    }

    fn page(&self, searcher: &Searcher, sieve: &Sieve<'_>, query: &Query, text: Option<Clause>) -> Result<Hits, Error> {
        let ranked = text.is_some() && query.order == Order::Relevance;
        let matcher = self.with_filters(text, &query.filters);
        let end = query.offset.saturating_add(query.limit.min(MAX_LIMIT));
        let window = end.min(MAX_WINDOW);
        let (best, total) = if ranked {
            let best = sieve.best(searcher, matcher.as_ref(), window.max(1))?;
            let total = if best.len() < window.max(1) {
                exactly(best.len() as u64) // nothing was pushed out, so these are all
            } else {
                let count = sieve.count(searcher, matcher.as_ref(), TOTAL_CAP)?;
                Total { count: count.max(best.len() as u64), exact: count < TOTAL_CAP }
            };
            (best, total)
        } else {
            let (newest, total) = sieve.newest(searcher, matcher.as_ref(), window.max(1))?;
            let unscored = newest.into_iter().map(|address| (0.0, address)).collect();
            (unscored, exactly(total))
        };
        let mut ids = Ids::of(searcher);
        let page = best.into_iter().take(window).skip(query.offset);
        let hits =
            page.map(|(score, address)| Ok(Hit { id: ids.record(address)?, score })).collect::<Result<_, Error>>()?;
        Ok(Hits { total, hits })
    }

    /// The text and those filters that the engine answers best from its term lists.
    pub(crate) fn with_filters(&self, text: Option<Clause>, filters: &Filters) -> Clause {
        let within = filters.within.as_deref();
        let terms = [
            within.map(|node| self.fields.path_term(node)),
            filters.author.map(|person| self.fields.author_term(person)),
        ];
        let filters = terms.into_iter().flatten().map(|term| -> Clause {
            let matches = TermQuery::new(term, IndexRecordOption::Basic);
            Box::new(ConstScoreQuery::new(Box::new(matches), 0.0))
        });
        all_of(text.into_iter().chain(filters).collect()).unwrap_or_else(|| Box::new(AllQuery))
    }
}

type Clause = Box<dyn tantivy::query::Query>;

fn exactly(count: u64) -> Total {
    Total { count, exact: true }
}

/// What a person typed, taken apart.
struct Asked {
    words: Vec<String>,
    characters: Vec<String>,
    has_long_words: bool,
}

impl Asked {
    fn parse(text: &str) -> Self {
        let text: String = text.chars().take(MAX_INPUT).collect();
        let characters = tokens(&text)
            .filter(|token| token.kind != TokenKind::Part)
            .map(|token| token.text)
            .filter(|text| text.chars().nth(1).is_none() || !text.contains(is_han))
            .filter(|text| !is_function_word(text));
        let words = distinct(words(&text));
        Self {
            characters: distinct(characters),
            has_long_words: words.iter().any(|word| word.contains(is_han) && word.chars().nth(1).is_some()),
            words,
        }
    }

    fn by_words(&self, fields: &Fields) -> Option<Clause> {
        all_of(self.words.iter().map(|word| any_field(fields, word)).collect())
    }

    fn by_characters(&self, fields: &Fields) -> Option<Clause> {
        all_of(self.characters.iter().map(|token| any_field(fields, token)).collect())
    }
}

fn distinct(tokens: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    tokens.into_iter().filter(|token| seen.insert(token.clone())).take(MAX_WORDS).collect()
}

/// A plain term where possible: the engine prunes intersections of plain terms only. Letters and
/// digits may also be part of a serial number.
fn any_field(fields: &Fields, word: &str) -> Clause {
    let text = Box::new(TermQuery::new(fields.text_term(word), IndexRecordOption::WithFreqs));
    if word.contains(is_han) {
        return text;
    }
    let serial = boosted(fields.serial_term(word), SERIAL_BOOST);
    Box::new(BooleanQuery::union(vec![text, serial]))
}

fn boosted(term: Term, boost: f32) -> Clause {
    let matches = TermQuery::new(term, IndexRecordOption::Basic);
    Box::new(BoostQuery::new(Box::new(matches), boost))
}

fn all_of(mut clauses: Vec<Clause>) -> Option<Clause> {
    match clauses.len() {
        0 | 1 => clauses.pop(),
        _ => Some(Box::new(BooleanQuery::intersection(clauses))),
    }
}

/// The identities of records at their addresses. Each segment's column is opened once.
pub(crate) struct Ids<'a> {
    searcher: &'a Searcher,
    columns: HashMap<SegmentOrdinal, BytesColumn>,
}

impl<'a> Ids<'a> {
    pub(crate) fn of(searcher: &'a Searcher) -> Self {
        Self { searcher, columns: HashMap::new() }
    }

    /// The identity of the record at an address.
    pub(crate) fn record(&mut self, address: DocAddress) -> Result<u128, Error> {
        let missing = || Error::Engine(tantivy::TantivyError::SchemaError("no id column".into()));
        let ids = match self.columns.entry(address.segment_ord) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(place) => {
                let fast = self.searcher.segment_reader(address.segment_ord).fast_fields();
                place.insert(fast.bytes(column::ID)?.ok_or_else(missing)?)
            }
        };
        let ordinal = ids.term_ords(address.doc_id).next().ok_or_else(missing)?;
        let mut bytes = Vec::with_capacity(16);
        ids.ord_to_bytes(ordinal, &mut bytes)?;
        let id = bytes.try_into().map_err(|_| missing())?;
        Ok(u128::from_be_bytes(id))
    }
}
