//! The fields, and how a record becomes an index document.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{TantivyDocument, Term};

use crate::document::{Doc, person_no};
use crate::tokens::{Token, fold, is_content, runs, tokens};

/// Raise it when the meaning of a field changes in a way the schema itself does not show.
const FORMAT: u32 = 1;

/// A title word counts as often as this many body words.
///
/// Repeating it in one merged field instead of searching two fields halves the cost of a query.
const TITLE_WEIGHT: usize = 3;

/// Names of the columns that the sieve reads.
pub(crate) mod column {
    pub(crate) const ID: &str = "id";
    pub(crate) const AUTHOR: &str = "author";
    pub(crate) const UNIT: &str = "unit";
    pub(crate) const ENTERPRISE: &str = "enterprise";
    pub(crate) const VISIBILITY: &str = "visibility";
    pub(crate) const KIND: &str = "kind";
    pub(crate) const STATE: &str = "state";
    pub(crate) const CATEGORY: &str = "category";
    pub(crate) const AT: &str = "at";
}

/// Handles of the fields.
#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    id: Field,
    text: Field,
    serial: Field,
    path: Field,
    words: Field,
    author: Field,
    unit: Field,
    enterprise: Field,
    visibility: Field,
    kind: Field,
    state: Field,
    category: Field,
    at: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        // Tokens arrive ready-made in one line, which only has to be cut where the blanks are. (The engine
        // knows ready-made tokens too, but hands each document's on as JSON.)
        let text = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs),
        );
        let term = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(false),
        );
        Self {
            id: schema.add_bytes_field(column::ID, BytesOptions::default().set_indexed().set_fast()),
            text: schema.add_text_field("text", text),
            serial: schema.add_text_field("serial", term.clone()),
            path: schema.add_text_field("path", term),
            words: schema.add_bytes_field("words", STORED),
            author: schema.add_u64_field(column::AUTHOR, FAST | INDEXED),
            unit: schema.add_u64_field(column::UNIT, FAST),
            enterprise: schema.add_u64_field(column::ENTERPRISE, FAST),
            visibility: schema.add_u64_field(column::VISIBILITY, FAST),
            kind: schema.add_u64_field(column::KIND, FAST),
            state: schema.add_u64_field(column::STATE, FAST),
            category: schema.add_u64_field(column::CATEGORY, FAST),
            at: schema.add_i64_field(column::AT, FAST),
            schema: schema.build(),
        }
    }

    /// What an index must have been built with to be of use: layout, the caller's version, and how
    /// the tokeniser and its dictionary cut a sample text.
    pub(crate) fn version(&self, caller: u32) -> String {
        const SAMPLE: &str = "建议将三号数控机床的液压密封圈更换为氟橡胶材质，并在ＣＮＣ－３旁加装接油盘；\
            行车钢丝绳张伟民班组每月点检一次，炼钢连铸结晶器振动异常报警阈值由0.35mm调至0.28mm";
        let mut digest = Sha256::new();
        digest.update(FORMAT.to_le_bytes());
        digest.update(caller.to_le_bytes());
        for (_, entry) in self.schema.fields() {
            digest.update(format!("{entry:?}\n"));
        }
        for token in tokens(SAMPLE) {
            digest.update(format!("{token:?}\n"));
        }
        let hash = digest.finalize();
        hash[..12].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) fn document(&self, doc: &Doc) -> TantivyDocument {
        let mut out = TantivyDocument::new();
        out.add_bytes(self.id, &doc.id.to_be_bytes());
        let [title, body, people] = [&doc.title, &doc.body, &doc.people].map(|text| tokens(text).collect::<Vec<_>>());
        let parts = [&title; TITLE_WEIGHT].into_iter().chain([&body, &people]);
        let text: Vec<&str> = parts.flatten().map(|token| token.text.as_str()).collect();
        out.add_text(self.text, text.join(" "));
        for form in serial_forms(&doc.serial) {
            out.add_text(self.serial, form);
        }
        for node in &doc.path {
            out.add_text(self.path, node);
        }
        out.add_bytes(self.words, DocWords::among(title, body).encode().as_bytes());
        for author in &doc.authors {
            out.add_u64(self.author, person_no(*author));
        }
        out.add_u64(self.unit, doc.unit_no);
        out.add_u64(self.enterprise, doc.enterprise_no);
        out.add_u64(self.visibility, doc.visibility.code());
        out.add_u64(self.kind, doc.kind);
        out.add_u64(self.state, doc.state);
        out.add_u64(self.category, doc.category);
        out.add_i64(self.at, doc.at_ms);
        out
    }

    pub(crate) fn id_term(&self, id: u128) -> Term {
        Term::from_field_bytes(self.id, &id.to_be_bytes())
    }

    pub(crate) fn text_term(&self, token: &str) -> Term {
        Term::from_field_text(self.text, token)
    }

    pub(crate) fn serial_term(&self, form: &str) -> Term {
        Term::from_field_text(self.serial, form)
    }

    pub(crate) fn path_term(&self, node: &str) -> Term {
        Term::from_field_text(self.path, node)
    }

    pub(crate) fn author_term(&self, person: u128) -> Term {
        Term::from_field_u64(self.author, person_no(person))
    }

    pub(crate) fn stored_words(&self, document: &TantivyDocument) -> DocWords {
        let bytes = document.get_first(self.words).and_then(|value| value.as_bytes());
        DocWords::decode(&String::from_utf8_lossy(bytes.unwrap_or_default()))
    }
}

