//! The payment list as a spreadsheet, for payroll alone: the one place where bank details are whole.

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use documents::{Cell, Column, Kind, Sheet, write_xlsx};
use kernel::id::PersonId;
use kernel::{Error, Fen};
use ui::T;
use web::{Ctx, Form, Reply};

use super::payroll_of;
use crate::actions::drawn;
use crate::bank::{self, Account, Key};
use crate::model::AwardId;
use crate::queries::{self, Payable};

/// Hands out the list, and records that it was handed out.
pub(super) async fn download(ctx: Ctx, Form(_): Form) -> Reply {
    let actor = ctx.actor()?.clone();
    let enterprise = payroll_of(&actor)?;
    let (place, now) = (ctx.app.config.bank_key.clone(), ctx.now);
    let (lines, accounts) = ctx
        .change(move |tx| {
            let lines = queries::payable(tx, enterprise)?;
            let mut awards: Vec<(AwardId, Fen)> = Vec::new();
            for line in &lines {
                match awards.iter_mut().find(|(id, _)| *id == line.award) {
                    Some((_, amount)) => amount.0 += line.amount.0,
                    None => awards.push((line.award, line.amount)),
                }
            }
            let recorded = drawn(tx, &actor, enterprise, &awards, now)?;
            let mut people: Vec<PersonId> = lines.iter().map(|line| line.person).collect();
            people.sort_unstable();
            people.dedup();
            let accounts = bank::of_all(tx, &Key::of(&place)?, enterprise, &people)?;
            Ok(recorded.with((lines, accounts)))
        })
        .await?;
    let t = ctx.t();
    let sheets = [people(t, &lines, &accounts), details(t, &lines)];
    let bytes = write_xlsx(&sheets, now.china().datetime()).map_err(Error::broken)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let name = format!("attachment; filename=\"awards-{}.xlsx\"", now.date());
    let name = HeaderValue::from_str(&name).map_err(Error::broken)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// One line for each person: what the bank is told.
fn people(t: T, lines: &[Payable], accounts: &[(PersonId, Account)]) -> Sheet {
    let mut sums: Vec<(&Payable, i64)> = Vec::new();
    for line in lines {
        match sums.iter_mut().find(|(one, _)| one.person == line.person) {
            Some((_, sum)) => *sum += line.amount.0,
            None => sums.push((line, line.amount.0)),
        }
    }
    let column = |key, width, kind| Column::new(t.get(key), width, kind);
    let rows = sums.into_iter().map(|(line, sum)| {
        let account = accounts.iter().find(|(person, _)| *person == line.person).map(|(_, account)| account);
        let text = |pick: fn(&Account) -> &str| account.map_or(Cell::Empty, |account| pick(account).into());
        vec![
            line.name.as_str().into(),
            line.employee_no.as_str().into(),
            Cell::Money(sum),
            text(|account| &account.holder),
            text(|account| &account.bank),
            text(|account| &account.number),
            line.enterprise.as_str().into(),
        ]
    });
    Sheet {
        name: t.get("payments-people").to_owned(),
        columns: vec![
            column("payments-name", 12.0, Kind::Text),
            column("payments-number", 12.0, Kind::Text),
            column("payments-amount", 14.0, Kind::Money),
            column("bank-holder", 14.0, Kind::Text),
            column("bank-bank", 28.0, Kind::Text),
            column("bank-number-label", 26.0, Kind::Text),
            column("payments-unit", 20.0, Kind::Text),
        ],
        rows: rows.collect(),
    }
}

/// One line for each award and person: where the sums come from.
fn details(t: T, lines: &[Payable]) -> Sheet {
    let column = |key, width, kind| Column::new(t.get(key), width, kind);
    let row = |line: &Payable| vec![line.title.as_str().into(), line.name.as_str().into(), Cell::Money(line.amount.0)];
    Sheet {
        name: t.get("payments-details").to_owned(),
        columns: vec![
            column("payments-work", 44.0, Kind::Text),
            column("payments-name", 12.0, Kind::Text),
            column("payments-amount", 14.0, Kind::Money),
        ],
        rows: lines.iter().map(row).collect(),
    }
}
