//! ASCII in the place of other characters, for a terminal whose locale is not UTF-8.
//!
//! Knows which sign looks most like which, not what it means. Called by `ui` and `shell`.

/// The same text in ASCII: each other character makes way for what looks like it, or for `?`.
#[must_use]
pub fn in_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(stand_in(c));
        }
    }
    out
}

/// The same for what stands in one cell of a screen: one ASCII character.
#[must_use]
pub fn cell_in_ascii(symbol: &str) -> char {
    match symbol.chars().next() {
        Some(c) if c.is_ascii() => c,
        // Its first point alone would be the end of a sentence.
        Some('…') => '~',
        Some(c) => stand_in(c).chars().next().unwrap_or(' '),
        None => ' ',
    }
}

/// What stands for a character that is not ASCII; nothing for a mark upon the one before.
fn stand_in(c: char) -> &'static str {
    match c {
        '─' | '━' | '═' | '‐' | '‑' | '–' | '—' | '−' => "-",
        '│' | '┃' | '║' | '▌' | '▏' => "|",
        '┆' | '┊' => ":",
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' | '✓' => {
            "+"
        }
        '…' => "...",
        '✗' | '×' => "x",
        '→' | '›' | '►' | '▸' | '▶' => ">",
        '←' | '‹' | '◄' | '◀' => "<",
        '↑' => "^",
        '↓' => "v",
        '«' => "{",
        '»' => "}",
        '“' | '”' | '„' => "\"",
        '‘' | '’' | '‚' => "'",
        '▲' => "!",
        '•' | '●' => "*",
        '·' => ".",
        '○' => "o",
        '◐' => "%",
        '◆' => "#",
        '↻' => "@",
        '⏎' => "$",
        '≤' => "<=",
        '≥' => ">=",
        '€' => "EUR",
        '\u{a0}' | '\u{2009}' | '\u{202f}' => " ",
        '\u{300}'..='\u{36f}' => "",
        'À'..='Å' => "A",
        'Æ' => "AE",
        'Ç' => "C",
        'È'..='Ë' => "E",
        'Ì'..='Ï' => "I",
        'Ñ' => "N",
        'Ò'..='Ö' | 'Ø' => "O",
        'Ù'..='Ü' => "U",
        'Ý' => "Y",
        'ß' => "ss",
        'à'..='å' => "a",
        'æ' => "ae",
        'ç' => "c",
        'è'..='ë' => "e",
        'ì'..='ï' => "i",
        'ñ' => "n",
        'ò'..='ö' | 'ø' => "o",
        'ù'..='ü' => "u",
        'ý' | 'ÿ' => "y",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_stands_for_it() {
        assert_eq!(in_ascii("“Zoë” … ✓ ‹a› «b» 日"), "\"Zoe\" ... + <a> {b} ?");
        assert_eq!(in_ascii("e\u{301}"), "e");
        assert_eq!(cell_in_ascii("…"), '~');
        assert_eq!(cell_in_ascii("│"), '|');
        assert_eq!(cell_in_ascii("e\u{301}"), 'e');
        assert_eq!(cell_in_ascii(""), ' ');
    }
}
