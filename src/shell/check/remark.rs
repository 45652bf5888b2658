//! `# nosec` and `# noqa` in comments: findings that a person has looked at and accepted.
//!
//! Their language is that of Bandit and of Ruff, with rules' own ids besides. Only `check` honours
//! them; an exercise is judged without. Called by `check`.

use crate::finding::Finding;
use crate::rules::Rulebook;
use crate::shell::explain::nearest;
use crate::text::{Source, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What a code such as `B608` or `S608`, or an id, means: rules.
#[derive(Debug, Default)]
pub(super) struct Codes(BTreeMap<String, Vec<String>>);

impl Codes {
    pub(super) fn of(rulebook: &Rulebook) -> Self {
        let mut codes = Self::default();
        for rule in rulebook.rules() {
            for code in rule.bandit.iter().chain(&rule.ruff).chain([&rule.id]) {
                codes.enter(code, &rule.id);
            }
            for number in &rule.cwe {
                codes.enter(&format!("CWE-{number}"), &rule.id);
                codes.enter(&format!("CWE-{number:03}"), &rule.id);
            }
        }
        let coverage = rulebook.coverage();
        for reason in coverage.bandit.iter().chain(&coverage.ruff) {
            for rule in &reason.covered_by {
                codes.enter(&reason.id, rule);
            }
        }
        codes
    }

    fn enter(&mut self, code: &str, rule: &str) {
        let rules = self.0.entry(code.to_ascii_lowercase()).or_default();
        if !rules.iter().any(|known| known == rule) {
            rules.push(rule.to_owned());
        }
    }

    /// The rules for all codes that begin so: `S`, `S3`, `B6`.
    pub(super) fn family(&self, beginning: &str) -> Vec<String> {
        let beginning = beginning.to_ascii_lowercase();
        let digits = beginning.trim_start_matches(['s', 'b']);
        if digits.len() + 1 != beginning.len() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        let all = self.0.iter().filter(|(code, _)| {
            let rest = code.strip_prefix(&beginning);
            rest.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
        });
        let rules: BTreeSet<_> = all.flat_map(|(_, rules)| rules).collect();
        rules.into_iter().cloned().collect()
    }

    /// The rules that a code stands for; none when it is another tool's.
    pub(super) fn rules(&self, code: &str) -> &[String] {
        let rules = self.0.get(&code.to_ascii_lowercase());
        rules.map_or(&[], Vec::as_slice)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Nosec,
    Noqa,
    /// `ruff: ignore[...]`, whose words joined by `-` are names of Ruff's own rules.
    Ruff,
}

/// A comment that accepts findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    word: Word,
    /// The line on which it stands.
    at: u32,
    /// The lines of which it speaks; `None`: the whole file.
    lines: Option<(u32, u32)>,
    /// What it accepts; empty means everything.
    codes: Vec<String>,
    used: bool,
}

/// The remarks among the comments of a file.
pub(super) fn remarks(source: &Source, comments: &[Span]) -> Vec<Remark> {
    let mut all: Vec<Remark> = Vec::new();
    for &span in comments {
        let line = source.line_of(span.start);
        for part in source.slice(span).split('#') {
            match of_ruff(part.trim(), line) {
                Some(Ruff::On(codes)) => {
                    let open =
                        |r: &&mut Remark| r.lines == Some((r.at, u32::MAX)) && r.codes == codes;
                    if let Some(remark) = all.iter_mut().rev().find(open) {
                        remark.lines = Some((remark.at, line));
                    }
                }
                Some(Ruff::Remark(mut remark)) => {
                    let own = source.line(line).trim_start().starts_with('#');
                    // Alone on its line it speaks of the next one.
                    if own && remark.lines == Some((line, line)) {
                        remark.lines = Some((line, line + 1));
                    }
                    all.push(remark);
                }
                None => all.extend(remark(part.trim(), line)),
            }
        }
    }
    for remark in &mut all {
        if let Some((from, u32::MAX)) = remark.lines {
            remark.lines = Some((from, end_of_block(source, from)));
        }
    }
    all
}

/// The last line of the block in which a comment stands.
fn end_of_block(source: &Source, line: u32) -> u32 {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let own = depth(source.line(line));
    let last = source.line_of(u32::try_from(source.text().len()).unwrap_or(u32::MAX));
    let mut rest = line + 1..=last;
    let less = |line: &u32| {
        let line = source.line(*line);
        !line.trim().is_empty() && depth(line) < own
    };
    rest.find(less).map_or(last, |next| next - 1)
}

/// What Ruff reads besides `noqa`.
enum Ruff {
    Remark(Remark),
    /// What was switched off for these codes is on again.
    On(Vec<String>),
}

/// `ruff: ignore[S608]`, `ruff: disable[S608]` and `ruff: enable[S608]` around some lines, `ruff: file-ignore[S608]`.
fn of_ruff(text: &str, line: u32) -> Option<Ruff> {
    let text = text.to_ascii_lowercase();
    let (what, rest) = text.strip_prefix("ruff:")?.trim_start().split_once('[')?;
    let (codes, _) = rest.split_once(']')?;
    let codes = codes.split(',').map(str::trim).filter(|code| is_code(code));
    let codes: Vec<_> = codes.map(str::to_owned).collect();
    if codes.is_empty() {
        return None;
    }
    let lines = match what {
        "ignore" => Some((line, line)),
        "disable" => Some((line, u32::MAX)),
        "file-ignore" => None,
        "enable" => return Some(Ruff::On(codes)),
        _ => return None,
    };
    Some(Ruff::Remark(Remark {
        word: Word::Ruff,
        at: line,
        lines,
        codes,
        used: false,
    }))
}

fn remark(text: &str, line: u32) -> Option<Remark> {
    let lower = text.to_ascii_lowercase();
    let whole = ["ruff:", "flake8:"]
        .iter()
        .find_map(|tool| lower.strip_prefix(tool));
    let start = whole.map_or(lower.as_str(), str::trim_start);
    let (word, rest) = if let Some(rest) = start.strip_prefix("nosec") {
        (Word::Nosec, rest)
    } else {
        (Word::Noqa, start.strip_prefix("noqa")?)
    };
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let rest = rest.trim_start();
    let list = match (rest.strip_prefix(':'), word) {
        (Some(list), _) => list,
        (None, Word::Nosec) => rest,
        (None, Word::Noqa | Word::Ruff) => "",
    };
    let codes = list
        .split([',', ' ', '\t'])
        .filter(|code| !code.is_empty())
        .take_while(|code| is_code(code))
        .map(str::to_owned);
    Some(Remark {
        word,
        at: line,
        lines: whole.is_none().then_some((line, line)),
        codes: codes.collect(),
        used: false,
    })
}

/// `b608`, `pls0123`, or words joined by `-` as ids are.
fn is_code(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let code = digits.len() < text.len()
        && !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit());
    let words = || text.split('-');
    let id = words().count() > 1
        && words().all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphanumeric()));
    code || id
}

