//! Lock files that stand in for a list of requirements: `pylock.toml` (PEP 751) and `uv.lock`.
//!
//! Called by `requirements`.

use super::requirements::{Entry, normal};
use toml::{Table, Value};

/// What a lock file asks for; nothing when the text is no lock file.
pub(super) fn read(text: &str) -> Option<Vec<Entry>> {
    let table: Table = toml::from_str(text).ok()?;
    let key = ["packages", "package"].into_iter().find(|key| {
        let own = if *key == "packages" {
            "lock-version"
        } else {
            "version"
        };
        table.contains_key(own) && table.get(*key).is_some_and(Value::is_array)
    })?;
    let packages = table.get(key)?.as_array()?.iter();
    let packages = packages.filter_map(Value::as_table);
    Some(
        packages
            .filter_map(|package| entry(package, text))
            .collect(),
    )
}

fn entry(package: &Table, text: &str) -> Option<Entry> {
    let name = package.get("name")?.as_str()?;
    let source = package.get("source").and_then(Value::as_table);
    // The project itself is no package that anybody sends.
    let own = ["virtual", "editable", "directory"];
    if source.is_some_and(|source| own.iter().any(|key| source.contains_key(*key))) {
        return None;
    }
    let mut entry = Entry {
        line: line_of(text, name),
        name: normal(name),
        ..Entry::default()
    };
    if let Some(version) = package.get("version").and_then(Value::as_str) {
        entry.specifier = format!("=={version}");
    }
    for key in ["sdist", "archive"] {
        file(&mut entry, package.get(key));
    }
    for wheel in package
        .get("wheels")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        file(&mut entry, Some(wheel));
    }
    let git = source
        .and_then(|source| source.get("git"))
        .and_then(Value::as_str);
    if let Some(git) = git {
        // `https://host/x?rev=v1#commit`
        let (address, commit) = git.split_once('#').unwrap_or((git, ""));
        let address = address.split('?').next().unwrap_or(address);
        entry.address = Some(format!("git+{address}@{commit}"));
    }
    if let Some(vcs) = package.get("vcs").and_then(Value::as_table) {
        let of = |key: &str| vcs.get(key).and_then(Value::as_str).unwrap_or_default();
        entry.address = Some(format!("git+{}@{}", of("url"), of("commit-id")));
    }
    let index = source.and_then(|source| source.get("registry"));
    for address in [index, package.get("index")].into_iter().flatten() {
        entry.from.extend(address.as_str().map(str::to_owned));
    }
    Some(entry)
}

/// What is said of one file of a package: where it comes from, and its hashes.
fn file(entry: &mut Entry, file: Option<&Value>) {
    let Some(file) = file.and_then(Value::as_table) else {
        return;
    };
    entry
        .from
        .extend(file.get("url").and_then(Value::as_str).map(str::to_owned));
    let before = entry.hashes.len();
    entry
        .hashes
        .extend(file.get("hash").and_then(Value::as_str).map(str::to_owned));
    for (algorithm, digest) in file
        .get("hashes")
        .and_then(Value::as_table)
        .into_iter()
        .flatten()
    {
        entry.hashes.extend(
            digest
                .as_str()
                .map(|digest| format!("{algorithm}:{digest}")),
        );
    }
    entry.bare |= entry.hashes.len() == before;
}

fn line_of(text: &str, name: &str) -> usize {
    let written = format!("name = \"{name}\"");
    let mut lines = (1..).zip(text.lines());
    lines
        .find(|(_, line)| line.trim() == written)
        .map_or(1, |(line, _)| line)
}
