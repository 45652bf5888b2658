//! The exceptions of Python, and of libraries whose own are known: each with the class above it.
//!
//! Knows names only; what an `except` catches is asked of `exception`. Called by it, and by the judge of packs that
//! look for a name that nobody raises.

/// Class and class above it, by name. Python's own stand without their module.
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
    ("binascii.Error", "ValueError"),
    ("binascii.Incomplete", "Exception"),
    ("binascii.Warning", "Exception"),
    ("bottle.HTTPError", "Exception"),
    ("click.BadParameter", "click.UsageError"),
    ("click.ClickException", "Exception"),
    ("click.UsageError", "click.ClickException"),
    ("copy.Error", "Exception"),
    ("dataclasses.FrozenInstanceError", "AttributeError"),
    ("defusedxml.DTDForbidden", "defusedxml.DefusedXmlException"),
    ("defusedxml.DefusedXmlException", "ValueError"),
    (
        "defusedxml.EntitiesForbidden",
        "defusedxml.DefusedXmlException",
    ),
    (
        "defusedxml.ExternalReferenceForbidden",
        "defusedxml.DefusedXmlException",
    ),
    ("django.core.exceptions.ObjectDoesNotExist", "Exception"),
    ("django.core.exceptions.PermissionDenied", "Exception"),
    ("django.http.Http404", "Exception"),
    ("email.errors.HeaderParseError", "Exception"),
    ("email.errors.HeaderWriteError", "email.errors.MessageError"),
    ("email.errors.MessageError", "Exception"),
    (
        "fastapi.HTTPException",
        "starlette.exceptions.HTTPException",
    ),
    (
        "fastapi.exceptions.HTTPException",
        "starlette.exceptions.HTTPException",
    ),
    ("ipaddress.AddressValueError", "ValueError"),
    ("ipaddress.NetmaskValueError", "ValueError"),
    ("jinja2.TemplateError", "Exception"),
    ("json.JSONDecodeError", "ValueError"),
    ("json.decoder.JSONDecodeError", "ValueError"),
    ("jwt.DecodeError", "jwt.InvalidTokenError"),
    ("jwt.ExpiredSignatureError", "jwt.InvalidTokenError"),
    ("jwt.InvalidAlgorithmError", "jwt.InvalidTokenError"),
    ("jwt.InvalidTokenError", "jwt.PyJWTError"),
    ("jwt.PyJWTError", "Exception"),
    ("msgspec.DecodeError", "msgspec.MsgspecError"),
    ("msgspec.MsgspecError", "Exception"),
    ("msgspec.ValidationError", "msgspec.DecodeError"),
    ("ninja.errors.HttpError", "Exception"),
    ("pickle.PickleError", "Exception"),
    ("pickle.PicklingError", "pickle.PickleError"),
    ("pickle.UnpicklingError", "pickle.PickleError"),
    ("pydantic.ValidationError", "ValueError"),
    ("pydantic_core.ValidationError", "ValueError"),
    ("re.PatternError", "Exception"),
    ("re.error", "Exception"),
    ("requests.ConnectionError", "requests.RequestException"),
    ("requests.HTTPError", "requests.RequestException"),
    ("requests.RequestException", "OSError"),
    ("requests.Timeout", "requests.RequestException"),
    ("requests.TooManyRedirects", "requests.RequestException"),
    (
        "requests.exceptions.InvalidSchema",
        "requests.RequestException",
    ),
    (
        "requests.exceptions.InvalidURL",
        "requests.RequestException",
    ),
    (
        "requests.exceptions.MissingSchema",
        "requests.RequestException",
    ),
    ("rest_framework.exceptions.APIException", "Exception"),
    (
        "rest_framework.exceptions.AuthenticationFailed",
        "rest_framework.exceptions.APIException",
    ),
    (
        "rest_framework.exceptions.NotAuthenticated",
        "rest_framework.exceptions.APIException",
    ),
    (
        "rest_framework.exceptions.NotFound",
        "rest_framework.exceptions.APIException",
    ),
    (
        "rest_framework.exceptions.PermissionDenied",
        "rest_framework.exceptions.APIException",
    ),
    (
        "rest_framework.exceptions.ValidationError",
        "rest_framework.exceptions.APIException",
    ),
    ("shutil.Error", "OSError"),
    ("shutil.SameFileError", "OSError"),
    ("smtplib.SMTPException", "OSError"),
    ("smtplib.SMTPRecipientsRefused", "smtplib.SMTPException"),
    ("smtplib.SMTPSenderRefused", "smtplib.SMTPException"),
    ("socket.gaierror", "OSError"),
    ("sqlite3.DataError", "sqlite3.DatabaseError"),
    ("sqlite3.DatabaseError", "sqlite3.Error"),
    ("sqlite3.Error", "Exception"),
    ("sqlite3.IntegrityError", "sqlite3.DatabaseError"),
    ("sqlite3.InterfaceError", "sqlite3.Error"),
    ("sqlite3.InternalError", "sqlite3.DatabaseError"),
    ("sqlite3.NotSupportedError", "sqlite3.DatabaseError"),
    ("sqlite3.OperationalError", "sqlite3.DatabaseError"),
    ("sqlite3.ProgrammingError", "sqlite3.DatabaseError"),
    ("sqlite3.Warning", "Exception"),
    ("starlette.exceptions.HTTPException", "Exception"),
    (
        "subprocess.CalledProcessError",
        "subprocess.SubprocessError",
    ),
    ("subprocess.SubprocessError", "Exception"),
    ("subprocess.TimeoutExpired", "subprocess.SubprocessError"),
    ("tarfile.AbsoluteLinkError", "tarfile.FilterError"),
    ("tarfile.AbsolutePathError", "tarfile.FilterError"),
    ("tarfile.ExtractError", "tarfile.TarError"),
    ("tarfile.FilterError", "tarfile.TarError"),
    ("tarfile.LinkOutsideDestinationError", "tarfile.FilterError"),
    ("tarfile.OutsideDestinationError", "tarfile.FilterError"),
    ("tarfile.ReadError", "tarfile.TarError"),
    ("tarfile.SpecialFileError", "tarfile.FilterError"),
    ("tarfile.TarError", "Exception"),
    ("tornado.web.HTTPError", "Exception"),
    ("urllib.error.HTTPError", "urllib.error.URLError"),
    ("urllib.error.URLError", "OSError"),
    (
        "werkzeug.exceptions.BadRequest",
        "werkzeug.exceptions.HTTPException",
    ),
    (
        "werkzeug.exceptions.Forbidden",
        "werkzeug.exceptions.HTTPException",
    ),
    ("werkzeug.exceptions.HTTPException", "Exception"),
    (
        "werkzeug.exceptions.MethodNotAllowed",
        "werkzeug.exceptions.HTTPException",
    ),
    (
        "werkzeug.exceptions.NotFound",
        "werkzeug.exceptions.HTTPException",
    ),
    (
        "werkzeug.exceptions.RequestEntityTooLarge",
        "werkzeug.exceptions.HTTPException",
    ),
    (
        "werkzeug.exceptions.Unauthorized",
        "werkzeug.exceptions.HTTPException",
    ),
    ("xml.etree.ElementTree.ParseError", "SyntaxError"),
    ("yaml.MarkedYAMLError", "yaml.YAMLError"),
    ("yaml.YAMLError", "Exception"),
    ("yaml.constructor.ConstructorError", "yaml.YAMLError"),
    ("yaml.parser.ParserError", "yaml.YAMLError"),
    ("yaml.scanner.ScannerError", "yaml.YAMLError"),
    ("zipfile.BadZipFile", "Exception"),
];

/// The class above an exception; `None` for `BaseException`, and when the name is no exception that is known.
pub(super) fn above(name: &str) -> Option<&'static str> {
    let place = ABOVE.binary_search_by(|(known, _)| (*known).cmp(name));
    place.ok().map(|place| ABOVE[place].1)
}

/// The names of all exceptions that are known.
pub fn known_exceptions() -> impl Iterator<Item = &'static str> {
    let below = ABOVE.iter().map(|(name, _)| *name);
    std::iter::once("BaseException").chain(below)
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
