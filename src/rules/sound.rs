//! What a rule says that could never mean anything: ids and names that nothing can have, sentences that would break
//! a report, and purposes that nothing cleans for.
//!
//! Knows no rule and no library. Called by `load`, when the form is right.

use super::document::Part;
use super::load::RuleFault;
use super::{Rule, Snippet};
use std::collections::{BTreeMap, BTreeSet};

/// What data is cleaned for, by the words that models, sinks and the list of purposes use.
#[derive(Debug, Default)]
pub(super) struct Purposes<'a> {
    /// Those of the list, with what each means; without a list, nothing is known to be wrong.
    pub(super) listed: BTreeMap<String, String>,
    /// Those for which something cleans.
    pub(super) cleaned: BTreeSet<&'a str>,
    /// Those of sinks.
    pub(super) asked: BTreeSet<&'a str>,
}

impl Purposes<'_> {
    fn unknown(&self, word: &str, other: &BTreeSet<&str>) -> bool {
        !self.listed.is_empty() && !self.listed.contains_key(word) && !other.contains(word)
    }

    /// Whether something could ask whether a value is clean for this.
    pub(super) fn is_asked(&self, word: &str) -> bool {
        !self.unknown(word, &self.asked)
    }

    fn next(&self, word: &str, else_: &str) -> String {
        let near = self
            .listed
            .keys()
            .map(|known| (strsim::jaro_winkler(known, word), known))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match near {
            Some((_, near)) => format!("Did you mean `{near}`?"),
            None => else_.to_owned(),
        }
    }

    /// Tells purposes of a rule's sinks for which nothing cleans, and cleaning for a purpose that no sink has.
    pub(super) fn check(&self, part: &Part<'_>, faults: &mut Vec<RuleFault>) {
        let sinks = part.rule.iter().flat_map(|rule| &rule.sinks);
        for (number, sink) in sinks.enumerate() {
            let word = &sink.purpose;
            if self.unknown(word, &self.cleaned) {
                let cause = format!(
                    "nothing cleans for the purpose `{word}`, so every value counts as harmful"
                );
                let next = self.next(
                    word,
                    "Use a purpose that docs/rules.md lists, or name what cleans for this one in `[cleans]`.",
                );
                faults.push(part.fault(part.at("sink", number, "purpose"), cause, next));
            }
        }
        for (name, at, words) in part.named("cleans") {
            for word in words {
                if self.unknown(word, &self.asked) {
                    let cause = format!("`{name}` cleans for `{word}`, and no sink asks for that");
                    let next = self.next(
                        word,
                        "Use a purpose that docs/rules.md lists, or one that a `[[sink]]` has.",
                    );
                    faults.push(part.fault(at, cause, next));
                }
            }
        }
    }
}

/// Tells what can never be meant.
pub(super) fn check(part: &Part<'_>, faults: &mut Vec<RuleFault>) {
    for (key, plain) in [
        ("sources", true),
        ("answers", true),
        ("cleans", false),
        ("checks", false),
    ] {
        for (name, at, texts) in part.named(key) {
            if !is_name(name) {
                faults.push(part.fault(at, no_name(name), NAMED));
            }
            if plain && let Some(text) = texts.iter().find(|text| !is_line(text)) {
                faults.push(part.fault(at, broken(key, text), LINE));
            }
        }
    }
    let Some(rule) = &part.rule else {
        return;
    };
    if !is_kebab(&rule.id) {
        let cause = format!("the id `{}` is not kebab-case", rule.id);
        let next =
            "Use lower-case letters, digits and single hyphens, such as `house-logger-only`.";
        faults.push(part.fault(part.of("id"), cause, next));
    }
    if !is_line(&rule.message) || rule.message.trim().is_empty() {
        faults.push(part.fault(part.of("message"), broken("message", &rule.message), LINE));
    }
    for (key, text) in rule.texts() {
        if key != "message" && crate::text::printable(text) != text {
            let cause = format!("`{key}` holds a character that a terminal would act on");
            faults.push(part.fault(part.of(key), cause, "Remove it."));
        }
    }
    names(part, rule, faults);
    sentences(part, rule, faults);
    for (number, fix) in rule.fixes.iter().enumerate() {
        for (from, to) in &fix.rename {
            let cause = if !is_name(from) || !from.contains('.') {
                no_name(from)
            } else if is_expression(to) {
                continue;
            } else {
                format!("`{to}` is no Python that could stand for `{from}`")
            };
            let next = "Write `\"package.name\" = \"other_name\"`: what stands behind the package.";
            faults.push(part.fault(part.at("fix", number, "rename"), cause, next));
        }
    }
}

