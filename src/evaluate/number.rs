//! Numbers as they are written, in code and in text, and as they are printed.
//!
//! Called by `expression`, `builtin`, `octets` and `display`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How the elements of a range that is too long to be looked at one by one came to be, from its bounds.
pub(super) const RANGE: &str = "builtins.range";

impl Machine<'_, '_> {
    /// Whether a number that becomes bytes here, where files are checked, is one that somebody may count: it is written
    /// elsewhere, and the next time it is another. Where a file counts nothing at all, it is the same each time.
    pub(super) fn may_be_counted(&self, v: Val, here: Span) -> bool {
        let node = self.arena.node(self.look(v));
        let number = matches!(node.kind, Kind::Int(_)) && self.world.is_none();
        let elsewhere = !(here.start <= node.span.start && node.span.end <= here.end);
        number && elsewhere && self.sizes.counts
    }

    pub(super) fn number(&mut self, n: &ast::Number, span: Span) -> Val {
        match n {
            ast::Number::Int(i) => match i.as_u64() {
                Some(i) => self.make(Kind::Int(i128::from(i)), span),
                None => self.long_number(&i.to_string(), span),
            },
            ast::Number::Float(x) => self.make(Kind::Float(*x), span),
            ast::Number::Complex { .. } => self.derive(Some("complex"), &[], How::Plain, span),
        }
    }

    /// A whole number of more than 64 bits. One of more than 128 is not computed with, but it is known that it
    /// stands in the code.
    fn long_number(&mut self, written: &str, span: Span) -> Val {
        let digits = written.replace('_', "").to_ascii_lowercase();
        let base = [("0x", 16), ("0o", 8), ("0b", 2)]
            .into_iter()
            .find_map(|(start, base)| Some((digits.strip_prefix(start)?, base)));
        let (plain, base) = base.unwrap_or((&digits, 10));
        if let Ok(n) = i128::from_str_radix(plain, base) {
            return self.make(Kind::Int(n), span);
        }
        let text = self.text(written, span);
        self.derive(
            Some("int"),
            &[text],
            How::Call(Arc::from("builtins.int")),
            span,
        )
    }

    /// `int(v, base)` and `float(v)`.
    pub(super) fn number_from(
        &mut self,
        name: &str,
        v: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let base = args.get(1, "base").and_then(|b| self.as_int(b));
        let own = if name == "int" {
            "__int__"
        } else {
            "__float__"
        };
        if self.has_method(v, own) {
            return self.call_method(v, own, Args::default(), span);
        }
        if self.handle(v).is_some()
            && let Some(n) = self.offer_method(v, own, &[], span)?
        {
            return Ok(n);
        }
        match (self.kind(v).clone(), name) {
            (Kind::Int(_) | Kind::Bool(_), "int") => Ok(match self.as_int(v) {
                Some(n) => self.make(Kind::Int(n), span),
                None => v,
            }),
            #[allow(clippy::cast_possible_truncation)]
            (Kind::Float(x), "int") if x.is_finite() && x.abs() < 1e30 => {
                Ok(self.make(Kind::Int(x.trunc() as i128), span))
            }
            (Kind::Float(x), "int") if !x.is_finite() => self.refuse_as_whole(x, span),
            (Kind::Float(_), "int") => Ok(self.derive(Some("int"), &[v], How::Plain, span)),
            (Kind::Int(_) | Kind::Bool(_) | Kind::Float(_), _) => {
                let x = self.as_float(v).unwrap_or(0.0);
                Ok(self.make(Kind::Float(x), span))
            }
            (Kind::Bytes(b), _) if std::str::from_utf8(&b).is_ok() => {
                let text = String::from_utf8_lossy(&b).into_owned();
                let text = self.text(&text, span);
                self.number_from(name, text, args, span)
            }
            (Kind::Str(s), "int") => {
                let (base, shown) = match args.get(1, "base") {
                    None => (Some(10), 10),
                    Some(_) => (base.and_then(|b| u32::try_from(b).ok()), base.unwrap_or(10)),
                };
                match base.map(|base| whole(&s, base)) {
                    Some(Whole::Known(n)) => Ok(self.make(Kind::Int(n), span)),
                    Some(Whole::Wrong) => {
                        let quoted = super::display::quote(&s);
                        self.raise(
                            "builtins.ValueError",
                            &format!("invalid literal for int() with base {shown}: {quoted}"),
                            span,
                        )
                    }
                    Some(Whole::Long) | None => Ok(self.derive(Some("int"), &[], How::Plain, span)),
                }
            }
            (Kind::Str(s), _) => {
                if let Some(x) = fraction(&s) {
                    Ok(self.make(Kind::Float(x), span))
                } else {
                    let shown = super::display::quote(&s);
                    self.raise(
                        "builtins.ValueError",
                        &format!("could not convert string to float: {shown}"),
                        span,
                    )
                }
            }
            (Kind::None, _) => self.raise(
                "builtins.TypeError",
                &format!("{name}() argument must be a string or a real number, not 'NoneType'"),
                span,
            ),
            (Kind::Tuple(_), _) => self.raise(
                "builtins.TypeError",
                &format!("{name}() argument must be a string or a real number"),
                span,
            ),
            _ => {
                self.may_raise(Some("builtins.ValueError"), span);
                // What was read as a number holds nothing but one.
                if self.world.is_none() && matches!(base, None | Some(10)) {
                    self.learn_test(v, "number", span);
                }
                Ok(self.derive(
                    Some(name),
                    &[v],
                    How::Call(Arc::from(format!("builtins.{name}"))),
                    span,
                ))
            }
        }
    }
}

