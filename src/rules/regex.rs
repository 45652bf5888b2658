//! Regular expressions in rules, compiled once: when the rule is loaded, so that what is wrong is told there, or,
//! where nothing is wrong for sure, when somebody asks.
//!
//! Most of them look neither around nor back, and most texts are ASCII: there, `regex-automata` is asked without
//! the tables of Unicode, which take longer to build than all that is searched. The answer is the same.
//!
//! Knows nothing of what they are for. Called by `condition` and the sections of a rule.

use regex_automata::Input;
use regex_automata::meta;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::syntax;
use serde::Deserialize;
use std::cell::Cell;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A regular expression.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    text: Arc<str>,
    compiled: Arc<Compiled>,
}

/// What an expression was made into, once somebody asked.
#[derive(Debug, Default)]
struct Compiled {
    whole: OnceLock<Option<fancy_regex::Regex>>,
    /// For texts that are ASCII; `None` where it would mean something else.
    ascii: Plain,
    /// What it finds at least in texts that are ASCII, where it looks around.
    loose: Plain,
}

/// An expression that is asked about ASCII alone.
#[derive(Debug, Default)]
struct Plain {
    /// Ready at once.
    short: OnceLock<Option<meta::Regex>>,
    /// Remembers the states of its search, which pays where there is more to read than a name.
    long: OnceLock<Option<meta::Regex>>,
}

impl Plain {
    /// What is to be asked about a text of this length. `states`: as for [`Compiled::finds`].
    fn regex(
        &self,
        length: usize,
        states: Option<usize>,
        pattern: impl FnOnce() -> Option<String>,
    ) -> Option<&meta::Regex> {
        let (slot, states) = match states {
            None if length < LONG => (&self.short, None),
            None => (&self.long, Some(STATES_ALONE)),
            states => (&self.long, states),
        };
        slot.get_or_init(|| of_ascii(&pattern()?, states)).as_ref()
    }
}

impl Compiled {
    /// What is to be asked about ASCII; `None` where it would mean something else.
    fn plain(&self, pattern: &str, length: usize, states: Option<usize>) -> Option<&meta::Regex> {
        self.ascii.regex(length, states, || {
            let plain = !stands_alone(pattern) && !is_possessive(pattern);
            plain.then(|| pattern.to_owned())
        })
    }

    /// Whether something in the text matches; `None` when this is no expression. `states`: how many bytes may be
    /// taken to search faster, by whoever asks often.
    fn finds(&self, pattern: &str, text: &str, states: Option<usize>) -> Option<bool> {
        if text.is_ascii() {
            if let Some(regex) = self.plain(pattern, text.len(), states) {
                return Some(regex.is_match(text));
            }
            // Looking around takes long, and most texts have nothing to look around from.
            let loose = || without_looks(pattern);
            if let Some(regex) = self.loose.regex(text.len(), states, loose)
                && !regex.is_match(text)
            {
                return Some(false);
            }
        }
        let whole = || {
            let mut builder = fancy_regex::RegexBuilder::new(pattern);
            if let Some(states) = states {
                builder.delegate_dfa_size_limit(states);
            }
            builder.build().ok()
        };
        let regex = self.whole.get_or_init(whole).as_ref()?;
        Some(regex.is_match(text).unwrap_or(false))
    }
}

/// An expression that is asked about ASCII alone.
fn of_ascii(pattern: &str, states: Option<usize>) -> Option<meta::Regex> {
    let mut config = meta::Config::new()
        // Who shares what was met is told where a match ends, and so notes it; others ask only whether there is one.
        .which_captures(if states.is_some() {
            WhichCaptures::Implicit
        } else {
            WhichCaptures::None
        })
        .utf8_empty(false)
        .dfa(false)
        .onepass(false)
        .hybrid(states.is_some());
    if let Some(states) = states {
        config = config.hybrid_cache_capacity(states);
    }
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    let mut builder = meta::Builder::new();
    builder.configure(config).syntax(syntax).build(pattern).ok()
}

thread_local! {
    /// Whether what this thread loads is known to be sound.
    static SOUND: Cell<bool> = const { Cell::new(false) };
}

/// Loads something; `sound`: it was loaded before, and nothing was wrong.
pub(super) fn loading<T>(sound: bool, load: impl FnOnce() -> T) -> T {
    let before = SOUND.replace(sound);
    let loaded = load();
    SOUND.set(before);
    loaded
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let compiled = Compiled::default();
        if !SOUND.get() {
            let regex = fancy_regex::Regex::new(&text)
                .map_err(|e| format!("this is not a regular expression: {e}"))?;
            let _ = compiled.whole.set(Some(regex));
        }
        Ok(Self {
            text: text.into(),
            compiled: Arc::new(compiled),
        })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// The expression that this text, and no other, matches.
    pub(super) fn exactly(text: &str) -> Result<Self, String> {
        format!("^{}$", fancy_regex::escape(text)).try_into()
    }

    /// Whether something in the text matches. A search that takes too long finds nothing.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        let finds = self.compiled.finds(&self.text, text, None);
        finds.unwrap_or(false)
    }

    /// The same for whoever asks about all names of a project: the search remembers what it has met.
    pub(super) fn finds_often(&self, text: &str) -> bool {
        let finds = self.compiled.finds(&self.text, text, Some(STATES_ALONE));
        finds.unwrap_or(false)
    }
}

