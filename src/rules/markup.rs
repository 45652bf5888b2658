//! Where in a page a value lands: text, an attribute, an address, a script. What makes a value
//! harmless differs between them.
//!
//! Reads the program's own markup before the value as a browser would, as far as that matters.
//! Knows no library. Called by `matching`.

/// Attributes that a browser follows or loads.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "background",
];

/// Elements whose content is no markup, and is run or applied.
const RAW: &[&str] = &["script", "style"];

/// How long a line of a script may be that is kept as it is.
const LINE: usize = 100;

/// What the reader is inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Comment,
    /// The content of an element that is no markup.
    Raw,
    /// The name of an element.
    Element,
    /// A tag, between attributes.
    Tag,
    /// The name of an attribute.
    Attribute,
    /// Behind an attribute's `=`.
    Equals,
    Quoted(char),
    Bare,
}

struct Reader {
    place: Place,
    element: String,
    attribute: String,
    /// Whether something of the attribute's value has been read.
    begun: bool,
    /// Where the last tag begins.
    tag: usize,
}

/// The purpose that data must be cleaned for after this much of a page.
pub(super) fn purpose_after(before: &str) -> &'static str {
    let reader = read(before);
    let attribute = reader.attribute.to_ascii_lowercase();
    let runs = attribute.starts_with("on") || matches!(&*attribute, "style" | "srcdoc");
    match reader.place {
        Place::Text | Place::Comment => "html",
        Place::Raw if in_own_quotes(reader.line(before)) => "script text",
        // A value of the script stands here, behind what takes one.
        Place::Raw if before.trim_end().ends_with(['=', '(', ',', ':', '[']) => "script value",
        Place::Raw => "html script",
        Place::Quoted(_) | Place::Bare | Place::Equals if runs => "html script",
        Place::Quoted(_) if !reader.begun && ADDRESSES.contains(&&*attribute) => "html url",
        Place::Quoted(_) => "html attribute",
        Place::Element | Place::Tag | Place::Attribute | Place::Equals | Place::Bare => {
            "html unquoted"
        }
    }
}

/// Whether the text of a script is open after this much of a page, so that only a quote leads out of it. A backslash at the
/// end of what stands before it in the line would take the quote away, and where an address begins, its scheme runs.
fn in_own_quotes(line: &str) -> bool {
    let mut open = None;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        match (c, open) {
            ('\u{fffc}', _) => return false,
            ('\\', _) => {
                chars.next();
            }
            ('"' | '\'', None) => open = Some((c, at)),
            (c, Some((quote, _))) if quote == c => open = None,
            ('`', _) => return false,
            _ => {}
        }
    }
    let Some((quote, at)) = open else {
        return false;
    };
    let goes = |to: &str| {
        let to = to.to_ascii_lowercase();
        ["location", "href", "src", "open(", "assign(", "replace("]
            .iter()
            .any(|word| to.contains(word))
    };
    !line.ends_with(quote) || line.get(..at).is_some_and(|to| !goes(to))
}

/// The quote that is open after this much of a page, where an attribute's value stands in it.
pub(super) fn quote_after(before: &str) -> Option<char> {
    match read(before).place {
        Place::Quoted(quote) => Some(quote),
        _ => None,
    }
}

/// Puts more of the program's own text behind what stands before a value. Of a page that grows longer than `most` only
/// what leads to the same place is kept: long styles and scripts are read once.
pub(super) fn extend(before: &mut String, text: &str, most: usize) {
    let page = |text: &str| text.contains('<');
    if before.len() + text.len() > most && (page(before) || page(text)) {
        before.push_str(text);
        *before = shortened(before);
    } else {
        let room = most.saturating_sub(before.len());
        before.extend(text.chars().take(room));
    }
}

/// A short text after which a reader is where it is after this one.
fn shortened(before: &str) -> String {
    let reader = read(before);
    match reader.place {
        Place::Text => String::new(),
        Place::Comment => "<!--".to_owned(),
        Place::Raw => {
            let line = reader.line(before);
            if line.trim().is_empty() || line.len() > LINE {
                let last = before.trim_end().chars().next_back();
                let last = last.filter(|c| !matches!(c, '"' | '\'')).unwrap_or(' ');
                format!("<{}>{last}", reader.element)
            } else {
                format!("<{}>{line}", reader.element)
            }
        }
        _ => before.get(reader.tag..).unwrap_or("").to_owned(),
    }
}

impl Reader {
    /// The last line of an element's content that is no markup.
    fn line<'a>(&self, before: &'a str) -> &'a str {
        let content = before.get(self.tag..).and_then(|tag| tag.split_once('>'));
        let (_, content) = content.unwrap_or(("", ""));
        content.rsplit('\n').next().unwrap_or("")
    }
}

fn read(before: &str) -> Reader {
    let mut reader = Reader {
        place: Place::Text,
        element: String::new(),
        attribute: String::new(),
        begun: false,
        tag: 0,
    };
    for (at, c) in before.char_indices() {
        let outside = matches!(reader.place, Place::Text | Place::Raw);
        reader.step(c, before.get(at..).unwrap_or(""), before.get(..=at));
        if outside && reader.place == Place::Element {
            reader.tag = at;
        }
    }
    reader
}

