//! Constants in rules and what can be measured of known ones: order, information.
//!
//! Knows nothing of calls. Called by `condition`.

use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// Constants as a rule may write them: `"'MD5'"`, `0`, `true`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Literal {
    Bool(bool),
    Int(i64),
    Float(f64),
    Written(String),
}

/// A list of constants, each as Python writes it.
pub(super) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let list = Vec::<Literal>::deserialize(deserializer)?;
    Ok(list
        .into_iter()
        .map(|literal| match literal {
            Literal::Bool(true) => "True".into(),
            Literal::Bool(false) => "False".into(),
            Literal::Int(number) => number.to_string(),
            Literal::Float(number) => format!("{number:?}"),
            Literal::Written(text) => text,
        })
        .collect())
}

/// Bits of information in a character, in thousandths, so that equality means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "f64")]
pub struct Bits(u32);

impl TryFrom<f64> for Bits {
    type Error = &'static str;

    fn try_from(bits: f64) -> Result<Self, Self::Error> {
        if !(0.0..=32.0).contains(&bits) {
            return Err("bits of information in a character lie between 0 and 32");
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was checked"
        )]
        Ok(Self((bits * 1000.0).round() as u32))
    }
}

/// Bytes as Python writes them, each as the character of its number.
pub(super) fn bytes(written: &str) -> Option<String> {
    let quoted = written.strip_prefix('b')?;
    let mut signs = quoted.get(1..quoted.len().checked_sub(1)?)?.chars();
    let mut out = String::with_capacity(quoted.len());
    while let Some(sign) = signs.next() {
        out.push(match sign {
            '\\' => match signs.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'x' => {
                    let (high, low) = (signs.next()?.to_digit(16)?, signs.next()?.to_digit(16)?);
                    char::from_u32(high * 16 + low)?
                }
                other => other,
            },
            sign => sign,
        });
    }
    Some(out)
}

/// The information in a text by how often each of its characters occurs (Shannon's entropy).
pub(super) fn entropy(text: &str) -> Bits {
    let mut counts: BTreeMap<char, u32> = BTreeMap::new();
    let mut length = 0.0;
    for c in text.chars() {
        *counts.entry(c).or_default() += 1;
        length += 1.0;
    }
    let bits: f64 = counts
        .values()
        .map(|&count| {
            let share = f64::from(count) / length;
            -share * share.log2()
        })
        .sum();
    Bits::try_from(bits.max(0.0)).unwrap_or(Bits(0))
}

/// A known number, whole or not.
#[derive(Debug, Clone, Copy)]
pub(super) enum Number {
    Whole(i128),
    Real(f64),
}

/// A number as Python writes it.
pub(super) fn order(known: &str) -> Option<Number> {
    if let Ok(number) = known.parse() {
        return Some(Number::Whole(number));
    }
    // `inf` and `nan` are read by Rust as numbers, and so are names that Python would not.
    let begins = known.strip_prefix('-').unwrap_or(known).chars().next();
    begins
        .filter(char::is_ascii_digit)
        .and_then(|_| known.parse().ok())
        .map(Number::Real)
}

impl Number {
    #[allow(clippy::cast_precision_loss, reason = "bounds in rules are small")]
    pub(super) fn below(self, most: i64) -> bool {
        match self {
            Self::Whole(number) => number < i128::from(most),
            Self::Real(number) => number < most as f64,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "bounds in rules are small")]
    pub(super) fn above(self, least: i64) -> bool {
        match self {
            Self::Whole(number) => number > i128::from(least),
            Self::Real(number) => number > least as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn information_in_text() {
        for (text, bits) in [("", 0), ("aaaa", 0), ("abab", 1000), ("abcd", 2000)] {
            assert_eq!(entropy(text), Bits(bits), "{text}");
        }
        assert!(entropy("password") < entropy("x9$Kq2!vB7"));
    }

    #[test]
    fn only_numbers_are_ordered() {
        for text in ["inf", "nan", "True", "abc", "", "-"] {
            assert!(order(text).is_none(), "{text}");
        }
        assert!(order("-3").is_some_and(|n| n.below(0)));
        assert!(order("2.5").is_some_and(|n| n.above(2) && n.below(3)));
    }
}
