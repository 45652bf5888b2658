//! Text as a value of TOML, for files that the program writes itself.
//!
//! How it is quoted is left to the `toml` crate; whatever stands in the text comes out as it was. Called by
//! `skeleton` and `shell`.

/// A text as TOML writes it: between the quotes that suit it, of several lines as they are.
#[must_use]
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts that would end early, or be another text, where they are only put between quotes.
    const HOSTILE: [&str; 16] = [
        "",
        "plain",
        "it's \"quoted\"",
        "ends with a quote\"",
        "'''and\"\"\"both'''",
        "back\\slash and \\n no line",
        "\"\nid = \"other\"\n[more]\n",
        "\nbegins with a line",
        "two\r\nlines\rand\ttabs",
        "\"\"\"\nthree\"\"\"\"",
        "'''\nthree'''",
        "bell \u{7} escape \u{1b}[2J nul \0 delete \u{7f}",
        "\u{85}\u{9b}31m",
        "\u{202e}backwards\u{2069} \u{feff}",
        "# no comment",
        "\"\"\"",
    ];

    #[test]
    fn what_is_written_is_read_as_it_was() {
        for text in HOSTILE {
            let written = quoted(text);
            let file = format!(
                "before = 1\nplain = {written}\nrow = {{ say = {written}, more = 2 }}\nafter = 3\n"
            );
            let table: toml::Table = toml::from_str(&file).unwrap();
            assert_eq!(table.get("plain").unwrap().as_str(), Some(text), "{file}");
            let row = table.get("row").unwrap();
            assert_eq!(row.get("say").unwrap().as_str(), Some(text), "{file}");
            assert_eq!((table.len(), row.as_table().unwrap().len()), (4, 2));
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_as_its_number() {
        let written = quoted("\u{1b}[2J\u{7}\r");
        assert!(!written.chars().any(char::is_control), "{written:?}");
    }
}
