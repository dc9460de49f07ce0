//! Nobody finds what he or she may not read: not as a hit, not in a number, not as a similar record.

use std::collections::BTreeSet;

use proptest::prelude::*;
use search::{Doc, Filters, Index, Order, Query, Viewer, Visibility};

use crate::corpus::{doc, ids, put, query};

const TITLE: &str = "叉车倒车防撞报警";
const BODY: &str = "仓库叉车倒车时视线受阻，建议在尾部安装雷达和蜂鸣器";

/// The rule once more in plain words, to hold the index against.
fn may_read(doc: &Doc, viewer: &Viewer) -> bool {
    let wrote = viewer.person.is_some_and(|person| doc.authors.contains(&person));
    let by_role = viewer.whole_enterprises.contains(&doc.enterprise_no);
    let same_enterprise = viewer.enterprise_no == Some(doc.enterprise_no);
    let same_team = same_enterprise && viewer.unit_no == Some(doc.unit_no);
    match doc.visibility {
        Visibility::Public => true,
        Visibility::Enterprise => wrote || by_role || same_enterprise,
        Visibility::Team => wrote || by_role || same_team,
    }
}

fn any_doc(id: u128) -> impl Strategy<Value = Doc> {
    let visibility = prop_oneof![Just(Visibility::Team), Just(Visibility::Enterprise), Just(Visibility::Public)];
    (0u64..3, 0u64..3, visibility, prop::collection::vec(0u128..3, 0..3)).prop_map(
        move |(enterprise_no, unit_no, visibility, authors)| Doc {
            enterprise_no,
            unit_no,
            visibility,
            authors,
            ..doc(id, TITLE, BODY)
        },
    )
}

fn any_viewer() -> impl Strategy<Value = Viewer> {
    (
        prop::option::of(0u128..3),
        prop::option::of(0u64..3),
        prop::option::of(0u64..3),
        prop::collection::btree_set(0u64..3, 0..2),
    )
        .prop_map(|(person, enterprise_no, unit_no, whole_enterprises)| Viewer {
            person,
            enterprise_no,
            unit_no,
            whole_enterprises,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_way_in_shows_exactly_what_may_be_read(
        docs in (1u128..=12).map(any_doc).collect::<Vec<_>>(),
        viewers in prop::collection::vec(any_viewer(), 8),
    ) {
        let index = Index::open_in_memory().unwrap();
        index.apply(docs.iter().cloned().map(put), 1).unwrap();
        for viewer in &viewers {
            let allowed: BTreeSet<u128> = docs
                .iter()
                .filter(|doc| may_read(doc, viewer))
                .map(|doc| doc.id)
                .collect();
            for (text, order) in [("叉车", Order::Relevance), ("叉车", Order::Newest), ("", Order::Newest), ("车尾", Order::Relevance)] {
                let hits = index.query(&Query { order, ..query(text) }, viewer).unwrap();
                prop_assert_eq!(&ids(&hits).into_iter().collect::<BTreeSet<_>>(), &allowed);
                prop_assert_eq!(hits.total.count, allowed.len() as u64);
                let first = index.query(&Query { order, limit: 1, ..query(text) }, viewer).unwrap();
                prop_assert_eq!(first.total.count, allowed.len() as u64, "counted beyond the page");
            }
            let similar = index.similar(1, TITLE, BODY, viewer, None).unwrap();
            let related = index.related(1, TITLE, viewer, 50).unwrap();
            for found in [similar, related] {
                let found: BTreeSet<u128> = found.iter().map(|similar| similar.id).collect();
                prop_assert_eq!(&found, &allowed);
            }
        }
    }
}

#[test]
fn what_becomes_private_is_gone_at_once() {
    let index = Index::open_in_memory().unwrap();
    let public = doc(1, TITLE, BODY);
    let private = Doc { visibility: Visibility::Team, ..public.clone() };
    let seen = || ids(&index.query(&query("叉车"), &Viewer::default()).unwrap());
    index.apply([put(public)], 1).unwrap();
    assert_eq!(seen(), [1]);
    index.apply([put(private)], 2).unwrap();
    assert_eq!(seen(), [] as [u128; 0]);
}

#[test]
fn asking_for_another_persons_records_opens_nothing() {
    let index = Index::open_in_memory().unwrap();
    let hidden = Doc { visibility: Visibility::Team, authors: vec![7], ..doc(1, TITLE, BODY) };
    index.apply([put(hidden)], 1).unwrap();
    let mine = Query { filters: Filters { author: Some(7), ..Filters::default() }, ..query("") };
    let as_viewer = |person| Viewer { person: Some(person), ..Viewer::default() };
    assert_eq!(ids(&index.query(&mine, &as_viewer(7)).unwrap()), [1]);
    let other = index.query(&mine, &as_viewer(8)).unwrap();
    assert_eq!((other.hits.len(), other.total.count), (0, 0));
}

#[test]
fn many_matches_one_may_not_read_do_not_crowd_out_the_one_that_one_may() {
    let index = Index::open_in_memory().unwrap();
    let hidden = (1..=300).map(|id| Doc { visibility: Visibility::Team, ..doc(id, TITLE, BODY) });
    let shown = doc(999, TITLE, BODY);
    index.apply(hidden.chain([shown]).map(put), 1).unwrap();
    let nobody = Viewer::default();
    let similar = index.similar(1, TITLE, BODY, &nobody, None).unwrap();
    let related = index.related(1, TITLE, &nobody, 5).unwrap();
    for found in [similar, related] {
        assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [999]);
    }
    assert_eq!(ids(&index.query(&query("叉车倒车"), &nobody).unwrap()), [999]);
}
