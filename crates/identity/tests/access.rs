//! Signing in, sessions and tokens.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod common;

use common::{START, World, key, worlds};
use identity::sign_in::{self, ADDRESS_FAILURES, Account, Outcome, WINDOW};
use identity::{By, passwords, people, sessions, tokens};
use kernel::id::PersonId;
use kernel::{Clock, Error, Role, Scope, Time};

impl World {
    async fn set_password(&self, person: PersonId, typed: &str) {
        let hashed = passwords::hash(typed).unwrap();
        self.house.change(move |tx| sign_in::set_password(tx, person, None, &hashed, START)).await.unwrap();
    }

    async fn try_as(
        &self,
        account: &Account,
        typed: &str,
        address: &'static str,
        now: Time,
    ) -> kernel::Result<Outcome> {
        let account = account.clone();
        let attempt = self.house.db.read(move |r| sign_in::find_credential(r, &account, address, now)).await?;
        let checked = sign_in::check_password(attempt, typed);
        self.house.db.write(move |tx| sign_in::record_outcome(tx, &checked, now)).await
    }
}

#[tokio::test]
async fn five_failures_lock_for_a_quarter_of_an_hour_by_every_name() {
    for w in worlds().await {
        let clock = Clock::fixed(START);
        w.set_password(w.worker, "一线工人有办法").await;
        let phone = Account::Phone("138-0000-0001".to_owned());
        let number = Account::Employee { enterprise: w.enterprise.id, number: "G101".to_owned() };
        let right = w.try_as(&number, "一线工人有办法", "a", clock.now()).await.unwrap();
        assert_eq!(right.signed_in().unwrap().person, w.worker);

        for nth in 0..5 {
            let account = if nth % 2 == 0 { &phone } else { &number };
            assert_eq!(w.try_as(account, "错的", "a", clock.now()).await.unwrap(), Outcome::Wrong);
            clock.advance(60_000);
        }
        let locked = w.try_as(&number, "一线工人有办法", "b", clock.now()).await;
        assert!(matches!(locked, Err(Error::TooMany(840))), "{locked:?}");
        clock.advance(WINDOW - 60_000);
        assert!(matches!(w.try_as(&phone, "一线工人有办法", "b", clock.now()).await.unwrap(), Outcome::Right(_)));
        // Success forgets the failures before it.
        for _ in 0..4 {
            assert_eq!(w.try_as(&phone, "错的", "c", clock.now()).await.unwrap(), Outcome::Wrong);
        }
        assert!(matches!(w.try_as(&phone, "一线工人有办法", "c", clock.now()).await.unwrap(), Outcome::Right(_)));
        assert_eq!(w.try_as(&phone, "错的", "c", clock.now()).await.unwrap(), Outcome::Wrong);
    }
}

#[tokio::test]
async fn failures_far_apart_do_not_lock() {
    for w in worlds().await {
        let phone = Account::Phone("13800000001".to_owned());
        for nth in 0..8 {
            let at = START.plus_millis(nth * WINDOW / 4);
            assert_eq!(w.try_as(&phone, "错的", "a", at).await.unwrap(), Outcome::Wrong);
        }
    }
}

#[tokio::test]
async fn nobody_is_answered_as_somebody_is_and_locked_alike() {
    for w in worlds().await {
        let nobody = Account::Phone("13911111111".to_owned());
        for _ in 0..5 {
            let outcome = w.try_as(&nobody, "猜的密码", "a", START).await.unwrap();
            assert_eq!(key(outcome.signed_in()), "sign-in-wrong");
        }
        assert!(matches!(w.try_as(&nobody, "猜的密码", "a", START).await, Err(Error::TooMany(900))));
    }
}

#[tokio::test]
async fn an_address_that_fails_too_often_is_locked_for_all_accounts() {
    for w in worlds().await {
        for nth in 0..ADDRESS_FAILURES {
            let account = Account::Phone(format!("139{nth:08}"));
            assert_eq!(w.try_as(&account, "猜的密码", "a", START).await.unwrap(), Outcome::Wrong);
        }
        let phone = Account::Phone("13800000001".to_owned());
        assert!(matches!(w.try_as(&phone, "猜的密码", "a", START).await, Err(Error::TooMany(900))));
        assert_eq!(w.try_as(&phone, "猜的密码", "b", START).await.unwrap(), Outcome::Wrong);
        let forgotten = w.house.db.write(|tx| sign_in::purge(tx, START.plus_millis(WINDOW))).await.unwrap();
        assert!(forgotten > 20);
    }
}

