//! Styles by meaning: what a text is, never which colour it has.
//!
//! Three variants: dark, light, and without colour. Good and bad are blue and orange (on light grounds blue
//! and red), so that those who cannot tell green from red can tell them apart; a symbol and a word always say
//! the same. Called by everything that draws.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Less important text.
    Dim,
    /// A heading.
    Heading,
    /// Something to act on.
    Accent,
    /// Strong text inside a paragraph.
    Strong,
    /// Emphasised text inside a paragraph.
    Emphasis,
    /// A link's address.
    Link,
    /// Code inside a paragraph.
    Code,
    /// A key in the footer or in help.
    Key,
    /// Header and footer lines.
    Bar,
    /// A border or rule between parts; a part with the focus has [`Role::Accent`].
    Border,
    /// It is good: passed, right.
    Good,
    /// It is worth attention: advice, half-done.
    Warn,
    /// It is bad: vulnerable, wrong.
    Bad,
    /// Advice that costs nothing.
    Advice,
    /// The marked item of a list.
    Selected,
    /// Selected text in the editor.
    Selection,
    /// A match of a search.
    Match,
    /// Line numbers.
    Gutter,
    /// The line number of the cursor's line.
    GutterHere,
    /// The stretch of code a finding is about.
    Finding,
    /// The same while it waits for the newest analysis.
    FindingStale,
    /// The source on a path.
    PathSource,
    /// A step between.
    PathStep,
    /// The sink on a path.
    PathSink,
    /// Python: a keyword.
    Keyword,
    /// Python: the text of a string.
    String,
    /// Python: a number or constant.
    Number,
    /// Python: a comment.
    Comment,
    /// Python: a name that is being defined.
    Definition,
    /// Python: a built-in or called name.
    Builtin,
    /// Python: an operator or bracket.
    Operator,
    /// A line of one's own that the model answer does not have.
    Removed,
    /// A line of the model answer.
    Added,
}

impl Role {
    /// Every role, for tests and documentation.
    pub const ALL: &'static [Role] = &[
        Role::Text,
        Role::Dim,
        Role::Heading,
        Role::Accent,
        Role::Strong,
        Role::Emphasis,
        Role::Link,
        Role::Code,
        Role::Key,
        Role::Bar,
        Role::Border,
        Role::Good,
        Role::Warn,
        Role::Bad,
        Role::Advice,
        Role::Selected,
        Role::Selection,
        Role::Match,
        Role::Gutter,
        Role::GutterHere,
        Role::Finding,
        Role::FindingStale,
        Role::PathSource,
        Role::PathStep,
        Role::PathSink,
        Role::Keyword,
        Role::String,
        Role::Number,
        Role::Comment,
        Role::Definition,
        Role::Builtin,
        Role::Operator,
        Role::Removed,
        Role::Added,
    ];
}

/// Which variant of the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background.
    Light,
    /// Without colour (`NO_COLOR`): weight, underline and reversal only.
    NoColour,
}

/// A set of styles. The terminal's own background is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    tone: Tone,
}

impl Theme {
    /// The theme for a tone.
    #[must_use]
    pub fn new(tone: Tone) -> Self {
        Self { tone }
    }

    /// Its tone.
    #[must_use]
    pub fn tone(self) -> Tone {
        self.tone
    }

    /// How to draw a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let weight = weight(role, self.tone);
        match self.tone {
            Tone::NoColour => Style::new().add_modifier(weight),
            Tone::Dark => colours(role, DARK).add_modifier(weight),
            Tone::Light => colours(role, LIGHT).add_modifier(weight),
        }
    }
}

/// Indices into the 256-colour palette, which every common terminal has and none re-colours.
#[derive(Clone, Copy)]
struct Palette {
    text: u8,
    dim: u8,
    heading: u8,
    accent: u8,
    good: u8,
    warn: u8,
    bad: u8,
    violet: u8,
    teal: u8,
    bar: u8,
    selected: u8,
    found: u8,
    faded: u8,
    /// Text on these grounds.
    marked: u8,
}

const DARK: Palette = Palette {
    text: 252,
    dim: 248,
    heading: 117,
    accent: 80,
    good: 75,
    warn: 221,
    bad: 215,
    violet: 183,
    teal: 116,
    bar: 236,
    selected: 24,
    found: 94,
    faded: 58,
    marked: 231,
};

const LIGHT: Palette = Palette {
    text: 235,
    dim: 241,
    heading: 24,
    accent: 23,
    good: 25,
    warn: 94,
    bad: 124,
    violet: 54,
    teal: 22,
    bar: 254,
    selected: 153,
    found: 223,
    faded: 230,
    marked: 235,
};

