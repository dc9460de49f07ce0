//! People and their grants.

use kernel::id::{PersonId, UnitId};
use kernel::{Path, Role, Time};
use store::{row, statements};

use crate::grants::{GrantId, Held};
use crate::model::{Language, Person, TextSize, Theme};

/// The columns of a [`Person`], in its order.
macro_rules! person {
    ($($rest:literal)+) => {
        concat!(
            "SELECT p.id, p.name, p.employee_no, p.phone, p.enterprise, p.unit, u.path, u.industry_path, \
             u.enterprise AS within, p.joined_at, p.ended_at, p.locale, p.text_size, p.theme \
             FROM person p JOIN unit u ON u.id = p.unit ",
            $($rest),+
        )
    };
}

/// The columns of a [`Held`] grant, in its order.
macro_rules! held {
    ($($rest:literal)+) => {
        concat!(
            "SELECT g.id, g.person, p.name, g.role, g.unit, u.short_name AS unit_name, u.path, u.industry_path, \
             u.enterprise, g.starts_at, g.ends_at FROM role_grant g JOIN unit u ON u.id = g.unit \
             JOIN person p ON p.id = g.person ",
            $($rest),+
        )
    };
}

row! {
    /// A person as inserted.
    #[derive(Clone, Debug)]
    pub struct PersonRow {
        /// Their id.
        pub id: PersonId,
        /// Their name.
        pub name: String,
        /// 工号.
        pub employee_no: String,
        /// Mobile number.
        pub phone: Option<String>,
        /// Who employs them.
        pub enterprise: UnitId,
        /// Their unit.
        pub unit: UnitId,
        /// Since when.
        pub joined_at: Time,
        /// The language of their pages.
        pub locale: Language,
        /// The size of their text.
        pub text_size: TextSize,
        /// The colours of their pages.
        pub theme: Theme,
    }
}

statements! {
    INSERT_PERSON: PersonRow => () =
        "INSERT INTO person (id, name, employee_no, phone, enterprise, unit, joined_at, locale, text_size, theme) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    PERSON: (PersonId,) => Person = person!("WHERE p.id = $1");
    PERSON_BY_PHONE: (String,) => Person = person!("WHERE p.phone = $1 AND p.ended_at IS NULL");
    PERSON_BY_NUMBER: (UnitId, String) => Person =
        person!("WHERE p.enterprise = $1 AND p.employee_no = $2 AND p.ended_at IS NULL");
    /// Somebody who left and had this number; the last one first.
    FORMER_BY_NUMBER: (UnitId, String) => Person = person!(
        "WHERE p.enterprise = $1 AND p.employee_no = $2 AND p.ended_at IS NOT NULL ORDER BY p.ended_at DESC LIMIT 1"
    );
    PEOPLE_OF_ENTERPRISE: (UnitId,) => Person =
        person!("WHERE p.enterprise = $1 AND p.ended_at IS NULL ORDER BY p.employee_no");
    /// A page of the people of an enterprise after this number.
    PEOPLE_PAGE: (UnitId, String, i64) => Person = person!(
        "WHERE p.enterprise = $1 AND p.employee_no > $2 AND p.ended_at IS NULL ORDER BY p.employee_no LIMIT $3"
    );
    PEOPLE_OF_UNIT: (UnitId,) => Person = person!("WHERE p.unit = $1 AND p.ended_at IS NULL ORDER BY p.employee_no");
    /// By the beginning of the name or number, `$2` to before `$3`.
    PEOPLE_LIKE: (UnitId, String, String) => Person = person!(
        "WHERE p.enterprise = $1 AND p.ended_at IS NULL AND ((p.name >= $2 AND p.name < $3) \
         OR (p.employee_no >= $2 AND p.employee_no < $3)) ORDER BY p.name, p.employee_no LIMIT 20"
    );
    COUNT_UNDER: (Path, String) => (i64,) =
        "SELECT COUNT(*) FROM person p JOIN unit u ON u.id = p.unit \
         WHERE u.path >= $1 AND u.path < $2 AND p.ended_at IS NULL";
    WITHOUT_PASSWORD: (UnitId,) => Person = person!(
        "LEFT JOIN credential c ON c.person = p.id \
         WHERE p.enterprise = $1 AND p.ended_at IS NULL AND c.person IS NULL ORDER BY p.employee_no"
    );
    UPDATE_PERSON: (String, Option<String>, UnitId, PersonId) => () =
        "UPDATE person SET name = $1, phone = $2, unit = $3 WHERE id = $4 AND ended_at IS NULL";
    REJOIN: (String, Option<String>, UnitId, Time, PersonId) => () =
        "UPDATE person SET name = $1, phone = $2, unit = $3, joined_at = $4, ended_at = NULL \
         WHERE id = $5 AND ended_at IS NOT NULL";
    CLEAR_PHONE: (PersonId,) => () = "UPDATE person SET phone = NULL WHERE id = $1";
    END_PERSON: (Time, PersonId) => () = "UPDATE person SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL";
    PREFER: (Language, TextSize, Theme, PersonId) => () =
        "UPDATE person SET locale = $1, text_size = $2, theme = $3 WHERE id = $4";

    INSERT_GRANT: (GrantId, PersonId, Role, UnitId, Time, Option<Time>, Option<PersonId>) => () =
        "INSERT INTO role_grant (id, person, role, unit, starts_at, ends_at, given_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    GRANT: (GrantId,) => Held = held!("WHERE g.id = $1");
    /// Held now or later, not yet ended.
    GRANTS_AT: (UnitId, Time) => Held = held!(
        "WHERE g.unit = $1 AND (g.ends_at IS NULL OR g.ends_at > $2) ORDER BY g.role, p.name, g.id"
    );
    GRANTS_OF: (PersonId, Time) => Held = held!(
        "WHERE g.person = $1 AND (g.ends_at IS NULL OR g.ends_at > $2) ORDER BY u.path, g.role, g.id"
    );
    /// Not yet ended, in an enterprise.
    GRANTS_WITHIN: (UnitId, Time) => Held = held!(
        "WHERE u.enterprise = $1 AND (g.ends_at IS NULL OR g.ends_at > $2) ORDER BY g.person, g.role, g.id"
    );
    /// In force now.
    ACTIVE_GRANTS: (PersonId, Time) => Held = held!(
        "WHERE g.person = $1 AND g.starts_at <= $2 AND (g.ends_at IS NULL OR g.ends_at > $2) ORDER BY u.path, g.role, g.id"
    );
    /// Administrators without an end, other than by this grant, at a node as high as the path or higher.
    /// Labels have one width, so the length of a path is its depth.
    OTHER_ADMINISTRATORS: (GrantId, Path, Time) => (i64,) =
        "SELECT COUNT(*) FROM role_grant g JOIN unit u ON u.id = g.unit JOIN person p ON p.id = g.person \
         WHERE g.role = 'administrator' AND g.id <> $1 AND LENGTH(u.path) <= LENGTH($2) AND g.starts_at <= $3 \
         AND g.ends_at IS NULL AND p.ended_at IS NULL";
    END_GRANT: (Time, GrantId) => () =
        "UPDATE role_grant SET ends_at = $1 WHERE id = $2 AND (ends_at IS NULL OR ends_at > $1)";
}

/// The head of a list of grants whose conditions are chosen at run time.
pub const GRANTS_WHERE: &str = held!("WHERE");
