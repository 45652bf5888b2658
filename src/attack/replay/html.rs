//! Pages: what a browser's reader makes of an input.
//!
//! The page is read by an HTML5 tokenizer, next to the same page with a harmless word. Called by `replay`.

use super::{Language, Mark, Piece, Replay, own, pieces, places, twin};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// The most tokens of one page.
const MOST: usize = 5_000;

/// What a page consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A tag with its attributes.
    Tag(String, Vec<(String, String)>),
    /// Text; whether it is the text of a script.
    Text(String, bool),
}

#[derive(Default)]
struct Sink {
    parts: RefCell<Vec<Part>>,
    script: RefCell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut parts = self.parts.borrow_mut();
        if parts.len() >= MOST {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    *self.script.borrow_mut() = false;
                    return TokenSinkResult::Continue;
                }
                let attributes = tag
                    .attrs
                    .iter()
                    .map(|a| (a.name.local.to_string(), a.value.to_string()))
                    .collect();
                parts.push(Part::Tag(name.clone(), attributes));
                let raw = match name.as_str() {
                    "script" => {
                        *self.script.borrow_mut() = true;
                        RawKind::ScriptData
                    }
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
                    "textarea" | "title" => RawKind::Rcdata,
                    _ => return TokenSinkResult::Continue,
                };
                return TokenSinkResult::RawData(raw);
            }
            Token::CharacterTokens(text) => {
                let script = *self.script.borrow();
                match parts.last_mut() {
                    Some(Part::Text(before, kind)) if *kind == script => before.push_str(&text),
                    _ => parts.push(Part::Text(text.to_string(), script)),
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Reads a page.
pub(super) fn read(page: &str) -> Vec<Part> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.parts.into_inner()
}

pub(super) fn replay(page: &str, input: &str) -> Option<Replay> {
    let found = places(page, input);
    if found.is_empty() {
        return None;
    }
    let given = read(page);
    let plain = read(&twin(page, &found));
    let shape = |parts: &[Part]| -> Vec<String> {
        parts
            .iter()
            .filter_map(|part| match part {
                Part::Tag(name, attributes) => {
                    let names: Vec<&str> = attributes.iter().map(|(n, _)| n.as_str()).collect();
                    Some(format!("{name} {}", names.join(" ")))
                }
                Part::Text(..) => None,
            })
            .collect()
    };
    let mut expected = shape(&plain);
    let mut harm = None;
    let mut lines = Vec::new();
    let mut first = pieces(page, &found, |_| false);
    for part in &given {
        match part {
            Part::Tag(name, attributes) => {
                let own_shape = shape(std::slice::from_ref(part));
                let known = expected.iter().position(|s| own_shape.first() == Some(s));
                if let Some(at) = known {
                    expected.remove(at);
                } else {
                    let shown: Vec<String> = attributes
                        .iter()
                        .map(|(n, v)| format!(" {n}={v:?}"))
                        .collect();
                    harm = Some(format!(
                        "The input becomes the tag `<{name}>` or changes it."
                    ));
                    lines.push(vec![
                        own("tag: "),
                        Piece {
                            text: format!("<{name}{}>", shown.concat()),
                            mark: Mark::Code,
                        },
                    ]);
                    continue;
                }
                for (attribute, value) in attributes {
                    if places(value, input).is_empty() {
                        continue;
                    }
                    let address = value.trim_start().to_ascii_lowercase();
                    let address: String = address.chars().filter(|c| !c.is_control()).collect();
                    let runs = attribute.starts_with("on")
                        || (matches!(attribute.as_str(), "href" | "src" | "action" | "formaction")
                            && (address.starts_with("javascript:")
                                || address.starts_with("data:text/html")));
                    if runs {
                        harm = Some(format!("The browser runs what stands in `{attribute}`."));
                    }
                    lines.push(vec![
                        own(format!("attribute {attribute}: ")),
                        Piece {
                            text: value.clone(),
                            mark: if runs { Mark::Code } else { Mark::Data },
                        },
                    ]);
                }
            }
            Part::Text(text, script) => {
                let here = places(text, input);
                if here.is_empty() {
                    continue;
                }
                let leaves = *script && left_the_text(text, &here);
                if leaves {
                    harm = Some("The input is read as a part of the script.".to_owned());
                }
                let mut line = vec![own(if *script { "script: " } else { "text: " })];
                line.extend(pieces(text, &here, |_| leaves));
                lines.push(line);
            }
        }
    }
    if harm.is_some() {
        first = pieces(page, &found, |_| true);
    }
    let mut all = vec![first];
    all.extend(lines);
    Some(Replay {
        language: Language::Html,
        span: None,
        lines: all,
        harm,
    })
}

/// Whether an input stands in a script outside of a quotation, or ends the one in which it stands.
fn left_the_text(script: &str, places: &[(usize, usize)]) -> bool {
    places.iter().any(|(start, end)| {
        let mut quote = None;
        let mut before = ' ';
        for (at, c) in script.char_indices() {
            let inside = (*start..*end).contains(&at);
            match quote {
                None if inside && !c.is_alphanumeric() => return true,
                None if "'\"`".contains(c) => quote = Some(c),
                Some(open) if c == open && before != '\\' => {
                    if inside {
                        return true;
                    }
                    quote = None;
                }
                _ => {}
            }
            before = if before == '\\' { ' ' } else { c };
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_input_becomes_in_a_page() {
        let harm = |page: &str, input: &str| replay(page, input).and_then(|r| r.harm);
        let script = "<script>alert(1)</script>";
        assert!(harm(&format!("<p>{script}</p>"), script).is_some());
        assert!(harm("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", script).is_none());
        let attribute = "x\" onmouseover=\"alert(1)";
        assert!(harm(&format!("<a title=\"{attribute}\">"), attribute).is_some());
        assert!(harm("<a title=x onclick=alert(1)>", "x onclick=alert(1)").is_some());
        assert!(harm("<a href=\"javascript:alert(1)\">", "javascript:alert(1)").is_some());
        assert!(harm("<a href=\"https://a.example\">", "https://a.example").is_none());
        assert!(harm("<script>var n = '';alert(1);''</script>", "';alert(1);'").is_some());
    }
}
