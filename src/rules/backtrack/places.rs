//! Sets of places of an automaton.
//!
//! Called by `automaton` and `backtrack`.

/// Some of an automaton's places: there are never more than bits here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Places(u128);

impl Places {
    pub(super) fn of(all: &[usize]) -> Self {
        let mut places = Self::default();
        for &place in all {
            places.add(place);
        }
        places
    }

    pub(super) fn add(&mut self, place: usize) {
        self.0 |= Self::bit(place);
    }

    pub(super) fn has(self, place: usize) -> bool {
        self.0 & Self::bit(place) != 0
    }

    pub(super) fn both(self, more: Self) -> Self {
        Self(self.0 & more.0)
    }

    /// Each of them, in order.
    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let next = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(next)
        })
    }

    fn bit(place: usize) -> u128 {
        u32::try_from(place)
            .ok()
            .and_then(|place| 1u128.checked_shl(place))
            .unwrap_or(0)
    }
}
