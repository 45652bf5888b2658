//! Where a list stands when one of its rows must be seen, and where keys move it.
//!
//! Pure arithmetic, so that drawing and clicking agree. Called by map, palette, lesson, reference and help.

use super::keys::Action;
use super::screen::Input;
use ratatui::crossterm::event::MouseEventKind;

/// Where a mark, or the first line in sight, stands after what moves it; nothing when the input means something else.
/// `page` is how far a screen goes, `wheel` how far a turn of the wheel does.
pub fn moved(at: usize, input: &Input, last: usize, page: usize, wheel: usize) -> Option<usize> {
    let (up, down) = (
        |by: usize| at.saturating_sub(by),
        |by: usize| (at + by).min(last),
    );
    match input {
        Input::Do(Action::Up) => Some(up(1)),
        Input::Do(Action::Down) => Some(down(1)),
        Input::Do(Action::PageUp) => Some(up(page)),
        Input::Do(Action::PageDown) => Some(down(page)),
        Input::Do(Action::First) => Some(0),
        Input::Do(Action::Last) => Some(last),
        Input::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollUp => Some(up(wheel)),
            MouseEventKind::ScrollDown => Some(down(wheel)),
            _ => None,
        },
        _ => None,
    }
}

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
    fn keys_stay_inside() {
        let go = |at, action| moved(at, &Input::Do(action), 9, 4, 3);
        assert_eq!(go(0, Action::Up), Some(0));
        assert_eq!(go(9, Action::Down), Some(9));
        assert_eq!(go(3, Action::PageUp), Some(0));
        assert_eq!(go(3, Action::PageDown), Some(7));
        assert_eq!(go(3, Action::First), Some(0));
        assert_eq!(go(3, Action::Last), Some(9));
        assert_eq!(go(3, Action::Open), None);
    }

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
