//! Ordinary XML documents, as what a parser comes upon, in order.
//!
//! Knows elements, text and what stands around them; what a parser library makes of it stands in
//! `rules/models/`. Of a document that declares entities of its own nothing is said. Called by `world`.

use super::Model;
use super::call::{Call, Done, Miss, number, shown, string};
use crate::attack::doubt;
use crate::evaluate::Data;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The longest document that is read, in bytes.
const LONGEST: usize = 200_000;
/// The most that is told of one document.
const MOST: usize = 4_000;
/// How many bytes of an entity count as one more step.
const SHORT: usize = 64;

/// Answers what a document holds: tuples that begin with what they are.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let asked = call.name().strip_prefix("xml.documents.");
    let (Some(asked @ ("events" | "resolves")), None) = (asked, &call.outside.receiver) else {
        return Err(Miss::Other);
    };
    let text = match call.need(0, "text")? {
        Data::Str(text) => text.clone(),
        Data::Bytes(bytes) => {
            String::from_utf8(bytes.clone()).map_err(|_| Miss::Unknown(doubt::xml_encoding()))?
        }
        Data::Unknown(why) => return Err(Miss::Unknown(why.clone())),
        _ => return Err(super::call::type_error("a document is text or bytes")),
    };
    if text.len() > LONGEST {
        return Err(Miss::Unknown(doubt::xml_too_long()));
    }
    // What a document declares for itself is what a replay is about, and whether the parser was
    // told to read it.
    if asked == "resolves" {
        if text.contains("<!ENTITY") {
            let setting = shown(call.need(1, "setting")?);
            model.event("resolves", &format!("{setting} {text}"));
        }
        return Ok(Data::None);
    }
    if text.contains("<!ENTITY") {
        model.event("parses", &text);
    }
    read(&text).map(Data::List)
}

/// What there is in a document; its last part is an error when it is not well-formed.
fn read(text: &str) -> Done<Vec<Data>> {
    let mut found = Found::default();
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        if found.events.len() > MOST {
            return Err(Miss::Unknown(doubt::xml_too_large()));
        }
        match reader.read_event() {
            Ok(Event::Start(tag)) => found.start(&tag),
            Ok(Event::Empty(tag)) => {
                found.start(&tag);
                found.end();
            }
            Ok(Event::End(_)) => found.end(),
            Ok(Event::Text(part)) => found.text.push_str(&lines(&part)),
            Ok(Event::CData(part)) => found.text.push_str(&lines(&part)),
            Ok(Event::GeneralRef(name)) => {
                match predefined(&name, || name.resolve_char_ref().ok().flatten()) {
                    Some(c) => found.text.push(c),
                    None if found.doctype => {
                        if let Err(Miss::Unknown(why)) = found.refer(&name) {
                            found.event("text", vec![Data::Unknown(why)]);
                        }
                    }
                    None => return Ok(found.broken("undefined entity")),
                }
            }
            Ok(Event::Comment(part)) => found.event("comment", vec![string(&*part)]),
            Ok(Event::PI(part)) => found.event(
                "instruction",
                vec![string(part.target()), string(part.content().trim_start())],
            ),
            Ok(Event::DocType(part)) => {
                found.doctype = true;
                let name = part.split_whitespace().next().unwrap_or_default();
                let inside = part.contains('[');
                found.event("doctype", vec![string(name), Data::Bool(inside)]);
                found.declared = declared(&part);
                for (name, value) in found.declared.clone() {
                    let value = value.map_or(Data::None, string);
                    found.event("entity", vec![string(name), value]);
                }
            }
            Ok(Event::Decl(_)) => {}
            Ok(Event::Eof) => break,
            Err(error) => return Ok(found.broken(&error.to_string())),
        }
        if let Some(why) = found.wrong.take() {
            return Ok(found.broken(&why));
        }
    }
    found.flush();
    if !found.open.is_empty() || !found.rooted {
        return Ok(found.broken("no element found"));
    }
    Ok(found.events)
}

/// The entities that a document declares for itself, with what each stands for; nothing for one that lies elsewhere.
fn declared(doctype: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for part in doctype.split("<!ENTITY").skip(1) {
        let part = part.trim_start();
        let Some((name, rest)) = part.split_once(char::is_whitespace) else {
            continue;
        };
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = quote.and_then(|quote| rest.get(1..)?.split(quote).next());
        found.push((name.to_owned(), value.map(str::to_owned)));
    }
    found
}

/// Line ends are one character in XML.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn predefined(name: &str, numbered: impl FnOnce() -> Option<char>) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return numbered(),
    })
}

#[derive(Default)]
struct Found {
    events: Vec<Data>,
    /// Names of the elements that are open, with their namespaces written out.
    open: Vec<(String, String)>,
    /// Prefixes of namespaces, with the depth at which each was named.
    spaces: Vec<(usize, String, String)>,
    text: String,
    declared: Vec<(String, Option<String>)>,
    /// How much was done for references, in all of the document: each one costs, and so does what stands behind it.
    referred: usize,
    doctype: bool,
    rooted: bool,
    wrong: Option<String>,
}

impl Found {
    fn event(&mut self, what: &str, mut parts: Vec<Data>) {
        self.flush();
        parts.insert(0, string(what));
        self.events.push(Data::Tuple(parts));
    }

