//! Whether an archive is its files and nothing else: no byte in front of them, between them or behind them,
//! and before each file the same as the list at the end says of it.
//!
//! Programs for archives read the list and skip the rest, so that the rest may be a script, another archive or
//! another content of the same file. Called by `parcel`.

use crate::text::{counted, label};

/// The end of a ZIP archive without a remark, in bytes.
const END: usize = 22;
/// How an archive's end begins.
const END_SIGN: &[u8] = b"PK\x05\x06";
/// What stands before a file, in bytes, without its name.
const HEAD: usize = 30;

/// What the list at the end says of a file.
#[derive(Debug)]
pub(super) struct Listed {
    /// Its name, as bytes.
    pub(super) name: Vec<u8>,
    /// Where its head begins.
    pub(super) start: u64,
    /// Its size in the archive.
    pub(super) packed: u64,
    /// Its size.
    pub(super) size: u64,
    /// Its checksum.
    pub(super) sum: u32,
}

/// How many files the end of the archive counts. Libraries keep one of two files with one name.
///
/// # Errors
/// When the archive does not end with its end.
pub(super) fn count(bytes: &[u8]) -> anyhow::Result<usize> {
    let at = bytes.len().saturating_sub(END);
    let ends = bytes.get(at..).unwrap_or_default();
    if ends.len() < END || !ends.starts_with(END_SIGN) {
        let end = bytes.windows(END_SIGN.len()).rposition(|w| w == END_SIGN);
        let behind = end.and_then(|end| bytes.len().checked_sub(end + END));
        anyhow::bail!(match behind {
            Some(behind) if behind > 0 => foreign(behind, "behind its end"),
            _ => "it is not a pack: no ZIP archive as `pack build` makes it".to_owned(),
        });
    }
    anyhow::ensure!(
        number(bytes, at + 8, 2) == number(bytes, at + 10, 2),
        "it is one part of several"
    );
    Ok(place(number(bytes, at + 10, 2)))
}

/// Looks at every byte of an archive whose files are `listed` and whose list begins at `list`.
///
/// # Errors
/// When something belongs to none of the files, or is said of a file in two ways.
pub(super) fn check(bytes: &[u8], mut listed: Vec<Listed>, list: u64) -> anyhow::Result<()> {
    listed.sort_by_key(|file| file.start);
    let mut at = 0;
    for file in &listed {
        let shown = label(&String::from_utf8_lossy(&file.name));
        let start = place(file.start);
        anyhow::ensure!(start >= at, "`{shown}` lies over another of its files");
        gap(at, start)?;
        let flags = number(bytes, start + 6, 2);
        // What is not known when writing begins follows behind the file.
        let later = flags & 8 != 0;
        let name = start + HEAD..start + HEAD + place(number(bytes, start + 26, 2));
        let same = bytes
            .get(start..)
            .is_some_and(|head| head.starts_with(b"PK\x03\x04"))
            && bytes.get(name.clone()) == Some(&file.name)
            && (later || is_said(bytes, start + 14, file, 4));
        anyhow::ensure!(
            same,
            "what stands before `{shown}` is not what its list says of it"
        );
        at = name.end + place(number(bytes, start + 28, 2)) + place(file.packed);
        if later {
            at += descriptor(bytes, at, file).ok_or_else(|| {
                anyhow::anyhow!("what stands behind `{shown}` is not what its list says of it")
            })?;
        }
    }
    let list = place(list);
    gap(at, list)?;
    let end = bytes.len().saturating_sub(END);
    let said = place(number(bytes, end + 16, 4));
    gap(said.saturating_add(place(number(bytes, end + 12, 4))), end)?;
    anyhow::ensure!(said == list, "its end does not say where its list begins");
    Ok(())
}

/// How long the part behind a file is that says checksum and sizes, when it says the right ones.
fn descriptor(bytes: &[u8], at: usize, file: &Listed) -> Option<usize> {
    for sign in [4, 0] {
        let signed = bytes.get(at..)?.starts_with(b"PK\x07\x08");
        for width in [4, 8] {
            if (sign == 0 || signed) && is_said(bytes, at + sign, file, width) {
                return Some(sign + 4 + 2 * width);
            }
        }
    }
    None
}

/// Whether checksum and sizes stand here. Sizes that need more room than `width` stand elsewhere.
fn is_said(bytes: &[u8], at: usize, file: &Listed, width: usize) -> bool {
    let size = |at: usize, size: u64| {
        let said = number(bytes, at, width);
        said == size || (width == 4 && said == u64::from(u32::MAX))
    };
    number(bytes, at, 4) == u64::from(file.sum)
        && size(at + 4, file.packed)
        && size(at + 4 + width, file.size)
}

/// Nothing may stand between two places.
fn gap(from: usize, to: usize) -> anyhow::Result<()> {
    anyhow::ensure!(from <= to, "its parts lie over one another");
    let place = if from == 0 {
        "in front of its files"
    } else {
        "between its files"
    };
    anyhow::ensure!(from == to, foreign(to - from, place));
    Ok(())
}

fn foreign(bytes: usize, place: &str) -> String {
    format!(
        "{} {place} {} to none of them; a pack is an archive and nothing else",
        counted(bytes, "byte"),
        if bytes == 1 { "belongs" } else { "belong" }
    )
}

/// A number of so many bytes, the lowest first; of what is not there, nought.
fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let part = at.checked_add(width).and_then(|end| bytes.get(at..end));
    part.unwrap_or_default()
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn place(number: u64) -> usize {
    // Half of what there is, so that sums of places stay numbers.
    usize::try_from(number)
        .unwrap_or(usize::MAX)
        .min(usize::MAX / 8)
}
