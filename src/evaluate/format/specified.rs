//! Format specifications (`>10,.2f`): what a value that is known looks like in one.
//!
//! Called by `format`, for `str.format`, f-strings, `format` and `%`.

use super::super::machine::Machine;
use super::super::value::Val;

/// What a specification says, but for the kind of number.
struct Spec {
    fill: char,
    align: Option<char>,
    sign: char,
    /// Whether the base is shown, and a point that nothing follows.
    full: bool,
    zero: bool,
    width: usize,
    between: Option<char>,
    precision: Option<usize>,
}

impl Spec {
    /// Reads all before the last sign, and gives the rest.
    fn read(spec: &str) -> Option<(Self, &str)> {
        let mut rest = spec;
        let (mut fill, mut align) = (' ', None);
        let mut chars = spec.chars();
        let (first, second) = (chars.next()?, chars.next());
        if let Some(sign) = second.filter(|sign| "<>^=".contains(*sign)) {
            (fill, align) = (first, Some(sign));
            rest = rest.get(first.len_utf8() + 1..)?;
        } else if "<>^=".contains(first) {
            align = Some(first);
            rest = rest.get(1..)?;
        }
        let mut sign = '-';
        if let Some(shown) = rest.chars().next().filter(|c| matches!(c, '+' | '-' | ' ')) {
            sign = shown;
            rest = rest.get(1..)?;
        }
        let full = rest.starts_with('#');
        rest = rest.strip_prefix('#').unwrap_or(rest);
        let zero = rest.starts_with('0');
        let width: String = rest.chars().take_while(char::is_ascii_digit).collect();
        rest = rest.get(width.len()..)?;
        let between = rest.chars().next().filter(|c| matches!(c, ',' | '_'));
        rest = rest.get(usize::from(between.is_some())..)?;
        let mut precision = None;
        if let Some(tail) = rest.strip_prefix('.') {
            let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
            precision = Some(digits.parse::<usize>().ok().filter(|&p| p < 200)?);
            rest = tail.get(digits.len()..)?;
        }
        let width = match width.as_str() {
            "" => 0,
            width => width.parse().ok().filter(|&w| w < 4096)?,
        };
        let read = Self {
            fill,
            align,
            sign,
            full,
            zero,
            width,
            between,
            precision,
        };
        Some((read, rest))
    }

    /// A sign and what stands behind it, moved to its place.
    fn placed(&self, sign: &str, body: &str, usual: char) -> String {
        let (mut fill, mut align) = (self.fill, self.align.unwrap_or(usual));
        if self.zero && self.align.is_none() {
            fill = '0';
            align = if usual == '>' { '=' } else { usual };
        }
        let length = sign.chars().count() + body.chars().count();
        let missing = self.width.saturating_sub(length);
        let pad = |n: usize| fill.to_string().repeat(n);
        match align {
            '<' => format!("{sign}{body}{}", pad(missing)),
            // Between the sign and the digits.
            '=' => format!("{sign}{}{body}", pad(missing)),
            '^' => format!(
                "{}{sign}{body}{}",
                pad(missing / 2),
                pad(missing - missing / 2)
            ),
            _ => format!("{}{sign}{body}", pad(missing)),
        }
    }
}

impl Machine<'_, '_> {
    /// What a value is in a specification that is not empty; `None` where Python refuses it, or the value is not known.
    pub(in crate::evaluate) fn format_known(&self, v: Val, spec: &str) -> Option<String> {
        let (spec, kind) = Spec::read(spec)?;
        let Some(number) = self.as_float(v) else {
            let plain = spec.between.is_none() && spec.sign == '-' && !spec.full;
            if !matches!(kind, "" | "s") || !plain || spec.align == Some('=') {
                return None;
            }
            let text = self.display(v)?;
            let text: String = match spec.precision {
                Some(most) => text.chars().take(most).collect(),
                None => text,
            };
            return Some(spec.placed("", &text, '<'));
        };
        let whole = self.as_int(v);
        let negative = match whole {
            Some(n) => n < 0,
            None => number.is_sign_negative() && !number.is_nan(),
        };
        let sign = match (negative, spec.sign) {
            (true, _) => "-",
            (false, '-') => "",
            (false, '+') => "+",
            (false, _) => " ",
        };
        if let Some(n) =
            whole.filter(|_| matches!(kind, "" | "d" | "n" | "x" | "X" | "b" | "o" | "c"))
        {
            if spec.precision.is_some() {
                return None;
            }
            return spec.whole(n, kind, sign);
        }
        let body = spec.fraction(number.abs(), kind)?;
        let body = match spec.between {
            Some(_) if spec.zero => return None,
            Some(between) => grouped(&body, between, 3),
            None => body,
        };
        Some(spec.placed(sign, &body, '>'))
    }
}

