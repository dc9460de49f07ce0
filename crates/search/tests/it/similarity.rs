//! Rewordings are found, other subjects are not.

use search::{Index, Viewer};

use crate::corpus::{REWORDED, TEXTS, UNRELATED, doc, index, put};

#[test]
fn a_reworded_text_is_found_on_submit() {
    let index = index();
    for (original, title, body) in REWORDED {
        let similar = index.similar(1, title, body, &Viewer::default(), None).unwrap();
        let ids: Vec<u128> = similar.iter().map(|similar| similar.id).collect();
        assert_eq!(ids, [*original], "{title}");
    }
}

#[test]
fn other_subjects_raise_no_alarm() {
    let index = index();
    for (title, body) in UNRELATED {
        let similar = index.similar(1, title, body, &Viewer::default(), None).unwrap();
        assert_eq!(similar, [], "{title}");
    }
    for (id, (title, body)) in (1..).zip(TEXTS) {
        let others = index.similar(1, title, body, &Viewer::default(), Some(id)).unwrap();
        assert_eq!(others, [], "{title}");
    }
}

#[test]
fn a_copy_scores_one_and_exclude_leaves_out_oneself() {
    let index = index();
    let (title, body) = TEXTS[3];
    let copy = index.similar(1, title, body, &Viewer::default(), None).unwrap();
    assert_eq!(copy[0].id, 4);
    assert!((copy[0].score - 1.0).abs() < 1e-9);
}

#[test]
fn the_score_is_the_same_from_either_side() {
    let (_, title, body) = REWORDED[0];
    let both = index();
    both.apply([put(doc(100, title, body))], 100).unwrap();
    let (other_title, other_body) = TEXTS[0];
    let score = |title, body, of| {
        let similar = both.similar(1, title, body, &Viewer::default(), None).unwrap();
        similar.iter().find(|similar| similar.id == of).unwrap().score
    };
    let there = score(title, body, 1);
    let back = score(other_title, other_body, 100);
    assert!((there - back).abs() < 1e-9, "{there} {back}");
}

#[test]
fn titles_bring_up_related_records_while_typing() {
    let index = index();
    for (title, original) in
        [("数控车床液压站漏油", 1), ("行车钢丝绳监测", 2), ("空压机余热回收", 4), ("皮带跑偏", 5), ("叉车倒车报警", 12)]
    {
        let related = index.related(1, title, &Viewer::default(), 5).unwrap();
        assert_eq!(related.first().map(|related| related.id), Some(original), "{title}");
    }
    for title in ["职工书屋延长开放时间", "高炉渣水系统节水", "", "的", "？！"] {
        assert_eq!(index.related(1, title, &Viewer::default(), 5).unwrap(), [], "{title}");
    }
}

#[test]
fn related_keeps_to_its_limit_best_first() {
    let index = Index::open_in_memory().unwrap();
    let docs = (1..=9).map(|id| doc(id, "叉车倒车报警", "安装雷达"));
    index.apply(docs.map(put), 9).unwrap();
    index.apply([put(doc(10, "安装雷达", "叉车倒车报警"))], 10).unwrap();
    let related = index.related(1, "叉车倒车报警", &Viewer::default(), 4).unwrap();
    assert_eq!(related.len(), 4);
    assert!(related.iter().all(|related| related.id != 10));
    assert!(index.related(1, "叉车", &Viewer::default(), 0).unwrap().is_empty());
}

#[test]
fn what_a_text_has_in_common_with_the_records_below_a_node_is_told_by_words_of_its_title() {
    let index = index();
    let below = |mut doc: search::Doc| {
        doc.path = vec!["1.7.".to_owned()];
        put(doc)
    };
    let ours = below(doc(901, "三爪夹具松动，换型要重新对刀", "换型一次四十分钟。"));
    let other = below(doc(902, "食堂排队太久", "中午窗口少。"));
    let elsewhere = put(doc(903, "三爪夹具换型慢", "换型一次四十分钟。"));
    index.apply([ours, other, elsewhere], 10_000).unwrap();
    let text = ("三爪夹具改快换定位销", "换型时间降到八分钟。");
    let common = index.in_common(1, text, &search::Viewer::default(), "1.7.", 0).unwrap();
    assert_eq!((common.records, common.closest), (1, Some(901)));
    assert!(common.words.iter().any(|word| word == "夹具"), "{:?}", common.words);
    let itself = index.in_common(1, text, &search::Viewer::default(), "1.7.", 901).unwrap();
    assert_eq!(itself, search::Common::default(), "a record has nothing in common with itself");
}
