//! Finding text in the buffer.
//!
//! Capitals in what is searched make the search mind capitals. Called by `editor`.

use ropey::Rope;
use std::ops::Range;

/// What is searched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    query: String,
    exact: bool,
}

impl Search {
    /// A search for this text; empty finds nothing.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self {
            exact: query.chars().any(char::is_uppercase),
            query: query.to_owned(),
        }
    }

    /// What is searched.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Every match in `text`, in bytes; they do not overlap.
    #[must_use]
    pub fn matches(&self, text: &str) -> Vec<Range<usize>> {
        if self.query.is_empty() {
            return Vec::new();
        }
        let found = |text: &str| -> Vec<Range<usize>> {
            text.match_indices(self.query.as_str())
                .map(|(at, hit)| at..at + hit.len())
                .collect()
        };
        if self.exact {
            found(text)
        } else {
            // Lower case of ASCII only: it moves no byte.
            found(&text.to_ascii_lowercase())
        }
    }

    /// The match that follows `from` (in characters), round the end, with its number (from 1)
    /// and how many there are.
    #[must_use]
    pub fn next(&self, text: &Rope, from: usize) -> Option<Hit> {
        self.pick(
            text,
            |hits, from| hits.iter().position(|hit| hit.start >= from).unwrap_or(0),
            from,
        )
    }

    /// The match before `from`, round the beginning.
    #[must_use]
    pub fn previous(&self, text: &Rope, from: usize) -> Option<Hit> {
        self.pick(
            text,
            |hits, from| {
                hits.iter()
                    .rposition(|hit| hit.start < from)
                    .unwrap_or(hits.len().saturating_sub(1))
            },
            from,
        )
    }

    fn pick(
        &self,
        text: &Rope,
        choose: impl Fn(&[Range<usize>], usize) -> usize,
        from: usize,
    ) -> Option<Hit> {
        let hits = self.matches(&text.to_string());
        let from = text.char_to_byte(from.min(text.len_chars()));
        let at = choose(&hits, from);
        let hit = hits.get(at)?;
        Some(Hit {
            range: text.byte_to_char(hit.start)..text.byte_to_char(hit.end),
            number: at + 1,
            of: hits.len(),
        })
    }
}

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where, in characters.
    pub range: Range<usize>,
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_round() {
        let text = Rope::from_str("é name NAME\nname");
        let search = Search::new("name");
        let hit = |hit: Option<Hit>| hit.map(|h| (h.range, h.number, h.of));
        assert_eq!(hit(search.next(&text, 0)), Some((2..6, 1, 3)));
        assert_eq!(hit(search.next(&text, 3)), Some((7..11, 2, 3)));
        assert_eq!(hit(search.next(&text, 13)), Some((2..6, 1, 3)));
        assert_eq!(hit(search.previous(&text, 7)), Some((2..6, 1, 3)));
        assert_eq!(hit(search.previous(&text, 2)), Some((12..16, 3, 3)));
        let exact = Search::new("NAME");
        assert_eq!(hit(exact.next(&text, 0)), Some((7..11, 1, 1)));
        assert_eq!(Search::new("").next(&text, 0), None);
        assert_eq!(Search::new("zebra").previous(&text, 0), None);
    }
}
