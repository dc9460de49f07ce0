//! The index is a fold: only the records count, not the way they came.

use std::collections::BTreeMap;

use proptest::prelude::*;
use search::{Change, Index, Order, Query, Viewer};

use crate::corpus::{TEXTS, ask, doc, found, ids, put, query};

fn any_change() -> impl Strategy<Value = Change> {
    let text = 0..TEXTS.len();
    prop_oneof![
        3 => (1u128..8, text, 0i64..1000).prop_map(|(id, text, at)| {
            let (title, body) = TEXTS[text];
            let mut doc = doc(id, title, body);
            doc.at_ms = at * 10 + id as i64; // no two records at the same time
            put(doc)
        }),
        1 => (1u128..8).prop_map(Change::Remove),
    ]
}

/// What the index says, in so far as it must not depend on how it was built.
fn answers(index: &Index) -> Vec<Vec<u128>> {
    let newest = Query { order: Order::Newest, ..query("") };
    let all = index.query(&newest, &Viewer::default()).unwrap();
    let mut answers = vec![ids(&all)];
    for text in ["建议", "车床漏油", "泵", "自动报警", "JY-330206-2024-000003", "丝绳磨"] {
        assert_eq!(ask(index, text).total.count as usize, found(index, text).len());
        answers.push(found(index, text));
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn batching_and_repetition_do_not_matter(
        changes in prop::collection::vec(any_change(), 1..24),
        size in 1usize..6,
    ) {
        let mut records = BTreeMap::new();
        for change in &changes {
            match change {
                Change::Put(doc) => records.insert(doc.id, doc.clone()),
                Change::Remove(id) => records.remove(id),
            };
        }
        let whole = Index::open_in_memory().unwrap();
        whole.apply(changes.clone(), 9).unwrap();

        let twice = Index::open_in_memory().unwrap();
        twice.apply(changes.clone(), 9).unwrap();
        twice.apply(changes.clone(), 9).unwrap();

        let pieces = Index::open_in_memory().unwrap();
        for piece in changes.chunks(size) {
            pieces.apply(piece.to_vec(), 9).unwrap();
        }

        let rebuilt = Index::open_in_memory().unwrap();
        let docs = records.values().map(|doc| Ok::<_, std::io::Error>((**doc).clone()));
        rebuilt.rebuild(docs, 9).unwrap();

        let expected = answers(&rebuilt);
        for index in [&whole, &twice, &pieces] {
            prop_assert_eq!(&answers(index), &expected);
            prop_assert_eq!(index.len(), records.len() as u64);
        }
    }

    #[test]
    fn every_word_typed_from_a_document_finds_it(
        (which, from, length) in (0..TEXTS.len(), 0usize..60, 1usize..8),
    ) {
        let index = crate::corpus::index();
        let chars: Vec<char> = TEXTS[which].1.chars().collect();
        let from = from.min(chars.len() - 1);
        let piece: String = chars[from..].iter().take(length).collect();
        prop_assume!(piece.contains(char::is_alphanumeric));
        // Any stretch of the text, wherever cut; unless another record has all its words.
        let hits = found(&index, &piece);
        prop_assert!(!hits.is_empty(), "{piece}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_is_an_error(text in any::<String>(), body in "\\PC{0,80}") {
        let index = crate::corpus::index();
        let viewer = Viewer::default();
        index.apply([put(doc(99, &text, &body))], 99).unwrap();
        index.query(&query(&text), &viewer).unwrap();
        index.related(1, &text, &viewer, 5).unwrap();
        for similar in index.similar(1, &text, &body, &viewer, None).unwrap() {
            prop_assert!((0.0..=1.0).contains(&similar.score));
        }
        search::highlight(&body, &text);
        search::same_text_key(&text, &body);
    }
}