impl Spec {
    /// A whole number.
    fn whole(&self, n: i128, kind: &str, sign: &str) -> Option<String> {
        if kind == "c" {
            let letter = char::from_u32(u32::try_from(n).ok()?)?;
            return Some(self.placed("", &letter.to_string(), '<'));
        }
        let n = n.unsigned_abs();
        let (base, digits, group) = match kind {
            "x" => ("0x", format!("{n:x}"), 4),
            "X" => ("0X", format!("{n:X}"), 4),
            "b" => ("0b", format!("{n:b}"), 4),
            "o" => ("0o", format!("{n:o}"), 4),
            _ => ("", n.to_string(), 3),
        };
        let digits = match self.between {
            // Noughts in front are grouped, too.
            Some(_) if self.zero => return None,
            Some(',') if group != 3 => return None,
            Some(between) => grouped(&digits, between, group),
            None => digits,
        };
        let before = if self.full { base } else { "" };
        Some(self.placed(&format!("{sign}{before}"), &digits, '>'))
    }

    /// A number with a point that is not below nought.
    fn fraction(&self, x: f64, kind: &str) -> Option<String> {
        let large = matches!(kind, "E" | "F" | "G");
        if !x.is_finite() {
            let word = if x.is_nan() { "nan" } else { "inf" };
            return matches!(kind, "" | "e" | "f" | "g" | "n" | "E" | "F" | "G").then(|| {
                if large {
                    word.to_uppercase()
                } else {
                    word.into()
                }
            });
        }
        let places = self.precision.unwrap_or(6);
        let text = match kind {
            "f" | "F" => format!("{x:.places$}"),
            "%" => format!("{:.places$}%", x * 100.0),
            "e" | "E" => scientific(x, places),
            "g" | "G" | "n" => self.general(x, places, false),
            "" => match self.precision {
                Some(places) => self.general(x, places, true),
                None => super::super::number::float_text(x),
            },
            _ => return None,
        };
        Some(if large { text.to_uppercase() } else { text })
    }

    /// So many digits that count, with a power of ten where the number is very large or very small.
    fn general(&self, x: f64, digits: usize, point: bool) -> String {
        let digits = digits.max(1);
        let long = scientific(x, digits - 1);
        let (mantissa, power) = long.split_once('e').unwrap_or((&long, "0"));
        let power: i64 = power.parse().unwrap_or(0);
        let most = i64::try_from(digits).unwrap_or(i64::MAX) - i64::from(point);
        let short = |text: &str| {
            if self.full || !text.contains('.') {
                text.to_owned()
            } else {
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
        };
        if x != 0.0 && (power < -4 || power >= most.max(1)) {
            let sign = if power < 0 { '-' } else { '+' };
            return format!("{}e{sign}{:02}", short(mantissa), power.unsigned_abs());
        }
        let behind = usize::try_from(most + i64::from(point) - 1 - power).unwrap_or(0);
        let point_alone = if self.full && behind == 0 { "." } else { "" };
        let plain = short(&format!("{x:.behind$}{point_alone}"));
        if point && !plain.contains('.') {
            return format!("{plain}.0");
        }
        plain
    }
}

/// One digit, a point, so many digits and the power of ten.
fn scientific(x: f64, places: usize) -> String {
    let written = format!("{x:.places$e}");
    let (digits, power) = written.split_once('e').unwrap_or((&written, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    let sign = if power < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", power.unsigned_abs())
}

/// A number with a sign between each few of its digits before the point.
fn grouped(number: &str, between: char, size: usize) -> String {
    let end = number
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(number.len());
    let (whole, rest) = number.split_at_checked(end).unwrap_or((number, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(size) {
            out.push(between);
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_python_formats_them() {
        for (x, spec, wanted) in [
            (1e6, ("e", None), "1.000000e+06"),
            (1e20, ("g", None), "1e+20"),
            (3.0, ("g", None), "3"),
            (0.0001, ("g", None), "0.0001"),
            (0.000_012, ("g", None), "1.2e-05"),
            (1_234_567.0, ("g", None), "1.23457e+06"),
            (5.14159, ("", Some(3)), "5.14"),
            (1234.5, ("", Some(3)), "1.23e+03"),
            (100.0, ("", Some(5)), "100.0"),
            (0.0, ("g", None), "0"),
        ] {
            let told = Spec {
                fill: ' ',
                align: None,
                sign: '-',
                full: false,
                zero: false,
                width: 0,
                between: None,
                precision: spec.1,
            };
            assert_eq!(
                told.fraction(x, spec.0).as_deref(),
                Some(wanted),
                "{x} {spec:?}"
            );
        }
        assert_eq!(grouped("1234567.25", ',', 3), "1,234,567.25");
        assert_eq!(grouped("ff00ff", '_', 4), "ff_00ff");
    }
}