impl Remark {
    fn covers(&self, rule: &str, lines: (u32, u32), codes: &Codes) -> bool {
        self.lines
            .is_none_or(|own| own.0 <= lines.1 && lines.0 <= own.1)
            && (self.codes.is_empty()
                || self
                    .codes
                    .iter()
                    .any(|code| codes.rules(code).iter().any(|known| known == rule)))
    }

    /// Whether it silenced nothing although it speaks of rules that were looked for. `# noqa` alone
    /// may be meant for another tool.
    fn useless(&self, codes: &Codes) -> bool {
        let known = |code: &String| !codes.rules(code).is_empty();
        let known = self.codes.is_empty() || self.codes.iter().any(known);
        let own = self.word == Word::Nosec || !self.codes.is_empty();
        !self.used && self.lines.is_some() && own && known
    }

    /// Its codes that stand for nothing, though they look like those of rules that are looked for here.
    fn strange(&self, codes: &Codes) -> Vec<String> {
        let number = |code: &str| {
            code.strip_prefix('s').is_some_and(|number| {
                number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit())
            })
        };
        // Most codes are another tool's.
        let ours = |code: &str| match self.word {
            Word::Nosec => true,
            Word::Noqa => code.contains('-') || number(code),
            Word::Ruff => number(code),
        };
        let strange = self
            .codes
            .iter()
            .filter(|code| ours(code) && codes.rules(code).is_empty());
        strange.cloned().collect()
    }
}

/// Whether one of the remarks of a finding's file accepts it: one on the lines to which it belongs; or one that names
/// its rule on the way there, as where the text of a statement is put together, at which other tools point.
pub(super) fn accepted(
    remarks: &mut [Remark],
    finding: &Finding,
    lines: (u32, u32),
    way: &[(u32, u32)],
    codes: &Codes,
) -> bool {
    let mut accepted = false;
    for remark in remarks {
        let named = !remark.codes.is_empty() && remark.lines.is_some();
        let on_the_way = || {
            let mut way = way.iter();
            named && way.any(|lines| remark.covers(&finding.rule, *lines, codes))
        };
        if remark.covers(&finding.rule, lines, codes) || on_the_way() {
            remark.used = true;
            accepted = true;
        }
    }
    accepted
}

