//! Fully known Python data, as it crosses the border to a world or a judge.

use super::reason::Reason;

/// A Python value without code: what a literal can say.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// An integer; those beyond 128 bits are [`Data::Unknown`].
    Int(i128),
    /// A floating-point number.
    Float(f64),
    /// Text.
    Str(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Data>),
    /// A tuple (rows of a query are tuples).
    Tuple(Vec<Data>),
    /// A set, in order of first appearance.
    Set(Vec<Data>),
    /// A dict, in order of insertion.
    Dict(Vec<(Data, Data)>),
    /// Something that is not data: an object, function, module; its type or name.
    Object(String),
    /// An object of a class of the program, as it is in the end: its type and its attributes.
    Instance(String, Vec<(String, Data)>),
    /// An object that a world keeps: its type and the world's number for it, from 1. Equal objects
    /// of a type that compares by value have one number.
    Handle(String, u32),
    /// Not known, and why.
    Unknown(Reason),
}

impl Data {
    /// Whether every part is known data.
    #[must_use]
    pub fn is_known(&self) -> bool {
        match self {
            Self::Unknown(_) | Self::Object(_) | Self::Handle(..) => false,
            Self::List(items) | Self::Tuple(items) | Self::Set(items) => {
                items.iter().all(Self::is_known)
            }
            Self::Dict(pairs) => pairs.iter().all(|(k, v)| k.is_known() && v.is_known()),
            Self::Instance(_, fields) => fields.iter().all(|(_, v)| v.is_known()),
            _ => true,
        }
    }

    /// Python's truth of the value, when it is known.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        Some(match self {
            Self::None => false,
            Self::Bool(b) => *b,
            Self::Int(n) => *n != 0,
            Self::Float(x) => *x != 0.0,
            Self::Str(s) => !s.is_empty(),
            Self::Bytes(b) => !b.is_empty(),
            Self::List(items) | Self::Tuple(items) | Self::Set(items) => !items.is_empty(),
            Self::Dict(pairs) => !pairs.is_empty(),
            Self::Object(_) | Self::Instance(..) | Self::Handle(..) => true,
            Self::Unknown(_) => return None,
        })
    }

    /// Whether any part is not known.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        match self {
            Self::Unknown(_) => true,
            Self::List(items) | Self::Tuple(items) | Self::Set(items) => {
                items.iter().any(Self::has_unknown)
            }
            Self::Dict(pairs) => pairs
                .iter()
                .any(|(k, v)| k.has_unknown() || v.has_unknown()),
            Self::Instance(_, fields) => fields.iter().any(|(_, v)| v.has_unknown()),
            _ => false,
        }
    }
}
