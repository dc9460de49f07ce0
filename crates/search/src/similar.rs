//! Records on the same subject, and records that say the same.
//!
//! Candidates are the records that share one of the few **rarest** words; they are then scored here
//! by how much of the words' weight they share, which gives a value from 0 to 1 that means the same
//! in a small collection as in a large one. The engine's own score does not.
//!
//! The numbers below were measured on one million generated suggestions of which 50,000 were
//! paraphrases of another (titles of 18, texts of 96 characters on average). Those paraphrases share
//! about half of their content words; people reword more freely, so recall in life will be lower.
//! Calibrate again on real pairs.

use std::collections::BTreeMap;

use tantivy::TantivyDocument;
use tantivy::query::{BooleanQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::document::Viewer;
use crate::frequencies::Weights;
use crate::index::{Error, Index};
use crate::query::{Filters, Ids};
use crate::schema::DocWords;
use crate::sieve::Sieve;

/// Words of a typed title that choose candidates: 6 found 85 % of the paraphrases among 50
/// candidates in 5 ms, 4 words 75 %, all words 86 % in three times the time.
pub const RELATED_RAREST: usize = 6;
/// Candidates scored while typing.
pub const RELATED_CANDIDATES: usize = 50;
/// From here on a record is shown as related: 70 % of the paraphrases, three shown on average. One
/// in four of those is the paraphrase, the others mostly the same machine with the same fault, and
/// titles without a paraphrase get as many: a title proves no duplicate. Call it "related".
pub const RELATED_THRESHOLD: f64 = 0.60;
/// Share of the title in the score of a related record; the rest looks at title and body together.
const RELATED_TITLE_SHARE: f64 = 0.6;

/// Words of a whole text that choose candidates: 16 found 99.6 % of the paraphrases (8 words 96.4 %).
pub const SIMILAR_RAREST: usize = 16;
/// Candidates scored on submit.
pub const SIMILAR_CANDIDATES: usize = 20;
/// From here on it is worth asking "is it the same?": 98.8 % of the paraphrases, 99.3 % of the
/// answers right, a false alarm for 0.7 % of the new texts. At 0.40 one in ten answers was wrong.
pub const SIMILAR_THRESHOLD: f64 = 0.45;

/// Words of a whole text that choose candidates below a node, and how many of those are looked at.
const COMMON_RAREST: usize = 12;
const COMMON_CANDIDATES: usize = 12;
/// From here on two records have to do with the same things. Far below a likely duplicate: what one shop
/// solved helps another that has the same machine and another fault.
pub const COMMON_THRESHOLD: f64 = 0.12;

/// Records below a node that have to do with the same things as a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Common {
    /// How many.
    pub records: usize,
    /// How close the closest is, from 0 to 1.
    pub score: f64,
    /// The closest.
    pub closest: Option<u128>,
    /// What they share of the title: the words that say most, the weightiest first, no single characters.
    pub words: Vec<String>,
}

/// A record close to a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similar {
    /// The record.
    pub id: u128,
    /// From 0, nothing shared, to 1.
    pub score: f64,
}

/// Only records of this kind.
fn of(kind: u64) -> Filters {
    Filters { kinds: [kind].into(), ..Filters::default() }
}

impl Index {
    /// Records of a kind on the subject of a title that is being typed, best first, [`RELATED_THRESHOLD`] and
    /// above. Wait 300 ms after the last key before asking.
    ///
    /// # Errors
    /// Disk or engine.
    pub fn related(&self, kind: u64, title: &str, viewer: &Viewer, limit: usize) -> Result<Vec<Similar>, Error> {
        let asked = DocWords::of(title, "").title;
        let generation = self.generation();
        let searcher = generation.reader.searcher();
        let weights = generation.frequencies.weights(&searcher, &self.fields);
        let chosen = weights.rarest(&asked, RELATED_RAREST)?;
        let whole = weigh(&weights, &asked)?;
        let score = |words: &DocWords| -> Result<f64, Error> {
            let in_title = weigh(&weights, asked.intersection(&words.title))?;
            let anywhere = weigh(&weights, asked.intersection(&words.all))?;
            let shared = RELATED_TITLE_SHARE * in_title + (1.0 - RELATED_TITLE_SHARE) * anywhere;
            Ok(shared / whole)
        };
        let candidates = self.candidates(&searcher, &chosen, viewer, &of(kind), RELATED_CANDIDATES)?;
        let mut found = scored(candidates, RELATED_THRESHOLD, score)?;
        found.truncate(limit);
        Ok(found)
    }

