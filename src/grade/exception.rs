//! Which exception is a kind of which other one.
//!
//! Knows Python's built-in exceptions and those of the database interface. Called by `probe` and
//! `misconception`.

/// Exceptions with what they are a kind of, after Python 3.14's own tables.
const KINDS: &[(&str, &str)] = &[
    ("Exception", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("SystemExit", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("ArithmeticError", "Exception"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("OSError", "Exception"),
    ("PermissionError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("UnboundLocalError", "NameError"),
    ("ModuleNotFoundError", "ImportError"),
    ("sqlite3.Error", "Exception"),
    ("sqlite3.Warning", "Exception"),
    ("sqlite3.InterfaceError", "sqlite3.Error"),
    ("sqlite3.DatabaseError", "sqlite3.Error"),
    ("sqlite3.DataError", "sqlite3.DatabaseError"),
    ("sqlite3.IntegrityError", "sqlite3.DatabaseError"),
    ("sqlite3.InternalError", "sqlite3.DatabaseError"),
    ("sqlite3.NotSupportedError", "sqlite3.DatabaseError"),
    ("sqlite3.OperationalError", "sqlite3.DatabaseError"),
    ("sqlite3.ProgrammingError", "sqlite3.DatabaseError"),
];

/// The name as people write it: without the module of the built-in ones.
pub(super) fn plain(name: &str) -> &str {
    name.strip_prefix("builtins.").unwrap_or(name)
}

/// Whether an exception called `name` would be caught by `except wanted`.
///
/// A program's own exceptions are a kind of `Exception`; what else they are is not known here.
pub(super) fn is_a(name: &str, wanted: &str) -> bool {
    let (mut name, wanted) = (plain(name), plain(wanted));
    loop {
        if name == wanted {
            return true;
        }
        name = match KINDS.iter().find(|(kind, _)| *kind == name) {
            Some((_, parent)) => parent,
            None if matches!(name, "BaseException") => return false,
            None => "Exception",
        };
    }
}

#[cfg(test)]
mod tests {
    use super::is_a;

    #[test]
    fn kinds() {
        assert!(is_a("builtins.KeyError", "LookupError"));
        assert!(is_a("sqlite3.ProgrammingError", "sqlite3.Error"));
        assert!(is_a("answer.BadColumn", "Exception"));
        assert!(is_a("SystemExit", "BaseException"));
        assert!(!is_a("SystemExit", "Exception"));
        assert!(!is_a("ValueError", "KeyError"));
        assert!(!is_a("BaseException", "Exception"));
    }
}
