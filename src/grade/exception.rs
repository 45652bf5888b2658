//! Which exception is a kind of which other one, as packs name them.
//!
//! Packs leave out `builtins.`; the kinds themselves are known by `evaluate`. Called by `probe` and
//! `misconception`.

use crate::evaluate::is_kind_of;
use similar::TextDiff;
use std::collections::HashSet;

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

/// The exceptions of Python, and those of libraries that are described here.
const KNOWN: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "BaseExceptionGroup",
    "BlockingIOError",
    "BrokenPipeError",
    "BufferError",
    "BytesWarning",
    "ChildProcessError",
    "ConnectionAbortedError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "DeprecationWarning",
    "EOFError",
    "EncodingWarning",
    "EnvironmentError",
    "Exception",
    "ExceptionGroup",
    "FileExistsError",
    "FileNotFoundError",
    "FloatingPointError",
    "FutureWarning",
    "GeneratorExit",
    "IOError",
    "ImportError",
    "ImportWarning",
    "IndentationError",
    "IndexError",
    "InterruptedError",
    "IsADirectoryError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "NotADirectoryError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PendingDeprecationWarning",
    "PermissionError",
    "ProcessLookupError",
    "PythonFinalizationError",
    "RecursionError",
    "ReferenceError",
    "ResourceWarning",
    "RuntimeError",
    "RuntimeWarning",
    "StopAsyncIteration",
    "StopIteration",
    "SyntaxError",
    "SyntaxWarning",
    "SystemError",
    "SystemExit",
    "TabError",
    "TimeoutError",
    "TypeError",
    "UnboundLocalError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "UnicodeTranslateError",
    "UnicodeWarning",
    "UserWarning",
    "ValueError",
    "Warning",
    "ZeroDivisionError",
    "binascii.Error",
    "binascii.Incomplete",
    "binascii.Warning",
    "bottle.HTTPError",
    "click.BadParameter",
    "click.ClickException",
    "click.UsageError",
    "copy.Error",
    "dataclasses.FrozenInstanceError",
    "defusedxml.DTDForbidden",
    "defusedxml.DefusedXmlException",
    "defusedxml.EntitiesForbidden",
    "defusedxml.ExternalReferenceForbidden",
    "django.core.exceptions.ObjectDoesNotExist",
    "django.core.exceptions.PermissionDenied",
    "django.http.Http404",
    "email.errors.HeaderParseError",
    "email.errors.HeaderWriteError",
    "email.errors.MessageError",
    "fastapi.HTTPException",
    "fastapi.exceptions.HTTPException",
    "ipaddress.AddressValueError",
    "ipaddress.NetmaskValueError",
    "jinja2.TemplateError",
    "json.JSONDecodeError",
    "json.decoder.JSONDecodeError",
    "jwt.DecodeError",
    "jwt.ExpiredSignatureError",
    "jwt.InvalidAlgorithmError",
    "jwt.InvalidTokenError",
    "jwt.PyJWTError",
    "msgspec.DecodeError",
    "msgspec.MsgspecError",
    "msgspec.ValidationError",
    "ninja.errors.HttpError",
    "pickle.PickleError",
    "pickle.PicklingError",
    "pickle.UnpicklingError",
    "pydantic.ValidationError",
    "pydantic_core.ValidationError",
    "re.PatternError",
    "re.error",
    "requests.ConnectionError",
    "requests.HTTPError",
    "requests.RequestException",
    "requests.Timeout",
    "requests.TooManyRedirects",
    "requests.exceptions.InvalidSchema",
    "requests.exceptions.InvalidURL",
    "requests.exceptions.MissingSchema",
    "rest_framework.exceptions.APIException",
    "rest_framework.exceptions.AuthenticationFailed",
    "rest_framework.exceptions.NotAuthenticated",
    "rest_framework.exceptions.NotFound",
    "rest_framework.exceptions.PermissionDenied",
    "rest_framework.exceptions.ValidationError",
    "shutil.Error",
    "shutil.SameFileError",
    "smtplib.SMTPException",
    "smtplib.SMTPRecipientsRefused",
    "smtplib.SMTPSenderRefused",
    "socket.gaierror",
    "sqlite3.DataError",
    "sqlite3.DatabaseError",
    "sqlite3.Error",
    "sqlite3.IntegrityError",
    "sqlite3.InterfaceError",
    "sqlite3.InternalError",
    "sqlite3.NotSupportedError",
    "sqlite3.OperationalError",
    "sqlite3.ProgrammingError",
    "sqlite3.Warning",
    "starlette.exceptions.HTTPException",
    "subprocess.CalledProcessError",
    "subprocess.SubprocessError",
    "subprocess.TimeoutExpired",
    "tarfile.AbsoluteLinkError",
    "tarfile.AbsolutePathError",
    "tarfile.ExtractError",
    "tarfile.FilterError",
    "tarfile.LinkOutsideDestinationError",
    "tarfile.OutsideDestinationError",
    "tarfile.ReadError",
    "tarfile.SpecialFileError",
    "tarfile.TarError",
    "tornado.web.HTTPError",
    "urllib.error.HTTPError",
    "urllib.error.URLError",
    "werkzeug.exceptions.BadRequest",
    "werkzeug.exceptions.Forbidden",
    "werkzeug.exceptions.HTTPException",
    "werkzeug.exceptions.MethodNotAllowed",
    "werkzeug.exceptions.NotFound",
    "werkzeug.exceptions.RequestEntityTooLarge",
    "werkzeug.exceptions.Unauthorized",
    "xml.etree.ElementTree.ParseError",
    "yaml.MarkedYAMLError",
    "yaml.YAMLError",
    "yaml.constructor.ConstructorError",
    "yaml.parser.ParserError",
    "yaml.scanner.ScannerError",
    "zipfile.BadZipFile",
];