impl Machine<'_, '_> {
    /// Numbers as floats, for mixed comparisons.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn as_float(&self, v: Val) -> Option<f64> {
        match self.kind(v) {
            Kind::Bool(b) => Some(f64::from(u8::from(*b))),
            Kind::Int(n) => Some(*n as f64),
            Kind::Float(x) => Some(*x),
            _ => None,
        }
    }

    pub(super) fn as_int(&self, v: Val) -> Option<i128> {
        match self.kind(self.look(v)) {
            Kind::Bool(b) => Some(i128::from(*b)),
            Kind::Int(n) => Some(*n),
            Kind::Ref(_) if self.world.is_some() => match self.kind(self.plain_member(v)) {
                Kind::Int(n) => Some(*n),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether this is `nan`, which is neither below nor above anything.
    pub(super) fn is_no_number(&self, v: Val) -> bool {
        matches!(self.kind(v), Kind::Float(x) if x.is_nan())
    }

    /// Whether a number is one of a long range, when that is decided.
    pub(super) fn within_range(&self, v: Val, range: Val) -> Option<bool> {
        let Kind::Many("range", element) = self.content_kind(range) else {
            return None;
        };
        let node = self.arena.node(element);
        let (How::Call(made), &[start, stop, step]) = (&node.how, &*node.from) else {
            return None;
        };
        let (start, stop, step) = match (&**made, self.as_int(start), self.as_int(stop)) {
            (RANGE, Some(start), Some(stop)) => (start, stop, self.as_int(step)?),
            _ => return None,
        };
        let n = match self.kind(v) {
            Kind::Str(_) | Kind::Bytes(_) | Kind::None => return Some(false),
            #[allow(clippy::cast_possible_truncation)]
            Kind::Float(x) if x.fract() == 0.0 && x.abs() < 1e30 => *x as i128,
            Kind::Float(_) => return Some(false),
            _ => self.as_int(v)?,
        };
        let between = if step > 0 {
            start <= n && n < stop
        } else {
            stop < n && n <= start
        };
        Some(between && step != 0 && (n - start) % step == 0)
    }

    /// What `int` and `round` say to what is no whole number at all: `nan` and what has no end.
    pub(super) fn refuse_as_whole(&mut self, x: f64, span: Span) -> Follow<Val> {
        if x.is_nan() {
            let message = "cannot convert float NaN to integer";
            return self.raise("builtins.ValueError", message, span);
        }
        let message = "cannot convert float infinity to integer";
        self.raise("builtins.OverflowError", message, span)
    }
}

impl Machine<'_, '_> {
    /// `pow(base, exponent, modulus)` of whole numbers that are not too long.
    pub(super) fn power_of(&self, args: &Args) -> Option<i128> {
        let [base, exponent, modulus] = *args.positional else {
            return None;
        };
        let (base, modulus) = (self.as_int(base.0)?, self.as_int(modulus.0)?);
        let mut exponent = self.as_int(exponent.0)?;
        if modulus <= 0 || modulus > i128::from(u32::MAX) {
            return None;
        }
        let base = if exponent < 0 {
            exponent = exponent.checked_neg()?;
            inverse(base, modulus)?
        } else {
            base
        };
        let (mut all, mut square) = (1 % modulus, base.rem_euclid(modulus));
        while exponent > 0 {
            if exponent & 1 == 1 {
                all = all * square % modulus;
            }
            square = square * square % modulus;
            exponent >>= 1;
        }
        Some(all)
    }
}

/// The number with which another gives one, as far as whole multiples of the modulus do not count.
fn inverse(n: i128, modulus: i128) -> Option<i128> {
    let (mut a, mut b) = (n.rem_euclid(modulus), modulus);
    let (mut x, mut y) = (1, 0);
    while b != 0 {
        (a, b, x, y) = (b, a % b, y, x - a / b * y);
    }
    (a == 1).then_some(x.rem_euclid(modulus))
}

/// A whole number without its last places, to the nearest; from the middle to the even one.
pub(super) fn rounded(n: i128, places: u128) -> i128 {
    let Some(unit) = u32::try_from(places)
        .ok()
        .and_then(|p| 10i128.checked_pow(p))
    else {
        return 0;
    };
    let (whole, rest) = (n.div_euclid(unit), n.rem_euclid(unit));
    let up = rest * 2 > unit || (rest * 2 == unit && whole % 2 != 0);
    (whole + i128::from(up)) * unit
}

/// A whole number as `int(text, base)` reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Known(i128),
    /// One of more digits than are computed with here.
    Long,
    /// No number in that base.
    Wrong,
}

/// What `int(text, base)` reads, in any script; a base of nought is the one that is written.
pub(super) fn whole(text: &str, base: u32) -> Whole {
    let text = text.trim_matches(super::letter::is_space);
    let plain: String = text
        .chars()
        .map(|c| match super::letter::decimal(c) {
            Some(digit) => char::from_digit(digit, 10).unwrap_or(c),
            None => c.to_ascii_lowercase(),
        })
        .collect();
    let (negative, digits) = match plain.strip_prefix(['+', '-']) {
        Some(rest) => (plain.starts_with('-'), rest),
        None => (false, &*plain),
    };
    let written = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(sign, own)| {
            let rest = digits.strip_prefix(sign)?;
            // After the sign of its base, one line is let be.
            (base == own || base == 0).then(|| (rest.strip_prefix('_').unwrap_or(rest), own))
        });
    let nought = |rest: &str| rest.chars().all(|c| c == '0' || c == '_');
    let (digits, base) = match written {
        Some(both) => both,
        None if base == 0 && digits.starts_with('0') && !nought(digits) => return Whole::Wrong,
        None if base == 0 => (digits, 10),
        None => (digits, base),
    };
    let lines_between =
        !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__");
    if !(2..=36).contains(&base)
        || digits.is_empty()
        || !lines_between
        || !digits.chars().all(|c| c == '_' || c.is_digit(base))
    {
        return Whole::Wrong;
    }
    let digits = digits.replace('_', "");
    let signed = if negative {
        format!("-{digits}")
    } else {
        digits
    };
    match i128::from_str_radix(&signed, base) {
        Ok(n) => Whole::Known(n),
        // Python refuses to read more than 4300 digits, but for bases of two.
        Err(_) if signed.len() > 4_300 && !base.is_power_of_two() => Whole::Wrong,
        Err(_) => Whole::Long,
    }
}

