//! ZIP archives as bytes: what stands in one, and how one is written.
//!
//! The directory at the end counts, as it does for the standard library. Encrypted archives and those beyond 4 GiB
//! are not read. Called by `unpacking`.

use super::digest::crc32 as sum;
use super::packed::{self, deflated};

/// The most bytes of one member that are unpacked; of a larger one only the size is known.
const MOST: u64 = 1 << 22;
/// The most bytes of all of them: an archive can name the same packed bytes thousands of times.
const TOGETHER: u64 = 1 << 25;
/// What a member that cannot be unpacked counts: some of it may have been.
const BROKEN: u64 = 1 << 20;

/// One member.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Member {
    /// Its name, as it stands in the archive.
    pub(super) name: String,
    /// How many bytes it has, as the directory says.
    pub(super) size: u64,
    /// How many it has packed.
    pub(super) packed: u64,
    /// 0 is stored, 8 is packed.
    pub(super) method: u16,
    /// Date and time, as MS-DOS counts them.
    pub(super) when: u32,
    /// Attributes; the upper half is the mode of Unix.
    pub(super) attributes: u32,
    /// What is in it, where it could be unpacked and is what its sum says.
    pub(super) content: Option<Vec<u8>>,
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let part = bytes.get(at..at.checked_add(N)?)?;
    let fold = part.iter().rev();
    Some(fold.fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(number::<4>(bytes, at)?).ok()
}

/// The members of an archive; nothing where it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Member>> {
    const END: &[u8] = b"PK\x05\x06";
    let last = bytes.len().checked_sub(22)?;
    // A comment of at most 64 KiB may stand behind the end of the directory.
    let from = last.saturating_sub(1 << 16);
    let end = (from..=last)
        .rev()
        .find(|at| bytes.get(*at..*at + 4) == Some(END))?;
    let (count, size) = (number::<2>(bytes, end + 10)?, place(bytes, end + 12)?);
    // What stands in front of the archive moves all places.
    let first = end.checked_sub(size)?;
    let moved = first.checked_sub(place(bytes, end + 16)?)?;
    let (mut at, mut members) = (first, Vec::new());
    let mut left = TOGETHER;
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let length = |offset| number::<2>(bytes, at + offset).and_then(|n| usize::try_from(n).ok());
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let text = bytes.get(at + 46..at + 46 + name)?;
        let flags = number::<2>(bytes, at + 8)?;
        let mut member = Member {
            name: named(text, flags & 0x800 != 0),
            size: number::<4>(bytes, at + 24)?,
            packed: number::<4>(bytes, at + 20)?,
            method: u16::try_from(number::<2>(bytes, at + 10)?).ok()?,
            when: u32::try_from(number::<4>(bytes, at + 12)?).ok()?,
            attributes: u32::try_from(number::<4>(bytes, at + 38)?).ok()?,
            content: None,
        };
        let header = moved + place(bytes, at + 42)?;
        let right = number::<4>(bytes, at + 16)?;
        if left > 0 {
            let found = content(bytes, header, &member);
            let took = found.as_ref().map_or(BROKEN, |found| found.len() as u64);
            left = left.saturating_sub(took);
            member.content = found.filter(|content| {
                content.len() as u64 == member.size && u64::from(sum(content)) == right
            });
        }
        members.push(member);
        at += 46 + name + extra + comment;
    }
    Some(members)
}

/// A name in UTF-8 says so; another one is read sign by sign, where all are of ASCII.
fn named(text: &[u8], utf8: bool) -> String {
    let name = if utf8 || text.is_ascii() {
        String::from_utf8_lossy(text).into_owned()
    } else {
        text.iter().map(|byte| char::from(*byte)).collect()
    };
    // The library cuts a name at its first zero.
    match name.split_once('\0') {
        Some((name, _)) => name.to_owned(),
        None => name,
    }
}

fn content(bytes: &[u8], header: usize, member: &Member) -> Option<Vec<u8>> {
    if member.size > MOST || bytes.get(header..header + 4)? != b"PK\x03\x04" {
        return None;
    }
    let length = |offset| number::<2>(bytes, header + offset);
    let from = header + 30 + usize::try_from(length(26)? + length(28)?).ok()?;
    let packed = bytes.get(from..from.checked_add(usize::try_from(member.packed).ok()?)?)?;
    match member.method {
        0 => Some(packed.to_vec()),
        8 => packed::unpacked(packed, -15),
        _ => None,
    }
}

