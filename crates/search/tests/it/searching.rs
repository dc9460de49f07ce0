//! What a person types and what comes back.

use std::collections::BTreeSet;

use search::{Doc, Filters, Index, Order, Query, TOTAL_CAP, Total, Viewer};

use crate::corpus::{ask, doc, found, ids, index, put, query};

#[test]
fn words_of_two_characters_and_of_one_are_found() {
    let index = index();
    assert_eq!(found(&index, "漏油"), [1]);
    assert_eq!(found(&index, "叉车"), [12]);
    assert_eq!(found(&index, "泵"), [11, 14]);
    assert_eq!(found(&index, "绳"), [2]);
}

#[test]
fn all_words_must_be_there_in_any_order() {
    let index = index();
    assert_eq!(found(&index, "漏油 车床"), [1]);
    assert_eq!(found(&index, "“车床的漏油”"), [1]);
    assert_eq!(found(&index, "漏油 食堂"), [] as [u128; 0]);
    assert_eq!(found(&index, "  "), (1..=15).collect::<Vec<_>>());
}

#[test]
fn a_fragment_that_no_dictionary_cuts_is_found_by_its_characters() {
    let index = index();
    // 绳磨 and 机房四 are no words; only their characters stand in the documents.
    assert_eq!(found(&index, "丝绳磨"), [2]);
    assert_eq!(found(&index, "压机房四"), [4]);
}

#[test]
fn a_word_of_function_characters_that_stands_nowhere_finds_nothing() {
    assert_eq!(found(&index(), "以及"), [] as [u128; 0]);
}

#[test]
fn a_word_inside_a_longer_word_is_found() {
    let index = Index::open_in_memory().unwrap();
    index.apply([put(doc(1, "数控机床保养", ""))], 1).unwrap();
    for part in ["机床", "数控", "数控机床"] {
        assert_eq!(found(&index, part), [1], "{part}");
    }
}

#[test]
fn the_title_weighs_more_than_the_body() {
    let index = Index::open_in_memory().unwrap();
    let docs = [
        doc(1, "车间照明改造", "更换叉车充电处的灯具，降低能耗"),
        doc(2, "叉车充电改造", "更换车间照明处的灯具，降低能耗"),
    ];
    index.apply(docs.map(put), 1).unwrap();
    assert_eq!(ids(&ask(&index, "叉车")), [2, 1]);
    assert_eq!(ids(&ask(&index, "照明")), [1, 2]);
}

#[test]
fn serial_numbers_are_found_whole_and_in_part() {
    let index = Index::open_in_memory().unwrap();
    let with = |id, serial: &str| Doc { serial: serial.to_owned(), ..doc(id, "甲", "乙") };
    let docs = [with(1, "JY-330206-2024-004127"), with(2, "JY-330206-2024-004128"), with(3, "JY-330206-2023-014127")];
    index.apply(docs.map(put), 1).unwrap();
    for typed in
        ["JY-330206-2024-004127", "jy-330206-2024-004127", "ＪＹ-330206-2024-004127", "004127", "4127", "2024-004127"]
    {
        assert_eq!(found(&index, typed), [1], "{typed}");
    }
    assert_eq!(found(&index, "2024"), [1, 2]);
}

#[test]
fn a_serial_number_beats_a_text_that_mentions_its_parts() {
    let index = Index::open_in_memory().unwrap();
    let mention = Doc { serial: "JY-330206-2024-009999".to_owned(), ..doc(1, "2024 004127", "jy 330206 2024 004127") };
    let meant =
        Doc { serial: "JY-330206-2024-004127".to_owned(), ..doc(2, "加装护栏", "在楼梯口加装护栏") };
    index.apply([put(mention), put(meant)], 1).unwrap();
    assert_eq!(ids(&ask(&index, "JY-330206-2024-004127"))[0], 2);
}

#[test]
fn people_are_found_by_name() {
    let index = Index::open_in_memory().unwrap();
    let by =
        |id, people: &str| Doc { people: people.to_owned(), ..doc(id, "加装护栏", "在楼梯口加装护栏") };
    index.apply([by(1, "张伟民、李喆"), by(2, "王镕基，欧阳海")].map(put), 1).unwrap();
    for (name, id) in [("张伟民", 1), ("李喆", 1), ("王镕基", 2), ("欧阳海", 2), ("护栏 欧阳海", 2)] {
        assert_eq!(found(&index, name), [id], "{name}");
    }
}

