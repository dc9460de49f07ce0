//! What survives: crashes, other versions, damage, rebuilding, a second process.

use std::convert::Infallible;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use search::{Change, Error, Index, Opened};

use crate::corpus::{doc, found, put};

fn ok(doc: search::Doc) -> Result<search::Doc, Infallible> {
    Ok(doc)
}

#[test]
fn a_fresh_directory_starts_empty_and_is_resumed_later() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), 1).unwrap();
    assert_eq!((index.opened(), index.cursor()), (&Opened::Created, 0));
    index.apply([put(doc(1, "叉车", "")), put(doc(2, "行车", ""))], 17).unwrap();
    index.apply([Change::Remove(2), Change::Remove(99)], 18).unwrap();
    drop(index);
    let index = Index::open(dir.path(), 1).unwrap();
    assert_eq!((index.opened(), index.cursor()), (&Opened::Resumed, 18));
    assert_eq!(found(&index, "车"), [1]);
    assert_eq!(index.len(), 1);
}

#[test]
fn a_crash_before_the_commit_leaves_the_last_commit() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), 1).unwrap();
    index.apply([put(doc(1, "叉车", ""))], 1).unwrap();
    let broken = (2..).map(|id| {
        assert!(id < 500, "the power goes");
        if id == 2 { Change::Remove(1) } else { put(doc(id, "叉车", "")) }
    });
    let crash = catch_unwind(AssertUnwindSafe(|| index.apply(broken, 500)));
    assert!(crash.is_err());
    assert_eq!((index.cursor(), found(&index, "叉车")), (1, vec![1]));
    drop(index);
    let index = Index::open(dir.path(), 1).unwrap();
    assert_eq!((index.cursor(), found(&index, "叉车")), (1, vec![1]));
}

#[test]
fn after_a_failed_batch_the_next_one_does_not_carry_its_remains() {
    let index = Index::open_in_memory().unwrap();
    let broken = (1..).map(|id| {
        assert!(id < 5);
        put(doc(id, "叉车", ""))
    });
    assert!(catch_unwind(AssertUnwindSafe(|| index.apply(broken, 5))).is_err());
    index.apply([put(doc(9, "叉车", ""))], 9).unwrap();
    assert_eq!((index.cursor(), found(&index, "叉车")), (9, vec![9]));
}

#[test]
fn a_second_opener_is_told_that_the_index_is_in_use() {
    let dir = tempfile::tempdir().unwrap();
    let first = Index::open(dir.path(), 1).unwrap();
    assert!(matches!(Index::open(dir.path(), 1), Err(Error::Busy(path)) if path == dir.path()));
    drop(first);
    Index::open(dir.path(), 1).unwrap();
}

#[test]
fn another_version_starts_anew() {
    let dir = tempfile::tempdir().unwrap();
    Index::open(dir.path(), 1).unwrap().apply([put(doc(1, "叉车", ""))], 5).unwrap();
    let index = Index::open(dir.path(), 2).unwrap();
    assert_eq!((index.opened(), index.cursor(), index.len()), (&Opened::Outdated, 0, 0));
    drop(index);
    assert_eq!(Index::open(dir.path(), 2).unwrap().opened(), &Opened::Resumed);
}

#[test]
fn a_damaged_index_starts_anew() {
    let dir = tempfile::tempdir().unwrap();
    Index::open(dir.path(), 1).unwrap().apply([put(doc(1, "叉车", ""))], 5).unwrap();
    fs::write(dir.path().join("1").join("meta.json"), "{").unwrap();
    let index = Index::open(dir.path(), 1).unwrap();
    assert!(matches!(index.opened(), Opened::Damaged(_)));
    assert_eq!((index.cursor(), index.len()), (0, 0));
    index.apply([put(doc(1, "叉车", ""))], 5).unwrap();
    assert_eq!(found(&index, "叉车"), [1]);
}

#[test]
fn a_rebuild_replaces_everything_and_goes_on_from_its_cursor() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), 1).unwrap();
    index.apply((1..=5).map(|id| put(doc(id, "叉车", ""))), 5).unwrap();
    index.rebuild((4..=6).map(|id| ok(doc(id, "叉车", ""))), 3).unwrap();
    assert_eq!((index.cursor(), found(&index, "叉车")), (3, vec![4, 5, 6]));
    let folders =
        fs::read_dir(dir.path()).unwrap().filter(|entry| entry.as_ref().unwrap().file_type().unwrap().is_dir());
    assert_eq!(folders.count(), 1, "old generations are swept");
    index.apply([Change::Remove(5)], 4).unwrap();
    drop(index);
    let index = Index::open(dir.path(), 1).unwrap();
    assert_eq!((index.cursor(), found(&index, "叉车")), (4, vec![4, 6]));
}

#[test]
fn a_rebuild_whose_source_fails_leaves_the_old_index() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), 1).unwrap();
    index.apply([put(doc(1, "叉车", ""))], 1).unwrap();
    let source = [Ok(doc(2, "叉车", "")), Err("the database went away")];
    assert!(matches!(index.rebuild(source, 9), Err(Error::Source(_))));
    assert_eq!((index.cursor(), found(&index, "叉车")), (1, vec![1]));
    index.apply([put(doc(3, "叉车", ""))], 2).unwrap();
    drop(index);
    assert_eq!(found(&Index::open(dir.path(), 1).unwrap(), "叉车"), [1, 3]);
}

#[test]
fn many_threads_ask_while_one_writes() {
    let index = Index::open_in_memory().unwrap();
    index.apply([put(doc(1, "叉车", ""))], 1).unwrap();
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..50 {
                        assert!(found(&index, "叉车").contains(&1));
                    }
                })
            })
            .collect();
        for id in 2..10 {
            index.apply([put(doc(id, "叉车", ""))], id as u64).unwrap();
        }
        for reader in readers {
            reader.join().unwrap();
        }
    });
    assert_eq!(index.cursor(), 9);
    assert_eq!(found(&index, "叉车").len(), 9);
}
