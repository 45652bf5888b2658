//! Reads one source from a file or standard input, with every way that can go wrong in words.
//!
//! Called by `check`, `judging` and `editor`.

use super::editor::LARGEST;
use crate::python::declared_encoding;
use crate::text::label;
use encoding_rs::Encoding;
use std::io::Read;
use std::path::Path;

/// Why a source cannot be read: file, cause, next step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}. {next}")]
pub struct Unreadable {
    /// The file as named; with a line where one is known.
    pub file: String,
    /// What is wrong, without a final full stop.
    pub cause: String,
    /// What to do, as a sentence.
    pub next: String,
    /// Whether nothing is wrong but that it is not Python.
    pub foreign: bool,
}

fn unreadable(file: String, cause: impl Into<String>, next: impl Into<String>) -> Unreadable {
    Unreadable {
        file,
        cause: cause.into(),
        next: next.into(),
        foreign: false,
    }
}

/// Reads a file of UTF-8 text.
///
/// # Errors
/// When it is missing, a folder, too large, or not UTF-8.
pub fn read(path: &Path) -> Result<String, Unreadable> {
    read_within(path, LARGEST)
}

/// Reads a file of Python, in the encoding that it declares.
///
/// # Errors
/// The same, and when the encoding is not one that is read here: Python would see another text.
pub fn read_python(path: &Path) -> Result<String, Unreadable> {
    let bytes = bytes_within(path, LARGEST)?;
    decode_python(label(&path.display().to_string()), &bytes)
}

/// Reads a notebook, which may hold pictures besides its code.
///
/// # Errors
/// When it is missing, a folder, too large, or not UTF-8.
pub fn read_notebook(path: &Path) -> Result<String, Unreadable> {
    read_within(path, LARGEST * 16)
}

fn read_within(path: &Path, most: u64) -> Result<String, Unreadable> {
    let bytes = bytes_within(path, most)?;
    decode(label(&path.display().to_string()), &bytes)
}

fn bytes_within(path: &Path, most: u64) -> Result<Vec<u8>, Unreadable> {
    let name = || label(&path.display().to_string());
    let failed = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            unreadable(name(), "there is no such file", "Check the path.")
        }
        std::io::ErrorKind::IsADirectory => is_folder(name()),
        std::io::ErrorKind::PermissionDenied => {
            unreadable(name(), "the file may not be read", "Check its permissions.")
        }
        _ => unreadable(
            name(),
            format!("the file cannot be read ({error})"),
            "Check the path and the disk.",
        ),
    };
    let about = std::fs::metadata(path).map_err(|error| failed(&error))?;
    if about.is_dir() {
        return Err(is_folder(name()));
    }
    // Nobody may be at the other end of a pipe; what a shell hands over as a file has somebody.
    if !about.is_file() && !handed_over(path) {
        return Err(unreadable(
            name(),
            "this is a pipe, a socket or a device, and no file",
            "Name a file; `-` is standard input.",
        ));
    }
    if about.len() > most {
        return Err(too_large(name(), most));
    }
    let mut file = std::fs::File::open(path).map_err(|error| failed(&error))?;
    let bytes = read_bounded(&mut file, most).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > most {
        return Err(too_large(name(), most));
    }
    Ok(bytes)
}

/// Reads Python from standard input; `name` is what it is called in messages.
///
/// # Errors
/// When it is too large or in no encoding that is read here.
pub fn read_stdin(name: &str) -> Result<String, Unreadable> {
    let name = name.to_owned();
    let bytes = read_bounded(&mut std::io::stdin().lock(), LARGEST).map_err(|error| {
        unreadable(
            name.clone(),
            format!("standard input cannot be read ({error})"),
            "Give a file instead.",
        )
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(name, LARGEST));
    }
    decode_python(name, &bytes)
}

/// Whether a path stands for what this program was started with, as in `check <(git show HEAD:app.py)`.
fn handed_over(path: &Path) -> bool {
    let open = ["/dev/fd", "/proc/self/fd"];
    path == Path::new("/dev/stdin") || open.iter().any(|folder| path.starts_with(folder))
}

fn is_folder(name: String) -> Unreadable {
    unreadable(name, "this is a folder", "Name a file in it.")
}

fn too_large(name: String, most: u64) -> Unreadable {
    unreadable(
        name,
        format!("the file is larger than {} MiB", most >> 20),
        "Split it, or name the files that people write by hand.",
    )
}

/// One byte more than allowed is enough to know; a device without an end is not read to its end.
fn read_bounded(from: &mut dyn Read, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn decode(name: String, bytes: &[u8]) -> Result<String, Unreadable> {
    // Some editors begin a file with a byte order mark; Python skips it too.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            Err(unreadable(
                format!("{name}:{line}"),
                "the file is not UTF-8 text",
                "Save it as UTF-8.",
            ))
        }
    }
}

