//! The tree against RFC 6962 written down a second time, and against the numbers of others.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod common;

use common::{MemLog, naive_consistency, naive_path, naive_root, records};
use ledger::tree::{self, HASH_BYTES, Hash, TILE_WIDTH, TileStore, TreeError};
use proptest::prelude::*;

#[test]
fn roots_and_paths_are_those_of_certificate_transparency() {
    // The eight leaves and the roots over the first 1, 2, … 8 of them that CT implementations test themselves with.
    let leaves: Vec<Vec<u8>> =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
            .map(|leaf| hex::decode(leaf).unwrap())
            .into();
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut log = MemLog::default();
    for (leaf, root) in leaves.iter().zip(roots) {
        assert_eq!(hex::encode(log.append(&[leaf]).root), root);
        assert_eq!(hex::encode(log.root()), root);
    }
    let path: Vec<String> = tree::inclusion_proof(&log, 8, 0).unwrap().iter().map(hex::encode).collect();
    assert_eq!(
        path,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
}

#[test]
fn the_empty_tree_has_the_hash_of_nothing() {
    let nothing = MemLog::default();
    assert_eq!(nothing.root(), naive_root(&[]));
    let appended = tree::append(&nothing, 0, &[] as &[&[u8]]).unwrap();
    assert_eq!((appended.new_size, appended.root, appended.tiles), (0, naive_root(&[]), vec![]));
}

/// The tiles a tree of `size` consists of, as tlog-tiles defines them: level, number, width.
fn layout(size: u64) -> Vec<(u8, u64, usize)> {
    let mut tiles = Vec::new();
    let (mut level, mut hashes) = (0, size);
    while hashes > 0 {
        let full = hashes / TILE_WIDTH as u64;
        tiles.extend((0..full).map(|n| (level, n, TILE_WIDTH)));
        let partial = (hashes % TILE_WIDTH as u64) as usize;
        if partial > 0 {
            tiles.push((level, full, partial));
        }
        level += 1;
        hashes = full;
    }
    tiles
}

#[test]
fn seventy_thousand_leaves_lie_in_the_tiles_of_the_specification() {
    // The example of tlog-tiles: 273 full tiles and one of 112, then one full and one of 17, then one of 1.
    let leaves = records(70_000);
    let mut log = MemLog::default();
    for batch in leaves.chunks(997) {
        log.append(batch);
    }
    let found: Vec<_> = log.tiles.iter().map(|(&(l, n), bytes)| (l, n, bytes.len() / HASH_BYTES)).collect();
    assert_eq!(found, layout(70_000));
    assert_eq!(found.len(), 273 + 1 + 1 + 1 + 1);
    assert_eq!(log.root(), naive_root(&leaves));
    for index in [0, 255, 256, 65_535, 65_536, 69_999] {
        let proof = tree::inclusion_proof(&log, 70_000, index).unwrap();
        assert!(tree::verify_inclusion(&leaves[index as usize], index, 70_000, &log.root(), &proof));
    }
    let old = naive_root(&leaves[..65_537]);
    let proof = tree::consistency_proof(&log, 65_537, 70_000).unwrap();
    assert!(tree::verify_consistency((65_537, &old), (70_000, &log.root()), &proof));
}

#[test]
fn appending_returns_only_the_tiles_it_touched() {
    let leaves = records(600);
    let mut log = MemLog::of(&leaves[..300]);
    let touched = |log: &mut MemLog, range: std::ops::Range<usize>| -> Vec<(u8, u64)> {
        log.append(&leaves[range]).tiles.iter().map(|tile| (tile.level, tile.n)).collect()
    };
    assert_eq!(touched(&mut log, 300..500), [(0, 1)]);
    assert_eq!(touched(&mut log, 500..520), [(0, 1), (0, 2), (1, 0)]);
    assert_eq!(touched(&mut log, 520..520), []);
}

#[test]
fn a_store_that_disagrees_with_the_size_is_not_appended_to() {
    let leaves = records(300);
    let log = MemLog::of(&leaves);
    let append = |size| tree::append(&log, size, &leaves[..1]).map(|appended| appended.new_size);
    assert_eq!(append(300), Ok(301));
    assert_eq!(append(299), Err(TreeError::Ahead { level: 0, n: 1 }));
    assert_eq!(append(256), Err(TreeError::Ahead { level: 0, n: 1 }));
    assert_eq!(append(301), Err(TreeError::Short { level: 0, n: 1 }));
    assert_eq!(append(0), Err(TreeError::Ahead { level: 0, n: 0 }));
    let mut lost = log.clone();
    lost.tiles.remove(&(1, 0));
    assert_eq!(tree::append(&lost, 300, &leaves[..1]), Err(TreeError::Short { level: 1, n: 0 }));
}

#[test]
fn what_is_not_there_is_refused() {
    let log = MemLog::of(&records(300));
    assert_eq!(tree::root(&log, 301), Err(TreeError::Short { level: 0, n: 1 }));
    assert_eq!(tree::inclusion_proof(&log, 300, 300), Err(TreeError::Beyond { asked: 300, size: 300 }));
    assert_eq!(tree::consistency_proof(&log, 301, 300), Err(TreeError::Beyond { asked: 301, size: 300 }));
    assert_eq!(tree::consistency_proof(&log, 300, 600), Err(TreeError::Short { level: 0, n: 1 }));
}

#[test]
fn the_fault_of_the_store_comes_through() {
    struct Broken;
    impl TileStore for Broken {
        type Error = &'static str;
        fn tile(&self, _: u8, _: u64) -> Result<Option<Vec<u8>>, &'static str> {
            Err("disk on fire")
        }
    }
    assert_eq!(tree::root(&Broken, 5), Err(TreeError::Store("disk on fire")));
    assert_eq!(tree::append(&Broken, 5, &["x"]), Err(TreeError::Store("disk on fire")));
}

