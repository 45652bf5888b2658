//! Formats of Python: which values an input reads when it is the text that `format` is called on.
//!
//! Called by `replay`.

use super::origin::Input;
use super::{Language, Mark, Piece, Replay, own, pieces};
use crate::evaluate::{Argument, View};

/// The most fields that are told.
const SHOWN: usize = 6;

/// One field of a format: where it stands, what it names, and the way from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// From its bracket to behind its bracket, in bytes.
    pub place: (usize, usize),
    /// The number or name of the argument; empty for the next one.
    pub first: String,
    /// Attributes and items: whether it is an attribute, and its name.
    pub way: Vec<(bool, String)>,
}

/// The fields of a format, those in the specifications of others after them; `None` when Python refuses
/// it.
#[must_use]
pub fn fields(text: &str) -> Option<Vec<Field>> {
    let mut found = Vec::new();
    within(text, 0, 2, &mut found)?;
    Some(found)
}

/// Python follows specifications two deep.
fn within(text: &str, home: usize, depth: u32, found: &mut Vec<Field>) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '{' | '}') || chars.next_if(|(_, next)| *next == c).is_some() {
            continue;
        }
        if c == '}' {
            return None;
        }
        let (name, mut last) = name_of(text, &mut chars)?;
        if last == '!' {
            chars.next()?;
            // Behind the letter of a conversion the field ends, or its specification begins.
            last = chars
                .next()
                .map(|(_, c)| c)
                .filter(|c| matches!(c, '}' | ':'))?;
        }
        let (first, way) = cut(name)?;
        let mut field = Field {
            place: (home + at, 0),
            first,
            way,
        };
        let begins = chars.peek().map_or(text.len(), |(at, _)| *at);
        let mut ends = begins;
        if last == ':' {
            let mut depth = 1;
            loop {
                let (here, c) = chars.next()?;
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    ends = here;
                    break;
                }
            }
        }
        field.place.1 = home + chars.peek().map_or(text.len(), |(at, _)| *at);
        found.push(field);
        if last == ':' {
            within(text.get(begins..ends)?, home + begins, depth, found)?;
        }
    }
    Some(())
}

/// The name of a field, and the sign that ends it.
fn name_of<'a>(
    text: &'a str,
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
) -> Option<(&'a str, char)> {
    let begins = chars.peek()?.0;
    loop {
        let (here, c) = chars.next()?;
        match c {
            '{' => return None,
            // What stands in brackets is a key, whatever it is made of.
            '[' => while chars.next_if(|(_, c)| *c != ']').is_some() {},
            '}' | ':' | '!' => return Some((text.get(begins..here)?, c)),
            _ => {}
        }
    }
}

/// A name cut at its dots and brackets.
fn cut(field: &str) -> Option<(String, Vec<(bool, String)>)> {
    let end = field.find(['.', '[']).unwrap_or(field.len());
    let (first, mut rest) = (field.get(..end)?, field.get(end..)?);
    let mut way = Vec::new();
    while !rest.is_empty() {
        if let Some(tail) = rest.strip_prefix('.') {
            let end = tail.find(['.', '[']).unwrap_or(tail.len());
            way.push((true, tail.get(..end)?.to_owned()));
            rest = tail.get(end..)?;
        } else {
            let (item, tail) = rest.strip_prefix('[')?.split_once(']')?;
            way.push((false, item.to_owned()));
            rest = tail;
        }
    }
    if way.iter().any(|(_, name)| name.is_empty()) {
        return None;
    }
    Some((first.to_owned(), way))
}

