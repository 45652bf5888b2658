//! A page as the tree that a browser makes of it.
//!
//! Built by the tree builder of a browser engine, with as many nodes as one page of the course needs.
//! Called by `html`.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// The most nodes of one page.
const MOST: usize = 5_000;
/// The most steps of a way that is shown.
const WAY: usize = 4;

/// A part of a page, in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// The elements around it, the innermost last.
    pub way: Vec<String>,
    /// What it is.
    pub kind: Kind,
}

/// What a part of a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// An element with its attributes.
    Element(String, Vec<(String, String)>),
    /// Text.
    Text(String),
    /// A comment, which nobody sees.
    Comment(String),
}

impl Node {
    /// Whether it is what runs in a script.
    pub(super) fn is_script(&self) -> bool {
        self.way.last().is_some_and(|name| name == "script")
    }

    /// The elements around it as one reads them.
    pub(super) fn way_shown(&self) -> String {
        let skip = self.way.len().saturating_sub(WAY);
        let mut names: Vec<&str> = self.way.iter().skip(skip).map(String::as_str).collect();
        names.retain(|name| !matches!(*name, "html" | "body"));
        names.join(" › ")
    }
}

#[derive(Debug, Default)]
struct Made {
    kind: Option<Kind>,
    parent: Option<usize>,
    children: Vec<usize>,
}

struct Nodes {
    all: Vec<Made>,
    /// One name for each node.
    names: Vec<QualName>,
    /// What a handle that is no node is called.
    nameless: QualName,
}

struct Sink {
    nodes: RefCell<Nodes>,
}

impl Sink {
    fn add(&self, kind: Kind, name: Option<QualName>) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.all.push(Made {
            kind: Some(kind),
            ..Made::default()
        });
        let name = name.unwrap_or_else(nameless);
        nodes.names.push(name);
        nodes.all.len() - 1
    }
}

fn nameless() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl Nodes {
    fn detach(&mut self, node: usize) {
        let parent = self.all.get_mut(node).and_then(|made| made.parent.take());
        if let Some(parent) = parent.and_then(|parent| self.all.get_mut(parent)) {
            parent.children.retain(|child| *child != node);
        }
    }

    /// Puts a node, or text, into a parent, before the child number `at`.
    fn insert(&mut self, parent: usize, at: usize, new: NodeOrText<usize>) {
        let node = match new {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                let before = at
                    .checked_sub(1)
                    .and_then(|at| self.all.get(parent)?.children.get(at).copied());
                if let Some(Made {
                    kind: Some(Kind::Text(known)),
                    ..
                }) = before.and_then(|before| self.all.get_mut(before))
                {
                    known.push_str(&text);
                    return;
                }
                if self.all.len() >= MOST {
                    return;
                }
                self.all.push(Made {
                    kind: Some(Kind::Text(text.to_string())),
                    ..Made::default()
                });
                self.names.push(nameless());
                self.all.len() - 1
            }
        };
        if let Some(made) = self.all.get_mut(node) {
            made.parent = Some(parent);
        }
        if let Some(made) = self.all.get_mut(parent) {
            let at = at.min(made.children.len());
            made.children.insert(at, node);
        }
    }

    fn place(&self, node: usize) -> Option<(usize, usize)> {
        let parent = self.all.get(node)?.parent?;
        let children = &self.all.get(parent)?.children;
        let at = children.iter().position(|child| *child == node)?;
        Some((parent, at))
    }
}