#[test]
fn every_older_tree_is_consistent_with_the_empty_one_and_itself() {
    let log = MemLog::of(&records(5));
    let (root, empty) = (log.root(), naive_root(&[]));
    assert_eq!(tree::consistency_proof(&log, 0, 5).unwrap(), Vec::<Hash>::new());
    assert!(tree::verify_consistency((0, &empty), (5, &root), &[]));
    assert!(!tree::verify_consistency((0, &root), (5, &root), &[]));
    assert!(tree::verify_consistency((5, &root), (5, &root), &[]));
    assert!(!tree::verify_consistency((5, &empty), (5, &root), &[]));
}

#[test]
fn absurd_numbers_and_endless_proofs_are_refused_without_panic() {
    let long = vec![[0; 32]; 100_000];
    for size in [0, 1, 2, u64::MAX / 2, u64::MAX] {
        for index in [0, 1, u64::MAX - 1, u64::MAX] {
            for proof in [&long[..], &long[..64], &long[..1], &[]] {
                assert!(!tree::verify_inclusion(b"x", index, size, &[1; 32], proof));
                assert!(!tree::verify_consistency((index.max(1), &[1; 32]), (size, &[2; 32]), proof));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn batches_make_no_difference(batches in prop::collection::vec(0_usize..150, 0..6)) {
        let leaves = records(batches.iter().sum());
        let (mut batched, mut single) = (MemLog::default(), MemLog::default());
        let mut done = 0;
        for batch in batches {
            let appended = batched.append(&leaves[done..done + batch]);
            done += batch;
            prop_assert_eq!(appended.new_size, done as u64);
            prop_assert_eq!(appended.root, naive_root(&leaves[..done]));
        }
        for leaf in &leaves {
            single.append(&[leaf]);
        }
        prop_assert_eq!(&batched, &single);
        prop_assert_eq!(batched.root(), naive_root(&leaves));
        let found: Vec<_> = batched.tiles.iter().map(|(&(l, n), bytes)| (l, n, bytes.len() / HASH_BYTES)).collect();
        prop_assert_eq!(found, layout(done as u64));
    }

    #[test]
    fn inclusion_proofs_are_those_of_the_rfc_and_hold_for_nothing_else(
        (size, index) in (1_usize..600).prop_flat_map(|size| (Just(size), 0..size)), grown in 0_usize..300, bit in 0_usize..256,
    ) {
        let leaves = records(size + grown);
        // The tiles may have grown since the tree the proof is about.
        let log = MemLog::of(&leaves);
        let root = naive_root(&leaves[..size]);
        let (n, i) = (size as u64, index as u64);
        prop_assert_eq!(tree::root(&log, n).unwrap(), root);
        let proof = tree::inclusion_proof(&log, n, i).unwrap();
        prop_assert_eq!(&proof, &naive_path(index, &leaves[..size]));
        prop_assert!(tree::verify_inclusion(&leaves[index], i, n, &root, &proof));
        prop_assert!(!tree::verify_inclusion(b"another", i, n, &root, &proof));
        prop_assert!(!tree::verify_inclusion(&leaves[index], i + 1, n, &root, &proof));
        for at in 0..proof.len() {
            let mut bent = proof.clone();
            bent[at][bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!tree::verify_inclusion(&leaves[index], i, n, &root, &bent));
            prop_assert!(!tree::verify_inclusion(&leaves[index], i, n, &root, &proof[..at]));
        }
    }

    #[test]
    fn consistency_proofs_are_those_of_the_rfc_and_betray_a_rewritten_past(
        (old, new) in (1_usize..600).prop_flat_map(|new| (1..=new, Just(new))), rewritten: prop::sample::Index,
    ) {
        let leaves = records(new);
        let log = MemLog::of(&leaves);
        let (old_root, new_root) = (naive_root(&leaves[..old]), log.root());
        let proof = tree::consistency_proof(&log, old as u64, new as u64).unwrap();
        prop_assert_eq!(&proof, &naive_consistency(old, &leaves, true));
        prop_assert!(tree::verify_consistency((old as u64, &old_root), (new as u64, &new_root), &proof));

        let mut other = leaves.clone();
        other[rewritten.index(old)] = b"history is what I say".to_vec();
        let forged = MemLog::of(&other);
        let proof = tree::consistency_proof(&forged, old as u64, new as u64).unwrap();
        prop_assert!(!tree::verify_consistency((old as u64, &old_root), (new as u64, &forged.root()), &proof));
    }
}
