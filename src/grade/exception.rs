//! Which exception is a kind of which other one, as packs name them.
//!
//! Packs leave out `builtins.`; the kinds themselves are known by `evaluate`. Called by `probe` and
//! `misconception`.

use crate::evaluate::{Knowledge, Raised, is_own_exception, known_exceptions};
use similar::TextDiff;
use std::collections::HashSet;

/// The name as people write it: without the module of the built-in ones.
pub(super) fn plain(name: &str) -> &str {
    name.strip_prefix("builtins.").unwrap_or(name)
}

/// Whether an exception would be caught by `except wanted`: by its own class or by one above it.
pub(super) fn is_kind(knowledge: &Knowledge, raised: &Raised, wanted: &str) -> bool {
    let mut names = std::iter::once(&raised.name).chain(&raised.above);
    names.any(|name| is_a(knowledge, name, wanted))
}

/// Whether an exception of the class called `name` would be caught by `except wanted`.
///
/// A program's own exceptions are a kind of `Exception`; what else they are stands in [`Raised::above`].
fn is_a(knowledge: &Knowledge, name: &str, wanted: &str) -> bool {
    // Who writes no module means the class of that name, wherever it comes from.
    let last = name.rsplit('.').next().unwrap_or(name);
    if plain(name) == plain(wanted)
        || (!wanted.contains('.') && last == wanted && full(wanted) != format!("builtins.{wanted}"))
    {
        return true;
    }
    knowledge.is_kind_of(&full(name), &full(wanted)) == Some(true)
}

/// With the module of the built-in ones; a name that none of them has is one of the program's own.
fn full(name: &str) -> String {
    if name.contains('.') {
        return name.to_owned();
    }
    if is_own_exception(name) {
        format!("builtins.{name}")
    } else {
        format!("answer.{name}")
    }
}

/// How alike a misspelt name is to the one that was meant, of 1. Names with a module share much of it.
const ALIKE: f32 = 0.85;
const ALIKE_IN_A_MODULE: f32 = 0.92;

/// What is said behind the name of an exception where nobody can raise one that is called so: a guess at what was
/// meant, or no words. `words` are those of the exercise's own code.
pub(super) fn nobody_raises(
    knowledge: &Knowledge,
    name: &str,
    words: &HashSet<&str>,
) -> Option<String> {
    let last = name.rsplit('.').next().unwrap_or(name);
    let listed = |known: &str| {
        known == name || plain(name) == known || known.rsplit('.').next() == Some(name)
    };
    // A library that is not described here raises what it likes.
    let described = knowledge
        .is_kind_of(&full(name), "builtins.ArithmeticError")
        .is_some();
    if words.contains(last)
        || known_exceptions(knowledge).any(listed)
        || (name.contains('.') && described)
    {
        return None;
    }
    let own = words.iter().copied().filter(|word| {
        let begins = word.chars().next();
        begins.is_some_and(char::is_uppercase) && !name.contains('.')
    });
    let least = if name.contains('.') {
        ALIKE_IN_A_MODULE
    } else {
        ALIKE
    };
    let alike = |known: &&str| TextDiff::from_chars(name, *known).ratio() >= least;
    // Of several the first by name, so that it is always the same.
    let near = known_exceptions(knowledge).filter(alike).min();
    let near = near.into_iter().chain(own.filter(alike).min());
    match near.min() {
        Some(near) => Some(format!(" (did you mean `{near}`?)")),
        None if name.contains('.') => None,
        None => Some(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::{full, nobody_raises};
    use crate::evaluate::{Knowledge, known_exceptions};

    fn libraries() -> Knowledge {
        let mut knowledge = Knowledge::default();
        for (name, above) in [
            ("sqlite3.Error", "Exception"),
            ("sqlite3.OperationalError", "sqlite3.Error"),
            ("sqlite3.ProgrammingError", "sqlite3.Error"),
            ("starlette.exceptions.HTTPException", "Exception"),
            (
                "fastapi.HTTPException",
                "starlette.exceptions.HTTPException",
            ),
        ] {
            let above = vec![above.to_owned()];
            knowledge.exceptions.extend([(name.to_owned(), above)]);
        }
        knowledge
    }

    #[test]
    fn what_is_listed_is_known() {
        let knowledge = libraries();
        for name in known_exceptions(&knowledge) {
            let known = knowledge.is_kind_of(&full(name), "builtins.ArithmeticError");
            assert!(known.is_some(), "{name}");
        }
    }

    #[test]
    fn names_that_nobody_raises() {
        let words = ["Refused", "value"].into();
        let knowledge = libraries();
        let asked = |name: &str| nobody_raises(&knowledge, name, &words);
        for name in [
            "ValueError",
            "builtins.KeyError",
            "ExceptionGroup",
            "sqlite3.OperationalError",
            "OperationalError",
            "HTTPException",
            "Refused",
            "answer.Refused",
            "zipfile.LargeZipFile",
            "somebodys.library.Trouble",
        ] {
            assert_eq!(asked(name), None, "{name}");
        }
        for (name, near) in [
            ("ValueEror", "`ValueError`"),
            ("sqlite3.OperationalEror", "`sqlite3.OperationalError`"),
            ("Refusde", "`Refused`"),
            ("NoSuchThing", ""),
        ] {
            let said = asked(name).unwrap_or_else(|| name.to_owned());
            assert!(said.contains(near), "{name}: {said}");
            assert_eq!(said.is_empty(), near.is_empty(), "{name}: {said}");
        }
    }

    #[test]
    fn kinds() {
        let knowledge = libraries();
        let is_a = |name: &str, wanted: &str| super::is_a(&knowledge, name, wanted);
        assert!(is_a("builtins.KeyError", "LookupError"));
        assert!(is_a("sqlite3.ProgrammingError", "sqlite3.Error"));
        assert!(is_a("answer.BadColumn", "Exception"));
        assert!(is_a("BadColumn", "Exception"));
        assert!(!is_a("BadColumn", "ValueError"));
        assert!(is_a("fastapi.HTTPException", "HTTPException"));
        assert!(is_a(
            "fastapi.HTTPException",
            "starlette.exceptions.HTTPException"
        ));
        assert!(is_a("somebodys.library.Refused", "Refused"));
        assert!(!is_a("somebodys.library.ValueError", "ValueError"));
        assert!(is_a("SystemExit", "BaseException"));
        assert!(!is_a("SystemExit", "Exception"));
        assert!(!is_a("ValueError", "KeyError"));
        assert!(!is_a("BaseException", "Exception"));
    }
}
