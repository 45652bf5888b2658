//! The schema of `pack.toml`: what the pack says of itself, and its modules in order.
//!
//! Called by `load`.

use super::links::Links;
use super::names::HEAD;
use super::table::{Document, Table};
use super::{Faults, MAJOR, MINOR};
use crate::pack::{About, Module, Needs, Objective, Reading};

/// Reads `pack.toml`; nothing when its format is one this program cannot read at all.
pub(super) fn read(text: &str, faults: &Faults, links: &mut Links) -> Option<(About, Vec<Module>)> {
    let doc = Document::new(HEAD, text, 1, faults);
    let parsed = doc.parse();
    let root = doc.root(&parsed);
    let format = root.need(
        "format",
        "the version of the pack format, such as `\"1.0\"`",
    );
    if !format.is_empty() && !readable(&format, &root, faults) {
        return None;
    }
    let needs = needs(&root)?;
    let about = About {
        format,
        id: root.id(),
        version: root.need("version", "a version such as `\"1.2.0\"`"),
        title: root.title(),
        summary: root.need("summary", "one or two sentences"),
        license: root.need("license", "an SPDX expression such as `\"CC-BY-4.0\"`"),
        authors: root.texts("authors"),
        language: root.need("language", "a language tag such as `\"en\"`"),
        reading: root.table("reading").map(reading),
        needs,
    };
    if about.reading.is_some() && !about.is_english() {
        root.tell(
            root.line_of("reading"),
            format!(
                "reading is measured in English only, and the pack's language is `{}`",
                about.language
            ),
            "Remove `[reading]`.",
        );
    }
    if !about.version.is_empty() && !is_version(&about.version) {
        root.tell(
            root.line_of("version"),
            format!("`{}` is not a version", about.version),
            "Write three numbers with dots, such as `1.2.0`.",
        );
    }
    if !about.license.trim().is_empty() && !is_license(&about.license) {
        root.tell(
            root.line_of("license"),
            format!("`{}` has not the form of an SPDX expression", about.license),
            "Write ids of licences with `AND`, `OR` or `WITH` between, such as `CC-BY-4.0`; spdx.org/licenses lists them. For one of your own: `LicenseRef-NAME`.",
        );
    }
    if !about.language.trim().is_empty() && !is_language(&about.language) {
        root.tell(
            root.line_of("language"),
            format!("`{}` is no language tag", about.language),
            "Write one such as `en`, `de` or `pt-BR`.",
        );
    }
    if about.authors.is_empty() {
        root.tell(
            root.line_of("authors"),
            "the pack names no author",
            "Add `authors = [\"…\"]`.",
        );
    }
    let mut modules: Vec<Module> = Vec::new();
    for table in root.tables("module") {
        let module = Module {
            id: table.id(),
            title: table.title(),
            summary: table.need("summary", "one sentence for the course map"),
            objectives: objectives(&table, links),
        };
        if modules.iter().any(|other| other.id == module.id) {
            table.tell(
                table.line_of("id"),
                format!("there are two modules with the id `{}`", module.id),
                "Give one of them another id.",
            );
            table.close();
            continue;
        }
        table.close();
        modules.push(module);
    }
    if modules.is_empty() {
        root.tell(
            1,
            "the pack has no module",
            "Add a `[[module]]` with id, title and summary.",
        );
    }
    root.close();
    Some((about, modules))
}

/// Texts, or tables that also say what practises them.
fn objectives(module: &Table<'_>, links: &mut Links) -> Vec<Objective> {
    module
        .texts_or_tables("objectives")
        .into_iter()
        .map(|written| match written {
            Ok(text) => Objective {
                text,
                by: Vec::new(),
            },
            Err(table) => {
                let objective = Objective {
                    text: table.need("text", "what a learner can do afterwards"),
                    by: table.texts("by"),
                };
                for id in &objective.by {
                    links.practice(id, HEAD, table.line_of("by"));
                }
                table.close();
                objective
            }
        })
        .collect()
}

/// The limits of `[reading]`.
fn reading(table: Table<'_>) -> Reading {
    let usual = Reading::default();
    let read = Reading {
        pages: table.number("pages").unwrap_or(usual.pages),
        hints: table.number("hints").unwrap_or(usual.hints),
    };
    table.close();
    read
}

