//! Functions that only a runner of tests calls: it fills their parameters with what the tests themselves make.
//!
//! Knows no runner; which decorators and packages are those of one stands in the models. Called by `entry`.

use super::machine::{Code, Machine};
use super::value::{CodeId, Kind, Val};

/// How the names of such functions begin.
const BEGINS: &str = "test";

impl Machine<'_, '_> {
    /// Notes that a function is one for a runner of tests, as its decorator says, or its name where the file has to do
    /// with one.
    pub(super) fn note_tried(&mut self, function: Val, decorator: Option<&str>) {
        let Kind::Function(code, closure, _) = *self.kind(function) else {
            return;
        };
        let told = match decorator {
            Some(name) => self.knowledge.trials.contains(name),
            None => self.is_named_as_test(code),
        };
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize).copied() else {
            return;
        };
        if !told || self.mute {
            return;
        }
        let base = self.frame(closure).base;
        for p in &f.parameters {
            let place = base.saturating_add(p.name().range.start().to_u32());
            self.handed.entry(place).or_default().told = true;
        }
    }

    /// How many bytes of source a function is made of.
    pub(super) fn length_of(&self, function: Val) -> u64 {
        match *self.kind(function) {
            Kind::Function(code, ..) => match self.codes.get(code.0 as usize) {
                Some(Code::Function(f)) => u64::from(f.range.len().to_u32()),
                _ => 0,
            },
            _ => 0,
        }
    }

    fn is_named_as_test(&self, code: CodeId) -> bool {
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize) else {
            return false;
        };
        let mut packages = self.knowledge.trials.iter();
        f.name.starts_with(BEGINS)
            && packages.any(|name| {
                let package = name.split('.').next().unwrap_or(name);
                self.packages.contains(package)
            })
    }
}
