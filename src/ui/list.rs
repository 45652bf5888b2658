//! Where a list stands when one of its rows must be seen.
//!
//! Pure arithmetic, so that drawing and clicking agree. Called by map, palette, lesson and help.

/// The first row shown of `total` in `height` rows, so that row `marked` is in sight and near the
/// middle when there is text on both sides.
pub fn offset(marked: usize, total: usize, height: usize) -> usize {
    marked
        .saturating_sub(height / 2)
        .min(total.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marked_row_is_always_in_sight() {
        for total in 0..40 {
            for height in 1..20 {
                for marked in 0..total {
                    let top = offset(marked, total, height);
                    assert!(top <= marked && marked < top + height);
                    assert!(top == 0 || top + height <= total);
                }
            }
        }
    }
}