#[tokio::test]
async fn many_attempts_at_once_are_worth_five() {
    for w in worlds().await {
        w.set_password(w.worker, "一线工人有办法").await;
        let phone = Account::Phone("13800000001".to_owned());
        let mut checked = Vec::new();
        for typed in ["1", "2", "3", "4", "5", "一线工人有办法"] {
            let account = phone.clone();
            let attempt = w.house.db.read(move |r| sign_in::find_credential(r, &account, "a", START)).await.unwrap();
            checked.push(sign_in::check_password(attempt, typed));
        }
        let mut outcomes = Vec::new();
        for checked in checked {
            outcomes.push(w.house.db.write(move |tx| sign_in::record_outcome(tx, &checked, START)).await.unwrap());
        }
        assert_eq!(outcomes[4..], [Outcome::Wrong, Outcome::Locked(900)]);
    }
}

#[tokio::test]
async fn a_password_handed_out_must_be_changed_and_opens_no_higher_account() {
    for w in worlds().await {
        let low = w.house.actor(w.low, START).await.unwrap();
        let slips = sign_in::make_slips([w.worker]).unwrap();
        let (actor, handed) = (low.clone(), slips.clone());
        w.house.change(move |tx| sign_in::hand_out_passwords(tx, By::Person(&actor), &handed, START)).await.unwrap();
        let phone = Account::Phone("13800000001".to_owned());
        let outcome = w.try_as(&phone, slips[0].password.reveal(), "a", START).await.unwrap();
        assert!(outcome.signed_in().unwrap().must_change);
        w.set_password(w.worker, "一线工人有办法").await;
        let outcome = w.try_as(&phone, "一线工人有办法", "a", START).await.unwrap();
        assert!(!outcome.signed_in().unwrap().must_change);

        w.house.give(w.worker, Role::Auditor, w.county.id).await;
        let again = w.house.change(move |tx| sign_in::hand_out_passwords(tx, By::Person(&low), &slips, START)).await;
        assert_eq!(key(again), "identity-beyond-reach");
    }
}

#[tokio::test]
async fn passwords_that_tell_who_or_are_guessed_first_are_refused() {
    let w = worlds().await.remove(0);
    let worker = w.worker;
    let person = w.house.db.read(move |r| people::person(r, worker)).await.unwrap();
    let rule = |typed: &str| passwords::check_rules(&person, typed).map_err(|reason| reason.key);
    for good in ["correct horse", "甲乙丙丁戊己庚辛壬癸", "fa7mk2qp", "安全第一2026"] {
        assert_eq!(rule(good), Ok(()), "{good}");
    }
    for (bad, key) in [
        ("fa7mk2q", "password-too-short"),
        ("ktqmwxyz", "password-too-short"),
        ("Password123", "password-too-common"),
        ("1111111111111", "password-too-common"),
        ("9876543210", "password-too-common"),
        ("xx g101 yy zz", "password-tells-who"),
        ("我是王建国我怕谁啊", "password-too-short"),
        ("我是王建国我怕谁啊呀呀", "password-tells-who"),
        ("tel13800000001", "password-tells-who"),
    ] {
        assert_eq!(rule(bad), Err(key), "{bad}");
    }
    for _ in 0..50 {
        assert_eq!(rule(passwords::generate().reveal()), Ok(()));
    }
}

