//! Repairs over all examples of all rules: what is repaired is still Python, is found no more, and nothing new is found.
//!
//! Called by `cargo test`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test may stop at once, and reads the repository"
)]

#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::analyze::{analyze, offer_repairs};
use protected_python::finding::{Finding, Fix};
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use std::collections::BTreeMap;

fn findings(book: &Rulebook, text: &str) -> Vec<Finding> {
    let source = Source::new("a.py", text);
    let mut findings = analyze(&source, book, &[]).findings;
    offer_repairs(&source, &mut findings, book);
    findings
}

fn counted(findings: &[Finding]) -> BTreeMap<&str, usize> {
    let mut rules = BTreeMap::new();
    for finding in findings {
        *rules.entry(finding.rule.as_str()).or_insert(0) += 1;
    }
    rules
}

fn repaired(text: &str, fix: &Fix) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text.to_owned();
    for (span, new) in edits {
        text.replace_range(span.start as usize..span.end as usize, &new);
    }
    text
}

fn errors(text: &str) -> usize {
    let source = Source::new("a.py", text);
    protected_python::python::parse(&source).errors().len()
}

/// Programs in other forms than those of the rules' own examples.
const FORMS: &[&str] = &[
    "import yaml\ndef f(t):\n\treturn yaml.load(\n\t\tt,\n\t\tLoader=yaml.UnsafeLoader,  # why\n\t)\n",
    "import yaml as y; d = y.unsafe_load(input()); e = y.unsafe_load(input())\n",
    "import yaml\nclass A:\n    def f(self, t): self.d = yaml.unsafe_load(t) if t else None\n",
    "import yaml\nasync def f(t):\n    return [yaml.unsafe_load(part) for part in t], yaml.full_load(t)\n",
    "import yaml\ndef f(t):\n    x: dict = yaml.load(t, yaml.Loader); return f'{yaml.unsafe_load(t)}'\n",
    "import yaml\nx = lambda t: yaml.unsafe_load \\\n    (t)\ny = x(input())\n",
    "import random\ntoken = random.choice('abc') + str(random.randint(1, 9))\n",
    "import random as r\ndef token():\n    token = ''.join(r.choice('abc') for _ in range(9))\n    return token\n",
    "import hmac, hashlib\ndef check(key, body, given):\n    made = hmac.new(key, body, hashlib.sha256).hexdigest()\n    told = hashlib.sha256(given).hexdigest()\n    return made == told\n",
    "import hmac, hashlib\ndef check(key, body, given):\n    made = hmac.new(key, body, hashlib.sha256).digest()\n    if (\n        made\n        != hashlib.sha256(given).digest()\n    ) or not given:\n        return False\n    return True\n",
    "import hmac, hashlib\ndef check(key, body, given):\n    made = hmac.new(key, body, hashlib.sha256).digest()\n    if (made ==  # the other\n        hashlib.sha256(given).digest()):\n        return f\"{made != hashlib.sha256(given).digest()}\"\n",
    "import hmac, hashlib\ndef check(key, body, given):\n    made = hmac.new(key, body, hashlib.sha256).digest()\n    assert not (made) != (hashlib.sha256(given).digest()), 'no'\n    x = made == (other := hashlib.sha256(given).digest())\n",
];

/// The same program as other people save it.
fn variants(code: &str) -> Vec<String> {
    let code = code.trim_end();
    let plain: Vec<_> = code.lines().collect();
    let commented: Vec<_> = plain
        .iter()
        .map(|line| {
            let whole = line.ends_with([')', ':']) && !line.contains(['"', '\'', '\\']);
            if whole {
                format!("{line}  # é {{}}")
            } else {
                (*line).to_owned()
            }
        })
        .collect();
    vec![
        format!("{code}\n"),
        code.to_owned(),
        format!("# é\r\n{}\r\n", plain.join("\r\n")),
        commented.join("\n"),
    ]
}

#[test]
fn every_repair_takes_its_finding_away_and_brings_none() {
    let book = rulebook::rulebook();
    let mut repairs = 0;
    let mut wrong = Vec::new();
    let mut texts = Vec::new();
    for rule in book.rules() {
        let tests = rule.tests.iter().map(|test| test.code.as_str());
        let pages = [rule.bad.as_str(), rule.good.as_str()];
        for code in tests.chain(pages) {
            texts.extend(variants(code));
        }
    }
    for form in FORMS {
        texts.push((*form).to_owned());
        texts.push(form.replace('\n', "\r\n"));
    }
    for text in texts {
        let before = findings(&book, &text);
        let known = counted(&before);
        for finding in &before {
            let Some(fix) = &finding.fix else {
                continue;
            };
            repairs += 1;
            let new = repaired(&text, fix);
            let after = findings(&book, &new);
            let left = counted(&after);
            let more = left
                .iter()
                .any(|(rule, count)| known.get(rule).is_none_or(|known| count > known));
            let same = known.get(finding.rule.as_str());
            let gone =
                left.get(finding.rule.as_str()).copied().unwrap_or(0) < same.copied().unwrap_or(0);
            if errors(&new) > errors(&text) || more || !gone {
                wrong.push(format!("{}:\n{text}\n--- becomes\n{new}", finding.rule));
            }
        }
    }
    assert!(repairs > 50, "{repairs}");
    assert!(
        wrong.is_empty(),
        "{} of {repairs}:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}
