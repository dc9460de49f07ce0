//! Receipts: a true one verifies, and whatever is changed in one is found and named.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod common;

use common::MemLog;
use ledger::checkpoint;
use ledger::keys::LogKey;
use ledger::leaf::opening_digest;
use ledger::opening::Opening;
use ledger::receipt::{Expected, MAX_RECEIPT_BYTES, Receipt, ReceiptFault, Verified, verify_receipt};
use ledger::tree;
use proptest::prelude::*;
use serde_json::json;
use std::sync::LazyLock;
use uuid::Uuid;

/// A receipt that was checked by a program sharing no code with this one (see the README).
const FIXTURE: &str = include_str!("receipt.tlog-proof");

/// Ed25519 seed of bytes 0 to 31. Known to everyone.
const SECRET: &str = "PRIVATE+KEY+liaoyuan.example/log+5a9f0827+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
const INDEX: u64 = 3;
const SIZE: u64 = 21;

static KEY: LazyLock<LogKey> = LazyLock::new(|| LogKey::parse(SECRET).unwrap());

fn opening(n: u64) -> Opening {
    let entry = json!({
        "actor": "工号 0427", "reason": "试用三月，省电 12%", "step": "采纳", "subject": "建议 浙-2024-000123", "fen": 120_000 + n
    });
    Opening::new(Uuid::from_u128(u128::from(n)), 1_719_800_000_000 + n as i64, [n as u8; 16], entry).unwrap()
}

fn log() -> MemLog {
    let records: Vec<_> = (0..SIZE).map(|n| opening(n).record()).collect();
    MemLog::of(&records)
}

fn issue(key: &LogKey) -> String {
    let log = log();
    let path = tree::inclusion_proof(&log, SIZE, INDEX).unwrap();
    Receipt::new(opening(INDEX), INDEX, path, checkpoint::sign(key, SIZE, &log.root())).to_text()
}

fn verify(text: impl AsRef<[u8]>) -> Result<Verified, ReceiptFault> {
    verify_receipt(text.as_ref(), KEY.verifier())
}

/// The fixture with its opening's text changed by `change`, base64 and all.
fn with_opening(change: impl Fn(&str) -> String) -> String {
    use base64::prelude::{BASE64_STANDARD as B64, Engine};
    let line = FIXTURE.lines().nth(1).unwrap();
    let extra = String::from_utf8(B64.decode(line.strip_prefix("extra ").unwrap()).unwrap()).unwrap();
    let changed = change(&extra);
    assert_ne!(changed, extra, "the change must change something");
    FIXTURE.replace(line, &format!("extra {}", B64.encode(changed)))
}

#[test]
fn the_receipt_issued_is_the_one_that_others_have_checked() {
    assert_eq!(issue(&KEY), FIXTURE);
    assert_eq!(Receipt::parse(FIXTURE.as_bytes()).unwrap().to_text(), FIXTURE);
}

#[test]
fn a_true_receipt_says_what_is_proved() {
    let verified = verify(FIXTURE).unwrap();
    let opening = opening(INDEX);
    assert_eq!(
        verified,
        Verified {
            origin: "liaoyuan.example/log".into(),
            size: SIZE,
            root: log().root(),
            index: INDEX,
            id: opening.id(),
            at_ms: opening.at_ms(),
            entry: opening.entry().clone(),
            digest: *opening.digest(),
        }
    );
}

#[test]
fn a_log_of_one_entry_gives_receipts_without_a_path() {
    let opening = opening(0);
    let log = MemLog::of(&[opening.record()]);
    let text = Receipt::new(opening, 0, vec![], checkpoint::sign(&KEY, 1, &log.root())).to_text();
    assert_eq!(verify(&text).unwrap().size, 1);
}

