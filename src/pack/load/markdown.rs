//! Markdown into blocks: the small part of it that a terminal page needs.
//!
//! Knows paragraphs, flat lists, quotations, fenced code, emphasis, strong, code and links; tells
//! everything else. Knows nothing of the steps that fences may hold. Called by `lesson`,
//! `exercise`, and by `ui` for briefs and hints.

use super::Faults;
use super::names::{hidden, line_number};
use crate::pack::{Block, Inline};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// A piece of Markdown with the line on which it begins (from 1, in the text handed in).
#[derive(Debug)]
pub(super) struct Part {
    pub(super) line: u32,
    pub(super) what: What,
}

/// What a piece is.
#[derive(Debug)]
pub(super) enum What {
    Heading(Vec<Inline>),
    Block(Block),
    /// A fenced block: what stands behind the opening fence, and the content.
    Fence {
        info: String,
        text: String,
    },
    /// Something that has no place on a page; what it is.
    Foreign(&'static str),
}

/// The blocks of a short text such as a brief or a hint. Whatever has no form here is left out;
/// packs that load have none of it.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    parts(text)
        .into_iter()
        .filter_map(|part| match part.what {
            What::Block(block) => Some(block),
            What::Heading(inlines) => Some(Block::Paragraph(
                inlines
                    .into_iter()
                    .map(|inline| match inline {
                        Inline::Text(text) => Inline::Strong(text),
                        other => other,
                    })
                    .collect(),
            )),
            What::Fence { info, text } => Some(Block::Code {
                language: info.split_whitespace().next().unwrap_or("").to_owned(),
                text,
                line: 0,
                marks: Vec::new(),
                unchecked: None,
            }),
            What::Foreign(_) => None,
        })
        .collect()
}

/// Tells what has no place in a text that is shown through [`blocks`].
pub(super) fn check(text: &str, file: &str, line: u32, faults: &Faults) {
    for part in parts(text) {
        if let What::Foreign(what) = part.what {
            faults.tell(
                file,
                line,
                format!("the text has {what}"),
                foreign_advice(what),
            );
        }
    }
}

/// What to do about a [`What::Foreign`].
pub(super) fn foreign_advice(what: &str) -> &'static str {
    if what == NO_ADDRESS {
        "Write a whole address, such as `https://example.org/page`; what the pack has is named in words."
    } else {
        FOREIGN_ADVICE
    }
}

/// A link that leads to no page.
const NO_ADDRESS: &str = "a link to what is no address";

const FOREIGN_ADVICE: &str = "Use paragraphs, flat lists, quotations, fenced code, emphasis, `code` and links; put the rest into words.";

/// How many quotations and lists may begin on one line.
const MARKS: usize = 50;

/// How many begin on a line.
fn marks(line: &str) -> usize {
    let mut rest = line.trim_start();
    let mut count = 0;
    loop {
        let inner = rest.strip_prefix('>').or_else(|| {
            let item = rest.strip_prefix(['-', '*', '+'])?;
            item.starts_with([' ', '\t']).then_some(item)
        });
        let Some(inner) = inner else {
            return count;
        };
        count += 1;
        rest = inner.trim_start();
    }
}

/// Parses Markdown.
pub(super) fn parts(text: &str) -> Vec<Part> {
    // Far inside one another, they take a parser more than their length.
    if let Some(line) = text.lines().position(|line| marks(line) > MARKS) {
        return vec![Part {
            line: line_number(line),
            what: What::Foreign("quotations or lists far inside one another"),
        }];
    }
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let mut reader = Reader {
        ends: ends.map(|(at, _)| at).collect(),
        // What stands there openly is told where the file or the TOML value is read.
        told: hidden(text).is_some(),
        parts: Vec::new(),
        stack: Vec::new(),
    };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, range.start);
    }
    reader.parts
}