/// What is wrong with remarks: the line, and a sentence.
pub(super) fn wrong(remarks: &[Remark], codes: &Codes) -> Vec<(u32, String)> {
    let mut told = Vec::new();
    for remark in remarks {
        let line = remark.at;
        for code in remark.strange(codes) {
            let ids = codes.0.keys().map(String::as_str);
            let near = nearest(&code, ids.filter(|id| id.contains('-')));
            let near = near.filter(|_| code.contains('-'));
            let next = near.map_or_else(
                || "Check it: `protect explain` lists the rules.".to_owned(),
                |near| format!("Did you mean `{near}`?"),
            );
            let shown = if code.contains('-') {
                code
            } else {
                code.to_uppercase()
            };
            told.push((line, format!("no rule is known as `{shown}`. {next}")));
        }
        if remark.useless(codes) {
            let advice = "this comment silences nothing; remove it, or name what it is for.";
            told.push((line, advice.to_owned()));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_stand_for_nothing_are_told_where_they_are_meant() {
        let mut codes = Codes::default();
        codes.enter("B324", "weak-hash");
        codes.enter("S324", "weak-hash");
        codes.enter("weak-hash", "weak-hash");
        for (comment, told) in [
            ("nosec B324", 1),
            ("nosec B999", 1),
            ("nosec B324 B999", 2),
            ("nosec wek-hash", 1),
            ("noqa: E501", 0),
            ("noqa: S999", 1),
            ("noqa: S324, E501", 1),
            ("noqa", 0),
        ] {
            let remarks: Vec<_> = remark(comment, 3).into_iter().collect();
            let found = wrong(&remarks, &codes);
            assert_eq!(found.len(), told, "{comment}: {found:?}");
        }
        let of_ruff = |text: &str| match of_ruff(text, 3) {
            Some(Ruff::Remark(remark)) => wrong(&[remark], &codes).len(),
            _ => 9,
        };
        assert_eq!(of_ruff("ruff: ignore[suspicious-mark-safe-usage]"), 0);
        assert_eq!(of_ruff("ruff: ignore[S999]"), 1);
        let remarks: Vec<_> = remark("nosec wek-hash", 3).into_iter().collect();
        assert!(wrong(&remarks, &codes)[0].1.contains("`weak-hash`"));
        assert_eq!(codes.family("S3"), ["weak-hash"]);
        assert_eq!(codes.family("B"), ["weak-hash"]);
        assert_eq!(codes.family("S4"), Vec::<String>::new());
        assert_eq!(codes.family("sql"), Vec::<String>::new());
    }

    #[test]
    fn ruff_has_words_for_some_lines() {
        let text = "x  # ruff: ignore[S608, S301] because\n# ruff: ignore[S608]\nx\n\
                    # ruff: disable[S608]\nx\n# ruff: enable[S608]\n\
                    if x:\n    # ruff: disable[S301]\n\n    x\nx\n# ruff: file-ignore[S105]\n# ruff: ignore\n# ruff: noqa: S999\n";
        let source = Source::new("a.py", text);
        let program = crate::python::parse(&source);
        let found: Vec<_> = remarks(&source, program.comments())
            .into_iter()
            .map(|r| (r.at, r.lines, r.codes.join(" ")))
            .collect();
        let expected = [
            (1, Some((1, 1)), "s608 s301"),
            (2, Some((2, 3)), "s608"),
            (4, Some((4, 6)), "s608"),
            (8, Some((8, 10)), "s301"),
            (12, None, "s105"),
            (14, None, "s999"),
        ];
        let expected = expected.map(|(at, lines, codes)| (at, lines, codes.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn remarks_are_read_as_their_tools_read_them() {
        for (comment, expected) in [
            ("nosec", Some((Some(3), vec![]))),
            ("nosec B608", Some((Some(3), vec!["b608"]))),
            (
                "nosec: B608, B301 seen",
                Some((Some(3), vec!["b608", "b301"])),
            ),
            ("nosec - it was looked at", Some((Some(3), vec![]))),
            (
                "nosec sql-built-from-input",
                Some((Some(3), vec!["sql-built-from-input"])),
            ),
            ("NOQA", Some((Some(3), vec![]))),
            ("noqa: S608,E501", Some((Some(3), vec!["s608", "e501"]))),
            ("noqa S608", Some((Some(3), vec![]))),
            ("ruff: noqa: S608", Some((None, vec!["s608"]))),
            ("nosecond", None),
            ("no sec", None),
        ] {
            let found = remark(comment, 3);
            let found = found.as_ref().map(|r| {
                (
                    r.lines.map(|(line, _)| line),
                    r.codes.iter().map(String::as_str).collect(),
                )
            });
            assert_eq!(found, expected, "{comment}");
        }
    }
}