impl Reader {
    /// One character; `rest` begins with it, `read` ends with it.
    fn step(&mut self, c: char, rest: &str, read: Option<&str>) {
        self.place = match self.place {
            Place::Text if rest.starts_with("<!--") => Place::Comment,
            Place::Text if c == '<' => {
                let next = rest.chars().nth(1);
                if next.is_none_or(|n| n.is_ascii_alphabetic() || n == '/' || n == '\u{fffc}') {
                    self.element.clear();
                    self.attribute.clear();
                    Place::Element
                } else {
                    Place::Text
                }
            }
            Place::Text => Place::Text,
            Place::Comment if read.is_some_and(|r| r.ends_with("-->")) => Place::Text,
            Place::Comment => Place::Comment,
            Place::Raw => {
                let closes = rest
                    .strip_prefix("</")
                    .and_then(|r| r.get(..self.element.len()))
                    .is_some_and(|name| name.eq_ignore_ascii_case(&self.element));
                if closes {
                    self.element.clear();
                    Place::Element
                } else {
                    Place::Raw
                }
            }
            Place::Element | Place::Tag | Place::Attribute if c == '>' => self.after_tag(),
            Place::Element if c.is_whitespace() => Place::Tag,
            Place::Element => {
                self.element.push(c);
                Place::Element
            }
            Place::Tag if c.is_whitespace() || c == '/' => Place::Tag,
            Place::Tag => {
                self.attribute.clear();
                self.attribute.push(c);
                Place::Attribute
            }
            Place::Attribute if c == '=' => {
                self.begun = false;
                Place::Equals
            }
            Place::Attribute if c.is_whitespace() => Place::Tag,
            Place::Attribute => {
                self.attribute.push(c);
                Place::Attribute
            }
            Place::Equals if matches!(c, '"' | '\'') => Place::Quoted(c),
            Place::Equals if c.is_whitespace() => Place::Equals,
            Place::Equals | Place::Bare if c == '>' => self.after_tag(),
            Place::Quoted(quote) if c == quote => self.after_value(),
            Place::Bare if c.is_whitespace() => self.after_value(),
            place @ Place::Quoted(_) => {
                self.begun |= !c.is_whitespace();
                place
            }
            Place::Equals | Place::Bare => Place::Bare,
        };
    }

    fn after_tag(&mut self) -> Place {
        self.attribute.clear();
        if RAW.iter().any(|r| self.element.eq_ignore_ascii_case(r)) {
            Place::Raw
        } else {
            Place::Text
        }
    }

    fn after_value(&mut self) -> Place {
        self.attribute.clear();
        Place::Tag
    }
}

#[cfg(test)]
mod tests {
    use super::{extend, purpose_after};

    #[test]
    fn a_long_page_leads_where_it_would_if_it_were_read_whole() {
        let style = format!("<style>{}</style>", "p {{ color: red }} ".repeat(9));
        for (end, purpose) in [
            ("<p>", "html"),
            ("<a title=\"x", "html attribute"),
            ("<a href='", "html url"),
            ("<script>let x = ", "script value"),
            ("<script>let x = '", "script text"),
            ("<script>let x = 'a'", "html script"),
            ("<!-- ", "html"),
            ("<p ", "html unquoted"),
        ] {
            let mut before = style.clone();
            extend(&mut before, end, 40);
            assert!(before.len() < 40, "{before}");
            assert_eq!(purpose_after(&before), purpose, "{end}");
        }
    }

    #[test]
    fn where_a_value_lands() {
        for (before, purpose) in [
            ("", "html"),
            ("<h1>Hello ", "html"),
            ("a < b ", "html"),
            ("<!-- <a href='", "html"),
            ("<!-- x --><a title='", "html attribute"),
            ("<p title=\"", "html attribute"),
            ("<p title='a\">", "html attribute"),
            ("<p title=", "html unquoted"),
            ("<p title=a", "html unquoted"),
            ("<p title= ", "html unquoted"),
            ("<p ", "html unquoted"),
            ("<", "html unquoted"),
            ("<a href=\"", "html url"),
            ("<a class=x href=\"", "html url"),
            ("<a href=\"/users/", "html attribute"),
            ("<a href=\"x\" title=\"", "html attribute"),
            ("<a href='x'>", "html"),
            ("<div onclick=\"go('", "html script"),
            ("<script>let x = '", "script text"),
            ("<script>let x = ", "script value"),
            ("<script src=a>let x = '", "script text"),
            ("<script>let x = {a: \"b\", c: 'd", "script text"),
            ("<script>go('\u{fffc}', '", "html script"),
            ("<script>location.href = '", "html script"),
            ("<script>location.href = '/a?b=", "script text"),
            (
                "<script>x = 1;\nlocation.href = '/a?b=\u{fffc}';\ny = '",
                "script text",
            ),
            ("<script>let x = `a'", "html script"),
            ("<script>let x = 'a\\", "script text"),
            ("<script>let x = 'a', y = ", "script value"),
            ("<script>if (a < b) x</script><p>", "html"),
            ("<SCRIPT>x</Script >", "html"),
            ("<style>a {", "html script"),
            ("<br/>", "html"),
            ("<input value='\u{fffc}", "html attribute"),
        ] {
            assert_eq!(purpose_after(before), purpose, "{before}");
        }
    }
}