#[test]
fn filters_narrow_and_combine() {
    let index = Index::open_in_memory().unwrap();
    let docs = (1..=8).map(|id| Doc {
        kind: id as u64 % 2,
        state: id as u64 % 4,
        category: u64::from(id > 4),
        at_ms: -100 + 50 * id as i64,
        path: vec![format!("geo/{}", id % 3), "geo/province".to_owned()],
        authors: vec![1000 + id % 2],
        ..doc(id, "加装护栏", "")
    });
    index.apply(docs.map(put), 1).unwrap();
    let narrowed = |filters: Filters| {
        let both = ["护栏", ""].map(|text| {
            let query = Query { filters: filters.clone(), ..query(text) };
            let mut found = ids(&index.query(&query, &Viewer::default()).unwrap());
            found.sort();
            found
        });
        assert_eq!(both[0], both[1], "text or none, the filters are the same");
        both[0].clone()
    };
    let none = Filters::default;
    let set = |numbers: &[u64]| numbers.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(narrowed(Filters { kinds: set(&[1]), ..none() }), [1, 3, 5, 7]);
    assert_eq!(narrowed(Filters { states: set(&[0, 3]), ..none() }), [3, 4, 7, 8]);
    assert_eq!(narrowed(Filters { categories: set(&[1]), states: set(&[1]), ..none() }), [5]);
    assert_eq!(narrowed(Filters { within: Some("geo/1".to_owned()), ..none() }), [1, 4, 7]);
    assert_eq!(narrowed(Filters { within: Some("geo".to_owned()), ..none() }), [] as [u128; 0]);
    assert_eq!(narrowed(Filters { author: Some(1001), kinds: set(&[0]), ..none() }), [] as [u128; 0]);
    assert_eq!(narrowed(Filters { author: Some(1000), ..none() }), [2, 4, 6, 8]);
    assert_eq!(narrowed(Filters { from_ms: Some(-50), until_ms: Some(50), ..none() }), [1, 2]);
}

#[test]
fn pages_follow_each_other_in_both_orders() {
    let index = Index::open_in_memory().unwrap();
    let docs = (1..=60u128).map(|id| doc(id, "加装护栏", &"护栏".repeat(id as usize % 7)));
    index.apply(docs.map(put), 1).unwrap();
    for order in [Order::Relevance, Order::Newest] {
        let page = |offset, limit| {
            let query = Query { order, offset, limit, ..query("护栏") };
            index.query(&query, &Viewer::default()).unwrap()
        };
        let all = page(0, 100);
        assert_eq!(all.total, Total { count: 60, exact: true });
        let paged: Vec<u128> = (0..6).flat_map(|n| ids(&page(n * 10, 10))).collect();
        assert_eq!(paged, ids(&all));
        assert_eq!(paged.iter().collect::<BTreeSet<_>>().len(), 60);
        assert_eq!(page(10, 10).total, Total { count: 60, exact: true });
        assert!(page(60, 10).hits.is_empty());
        assert!(page(usize::MAX, usize::MAX).hits.is_empty());
    }
    let newest = Query { order: Order::Newest, limit: 3, ..query("护栏") };
    assert_eq!(ids(&index.query(&newest, &Viewer::default()).unwrap()), [60, 59, 58]);
}

#[test]
fn many_matches_are_counted_up_to_the_cap() {
    let index = Index::open_in_memory().unwrap();
    let docs = (1..=u128::from(TOTAL_CAP) + 5).map(|id| doc(id, "护栏", ""));
    index.apply(docs.map(put), 1).unwrap();
    let total = ask(&index, "护栏").total;
    assert_eq!(total, Total { count: TOTAL_CAP, exact: false });
}

#[test]
fn hostile_texts_are_just_texts() {
    let index = index();
    let long = "漏油".repeat(100_000);
    for text in [
        "\"",
        "漏油\"",
        "AND OR NOT",
        "title:漏油~2^9",
        "*",
        "((((",
        "漏油'; DROP TABLE",
        "\0",
        "\u{202e}漏油",
        "-漏油",
        "[a TO z]",
        "\\",
        long.as_str(),
        "𠮷野家",
        "－－－１",
    ] {
        ask(&index, text);
    }
    assert_eq!(found(&index, "\"漏油\" -("), [1]);
    assert_eq!(found(&index, "漏\u{200b}油"), [1]);
}