    /// A reference to an entity that the document declares. What lies elsewhere, or brings elements along, is not
    /// read here; what it refers to in turn is.
    fn refer(&mut self, name: &str) -> Done<()> {
        let mut open = vec![format!("&{name};")];
        while let Some(text) = open.pop() {
            self.referred += 1 + text.len() / SHORT;
            if self.referred > MOST || self.text.len() > LONGEST {
                return Err(Miss::Unknown(doubt::xml_entities()));
            }
            let Some((before, rest)) = text.split_once('&') else {
                self.text.push_str(&text);
                continue;
            };
            self.text.push_str(before);
            let (inner, behind) = rest.split_once(';').unwrap_or((rest, ""));
            open.push(behind.to_owned());
            let known = self.declared.iter().find(|(known, _)| known == inner);
            match (predefined(inner, || None), known) {
                (Some(c), _) => self.text.push(c),
                (None, Some((_, Some(value)))) if !value.contains(['<', '%', '#']) => {
                    open.push(value.clone());
                }
                _ => return Err(Miss::Unknown(doubt::xml_entities())),
            }
        }
        Ok(())
    }

    /// The text since the last event, as one event.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() && !self.open.is_empty() {
            let parts = vec![string("text"), string(text)];
            self.events.push(Data::Tuple(parts));
        } else if !text.trim().is_empty() {
            self.wrong = Some("syntax error".into());
        }
    }

    fn broken(mut self, why: &str) -> Vec<Data> {
        self.text.clear();
        let at = number(self.events.len());
        self.event("error", vec![string(why), at]);
        self.events
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        self.flush();
        if self.open.is_empty() && self.rooted {
            self.wrong = Some("junk after document element".into());
            return;
        }
        self.rooted = true;
        let mut given = Vec::new();
        for attribute in tag.attributes() {
            let read = attribute.ok().and_then(|a| {
                let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                Some((a.key.0.to_owned(), value.ok()?.into_owned()))
            });
            let Some(read) = read else {
                self.wrong = Some("not well-formed (invalid token)".into());
                return;
            };
            given.push(read);
        }
        let depth = self.open.len();
        for (name, value) in &given {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => rest.strip_prefix(':').unwrap_or_default(),
                None => continue,
            };
            self.spaces.push((depth, prefix.to_owned(), value.clone()));
        }
        let name = tag.name().0.to_owned();
        let whole = self.whole(&name, true);
        let pair = |(name, value): &(String, String)| (string(&**name), string(&**value));
        let plain: Vec<(Data, Data)> = given.iter().map(pair).collect();
        let spaced = given
            .iter()
            .filter(|(name, _)| name != "xmlns" && !name.starts_with("xmlns:"))
            .map(|(name, value)| (string(self.whole(name, false)), string(&**value)))
            .collect();
        let parts = vec![
            string(&*whole),
            Data::Dict(spaced),
            string(&*name),
            Data::Dict(plain),
        ];
        self.open.push((whole, name));
        self.event("start", parts);
    }

    fn end(&mut self) {
        self.flush();
        let Some((whole, name)) = self.open.pop() else {
            return;
        };
        let depth = self.open.len();
        self.spaces.retain(|(at, ..)| *at < depth);
        self.event("end", vec![string(whole), string(name)]);
    }

    /// A name with its namespace in braces; only elements are in the default one.
    fn whole(&self, name: &str, element: bool) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if prefix.is_empty() && !element {
            return name.to_owned();
        }
        let space = match prefix {
            "xml" => Some("http://www.w3.org/XML/1998/namespace"),
            _ => self
                .spaces
                .iter()
                .rev()
                .find(|(_, known, _)| known == prefix)
                .map(|(_, _, space)| space.as_str()),
        };
        match space {
            Some(space) if !space.is_empty() => format!("{{{space}}}{local}"),
            _ => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let word = |data: &Data| match data {
            Data::Tuple(parts) => match (parts.first(), parts.get(1)) {
                (Some(Data::Str(what)), Some(Data::Str(part))) => format!("{what} {part}"),
                _ => String::new(),
            },
            _ => String::new(),
        };
        read(text).unwrap().iter().map(word).collect()
    }

    #[test]
    fn a_document_is_what_a_parser_comes_upon() {
        assert_eq!(
            words("<a xmlns='u:x'><!-- c --><b k='1'>x &amp; &#235;<![CDATA[<y>]]></b></a>"),
            [
                "start {u:x}a",
                "comment  c ",
                "start {u:x}b",
                "text x & ë<y>",
                "end {u:x}b",
                "end {u:x}a"
            ]
        );
        assert_eq!(
            words("<a><b></a>").last().map(|w| w.starts_with("error ")),
            Some(true)
        );
        assert_eq!(
            words("<a>&x;</a>").last().map(String::as_str),
            Some("error undefined entity")
        );
        assert_eq!(
            words("no document").last().map(|w| w.starts_with("error ")),
            Some(true)
        );
        assert_eq!(
            words("<!DOCTYPE a [<!ENTITY x 'y&z;'><!ENTITY z \"!\">]><a>&x;</a>"),
            [
                "doctype a",
                "entity x",
                "entity z",
                "start a",
                "text y!",
                "end a"
            ]
        );
        // One that names itself, with much behind it, is not put together again and again.
        let long = "x".repeat(100_000);
        let text = format!(
            "<!DOCTYPE a [<!ENTITY x '&x;{long}'>]><a>{}</a>",
            "&x;".repeat(500)
        );
        assert!(read(&text).unwrap().iter().any(Data::has_unknown));
        let elsewhere = read("<!DOCTYPE a [<!ENTITY x SYSTEM 'f'>]><a>&x;</a>").unwrap();
        assert!(elsewhere.iter().any(Data::has_unknown));
    }
}
