//! The exceptions of Python itself: each with the class above it.
//!
//! Knows names only; what an `except` catches is asked of `exception`, and those of libraries stand in the models.
//! Called by it, and by the judge of packs that looks for a name that nobody raises.

use super::knowledge::Knowledge;

/// Class and class above it, by name.
const ABOVE: &[(&str, &str)] = &[
    ("ArithmeticError", "Exception"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BaseExceptionGroup", "BaseException"),
    ("BlockingIOError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("BufferError", "Exception"),
    ("BytesWarning", "Warning"),
    ("ChildProcessError", "OSError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionError", "OSError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("DeprecationWarning", "Warning"),
    ("EOFError", "Exception"),
    ("EncodingWarning", "Warning"),
    ("EnvironmentError", "OSError"),
    ("Exception", "BaseException"),
    ("ExceptionGroup", "Exception"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("FloatingPointError", "ArithmeticError"),
    ("FutureWarning", "Warning"),
    ("GeneratorExit", "BaseException"),
    ("IOError", "OSError"),
    ("ImportError", "Exception"),
    ("ImportWarning", "Warning"),
    ("IndentationError", "SyntaxError"),
    ("IndexError", "LookupError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("KeyError", "LookupError"),
    ("KeyboardInterrupt", "BaseException"),
    ("LookupError", "Exception"),
    ("MemoryError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("NameError", "Exception"),
    ("NotADirectoryError", "OSError"),
    ("NotImplementedError", "RuntimeError"),
    ("OSError", "Exception"),
    ("OverflowError", "ArithmeticError"),
    ("PendingDeprecationWarning", "Warning"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("PythonFinalizationError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("ReferenceError", "Exception"),
    ("ResourceWarning", "Warning"),
    ("RuntimeError", "Exception"),
    ("RuntimeWarning", "Warning"),
    ("StopAsyncIteration", "Exception"),
    ("StopIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("SyntaxWarning", "Warning"),
    ("SystemError", "Exception"),
    ("SystemExit", "BaseException"),
    ("TabError", "IndentationError"),
    ("TimeoutError", "OSError"),
    ("TypeError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("UnicodeError", "ValueError"),
    ("UnicodeTranslateError", "UnicodeError"),
    ("UnicodeWarning", "Warning"),
    ("UserWarning", "Warning"),
    ("ValueError", "Exception"),
    ("Warning", "Exception"),
    ("ZeroDivisionError", "ArithmeticError"),
];

/// The class above an exception of Python itself; `None` for `BaseException`, and when the name is no such exception.
pub(super) fn above(name: &str) -> Option<&'static str> {
    let place = ABOVE.binary_search_by(|(known, _)| (*known).cmp(name));
    place
        .ok()
        .and_then(|place| ABOVE.get(place))
        .map(|(_, base)| *base)
}

/// The names of all exceptions that are known: Python's own without their module.
pub fn known_exceptions(knowledge: &Knowledge) -> impl Iterator<Item = &str> {
    let below = ABOVE.iter().map(|(name, _)| *name);
    let own = std::iter::once("BaseException").chain(below);
    own.chain(knowledge.exceptions.keys().map(String::as_str))
}

/// The exception that an error of the system is, by its number on Linux.
pub(super) fn of_the_system(number: i128) -> Option<&'static str> {
    Some(match number {
        1 | 13 => "PermissionError",
        2 => "FileNotFoundError",
        3 => "ProcessLookupError",
        4 => "InterruptedError",
        10 => "ChildProcessError",
        11 | 114 | 115 => "BlockingIOError",
        17 => "FileExistsError",
        20 => "NotADirectoryError",
        21 => "IsADirectoryError",
        32 | 108 => "BrokenPipeError",
        103 => "ConnectionAbortedError",
        104 => "ConnectionResetError",
        110 => "TimeoutError",
        111 => "ConnectionRefusedError",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{ABOVE, above};

    #[test]
    fn names_stand_in_order_and_end_at_the_first_exception() {
        assert!(ABOVE.is_sorted_by(|(one, _), (next, _)| one < next));
        for (name, _) in ABOVE {
            let mut at = *name;
            for _ in 0..ABOVE.len() {
                at = above(at).unwrap_or(at);
            }
            assert_eq!(at, "BaseException", "{name}");
        }
    }
}
