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
}

/// A comment that accepts findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    word: Word,
    /// Its line; `None`: it speaks of the whole file.
    line: Option<u32>,
    /// What it accepts; empty means everything.
    codes: Vec<String>,
    used: bool,
}

/// The remarks among the comments of a file.
pub(super) fn remarks(source: &Source, comments: &[Span]) -> Vec<Remark> {
    let each = |&span: &Span| {
        let line = source.line_of(span.start);
        let parts = source.slice(span).split('#');
        parts.filter_map(move |part| remark(part.trim(), line))
    };
    comments.iter().flat_map(each).collect()
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
        (None, Word::Noqa) => "",
    };
    let codes = list
        .split([',', ' ', '\t'])
        .filter(|code| !code.is_empty())
        .take_while(|code| is_code(code))
        .map(str::to_owned);
    Some(Remark {
        word,
        line: whole.is_none().then_some(line),
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
        self.line
            .is_none_or(|line| (lines.0..=lines.1).contains(&line))
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
        !self.used && self.line.is_some() && own && known
    }

    /// Its codes that stand for nothing, though they look like those of rules that are looked for here.
    fn strange(&self, codes: &Codes) -> Vec<String> {
        let ours = |code: &str| match self.word {
            Word::Nosec => true,
            // Most codes are another tool's.
            Word::Noqa => {
                code.contains('-')
                    || code.strip_prefix('s').is_some_and(|number| {
                        number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit())
                    })
            }
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
        let named = !remark.codes.is_empty() && remark.line.is_some();
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
        let line = remark.line.unwrap_or(1);
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
        let remarks: Vec<_> = remark("nosec wek-hash", 3).into_iter().collect();
        assert!(wrong(&remarks, &codes)[0].1.contains("`weak-hash`"));
        assert_eq!(codes.family("S3"), ["weak-hash"]);
        assert_eq!(codes.family("B"), ["weak-hash"]);
        assert_eq!(codes.family("S4"), Vec::<String>::new());
        assert_eq!(codes.family("sql"), Vec::<String>::new());
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
            let found = found
                .as_ref()
                .map(|r| (r.line, r.codes.iter().map(String::as_str).collect()));
            assert_eq!(found, expected, "{comment}");
        }
    }
}
