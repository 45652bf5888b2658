//! Templates and XML: an input that is read as an expression, entities that grow or reach outside.
//!
//! Sizes are computed; nothing is expanded. Called by `replay`.

use super::origin::Input;
use super::{Language, Mark, Piece, Replay, own, pieces};
use crate::attack::world::computed;
use std::collections::BTreeMap;

/// The most entities of one document that are looked at.
const MOST: usize = 500;
/// The most expressions of one template whose result is told.
const SHOWN: usize = 3;
/// From this size on, an expanded document is a bomb.
const BOMB: u128 = 10_000_000;

/// The source of a template, in which an input may be an expression.
pub(super) fn template(source: &str, input: &Input<'_>) -> Option<Replay> {
    let found = input.places_first(source);
    if found.is_empty() {
        return None;
    }
    let marks = marks(source);
    let code = |at: usize| {
        marks
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at))
    };
    let line = pieces(source, &found, code);
    let harm = line
        .iter()
        .any(|piece| piece.mark == Mark::Code)
        .then(|| "The template engine computes a part of the input.".to_owned());
    let mut lines = vec![line];
    for (start, end) in marks.iter().take(SHOWN) {
        let theirs = found.iter().any(|(a, b)| a < end && start < b);
        let expression = source.get(*start..*end).unwrap_or("");
        if theirs && let Some(result) = computed(expression) {
            lines.push(vec![
                own(format!("{expression} gives ")),
                Piece {
                    text: result,
                    mark: Mark::Code,
                },
            ]);
        }
    }
    Some(Replay {
        language: Language::Template,
        span: None,
        guessed: false,
        lines,
        harm,
    })
}

/// Where expressions and statements stand in a template.
fn marks(source: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..) {
        let next = ["{{", "{%"]
            .iter()
            .filter_map(|open| rest.find(open).map(|place| (place, *open)))
            .min();
        let Some((place, open)) = next else { break };
        let close = if open == "{{" { "}}" } else { "%}" };
        let start = at + place;
        let end = source
            .get(start + 2..)
            .and_then(|inside| inside.find(close))
            .map(|end| start + 2 + end + 2);
        // Without an end it is no expression, and the engine refuses the template.
        let Some(end) = end else { break };
        found.push((start, end));
        at = end;
    }
    found
}

/// An XML document: what its entities stand for. `follows`: whether the parser reads entities from
/// outside; those of Python's own library do not.
pub(super) fn document(text: &str, follows: bool) -> Option<Replay> {
    let mut inner: BTreeMap<&str, &str> = BTreeMap::new();
    let mut outer = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("<!ENTITY") {
        rest = after;
        let Some((declaration, _)) = after.split_once('>') else {
            break;
        };
        let declaration = declaration
            .trim_start()
            .trim_start_matches('%')
            .trim_start();
        let Some((name, value)) = declaration.split_once(char::is_whitespace) else {
            continue;
        };
        let value = value.trim();
        let quoted = |text: &str| -> Option<(usize, usize)> {
            let start = text.find(['"', '\''])?;
            let sign = text.get(start..=start)?;
            let length = text.get(start + 1..)?.find(sign)?;
            Some((start + 1, start + 1 + length))
        };
        if value.starts_with("SYSTEM") || value.starts_with("PUBLIC") {
            let words: Vec<&str> = value.split(['"', '\'']).collect();
            // The address stands in the last quotation.
            let address = words.len().checked_sub(2).and_then(|at| words.get(at));
            outer.push((name, address.copied().unwrap_or("")));
        } else if let Some((start, end)) = quoted(value) {
            inner.insert(name, value.get(start..end).unwrap_or(""));
        }
        if inner.len() + outer.len() >= MOST {
            break;
        }
    }
    if inner.is_empty() && outer.is_empty() {
        return None;
    }
    let body = text.rsplit_once("]>").map_or(text, |(_, body)| body);
    let mut sizes = BTreeMap::new();
    let size = expanded(body, &inner, &mut sizes, 0);
    let mut lines = vec![vec![
        own(format!("{} bytes of XML stand for ", text.len())),
        Piece {
            text: size.map_or_else(|| "no end".into(), |size| format!("{size} bytes")),
            mark: if size.is_none_or(|size| size > BOMB) {
                Mark::Code
            } else {
                Mark::Data
            },
        },
    ]];
    let mut harm = None;
    if size.is_none_or(|size| size > BOMB) {
        harm = Some(
            "A parser without a limit fills the memory with it; expat from 2.4.1 on stops before."
                .to_owned(),
        );
    }
    for (name, address) in outer {
        lines.push(vec![
            own(format!(
                "entity {name}, which this parser {}: ",
                if follows { "reads" } else { "does not read" }
            )),
            Piece {
                text: address.to_owned(),
                mark: if follows { Mark::Code } else { Mark::Data },
            },
        ]);
        if follows {
            harm.get_or_insert_with(|| format!("The parser reads `{address}`."));
        }
    }
    Some(Replay {
        language: Language::Xml,
        span: None,
        guessed: false,
        lines,
        harm,
    })
}