/// Tells lists without a name, and names that nothing in Python has.
fn names(part: &Part<'_>, rule: &Rule, faults: &mut Vec<RuleFault>) {
    let sinks = (0..).zip(&rule.sinks);
    let calls = (0..).zip(&rule.calls);
    let reads = (0..).zip(&rule.reads);
    let imports = (0..).zip(&rule.imports);
    let stores = (0..).zip(&rule.stores);
    let mut all: Vec<(&str, usize, &str, &[String], bool)> = Vec::new();
    all.extend(
        sinks
            .clone()
            .map(|(n, s)| ("sink", n, "call", &*s.call, true)),
    );
    all.extend(sinks.map(|(n, s)| ("sink", n, "source", &*s.source, false)));
    all.extend(calls.map(|(n, c)| ("call", n, "call", &*c.call, true)));
    all.extend(reads.map(|(n, r)| ("read", n, "name", &*r.name, true)));
    all.extend(imports.map(|(n, i)| ("import", n, "module", &*i.module, true)));
    all.extend(stores.map(|(n, s)| ("store", n, "qualified", &*s.qualified, false)));
    for (section, number, key, list, needed) in all {
        let cause = if needed && list.is_empty() {
            format!("`{key}` names nothing, so this `[[{section}]]` would never speak")
        } else if let Some(name) = list.iter().find(|name| !is_name(name)) {
            no_name(name)
        } else {
            continue;
        };
        faults.push(part.fault(part.at(section, number, key), cause, NAMED));
    }
}

/// Tells sentences with more than one line, and names in braces that nothing fills.
fn sentences(part: &Part<'_>, rule: &Rule, faults: &mut Vec<RuleFault>) {
    let mut all: Vec<(&str, usize, &str, &str)> = Vec::new();
    all.extend(
        (0..)
            .zip(&rule.sinks)
            .map(|(n, s)| ("sink", n, "callee", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.calls)
            .map(|(n, s)| ("call", n, "callee", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.reads)
            .map(|(n, s)| ("read", n, "name", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.stores)
            .map(|(n, s)| ("store", n, "name", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.guarded)
            .map(|(n, s)| ("guarded", n, "name", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.logged)
            .map(|(n, s)| ("logged", n, "name", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.optional)
            .map(|(n, s)| ("optional", n, "name", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.imports)
            .map(|(n, s)| ("import", n, "", &*s.say)),
    );
    all.extend(
        (0..)
            .zip(&rule.statements)
            .map(|(n, s)| ("shape", n, "", &*s.say)),
    );
    let snippets = (0..).zip(&rule.snippets);
    let said = |snippet: &Snippet| snippet.say.clone();
    let own: Vec<(usize, String)> = snippets.filter_map(|(n, s)| Some((n, said(s)?))).collect();
    all.extend(
        own.iter()
            .map(|(n, say)| ("pattern", *n, "*", say.as_str())),
    );
    for (section, number, filled, say) in all {
        let at = part.at(section, number, "say");
        if !is_line(say) {
            faults.push(part.fault(at, broken("say", say), LINE));
        }
        for name in in_braces(say) {
            if name == filled || (filled == "*" && matches!(name, "callee" | "name")) {
                continue;
            }
            let cause = format!("nothing fills `{{{name}}}` in `say`");
            let next = match filled {
                "" => "Write the sentence without braces.".to_owned(),
                "*" => "Braces may hold `{callee}` where a call is met, `{name}` elsewhere.".into(),
                filled => format!("Braces may hold `{{{filled}}}` here, and nothing else."),
            };
            faults.push(part.fault(at, cause, next));
        }
    }
}

const NAMED: &str = "Name it as it is imported: `package.function`, `package.Class.method`, `package.*` or `*.method`.";
const LINE: &str = "Write one line of plain text.";

fn no_name(name: &str) -> String {
    format!("nothing in Python is called `{name}`")
}

fn broken(key: &str, text: &str) -> String {
    if text.trim().is_empty() {
        format!("`{key}` is empty")
    } else {
        format!("`{key}` is more than one line, or holds a character that a terminal would act on")
    }
}

/// Whether a text can stand in one line of a report.
fn is_line(text: &str) -> bool {
    !text.contains(['\n', '\t']) && crate::text::printable(text) == text
}

fn is_kebab(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}

/// Whether something can have this qualified name; behind it may stand what the record adds: `()`, `(short)`,
/// `[KEY]`, `=`.
fn is_name(name: &str) -> bool {
    let head = name
        .find(['(', '[', '='])
        .and_then(|at| name.split_at_checked(at));
    let (head, rest) = head.unwrap_or((name, ""));
    let ends = rest.is_empty() || rest.ends_with([')', ']', '=']);
    let part = |part: &str| {
        let mut chars = part.chars();
        let first = chars.next();
        matches!(part, "*" | "?")
            || (first.is_some_and(|c| c.is_alphabetic() || c == '_')
                && chars.all(|c| c.is_alphanumeric() || c == '_'))
    };
    ends && head.split('.').all(part)
}

/// Whether a text is one expression of Python.
fn is_expression(text: &str) -> bool {
    let program = crate::python::parse(&crate::text::Source::new("fix", text));
    program.errors().is_empty()
        && matches!(
            program.tree().body.as_slice(),
            [ruff_python_ast::Stmt::Expr(_)]
        )
}

/// The words in braces that look like the names of what is filled in.
fn in_braces(text: &str) -> Vec<&str> {
    let inside = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let words = inside.map(|(word, _)| word);
    words
        .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_a_name() {
        for name in [
            "os.system",
            "requests.*",
            "?.execute",
            "*.execute",
            "builtins.print",
            "ssl.SSLContext.verify_mode=",
            "tarfile.TarFile.extract.filter()",
            "secrets.token_hex(short)",
            "flask.Flask.config[DEBUG]",
        ] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "a b", "a..b", ".a", "a.", "1a", "a-b", "a(b"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn what_a_brace_holds() {
        assert_eq!(in_braces("`{callee}` of {x} {} {A} {"), ["callee", "x"]);
    }
}
