//! TAR archives as bytes: what stands in one, and how one is written (POSIX 1003.1, with the names of GNU and of PAX).
//!
//! Called by `unpacking`.

/// The size of a block.
const BLOCK: usize = 512;
/// Archives end at a multiple of this.
const RECORD: usize = 20 * BLOCK;
/// The most members that are read.
const MOST: usize = 20_000;

/// One member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    /// What it is: `0` a file, `1` one more name of a file, `2` a link, `5` a folder and so on.
    pub(super) kind: u8,
    /// Where a link points.
    pub(super) link: String,
    pub(super) content: Vec<u8>,
    /// How many bytes it says that it has.
    pub(super) size: u64,
    pub(super) mode: u64,
    pub(super) user: u64,
    pub(super) group: u64,
    pub(super) when: u64,
}

/// A number in digits of base 8, or in the bytes that GNU writes.
fn number(field: &[u8]) -> Option<u64> {
    if field.first() == Some(&0x80) {
        let rest = field.get(1..)?.iter();
        return Some(rest.fold(0_u64, |number, byte| number << 8 | u64::from(*byte)));
    }
    let text = text(field);
    let text = text.trim_matches(|c: char| c.is_whitespace());
    if text.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(text, 8).ok()
}

/// Text up to the first zero.
fn text(field: &[u8]) -> String {
    let end = field.iter().position(|byte| *byte == 0);
    let field = field.get(..end.unwrap_or(field.len())).unwrap_or_default();
    String::from_utf8_lossy(field).into_owned()
}

/// The sum of a header, with blanks in place of the sum itself.
fn sum(header: &[u8]) -> u64 {
    let bytes = header.iter().enumerate();
    bytes.fold(0, |sum, (at, byte)| {
        sum + if (148..156).contains(&at) {
            u64::from(b' ')
        } else {
            u64::from(*byte)
        }
    })
}

