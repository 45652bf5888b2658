//! Python data as a judge sees it: equality, search at any depth, and how it is shown.
//!
//! Called by `probe`, `attempt`, `prove`.

use crate::evaluate::{Data, float_text, quote};

/// Python's equality, except that rows compare equal as tuples or lists.
pub(super) fn same(a: &Data, b: &Data) -> bool {
    match (a, b) {
        (Data::List(a) | Data::Tuple(a), Data::List(b) | Data::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Data::Set(a), Data::Set(b)) => same_in_any_order(a, b),
        (Data::Dict(a), Data::Dict(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    b.iter()
                        .any(|(other, found)| same(key, other) && same(value, found))
                })
        }
        (
            Data::Int(_) | Data::Bool(_) | Data::Float(_),
            Data::Int(_) | Data::Bool(_) | Data::Float(_),
        ) => same_number(a, b),
        _ => a == b,
    }
}

fn same_number(a: &Data, b: &Data) -> bool {
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a == b,
        _ => fraction(a)
            .zip(fraction(b))
            .is_some_and(|(a, b)| (a - b).abs() == 0.0),
    }
}

fn whole(data: &Data) -> Option<i128> {
    match data {
        Data::Int(number) => Some(*number),
        Data::Bool(truth) => Some(i128::from(*truth)),
        _ => None,
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "Python compares an int with a float the same way for the sizes an exercise uses"
)]
fn fraction(data: &Data) -> Option<f64> {
    match data {
        Data::Float(number) => Some(*number),
        other => whole(other).map(|number| number as f64),
    }
}

/// Whether two lists hold the same items.
pub(super) fn same_in_any_order(a: &[Data], b: &[Data]) -> bool {
    let mut left: Vec<&Data> = b.iter().collect();
    a.len() == b.len()
        && a.iter().all(|item| {
            left.iter()
                .position(|other| same(item, other))
                .map(|at| left.swap_remove(at))
                .is_some()
        })
}

/// The items of a list, tuple or set; the keys of a dict.
pub(super) fn items(data: &Data) -> Option<Vec<Data>> {
    match data {
        Data::List(items) | Data::Tuple(items) | Data::Set(items) => Some(items.clone()),
        Data::Dict(pairs) => Some(pairs.iter().map(|(key, _)| key.clone()).collect()),
        _ => None,
    }
}

/// Every value inside, the value itself first, in order.
pub(super) fn everything(data: &Data) -> Vec<&Data> {
    let mut found = vec![data];
    match data {
        Data::List(items) | Data::Tuple(items) | Data::Set(items) => {
            for item in items {
                found.extend(everything(item));
            }
        }
        Data::Dict(pairs) => {
            for (key, value) in pairs {
                found.extend(everything(key));
                found.extend(everything(value));
            }
        }
        Data::Instance(_, fields) => {
            for (_, value) in fields {
                found.extend(everything(value));
            }
        }
        _ => {}
    }
    found
}

/// Whether the value appears anywhere inside.
pub(super) fn holds(data: &Data, value: &Data) -> bool {
    // A text that comes back may hold it anywhere, as a page does.
    let within = match (data, value) {
        (Data::Str(whole), Data::Str(part)) => !part.is_empty() && whole.contains(part),
        (Data::Bytes(whole), Data::Bytes(part)) => {
            !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
        }
        _ => false,
    };
    within
        || everything(data)
            .into_iter()
            .any(|inside| same(inside, value))
}

/// Whether the values appear inside in this order, others between them or not.
pub(super) fn holds_in_order(data: &Data, values: &[Data]) -> bool {
    // A text holds texts one behind the other, as a page does.
    if let Data::Str(whole) = data {
        let mut rest = Some(whole.as_str());
        for value in values {
            let Data::Str(part) = value else { return false };
            rest = rest.and_then(|rest| rest.split_once(part.as_str()).map(|(_, after)| after));
        }
        return rest.is_some();
    }
    let mut waiting = values.iter().peekable();
    for inside in everything(data) {
        if waiting.peek().is_some_and(|value| same(inside, value)) {
            waiting.next();
        }
    }
    waiting.peek().is_none()
}

/// The longest that a value is shown.
const SHOWN: usize = 160;

/// The value as Python would write it, cut when long.
pub(super) fn show(data: &Data) -> String {
    let mut text = String::new();
    render(data, &mut text);
    shorten(&text, SHOWN)
}

/// The first `most` characters, with an ellipsis when there are more.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    short.push('…');
    short
}

fn render(data: &Data, out: &mut String) {
    // What is cut anyway need not be written; results can be large.
    if out.len() > SHOWN * 4 {
        return;
    }
    match data {
        Data::None => out.push_str("None"),
        Data::Bool(true) => out.push_str("True"),
        Data::Bool(false) => out.push_str("False"),
        Data::Int(number) => out.push_str(&number.to_string()),
        Data::Float(number) => out.push_str(&float_text(*number)),
        Data::Str(text) => out.push_str(&quote(text)),
        Data::Bytes(bytes) => {
            out.push_str("b'");
            for &byte in bytes.iter().take(SHOWN) {
                out.extend(std::ascii::escape_default(byte).map(char::from));
            }
            out.push('\'');
        }
        Data::List(items) => sequence("[", items, "]", out),
        Data::Tuple(items) if items.len() == 1 => sequence("(", items, ",)", out),
        Data::Tuple(items) => sequence("(", items, ")", out),
        Data::Set(items) if items.is_empty() => out.push_str("set()"),
        Data::Set(items) => sequence("{", items, "}", out),
        Data::Dict(pairs) => {
            out.push('{');
            for (index, (key, value)) in pairs.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                render(key, out);
                out.push_str(": ");
                render(value, out);
            }
            out.push('}');
        }
        Data::Object(name) | Data::Instance(name, _) | Data::Handle(name, _) => {
            out.push_str("an object of type ");
            out.push_str(name);
        }
        Data::Unknown(_) => out.push('…'),
    }
}

fn sequence(open: &str, items: &[Data], close: &str, out: &mut String) {
    out.push_str(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        render(item, out);
    }
    out.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Data {
        Data::Str(s.into())
    }

    #[test]
    fn rows_compare_as_tuples_or_lists() {
        let a = Data::List(vec![Data::Tuple(vec![Data::Int(1), text("a")])]);
        let b = Data::Tuple(vec![Data::List(vec![Data::Bool(true), text("a")])]);
        assert!(same(&a, &b));
        assert!(!same(&a, &Data::List(Vec::new())));
    }

    #[test]
    fn order_is_found_between_other_values() {
        let rows = Data::List(vec![
            Data::Tuple(vec![text("a"), Data::Int(1)]),
            Data::Tuple(vec![text("b"), Data::Int(2)]),
        ]);
        assert!(holds_in_order(&rows, &[text("a"), text("b")]));
        assert!(!holds_in_order(&rows, &[text("b"), text("a")]));
        let page = text("<b>a</b><b>b</b>");
        assert!(holds_in_order(&page, &[text("<b>a"), text("<b>b")]));
        assert!(!holds_in_order(&page, &[text("<b>b"), text("<b>a")]));
    }

    #[test]
    fn quoted_text_reads_back() {
        for s in ["a", "O'Brien", "\"'\\\n\u{1b}é", ""] {
            assert_eq!(crate::evaluate::literal(&quote(s)), Some(text(s)), "{s:?}");
        }
    }
}