/// How many bytes a search by many expressions together may take for what it remembers, on each thread: with
/// fewer, it would forget and begin anew over the names of a large project.
const STATES: usize = 16 << 20;

/// The same for one expression.
const STATES_ALONE: usize = 256 << 10;
/// From how many bytes on a text is searched with a memory.
const LONG: usize = 64;

/// Whether any of several regular expressions finds something, asked once for all: most texts meet none.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    /// Whether there is one that everything meets.
    any: bool,
    /// Those that can stand beside others.
    together: Joined,
    /// The same, with what those that look around find at least.
    loosely: Joined,
    /// Those that look around: asked where that finds something.
    around: Vec<Pattern>,
    /// Those that would mean something else, or cost more, beside others.
    apart: Vec<Pattern>,
}

/// Several expressions as one.
#[derive(Debug, Clone, Default)]
struct Joined {
    each: Vec<String>,
    text: OnceLock<String>,
    compiled: Arc<Compiled>,
    /// What searches of names have met so far, for all threads: to find out takes longer than to wait for each other.
    met: Arc<Mutex<Option<meta::Cache>>>,
}

impl Joined {
    fn add(&mut self, pattern: &str) {
        if self.each.iter().all(|p| p != pattern) {
            self.each.push(pattern.to_owned());
        }
    }

    /// Whether one of them finds something. What is too large together is asked one by one, by whoever asks.
    fn finds(&self, text: &str) -> bool {
        if self.each.is_empty() {
            return false;
        }
        let join = || {
            let each: Vec<String> = self.each.iter().map(|p| format!("(?:{p})")).collect();
            each.join("|")
        };
        let joined = self.text.get_or_init(join);
        if text.len() < LONG
            && text.is_ascii()
            && let Some(regex) = self.compiled.plain(joined, text.len(), Some(STATES))
        {
            let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
            let met = met.get_or_insert_with(|| regex.create_cache());
            let input = Input::new(text).earliest(true);
            return regex.search_half_with(met, &input).is_some();
        }
        let finds = self.compiled.finds(joined, text, Some(STATES));
        finds.unwrap_or(true)
    }
}

impl Patterns {
    /// Whether one of them finds something in the text.
    pub(super) fn find(&self, text: &str) -> bool {
        if self.any || self.apart.iter().any(|p| p.finds(text)) {
            return true;
        }
        self.loosely.finds(text)
            && (self.around.is_empty()
                || self.together.finds(text)
                || self.around.iter().any(|p| p.finds(text)))
    }
}

impl<'p> FromIterator<Option<&'p Pattern>> for Patterns {
    /// Where there is no pattern, everything is meant.
    fn from_iter<I: IntoIterator<Item = Option<&'p Pattern>>>(patterns: I) -> Self {
        let mut all = Self::default();
        for pattern in patterns {
            match pattern {
                None => all.any = true,
                Some(p) if stands_alone(&p.text) => match without_looks(&p.text) {
                    Some(at_least) => {
                        all.loosely.add(&at_least);
                        all.around.push(p.clone());
                    }
                    None => all.apart.push(p.clone()),
                },
                Some(p) => {
                    all.together.add(&p.text);
                    all.loosely.add(&p.text);
                }
            }
        }
        all
    }
}

/// Whether an expression looks around or back, so that it cannot simply stand among others. A doubtful one does.
fn stands_alone(pattern: &str) -> bool {
    let looks = [
        "(?=", "(?!", "(?<", "(?>", "(?P", "(?(", "(?x", "(?-", "\\K", "\\G",
    ];
    let mut bytes = pattern.bytes();
    let mut back = false;
    while let Some(byte) = bytes.next() {
        let escaped = byte == b'\\';
        back |= escaped
            && bytes
                .next()
                .is_some_and(|b| matches!(b, b'1'..=b'9' | b'g' | b'k'));
    }
    back || looks.iter().any(|l| pattern.contains(l))
}

