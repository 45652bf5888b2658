//! Which exception is a kind of which other one, as packs name them.
//!
//! Packs leave out `builtins.`; the kinds themselves are known by `evaluate`. Called by `probe` and
//! `misconception`.

use crate::evaluate::is_kind_of;

/// The name as people write it: without the module of the built-in ones.
pub(super) fn plain(name: &str) -> &str {
    name.strip_prefix("builtins.").unwrap_or(name)
}

/// Whether an exception called `name` would be caught by `except wanted`.
///
/// A program's own exceptions are a kind of `Exception`; what else they are is not known here.
pub(super) fn is_a(name: &str, wanted: &str) -> bool {
    // Who writes no module means the class of that name, wherever it comes from.
    let last = name.rsplit('.').next().unwrap_or(name);
    if plain(name) == plain(wanted)
        || (!wanted.contains('.') && last == wanted && full(wanted) != format!("builtins.{wanted}"))
    {
        return true;
    }
    is_kind_of(&full(name), &full(wanted)) == Some(true)
}

/// With the module of the built-in ones; a name that none of them has is one of the program's own.
fn full(name: &str) -> String {
    if name.contains('.') {
        return name.to_owned();
    }
    let built_in = format!("builtins.{name}");
    let outside = [
        "BaseException",
        "BaseExceptionGroup",
        "SystemExit",
        "KeyboardInterrupt",
        "GeneratorExit",
    ];
    if outside.contains(&name) || is_kind_of(&built_in, "builtins.Exception") == Some(true) {
        built_in
    } else {
        format!("answer.{name}")
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
