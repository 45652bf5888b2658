//! `text.find(part, start, end)`: which part of a text or of bytes is asked about.
//!
//! Called by `string`, `octets` and `method`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;

/// Which of so many places are asked about; `None` where a beginning stands behind the end, and nothing is found.
pub(super) type Bounds = Option<(usize, usize)>;

impl Machine<'_, '_> {
    /// The second and third argument of a search in so many places; `None` when they are not known.
    pub(super) fn asked_part(&self, args: &Args, length: usize) -> Option<Bounds> {
        let place = |at: usize, name: &str| match args.get(at, name).map(|v| self.look(v)) {
            None => Some(None),
            Some(v) if matches!(self.kind(v), Kind::None) => Some(None),
            Some(v) => self.as_int(v).map(Some),
        };
        Some(bounded(place(1, "start")?, place(2, "end")?, length))
    }

    /// `index` and `count` of a list or a tuple.
    pub(super) fn search(
        &mut self,
        items: &[Val],
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let Some(wanted) = args.get(0, "value") else {
            return Ok(Val::NONE);
        };
        if name == "count" {
            let n: Option<i128> = items
                .iter()
                .map(|&i| self.equal(i, wanted).map(i128::from))
                .sum();
            return Ok(match n {
                Some(n) => self.make(Kind::Int(n), span),
                None => self.derive(Some("int"), &[], How::Plain, span),
            });
        }
        let mut undecided = Vec::new();
        let Some(bounds) = self.asked_part(args, items.len()) else {
            return Ok(self.derive(Some("int"), &[], How::Plain, span));
        };
        let (start, end) = bounds.unwrap_or((0, 0));
        for (at, &item) in items.iter().enumerate().take(end).skip(start) {
            match self.equal(item, wanted) {
                Some(true) if undecided.is_empty() => {
                    return Ok(self.make(Kind::Int(at as i128), span));
                }
                Some(false) => {}
                _ => undecided.push(item),
            }
        }
        if undecided.is_empty() {
            return self.raise("builtins.ValueError", "the value is not in the list", span);
        }
        self.may_raise(Some("builtins.ValueError"), span);
        // The search succeeded, so the value is one of those there.
        if undecided.iter().all(|&u| self.is_constant(u)) && !self.is_constant(wanted) {
            let one = self.either(&undecided);
            let wanted = self.look(wanted);
            self.learn_fact(wanted, one, span);
        }
        Ok(self.derive(Some("int"), &[], How::Plain, span))
    }
}

fn bounded(start: Option<i128>, end: Option<i128>, length: usize) -> Bounds {
    let whole = i128::try_from(length).unwrap_or(i128::MAX);
    // Counted from the end, and never before the beginning.
    let from_the_end = |n: i128| if n < 0 { (n + whole).max(0) } else { n };
    let start = from_the_end(start.unwrap_or(0).max(-whole));
    let end = from_the_end(end.unwrap_or(whole).clamp(-whole - 1, whole)).min(whole);
    let places = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    (places.0 <= places.1).then_some(places)
}

/// The part of a text between two places.
pub(super) fn between(text: &str, bounds: Bounds) -> Option<&str> {
    let (start, end) = bounds?;
    let at = |place: usize| {
        let mut places = text.char_indices().map(|(at, _)| at);
        places.nth(place).unwrap_or(text.len())
    };
    text.get(at(start)..at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_python_counts_them() {
        assert_eq!(bounded(None, None, 3), Some((0, 3)));
        assert_eq!(bounded(Some(-2), None, 3), Some((1, 3)));
        assert_eq!(bounded(Some(-9), Some(-1), 3), Some((0, 2)));
        assert_eq!(bounded(Some(1), Some(99), 3), Some((1, 3)));
        assert_eq!(bounded(Some(4), None, 3), None);
        assert_eq!(bounded(Some(2), Some(1), 3), None);
        assert_eq!(bounded(Some(i128::MIN), Some(i128::MIN), 3), Some((0, 0)));
        assert_eq!(between("äöü", Some((1, 2))), Some("ö"));
        assert_eq!(between("", Some((0, 0))), Some(""));
    }
}