/// An expression without what it asks of its surroundings: it finds something wherever the whole does.
fn without_looks(pattern: &str) -> Option<String> {
    let mut kept = String::new();
    let mut rest = pattern.chars();
    // How deep the groups around are, and how deep that is which is left out.
    let (mut depth, mut out) = (0_usize, None);
    let (mut class, mut begun) = (false, false);
    while let Some(c) = rest.next() {
        let mut part = String::from(c);
        let first = std::mem::take(&mut begun);
        match c {
            '\\' => part.extend(rest.next()),
            // Brackets in brackets are not read here.
            '[' if class => return None,
            '[' => (class, begun) = (true, true),
            '^' if class && first => begun = true,
            ']' if class && !first => class = false,
            '(' if !class => {
                let ahead = rest.as_str();
                if out.is_none()
                    && ["?=", "?!", "?<=", "?<!"]
                        .iter()
                        .any(|l| ahead.starts_with(l))
                {
                    out = Some(depth);
                }
                depth += 1;
            }
            ')' if !class => {
                depth = depth.checked_sub(1)?;
                if out == Some(depth) {
                    out = None;
                    // What may be there often, or not at all, asks for nothing.
                    if rest.as_str().starts_with(['*', '+', '?', '{']) {
                        return None;
                    }
                    part = "(?:)".into();
                }
            }
            _ => {}
        }
        if out.is_none() {
            kept.push_str(&part);
        }
    }
    let whole = depth == 0 && !class && out.is_none();
    (whole && !stands_alone(&kept) && !is_possessive(&kept)).then_some(kept)
}

/// Whether a repetition of it gives nothing back, which is another expression where nobody knows of such.
fn is_possessive(pattern: &str) -> bool {
    ["++", "*+", "?+", "}+"].iter().any(|p| pattern.contains(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(patterns: &[&str]) -> Patterns {
        let all: Vec<Pattern> = patterns
            .iter()
            .map(|p| Pattern::try_from((*p).to_owned()).unwrap())
            .collect();
        all.iter().map(Some).collect()
    }

    #[test]
    fn one_of_several_is_enough() {
        let patterns = of(&["(?i)^key", "end$|^both", r"(?<!un)safe", r"(.)\1\1"]);
        for (text, found) in [
            ("KEY", true),
            ("my key", false),
            ("the end", true),
            ("The END", false),
            ("both of them", true),
            ("safe", true),
            ("unsafe", false),
            ("baaad", true),
            ("bad", false),
        ] {
            assert_eq!(patterns.find(text), found, "{text}");
        }
        let (together, around) = (patterns.together.each.len(), patterns.around.len());
        assert_eq!((together, around, patterns.apart.len()), (2, 1, 1));
    }

    #[test]
    fn what_looks_around_finds_no_more_than_without() {
        for (pattern, without) in [
            (r"(?<!un)safe", Some("(?:)safe")),
            (r"^a(?!.*[)(]).*b$", Some("^a(?:).*b$")),
            (r"(?i)x(?=(a|b(?!c)))\)y", Some(r"(?i)x(?:)\)y")),
            (r"[]()]z(?<=z)", Some(r"[]()]z(?:)")),
            (r"(?!a)?b", None),
            (r"(.)\1(?!a)", None),
            (r"(?>a)(?!a)", None),
            (r"a++(?!b)", None),
            (r"[a[b](?!c)]", None),
        ] {
            assert_eq!(without_looks(pattern).as_deref(), without, "{pattern}");
        }
    }

    #[test]
    fn without_unicode_the_answer_is_the_same() {
        let texts = [
            "",
            "key",
            "KEY",
            "Kelvin \u{212a}ey",
            "a\u{17f}\u{17f}",
            "ass",
            "x y",
            "x\u{a0}y",
            "\u{e9}",
            "1",
            "\u{661}",
            "a\nb",
            "aab",
            "a+b",
            "_k_",
            "a\\b",
        ];
        let patterns = [
            "(?i)key",
            "(?i)^ass$",
            r"\w\s\w",
            r"^.$",
            r"^\W",
            r"\d",
            r"a$",
            r"\bk",
            "[^a-z]",
            "(?s)a.b",
            "(?m)^b",
            r"a++b",
            r"a*+a",
            r"\p{L}",
            "é",
            "[é]",
            r"(?<!a)b",
            r"\x6b",
            "",
            r"a{2}+b",
            r"\ba\b",
            "[[:alpha:]]_",
        ];
        let long = texts.map(|text| format!("{0}{text}{0}", ".".repeat(LONG / 2)));
        let texts = || texts.into_iter().chain(long.iter().map(String::as_str));
        for pattern in patterns {
            let whole = fancy_regex::Regex::new(pattern).unwrap();
            let own = Pattern::try_from(pattern.to_owned()).unwrap();
            let all: Patterns = [Some(&own)].into_iter().collect();
            for text in texts() {
                let expected = whole.is_match(text).unwrap();
                assert_eq!(own.finds(text), expected, "{pattern} {text}");
                assert_eq!(all.find(text), expected, "{pattern} {text}");
            }
        }
    }

    #[test]
    fn nothing_finds_nothing_and_no_pattern_means_all() {
        assert!(!Patterns::default().find("a"));
        assert!(Patterns::from_iter([None]).find("a"));
    }
}