#[tokio::test]
async fn sessions_are_found_in_one_statement_until_they_run_out() {
    for w in worlds().await {
        let (worker, db) = (w.worker, &w.house.db);
        let begin =
            async |at| db.write(move |tx| sessions::begin(tx, worker, "Firefox", "10.0.0.1", at)).await.unwrap();
        let find = async |token: &identity::secret::Secret, at| {
            let token = token.reveal().to_owned();
            db.read(move |r| sessions::find(r, &token, at)).await.unwrap()
        };
        let (id, token) = begin(START).await;
        let before = db.asked();
        let info = find(&token, START).await.unwrap();
        assert_eq!(db.asked() - before, 1);
        assert_eq!((info.session.id, info.session.person, info.session.must_change), (id, worker, false));
        assert_eq!(info.csrf, find(&token, START).await.unwrap().csrf);

        let soon = START.plus_millis(sessions::SEEN_EVERY);
        assert!(!info.wants_touch(soon.plus_millis(-1)) && info.wants_touch(soon));
        assert!(find(&token, START.plus_millis(sessions::IDLE)).await.is_none());
        let mut at = START;
        for _ in 0..29 {
            at = at.plus_millis(kernel::clock::DAY);
            db.write(move |tx| sessions::touch(tx, id, at)).await.unwrap();
        }
        assert!(find(&token, at).await.is_some());
        assert!(find(&token, START.plus_millis(sessions::LIFE)).await.is_none());

        let (second, other) = begin(at).await;
        assert_ne!(find(&token, at).await.unwrap().csrf, find(&other, at).await.unwrap().csrf);
        assert_eq!(db.read(move |r| sessions::of(r, worker, at)).await.unwrap().len(), 2);
        let stranger = w.low;
        assert!(matches!(db.write(move |tx| sessions::end(tx, stranger, second)).await, Err(Error::NotFound)));
        assert_eq!(db.write(move |tx| sessions::end_all(tx, worker, Some(second))).await.unwrap(), 1);
        assert!(find(&token, at).await.is_none() && find(&other, at).await.is_some());
        let purged = db.write(move |tx| sessions::purge(tx, at.plus_millis(sessions::IDLE))).await.unwrap();
        assert_eq!(purged, 1);
    }
}

#[tokio::test]
async fn who_leaves_is_out_everywhere() {
    for w in worlds().await {
        let (worker, db) = (w.worker, &w.house.db);
        w.set_password(worker, "一线工人有办法").await;
        let (_, session) = db.write(move |tx| sessions::begin(tx, worker, "", "", START)).await.unwrap();
        let until = START.plus_millis(1000);
        let create = move |tx: &mut store::Tx<'_>| tokens::create(tx, worker, "报表", &[Scope::Read], until, START);
        let (_, token) = db.write(create).await.unwrap();
        w.house.change(move |tx| people::leave(tx, By::House, worker, START)).await.unwrap();
        let (session, token) = (session.reveal().to_owned(), token.reveal().to_owned());
        assert!(db.read(move |r| sessions::find(r, &session, START)).await.unwrap().is_none());
        assert!(db.read(move |r| tokens::find(r, &token, START)).await.unwrap().is_none());
        let phone = Account::Phone("13800000001".to_owned());
        assert_eq!(w.try_as(&phone, "一线工人有办法", "a", START).await.unwrap(), Outcome::Wrong);
    }
}

#[tokio::test]
async fn a_token_works_until_it_expires_or_is_revoked() {
    for w in worlds().await {
        let (worker, db) = (w.worker, &w.house.db);
        let until = START.plus_millis(kernel::clock::DAY);
        let create = move |scopes: &'static [Scope], until| {
            move |tx: &mut store::Tx<'_>| tokens::create(tx, worker, " 报表 ", scopes, until, START)
        };
        assert_eq!(key(db.write(create(&[], until)).await), "token-no-scope");
        assert_eq!(key(db.write(create(&[Scope::Read], START)).await), "token-expiry");
        let (id, secret) = db.write(create(&[Scope::Read], until)).await.unwrap();
        assert!(secret.reveal().starts_with("ly_"));
        assert!(!format!("{secret:?}").contains(&secret.reveal()[4..]));
        let find = async |at| {
            let text = secret.reveal().to_owned();
            db.read(move |r| tokens::find(r, &text, at)).await.unwrap()
        };
        let found = find(START).await.unwrap();
        assert_eq!((found.person, found.scopes.as_slice()), (worker, [Scope::Read].as_slice()));
        assert!(found.wants_touch(START));
        db.write(move |tx| tokens::touch(tx, id, START)).await.unwrap();
        assert!(!find(START).await.unwrap().wants_touch(START));
        assert!(find(until).await.is_none());
        assert_eq!(db.read(move |r| tokens::of(r, worker)).await.unwrap()[0].name, "报表");
        db.write(move |tx| tokens::revoke(tx, worker, id, START)).await.unwrap();
        assert!(find(START).await.is_none());
        assert!(matches!(db.write(move |tx| tokens::revoke(tx, worker, id, START)).await, Err(Error::NotFound)));
    }
}
