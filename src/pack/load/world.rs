//! The schema of `[world]` inside `exercise.toml`.
//!
//! Called by `exercise`.

use super::table::Table;
use crate::pack::{ArchiveEntry, Commit, Repository, World, WorldProgram, WorldRequest};
use core::net::IpAddr;
use std::collections::BTreeMap;

pub(super) fn world(table: Table<'_>) -> World {
    let read = World {
        files: paths(&table, "files"),
        links: paths(&table, "links"),
        archives: table
            .named_lists("archives")
            .into_iter()
            .map(|(path, line, entries)| {
                absolute(&table, &path, line);
                (path, entries.into_iter().map(entry).collect())
            })
            .collect(),
        environ: texts(&table, "environ"),
        pages: addresses(&table, "pages"),
        redirects: addresses(&table, "redirects"),
        hosts: hosts(&table),
        without_tls: table.texts("without-tls"),
        programs: table
            .named_tables("programs")
            .into_iter()
            .map(|(name, inner)| (name, program(inner)))
            .collect(),
        request: table.table("request").map(request),
        made_up: table.flag("made-up"),
        stores: table.flag("stores"),
        secrets: table.flag("secrets"),
        repository: table.table("repository").map(repository),
    };
    table.close();
    read
}

pub(super) fn texts(table: &Table<'_>, key: &'static str) -> BTreeMap<String, String> {
    table
        .named_texts(key)
        .into_iter()
        .map(|(name, text, _)| (name, text))
        .collect()
}

fn hosts(table: &Table<'_>) -> BTreeMap<String, Vec<String>> {
    let found = table.named_text_lists("hosts");
    for (name, all) in &found {
        let mut strange = all.iter().filter(|text| text.parse::<IpAddr>().is_err());
        if let Some(text) = strange.next() {
            table.tell(
                table.line_of("hosts"),
                format!("`{text}`, to which `{name}` leads, is no IP address"),
                "Write one such as `93.184.216.34`, or several in a list.",
            );
        }
    }
    found.into_iter().collect()
}

fn absolute(table: &Table<'_>, path: &str, line: u32) {
    if !path.starts_with('/') || path.split('/').any(|part| part == "..") {
        table.tell(
            line,
            format!("`{path}` is not a full path in the model tree"),
            "Begin it with `/` and leave out `..`.",
        );
    }
}

fn paths(table: &Table<'_>, key: &'static str) -> BTreeMap<String, String> {
    let found = table.named_texts(key);
    for (path, _, line) in &found {
        absolute(table, path, *line);
    }
    found
        .into_iter()
        .map(|(path, text, _)| (path, text))
        .collect()
}

fn addresses(table: &Table<'_>, key: &'static str) -> BTreeMap<String, String> {
    let found = table.named_texts(key);
    for (address, _, line) in &found {
        if !address.contains("://") {
            table.tell(
                *line,
                format!("`{address}` is not a full address"),
                "Write it with its scheme, such as `https://example.org/x`.",
            );
        }
    }
    found
        .into_iter()
        .map(|(address, text, _)| (address, text))
        .collect()
}

fn entry(table: Table<'_>) -> ArchiveEntry {
    let read = ArchiveEntry {
        name: table.need("name", "the entry's name in the archive"),
        text: table.text("text").unwrap_or_default(),
        link: table.text("link"),
        hard_link: table.text("hard-link"),
        size: table.number("size").map(u64::from),
    };
    table.close();
    read
}

fn repository(table: Table<'_>) -> Repository {
    let read = Repository {
        files: inside(&table, "files"),
        commits: table
            .tables("commit")
            .into_iter()
            .map(|commit| {
                let read = Commit {
                    adds: inside(&commit, "adds"),
                    deletes: commit.texts("deletes"),
                };
                commit.close();
                read
            })
            .collect(),
    };
    table.close();
    read
}

/// Files by their paths inside of a folder.
fn inside(table: &Table<'_>, key: &'static str) -> BTreeMap<String, String> {
    let found = table.named_texts(key);
    for (path, _, line) in &found {
        if path.starts_with('/') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            table.tell(
                *line,
                format!("`{path}` is not a path inside of the repository"),
                "Write it from the top of the repository, such as `config/.env`.",
            );
        }
    }
    found
        .into_iter()
        .map(|(path, text, _)| (path, text))
        .collect()
}

fn program(table: Table<'_>) -> WorldProgram {
    let read = WorldProgram {
        returncode: table
            .number("returncode")
            .and_then(|code| i32::try_from(code).ok())
            .unwrap_or(0),
        stdout: table.text("stdout").unwrap_or_default(),
        stderr: table.text("stderr").unwrap_or_default(),
    };
    table.close();
    read
}

pub(super) fn request(table: Table<'_>) -> WorldRequest {
    let read = WorldRequest {
        method: table.text("method").unwrap_or_else(|| "GET".into()),
        path: table.text("path").unwrap_or_else(|| "/".into()),
        args: texts(&table, "args"),
        form: texts(&table, "form"),
        headers: texts(&table, "headers"),
        cookies: texts(&table, "cookies"),
        session: texts(&table, "session"),
        json: table.text("json"),
    };
    table.close();
    read
}