#[test]
fn each_lie_has_its_name() {
    let altered = |from: &str, to: &str| verify(with_opening(|text| text.replacen(from, to, 1))).unwrap_err();
    assert_eq!(altered("采纳", "驳回"), ReceiptFault::EntryAltered);
    assert_eq!(altered("\"salt\":\"03", "\"salt\":\"04"), ReceiptFault::EntryAltered);
    let digest = hex::encode(opening(INDEX).digest());
    assert_eq!(altered(&digest, &"0".repeat(64)), ReceiptFault::DigestAltered);
    assert_eq!(altered("1719800000003", "1719800000004"), ReceiptFault::PathBroken);
    assert_eq!(altered("000000000003\"", "000000000004\""), ReceiptFault::PathBroken);

    let forged_entry = br#"{"step":"forged"}"#;
    let forged = hex::encode(opening_digest(&[3; 16], forged_entry));
    let fits_but_is_not_logged = with_opening(|text| {
        let entry_at = text.find("\"entry\":").unwrap() + 8;
        let entry_end = text.find(",\"id\"").unwrap();
        let text = format!("{}{}{}", &text[..entry_at], r#"{"step":"forged"}"#, &text[entry_end..]);
        text.replace(&digest, &forged)
    });
    assert_eq!(verify(fits_but_is_not_logged).unwrap_err(), ReceiptFault::PathBroken);
    let neither = with_opening(|text| text.replace("采纳", "驳回").replace(&digest, &forged));
    assert_eq!(verify(neither).unwrap_err(), ReceiptFault::DigestMismatch);

    let fault = |from: &str, to: &str| verify(FIXTURE.replacen(from, to, 1)).unwrap_err();
    assert_eq!(fault("index 3", "index 4"), ReceiptFault::PathBroken);
    assert_eq!(fault("index 3", "index 21"), ReceiptFault::IndexBeyond { index: 21, size: 21 });
    let key = KEY.verifier().label();
    assert_eq!(fault("\n21\n", "\n22\n"), ReceiptFault::WrongSignature { key: key.clone() });
    assert_eq!(
        fault("\n\nliaoyuan", "\n\nliaoyuam"),
        ReceiptFault::WrongOrigin { found: "liaoyuam.example/log".into(), expected: "liaoyuan.example/log".into() }
    );
    assert_eq!(fault("— liaoyuan", "— liaoyuam"), ReceiptFault::UnknownKey { expected: key });
}

#[test]
fn malformed_lines_are_named_by_number() {
    let malformed = |text: String| match verify(&text).unwrap_err() {
        ReceiptFault::Malformed { line, expected } => (line, expected),
        other => panic!("{other}"),
    };
    let fault = |from: &str, to: &str| malformed(FIXTURE.replacen(from, to, 1));
    assert_eq!(fault("@v1", "@v2"), (1, Expected::Header));
    assert_eq!(fault("extra ", "extra"), (2, Expected::Extra));
    assert_eq!(fault("index 3", "index 03"), (3, Expected::Index));
    assert_eq!(fault("index 3", "index +3"), (3, Expected::Index));
    assert_eq!(fault("index 3\n", "index 3\nAAAA\n"), (4, Expected::Hash));
    assert_eq!(fault("\n\nliaoyuan", "\n\n\nliaoyuan"), (10, Expected::Origin));
    assert_eq!(fault("\n21\n", "\n021\n"), (11, Expected::Size));
    assert_eq!(fault("\n\n— ", "\n— "), (13, Expected::Empty));
    assert_eq!(fault("— ", "- "), (14, Expected::Signature));
    assert_eq!(fault("\n", "\r\n"), (1, Expected::Header));
    assert_eq!(malformed(String::new()), (1, Expected::Header));
    assert_eq!(malformed(format!("{FIXTURE}\n")), (15, Expected::End));
    assert_eq!(malformed(FIXTURE.trim_end().to_owned()), (14, Expected::Signature));
    let endless = "A".repeat(43) + "=\n";
    assert_eq!(malformed(FIXTURE.replacen("index 3\n", &format!("index 3\n{}", endless.repeat(100)), 1)).0, 4 + 65);
    assert_eq!(
        verify([b"c2sp.org/tlog-proof@v1\n\xff".as_slice()].concat()).unwrap_err(),
        ReceiptFault::Malformed { line: 2, expected: Expected::Text }
    );
    assert_eq!(verify("x".repeat(MAX_RECEIPT_BYTES + 1)).unwrap_err(), ReceiptFault::TooLong);
}

#[test]
fn a_signature_nobody_checks_is_refused() {
    let signature = FIXTURE.lines().last().unwrap();
    let doubled = format!("{FIXTURE}{signature}\n");
    assert_eq!(verify(doubled).unwrap_err(), ReceiptFault::Malformed { line: 15, expected: Expected::End });
}

#[test]
fn another_key_of_the_same_name_is_unknown() {
    let other = LogKey::generate("liaoyuan.example/log").unwrap();
    assert_eq!(verify(issue(&other)).unwrap_err(), ReceiptFault::UnknownKey { expected: KEY.verifier().label() });
}

#[test]
fn a_receipt_of_another_log_is_refused_by_name() {
    let other = LogKey::generate("other.example/log").unwrap();
    assert!(matches!(verify(issue(&other)).unwrap_err(), ReceiptFault::WrongOrigin { .. }));
}

#[test]
fn there_is_no_byte_that_does_not_count() {
    for position in 0..FIXTURE.len() {
        let mut text = FIXTURE.as_bytes().to_vec();
        text[position] ^= 1;
        let fault = verify(&text).unwrap_err();
        assert!(is_named(&fault, line_of(position)), "byte {position}: {fault}");
    }
}

/// Which faults may be named when something on `line` of the fixture was changed. A changed line end may also be noticed
/// on the line after.
fn is_named(fault: &ReceiptFault, line: usize) -> bool {
    use ReceiptFault as F;
    match fault {
        F::Malformed { line: named, .. } => *named == line || *named == line + 1,
        F::Opening(_) | F::EntryAltered | F::DigestAltered | F::DigestMismatch => line == 2,
        F::PathBroken => (2..=8).contains(&line),
        F::IndexBeyond { .. } => line == 3,
        F::WrongOrigin { .. } => line == 10,
        F::WrongSignature { .. } => (11..=14).contains(&line),
        F::UnknownKey { .. } => line == 14,
        F::TooLong => false,
    }
}

fn line_of(position: usize) -> usize {
    1 + FIXTURE.as_bytes()[..position].iter().filter(|byte| **byte == b'\n').count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_changed_byte_is_found_and_named(position in 0..FIXTURE.len(), byte: u8) {
        let mut text = FIXTURE.as_bytes().to_vec();
        prop_assume!(text[position] != byte);
        text[position] = byte;
        let fault = verify(&text).unwrap_err();
        prop_assert!(is_named(&fault, line_of(position)), "line {}: {}", line_of(position), fault);
    }

    #[test]
    fn any_byte_taken_out_put_in_or_cut_off_is_found(position in 0..FIXTURE.len(), byte: u8) {
        let mut shorter = FIXTURE.as_bytes().to_vec();
        shorter.remove(position);
        prop_assert!(verify(&shorter).is_err());
        let mut longer = FIXTURE.as_bytes().to_vec();
        longer.insert(position, byte);
        prop_assert!(verify(&longer).is_err());
        prop_assert!(verify(&FIXTURE.as_bytes()[..position]).is_err());
    }

    #[test]
    fn no_text_makes_it_panic(head in "(c2sp.org/tlog-proof@v1\n)?(extra [A-Za-z0-9+/=]{0,8}\n)?(index [0-9]{1,20}\n)?", tail: Vec<u8>) {
        let mut text = head.into_bytes();
        text.extend(tail);
        prop_assert!(verify(&text).is_err());
    }
}
