//! What is to be added to the totals, each cell once however many records change it.

use std::collections::{BTreeMap, HashMap};

use kernel::{Path, Result, Time};
use store::Tx;

use crate::day::Grain;
use crate::places::{Place, Places};
use crate::standing::{Amount, What};
use crate::store::{ADD_OWED, DROP_TOTAL, PUT_TOTAL, SWEEP_OWED, TOTAL};
use crate::totals::{Slot, Totals};

/// A row of the totals: the node by its number in [`Places`], the tree, the time.
pub type Cell = (u32, u8, Grain, i32);

/// A row of what is owed: node, measure, deadline, month, child, tree.
pub type Debt = (u32, u16, Time, i32, u32, u8);

/// What is to be added.
#[derive(Default)]
pub struct Sums {
    /// To the totals.
    pub cells: HashMap<Cell, Totals>,
    /// To what is owed.
    pub owed: HashMap<Debt, i64>,
}

impl Sums {
    /// Counts an amount `times` over at every node above a place. People are not counted here: whether one
    /// counts depends on what else they did.
    pub fn count(&mut self, place: &Place, amount: &Amount, times: i64) {
        let Amount { measure, day, what } = *amount;
        let month = day.month();
        let (bucket, number) = match what {
            What::Add(number) | What::Come(number) => (0, number * times),
            What::Took(days) => (days + 1, times),
            What::Once(_) => return,
            What::Owed(due) => {
                for it in &place.above {
                    *self.owed.entry((it.node, measure, due, month, it.child, it.tree)).or_default() += times;
                }
                return;
            }
        };
        let (year, of_year) = (month.div_euclid(12), day.of_year());
        let gathers = matches!(what, What::Come(_));
        for it in &place.above {
            self.month((it.node, it.tree), month, (measure, bucket), number);
            self.add((it.node, it.tree, Grain::Year, year), Slot { day: 0, measure, bucket }, number);
            if it.days && bucket == 0 {
                self.add((it.node, it.tree, Grain::Day, year), Slot { day: of_year, measure, bucket }, number);
            }
            if gathers {
                self.add((it.node, it.tree, Grain::Ever, 0), Slot { day: 0, measure, bucket }, number);
            }
        }
    }

    /// Counts a person or a work in a month or a year.
    pub fn once(&mut self, (node, tree, grain, period): Cell, measure: u16, number: i64) {
        match grain {
            Grain::Month => self.month((node, tree), period, (measure, 0), number),
            _ => self.add((node, tree, grain, period), Slot { day: 0, measure, bucket: 0 }, number),
        }
    }

    /// The months of a year share a row.
    fn month(&mut self, (node, tree): (u32, u8), month: i32, (measure, bucket): (u16, u32), number: i64) {
        let slot = Slot { day: month.rem_euclid(12).unsigned_abs() + 1, measure, bucket };
        self.add((node, tree, Grain::Month, month.div_euclid(12)), slot, number);
    }

    fn add(&mut self, row: Cell, slot: Slot, number: i64) {
        self.cells.entry(row).or_default().add(slot, number);
    }

    /// How many cells are to be changed.
    pub fn len(&self) -> usize {
        self.cells.len() + self.owed.len()
    }

    /// Adds everything to what is stored, in the order of the tables. A row that comes to nothing goes, so
    /// that the same records always leave the same rows.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn write(self, tx: &mut Tx<'_>, places: &Places) -> Result<()> {
        let mut cells: Vec<_> = self.cells.into_iter().filter(|(_, totals)| !totals.is_empty()).collect();
        cells.sort_by_cached_key(|((node, tree, grain, period), _)| {
            let (parent, label) = places.path(*node).parts();
            (parent.to_owned(), *grain, *period, label.to_owned(), *tree)
        });
        for ((node, tree, grain, period), added) in cells {
            let (parent, label) = places.path(node).parts();
            let key = (parent, grain.number(), i64::from(period), label, i64::from(tree));
            let mut totals = match tx.find(&TOTAL, key)? {
                Some((bytes,)) => Totals::unpack(&bytes)?,
                None => Totals::default(),
            };
            totals.add_all(&added, 1);
            if totals.is_empty() {
                tx.execute(&DROP_TOTAL, key)?;
            } else {
                tx.execute(&PUT_TOTAL, (key.0, key.1, key.2, key.3, key.4, totals.pack()))?;
            }
        }
        let debts: BTreeMap<(&Path, u16, Time, i32, &Path, u8), i64> = self
            .owed
            .into_iter()
            .filter(|(_, by)| *by != 0)
            .map(|((node, measure, due, month, child, tree), by)| {
                ((places.path(node), measure, due, month, places.path(child), tree), by)
            })
            .collect();
        for ((node, measure, due, month, child, tree), by) in debts {
            let (measure, month, tree) = (i64::from(measure), i64::from(month), i64::from(tree));
            tx.execute(&ADD_OWED, (node, measure, due, month, child, tree, by))?;
            if by < 0 {
                tx.execute(&SWEEP_OWED, (node, measure, due, month, child, tree))?;
            }
        }
        Ok(())
    }
}
