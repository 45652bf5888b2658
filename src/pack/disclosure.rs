//! When a learner is shown what a goal asks, and the day by which an exercise is due.
//!
//! Sealed is a courtesy, no secret: whoever has the files of a pack can read them. Called by `load`, `grade` and `shell`.

use super::{Exercise, Goal};
use std::collections::BTreeSet;
use std::str::FromStr as _;
use toml::value::Datetime;

/// When the screen shows a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Disclosure {
    /// With every verdict.
    #[default]
    Always,
    /// Once it does not hold.
    OnFail,
    /// When the day is over by which the exercise is due.
    AfterDue,
    /// In no verdict.
    Never,
}

impl Disclosure {
    /// All of them by their names in packs.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("always", Self::Always),
        ("on-fail", Self::OnFail),
        ("after-due", Self::AfterDue),
        ("never", Self::Never),
    ];

    /// Its name in packs.
    #[must_use]
    pub fn word(self) -> &'static str {
        let named = Self::WORDS.into_iter().find(|(_, known)| *known == self);
        named.map_or("always", |(word, _)| word)
    }

    /// Whether a goal is not shown even where it does not hold.
    #[must_use]
    pub fn seals(self) -> bool {
        matches!(self, Self::AfterDue | Self::Never)
    }
}

/// A day of the calendar, in days after 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(i64);

impl Day {
    /// A day in the form `2026-12-24`; nothing when there is no such day.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let read = Datetime::from_str(text).ok()?;
        let date = read.date.filter(|_| read.time.is_none())?;
        // Years that begin in March have their leap day at the end.
        let (year, month) = match i64::from(date.month) {
            early @ ..=2 => (i64::from(date.year) - 1, early + 9),
            month => (i64::from(date.year), month - 3),
        };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let in_year = (153 * month + 2) / 5 + i64::from(date.day) - 1;
        Some(Self(365 * year + leaps + in_year - 719_468))
    }

    /// Whether the day is over, in UTC, so many seconds after 1970-01-01.
    #[must_use]
    pub fn is_over(self, seconds: i64) -> bool {
        seconds >= (self.0 + 1) * 86_400
    }
}

impl Exercise {
    /// Shows from now on what was sealed until the exercise was due, if that day is over.
    pub fn open(&mut self, seconds: i64) {
        if self.due.is_some_and(|due| due.is_over(seconds)) {
            let waits = |goal: &&mut Goal| goal.disclosure == Disclosure::AfterDue;
            for goal in self.goals.iter_mut().filter(waits) {
                goal.disclosure = Disclosure::Always;
            }
        }
    }

    /// The exercise without some of its goals.
    #[must_use]
    pub fn without(&self, ids: &BTreeSet<&str>) -> Self {
        let mut rest = self.clone();
        rest.goals.retain(|goal| !ids.contains(goal.id.as_str()));
        for goal in &mut rest.goals {
            goal.after.retain(|id| !ids.contains(id.as_str()));
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_over_at_its_end() {
        for (day, end) in [
            ("1970-01-01", 86_400),
            ("2000-02-29", 951_868_800),
            ("2024-02-29", 1_709_251_200),
            ("2026-12-24", 1_798_156_800),
            ("2100-02-28", 4_107_542_400),
        ] {
            let day = Day::read(day).unwrap();
            assert!(!day.is_over(end - 1) && day.is_over(end), "{day:?}");
        }
        for text in [
            "2025-02-29",
            "2026-13-01",
            "24.12.2026",
            "2026-12-24T10:00:00",
            "",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }
}
