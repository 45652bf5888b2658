//! The schema of goals over files that are not Python.
//!
//! Called by `goal`.

use super::table::Table;
use crate::pack::{CCode, Fields, FileGoal, Format, Ignores, Renders, Requirements, Setting};
use std::collections::BTreeMap;

/// Reads what a goal says of a file, if it does.
pub(super) fn file_goal(table: &Table<'_>) -> Option<FileGoal> {
    let requirements = table.table("requirements").map(requirements);
    let ignores = table.table("ignores").map(ignores);
    let fields = table.table("fields").map(fields);
    let settings: Vec<Setting> = table
        .one_or_more("setting")
        .into_iter()
        .map(setting)
        .collect();
    let code = table.table("c").map(|inner| {
        let read = CCode {
            bounded: inner.flag("bounded"),
            source: inner.text("source"),
            into: inner.texts("into"),
        };
        if read == CCode::default() {
            empty(&inner);
        }
        inner.close();
        FileGoal::C(read)
    });
    let renders = table.table("renders").map(renders);
    requirements
        .or(renders)
        .or(code)
        .or(ignores)
        .or(fields)
        .or_else(|| (!settings.is_empty()).then_some(FileGoal::Settings(settings)))
}

fn requirements(table: Table<'_>) -> FileGoal {
    let lists = |key| -> BTreeMap<String, Vec<String>> {
        let named = table.named_text_lists(key);
        named.into_iter().collect()
    };
    let read = Requirements {
        pinned: table.flag("pinned"),
        hashed: table.flag("hashed"),
        known: lists("known"),
        https: table.flag("https"),
        without: table.texts("without"),
        with: table.texts("with"),
        keeps: table.texts("keeps"),
        lacks: table.texts("lacks"),
        version: table
            .named_texts("version")
            .into_iter()
            .map(|(name, wanted, _)| (name, wanted))
            .collect(),
    };
    if read == Requirements::default() {
        empty(&table);
    }
    table.close();
    FileGoal::Requirements(read)
}

fn ignores(table: Table<'_>) -> FileGoal {
    let read = Ignores {
        paths: table.texts("paths"),
        not: table.texts("not"),
        given: table.flag("given"),
    };
    if read == Ignores::default() {
        empty(&table);
    }
    table.close();
    FileGoal::Ignores(read)
}

fn renders(table: Table<'_>) -> FileGoal {
    let read = Renders {
        with: table.need(
            "with",
            "the values by name, as a Python dict in quotation marks",
        ),
        input: table.text("input"),
        shows: table.texts("shows"),
        lacks: table.texts("lacks"),
        tags: table.texts("tags"),
        escape: table.truth("escape"),
    };
    let asked = [
        ("shows", &read.shows),
        ("lacks", &read.lacks),
        ("tags", &read.tags),
    ];
    let asked = asked.into_iter().find(|(_, list)| !list.is_empty());
    match (&read.input, asked) {
        (None, None) => table.tell(
            table.line(),
            "the goal asks for nothing of the page",
            "Add `shows`, `lacks`, `tags`, or a hostile `input` that must stay data.",
        ),
        (Some(_), Some((key, _))) => table.tell(
            table.line_of(key),
            format!(
                "a goal with `input` asks that it stays data, and `{key}` asks for something else"
            ),
            "Ask for what the page shows in a goal of its own; what is missing there is no harm.",
        ),
        _ => {}
    }
    if read.input.is_some() && !read.with.is_empty() && !read.with.contains("{input}") {
        table.tell(
            table.line_of("with"),
            "the `input` stands in none of the values",
            "Write `{input}` in `with` where it goes.",
        );
    }
    table.close();
    FileGoal::Renders(read)
}

fn fields(table: Table<'_>) -> FileGoal {
    let read = Fields {
        needs: table.texts("needs"),
        once: table.texts("once"),
        uri: table.texts("uri"),
        date: table.texts("date"),
        after: table.text("after"),
        known: table.texts("known"),
        public: table.flag("public"),
    };
    if read == Fields::default() {
        empty(&table);
    }
    table.close();
    FileGoal::Fields(read)
}

fn setting(table: Table<'_>) -> Setting {
    let formats = [
        ("ini", Format::Ini),
        ("toml", Format::Toml),
        ("env", Format::Env),
    ];
    if !table.has("format") {
        let _ = table.need("format", "`ini`, `toml` or `env`");
    }
    let read = Setting {
        format: table.word("format", &formats).unwrap_or(Format::Ini),
        key: table.need("key", "section and key, such as `install.require-hashes`"),
        is: table.texts("is"),
        has: table.texts("has"),
        lacks: table.texts("lacks"),
        days: table.number("days"),
        words: table.flag("words"),
        dates: table.flag("dates"),
        absent: table.flag("absent"),
    };
    table.close();
    read
}

fn empty(table: &Table<'_>) {
    table.tell(
        table.line(),
        "the goal asks for nothing",
        "Add what must hold; `docs/packs.md` lists the keys.",
    );
}
