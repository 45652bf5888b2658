//! Reads one source from a file or standard input, with every way that can go wrong in words.
//!
//! Called by `check`, `judging` and `editor`.

use super::editor::LARGEST;
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
}

fn unreadable(file: String, cause: impl Into<String>, next: impl Into<String>) -> Unreadable {
    Unreadable {
        file,
        cause: cause.into(),
        next: next.into(),
    }
}

/// Reads a file of UTF-8 text.
///
/// # Errors
/// When it is missing, a folder, too large, or not UTF-8.
pub fn read(path: &Path) -> Result<String, Unreadable> {
    read_within(path, LARGEST)
}

/// Reads a notebook, which may hold pictures besides its code.
///
/// # Errors
/// When it is missing, a folder, too large, or not UTF-8.
pub fn read_notebook(path: &Path) -> Result<String, Unreadable> {
    read_within(path, LARGEST * 16)
}

fn read_within(path: &Path, most: u64) -> Result<String, Unreadable> {
    let name = || path.display().to_string();
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
    if about.len() > most {
        return Err(too_large(name(), most));
    }
    let mut file = std::fs::File::open(path).map_err(|error| failed(&error))?;
    decode(
        name(),
        &read_bounded(&mut file, most).map_err(|error| failed(&error))?,
        most,
    )
}

/// Reads standard input.
///
/// # Errors
/// When it is too large or not UTF-8.
pub fn read_stdin() -> Result<String, Unreadable> {
    let name = "<stdin>".to_owned();
    let bytes = read_bounded(&mut std::io::stdin().lock(), LARGEST).map_err(|error| {
        unreadable(
            name.clone(),
            format!("standard input cannot be read ({error})"),
            "Give a file instead.",
        )
    })?;
    decode(name, &bytes, LARGEST)
}

fn is_folder(name: String) -> Unreadable {
    unreadable(name, "this is a folder", "Name the Python files in it.")
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

fn decode(name: String, bytes: &[u8], most: u64) -> Result<String, Unreadable> {
    if bytes.len() as u64 > most {
        return Err(too_large(name, most));
    }
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
}
