//! The encoding that a file of Python declares, by PEP 263: a comment in its first or second line.
//!
//! Decodes nothing. Called by `shell`, before there is a text.

/// The name of the encoding that a file declares, as it is written there.
#[must_use]
pub fn declared_encoding(file: &[u8]) -> Option<&str> {
    let mut rest = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    for _ in 0..2 {
        let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
        let line = rest.get(..end.unwrap_or(rest.len()))?;
        let blank = line
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t' | b'\x0c'));
        let told = line.get(blank.count()..)?;
        match told.first() {
            Some(b'#') => {
                if let Some(name) = named(told) {
                    return Some(name);
                }
            }
            None => {}
            // Behind a statement Python does not look any further.
            Some(_) => return None,
        }
        rest = rest.get(end? + 1..)?;
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    None
}

/// What stands behind `coding:` or `coding=` in a comment.
fn named(comment: &[u8]) -> Option<&str> {
    let word = b"coding";
    let at = comment.windows(word.len() + 1).position(|window| {
        window
            .strip_prefix(word)
            .is_some_and(|mark| matches!(mark, b":" | b"="))
    })?;
    let rest = comment.get(at + word.len() + 1..)?;
    let blank = rest.iter().take_while(|b| matches!(b, b' ' | b'\t'));
    let rest = rest.get(blank.count()..)?;
    let part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let name = rest.get(..rest.iter().take_while(part).count())?;
    std::str::from_utf8(name)
        .ok()
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_in_one_of_the_first_two_lines() {
        for (file, expected) in [
            ("# -*- coding: latin-1 -*-\nx = 1", Some("latin-1")),
            (
                "#!/usr/bin/python\r\n# vim: set fileencoding=cp1252 :",
                Some("cp1252"),
            ),
            ("\n\t# coding=utf-7\n", Some("utf-7")),
            ("\u{feff}# coding: utf-8", Some("utf-8")),
            ("# nothing\n# nothing\n# coding: latin-1", None),
            ("x = 1\n# coding: latin-1", None),
            ("# encoding is: latin-1", None),
            ("# coding:", None),
            ("", None),
        ] {
            assert_eq!(declared_encoding(file.as_bytes()), expected, "{file}");
        }
    }
}
