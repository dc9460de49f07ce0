//! Why somebody may see a thing: conditions of which any one is enough. As one condition they would be joined by
//! `OR`, which no index serves; so a list asks each for its newest alone, takes the newest of all, and only then reads
//! their rows. Both come from the same list of reasons, so that a page and a list cannot differ.

use kernel::{Actor, Id, Result, Role, Time};

use crate::{Filter, Reader, Value};

/// Inside an enterprise and at or below a place of either tree, for a table of this alias: binds the enterprise, and the
/// range of paths twice.
#[macro_export]
macro_rules! within {
    ($t:literal) => {
        concat!(
            $t,
            ".enterprise = ? AND ((",
            $t,
            ".path >= ? AND ",
            $t,
            ".path < ?) OR (",
            $t,
            ".industry_path >= ? AND ",
            $t,
            ".industry_path < ?))"
        )
    };
}

/// Conditions of which any one is enough. Each begins with columns of an index whose next column is the time that
/// lists are ordered by.
#[derive(Clone, Default)]
pub struct Reasons<'a>(Vec<(&'static str, Vec<Value<'a>>)>);

/// How the newest of a table are found.
#[derive(Clone, Copy)]
pub struct Newest {
    ids: &'static str,
    order: &'static str,
    most: usize,
}

impl Newest {
    /// By a statement that reads id and time and ends with `WHERE`, in the order `ORDER BY` the time and the id, both
    /// descending, `LIMIT ?`. None yet: say [`Newest::to`] how many.
    pub const fn of(ids: &'static str, order: &'static str) -> Newest {
        Newest { ids, order, most: 0 }
    }

    /// The same for so many.
    #[must_use]
    pub fn to(self, most: impl TryInto<usize>) -> Newest {
        Newest { most: most.try_into().unwrap_or(0), ..self }
    }
}

impl<'a> Reasons<'a> {
    /// None yet: nothing is seen.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub fn or(&mut self, condition: &'static str, values: impl IntoIterator<Item = Value<'a>>) -> &mut Self {
        self.0.push((condition, values.into_iter().collect()));
        self
    }

    /// What lies where the actor holds one of these roles inside an enterprise, as `Actor::has_within` says. The
    /// condition is [`within!`](crate::within), and may bind `more` after it.
    pub fn or_within(
        &mut self,
        condition: &'static str,
        actor: &'a Actor,
        roles: &[Role],
        more: &[Value<'a>],
    ) -> &mut Self {
        for grant in actor.grants.iter().filter(|grant| roles.contains(&grant.role)) {
            if let Some(enterprise) = grant.enterprise {
                let (from, until) = (grant.path.as_str(), grant.path.end());
                let range = [Value::Text(from), Value::Owned(until.clone()), Value::Text(from), Value::Owned(until)];
                let values = [Value::Id(enterprise.uuid())].into_iter().chain(range);
                self.or(condition, values.chain(more.iter().cloned()));
            }
        }
        self
    }

    /// As one condition, where what is asked about is found by something else.
    pub fn any(self, filter: &mut Filter<'a>) {
        if self.0.is_empty() {
            filter.and("1 = 0", []);
            return;
        }
        for (at, (condition, values)) in self.0.into_iter().enumerate() {
            if at == 0 {
                filter.and("((", []);
            } else {
                filter.tail("OR (", []);
            }
            filter.tail(condition, values);
            filter.tail(")", []);
        }
        filter.tail(")", []);
    }

    /// The newest of what is seen for any reason and kept by `narrow`: a statement for each reason.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn newest<K>(
        self,
        reader: &Reader<'_>,
        how: Newest,
        narrow: impl Fn(&mut Filter<'a>),
    ) -> Result<Vec<(Id<K>, Time)>> {
        let mut found: Vec<(Id<K>, Time)> = Vec::new();
        for (condition, values) in self.0 {
            let mut filter = Filter::new();
            filter.and(condition, values);
            narrow(&mut filter);
            filter.tail(how.order, [Value::Int(i64::try_from(how.most).unwrap_or(i64::MAX))]);
            found.extend(reader.list::<(Id<K>, Time)>(how.ids, &filter)?);
        }
        found.sort_unstable_by_key(|(id, at)| std::cmp::Reverse((*at, id.uuid())));
        found.dedup_by_key(|(id, _)| id.uuid());
        found.truncate(how.most);
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_them_is_a_condition_in_brackets() {
        let mut reasons = Reasons::new();
        reasons.or("a = ?", [Value::Int(1)]).or("b = ? OR c = ?", [Value::Int(2), Value::Int(3)]);
        let mut filter = Filter::new();
        filter.and("x = ?", [Value::Int(0)]);
        reasons.any(&mut filter);
        filter.and("y = ?", [Value::Int(4)]);
        assert_eq!(filter.sql("WHERE"), "WHERE x = $1 AND (( a = $2 ) OR ( b = $3 OR c = $4 ) ) AND y = $5");
    }

    #[test]
    fn nobody_sees_anything_without_a_reason() {
        let mut filter = Filter::new();
        Reasons::new().any(&mut filter);
        assert_eq!(filter.sql("WHERE"), "WHERE 1 = 0");
    }
}
