//! The frame around every screen: header, message line, footer, and the words for a terminal that
//! is too small.
//!
//! Decides which rows a screen gets. Called by [`super::App`].

use super::keys::{self, Action, Binding, Scope};
use super::screen::Context;
use super::theme::Role;
use super::wrap;
use crate::text::{cell_in_ascii, printable};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use std::collections::BTreeSet;

/// The smallest terminal that is drawn, in columns and rows.
const SMALLEST: (u16, u16) = (40, 10);

/// Whether the terminal is too small to draw.
pub fn too_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}

/// The rows a screen gets below the header and above the message (if there is one) and the footer.
pub fn body(area: Rect, message: Option<&str>) -> Rect {
    let rows = message.map_or(0, |text| message_lines(text, area).len());
    let taken = 2 + u16::try_from(rows).unwrap_or(u16::MAX);
    Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(taken),
        ..area
    }
}

/// Says what is needed, in the middle of what there is.
pub fn draw_too_small(area: Rect, buf: &mut Buffer, context: &Context) {
    let text = format!(
        "This window is too small: {}×{}. Please make it at least {}×{}. Nothing is lost.",
        area.width, area.height, SMALLEST.0, SMALLEST.1
    );
    let style = context.theme.style(Role::Text);
    let lines = wrap::words(&text, area.width.into());
    let top = usize::from(area.height).saturating_sub(lines.len()) / 2;
    for (line, y) in lines
        .into_iter()
        .zip(area.y.saturating_add(clamp(top))..area.bottom())
    {
        let row = Rect::new(area.x, y, area.width, 1);
        Line::styled(line, style).render(row, buf);
    }
}

/// The course and the screen's title on the left, its standing on the right.
pub fn draw_header(area: Rect, buf: &mut Buffer, context: &Context, title: &(String, String)) {
    let style = context.theme.style(Role::Bar);
    let row = Rect::new(area.x, area.y, area.width, area.height.min(1));
    buf.set_style(row, style);
    let width = usize::from(area.width);
    let right = wrap::cut(&printable(&title.1), width / 2);
    let left_width = width.saturating_sub(wrap::width(&right) + 3);
    let left = wrap::cut(&format!(" {}", printable(&title.0)), left_width);
    let gap = width.saturating_sub(wrap::width(&left) + wrap::width(&right) + 1);
    Line::from(vec![
        Span::styled(left, style.add_modifier(Modifier::BOLD)),
        Span::styled(" ".repeat(gap), style),
        Span::styled(right, style),
    ])
    .render(row, buf);
}

/// As many keys of the table as fit, without those that are `idle` now; those of the innermost scope first, help
/// always, and quit where there is room for more than what matters most.
pub fn draw_footer(
    area: Rect,
    buf: &mut Buffer,
    context: &Context,
    scopes: &[Scope],
    idle: &[Action],
) {
    if area.height == 0 {
        return;
    }
    let row = Rect::new(area.x, area.bottom() - 1, area.width, 1);
    let bar = context.theme.style(Role::Bar);
    buf.set_style(row, bar);
    let mut spans = Vec::new();
    for (key, label) in footer(scopes, idle, area.width.into()) {
        spans.push(Span::styled(" ", bar));
        spans.push(Span::styled(key, context.theme.style(Role::Key)));
        spans.push(Span::styled(format!(" {label} "), bar));
    }
    Line::from(spans).render(row, buf);
}

/// Below this many columns only what matters most has room, in few words.
const NARROW: usize = 60;

/// How soon a key is shown where few have room, the lowest first.
fn rank(inner: Option<Scope>, binding: &Binding) -> u8 {
    let at_home = Some(binding.scope) == inner;
    match binding.action {
        Action::Quit if inner == Some(Scope::Map) => 0,
        Action::Resume | Action::Reference => 6,
        Action::Undo | Action::Redo | Action::PageDown => 6,
        Action::Back | Action::No if at_home && inner != Some(Scope::Brief) => 0,
        Action::Back | Action::ToTask | Action::No => 4,
        Action::Quit => 5,
        Action::Palette => 7,
        _ if at_home => 0,
        Action::Submit if matches!(inner, Some(Scope::Brief | Scope::Editor | Scope::Findings)) => {
            1
        }
        Action::Hint => 2,
        Action::Submit => 3,
        _ => 6,
    }
}

