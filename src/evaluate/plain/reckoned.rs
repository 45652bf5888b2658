//! Functions of the standard library that only compute with what they are given: numbers with a point, the operators
//! as functions, letters' numbers.
//!
//! What is not known gives nothing here. Called by `plain`, where no other meaning of a name is known.

use super::super::call::Args;
use super::super::machine::{Follow, Machine};
use super::super::value::{Kind, Val};
use crate::text::Span;
use ruff_python_ast::{CmpOp, Operator, UnaryOp};

impl Machine<'_, '_> {
    /// Calls such a function; `None` when it is none, or what it is given is not known.
    pub(super) fn reckoned(&mut self, name: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        if let Some(short) = name.strip_prefix("math.reals.") {
            return self.real(short, args, span);
        }
        if let Some(short) = name.strip_prefix("operator.") {
            return self.operation(short, args, span);
        }
        let first = args.get(0, "").map(|v| self.look(v));
        Ok(match (name, first.map(|v| self.kind(v).clone())) {
            ("unicodedata.tables.combining", Some(Kind::Str(s))) => s.chars().next().map(|c| {
                let class = unicode_normalization::char::canonical_combining_class(c);
                self.make(Kind::Int(i128::from(class)), span)
            }),
            ("unicodedata.tables.value", Some(Kind::Str(s))) => {
                match s.chars().next().and_then(super::super::letter::decimal) {
                    Some(digit) => Some(self.make(Kind::Int(i128::from(digit)), span)),
                    None => s.is_empty().then_some(Val::NONE),
                }
            }
            ("struct.floats.read", Some(Kind::Bytes(bytes))) => {
                let little = self.is_little(args.get(1, "order"));
                of_octets(&bytes, little).map(|x| self.make(Kind::Float(x), span))
            }
            ("struct.floats.write", _) => {
                let little = self.is_little(args.get(2, "order"));
                let size = args.get(1, "size").and_then(|v| self.as_int(v));
                let bytes = first.and_then(|v| self.as_float(v)).zip(size);
                let bytes = bytes.and_then(|(x, size)| as_octets(x, size, little));
                bytes.map(|bytes| self.make(Kind::Bytes(bytes.into()), span))
            }
            _ => None,
        })
    }

    /// Whether the lowest byte comes first.
    fn is_little(&self, order: Option<Val>) -> bool {
        matches!(order.map(|v| self.kind(self.look(v))), Some(Kind::Str(s)) if &**s == "little")
    }

    /// What `hash` gives for text and bytes. Python's own number differs from run to run; that equal
    /// values have equal ones holds.
    pub(in crate::evaluate) fn stable_hash(&self, v: Val) -> Option<i128> {
        use std::hash::Hasher;
        // Numbers hash to themselves, whatever the process; texts to something else in each.
        const PRIME: i128 = (1 << 61) - 1;
        if let Some(n) = self.as_int(v) {
            let hashed = n.signum() * (n.abs() % PRIME);
            return Some(if hashed == -1 { -2 } else { hashed });
        }
        #[allow(clippy::cast_possible_truncation)]
        if let Kind::Float(x) = self.kind(v) {
            let whole = x.fract() == 0.0 && x.abs() < 1e18;
            let hashed = if whole {
                *x as i128
            } else {
                i128::from(x.to_bits() >> 3)
            };
            return Some(if hashed == -1 { -2 } else { hashed });
        }
        let mut hasher = rustc_hash::FxHasher::default();
        match self.kind(v) {
            Kind::Str(s) => hasher.write(s.as_bytes()),
            Kind::Bytes(bytes) => hasher.write(bytes),
            Kind::None => hasher.write_u8(0),
            Kind::Tuple(items) | Kind::Row(_, items) => {
                for &item in items.iter() {
                    hasher.write_i128(self.stable_hash(self.look(item))?);
                }
            }
            _ => return None,
        }
        Some(i128::from(hasher.finish() >> 2))
    }

    /// A number with a point that is computed from others.
    fn real(&mut self, short: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        if short == "hypot2" {
            let Some(all) = args.get(0, "").map(|v| self.content_kind(self.look(v))) else {
                return Ok(None);
            };
            let Kind::List(all) = all else {
                return Ok(None);
            };
            let all: Option<Vec<f64>> = all.iter().map(|v| self.as_float(*v)).collect();
            let length = all.map(|all| all.into_iter().fold(0.0, f64::hypot));
            return Ok(length.map(|x| self.make(Kind::Float(x), span)));
        }
        let given: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        let mut numbers = Vec::new();
        for v in given {
            let v = self.number_from("float", v, &Args::default(), span)?;
            match self.as_float(v) {
                Some(x) => numbers.push(x),
                None => return Ok(None),
            }
        }
        let computed = match numbers.as_slice() {
            [x] => unary(short, *x),
            [x, y] => binary(short, *x, *y),
            _ => None,
        };
        let Some(result) = computed else {
            return Ok(None);
        };
        if result.is_nan() && !numbers.iter().any(|x| x.is_nan())
            || (matches!(short, "ln" | "log2" | "log10") && numbers.first() == Some(&0.0))
        {
            return self.raise("builtins.ValueError", "math domain error", span);
        }
        if result.is_infinite() && numbers.iter().all(|x| x.is_finite()) {
            return self.raise("builtins.OverflowError", "math range error", span);
        }
        Ok(Some(self.make(Kind::Float(result), span)))
    }

