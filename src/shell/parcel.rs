//! A pack as one file: a ZIP archive, the same bytes for the same pack, verified before anything in it
//! is read as a pack.
//!
//! Knows archives and their tricks, not what a pack says. Called by `library` and `authoring`.

mod seams;

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
    anyhow::ensure!(
        size <= ARCHIVE,
        "it is larger than {} MiB; ask its author for a pack without large files",
        ARCHIVE >> 20
    );
    let listed = seams::count(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| anyhow::anyhow!("it is not a ZIP archive ({error})"))?;
    anyhow::ensure!(archive.len() <= FILES, "it holds more than {FILES} files");
    anyhow::ensure!(
        archive.len() == listed,
        "it names a file twice, or hides one"
    );
    anyhow::ensure!(
        archive.offset() == 0,
        "something stands in front of its files; a pack is an archive and nothing else"
    );
    let mut parts = Vec::new();
    let mut files = Files::new();
    let mut folded = BTreeSet::new();
    let mut left = BYTES;
    for index in 0..archive.len() {
        let mut entry = archive
            .by_index(index)
            .map_err(|error| anyhow::anyhow!("it holds a file that cannot be read ({error})"))?;
        let name = entry
            .name()
            .map_err(|_| anyhow::anyhow!("it holds a file whose name is not UTF-8"))?
            .into_owned();
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
        let read = entry.by_ref().take(left + 1).read_to_end(&mut content);
        let read = read.map_err(|error| {
            anyhow::anyhow!("`{shown}` is damaged and cannot be unpacked ({error})")
        })?;
        left = left
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
            .ok_or_else(|| {
                anyhow::anyhow!(
                    "it unpacks to more than {} MiB; ask its author for a pack without large files",
                    BYTES >> 20
                )
            })?;
        parts.push(seams::Listed {
            name: entry.name_raw().to_vec(),
            start: entry.header_start(),
            packed: entry.compressed_size(),
            size: entry.size(),
            sum: entry.crc32(),
        });
        files.insert(name, content);
    }
    seams::check(bytes, parts, archive.central_directory_start())?;
    anyhow::ensure!(
        files.contains_key("pack.toml"),
        "there is no pack.toml in it"
    );
    Ok(files)
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
        "{shown}: the pack is larger than {} MiB. Leave out what no lesson or exercise needs",
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

    /// The same archive, with `change` made to it.
    fn odd(change: impl Fn(&mut Vec<u8>)) -> String {
        let mut bytes = raw(&["pack.toml", "lessons/a.md"], 0o644);
        assert!(unwrap(&bytes).is_ok());
        change(&mut bytes);
        unwrap(&bytes).unwrap_err().to_string()
    }

    #[test]
    fn an_archive_is_its_files_and_nothing_else() {
        let script = b"#!/bin/sh\necho tea\n";
        let front = odd(|bytes| *bytes = [script, bytes.as_slice()].concat());
        assert!(front.contains("in front of its files"), "{front}");
        // The same, with every place counted on.
        let counted = odd(|bytes| {
            let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
            let places: Vec<usize> = (list..bytes.len() - 4)
                .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
                .map(|at| at + 42)
                .chain([bytes.len() - 6])
                .collect();
            for at in places {
                let old = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
                let new = old + u32::try_from(script.len()).unwrap();
                bytes[at..at + 4].copy_from_slice(&new.to_le_bytes());
            }
            *bytes = [script, bytes.as_slice()].concat();
        });
        assert!(
            counted.contains("19 bytes in front of its files belong to none"),
            "{counted}"
        );
        let behind = odd(|bytes| bytes.extend_from_slice(b"tea"));
        assert!(behind.contains("3 bytes behind its end"), "{behind}");
        let remark = odd(|bytes| {
            let at = bytes.len() - 2;
            bytes[at] = 3;
            bytes.extend_from_slice(b"tea");
        });
        assert!(remark.contains("3 bytes behind its end"), "{remark}");
        let twice = odd(|bytes| *bytes = bytes.repeat(2));
        assert!(twice.contains("in front of its files"), "{twice}");
        // What one file's head says: its checksum, its size, its name.
        for at in [14, 18, 22, 31] {
            let head = odd(|bytes| bytes[at] ^= 1);
            assert!(
                head.contains("what stands before `pack.toml`"),
                "{at}: {head}"
            );
        }
        let content = odd(|bytes| bytes[30 + "pack.toml".len()] = b'y');
        assert!(content.contains("`pack.toml` is damaged"), "{content}");
        // Files as they are written where one cannot go back: sizes follow behind them.
        let mut stream = ZipWriter::new_stream(Vec::new());
        let options = SimpleFileOptions::default();
        for name in ["pack.toml", "lessons/a.md"] {
            stream.start_file(name, options).unwrap();
            stream.write_all(b"tea").unwrap();
        }
        let bytes = stream.finish().unwrap().into_inner();
        assert_eq!(unwrap(&bytes).unwrap().len(), 2);
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
