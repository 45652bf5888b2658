//! What names tell where only how a program is written is read: which calls make an answer, which classes of views change
//! a row.
//!
//! Knows no library; which names they are stands in the models. Read by `outline`.

use crate::evaluate::kinds::last_of;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What a name is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A word that stands for whoever sent a request.
    Visitor,
    /// A decorator that says by which address, or how, a function is called.
    Route,
    /// A method that a framework calls before every other one of its class.
    Door,
    /// How the names of classes end whose methods answer requests.
    Answering,
    /// A mark of a parameter that says which function is asked first.
    Dependency,
    /// A call that makes an answer of what it is given.
    Answer,
    /// A method that gives all fields of its object.
    GivesFields,
    /// A function that gives all fields of its argument.
    FieldsOf,
    /// An argument of these that chooses some of the fields.
    ChoosesFields,
    /// An argument by which a field of a class is left out of them.
    LeavesOut,
    /// An attribute of a class that stands for its rows.
    Rows,
    /// A method of rows that gives some of them.
    SomeRows,
    /// A call that is told first of which class the rows are that it gives.
    RowsOf,
    /// The same, where the second argument is the key of the row.
    RowByKey,
    /// Of those that are told of which class: the one row is chosen by whatever else is said.
    OneRow,
    /// A method that removes the row that it is called on, or handed.
    Removes,
    /// A method that changes a row, or keeps what was changed.
    Changes,
    /// A decorator that takes back what was done when its function raises.
    TakesBack,
    /// A class of views that changes or removes the row that an address names.
    ChangesRow,
    /// One that shows it.
    ShowsRow,
    /// One that does something else with a table.
    OtherView,
    /// A class that stands before those and asks nothing about a row.
    AsksNoRow,
    /// A method of such a class that may say which rows there are, or who may come.
    MayAsk,
    /// One that says whose they are.
    SaysWhose,
    /// One that speaks of rows that are made alone, or of who may come.
    SaysNothing,
    /// A call by which a process gives up its user.
    GivesUpUser,
    /// The same of its groups.
    GivesUpGroup,
    /// A method of a class below a library's that is asked, and refuses by raising an exception and in no other way.
    RefusesByRaising,
}

/// Which names have which role. Of qualified names, the last part counts: nobody knows here what a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles(Vec<FxHashSet<String>>);

impl Roles {
    /// Gives names a role, besides those that have it.
    pub fn give(&mut self, role: Role, names: &[String]) {
        let at = role as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, FxHashSet::default);
        }
        if let Some(known) = self.0.get_mut(at) {
            known.extend(names.iter().map(|name| last_of(name).to_owned()));
        }
    }

    /// Whether a name has a role.
    pub(in crate::evaluate) fn has(&self, role: Role, name: &str) -> bool {
        self.0
            .get(role as usize)
            .is_some_and(|names| names.contains(name))
    }

    /// Whether any name that has a role stands in a text.
    pub(in crate::evaluate) fn stands_in(&self, role: Role, text: &str) -> bool {
        let names = self.0.get(role as usize);
        names.is_some_and(|names| names.iter().any(|name| text.contains(name.as_str())))
    }

    /// Whether a name ends in one that has a role.
    pub(in crate::evaluate) fn ends(&self, role: Role, name: &str) -> bool {
        let names = self.0.get(role as usize);
        names.is_some_and(|names| names.iter().any(|end| name.ends_with(end.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_name_has_the_role() {
        let mut roles = Roles::default();
        assert!(!roles.has(Role::Answer, "jsonify"));
        roles.give(Role::Answer, &["flask.jsonify".to_owned()]);
        roles.give(Role::Answer, &["house.answer".to_owned()]);
        assert!(roles.has(Role::Answer, "jsonify") && roles.has(Role::Answer, "answer"));
        assert!(!roles.has(Role::Answer, "flask.jsonify") && !roles.has(Role::Route, "jsonify"));
    }

    #[test]
    fn a_name_may_end_in_one_that_has_the_role() {
        let mut roles = Roles::default();
        roles.give(Role::Answering, &["View".to_owned()]);
        assert!(roles.ends(Role::Answering, "NoteView") && roles.ends(Role::Answering, "View"));
        assert!(!roles.ends(Role::Answering, "Viewer") && !roles.ends(Role::Route, "View"));
    }
}
