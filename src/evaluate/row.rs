//! A short row of handles that never changes; a few need no memory of their own.
//!
//! Called by `value`, whose nodes are mostly made of nothing or of one or two others.

use std::ops::Deref;
use std::sync::Arc;

/// A row that is cheap to copy.
#[derive(Debug, Clone)]
pub(super) enum Row<T, const N: usize> {
    Few([T; N], u8),
    Many(Arc<[T]>),
}

impl<T: Copy + Default, const N: usize> Default for Row<T, N> {
    fn default() -> Self {
        Self::Few([T::default(); N], 0)
    }
}

impl<T, const N: usize> Deref for Row<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::Few(all, count) => all.get(..usize::from(*count)).unwrap_or(all),
            Self::Many(all) => all,
        }
    }
}

impl<T: Copy + Default, const N: usize> From<&[T]> for Row<T, N> {
    fn from(from: &[T]) -> Self {
        let mut all = [T::default(); N];
        match (all.get_mut(..from.len()), u8::try_from(from.len())) {
            (Some(first), Ok(count)) => {
                first.copy_from_slice(from);
                Self::Few(all, count)
            }
            _ => Self::Many(from.into()),
        }
    }
}

impl<T: Copy + Default, const N: usize, const M: usize> From<[T; M]> for Row<T, N> {
    fn from(from: [T; M]) -> Self {
        Self::from(&from[..])
    }
}

impl<T: Copy + Default, const N: usize> From<Vec<T>> for Row<T, N> {
    fn from(from: Vec<T>) -> Self {
        Self::from(&from[..])
    }
}

impl<T: Copy + Default, const N: usize> FromIterator<T> for Row<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(from: I) -> Self {
        let mut all = [T::default(); N];
        let mut from = from.into_iter();
        let mut count = 0;
        while let Some(next) = from.next() {
            match all.get_mut(usize::from(count)) {
                Some(free) => *free = next,
                None => return Self::Many(all.into_iter().chain([next]).chain(from).collect()),
            }
            count += 1;
        }
        Self::Few(all, count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_read_alike() {
        for length in 0..6u8 {
            let all: Vec<u8> = (0..length).collect();
            assert_eq!(*Row::<u8, 3>::from(all.clone()), *all);
            assert_eq!(*all.iter().copied().collect::<Row<u8, 3>>(), *all);
        }
        assert!(Row::<u8, 2>::default().is_empty());
    }
}
