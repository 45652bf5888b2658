//! Flags: members of an enumeration that are put together by `|`, `&`, `^` and `~`.
//!
//! Called by `enumeration`, and by whoever follows an operator.

use super::super::machine::Machine;
use super::super::value::{FrameId, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast, Operator};

impl Machine<'_, '_> {
    /// `READ_WRITE = READ | WRITE` in a class of flags: when it was followed, `auto()` had no values yet.
    pub(super) fn joined_flags(&mut self, class: Val, frame: FrameId) {
        let Some((_, _, body)) = self.bodies(class).into_iter().next() else {
            return;
        };
        for statement in &body.body {
            let ast::Stmt::Assign(a) = statement else {
                continue;
            };
            let [ast::Expr::Name(name)] = &*a.targets else {
                continue;
            };
            let Some(cell) = self.frame(frame).vars.get(name.id.as_str()) else {
                continue;
            };
            if !a.value.is_bin_op_expr() || self.is_constant(self.state.get(cell)) {
                continue;
            }
            let value = self.where_written(frame, |m| m.eval(&a.value));
            if let Ok(value) = value {
                self.state.set(cell, value);
            }
        }
    }

    /// All bits that the members of a class of flags have together.
    pub(super) fn all_flags(&self, class: Val) -> Option<i128> {
        let base = self.enumeration(class).filter(|base| is_flag(base));
        base.filter(|_| self.has_only_constants(class))?;
        let members = self.members(class);
        let bits = members.into_iter().filter_map(|(_, v)| self.as_int(v));
        Some(bits.fold(0, |all, bits| all | bits))
    }

    /// The flags of a class that these bits are. Several have the names of all, and bits without a name their number.
    pub(super) fn flag_of(&mut self, class: Val, bits: i128, span: Span) -> Val {
        let members = self.members(class);
        let own = members.iter().find(|(_, v)| self.as_int(*v) == Some(bits));
        let name = match own {
            Some((name, _)) => self.text(name, span),
            None if bits == 0 => Val::NONE,
            None => {
                let (mut left, mut names) = (bits, Vec::new());
                for (name, v) in self.own_members(class) {
                    if let Some(bit) = self.as_int(v).filter(|bit| bits & bit == *bit) {
                        left &= !bit;
                        names.push(name.to_string());
                    }
                }
                if left != 0 {
                    names.push(left.to_string());
                }
                self.text(&names.join("|"), span)
            }
        };
        let value = self.make(Kind::Int(bits), span);
        self.member_object(class, name, value, span)
    }

    /// The bits of a member of a class of flags.
    pub(in crate::evaluate) fn flag_bits(&self, v: Val) -> Option<i128> {
        let (_, base, value) = self.member_parts(v)?;
        is_flag(&base).then(|| self.as_int(value))?
    }

    /// `Right.READ | Right.WRITE`.
    pub(in crate::evaluate) fn flag_operator(
        &mut self,
        op: Operator,
        a: Val,
        b: Val,
        span: Span,
    ) -> Option<Val> {
        let (x, y) = (self.flag_bits(a), self.flag_bits(b));
        let (class, base, _) = self.member_parts(if x.is_some() { a } else { b })?;
        let number = |m: &Self, v: Val| (&*base == "enum.IntFlag").then(|| m.as_int(v))?;
        let x = x.or_else(|| number(self, a))?;
        let y = y.or_else(|| number(self, b))?;
        let bits = match op {
            Operator::BitOr => x | y,
            Operator::BitAnd => x & y,
            Operator::BitXor => x ^ y,
            _ => return None,
        };
        Some(self.flag_of(class, bits, span))
    }

    /// `~Right.READ`: all others.
    pub(in crate::evaluate) fn other_flags(&mut self, v: Val, span: Span) -> Option<Val> {
        let bits = self.flag_bits(v)?;
        let (class, ..) = self.member_parts(v)?;
        let all = self.all_flags(class)?;
        Some(self.flag_of(class, all & !bits, span))
    }

    /// The single flags that are in a member of a class of flags, in a probe.
    pub(in crate::evaluate) fn single_flags(&mut self, v: Val, span: Span) -> Option<Vec<Val>> {
        self.world.as_ref()?;
        let bits = self.flag_bits(v)?;
        let (class, ..) = self.member_parts(v)?;
        let mut all = Vec::new();
        for (name, value) in self.own_members(class) {
            if self.as_int(value).is_some_and(|bit| bits & bit == bit) {
                let name = self.text(&name, span);
                all.push(self.member_object(class, name, value, span));
            }
        }
        Some(all)
    }

    /// `Right.READ in granted`.
    pub(in crate::evaluate) fn holds_flags(&self, a: Val, b: Val) -> Option<bool> {
        let ((one, ..), (other, ..)) = (self.member_parts(a)?, self.member_parts(b)?);
        let (x, y) = (self.flag_bits(a)?, self.flag_bits(b)?);
        (one == other).then_some(x & y == x)
    }
}

/// Whether members of an enumeration of this kind can be put together.
pub(super) fn is_flag(base: &str) -> bool {
    matches!(base, "enum.Flag" | "enum.IntFlag")
}
