//! Text in other forms of itself: Unicode's normal ones, the bytes of an encoding, without what all lines
//! begin with.
//!
//! Called by `standard` and `string`.

use unicode_normalization::UnicodeNormalization as _;

/// What `unicodedata.normalize` gives; `None` for a form that there is not.
pub(super) fn normal(form: &str, text: &str) -> Option<String> {
    Some(match form {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return None,
    })
}

/// The bytes of a text in an encoding, and what becomes of a sign that it does not have. `None` where that is not known
/// here, an error where Python raises one.
pub(super) fn encoded(text: &str, encoding: &str, errors: &str) -> Option<Result<Vec<u8>, String>> {
    let name = encoding.to_ascii_lowercase().replace('-', "_");
    let limit = match &*name {
        "utf_8" | "utf8" => return Some(Ok(text.as_bytes().to_vec())),
        "unicode_escape" => return Some(Ok(super::lines::spelt_out(text).into_bytes())),
        "ascii" | "us_ascii" => 0x80,
        "latin_1" | "latin1" | "iso_8859_1" => 0x100,
        _ => return None,
    };
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match (u8::try_from(u32::from(c)), errors) {
            (Ok(byte), _) if u32::from(c) < limit => bytes.push(byte),
            (_, "ignore") => {}
            (_, "replace") => bytes.push(b'?'),
            (_, "backslashreplace") => {
                let mut own = [0; 4];
                bytes.extend(super::lines::spelt_out(c.encode_utf8(&mut own)).into_bytes());
            }
            (_, "xmlcharrefreplace") => bytes.extend(format!("&#{};", u32::from(c)).into_bytes()),
            (_, "strict") => {
                return Some(Err(format!(
                    "'{encoding}' codec can't encode character: ordinal not in range({limit})"
                )));
            }
            _ => return None,
        }
    }
    Some(Ok(bytes))
}

/// A text whose tabs are blanks up to the next column that is a multiple of this.
/// Nothing where that would be too long.
pub(super) fn without_tabs(text: &str, size: i128) -> Option<String> {
    let size = usize::try_from(size).unwrap_or(0).min(1_024);
    let (mut out, mut column) = (String::with_capacity(text.len()), 0);
    for c in text.chars() {
        match c {
            '\t' => {
                let blanks = if size == 0 { 0 } else { size - column % size };
                out.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
                if out.len() > super::operator::LENGTH {
                    return None;
                }
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            c => {
                out.push(c);
                column += 1;
            }
        }
    }
    Some(out)
}

/// What `textwrap.dedent` gives: the white space that all lines share is taken off.
pub(super) fn dedent(s: &str) -> String {
    let margin = s
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let lines: Vec<&str> = s
        .split('\n')
        .map(|line| {
            if line.trim().is_empty() {
                ""
            } else {
                line.get(margin..).unwrap_or("")
            }
        })
        .collect();
    lines.join("\n")
}

/// What `inspect.cleandoc` gives: the first line stands for itself, and empty lines around the text go.
pub(super) fn cleandoc(s: &str) -> String {
    let text = without_tabs(s, 8).unwrap_or_else(|| s.to_owned());
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let margin = rest
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.chars().take_while(|c| c.is_whitespace()).count())
        .min()
        .unwrap_or(0);
    let cut = |line: &str| line.chars().skip(margin).collect::<String>();
    let mut lines = vec![first.trim_start().to_owned()];
    if text.contains('\n') {
        lines.extend(rest.split('\n').map(cut));
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let begins = lines.iter().position(|line| !line.is_empty());
    lines.split_off(begins.unwrap_or(0)).join("\n")
}

/// What `unicodedata.category` gives.
pub(super) fn category(character: &str) -> &'static str {
    const CATEGORIES: [&str; 28] = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co",
    ];
    let is = |category: &&&str| {
        let regex = fancy_regex::Regex::new(&format!(r"\A\p{{{category}}}\z"));
        regex.is_ok_and(|regex| regex.is_match(character).unwrap_or(false))
    };
    CATEGORIES.iter().find(is).copied().unwrap_or("Cn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_text() {
        assert_eq!(normal("NFKC", "．．／ﬁ").as_deref(), Some("../fi"));
        assert_eq!(normal("NFC", "e\u{301}").as_deref(), Some("é"));
        assert_eq!(normal("NFD", "é").as_deref(), Some("e\u{301}"));
        assert_eq!(normal("NFE", "é"), None);
        let bytes = |errors| encoded("aé", "ascii", errors).and_then(Result::ok);
        assert_eq!(cleandoc("\n    a\n      b\n    "), "a\n  b");
        assert_eq!(cleandoc("a\n  b\n c"), "a\n b\nc");
        assert_eq!(
            without_tabs("a\tb\n\tc", 4).as_deref(),
            Some("a   b\n    c")
        );
        assert_eq!(without_tabs("a\tb", 0).as_deref(), Some("ab"));
        assert_eq!(without_tabs(&"\t".repeat(1 << 20), 1_000), None);
        assert_eq!(bytes("ignore").as_deref(), Some(&b"a"[..]));
        assert_eq!(bytes("replace").as_deref(), Some(&b"a?"[..]));
        assert_eq!(bytes("backslashreplace").as_deref(), Some(&b"a\\xe9"[..]));
        assert_eq!(bytes("strict"), None);
        assert!(encoded("aé", "ascii", "strict").is_some_and(|made| made.is_err()));
        assert_eq!(
            encoded("aé", "latin-1", "strict"),
            Some(Ok(vec![b'a', 0xe9]))
        );
    }
}
