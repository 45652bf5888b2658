//! Functions of the standard library that only compute with what they are given: numbers with a point, the operators
//! as functions, letters' numbers.
//!
//! What is not known gives nothing here. Called by `plain`, where no other meaning of a name is known.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Kind, Val};
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
                match s.chars().next().and_then(super::letter::decimal) {
                    Some(digit) => Some(self.make(Kind::Int(i128::from(digit)), span)),
                    None => s.is_empty().then_some(Val::NONE),
                }
            }
            _ => None,
        })
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