/// The parts of a serial number, with and without leading zeros. A number typed whole is asked for
/// as all its parts.
fn serial_forms(serial: &str) -> BTreeSet<String> {
    let folded = fold(serial.trim());
    let mut forms = BTreeSet::new();
    for run in runs(&folded) {
        forms.insert(run.text.to_owned());
        forms.insert(run.text.trim_start_matches('0').to_owned());
    }
    forms.remove("");
    forms
}

/// The distinct content words of a record: what similarity compares, kept in the index so that no
/// candidate has to be fetched from the database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DocWords {
    pub(crate) title: BTreeSet<String>,
    /// Words of the title and the body together.
    pub(crate) all: BTreeSet<String>,
}

impl DocWords {
    pub(crate) fn of(title: &str, body: &str) -> Self {
        Self::among(tokens(title), tokens(body))
    }

    fn among(title: impl IntoIterator<Item = Token>, body: impl IntoIterator<Item = Token>) -> Self {
        let content = |tokens: &mut dyn Iterator<Item = Token>| -> BTreeSet<String> {
            tokens.filter(is_content).map(|token| token.text).collect()
        };
        let title = content(&mut title.into_iter());
        let mut all = content(&mut body.into_iter());
        all.extend(title.iter().cloned());
        Self { title, all }
    }

    /// Title words, a line break, the other words. No word contains a blank.
    fn encode(&self) -> String {
        let line = |words: &mut dyn Iterator<Item = &String>| -> String {
            words.map(String::as_str).collect::<Vec<_>>().join(" ")
        };
        let title = line(&mut self.title.iter());
        let body = line(&mut self.all.difference(&self.title));
        format!("{title}\n{body}")
    }

    fn decode(text: &str) -> Self {
        let (title, body) = text.split_once('\n').unwrap_or((text, ""));
        let set = |line: &str| -> BTreeSet<String> { line.split_ascii_whitespace().map(str::to_owned).collect() };
        let title = set(title);
        let mut all = set(body);
        all.extend(title.iter().cloned());
        Self { title, all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_serial_is_kept_in_parts_and_without_zeros() {
        let forms = serial_forms("ＪＹ-330206-2024-004127");
        for typed in ["jy", "330206", "004127", "4127"] {
            assert!(forms.contains(typed), "{typed}");
        }
        assert!(serial_forms(" ").is_empty());
    }

    #[test]
    fn the_version_tells_the_callers_versions_apart() {
        let fields = Fields::new();
        assert_eq!(fields.version(1), Fields::new().version(1));
        assert_ne!(fields.version(1), fields.version(2));
    }

    proptest! {
        #[test]
        fn stored_words_come_back(title in any::<String>(), body in any::<String>()) {
            let words = DocWords::of(&title, &body);
            prop_assert_eq!(DocWords::decode(&words.encode()), words);
        }
    }
}
