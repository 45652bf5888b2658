//! A pack as one file: a ZIP archive, the same bytes for the same pack, verified before anything in it
//! is read as a pack.
//!
//! Knows archives and their tricks, not what a pack says. Called by `library` and `authoring`.

use crate::pack::Files;
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The most files in a pack.
const FILES: usize = 20_000;
/// The most bytes in a pack, unpacked.
const BYTES: u64 = 64 << 20;
/// The largest archive.
pub const ARCHIVE: u64 = 32 << 20;
/// The deepest path, in parts.
const DEPTH: usize = 8;
/// The end of a ZIP archive without a remark, in bytes.
const END: usize = 22;

/// The archive of a pack: names in order, times and rights always the same.
///
/// # Errors
/// When it becomes too large.
pub fn wrap(files: &Files) -> anyhow::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, content) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(content)?;
    }
    let bytes = archive.finish()?.into_inner();
    // What is written here must be readable there.
    unwrap(&bytes)?;
    Ok(bytes)
}

/// The files in an archive.
///
/// # Errors
/// The first thing that makes it unsafe or unreadable.
pub fn unwrap(bytes: &[u8]) -> anyhow::Result<Files> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    anyhow::ensure!(size <= ARCHIVE, "it is larger than {} MiB", ARCHIVE >> 20);
    let listed = listed(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| anyhow::anyhow!("it is not a ZIP archive ({error})"))?;
    anyhow::ensure!(archive.len() <= FILES, "it holds more than {FILES} files");
    anyhow::ensure!(
        archive.len() == listed,
        "it names a file twice, or hides one"
    );
    let mut files = Files::new();
    let mut folded = BTreeSet::new();
    let mut left = BYTES;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let name = entry.name()?.into_owned();
        let shown = crate::text::label(&name);
        // The kind of a file on Unix: regular, or not said.
        let kind = entry.unix_mode().map_or(0, |mode| mode & 0o170_000);
        anyhow::ensure!(
            entry.is_file() && matches!(kind, 0 | 0o100_000),
            "`{shown}` is no plain file; a pack holds no links, devices or empty folders"
        );
        anyhow::ensure!(
            shown == name,
            "the name `{shown}` holds a character that a terminal would act on"
        );
        anyhow::ensure!(
            name.split('/').count() <= DEPTH,
            "`{}…` has a path of more than {DEPTH} parts",
            name.chars().take(40).collect::<String>()
        );
        anyhow::ensure!(
            is_inside(&name),
            "`{shown}` could lie outside of the pack's folder"
        );
        anyhow::ensure!(
            folded.insert(name.to_lowercase()),
            "`{shown}` has the same name as another file, apart from capitals"
        );
        let mut content = Vec::new();
        let read = entry.by_ref().take(left + 1).read_to_end(&mut content)?;
        left = left
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
            .ok_or_else(|| anyhow::anyhow!("it unpacks to more than {} MiB", BYTES >> 20))?;
        files.insert(name, content);
    }
    anyhow::ensure!(
        files.contains_key("pack.toml"),
        "there is no pack.toml in it"
    );
    Ok(files)
}

/// How many files the end of the archive counts. Libraries keep one of two files with one name.
fn listed(bytes: &[u8]) -> anyhow::Result<usize> {
    let end = bytes
        .len()
        .checked_sub(END)
        .and_then(|at| bytes.get(at..))
        .filter(|end| end.starts_with(b"PK\x05\x06"))
        .ok_or_else(|| {
            anyhow::anyhow!("it is not a pack: no ZIP archive as `pack build` makes it")
        })?;
    let count = |at: usize| match end.get(at..at + 2) {
        Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    };
    anyhow::ensure!(count(8) == count(10), "it is one part of several");
    Ok(count(10))
}

/// Whether a name stays inside the folder in which it is unpacked, on every machine.
fn is_inside(name: &str) -> bool {
    let mut parts = name.split('/');
    !name.contains(['\\', ':', '\0']) && parts.all(|part| !matches!(part, "" | "." | ".."))
}

/// The bytes of an archive, unread.
///
/// # Errors
/// When it cannot be read or is too large.
pub fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = path.display();
    let about = std::fs::metadata(path).map_err(|error| {
        let cause = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            _ => error.to_string(),
        };
        anyhow::anyhow!(
            "{shown}: {cause}. Name a folder with a pack.toml, or a file that `pack build` made"
        )
    })?;
    anyhow::ensure!(
        about.is_file(),
        "{shown}: this is no plain file. Name a folder with a pack.toml, or a file that `pack build` made"
    );
    anyhow::ensure!(
        about.len() <= ARCHIVE,
        "{shown}: the pack is larger than {} MiB",
        ARCHIVE >> 20
    );
    std::fs::read(path).map_err(|error| anyhow::anyhow!("{shown}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Files {
        names
            .iter()
            .map(|name| ((*name).to_owned(), name.as_bytes().repeat(9)))
            .collect()
    }

    /// An archive with these names as they are.
    fn raw(names: &[&str], mode: u32) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .unix_permissions(mode);
        for name in names {
            archive.start_file(*name, options).unwrap();
            archive.write_all(b"x").unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn the_same_pack_is_the_same_bytes() {
        let pack = files(&[
            "pack.toml",
            "lessons/m/1-a.md",
            "exercises/m/a/exercise.toml",
        ]);
        let bytes = wrap(&pack).unwrap();
        assert_eq!(bytes, wrap(&pack.clone()).unwrap());
        assert_eq!(unwrap(&bytes).unwrap(), pack);
    }

    #[test]
    fn tricks_are_refused() {
        for (names, says) in [
            (vec!["pack.toml", "../out.md"], "outside"),
            (vec!["pack.toml", "/etc/out.md"], "outside"),
            (vec!["pack.toml", "a\\..\\out.md"], "outside"),
            (vec!["pack.toml", "C:out.md"], "outside"),
            (vec!["pack.toml", "a/b/c/d/e/f/g/h/i.md"], "8 parts"),
            (vec!["pack.toml", "lessons/a\u{1b}[31m.md"], "terminal"),
            (vec!["pack.toml", "lessons/a\u{202e}.md"], "terminal"),
            (
                vec!["pack.toml", "lessons/a.md", "lessons/A.md"],
                "capitals",
            ),
            (vec!["lessons/a.md"], "no pack.toml"),
        ] {
            let error = unwrap(&raw(&names, 0o644)).unwrap_err().to_string();
            assert!(error.contains(says), "{names:?}: {error}");
        }
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let mut bytes = raw(&["pack.toml", "lessons/a", "lessons/b"], 0o644);
        for at in 0..bytes.len() - 9 {
            if bytes.get(at..at + 9) == Some(b"lessons/b") {
                bytes[at + 8] = b'a';
            }
        }
        assert!(unwrap(&bytes).is_err());
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        for bytes in [&b""[..], b"PK", &[0; 100]] {
            assert!(unwrap(bytes).is_err());
        }
        let whole = wrap(&files(&["pack.toml", "lessons/m/a.md"])).unwrap();
        for end in 0..whole.len() {
            assert!(unwrap(&whole[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn a_file_that_unpacks_to_too_much_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file("pack.toml", options).unwrap();
        let zeros = vec![0; 1 << 20];
        for _ in 0..66 {
            archive.write_all(&zeros).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        let error = unwrap(&bytes).unwrap_err().to_string();
        assert!(error.contains("64 MiB"), "{error}");
    }
}
