//! Which colours and signs: what was asked for, what the environment says, what the terminal answers.
//!
//! Called by `course` and `check`.

use super::arguments::ThemeFlag;
use crate::ui::theme::Tone;

/// Asks the terminal for its background. The answer comes among the keys, whenever it comes: no
/// key waits for it and none is lost to it.
pub const QUESTION: &str = "\x1b]11;?\x1b\\";

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
    match variable("COLORFGBG").and_then(|value| of_colorfgbg(&value)) {
        Some(tone) => Choice::Fixed(tone),
        // These print the question instead of answering it.
        None if variable("TERM").is_some_and(|term| ["linux", "Eterm"].contains(&&*term)) => {
            Choice::Fixed(Tone::Dark)
        }
        None => Choice::Ask(Tone::Dark),
    }
}

/// Whether lines that are written, not drawn, are coloured: on a terminal that can, or where somebody insists.
#[must_use]
pub fn in_text(
    flag: Option<ThemeFlag>,
    seen: bool,
    variable: &dyn Fn(&str) -> Option<String>,
) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    match flag {
        Some(ThemeFlag::None) => false,
        None if set("NO_COLOR") => false,
        _ => {
            let insists = |name: &str| set(name) && variable(name).as_deref() != Some("0");
            let dumb = variable("TERM").is_some_and(|term| term == "dumb");
            insists("FORCE_COLOR") || insists("CLICOLOR_FORCE") || seen && !dumb
        }
    }
}

/// Whether the terminal is said to know no more than ASCII that can be relied on: the locale is `C`, or names
/// another encoding than UTF-8. Where nothing is said it is UTF-8, as nearly everywhere.
#[must_use]
pub fn is_ascii(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let mut said = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let said = said.find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let Some(locale) = said else {
        return false;
    };
    let locale = locale.split('@').next().unwrap_or_default();
    match locale.split_once('.') {
        Some((_, encoding)) => {
            let plain = encoding.to_ascii_lowercase().replace(['-', '_'], "");
            plain != "utf8"
        }
        None => matches!(locale, "C" | "POSIX"),
    }
}

/// The same of the environment in which the program runs.
#[must_use]
pub fn only_ascii() -> bool {
    is_ascii(&|name| std::env::var(name).ok())
}

/// `foreground;background` or `foreground;default;background`, in the 16 colours.
fn of_colorfgbg(value: &str) -> Option<Tone> {
    let number: u8 = value.rsplit(';').next()?.parse().ok()?;
    match number {
        0..=6 | 8 => Some(Tone::Dark),
        7 | 9..=15 => Some(Tone::Light),
        _ => None,
    }
}

/// The tone for an answer to [`QUESTION`] without its marks: `11;rgb:RRRR/GGGG/BBBB`, one to four
/// hexadecimal digits each.
#[must_use]
pub fn background(answer: &str) -> Option<Tone> {
    let mut parts = answer.strip_prefix("11;rgb:")?.split('/');
    let mut light = 0.0;
    for weight in [0.2126, 0.7152, 0.0722] {
        let part = parts.next().filter(|part| (1..=4).contains(&part.len()))?;
        let most = (1u32 << (4 * part.len())) - 1;
        let share = f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most);
        // The sRGB curve, near enough for one bit.
        light += weight * share.powf(2.2);
    }
    // Half of the perceived lightness is 18 % of the light.
    let tone = if light > 0.18 {
        Tone::Light
    } else {
        Tone::Dark
    };
    parts.next().is_none().then_some(tone)
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

    #[test]
    fn written_lines_are_coloured_on_a_terminal_or_by_force() {
        type Row<'a> = (Option<ThemeFlag>, bool, &'a [(&'a str, &'a str)], bool);
        let table: &[Row] = &[
            (None, true, &[], true),
            (None, false, &[], false),
            (None, true, &[("NO_COLOR", "1")], false),
            (None, true, &[("TERM", "dumb")], false),
            (None, false, &[("FORCE_COLOR", "1")], true),
            (None, false, &[("FORCE_COLOR", "0")], false),
            (Some(ThemeFlag::None), true, &[("FORCE_COLOR", "1")], false),
            (Some(ThemeFlag::Dark), true, &[("NO_COLOR", "1")], true),
            (Some(ThemeFlag::Dark), false, &[], false),
        ];
        for (flag, seen, variables, expected) in table {
            let variable = |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            let found = in_text(*flag, *seen, &variable);
            assert_eq!(found, *expected, "{flag:?} {seen} {variables:?}");
        }
    }

    #[test]
    fn a_locale_without_utf_8_knows_ascii() {
        type Row<'a> = (&'a [(&'a str, &'a str)], bool);
        let table: &[Row] = &[
            (&[], false),
            (&[("LANG", "")], false),
            (&[("LANG", "C")], true),
            (&[("LANG", "POSIX")], true),
            (&[("LANG", "C.UTF-8")], false),
            (&[("LANG", "de_DE.utf8")], false),
            (&[("LANG", "de_DE")], false),
            (&[("LANG", "en_US.ISO-8859-1")], true),
            (&[("LANG", "de_DE.ISO-8859-15@euro")], true),
            (&[("LANG", "C"), ("LC_CTYPE", "UTF-8")], false),
            (&[("LANG", "en_US.UTF-8"), ("LC_CTYPE", "C")], true),
            (&[("LC_ALL", "en_US.UTF-8"), ("LC_CTYPE", "C")], false),
            (&[("LC_ALL", ""), ("LC_CTYPE", "ja_JP.eucJP")], true),
        ];
        for (variables, expected) in table {
            let variable = |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(is_ascii(&variable), *expected, "{variables:?}");
        }
    }

    #[test]
    fn backgrounds_are_told_apart_by_their_light() {
        for (answer, tone) in [
            ("11;rgb:0000/0000/0000", Some(Tone::Dark)),
            ("11;rgb:1b/1e/25", Some(Tone::Dark)),
            ("11;rgb:fdf6/f6e3/e3e3", Some(Tone::Light)),
            ("11;rgb:f/f/f", Some(Tone::Light)),
            ("11;rgb:0000/2b2b/3636", Some(Tone::Dark)),
            ("11;rgb:0/0", None),
            ("11;rgb:0/0/0/0", None),
            ("11;rgb:00000/0/0", None),
            ("10;rgb:0/0/0", None),
        ] {
            assert_eq!(background(answer), tone, "{answer}");
        }
    }
}
