//! How common each word is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tantivy::Searcher;

use crate::index::Error;
use crate::schema::Fields;

/// Forget everything once this many words are remembered: typed nonsense must not fill the memory.
const CAPACITY: usize = 200_000;

/// Document frequencies looked up before. They are kept while the index keeps its size within 1/64:
/// a weight hardly moves by that, and a commit a second would otherwise empty the table all the time.
#[derive(Default)]
pub(crate) struct Frequencies {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    docs: u64,
    by_word: HashMap<String, u64>,
}

/// The weights for one query, all from one state of the table.
pub(crate) struct Weights<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    docs: u64,
    table: &'a Frequencies,
}

impl Frequencies {
    pub(crate) fn weights<'a>(&'a self, searcher: &'a Searcher, fields: &'a Fields) -> Weights<'a> {
        // Deleted records count until their segment is merged, in `docs` as in the frequencies.
        let docs = searcher.segment_readers().iter().map(|reader| u64::from(reader.max_doc())).sum();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.docs.abs_diff(docs) > known.docs / 64 || known.by_word.len() > CAPACITY {
            known.docs = docs;
            known.by_word.clear();
        }
        Weights { searcher, fields, docs: known.docs, table: self }
    }
}

impl Weights<'_> {
    /// The number of records with this word.
    pub(crate) fn frequency(&self, word: &str) -> Result<u64, Error> {
        let known = self.table.known.lock();
        if let Some(frequency) = known.unwrap_or_else(PoisonError::into_inner).by_word.get(word) {
            return Ok(*frequency);
        }
        let frequency = self.searcher.doc_freq(&self.fields.text_term(word))?;
        let mut known = self.table.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.by_word.insert(word.to_owned(), frequency);
        Ok(frequency)
    }

    /// Inverse document frequency: the rarer, the more a word says. Always positive.
    pub(crate) fn weight(&self, word: &str) -> Result<f64, Error> {
        let frequency = self.frequency(word)? as f64;
        let without = (self.docs as f64 - frequency).max(0.0);
        Ok((1.0 + (without + 0.5) / (frequency + 0.5)).ln())
    }

    /// The `k` rarest of `words` that occur at all.
    pub(crate) fn rarest<'w>(
        &self,
        words: impl IntoIterator<Item = &'w String>,
        k: usize,
    ) -> Result<Vec<&'w String>, Error> {
        let mut known = Vec::new();
        for word in words {
            match self.frequency(word)? {
                0 => {}
                frequency => known.push((frequency, word)),
            }
        }
        known.sort();
        known.truncate(k);
        Ok(known.into_iter().map(|(_, word)| word).collect())
    }
}