/// A label in few words.
fn brief(label: &'static str) -> &'static str {
    match label {
        "edit the code" => "edit",
        "open the exercise" => "exercise",
        "walk the path" | "walk the path of a finding" => "path",
        "leave the path" | "leave the attack" => "leave",
        "ready input" => "inputs",
        "try it" => "try",
        "a guess" => "guess",
        label => label,
    }
}

/// The scope that alone counts: a question wants its answer before anything else.
fn alone(scopes: &[Scope]) -> Option<Scope> {
    let asks = [
        Scope::Confirm,
        Scope::Naming,
        Scope::Taking,
        Scope::Search,
        Scope::GoTo,
    ];
    scopes.first().copied().filter(|scope| asks.contains(scope))
}

/// Keys and labels for few columns: help, then what matters most, in the order of the table.
fn narrow(scopes: &[Scope], idle: &[Action], width: usize) -> Vec<(String, &'static str)> {
    let mut entries: Vec<(u8, String, &'static str)> = Vec::new();
    let alone = alone(scopes);
    for binding in keys::bindings(scopes) {
        let here = [alone.unwrap_or(binding.scope), Scope::Everywhere];
        if !here.contains(&binding.scope) || idle.contains(&binding.action) {
            continue;
        }
        let Some((key, label)) = binding
            .footer
            .then(|| entry(scopes, idle, binding))
            .flatten()
        else {
            continue;
        };
        let (label, rank) = match binding.action {
            Action::Help => (label, 0),
            Action::Palette => ("find", rank(scopes.first().copied(), binding)),
            _ => (brief(label), rank(scopes.first().copied(), binding)),
        };
        if entries.iter().all(|(_, known, _)| *known != key) {
            entries.push((rank, key, label));
        }
    }
    let help = |(_, _, label): &(u8, String, &str)| *label == "help";
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| entries.get(*at).map(|entry| (!help(entry), entry.0)));
    let (mut room, mut kept) = (width, BTreeSet::new());
    for at in order {
        let Some((_, key, label)) = entries.get(at) else {
            continue;
        };
        let cost = wrap::width(key) + wrap::width(label) + 3;
        if cost <= room {
            room -= cost;
            kept.insert(at);
        }
    }
    (0..)
        .zip(entries)
        .filter(|(at, _)| kept.contains(at))
        .map(|(_, (_, key, label))| (key, label))
        .collect()
}

/// Keys and labels that fit into `width` columns.
fn footer(scopes: &[Scope], idle: &[Action], width: usize) -> Vec<(String, &'static str)> {
    if width < NARROW {
        return narrow(scopes, idle, width);
    }
    let cost = |(key, label): &(String, &str)| wrap::width(key) + wrap::width(label) + 3;
    let (mut always, mut last) = (Vec::new(), Vec::new());
    for binding in keys::bindings(scopes) {
        if !binding.footer || binding.scope != Scope::Everywhere {
            continue;
        }
        let Some(chord) = keys::reachable(scopes, binding).into_iter().next() else {
            continue;
        };
        let first_word = binding.label.split(' ').next().unwrap_or_default();
        let entry = (chord.name(), first_word);
        // The palette makes room for what only this screen can do.
        if binding.action == Action::Palette {
            last.push(entry);
        } else {
            always.push(entry);
        }
    }
    let mut room = width.saturating_sub(always.iter().map(cost).sum());
    let mut kept: Vec<(String, &'static str)> = Vec::new();
    for binding in keys::bindings(scopes) {
        let counts = alone(scopes).is_none_or(|scope| scope == binding.scope);
        if !counts
            || !binding.footer
            || binding.scope == Scope::Everywhere
            || idle.contains(&binding.action)
        {
            continue;
        }
        let Some(entry) = entry(scopes, idle, binding) else {
            continue;
        };
        let known = kept.iter().any(|(key, _)| *key == entry.0);
        if !known && cost(&entry) <= room {
            room -= cost(&entry);
            kept.push(entry);
        }
    }
    kept.extend(last.into_iter().filter(|entry| cost(entry) <= room));
    kept.extend(always);
    kept
}

/// The key and the word for a row of the table; what goes two ways stands there as one.
fn entry(scopes: &[Scope], idle: &[Action], binding: &Binding) -> Option<(String, &'static str)> {
    let key = keys::reachable(scopes, binding).into_iter().next()?.name();
    if let Action::Choose(_) = binding.action {
        let last = (1..=9).rfind(|number| !idle.contains(&Action::Choose(*number)))?;
        return Some((format!("1–{last}"), binding.label));
    }
    let (other, label) = match (binding.scope, binding.action) {
        (Scope::Question, Action::Down) => (Action::Up, "option"),
        (Scope::Lesson, Action::NextPage) => (Action::PreviousPage, "page"),
        (Scope::Path, Action::NextStep) => (Action::PreviousStep, "step"),
        (Scope::Attack, Action::Up) => (Action::Down, "ready input"),
        (Scope::Placed, Action::CardUp) => (Action::CardDown, "move"),
        (Scope::Arrivals, Action::Down) => (Action::Up, "place"),
        (Scope::Arrivals, Action::NextStep) => (Action::PreviousStep, "input"),
        (Scope::Exercise, Action::Attack) => return Some((key, "attack")),
        (Scope::Lesson, Action::PreviousPage)
        | (Scope::Path, Action::PreviousStep)
        | (Scope::Placed, Action::CardDown) => return None,
        _ => return Some((key, binding.label)),
    };
    let other = keys::bindings(scopes)
        .into_iter()
        .find(|b| b.scope == binding.scope && b.action == other)?;
    let second = keys::reachable(scopes, other).into_iter().next()?.name();
    let key = match key.as_str() {
        "→" | "↓" => format!("{second}{key}"),
        "↑" => format!("{key}{second}"),
        _ => format!("{key}/{second}"),
    };
    Some((key, label))
}

/// A message above the footer.
pub fn draw_message(area: Rect, buf: &mut Buffer, context: &Context, text: &str, serious: bool) {
    let (role, sign) = if serious {
        (Role::Bad, "!")
    } else {
        (Role::Accent, "·")
    };
    let mut lines = message_lines(text, area);
    if let Some(first) = lines.first_mut() {
        first.replace_range(..SIGN.len(), sign);
    }
    let height = clamp(lines.len());
    let top = area
        .bottom()
        .saturating_sub(height.saturating_add(1))
        .max(area.y);
    for (line, y) in lines.into_iter().zip(top..area.bottom()) {
        let row = Rect::new(area.x, y, area.width, 1);
        Line::styled(format!(" {line}"), context.theme.style(role)).render(row, buf);
    }
}

/// What stands in the place of a message's sign, while its lines are counted.
const SIGN: &str = "!";

/// A message with its sign, in as many lines as it needs and a third of the screen has; more is told by `…`.
fn message_lines(text: &str, area: Rect) -> Vec<String> {
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    let mut lines = wrap::words(&format!("{SIGN} {}", printable(text)), columns);
    let most = usize::from(area.height / 3).max(2);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}…", wrap::cut(last, columns.saturating_sub(1)).trim_end());
        }
    }
    lines
}

