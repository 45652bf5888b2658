//! Pages: what a browser's reader makes of an input.
//!
//! The page is read as a browser reads it, next to the same page with a harmless word. Called by `replay`.

use super::origin::{Input, MARKER};
use super::tree::{Kind, Node, read};
use super::{Language, Mark, Piece, Replay, own, pieces, twin};
use crate::attack::Shown;

/// What stands at the other places of an input while one of them is looked at.
const ELSEWHERE: char = '\u{e001}';

pub(super) fn replay(page: &str, input: &Input<'_>) -> Option<Replay> {
    let found = input.places(page);
    if found.is_empty() {
        return None;
    }
    let (lines, harm) = read_beside(page, &found, input);
    let code = harm
        .as_ref()
        .map_or_else(Vec::new, |_| alone(page, &found, input));
    let is_code = |at: usize| code.iter().any(|(start, end)| (*start..*end).contains(&at));
    let mut all = vec![pieces(page, &found, is_code)];
    all.extend(lines);
    Some(Replay {
        language: Language::Html,
        span: None,
        guessed: false,
        lines: all,
        harm,
    })
}

/// The places at which the input does harm: those that do it with a harmless word in all others, or all, where
/// none does it alone.
fn alone(page: &str, found: &[(usize, usize)], input: &Input<'_>) -> Vec<(usize, usize)> {
    if found.len() < 2 {
        return found.to_vec();
    }
    let word = ELSEWHERE.to_string();
    let does_harm = |at: &usize| {
        let Some(&(start, end)) = found.get(*at) else {
            return false;
        };
        let (before, behind) = found.split_at(*at);
        let head = twin(page.get(..start).unwrap_or(""), before, &word);
        let shift = |(from, to): &(usize, usize)| (from - end, to - end);
        let behind: Vec<_> = behind.iter().skip(1).map(shift).collect();
        let tail = twin(page.get(end..).unwrap_or(""), &behind, &word);
        let place = (head.len(), head.len() + end - start);
        let own = page.get(start..end).unwrap_or("");
        read_beside(&format!("{head}{own}{tail}"), &[place], input)
            .1
            .is_some()
    };
    let harmful: Vec<_> = (0..found.len())
        .filter(does_harm)
        .filter_map(|at| found.get(at).copied())
        .collect();
    if harmful.is_empty() {
        return found.to_vec();
    }
    harmful
}

/// What a browser reads where the input stands, line by line, beside the same page with a harmless word there; and
/// the harm.
fn read_beside(
    page: &str,
    found: &[(usize, usize)],
    input: &Input<'_>,
) -> (Vec<Vec<Piece>>, Option<String>) {
    let inner = input.within(page, found);
    let given = read(page);
    let mut expected = read(&twin(page, found, &MARKER.to_string()));
    let mut harm = None;
    let mut lines = Vec::new();
    for node in &given {
        match &node.kind {
            Kind::Element(name, attributes) => {
                let shape = shape(name, attributes);
                let usual = expected.iter().position(|known| shape_of(known) == shape);
                if let Some(usual) = usual.map(|at| expected.remove(at)) {
                    for (attribute, value) in attributes {
                        let here = match attribute_of(&usual, attribute) {
                            Some(usual) => inner.beside(value, usual),
                            None => inner.places(value),
                        };
                        if !here.is_empty() {
                            lines.push(of_attribute(name, attribute, value, &here, &mut harm));
                        }
                    }
                    continue;
                }
                let shown: Vec<String> = attributes
                    .iter()
                    .map(|(name, value)| format!(" {name}={value:?}"))
                    .collect();
                harm = Some(format!(
                    "The input becomes the tag `<{name}>` or changes it."
                ));
                lines.push(vec![
                    own(format!("tag{}: ", inside(node))),
                    Piece {
                        text: format!("<{name}{}>", shown.concat()),
                        mark: Mark::Code,
                    },
                ]);
            }
            Kind::Text(text) => {
                let usual = expected
                    .iter()
                    .position(|known| known.way == node.way && matches!(known.kind, Kind::Text(_)));
                let here = match usual.map(|at| expected.remove(at).kind) {
                    Some(Kind::Text(usual)) => inner.beside(text, &usual),
                    _ => inner.places(text),
                };
                if here.is_empty() {
                    continue;
                }
                let script = node.is_script();
                let leaves = script && left_the_text(text, &here);
                if leaves {
                    harm = Some("The input is read as a part of the script.".to_owned());
                }
                let mut line = vec![own(if script {
                    "script: ".to_owned()
                } else {
                    format!("text{}: ", inside(node))
                })];
                line.extend(pieces(text, &here, |_| leaves));
                lines.push(line);
            }
            Kind::Comment(text) => {
                let here = inner.places(text);
                if !here.is_empty() {
                    let mut line = vec![own("comment, which is not shown: ")];
                    line.extend(pieces(text, &here, |_| false));
                    lines.push(line);
                }
            }
        }
    }
    let gone = expected.iter().find_map(|node| match &node.kind {
        Kind::Element(name, _) => Some(name),
        _ => None,
    });
    if let (None, Some(name)) = (&harm, gone) {
        harm = Some(format!(
            "The input swallows a part of the page: the tag `<{name}>` is gone."
        ));
    }
    (lines, harm)
}