/// An open container.
enum Open {
    Heading(u32, Vec<Inline>),
    Paragraph(u32, Vec<Inline>),
    List {
        line: u32,
        numbered: bool,
        items: Vec<Vec<Inline>>,
    },
    Item(Vec<Inline>),
    Quote(u32, Vec<Inline>),
    Fence {
        line: u32,
        info: String,
        text: String,
    },
    Emphasis,
    Strong,
    Link {
        to: String,
        text: String,
    },
    Other,
}

struct Reader {
    /// Where lines end.
    ends: Vec<usize>,
    told: bool,
    parts: Vec<Part>,
    stack: Vec<Open>,
}

impl Reader {
    fn line(&self, offset: usize) -> u32 {
        line_number(self.ends.partition_point(|end| *end < offset))
    }

    fn foreign(&mut self, offset: usize, what: &'static str) {
        let line = self.line(offset);
        self.parts.push(Part {
            line,
            what: What::Foreign(what),
        });
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if !self.told && hidden(&text).is_some() {
                    self.foreign(at, "a hidden control character");
                }
                self.write(&text);
            }
            Event::Code(text) => {
                if let Some(Open::Link { text: shown, .. }) = self.stack.last_mut() {
                    shown.push_str(&text);
                } else {
                    self.inline(Inline::Code(text.into_string()));
                }
            }
            Event::SoftBreak => self.write(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.foreign(at, "a rule"),
            Event::Html(_) | Event::InlineHtml(_) => self.foreign(at, "HTML"),
            Event::FootnoteReference(_) => self.foreign(at, "a footnote"),
            Event::TaskListMarker(_) => self.foreign(at, "a task list"),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.foreign(at, "a formula"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        let line = self.line(at);
        let inside_item = self
            .stack
            .iter()
            .any(|open| matches!(open, Open::Item(_) | Open::Quote(..)));
        let open = match tag {
            Tag::Paragraph => {
                // Further paragraphs of an item or a quotation continue it on a new line.
                if let Some(Open::Item(inlines) | Open::Quote(_, inlines)) = self.stack.last_mut() {
                    if !inlines.is_empty() {
                        inlines.push(Inline::Break);
                    }
                    Open::Other
                } else {
                    Open::Paragraph(line, Vec::new())
                }
            }
            Tag::Heading { .. } if inside_item => {
                self.foreign(at, "a heading inside a list or quotation");
                Open::Other
            }
            Tag::Heading { .. } => Open::Heading(line, Vec::new()),
            Tag::List(first) => {
                if inside_item {
                    self.foreign(at, "a list inside a list or quotation");
                    Open::Other
                } else {
                    Open::List {
                        line,
                        numbered: first.is_some(),
                        items: Vec::new(),
                    }
                }
            }
            Tag::Item => Open::Item(Vec::new()),
            Tag::BlockQuote(_) if inside_item => {
                self.foreign(at, "a quotation inside a list or quotation");
                Open::Other
            }
            Tag::BlockQuote(_) => Open::Quote(line, Vec::new()),
            Tag::CodeBlock(_) if inside_item => {
                self.foreign(at, "a code block inside a list or quotation");
                Open::Other
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.foreign(at, "an indented code block");
                Open::Other
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Open::Fence {
                line,
                info: info.into_string(),
                text: String::new(),
            },
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Link {
                dest_url,
                link_type,
                ..
            } => {
                if !self.told && hidden(&dest_url).is_some() {
                    self.foreign(at, "a hidden control character in a link");
                }
                let mut schemes = ["https://", "http://", "mailto:"].iter();
                let address = schemes.any(|scheme| dest_url.starts_with(scheme));
                if !address && link_type != LinkType::Email {
                    self.foreign(at, NO_ADDRESS);
                }
                Open::Link {
                    to: dest_url.into_string(),
                    text: String::new(),
                }
            }
            Tag::Image { .. } => {
                self.foreign(at, "a picture");
                Open::Other
            }
            Tag::Table(_) => {
                self.foreign(at, "a table");
                Open::Other
            }
            Tag::HtmlBlock | Tag::TableHead | Tag::TableRow | Tag::TableCell => Open::Other,
            _ => {
                self.foreign(at, "a form of Markdown that a page cannot show");
                Open::Other
            }
        };
        self.stack.push(open);
    }

    fn end(&mut self, _: TagEnd) {
        let Some(open) = self.stack.pop() else {
            return;
        };
        let (line, what) = match open {
            Open::Heading(line, inlines) => (line, What::Heading(inlines)),
            Open::Paragraph(line, inlines) => (line, What::Block(Block::Paragraph(inlines))),
            Open::List {
                line,
                numbered,
                items,
            } => (line, What::Block(Block::List(numbered, items))),
            Open::Item(inlines) => {
                if let Some(Open::List { items, .. }) = self.stack.last_mut() {
                    items.push(inlines);
                }
                return;
            }
            Open::Quote(line, inlines) => (line, What::Block(Block::Quote(inlines))),
            Open::Fence { line, info, text } => (line, What::Fence { info, text }),
            Open::Link { to, text } => {
                self.inline(Inline::Link(text, to));
                return;
            }
            Open::Emphasis | Open::Strong | Open::Other => return,
        };
        self.parts.push(Part { line, what });
    }

    /// Adds text in the style of the innermost open emphasis.
    fn write(&mut self, text: &str) {
        match self.stack.last_mut() {
            Some(Open::Fence { text: content, .. } | Open::Link { text: content, .. }) => {
                content.push_str(text);
            }
            Some(Open::Emphasis) => self.inline(Inline::Emphasis(text.to_owned())),
            Some(Open::Strong) => self.inline(Inline::Strong(text.to_owned())),
            _ => self.inline(Inline::Text(text.to_owned())),
        }
    }

    fn inline(&mut self, inline: Inline) {
        let inlines = self.stack.iter_mut().rev().find_map(|open| match open {
            Open::Heading(_, inlines)
            | Open::Paragraph(_, inlines)
            | Open::Item(inlines)
            | Open::Quote(_, inlines) => Some(inlines),
            _ => None,
        });
        let Some(inlines) = inlines else {
            return;
        };
        match (inlines.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(more))
            | (Some(Inline::Emphasis(before)), Inline::Emphasis(more))
            | (Some(Inline::Strong(before)), Inline::Strong(more)) => before.push_str(&more),
            (_, inline) => inlines.push(inline),
        }
    }
}

/// What the inlines say, without styles.
pub(super) fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text)
            | Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Code(text)
            | Inline::Link(text, _) => text.as_str(),
            Inline::Break => "\n",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_inside_one_another_is_not_read() {
        for line in [">".repeat(120_000), "- > ".repeat(30_000)] {
            let text = format!("One\n\n{line}\n");
            let found = parts(&text);
            assert!(matches!(
                found.as_slice(),
                [Part {
                    line: 3,
                    what: What::Foreign(_)
                }]
            ));
        }
        assert_eq!((marks("> - a"), marks("--- a"), marks("**a**")), (2, 0, 0));
    }

    #[test]
    fn styles_and_lists() {
        let found =
            blocks("One *two* **three** `four`\nfive [six](https://example.org).\n\n1. a\n2. b\n");
        assert_eq!(
            found,
            vec![
                Block::Paragraph(vec![
                    Inline::Text("One ".into()),
                    Inline::Emphasis("two".into()),
                    Inline::Text(" ".into()),
                    Inline::Strong("three".into()),
                    Inline::Text(" ".into()),
                    Inline::Code("four".into()),
                    Inline::Text(" five ".into()),
                    Inline::Link("six".into(), "https://example.org".into()),
                    Inline::Text(".".into()),
                ]),
                Block::List(
                    true,
                    vec![
                        vec![Inline::Text("a".into())],
                        vec![Inline::Text("b".into())]
                    ]
                ),
            ]
        );
    }

    #[test]
    fn entities_cannot_smuggle_control_characters() {
        assert!(
            parts("a &#x1b;[31m b")
                .iter()
                .any(|part| matches!(part.what, What::Foreign(_)))
        );
    }
}