fn colours(role: Role, palette: Palette) -> Style {
    let fg = |index| Style::new().fg(Color::Indexed(index));
    let on = |index, ground| fg(index).bg(Color::Indexed(ground));
    match role {
        Role::Text | Role::Strong | Role::Emphasis | Role::Operator => fg(palette.text),
        Role::Dim | Role::Gutter | Role::Border | Role::Comment => fg(palette.dim),
        Role::Heading | Role::Builtin => fg(palette.heading),
        Role::Accent | Role::Link | Role::GutterHere => fg(palette.accent),
        Role::Code | Role::String => fg(palette.teal),
        Role::Key => on(palette.accent, palette.bar),
        Role::Bar => on(palette.text, palette.bar),
        Role::Good | Role::Added | Role::Definition => fg(palette.good),
        Role::Warn | Role::Number | Role::PathStep => fg(palette.warn),
        Role::Bad | Role::Removed | Role::PathSink => fg(palette.bad),
        Role::Advice | Role::Keyword | Role::PathSource => fg(palette.violet),
        Role::Selected | Role::Selection => on(palette.text, palette.selected),
        Role::Match | Role::Finding => on(palette.marked, palette.found),
        Role::FindingStale => on(palette.marked, palette.faded),
    }
}

fn weight(role: Role, tone: Tone) -> Modifier {
    let plain = tone == Tone::NoColour;
    match role {
        Role::Heading | Role::Strong | Role::Accent | Role::GutterHere | Role::Bad => {
            Modifier::BOLD
        }
        Role::Emphasis | Role::Comment => Modifier::ITALIC,
        Role::Link | Role::Finding => Modifier::UNDERLINED,
        Role::Selected | Role::Selection | Role::Match | Role::PathSink | Role::Bar if plain => {
            Modifier::REVERSED
        }
        Role::Key if plain => Modifier::REVERSED.union(Modifier::BOLD),
        Role::PathSource | Role::PathStep if plain => Modifier::UNDERLINED,
        Role::PathSink => Modifier::BOLD,
        Role::Keyword | Role::Good | Role::Warn if plain => Modifier::BOLD,
        Role::Dim | Role::Gutter | Role::FindingStale if plain => Modifier::DIM,
        _ => Modifier::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_is_none() {
        for role in Role::ALL {
            let style = Theme::new(Tone::NoColour).style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    /// A colour of the palette.
    fn colour(index: u8) -> [u8; 3] {
        let level = |step: u8| [0u8, 95, 135, 175, 215, 255][usize::from(step)];
        match index {
            16..=231 => {
                let at = index - 16;
                [level(at / 36), level(at / 6 % 6), level(at % 6)]
            }
            _ => [8 + 10 * (index - 232); 3],
        }
    }

    /// How much light a colour gives, of 1 (WCAG 2.2, relative luminance).
    fn light(parts: [u8; 3]) -> f64 {
        let linear = parts.map(|part| {
            let share = f64::from(part) / 255.0;
            if share <= 0.03928 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn everything_can_be_read_on_its_ground() {
        // Black and white, and what many choose: Solarized, the dark and the light one, Gruvbox and Nord.
        for (tone, ground) in [
            (Tone::Dark, [0, 0, 0]),
            (Tone::Dark, [0, 43, 54]),
            (Tone::Dark, [40, 40, 40]),
            (Tone::Dark, [46, 52, 64]),
            (Tone::Light, [255, 255, 255]),
            (Tone::Light, [253, 246, 227]),
            (Tone::Light, [251, 241, 199]),
        ] {
            for role in Role::ALL {
                let style = Theme::new(tone).style(*role);
                let index = |shown| match shown {
                    Some(Color::Indexed(index)) => colour(index),
                    _ => ground,
                };
                let (one, other) = (light(index(style.fg)), light(index(style.bg)));
                let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                // Level AA of WCAG 2.2 for text of common size.
                assert!(
                    contrast >= 4.5,
                    "{tone:?} {role:?} on {ground:?}: {contrast:.1}"
                );
            }
        }
    }

    #[test]
    fn good_and_bad_differ_in_every_tone() {
        for tone in [Tone::Dark, Tone::Light] {
            let theme = Theme::new(tone);
            assert_ne!(theme.style(Role::Good).fg, theme.style(Role::Bad).fg);
            assert_ne!(theme.style(Role::Good).fg, theme.style(Role::Warn).fg);
        }
        let theme = Theme::new(Tone::NoColour);
        assert_ne!(theme.style(Role::Selected), theme.style(Role::Text));
        assert_ne!(theme.style(Role::Finding), theme.style(Role::Text));
    }
}