/// Puts ASCII in the place of every other sign.
pub fn turn_to_ascii(area: Rect, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position)
            && !cell.symbol().is_ascii()
        {
            cell.set_char(cell_in_ascii(cell.symbol()));
        }
    }
}

fn clamp(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_can_do_nothing_now_are_left_out() {
        let scopes = [Scope::Brief, Scope::Exercise];
        let idle = [Action::NextFinding, Action::WalkPath, Action::Attack];
        for width in [40, 59, 80, 200] {
            let all = footer(&scopes, &[], width);
            let left = footer(&scopes, &idle, width);
            let gone = |(key, _): &(String, &str)| ["F3", "F8", "F9"].contains(&key.as_str());
            assert!(!left.iter().any(gone), "{left:?}");
            assert_eq!(width == 200, all.iter().filter(|e| gone(e)).count() == 3);
        }
    }

    #[test]
    fn as_many_numbers_stand_there_as_there_are_options() {
        for options in 2..=12 {
            let idle = crate::ui::question::no_options(options);
            for width in [50, 200] {
                let keys = footer(&[Scope::Question, Scope::Lesson], &idle, width);
                let last = options.min(9);
                let choose = keys.iter().find(|(_, label)| *label == "choose").unwrap();
                assert_eq!(choose.0, format!("1–{last}"));
            }
        }
    }

    #[test]
    fn a_message_has_the_room_it_needs_and_says_when_it_is_cut() {
        let area = Rect::new(0, 0, 80, 24);
        let text = "word ".repeat(60);
        assert_eq!(message_lines(&text, area).len(), 4);
        assert_eq!(body(area, Some(&text)).height, 24 - 2 - 4);
        let long = message_lines(&"word ".repeat(600), area);
        assert_eq!(long.len(), 8);
        assert!(
            long.last().is_some_and(|line| line.ends_with("word…")),
            "{long:?}"
        );
        // The sign in front of it is counted, too.
        let full = "w".repeat(78);
        assert_eq!(message_lines(&full, area).len(), body_rows(area, &full));
        let small = Rect::new(0, 0, 40, 10);
        assert_eq!(message_lines(&text, small).len(), 3);
    }

    fn body_rows(area: Rect, text: &str) -> usize {
        usize::from(area.height - 2 - body(area, Some(text)).height)
    }

    #[test]
    fn where_few_keys_have_room_the_most_useful_ones_stay() {
        for (scopes, shown) in [
            (
                vec![Scope::Brief, Scope::Exercise],
                "Enter edit, F5 submit, F2 hint, ? help",
            ),
            (
                vec![Scope::Editor, Scope::Exercise],
                "Esc task, F5 submit, F2 hint, F1 help",
            ),
            (
                vec![Scope::Attack, Scope::Exercise],
                "Enter try, ↑↓ inputs, F2 hint, F1 help",
            ),
            (
                vec![Scope::Verdict, Scope::Exercise],
                "Enter go on, Esc back, F2 hint, ? help",
            ),
            (
                vec![Scope::Path, Scope::Exercise],
                "↑↓ step, Esc leave, F2 hint, ? help",
            ),
            (vec![Scope::Map], "Enter open, ? help, Ctrl-Q quit"),
            (
                vec![Scope::Confirm, Scope::Exercise],
                "y yes, n no, ? help, Ctrl-Q quit",
            ),
            (
                vec![Scope::Taking, Scope::Exercise],
                "Enter take it, Esc close, F1 help",
            ),
            (vec![Scope::Help], "↓ scroll down, Esc close, Ctrl-Q quit"),
            (
                vec![Scope::Lesson],
                "←→ page, Esc back, ? help, Ctrl-Q quit",
            ),
        ] {
            let kept = footer(&scopes, &[], 40);
            let width: usize = kept
                .iter()
                .map(|(key, label)| wrap::width(key) + wrap::width(label) + 3)
                .sum();
            assert!(width <= 40, "{kept:?}");
            let kept: Vec<String> = kept
                .iter()
                .map(|(key, label)| format!("{key} {label}"))
                .collect();
            assert_eq!(kept.join(", "), shown, "{scopes:?}");
        }
    }
}
