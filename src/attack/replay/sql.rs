//! SQL: which part of a statement an input became.
//!
//! Reads `SQLite`'s words, quotes and comments. Called by `replay`.

use super::origin::Input;
use super::{Language, Mark, Piece, Replay, own, pieces};
use crate::evaluate::Data;

/// What a byte of a statement belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// Inside the quotes of a text.
    Text,
    /// A number.
    Number,
    /// Everything else: words, signs, quotes, names, comments.
    Other,
}

pub(super) fn replay(sql: &str, parameters: Option<&Data>, input: &Input<'_>) -> Option<Replay> {
    let places = input.places_first(sql);
    let mut lines = Vec::new();
    let mut harm = None;
    if !places.is_empty() {
        let tokens = tokens(sql);
        let kind = |at: usize| tokens.get(at).copied().unwrap_or(Token::Other);
        // From its first sign that is code to its last, an input is code; only what it leaves in the
        // quotes before and behind is data.
        let ends: Vec<(usize, usize)> = places
            .iter()
            .filter_map(|(start, end)| {
                let mut signs = (*start..*end).filter(|at| kind(*at) == Token::Other);
                let first = signs.next()?;
                Some((first, signs.next_back().unwrap_or(first)))
            })
            .collect();
        let code = |at: usize| {
            ends.iter()
                .any(|(first, last)| (*first..=*last).contains(&at))
        };
        let cut = pieces(sql, &places, code);
        let harmless = super::twin(sql, &places, "x");
        let usual = self::tokens(&harmless);
        let behind = |(_, end): &(usize, usize)| kind(*end);
        // How the same sign is read behind a harmless word.
        let taken = places.iter().any(|place| {
            let shorter: usize = places
                .iter()
                .filter(|(_, end)| end <= &place.1)
                .map(|(start, end)| end - start)
                .sum();
            let before = places.iter().filter(|(_, end)| end <= &place.1).count();
            let there = (place.1 + before).checked_sub(shorter);
            let there = there.and_then(|at| usual.get(at).copied());
            place.1 < sql.len() && there.is_some_and(|usual| usual != behind(place))
        });
        if taken && !cut.iter().any(|piece| piece.mark == Mark::Code) {
            harm = Some("The input takes in the quote that should end it.".to_owned());
        }
        if cut.iter().any(|piece| piece.mark == Mark::Code) {
            harm = Some("A part of the input is read as SQL.".to_owned());
        }
        lines.push(cut);
    }
    let values: Vec<&Data> = match parameters {
        Some(Data::Tuple(items) | Data::List(items)) => items.iter().collect(),
        Some(Data::Dict(pairs)) => pairs.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    };
    for (at, value) in values.into_iter().enumerate() {
        let text = match value {
            Data::Str(text) => text.clone(),
            Data::Int(number) => number.to_string(),
            _ => continue,
        };
        if input.is_bound(at) || !input.within(sql, &places).places(&text).is_empty() {
            if lines.is_empty() {
                lines.push(vec![own(sql)]);
            }
            lines.push(vec![
                own("bound value: "),
                Piece {
                    text,
                    mark: Mark::Data,
                },
            ]);
        }
    }
    (!lines.is_empty()).then_some(Replay {
        language: Language::Sql,
        span: None,
        guessed: false,
        lines,
        harm,
    })
}

/// For each byte, what it belongs to.
fn tokens(sql: &str) -> Vec<Token> {
    let bytes = sql.as_bytes();
    let mut kinds = vec![Token::Other; bytes.len()];
    let mut at = 0;
    let end_of = |from: usize, close: &str| {
        sql.get(from..)
            .and_then(|rest| rest.find(close))
            .map_or(bytes.len(), |found| from + found)
    };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\'' => {
                let mut inside = at + 1;
                loop {
                    let close = end_of(inside, "'");
                    let stop = close.min(bytes.len());
                    for kind in kinds.iter_mut().take(stop).skip(inside) {
                        *kind = Token::Text;
                    }
                    if bytes.get(close + 1) == Some(&b'\'') {
                        for kind in kinds.iter_mut().take(close + 2).skip(close) {
                            *kind = Token::Text;
                        }
                        inside = close + 2;
                        continue;
                    }
                    at = close + 1;
                    break;
                }
            }
            b'"' | b'`' => at = end_of(at + 1, if byte == b'"' { "\"" } else { "`" }) + 1,
            b'[' => at = end_of(at + 1, "]") + 1,
            b'-' if bytes.get(at + 1) == Some(&b'-') => at = end_of(at, "\n") + 1,
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = end_of(at + 2, "*/") + 2,
            _ if byte.is_ascii_digit() => {
                while bytes
                    .get(at)
                    .is_some_and(|b| b.is_ascii_digit() || *b == b'.')
                {
                    if let Some(kind) = kinds.get_mut(at) {
                        *kind = Token::Number;
                    }
                    at += 1;
                }
            }
            _ if byte.is_ascii_alphabetic() || byte == b'_' => {
                while bytes
                    .get(at)
                    .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
                {
                    at += 1;
                }
            }
            _ => at += 1,
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(sql: &str, input: &str) -> Vec<String> {
        let lines = replay(sql, None, &Input::plain(input))
            .map(|replay| replay.lines)
            .unwrap_or_default();
        lines
            .into_iter()
            .flatten()
            .filter(|piece| piece.mark == Mark::Code)
            .map(|piece| piece.text)
            .collect()
    }

    #[test]
    fn what_leaves_the_quotes_is_code() {
        let input = "' OR '1'='1";
        assert_eq!(
            code("SELECT 1 WHERE n = '' OR '1'='1'", input),
            ["' OR '1'='"]
        );
        assert!(code("SELECT 1 WHERE n = ''' OR ''1''=''1'", input).is_empty());
        assert!(code("SELECT 1 WHERE n = 'Ada'", "Ada").is_empty());
        assert!(code("SELECT 1 WHERE n = 42", "42").is_empty());
        assert_eq!(code("SELECT 1 ORDER BY name", "name"), ["name"]);
    }
}