/// What a browser finds in a page.
pub(super) fn shown(page: &str) -> Shown {
    let mut shown = Shown {
        text: String::new(),
        tags: Vec::new(),
    };
    for node in read(page) {
        match &node.kind {
            Kind::Element(name, attributes) => {
                shown.tags.push((name.clone(), attributes.clone()));
            }
            Kind::Text(text) if !is_hidden(&node) => shown.text.push_str(text),
            Kind::Text(_) | Kind::Comment(_) => {}
        }
    }
    let words: Vec<&str> = shown.text.split_whitespace().collect();
    shown.text = words.join(" ");
    shown
}

/// Whether people do not read what stands there.
fn is_hidden(node: &Node) -> bool {
    let hides = ["script", "style", "template", "noscript"];
    node.way
        .last()
        .is_some_and(|name| hides.contains(&name.as_str()))
}

/// Where a part stands, as words; nothing for what stands in the page itself.
fn inside(node: &Node) -> String {
    let way = node.way_shown();
    if way.is_empty() {
        String::new()
    } else {
        format!(" in {way}")
    }
}

/// An element by its name and the names of its attributes.
fn shape(name: &str, attributes: &[(String, String)]) -> String {
    let names: Vec<&str> = attributes.iter().map(|(name, _)| name.as_str()).collect();
    format!("{name} {}", names.join(" "))
}

fn shape_of(node: &Node) -> String {
    match &node.kind {
        Kind::Element(name, attributes) => shape(name, attributes),
        _ => String::new(),
    }
}

fn attribute_of<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    match &node.kind {
        Kind::Element(_, attributes) => attributes
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str()),
        _ => None,
    }
}

/// Whether an attribute is an address that a browser runs.
pub(super) fn is_script(element: &str, attribute: &str, value: &str) -> bool {
    // What a browser leaves out of an address before it reads the scheme.
    let address: String = value
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let address = address.to_ascii_lowercase();
    matches!(
        attribute,
        "href" | "src" | "action" | "formaction" | "data" | "xlink:href"
    ) && (address.starts_with("javascript:")
        || address.starts_with("data:text/html") && element != "a")
}

/// The value of an attribute in which the input is: an address may run, and so may a handler.
fn of_attribute(
    element: &str,
    attribute: &str,
    value: &str,
    here: &[(usize, usize)],
    harm: &mut Option<String>,
) -> Vec<Piece> {
    let leads = is_script(element, attribute, value);
    let handler = attribute.starts_with("on") && left_the_text(value, here);
    let document = attribute == "srcdoc" && value.contains('<');
    let runs = leads || handler || document;
    if runs {
        *harm = Some(format!("The browser runs what stands in `{attribute}`."));
    }
    let mut line = vec![own(format!("{attribute} of <{element}>: "))];
    line.extend(pieces(value, here, |_| runs));
    line
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
        let harm =
            |page: &str, input: &str| replay(page, &Input::plain(input)).and_then(|r| r.harm);
        let script = "<script>alert(1)</script>";
        assert!(harm(&format!("<p>{script}</p>"), script).is_some());
        assert!(harm("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", script).is_none());
        let attribute = "x\" onmouseover=\"alert(1)";
        assert!(harm(&format!("<a title=\"{attribute}\">"), attribute).is_some());
        assert!(harm("<a title=x onclick=alert(1)>", "x onclick=alert(1)").is_some());
        assert!(harm("<a href=\"javascript:alert(1)\">", "javascript:alert(1)").is_some());
        assert!(harm("<a href=\"https://a.example\">", "https://a.example").is_none());
        assert!(harm("<a href=\"java\tscript:x\">", "java\tscript:x").is_some());
        assert!(harm("<p onclick=\"f('Ada')\">", "Ada").is_none());
        assert!(harm("<p onclick=\"f('');x('')\">", "');x('").is_some());
        assert!(harm("<p title='>x</p>", "'").is_some());
        assert!(harm("<textarea><b></textarea>", "<b>").is_none());
        assert!(harm("<script>var n = '';alert(1);''</script>", "';alert(1);'").is_some());
    }

    #[test]
    fn of_several_places_only_those_that_do_harm_are_code() {
        let marked = |page: &str, input: &str| {
            let replay = replay(page, &Input::plain(input)).unwrap();
            let line = replay.lines.first().unwrap();
            let show = |piece: &Piece| match piece.mark {
                Mark::Own => piece.text.clone(),
                Mark::Data => format!("‹{}›", piece.text),
                Mark::Code => format!("«{}»", piece.text),
            };
            line.iter().map(show).collect::<String>()
        };
        assert_eq!(
            marked(
                "<p>&lt;img&gt;</p><div><img></div><i>&lt;img&gt;</i>",
                "<img>"
            ),
            "<p>‹&lt;img&gt;›</p><div>«<img>»</div><i>‹&lt;img&gt;›</i>"
        );
        assert_eq!(
            marked("<p>&lt;b&gt;</p><i>&lt;b&gt;</i>", "<b>"),
            "<p>‹&lt;b&gt;›</p><i>‹&lt;b&gt;›</i>"
        );
        assert_eq!(marked("<p><b></p><b>", "<b>"), "<p>«<b>»</p>«<b>»");
    }
}
