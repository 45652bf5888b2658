//! Which part of a text came from an input: from what the analyzer knows of how the text is made, and
//! where that says nothing, from what stands in the text.
//!
//! The analyzer sees a text as fixed pieces and holes. Laid over the text that a probe made, the holes
//! are what the input became, however it was rewritten on the way, and a fixed piece that happens to
//! read like the input stays the program's own. Called by `replay`.

use super::LONGEST;
use super::lay::{
    PIECES, Part, Shape, TRIES, forms, has_own, joined, lay, lay_from, lay_parts, push, searched,
};
use std::cell::Cell;

/// What stands where the input stood in a text that is compared with the real one.
pub(super) const MARKER: char = '\u{e000}';

/// An input on its way into texts.
#[derive(Debug, Clone)]
pub(super) struct Input<'a> {
    /// What it looks like: as it was given, and as it arrived.
    pub(super) needles: Vec<String>,
    pub(super) shapes: &'a [Shape],
    pub(super) others: &'a [Shape],
    pub(super) items: &'a [Vec<Shape>],
    /// How all texts of the program are made, for one that arrives by another way.
    pub(super) rest: &'a [Shape],
    /// Which of the values are the input that are handed over beside a text.
    pub(super) bound: &'a [bool],
    /// Whether the text that is handed over is known to hold nothing of it.
    pub(super) free: bool,
    /// Whether a place was found only because it looks like the input.
    pub(super) guessed: Cell<bool>,
}

