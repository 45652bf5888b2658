//! A program as Python's own `ast` module shows it: node classes, their fields and their order.
//!
//! Knows how the parser's tree is called there, and nothing of values. Called by `evaluate`, where a
//! program reads another program's text.

mod build;
mod classes;
mod statement;

pub use build::{Mode, read};
pub use classes::{base, fields};

/// A node of Python's abstract grammar.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The class: `BinOp`.
    pub class: &'static str,
    /// The fields in the grammar's order; an optional one that is absent is [`Field::None`].
    pub fields: Vec<(&'static str, Field)>,
    /// Line and column of beginning and end; lines from 1, columns in bytes from 0. Some nodes have none.
    pub place: Option<[u32; 4]>,
}

/// What a field of a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// Nothing.
    None,
    /// Another node.
    Node(Box<Node>),
    /// A list.
    List(Vec<Field>),
    /// A name, or a constant text.
    Text(String),
    /// A constant of bytes.
    Bytes(Vec<u8>),
    /// A whole number; larger ones are [`Field::Unread`].
    Int(i128),
    /// A number with a point.
    Float(f64),
    /// `True` or `False`.
    Bool(bool),
    /// `...`
    Ellipsis,
    /// Something that is not represented, such as a number beyond 128 bits.
    Unread,
}