/// What a format reads of its arguments, when an input is in it.
pub(super) fn replay(text: &str, arguments: &[Argument], input: &Input<'_>) -> Option<Replay> {
    let found = input.places(text);
    if found.is_empty() {
        return None;
    }
    let Some(all) = fields(text) else {
        let mut line = vec![own("the format: ")];
        line.extend(pieces(text, &found, |_| false));
        let refused = vec![own("Python refuses it: a bracket has no partner")];
        return made(vec![line, refused], None);
    };
    let theirs: Vec<&Field> = all
        .iter()
        .filter(|field| {
            found
                .iter()
                .any(|(start, end)| field.place.0 < *end && field.place.1 > *start)
        })
        .collect();
    let code = |at: usize| {
        theirs
            .iter()
            .any(|field| (field.place.0..field.place.1).contains(&at))
    };
    let mut line = vec![own("the format: ")];
    line.extend(pieces(text, &found, code));
    let mut lines = vec![line];
    let mut harm = None;
    let mut next = 0;
    for field in &all {
        let number = if field.first.is_empty() {
            next += 1;
            Some(next - 1)
        } else {
            field.first.parse::<u32>().ok()
        };
        if !theirs.contains(&field) || lines.len() > SHOWN {
            continue;
        }
        let argument = arguments.iter().find(|argument| match number {
            Some(number) => argument.position == Some(number),
            None => argument.name.as_deref() == Some(field.first.as_str()),
        });
        let Some(argument) = argument else {
            let there: Vec<String> = arguments
                .iter()
                .filter_map(|a| a.name.clone().or(a.position.map(|p| p.to_string())))
                .collect();
            lines.push(vec![own(format!(
                "there is no value called {}; there are: {}",
                field.first,
                there.join(", ")
            ))]);
            harm.get_or_insert_with(|| "The input chooses which value is shown.".to_owned());
            continue;
        };
        let (line, reached) = walk(field, number, &argument.value);
        lines.push(line);
        harm = Some(reached);
    }
    made(lines, harm)
}

/// One way, and what it means.
fn walk(field: &Field, number: Option<u32>, value: &View) -> (Vec<Piece>, String) {
    let named = match number {
        Some(number) => format!("value {number}"),
        None => format!("`{}`", field.first),
    };
    let kind = value.kind.as_deref().unwrap_or("something");
    let kind = kind.rsplit('.').next().unwrap_or(kind);
    let steps: String = field
        .way
        .iter()
        .map(|(attribute, name)| match attribute {
            true => format!(" → .{name}"),
            false => format!(" → [{name}]"),
        })
        .collect();
    let mut line = vec![own(format!("reads {named} ({kind})"))];
    if !steps.is_empty() {
        line.push(Piece {
            text: steps,
            mark: Mark::Code,
        });
    }
    let passes = |name: &str| field.way.iter().any(|(_, part)| part == name);
    let harm = if passes("__globals__") {
        "The input leaves the object: `__globals__` is everything in the module, its secrets too."
            .to_owned()
    } else if field.way.iter().any(|(_, name)| name.starts_with("__")) {
        "The input walks into the insides of the object, where no one meant it to read.".to_owned()
    } else if field.way.is_empty() {
        "The input chooses which value is shown.".to_owned()
    } else {
        "The input chooses which attribute of the object is shown.".to_owned()
    };
    (line, harm)
}

fn made(lines: Vec<Vec<Piece>>, harm: Option<String>) -> Option<Replay> {
    Some(Replay {
        language: Language::Format,
        span: None,
        guessed: false,
        lines,
        harm,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_cut_as_python_cuts_them() {
        let cut = |text: &str| {
            let all = fields(text)?.into_iter();
            Some(all.map(|f| (f.first, f.way)).collect::<Vec<_>>())
        };
        assert_eq!(cut("{{a}} b"), Some(vec![]));
        assert_eq!(cut("{}"), Some(vec![(String::new(), vec![])]));
        assert_eq!(
            cut("{u.a[k].b!r:>3}"),
            Some(vec![(
                "u".into(),
                vec![(true, "a".into()), (false, "k".into()), (true, "b".into())]
            )])
        );
        assert_eq!(cut("{a:{b}}").map(|all| all.len()), Some(2));
        assert_eq!(cut("{"), None);
        assert_eq!(cut("}"), None);
        assert_eq!(cut("{a.}"), None);
    }

    #[test]
    fn an_input_that_is_the_format_reads_the_object() {
        let user = Argument {
            name: Some("user".into()),
            position: None,
            value: View {
                kind: Some("app.User".into()),
                ..View::default()
            },
            span: crate::text::Span::default(),
        };
        let harm = |text: &str, input: &str| {
            replay(text, std::slice::from_ref(&user), &Input::plain(input)).and_then(|r| r.harm)
        };
        let walk = "{user.__init__.__globals__}";
        assert!(harm(walk, walk).is_some_and(|harm| harm.contains("__globals__")));
        assert!(harm("Hello {user.name}, Ada", "Ada").is_none());
        assert!(harm("Hello {user.name}, {{x}}", "{{x}}").is_none());
        assert!(harm("{", "{").is_none());
        assert!(replay("Hello {user}", &[], &Input::plain("Ada")).is_none());
    }
}