    /// What is an operator elsewhere, as a function of `operator`.
    fn operation(&mut self, short: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let (first, second) = (args.get(0, ""), args.get(1, ""));
        let Some(a) = first.map(|v| self.look(v)) else {
            return Ok(None);
        };
        let op = match short {
            "truth" => {
                let asked = self.truth_asked(a, span)?;
                return Ok(self.truth(asked).map(Val::bool));
            }
            "index" => return Ok(self.as_int(a).map(|n| self.make(Kind::Int(n), span))),
            "invert" | "inv" => return self.unary(UnaryOp::Invert, a, span).map(Some),
            "abs" => return self.builtin("abs", args, span),
            "length_hint" => return self.builtin("len", args, span),
            "call" => {
                let mut rest = args.clone();
                rest.positional.remove(0);
                return self.call(a, rest, span).map(Some);
            }
            "is_" | "is_not" | "countOf" | "indexOf" => None,
            "isub" => Some(Operator::Sub),
            "imul" => Some(Operator::Mult),
            "itruediv" => Some(Operator::Div),
            "ifloordiv" => Some(Operator::FloorDiv),
            "imod" => Some(Operator::Mod),
            "ipow" => Some(Operator::Pow),
            "iand" => Some(Operator::BitAnd),
            "ixor" => Some(Operator::BitXor),
            "matmul" => Some(Operator::MatMult),
            _ => return Ok(None),
        };
        let Some(b) = second.map(|v| self.look(v)) else {
            return Ok(None);
        };
        Ok(match (op, short) {
            (Some(op), _) => Some(self.binary(op, a, b, span)?),
            (None, "is_") => Some(self.compare(CmpOp::Is, a, b, span)),
            (None, "is_not") => Some(self.compare(CmpOp::IsNot, a, b, span)),
            (None, "countOf") => {
                Some(self.call_method(a, "count", Args::positional(vec![b]), span)?)
            }
            (None, _) => Some(self.call_method(a, "index", Args::positional(vec![b]), span)?),
        })
    }
}

/// The number with a point that four or eight bytes are.
fn of_octets(bytes: &[u8], little: bool) -> Option<f64> {
    let mut bytes = bytes.to_vec();
    if little {
        bytes.reverse();
    }
    match bytes.len() {
        4 => Some(f64::from(f32::from_be_bytes(bytes.try_into().ok()?))),
        8 => Some(f64::from_be_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}

#[allow(clippy::cast_possible_truncation)]
fn as_octets(x: f64, size: i128, little: bool) -> Option<Vec<u8>> {
    let mut bytes = match size {
        4 => (x as f32).to_be_bytes().to_vec(),
        8 => x.to_be_bytes().to_vec(),
        _ => return None,
    };
    if little {
        bytes.reverse();
    }
    Some(bytes)
}

fn unary(name: &str, x: f64) -> Option<f64> {
    Some(match name {
        "acos" => x.acos(),
        "acosh" => x.acosh(),
        "asin" => x.asin(),
        "asinh" => x.asinh(),
        "atan" => x.atan(),
        "atanh" => x.atanh(),
        "cbrt" => x.cbrt(),
        "cos" => x.cos(),
        "cosh" => x.cosh(),
        "exp" => x.exp(),
        "exp2" => x.exp2(),
        "expm1" => x.exp_m1(),
        "ln" => x.ln(),
        "log10" => x.log10(),
        "log1p" => x.ln_1p(),
        "log2" => x.log2(),
        "sin" => x.sin(),
        "sinh" => x.sinh(),
        "tan" => x.tan(),
        "tanh" => x.tanh(),
        _ => return None,
    })
}

fn binary(name: &str, x: f64, y: f64) -> Option<f64> {
    Some(match name {
        "atan2" => x.atan2(y),
        "fmod" => x % y,
        "pow" => x.powf(y),
        "remainder" => {
            let rest = x % y;
            let half = (rest / y).round_ties_even();
            x - y * ((x / y).trunc() + half)
        }
        _ => return None,
    })
}