/// What a PAX header says: lines `LENGTH NAME=VALUE`.
fn told(content: &[u8]) -> Vec<(String, String)> {
    let (mut rest, mut all) = (content, Vec::new());
    while let Some(blank) = rest.iter().position(|byte| *byte == b' ') {
        let length = std::str::from_utf8(rest.get(..blank).unwrap_or_default());
        let Some(length) = length.ok().and_then(|length| length.parse::<usize>().ok()) else {
            break;
        };
        let Some(line) = rest.get(blank + 1..length.saturating_sub(1)) else {
            break;
        };
        let line = String::from_utf8_lossy(line);
        if let Some((name, value)) = line.split_once('=') {
            all.push((name.to_owned(), value.to_owned()));
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    all
}

/// The members of an archive; nothing where it is none, or breaks off.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Member>> {
    let (mut at, mut members) = (0, Vec::new());
    let (mut name, mut link, mut size) = (None, None, None);
    while members.len() < MOST {
        let Some(header) = bytes.get(at..at + BLOCK) else {
            // The end may be missing, a whole archive may not.
            return (at > 0 && at == bytes.len()).then_some(members);
        };
        if header.iter().all(|byte| *byte == 0) {
            return Some(members);
        }
        let field = |from: usize, size: usize| header.get(from..from + size).unwrap_or_default();
        if number(field(148, 8))? != sum(header) {
            return None;
        }
        let kind = *header.get(156)?;
        // Links and folders have nothing behind them, whatever size they name.
        let whole = match size.take() {
            Some(size) => size,
            None => number(field(124, 12))?,
        };
        let length = match kind {
            b'1'..=b'6' => 0,
            _ => usize::try_from(whole).ok()?,
        };
        let content = bytes.get(at + BLOCK..(at + BLOCK).checked_add(length)?)?;
        at += BLOCK + length.checked_next_multiple_of(BLOCK)?;
        match kind {
            b'L' => name = Some(text(content)),
            b'K' => link = Some(text(content)),
            b'x' => {
                for (key, value) in told(content) {
                    match key.as_str() {
                        "path" => name = Some(value),
                        "linkpath" => link = Some(value),
                        "size" => size = value.parse().ok(),
                        _ => {}
                    }
                }
            }
            b'g' => {}
            _ => {
                let prefix = text(field(345, 155));
                let short = text(field(0, 100));
                let short = if prefix.is_empty() || field(257, 6) != b"ustar\0" {
                    short
                } else {
                    format!("{prefix}/{short}")
                };
                let full = name.take().unwrap_or(short);
                // Old archives tell a folder by its name alone.
                let kind = if kind == 0 && full.ends_with('/') {
                    b'5'
                } else {
                    kind
                };
                members.push(Member {
                    name: full.trim_end_matches('/').to_owned(),
                    kind,
                    link: link.take().unwrap_or_else(|| text(field(157, 100))),
                    content: content.to_vec(),
                    size: whole,
                    mode: number(field(100, 8))?,
                    user: number(field(108, 8))?,
                    group: number(field(116, 8))?,
                    when: number(field(136, 12))?,
                });
            }
        }
    }
    None
}

/// One header with what stands behind it.
fn put(out: &mut Vec<u8>, member: &Member) {
    let mut header = vec![0_u8; BLOCK];
    let mut set = |from: usize, value: &[u8]| {
        let places = header.iter_mut().skip(from);
        places.zip(value).for_each(|(place, byte)| *place = *byte);
    };
    let name = member.name.as_bytes();
    set(0, name.get(..100).unwrap_or(name));
    for (from, digits, value) in [
        (100, 7, member.mode),
        (108, 7, member.user),
        (116, 7, member.group),
        (124, 11, member.size),
        (136, 11, member.when),
    ] {
        set(from, format!("{value:0digits$o}").as_bytes());
    }
    set(156, &[member.kind]);
    let link = member.link.as_bytes();
    set(157, link.get(..100).unwrap_or(link));
    set(257, b"ustar\x0000");
    set(148, b"        ");
    let total = format!("{:06o}\0 ", sum(&header));
    let places = header.iter_mut().skip(148);
    places
        .zip(total.as_bytes())
        .for_each(|(place, byte)| *place = *byte);
    out.extend(header);
    out.extend(&member.content);
    out.resize(out.len().next_multiple_of(BLOCK), 0);
}

/// What the usual header has no room for, in front of it.
fn longer(member: &Member, name: &str) -> Option<Member> {
    let mut content = String::new();
    for (key, value) in [("path", name), ("linkpath", &member.link)] {
        if value.is_ascii() && value.len() <= 100 {
            continue;
        }
        let line = format!(" {key}={value}\n");
        // The length counts its own digits.
        let mut length = line.len() + 1;
        while line.len() + length.to_string().len() != length {
            length = line.len() + length.to_string().len();
        }
        content.push_str(&length.to_string());
        content.push_str(&line);
    }
    (!content.is_empty()).then(|| Member {
        name: "././@PaxHeader".into(),
        kind: b'x',
        link: String::new(),
        size: content.len() as u64,
        content: content.into_bytes(),
        mode: 0,
        user: 0,
        group: 0,
        when: 0,
    })
}

/// An archive with these members.
pub(super) fn written(members: &[Member]) -> Vec<u8> {
    let mut out = Vec::new();
    for member in members {
        let mut member = member.clone();
        if member.kind == b'5' && !member.name.ends_with('/') {
            member.name.push('/');
        }
        if let Some(longer) = longer(&member, &member.name) {
            put(&mut out, &longer);
        }
        put(&mut out, &member);
    }
    out.resize(out.len() + 2 * BLOCK, 0);
    out.resize(out.len().next_multiple_of(RECORD), 0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, kind: u8, link: &str, content: &[u8]) -> Member {
        Member {
            name: name.into(),
            kind,
            link: link.into(),
            content: content.to_vec(),
            size: content.len() as u64,
            mode: 0o644,
            user: 0,
            group: 0,
            when: 0,
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let all = [
            member("a.txt", b'0', "", b"tea"),
            member("folder", b'5', "", b""),
            member("out", b'2', "/etc", b""),
            member(&"long/".repeat(30), b'0', "", &[7; 600]),
            member("\u{e4}", b'1', &"x".repeat(120), b""),
        ];
        let bytes = written(&all);
        assert_eq!(bytes.len() % RECORD, 0);
        let found = read(&bytes).unwrap();
        assert_eq!(found.len(), all.len());
        for (found, all) in found.iter().zip(&all) {
            assert_eq!(found.name, all.name.trim_end_matches('/'));
            assert_eq!(
                (found.kind, &found.link, &found.content),
                (all.kind, &all.link, &all.content)
            );
        }
        assert_eq!(read(&bytes[..700]), None);
        assert_eq!(read(b"no archive"), None);
        assert_eq!(read(&b"no archive at all".repeat(60)), None);
    }
}
