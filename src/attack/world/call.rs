//! One call to the outside as the parts of the world read it, and how they answer.
//!
//! Called by every part of `world`.

use crate::attack::database::type_name;
use crate::attack::doubt;
use crate::evaluate::{Data, Outside, Raised, Reason, UNKNOWN};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Miss {
    /// This part of the world does not know the callee.
    Other,
    /// It cannot be told, and why.
    Unknown(Reason),
    /// Python raises.
    Raised(Raised),
}

/// An answer, or why there is none.
pub(super) type Done<T = Data> = Result<T, Miss>;

/// A call with ways to read its arguments.
pub(super) struct Call<'a> {
    pub(super) outside: &'a Outside,
}

impl<'a> Call<'a> {
    pub(super) fn name(&self) -> &'a str {
        &self.outside.callee
    }

    /// The last part of the name.
    pub(super) fn method(&self) -> &'a str {
        let name = self.name();
        name.rsplit('.').next().unwrap_or(name)
    }

    /// The argument at a position or with a name, unless it is `None`.
    pub(super) fn get(&self, position: usize, name: &str) -> Option<&'a Data> {
        self.outside
            .positional
            .get(position)
            .or_else(|| self.keyword(name))
            .filter(|data| **data != Data::None)
    }

    pub(super) fn keyword(&self, name: &str) -> Option<&'a Data> {
        self.outside
            .keywords
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, data)| data)
    }

    /// An argument that must be there.
    pub(super) fn need(&self, position: usize, name: &str) -> Done<&'a Data> {
        match self
            .outside
            .positional
            .get(position)
            .or_else(|| self.keyword(name))
        {
            Some(Data::Unknown(why)) => Err(Miss::Unknown(why.clone())),
            Some(data) => Ok(data),
            None => Err(type_error(format!(
                "{}() missing required argument '{name}'",
                self.method()
            ))),
        }
    }

    /// Text that must be there and be known.
    pub(super) fn text(&self, position: usize, name: &str) -> Done<String> {
        text(self.need(position, name)?)
    }

    /// Whether an option is on; `default` when it is left out.
    pub(super) fn flag(&self, position: usize, name: &str, default: bool) -> Done<bool> {
        match self
            .outside
            .positional
            .get(position)
            .or_else(|| self.keyword(name))
        {
            None => Ok(default),
            Some(data) => data
                .truth()
                .ok_or_else(|| Miss::Unknown(doubt::argument_unknown(name))),
        }
    }

    pub(super) fn int(&self, position: usize, name: &str) -> Done<Option<i128>> {
        match self.get(position, name) {
            None => Ok(None),
            Some(Data::Int(n)) => Ok(Some(*n)),
            Some(Data::Bool(b)) => Ok(Some(i128::from(*b))),
            Some(Data::Unknown(why)) => Err(Miss::Unknown(why.clone())),
            Some(other) => Err(type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                type_name(other)
            ))),
        }
    }
}

/// Text, or bytes that are text.
pub(super) fn text(data: &Data) -> Done<String> {
    match data {
        Data::Str(text) => Ok(text.clone()),
        Data::Bytes(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Data::Unknown(why) => Err(Miss::Unknown(why.clone())),
        // Of a thing that no model describes nobody knows whether it is text.
        Data::Object(_) => Err(Miss::Other),
        other => Err(type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            type_name(other)
        ))),
    }
}

/// Text as it stands in an event: what is not known becomes [`UNKNOWN`].
pub(super) fn shown(data: &Data) -> String {
    match data {
        Data::Str(text) => text.clone(),
        Data::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Data::Int(n) => n.to_string(),
        Data::Float(x) => x.to_string(),
        Data::Bool(true) => "True".into(),
        Data::Bool(false) => "False".into(),
        Data::None => "None".into(),
        _ => UNKNOWN.to_string(),
    }
}

pub(super) fn raise(name: &str, message: impl Into<String>) -> Miss {
    Miss::Raised(crate::attack::database::raised(name, message))
}

pub(super) fn type_error(message: impl Into<String>) -> Miss {
    raise("TypeError", message)
}

pub(super) fn value_error(message: impl Into<String>) -> Miss {
    raise("ValueError", message)
}

pub(super) fn string(text: impl Into<String>) -> Data {
    Data::Str(text.into())
}

pub(super) fn strings(items: impl IntoIterator<Item = String>) -> Data {
    Data::List(items.into_iter().map(Data::Str).collect())
}

pub(super) fn number(n: usize) -> Data {
    Data::Int(i128::try_from(n).unwrap_or(i128::MAX))
}