/// How alike a misspelt name is to the one that was meant, of 1. Names with a module share much of it.
const ALIKE: f32 = 0.85;
const ALIKE_IN_A_MODULE: f32 = 0.92;

/// What is said behind the name of an exception where nobody can raise one that is called so: a guess at what was
/// meant, or no words. `words` are those of the exercise's own code.
pub(super) fn nobody_raises(name: &str, words: &HashSet<&str>) -> Option<String> {
    let last = name.rsplit('.').next().unwrap_or(name);
    let listed = |known: &str| {
        known == name || plain(name) == known || known.rsplit('.').next() == Some(name)
    };
    // A library that is not described here raises what it likes.
    let described = is_kind_of(&full(name), "builtins.ArithmeticError").is_some();
    if words.contains(last)
        || KNOWN.iter().any(|known| listed(known))
        || (name.contains('.') && described)
    {
        return None;
    }
    let own = words.iter().filter(|word| {
        let begins = word.chars().next();
        begins.is_some_and(char::is_uppercase) && !name.contains('.')
    });
    let least = if name.contains('.') {
        ALIKE_IN_A_MODULE
    } else {
        ALIKE
    };
    let alike = |known: &&&str| TextDiff::from_chars(name, **known).ratio() >= least;
    let near = KNOWN.iter().chain(own).filter(alike);
    // Of several the first by name, so that it is always the same.
    match near.min() {
        Some(near) => Some(format!(" (did you mean `{near}`?)")),
        None if name.contains('.') => None,
        None => Some(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, full, is_a, nobody_raises};
    use crate::evaluate::is_kind_of;

    #[test]
    fn what_is_listed_is_known() {
        for name in KNOWN {
            let known = is_kind_of(&full(name), "builtins.ArithmeticError");
            assert!(known.is_some(), "{name}");
        }
    }

    #[test]
    fn names_that_nobody_raises() {
        let words = ["Refused", "value"].into();
        let asked = |name: &str| nobody_raises(name, &words);
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