    /// Records of a kind that probably say the same as this text, best first, [`SIMILAR_THRESHOLD`] and above.
    /// `exclude` is the text's own record if it is in the index already.
    ///
    /// # Errors
    /// Disk or engine.
    pub fn similar(
        &self,
        kind: u64,
        title: &str,
        body: &str,
        viewer: &Viewer,
        exclude: Option<u128>,
    ) -> Result<Vec<Similar>, Error> {
        let asked = DocWords::of(title, body).all;
        let generation = self.generation();
        let searcher = generation.reader.searcher();
        let weights = generation.frequencies.weights(&searcher, &self.fields);
        let chosen = weights.rarest(&asked, SIMILAR_RAREST)?;
        let own = weigh(&weights, &asked)?;
        // Twice the shared weight over the weight of both, the same from either side.
        let score = |words: &DocWords| -> Result<f64, Error> {
            let shared = weigh(&weights, asked.intersection(&words.all))?;
            Ok(2.0 * shared / (own + weigh(&weights, &words.all)?))
        };
        let mut candidates = self.candidates(&searcher, &chosen, viewer, &of(kind), SIMILAR_CANDIDATES + 1)?;
        candidates.retain(|(id, _)| Some(*id) != exclude);
        candidates.truncate(SIMILAR_CANDIDATES);
        scored(candidates, SIMILAR_THRESHOLD, score)
    }

    /// What a text has in common with the records of a kind below a node that `viewer` may see, the record itself
    /// left out.
    ///
    /// # Errors
    /// Disk or engine.
    pub fn in_common(
        &self,
        kind: u64,
        (title, body): (&str, &str),
        viewer: &Viewer,
        within: &str,
        exclude: u128,
    ) -> Result<Common, Error> {
        let DocWords { title, all: asked } = DocWords::of(title, body);
        let generation = self.generation();
        let searcher = generation.reader.searcher();
        let weights = generation.frequencies.weights(&searcher, &self.fields);
        let chosen = weights.rarest(&asked, COMMON_RAREST)?;
        let own = weigh(&weights, &asked)?;
        let filters = Filters { within: Some(within.to_owned()), ..of(kind) };
        let mut shared: BTreeMap<String, f64> = BTreeMap::new();
        let mut common = Common::default();
        for (id, words) in self.candidates(&searcher, &chosen, viewer, &filters, COMMON_CANDIDATES)? {
            let both: Vec<&String> = asked.intersection(&words.all).collect();
            let score = 2.0 * weigh(&weights, both.iter().copied())? / (own + weigh(&weights, &words.all)?);
            // Words of the text alone are chance: the title says what it is about.
            let about: Vec<&String> =
                both.into_iter().filter(|word| title.contains(*word) && word.chars().nth(1).is_some()).collect();
            if id == exclude || score < COMMON_THRESHOLD || about.is_empty() {
                continue;
            }
            common.records += 1;
            if score > common.score {
                (common.score, common.closest) = (score, Some(id));
            }
            for word in about {
                *shared.entry(word.clone()).or_default() += weights.weight(word)?;
            }
        }
        let mut shared: Vec<(String, f64)> = shared.into_iter().collect();
        shared.sort_by(|a, b| b.1.total_cmp(&a.1));
        common.words = shared.into_iter().map(|(word, _)| word).collect();
        Ok(common)
    }

    /// The best records with any of `words`, with what they consist of.
    fn candidates(
        &self,
        searcher: &tantivy::Searcher,
        words: &[&String],
        viewer: &Viewer,
        filters: &Filters,
        k: usize,
    ) -> Result<Vec<(u128, DocWords)>, Error> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let terms = words.iter().map(|word| -> Box<dyn tantivy::query::Query> {
            let term = self.fields.text_term(word);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        });
        let any = self.with_filters(Some(Box::new(BooleanQuery::union(terms.collect()))), filters);
        let sieve = Sieve { viewer, filters };
        let best = sieve.best(searcher, any.as_ref(), k)?;
        let mut ids = Ids::of(searcher);
        best.into_iter()
            .map(|(_, address)| {
                let stored: TantivyDocument = searcher.doc(address)?;
                let id = ids.record(address)?;
                Ok((id, self.fields.stored_words(&stored)))
            })
            .collect()
    }
}

fn weigh<'w>(weights: &Weights<'_>, words: impl IntoIterator<Item = &'w String>) -> Result<f64, Error> {
    words.into_iter().map(|word| weights.weight(word)).sum()
}

/// The candidates at or above the threshold, best first, equal ones by id.
fn scored(
    candidates: Vec<(u128, DocWords)>,
    threshold: f64,
    score: impl Fn(&DocWords) -> Result<f64, Error>,
) -> Result<Vec<Similar>, Error> {
    let mut found = Vec::new();
    for (id, words) in candidates {
        let score = score(&words)?.clamp(0.0, 1.0);
        if score >= threshold {
            found.push(Similar { id, score });
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    Ok(found)
}