fn attributes(attrs: Vec<Attribute>) -> Vec<(String, String)> {
    attrs
        .into_iter()
        .map(|a| (a.name.local.to_string(), a.value.to_string()))
        .collect()
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Nodes;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Nodes {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name(&self, target: &usize) -> Self::ElemName<'_> {
        let at = *target;
        Ref::map(self.nodes.borrow(), |nodes| {
            nodes.names.get(at).unwrap_or(&nodes.nameless)
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> usize {
        let kind = Kind::Element(name.local.to_string(), attributes(attrs));
        self.add(kind, Some(name))
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.add(Kind::Comment(text.to_string()), None)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> usize {
        self.add(Kind::Comment(format!("{target} {data}")), None)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let mut nodes = self.nodes.borrow_mut();
        let last = nodes.all.get(*parent).map_or(0, |made| made.children.len());
        nodes.insert(*parent, last, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        let has_parent = self.nodes.borrow().place(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a `template` is kept as its children.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, new: NodeOrText<usize>) {
        let mut nodes = self.nodes.borrow_mut();
        if let NodeOrText::AppendNode(node) = &new {
            nodes.detach(*node);
        }
        if let Some((parent, at)) = nodes.place(*sibling) {
            nodes.insert(parent, at, new);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attrs: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Made {
            kind: Some(Kind::Element(_, known)),
            ..
        }) = nodes.all.get_mut(*target)
        {
            for (name, value) in attributes(attrs) {
                if known.iter().all(|(other, _)| *other != name) {
                    known.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.nodes.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes
            .all
            .get_mut(*node)
            .map(|made| std::mem::take(&mut made.children))
            .unwrap_or_default();
        for child in &children {
            if let Some(made) = nodes.all.get_mut(*child) {
                made.parent = Some(*new_parent);
            }
        }
        if let Some(made) = nodes.all.get_mut(*new_parent) {
            made.children.extend(children);
        }
    }
}

/// The parts of a page in the order of the document.
pub(super) fn read(page: &str) -> Vec<Node> {
    let sink = Sink {
        nodes: RefCell::new(Nodes {
            all: vec![Made::default()],
            names: vec![nameless()],
            nameless: nameless(),
        }),
    };
    let mut parser = parse_document(sink, ParseOpts::default());
    parser.process(StrTendril::from(page));
    let nodes = parser.finish();
    let mut found = Vec::new();
    // What is to be visited, with how many elements are around it.
    let mut left: Vec<(usize, usize)> = vec![(0, 0)];
    let mut way: Vec<String> = Vec::new();
    while let Some((at, depth)) = left.pop() {
        if found.len() >= MOST {
            break;
        }
        let Some(made) = nodes.all.get(at) else {
            continue;
        };
        way.truncate(depth);
        let mut inside = depth;
        if let Some(kind) = &made.kind {
            let skip = way.len().saturating_sub(WAY + 2);
            found.push(Node {
                way: way.iter().skip(skip).cloned().collect(),
                kind: kind.clone(),
            });
            if let Kind::Element(name, _) = kind {
                way.push(name.clone());
                inside += 1;
            }
        }
        left.extend(made.children.iter().rev().map(|child| (*child, inside)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> Vec<String> {
        read(page)
            .iter()
            .map(|node| {
                let what = match &node.kind {
                    Kind::Element(name, _) => format!("<{name}>"),
                    Kind::Text(text) => format!("{text:?}"),
                    Kind::Comment(text) => format!("!{text}"),
                };
                format!("{} {what}", node.way_shown())
            })
            .filter(|line| {
                !["<html>", "<head>", "<body>"]
                    .iter()
                    .any(|end| line.ends_with(end))
            })
            .collect()
    }

    #[test]
    fn a_tree_is_the_browsers_not_the_texts() {
        assert_eq!(
            shown("<p>a<b>b</b><script>1 < 2</script>"),
            [
                " <p>",
                "p \"a\"",
                "p <b>",
                "p › b \"b\"",
                "p <script>",
                "p › script \"1 < 2\""
            ]
        );
        // A paragraph does not stand in a paragraph; a table throws out what is no part of it.
        assert_eq!(shown("<p>a<p>b"), [" <p>", "p \"a\"", " <p>", "p \"b\""]);
        assert_eq!(
            shown("<table>x<tr><td>y"),
            [
                " \"x\"",
                " <table>",
                "table <tbody>",
                "table › tbody <tr>",
                "table › tbody › tr <td>",
                "table › tbody › tr › td \"y\""
            ]
        );
        assert_eq!(shown("<textarea><b></textarea>").len(), 2);
        assert_eq!(
            shown("<!-- a --><p>").first().map(String::as_str),
            Some(" ! a ")
        );
    }

    #[test]
    fn hostile_pages_end() {
        let _ = read(&"<b><p>".repeat(3_000));
        let _ = read(&"<table><a>".repeat(2_000));
        let _ = read(&"<svg><math>".repeat(2_000));
        let _ = read(&"<template>".repeat(2_000));
        let _ = read("<select><option>a<selectedcontent></select>");
    }
}