/// An archive with these members. One whose content is not that long says its size and packed size all the same.
pub(super) fn written(members: &[Member]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let content = member.content.as_deref().unwrap_or_default();
        let body = if member.method == 8 {
            deflated(content)
        } else {
            content.to_vec()
        };
        let whole = content.len() as u64 == member.size;
        let packed = if whole {
            body.len() as u64
        } else {
            member.packed
        };
        let (name, from) = (member.name.as_bytes(), small(out.len() as u64));
        let flags: u16 = if member.name.is_ascii() { 0 } else { 0x800 };
        let mut shared = Vec::with_capacity(26);
        shared.extend(20_u16.to_le_bytes());
        shared.extend(flags.to_le_bytes());
        shared.extend(member.method.to_le_bytes());
        shared.extend(member.when.to_le_bytes());
        shared.extend(sum(content).to_le_bytes());
        shared.extend(small(packed).to_le_bytes());
        shared.extend(small(member.size).to_le_bytes());
        shared.extend(short(name.len()).to_le_bytes());
        shared.extend([0; 2]);
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(name);
        out.extend(body);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&shared);
        directory.extend([0; 6]);
        directory.extend(member.attributes.to_le_bytes());
        directory.extend(from.to_le_bytes());
        directory.extend(name);
    }
    let (at, size) = (small(out.len() as u64), small(directory.len() as u64));
    let count = short(members.len());
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, content: &[u8], method: u16) -> Member {
        Member {
            name: name.into(),
            size: content.len() as u64,
            method,
            content: Some(content.to_vec()),
            ..Member::default()
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let long = b"0123456789".repeat(5_000);
        let all = [
            member("a.txt", b"tea", 0),
            member("folder/", b"", 0),
            member("\u{e4}.txt", &long, 8),
            member("mixed", b"abcabcabcabd\xff\x90 end", 8),
        ];
        let bytes = written(&all);
        assert!(bytes.len() < 1_200);
        let found = read(&bytes).unwrap();
        assert_eq!(found.len(), all.len());
        for (found, all) in found.iter().zip(&all) {
            assert_eq!((&found.name, &found.content), (&all.name, &all.content));
        }
        // A byte before it moves all places, and one that is changed is noticed.
        let found = read(&[b"x", &bytes[..]].concat()).unwrap();
        assert_eq!(found[0].content.as_deref(), Some(&b"tea"[..]));
        let mut broken = bytes;
        broken[35] ^= 1;
        assert_eq!(read(&broken).unwrap()[0].content, None);
        assert_eq!(read(b"no archive, but long enough to hold one"), None);
    }

    /// What `CPython` 3.11 wrote: `writestr("a.txt", "tea")`, packed.
    #[test]
    fn what_is_named_again_and_again_is_unpacked_so_often_alone() {
        let large = vec![0_u8; 1 << 22];
        let one = written(&[member("a", &large, 8)]);
        // The directory's one entry, two hundred times.
        let end = one.len() - 22;
        let first = one
            .windows(4)
            .position(|four| four == b"PK\x01\x02")
            .unwrap();
        let mut bytes = one[..first].to_vec();
        for _ in 0..200 {
            bytes.extend(&one[first..end]);
        }
        let size = u32::try_from(200 * (end - first)).unwrap();
        bytes.extend(&one[end..end + 8]);
        bytes.extend([200, 0, 200, 0]);
        bytes.extend(size.to_le_bytes());
        bytes.extend(&one[end + 16..]);
        let found = read(&bytes).unwrap();
        assert_eq!(found.len(), 200);
        let unpacked = found.iter().filter(|member| member.content.is_some());
        assert_eq!(unpacked.count() as u64, TOGETHER / MOST);
    }

    #[test]
    fn what_python_wrote_is_read() {
        let bytes = b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!\x00\xb2\xd7\x86\x8e\x05\x00\x00\x00\x03\x00\x00\x00\x05\x00\x00\x00a.txt+IM\x04\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!\x00\xb2\xd7\x86\x8e\x05\x00\x00\x00\x03\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x01\x00\x00\x00\x00a.txtPK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x003\x00\x00\x00(\x00\x00\x00\x00\x00";
        let found = read(bytes).unwrap();
        assert_eq!(found[0].name, "a.txt");
        assert_eq!(found[0].content.as_deref(), Some(&b"tea"[..]));
        assert_eq!(found[0].attributes >> 16, 0o600);
    }
}