/// What `float(text)` reads.
pub(super) fn fraction(text: &str) -> Option<f64> {
    let text = text.trim_matches(super::letter::is_space);
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut digit_before = false;
    while let Some(c) = chars.next() {
        let digit = super::letter::decimal(c).and_then(|digit| char::from_digit(digit, 10));
        let next = |c: &char| super::letter::decimal(*c).is_some();
        match digit {
            Some(digit) => plain.push(digit),
            // A line between two digits is let be.
            None if c == '_' && digit_before && chars.peek().is_some_and(next) => continue,
            None => plain.push(c),
        }
        digit_before = digit.is_some();
    }
    plain.parse().ok()
}

/// A number with a point as Python prints it.
#[must_use]
pub fn float_text(x: f64) -> String {
    if x.is_nan() {
        return "nan".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let written = format!("{x:e}");
    let (digits, power) = written.split_once('e').unwrap_or((&written, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    match power {
        -4..16 if x.fract() == 0.0 => format!("{x:.1}"),
        -4..16 => format!("{x}"),
        _ => {
            let sign = if power < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", power.unsigned_abs())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_python_reads_them() {
        for (text, base, wanted) in [
            ("\u{ff11}\u{ff12}", 10, Whole::Known(12)),
            (" -0b11\n", 0, Whole::Known(-3)),
            ("0b11", 16, Whole::Known(0xb11)),
            ("0x_ff", 16, Whole::Known(255)),
            ("ff", 16, Whole::Known(255)),
            ("1_000", 10, Whole::Known(1000)),
            ("1__0", 10, Whole::Wrong),
            ("_1", 10, Whole::Wrong),
            ("010", 0, Whole::Wrong),
            ("00", 0, Whole::Known(0)),
            ("0x10", 10, Whole::Wrong),
            ("", 10, Whole::Wrong),
            ("+", 10, Whole::Wrong),
            ("+-1", 10, Whole::Wrong),
            ("\u{b2}", 10, Whole::Wrong),
            ("1.0", 10, Whole::Wrong),
        ] {
            assert_eq!(whole(text, base), wanted, "int({text:?}, {base})");
        }
        assert_eq!(whole(&"9".repeat(50), 10), Whole::Long);
        assert_eq!(whole(&"9".repeat(5000), 10), Whole::Wrong);
        assert_eq!(fraction(" 1_0.5 "), Some(10.5));
        assert_eq!(fraction("\u{ff11}.5"), Some(1.5));
        assert_eq!(fraction("1_.5"), None);
    }

    #[test]
    fn numbers_are_printed_as_python_prints_them() {
        for (x, text) in [
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (1.5e-7, "1.5e-07"),
            (0.0001, "0.0001"),
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (1e100, "1e+100"),
            (123_456.789, "123456.789"),
        ] {
            assert_eq!(float_text(x), text);
        }
    }
}