/// How many bytes a text stands for; `None` when an entity holds itself or nests too deep.
fn expanded<'a>(
    text: &'a str,
    entities: &BTreeMap<&'a str, &'a str>,
    sizes: &mut BTreeMap<&'a str, Option<u128>>,
    depth: usize,
) -> Option<u128> {
    if depth > 60 {
        return None;
    }
    let mut size: u128 = 0;
    let mut parts = text.split('&');
    size += parts.next().unwrap_or("").len() as u128;
    for part in parts {
        let Some((name, rest)) = part.split_once(';') else {
            size = size.saturating_add(part.len() as u128 + 1);
            continue;
        };
        size = size.saturating_add(rest.len() as u128);
        let inside = match (sizes.get(name), entities.get(name)) {
            (Some(known), _) => *known,
            (None, Some(value)) => {
                // Until it is known, it has no size: an entity that holds itself has no end.
                sizes.insert(name, None);
                let inside = expanded(value, entities, sizes, depth + 1);
                sizes.insert(name, inside);
                inside
            }
            (None, None) => Some(1),
        };
        size = size.saturating_add(inside?);
    }
    Some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_in_a_template_is_code() {
        let harm =
            |source: &str, input: &str| template(source, &Input::plain(input)).and_then(|r| r.harm);
        assert!(harm("<p>{{ 7 * 7 }}", "{{ 7 * 7 }}").is_some());
        assert!(harm("<p>{{ name }} Ada", "Ada").is_none());
        assert!(harm("<p>{{ open", "{{ open").is_none());
        let computed = template("<p>{{ 7 * 7 }}", &Input::plain("{{ 7 * 7 }}"));
        let last = computed.and_then(|r| r.lines.into_iter().flatten().next_back());
        assert_eq!(last.map(|piece| piece.text).as_deref(), Some("49"));
    }

    #[test]
    fn entities_are_counted() {
        let mut laughs = String::from("<!DOCTYPE x [<!ENTITY a0 \"lol\">");
        for n in 1..12 {
            let inside = format!("&a{};", n - 1).repeat(10);
            laughs.extend(["<!ENTITY a", &n.to_string(), " \"", &inside, "\">"]);
        }
        laughs.push_str("]><x>&a11;</x>");
        let bomb = document(&laughs, false);
        assert!(bomb.is_some_and(|replay| replay.harm.is_some()));
        let own_tail = "<!DOCTYPE x [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><x>&a;</x>";
        assert!(document(own_tail, false).is_some_and(|replay| replay.harm.is_some()));
        let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
        assert!(document(outside, true).is_some_and(|replay| replay.harm.is_some()));
        assert!(document(outside, false).is_some_and(|replay| replay.harm.is_none()));
        let small = "<!DOCTYPE x [<!ENTITY a \"hello\">]><x>&a;</x>";
        assert!(document(small, true).is_some_and(|replay| replay.harm.is_none()));
        assert!(document("<x>hello</x>", true).is_none());
        assert!(document(&"<!ENTITY ".repeat(3_000), true).is_none());
    }
}