impl Input<'_> {
    /// An input of which nothing is known but its text.
    pub(super) fn plain(text: &str) -> Input<'static> {
        Input {
            needles: vec![text.to_owned()],
            shapes: &[],
            others: &[],
            items: &[],
            rest: &[],
            bound: &[],
            free: false,
            guessed: Cell::new(false),
        }
    }

    /// The input as it was given.
    pub(super) fn text(&self) -> &str {
        self.needles.first().map_or("", String::as_str)
    }

    /// Where it stands in a text.
    pub(super) fn places(&self, text: &str) -> Vec<(usize, usize)> {
        self.laid_over(text, self.shapes, self.others)
    }

    /// Whether some of it is seen in a text, as it is or as it is commonly rewritten.
    pub(super) fn is_seen(&self, text: &str) -> bool {
        self.needles.iter().any(|needle| {
            let forms = forms(needle);
            let mut forms = forms.iter().filter(|form| !form.is_empty());
            forms.any(|form| text.contains(form.as_str()))
        })
    }

    /// The same input, of whose places nothing was asked yet.
    pub(super) fn anew(&self) -> Self {
        Self {
            guessed: Cell::new(false),
            ..self.clone()
        }
    }

    /// The same input in lines that are told one by one, where control characters are pictures.
    pub(super) fn in_lines(mut self) -> Self {
        let text = self.text().replace("\r\n", "\n").replace('\r', "\n");
        let seen: String = text
            .chars()
            .map(|c| match c {
                '\n' => c,
                '\x7f' => '\u{2421}',
                c if c.is_ascii_control() => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
                c => c,
            })
            .collect();
        if !self.needles.contains(&seen) {
            self.needles.push(seen);
        }
        self
    }

    /// Where it stands in the text that is handed over first; nowhere, when that is known to be made of
    /// other things.
    pub(super) fn places_first(&self, text: &str) -> Vec<(usize, usize)> {
        if self.free {
            return Vec::new();
        }
        self.places(text)
    }

    /// Whether value number `at` beside a statement is the input.
    pub(super) fn is_bound(&self, at: usize) -> bool {
        self.bound.get(at).copied().unwrap_or(false)
    }

    /// Whether it was looked for in a text whose making is not known.
    pub(super) fn was_guessed(&self) -> bool {
        self.guessed.get()
    }

    /// The same, in a text that has something of the program before what is handed over.
    pub(super) fn behind(&self, text: &str) -> Vec<(usize, usize)> {
        let behind = |shape: &Shape| {
            let mut all = vec![Part::Other];
            all.extend(shape.iter().cloned());
            all
        };
        let shapes: Vec<Shape> = self.shapes.iter().map(behind).collect();
        let shapes = shapes
            .iter()
            .filter(|shape| matches!(shape.get(1), Some(Part::Own(_))));
        let shapes: Vec<Shape> = shapes.cloned().collect();
        self.laid_over(text, &shapes, &[])
    }

    /// Where it stands in the element number `at` of a list.
    pub(super) fn places_in_item(&self, at: usize, text: &str) -> Vec<(usize, usize)> {
        let shapes = self.items.get(at).map_or(&[][..], Vec::as_slice);
        self.laid_over(text, shapes, &[])
    }

    fn laid_over(&self, text: &str, shapes: &[Shape], others: &[Shape]) -> Vec<(usize, usize)> {
        if text.len() > LONGEST {
            return Vec::new();
        }
        let fits = |gap: &str| {
            self.needles
                .iter()
                .any(|needle| forms(needle).iter().any(|form| form == gap))
        };
        let mut second = None;
        for shape in shapes.iter().chain(others).filter(|shape| has_own(shape)) {
            let found = if *shape == joined() {
                // Where a joined name is cut is only seen from the input.
                lay_from(shape, text, 0, &fits, true, &mut { TRIES })
            } else {
                lay(shape, text, &fits)
            };
            let Some(found) = found else {
                continue;
            };
            let exact = found
                .iter()
                .all(|(start, end)| fits(text.get(*start..*end).unwrap_or("")));
            if exact {
                return found;
            }
            second.get_or_insert(found);
        }
        // Of an input that was cut up on the way, a part arrives; other holes are others' data.
        let part = |gap: &str| {
            !gap.is_empty()
                && self
                    .needles
                    .iter()
                    .any(|needle| forms(needle).iter().any(|form| form.contains(gap)))
        };
        for shape in shapes.iter().chain(others).filter(|shape| has_own(shape)) {
            if let Some((_, found)) = lay_parts(shape, text, 0, &part, &mut { TRIES })
                && !found.is_empty()
            {
                return found;
            }
        }
        if let Some(found) = second {
            return found.into_iter().filter(|(a, b)| a < b).collect();
        }
        for shape in self.rest {
            if let Some(found) = lay_from(shape, text, 0, &fits, true, &mut { TRIES }) {
                return found;
            }
        }
        let mut found = Vec::new();
        for needle in &self.needles {
            found = searched(text, needle);
            if !found.is_empty() {
                // What is the whole value and nothing else needs no search.
                if found != [(0, text.len())] {
                    self.guessed.set(true);
                }
                return found;
            }
        }
        // A value that is nothing but the input, rewritten.
        let whole = !text.is_empty() && shapes.iter().any(|shape| **shape == [Part::Input]);
        if whole && shapes.len() == 1 {
            found.push((0, text.len()));
        }
        found
    }

    /// Where it stands in a text, beside the same text with [`MARKER`] in its places.
    pub(super) fn beside(&self, text: &str, usual: &str) -> Vec<(usize, usize)> {
        if text == usual {
            return Vec::new();
        }
        let mut shape = Shape::new();
        for (at, own) in usual.split(MARKER).take(PIECES).enumerate() {
            if at > 0 {
                push(&mut shape, Part::Input);
            }
            push(&mut shape, Part::Own(own.to_owned()));
        }
        self.laid_over(text, std::slice::from_ref(&shape), &[])
    }

    /// The same input inside of a text in which it was found: what it has become there is looked for too.
    pub(super) fn within(&self, text: &str, found: &[(usize, usize)]) -> Input<'static> {
        let mut needles = self.needles.clone();
        for (start, end) in found {
            let become_of = text.get(*start..*end).unwrap_or("").trim();
            if !become_of.is_empty() && !needles.iter().any(|known| known == become_of) {
                needles.push(become_of.to_owned());
            }
        }
        Input {
            needles,
            shapes: &[],
            others: &[],
            items: &[],
            rest: &[],
            bound: &[],
            free: false,
            guessed: Cell::new(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Part {
        Part::Own(text.into())
    }

    fn input<'a>(text: &str, shapes: &'a [Shape]) -> Input<'a> {
        Input {
            needles: vec![text.to_owned()],
            shapes,
            others: &[],
            items: &[],
            rest: &[],
            bound: &[],
            free: false,
            guessed: Cell::new(false),
        }
    }

    #[test]
    fn a_piece_of_the_program_that_reads_like_the_input_is_its_own() {
        let shapes = [vec![
            own("SELECT name WHERE name = '"),
            Part::Input,
            own("'"),
        ]];
        let text = "SELECT name WHERE name = 'name'";
        assert_eq!(input("name", &shapes).places(text), [(26, 30)]);
        assert_eq!(input("name", &[]).places(text).len(), 3);
    }

    #[test]
    fn what_was_rewritten_on_the_way_is_found() {
        let shapes = [vec![own("ping "), Part::Input, own(" -c 1")]];
        assert_eq!(input("host", &shapes).places("ping HOST -c 1"), [(5, 9)]);
        assert_eq!(input("a b", &shapes).places("ping 'a b' -c 1"), [(5, 10)]);
        assert_eq!(input("x", &shapes).places("other"), []);
        // A fixed piece inside of the input does not cut it short.
        let text = "ping x -c 1 -c 1";
        assert_eq!(input("x -c 1", &shapes).places(text), [(5, 11)]);
    }

    #[test]
    fn a_value_that_is_only_the_input_is_found_however_it_looks() {
        let shapes = [vec![Part::Input]];
        assert_eq!(input("id", &shapes).places("ID"), [(0, 2)]);
        assert_eq!(input("id", &shapes).places("an id"), [(3, 5)]);
    }

    #[test]
    fn a_part_of_the_input_is_told_from_the_data_of_others() {
        let shapes = [vec![own("lp -d hall-"), Part::Input, own(" "), Part::Input]];
        let text = "lp -d hall-1; id /srv/notice.txt";
        assert_eq!(input("print?1; id", &shapes).places(text), [(11, 16)]);
    }

    #[test]
    fn hostile_texts_end() {
        let shape: Shape = (0..40).flat_map(|_| [Part::Input, own("a")]).collect();
        let shapes = [shape];
        let _ = input("b", &shapes).places(&"a".repeat(15_000));
    }
}