/// The encoding with this name in Python, where it is one that is read here.
fn encoding_of(declared: &str) -> Option<&'static Encoding> {
    let plain = declared.to_ascii_lowercase().replace('_', "-");
    let known = match plain.as_str() {
        "utf-8-sig" | "u8" | "utf" | "ascii" | "us-ascii" | "646" => Some(encoding_rs::UTF_8),
        "latin-1" | "iso-latin-1" | "l1" | "iso8859-1" => Some(encoding_rs::WINDOWS_1252),
        other => Encoding::for_label(other.as_bytes())
            .or_else(|| Encoding::for_label(other.replace('-', "").as_bytes())),
    };
    // Such a file is no text that begins with a readable comment.
    known.filter(|encoding| encoding.is_ascii_compatible())
}

/// A text as the bytes of a file of Python that declares its encoding as `before` does; `None` where that encoding
/// cannot write it.
#[must_use]
pub fn encode_python(text: &str, before: &[u8]) -> Option<Vec<u8>> {
    let encoding = match declared_encoding(before) {
        Some(declared) => encoding_of(declared)?,
        None => encoding_rs::UTF_8,
    };
    let (bytes, _, lost) = encoding.encode(text);
    (!lost).then(|| bytes.into_owned())
}

/// What Python reads in these bytes. Of the encodings that Python knows and this does not, some write an
/// ordinary comment that is code.
fn decode_python(name: String, bytes: &[u8]) -> Result<String, Unreadable> {
    let Some(declared) = declared_encoding(bytes) else {
        return decode(name, bytes);
    };
    match encoding_of(declared) {
        Some(encoding) if encoding == encoding_rs::UTF_8 => decode(name, bytes),
        Some(encoding) => {
            let (text, wrong) = encoding.decode_without_bom_handling(bytes);
            if wrong {
                return Err(unreadable(
                    name,
                    format!("the file is not text in {declared}, which it declares"),
                    "Save it as UTF-8.",
                ));
            }
            Ok(text.into_owned())
        }
        None => Err(unreadable(
            name,
            format!(
                "the file declares the encoding {declared}, in which Python may read another program"
            ),
            "Save it as UTF-8, and take that comment out.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_fail_names_file_cause_and_next_step() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        let latin = write("latin.py", b"x = 1\ny = 'caf\xe9'\n");
        let error = read(&latin).unwrap_err();
        assert!(error.file.ends_with("latin.py:2"), "{error}");
        assert_eq!(error.cause, "the file is not UTF-8 text");
        let large = write("large.py", &[b"x".repeat(5 << 20), b"y".to_vec()].concat());
        assert_eq!(
            read(&large).unwrap_err().cause,
            "the file is larger than 5 MiB"
        );
        assert_eq!(read(folder.path()).unwrap_err().cause, "this is a folder");
        let missing = read(&folder.path().join("none.py")).unwrap_err();
        assert_eq!(missing.cause, "there is no such file");
        assert_eq!(read(&write("bom.py", b"\xef\xbb\xbfx")).unwrap(), "x");
    }

    #[test]
    fn python_is_read_in_the_encoding_that_it_declares() {
        let read = |head: &str, rest: &[u8]| {
            let bytes = [format!("# coding: {head}\n").as_bytes(), rest].concat();
            decode_python("a.py".to_owned(), &bytes)
        };
        for (encoding, bytes, text) in [
            ("latin-1", b"'caf\xe9'".as_slice(), "'caf\u{e9}'"),
            ("iso8859_15", b"'\xa4'", "'\u{20ac}'"),
            ("cp1251", b"'\xe4'", "'\u{434}'"),
            ("shift_jis", b"'\x83\x5c'", "'\u{30bd}'"),
            ("UTF-8", b"'\xc3\xa9'", "'\u{e9}'"),
            ("ascii", b"x", "x"),
        ] {
            let found = read(encoding, bytes).unwrap();
            assert_eq!(found.lines().nth(1), Some(text), "{encoding}");
        }
        // Python runs what stands behind these comments.
        for (encoding, bytes) in [
            ("utf-7", b"#+AAo-run()".as_slice()),
            ("unicode_escape", b"#\\x0arun()"),
            ("utf-16", b"x"),
            ("rot13", b"x"),
            ("none-such", b"x"),
        ] {
            let error = read(encoding, bytes).unwrap_err();
            assert!(error.cause.contains(encoding), "{error}");
        }
        let error = read("utf-8", b"'\xe9'").unwrap_err();
        assert_eq!(error.file, "a.py:2");
    }
}