/// What the pack needs; nothing when this program is too old for it.
fn needs(root: &Table<'_>) -> Option<Needs> {
    const OWN: &str = env!("CARGO_PKG_VERSION");
    let Some(table) = root.table("needs") else {
        return Some(Needs::default());
    };
    let line = table.line_of("protect");
    if let Some(version) = table.text("protect") {
        if !is_version(&version) {
            table.tell(
                line,
                format!("`{version}` is not a version"),
                "Write three numbers with dots, such as `0.2.0`.",
            );
        } else if is_newer(core(&version), OWN) {
            table.tell(
                line,
                format!("the pack needs protect {version}; this is {OWN}"),
                "Get a newer version of the program, or an older version of the pack.",
            );
            return None;
        }
    }
    let needs = Needs {
        rules: table.texts("rules"),
        line: table.line_of("rules"),
    };
    table.close();
    Some(needs)
}

/// Whether one version is newer than another: numbers between points, compared one by one.
#[must_use]
pub fn is_newer(one: &str, other: &str) -> bool {
    let numbers = |version: &str| -> Vec<u64> {
        let parts = version.split(|c: char| !c.is_ascii_digit());
        parts.filter_map(|part| part.parse().ok()).collect()
    };
    numbers(one) > numbers(other)
}

/// The numbers of a version, without what stands behind them.
fn core(version: &str) -> &str {
    version.split(['-', '+']).next().unwrap_or_default()
}

/// Whether the format can be read. Decides whether unknown keys are faults.
fn readable(format: &str, root: &Table<'_>, faults: &Faults) -> bool {
    let numbers: Option<(u32, u32)> = format
        .split_once('.')
        .and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    let line = root.line_of("format");
    match numbers {
        None => {
            root.tell(
                line,
                format!("`{format}` is not a format version"),
                format!("Write `format = \"{MAJOR}.{MINOR}\"`."),
            );
            true
        }
        Some((major, _)) if major != MAJOR => {
            root.tell(
                line,
                format!("the pack has format {format}; this program reads {MAJOR}.x"),
                if major > MAJOR {
                    "Get a newer version of the program, or an older version of the pack."
                } else {
                    "Ask the author for a newer version of the pack."
                },
            );
            false
        }
        Some((_, minor)) => {
            if minor > MINOR {
                faults.lenient.set(true);
                faults.note(&format!(
                    "{HEAD}:{line}: the pack has format {format}, newer than {MAJOR}.{MINOR}; what this program does not know is ignored"
                ));
            }
            true
        }
    }
}

/// Whether a text has the form of an SPDX expression; whether there is such a licence, nobody here knows.
fn is_license(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut open = 0;
    // Whether a licence, or an opening bracket, comes next.
    let mut wanted = true;
    for word in spaced.split_whitespace() {
        let fits = match word {
            "(" => {
                open += 1;
                wanted
            }
            ")" => {
                open -= 1;
                !wanted && open >= 0
            }
            "AND" | "OR" | "WITH" => !std::mem::replace(&mut wanted, true),
            id => std::mem::replace(&mut wanted, false) && is_license_id(id),
        };
        if !fits {
            return false;
        }
    }
    !wanted && open == 0
}

/// Whether a word can be the id of a licence, or of an exception.
fn is_license_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+' | ':'))
}

/// Whether a text has the form of a language tag: a language of two or three letters, and perhaps more parts.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn is_version(version: &str) -> bool {
    let parts: Vec<&str> = core(version).split('.').collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_of_licences() {
        for text in [
            "CC-BY-4.0",
            "MIT OR Apache-2.0",
            "(MIT OR Apache-2.0) AND CC0-1.0",
            "GPL-2.0-or-later WITH Classpath-exception-2.0",
            "LicenseRef-house",
            "Apache-2.0+",
        ] {
            assert!(is_license(text), "{text}");
        }
        for text in [
            "all rights reserved",
            "MIT OR",
            "AND MIT",
            "(MIT",
            "MIT)",
            "MIT/X11",
            "()",
            "© me",
        ] {
            assert!(!is_license(text), "{text}");
        }
    }

    #[test]
    fn tags_of_languages() {
        for text in ["en", "de", "pt-BR", "zh-Hant-TW", "gsw"] {
            assert!(is_language(text), "{text}");
        }
        for text in ["xx yy", "e", "english", "de_DE", "de-", "-"] {
            assert!(!is_language(text), "{text}");
        }
    }
}
