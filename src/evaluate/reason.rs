//! Why something cannot be told: an id, and what its sentence is filled with. No words of any language.
//!
//! The sentences stand in `messages/`, under `reason.` and the id; whoever shows a reason looks them up. Each room
//! lists its own reasons in its file `doubt`. Used by `attack`, `rules` and `grade`, too.

use std::sync::Arc;

/// A reason as its room lists it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Sentence {
    /// Its id among the messages.
    pub id: &'static str,
    /// The names that its sentence is filled by.
    pub names: &'static [&'static str],
}

/// Why something cannot be told, as the end of a sentence that begins "because".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason {
    sentence: &'static Sentence,
    values: Option<Arc<[String]>>,
}

impl Reason {
    /// A listed reason with values for its names, in their order.
    #[must_use]
    pub fn new(sentence: &'static Sentence, values: &[&str]) -> Self {
        let values = values.iter().map(|value| (*value).to_owned());
        Self {
            sentence,
            values: (!sentence.names.is_empty()).then(|| values.collect()),
        }
    }

    /// Its id among the messages.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.sentence.id
    }

    /// What its sentence is filled with, by name.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, &str)> {
        let values = self.values.iter().flat_map(|all| all.iter());
        let names = self.sentence.names.iter().copied();
        names.zip(values.map(String::as_str)).collect()
    }
}

/// The reasons of one room: a function for each, with the names that its sentence is filled by. One that
/// nobody uses is dead code, which the compiler tells.
macro_rules! reasons {
    ($($name:ident($($value:ident),*) = $id:literal;)*) => {
        $crate::evaluate::reasons! { under "reason."; $($name($($value),*) = $id;)* }
    };
    (under $prefix:literal; $($name:ident($($value:ident),*) = $id:literal;)*) => {
        $(
            pub(crate) fn $name($($value: &str),*) -> $crate::evaluate::Reason {
                static SENTENCE: $crate::evaluate::Sentence = $crate::evaluate::Sentence {
                    id: concat!($prefix, $id),
                    names: &[$(stringify!($value)),*],
                };
                $crate::evaluate::Reason::new(&SENTENCE, &[$($value),*])
            }
        )*

        /// All of them, to be compared with the messages.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &[&str])] =
            &[$((concat!($prefix, $id), &[$(stringify!($value)),*])),*];
    };
}
pub(crate) use reasons;
