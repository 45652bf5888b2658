//! Which colours: what was asked for, what the environment says, what the terminal answers.
//!
//! Called by `course`.

use super::arguments::ThemeFlag;
use crate::ui::theme::Tone;
use std::time::Duration;

/// How long the terminal may take to say whether it is dark or light. The course is on the screen
/// by then; only keys wait.
const TIMEOUT: Duration = Duration::from_millis(250);

/// What is known before the terminal is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Decided.
    Fixed(Tone),
    /// Begin with this one; the terminal may know better.
    Ask(Tone),
}

/// Flag before `NO_COLOR` (when not empty) before `COLORFGBG`. `variable` looks a variable up.
#[must_use]
pub fn choose(flag: Option<ThemeFlag>, variable: &dyn Fn(&str) -> Option<String>) -> Choice {
    match flag {
        Some(ThemeFlag::Dark) => return Choice::Fixed(Tone::Dark),
        Some(ThemeFlag::Light) => return Choice::Fixed(Tone::Light),
        Some(ThemeFlag::None) => return Choice::Fixed(Tone::NoColour),
        None => {}
    }
    if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return Choice::Fixed(Tone::NoColour);
    }
    match variable("COLORFGBG").and_then(|value| background(&value)) {
        Some(tone) => Choice::Fixed(tone),
        None => Choice::Ask(Tone::Dark),
    }
}

/// `foreground;background` or `foreground;default;background`, in the 16 colours.
fn background(value: &str) -> Option<Tone> {
    let number: u8 = value.rsplit(';').next()?.parse().ok()?;
    match number {
        0..=6 | 8 => Some(Tone::Dark),
        7 | 9..=15 => Some(Tone::Light),
        _ => None,
    }
}

/// What the terminal says of itself: its tone, or `Err(true)` when it did not answer in time.
///
/// # Errors
/// `true` when an answer may still come.
pub fn ask() -> Result<Tone, bool> {
    let mut options = terminal_colorsaurus::QueryOptions::default();
    options.timeout = TIMEOUT;
    match terminal_colorsaurus::theme_mode(options) {
        Ok(terminal_colorsaurus::ThemeMode::Dark) => Ok(Tone::Dark),
        Ok(terminal_colorsaurus::ThemeMode::Light) => Ok(Tone::Light),
        Err(error) => Err(matches!(error, terminal_colorsaurus::Error::Timeout(_))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_beats_the_environment_and_that_beats_the_terminal() {
        type Row<'a> = (Option<ThemeFlag>, &'a [(&'a str, &'a str)], Choice);
        let table: &[Row] = &[
            (None, &[], Choice::Ask(Tone::Dark)),
            (None, &[("NO_COLOR", "")], Choice::Ask(Tone::Dark)),
            (None, &[("NO_COLOR", "1")], Choice::Fixed(Tone::NoColour)),
            (None, &[("COLORFGBG", "0;15")], Choice::Fixed(Tone::Light)),
            (
                None,
                &[("COLORFGBG", "15;default;0")],
                Choice::Fixed(Tone::Dark),
            ),
            (None, &[("COLORFGBG", "a;b")], Choice::Ask(Tone::Dark)),
            (
                Some(ThemeFlag::Light),
                &[("NO_COLOR", "1")],
                Choice::Fixed(Tone::Light),
            ),
        ];
        for (flag, variables, choice) in table {
            let variable = |name: &str| {
                variables
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(choose(*flag, &variable), *choice, "{flag:?} {variables:?}");
        }
    }
}
