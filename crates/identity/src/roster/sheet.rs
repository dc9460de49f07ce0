//! Reading a sheet: which column is which, and what each cell says.

use kernel::lifecycle::Word;
use kernel::{Faults, Reason, Result, Role, text};

use super::Column;
use crate::people::{checked_employee_no, checked_name, checked_phone};
use crate::tree;

/// Titles by which columns are recognised, without spaces, marks and case.
const TITLES: &[(Column, &[&str])] = &[
    (Column::Name, &["姓名", "名字", "员工姓名", "name", "fullname"]),
    (
        Column::EmployeeNo,
        &["工号", "员工号", "职工号", "员工编号", "employeeno", "employeenumber", "employeeid", "number"],
    ),
    (
        Column::Phone,
        &["手机号", "手机", "手机号码", "联系电话", "电话", "phone", "mobile", "phonenumber", "mobilenumber"],
    ),
    (Column::Workshop, &["车间", "部门", "车间部门", "workshop", "department"]),
    (Column::Team, &["班组", "team", "group"]),
    (Column::Roles, &["角色", "role", "roles"]),
];

/// Roles a sheet may give. Administrators and auditors are appointed by hand.
const ROLES: &[(Role, &[&str])] = &[
    (Role::TeamLeader, &["班组长", "teamleader"]),
    (Role::InnovationOfficer, &["创新专员", "innovationofficer"]),
    (Role::Reviewer, &["评审专家", "reviewer"]),
    (Role::FinanceAuditor, &["财务审核", "financeauditor"]),
    (Role::Implementer, &["实施负责人", "implementer"]),
    (Role::Approver, &["审批负责人", "approver"]),
    (Role::Payroll, &["薪酬专员", "payroll"]),
];

/// Where each column is.
pub struct Columns {
    at: Vec<(Column, usize)>,
    /// Titles that mean nothing here.
    pub ignored: Vec<String>,
}

/// A row as it would be stored.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: String,
    pub employee_no: String,
    pub phone: Option<String>,
    /// Empty for none.
    pub workshop: String,
    /// Empty for none.
    pub team: String,
    pub roles: Vec<Role>,
}

impl Columns {
    /// Recognises the header.
    ///
    /// # Errors
    /// Invalid (`file`) when a column is missing (`roster-column-missing`) or there twice
    /// (`roster-column-twice`).
    pub fn recognise(header: &[String]) -> Result<Columns> {
        let mut columns = Columns { at: Vec::new(), ignored: Vec::new() };
        let mut faults = Faults::none();
        for (index, title) in header.iter().enumerate() {
            let plain = plain(title);
            match TITLES.iter().find(|(_, titles)| titles.contains(&plain.as_str())) {
                Some((column, _)) if columns.has(*column) => {
                    faults.add("file", Reason::new("roster-column-twice").with("column", column.word()));
                }
                Some((column, _)) => columns.at.push((*column, index)),
                None if plain.is_empty() => {}
                None => columns.ignored.push(text::clean(title).trim().to_owned()),
            }
        }
        for needed in [Column::Name, Column::EmployeeNo] {
            if !columns.has(needed) {
                faults.add("file", Reason::new("roster-column-missing").with("column", needed.word()));
            }
        }
        faults.check().map(|()| columns)
    }

    /// Whether the sheet has this column.
    pub fn has(&self, column: Column) -> bool {
        self.at.iter().any(|(there, _)| *there == column)
    }

    /// What a cell says; empty where there is none.
    pub fn cell<'a>(&self, column: Column, cells: &'a [String]) -> &'a str {
        let index = self.at.iter().find(|(there, _)| *there == column).map(|(_, index)| *index);
        index.and_then(|index| cells.get(index)).map_or("", String::as_str)
    }

    /// Reads a row.
    ///
    /// # Errors
    /// Everything that is wrong with it, by column.
    pub fn entry(&self, cells: &[String]) -> Result<Entry, Vec<(Column, Reason)>> {
        let mut faults = Vec::new();
        let name = taken(&mut faults, Column::Name, checked_name(self.cell(Column::Name, cells)));
        let employee_no = self.cell(Column::EmployeeNo, cells);
        let employee_no = taken(&mut faults, Column::EmployeeNo, checked_employee_no(employee_no));
        let phone = taken(&mut faults, Column::Phone, checked_phone(self.cell(Column::Phone, cells)));
        let workshop = text::optional_line(self.cell(Column::Workshop, cells), tree::NAME);
        let workshop = taken(&mut faults, Column::Workshop, workshop);
        let team = taken(&mut faults, Column::Team, text::optional_line(self.cell(Column::Team, cells), tree::NAME));
        let roles = taken(&mut faults, Column::Roles, roles(self.cell(Column::Roles, cells)));
        if faults.is_empty() { Ok(Entry { name, employee_no, phone, workshop, team, roles }) } else { Err(faults) }
    }
}

fn taken<T: Default>(faults: &mut Vec<(Column, Reason)>, column: Column, value: Result<T, Reason>) -> T {
    value.unwrap_or_else(|reason| {
        faults.push((column, reason));
        T::default()
    })
}

fn roles(cell: &str) -> Result<Vec<Role>, Reason> {
    let mut found = Vec::new();
    for word in
        text::clean(cell).split(['、', ',', '，', ';', '；', '\n']).map(str::trim).filter(|word| !word.is_empty())
    {
        let plain = plain(word);
        match ROLES.iter().find(|(_, words)| words.contains(&plain.as_str())) {
            Some((role, _)) => found.push(*role),
            None => {
                let shown: String = word.chars().take(tree::SHORT_NAME).collect();
                return Err(Reason::new("roster-role-unknown").with("role", shown));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Letters and digits only, in lower case; a note in brackets is dropped: `手机号（选填）*`.
fn plain(typed: &str) -> String {
    let cleaned = text::clean(typed);
    let head = cleaned.trim().split(['(', '（', '[', '【']).next().unwrap_or_default();
    head.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
