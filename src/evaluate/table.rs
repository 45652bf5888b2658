//! What is told of names, found by hashing: every name that a program reads is asked about in most of the tables.
//!
//! Knows nothing of what is told. Called by `knowledge` and whoever reads it.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// Names with what is told of each. Gone through, they come in their order.
#[derive(Debug, Clone)]
pub struct Table<T> {
    rows: FxHashMap<String, T>,
    /// The names in order, once somebody has asked for that.
    order: OnceLock<Box<[String]>>,
    /// `a.B` for each `a.B.*`, once somebody has asked for what is told so.
    outers: OnceLock<FxHashSet<Box<str>>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: FxHashMap::default(),
            order: OnceLock::new(),
            outers: OnceLock::new(),
        }
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<T: Eq> Eq for Table<T> {}

impl<T> Table<T> {
    /// What is told of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.rows.get(name)
    }

    /// Whether anything is told of a name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.rows.contains_key(name)
    }

    /// Tells something of a name; what was told before is given back.
    pub fn insert(&mut self, name: String, told: T) -> Option<T> {
        self.changes();
        self.rows.insert(name, told)
    }

    /// What is told of a name, to be changed; of a new one nothing yet.
    pub fn told(&mut self, name: String) -> &mut T
    where
        T: Default,
    {
        self.changes();
        self.rows.entry(name).or_default()
    }

    /// What was made of the names before holds no more.
    fn changes(&mut self) {
        self.order.take();
        self.outers.take();
    }

    /// What is told of everything that stands directly inside what this name stands in: of `a.B.*` for `a.B.c`.
    #[must_use]
    pub fn told_beside(&self, name: &str) -> Option<&T> {
        let (outer, _) = name.rsplit_once('.')?;
        let outers = self.outers.get_or_init(|| {
            let names = self.rows.keys();
            let outers = names.filter_map(|name| name.strip_suffix(".*"));
            outers.map(Box::from).collect()
        });
        if !outers.contains(outer) {
            return None;
        }
        self.rows.get(&format!("{outer}.*"))
    }

    fn order(&self) -> &[String] {
        self.order.get_or_init(|| {
            let mut names: Box<[String]> = self.rows.keys().cloned().collect();
            names.sort_unstable();
            names
        })
    }

    /// Names and what is told of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        let names = self.order().iter();
        names.filter_map(|name| self.rows.get_key_value(name))
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.order().iter()
    }

    /// What is told, in the order of the names.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, told)| told)
    }

    /// Whether anything is told of a name that begins like this.
    #[must_use]
    pub fn has_inside(&self, beginning: &str) -> bool {
        let names = self.order();
        let first = names.partition_point(|name| name.as_str() < beginning);
        names.get(first).is_some_and(|n| n.starts_with(beginning))
    }
}

impl<'t, T> IntoIterator for &'t Table<T> {
    type Item = (&'t String, &'t T);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

impl<T> Extend<(String, T)> for Table<T> {
    fn extend<I: IntoIterator<Item = (String, T)>>(&mut self, rows: I) {
        self.changes();
        self.rows.extend(rows);
    }
}

impl<T> FromIterator<(String, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(rows: I) -> Self {
        let mut table = Self::default();
        table.extend(rows);
        table
    }
}

impl<T, const N: usize> From<[(String, T); N]> for Table<T> {
    fn from(rows: [(String, T); N]) -> Self {
        rows.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_come_in_order() {
        let mut table: Table<i32> = [("b.x".to_owned(), 1), ("a".to_owned(), 2)].into();
        assert_eq!(table.values().collect::<Vec<_>>(), [&2, &1]);
        assert!(table.has_inside("b.") && !table.has_inside("c"));
        *table.told("ab".to_owned()) += 5;
        assert_eq!(table.insert("a".to_owned(), 3), Some(2));
        assert_eq!(table.keys().collect::<Vec<_>>(), ["a", "ab", "b.x"]);
        let all: Vec<_> = table.iter().map(|(_, told)| *told).collect();
        assert_eq!(all, [3, 5, 1]);
        assert!(table.contains_key("ab") && table.get("abc").is_none());
    }
}
