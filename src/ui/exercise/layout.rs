//! Which part of the exercise stands where: one above the other on narrow screens, side by side
//! on wide ones.
//!
//! Pure arithmetic, so that drawing, scrolling and clicking agree. Called by `exercise`.

use super::{Focus, Panel};
use ratatui::layout::Rect;

/// From this size on, text stands left and code right.
const WIDE: (u16, u16) = (100, 16);
/// The least rows the code keeps beside something else, with its title.
const LEAST_CODE: u16 = 5;

/// What is to be laid out.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// What is open besides task, code and findings.
    pub panel: Option<Panel>,
    /// Which of the three has the keys.
    pub focus: Focus,
    /// How many rows the task needs.
    pub brief: usize,
    /// How many rows the list of findings needs.
    pub findings: usize,
    /// How many rows the panel needs.
    pub content: usize,
}

/// Where everything stands. The first row of each part is its title; a part that is not shown is
/// empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// The task.
    pub brief: Rect,
    /// The code.
    pub code: Rect,
    /// The list of findings.
    pub findings: Rect,
    /// Path, hints, verdict, comparison or attack.
    pub panel: Rect,
}

/// Whether there is room side by side.
pub fn is_wide(area: Rect) -> bool {
    area.width >= WIDE.0 && area.height >= WIDE.1
}

/// How many columns text has in the task and in a panel.
pub fn columns(area: Rect, panel: Option<Panel>) -> usize {
    let width = if is_wide(area) && panel != Some(Panel::Compare) {
        left_width(area)
    } else {
        area.width
    };
    usize::from(width.saturating_sub(2)).max(1)
}

fn left_width(area: Rect) -> u16 {
    (area.width * 2 / 5).clamp(40, 66)
}

/// The parts inside `area`.
pub fn parts(area: Rect, wish: Wish) -> Parts {
    let rows = |needed: usize| u16::try_from(needed + 1).unwrap_or(u16::MAX);
    if wish.panel == Some(Panel::Compare) {
        return Parts {
            panel: area,
            ..Parts::default()
        };
    }
    if is_wide(area) {
        let (left, right) = beside(area, left_width(area));
        let height = rows(wish.findings).clamp(2, area.height / 3);
        let (code, findings) = above(right, area.height - height);
        let (brief, panel) = match wish.panel {
            Some(_) => (Rect::default(), left),
            None => (left, Rect::default()),
        };
        return Parts {
            brief,
            code,
            findings,
            panel,
        };
    }
    match wish.panel {
        Some(Panel::Path | Panel::Hints) => {
            let height = rows(wish.content).min(area.height * 3 / 5);
            let (code, panel) = above(area, area.height - height);
            Parts {
                code,
                panel,
                ..Parts::default()
            }
        }
        Some(_) => Parts {
            panel: area,
            ..Parts::default()
        },
        None if wish.focus == Focus::Brief => {
            let needed = rows(wish.brief);
            if needed + LEAST_CODE > area.height {
                return Parts {
                    brief: area,
                    ..Parts::default()
                };
            }
            let (brief, code) = above(area, needed);
            Parts {
                brief,
                code,
                ..Parts::default()
            }
        }
        None => {
            let most = (area.height / 3).max(2);
            let height = rows(wish.findings).clamp(2, most).min(area.height);
            let (code, findings) = above(area, area.height - height);
            Parts {
                code,
                findings,
                ..Parts::default()
            }
        }
    }
}

fn above(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    (
        Rect { height, ..area },
        Rect {
            y: area.y + height,
            height: area.height - height,
            ..area
        },
    )
}

/// Left and right with a column between.
fn beside(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let rest = area.width - width;
    (
        Rect { width, ..area },
        Rect {
            x: area.x + width + rest.min(1),
            width: rest.saturating_sub(1),
            ..area
        },
    )
}

/// A part without its title.
pub fn body(part: Rect) -> Rect {
    Rect {
        y: part.y + part.height.min(1),
        height: part.height.saturating_sub(1),
        ..part
    }
}

/// A part without its title, with a blank column at its left for prose.
pub fn prose(part: Rect) -> Rect {
    let body = body(part);
    Rect {
        x: body.x + body.width.min(1),
        width: body.width.saturating_sub(1),
        ..body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stay_inside_and_apart() {
        let panels = [
            None,
            Some(Panel::Path),
            Some(Panel::Hints),
            Some(Panel::Verdict),
            Some(Panel::Compare),
            Some(Panel::Attack),
        ];
        for (width, height) in [
            (40, 8),
            (60, 18),
            (80, 22),
            (140, 43),
            (1, 1),
            (0, 0),
            (300, 16),
        ] {
            let area = Rect::new(0, 1, width, height);
            for panel in panels {
                for focus in [Focus::Brief, Focus::Code, Focus::Findings] {
                    for rows in [0, 3, 500] {
                        let wish = Wish {
                            panel,
                            focus,
                            brief: rows,
                            findings: rows,
                            content: rows,
                        };
                        let parts = parts(area, wish);
                        let all = [parts.brief, parts.code, parts.findings, parts.panel];
                        for (at, one) in all.iter().enumerate() {
                            assert!(one.is_empty() || area.union(*one) == area, "{wish:?}");
                            for other in all.iter().skip(at + 1) {
                                assert!(one.intersection(*other).is_empty(), "{wish:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_focus_is_in_sight() {
        for (width, height) in [(40, 8), (60, 18), (80, 22), (140, 43)] {
            let area = Rect::new(0, 0, width, height);
            let wish = |focus| Wish {
                panel: None,
                focus,
                brief: 12,
                findings: 2,
                content: 0,
            };
            assert!(parts(area, wish(Focus::Brief)).brief.height > 4);
            assert!(parts(area, wish(Focus::Code)).code.height > 4);
            assert!(parts(area, wish(Focus::Findings)).findings.height > 1);
        }
    }
}
