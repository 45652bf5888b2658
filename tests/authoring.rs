//! The author's guide, carried out: every command in `docs/packs.md` is run by the program itself, every
//! file in it is written, and what the program says is what the guide shows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test runs the program and may stop at once"
)]

use std::path::Path;
use std::process::Command;

/// A fenced block: what stands behind the fence, and its lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

#[test]
fn the_guide_does_what_it_says() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut commands = 0;
    for (info, body) in blocks(&guide) {
        let word = |key: &str| {
            let mut words = info.split(' ');
            words.find_map(|word| word.strip_prefix(key).map(str::to_owned))
        };
        // A lesson inside the guide cannot use the fence of the guide.
        let text = body.replace("~~~", "```");
        if let Some(path) = word("file=") {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        } else if let Some(path) = word("add=") {
            let path = folder.path().join(path);
            let before = std::fs::read_to_string(&path).unwrap();
            std::fs::write(path, format!("{before}\n{text}")).unwrap();
        } else if info == "console" {
            let mut expected = String::new();
            let mut said = String::new();
            for line in body.lines() {
                if let Some(command) = line.strip_prefix("$ ") {
                    compare(&said, &expected);
                    said = run(command, folder.path());
                    expected.clear();
                    commands += 1;
                } else {
                    expected.push_str(line);
                    expected.push('\n');
                }
            }
            compare(&said, &expected);
        }
    }
    assert!(commands > 7, "the guide has lost its commands");
}

/// What the program says to a command, errors first.
fn run(command: &str, folder: &Path) -> String {
    let mut words: Vec<String> = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    assert_eq!(
        words.first().map(String::as_str),
        Some("protect"),
        "{command}"
    );
    let output = Command::new(env!("CARGO_BIN_EXE_protect"))
        .args(&words[1..])
        .current_dir(folder)
        .env("PROTECT_DATA", folder.join("data"))
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    text(&output.stderr) + &text(&output.stdout)
}

#[test]
fn a_build_takes_the_place_of_nothing_but_a_build() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let head = std::fs::read(root.join("tea/pack.toml")).unwrap();
    std::fs::write(root.join("notes.txt"), "mine").unwrap();
    for (output, why) in [
        ("tea/pack.toml", "a place of the pack's own files"),
        ("tea/lessons/tea.zip", "a place of the pack's own files"),
        ("notes.txt", "there is such a file, and it is no pack"),
    ] {
        let said = run(&format!("protect pack build tea -o {output}"), root);
        assert!(said.contains(why), "{output}: {said}");
    }
    assert_eq!(std::fs::read(root.join("tea/pack.toml")).unwrap(), head);
    assert_eq!(std::fs::read(root.join("notes.txt")).unwrap(), b"mine");
    for _ in 0..2 {
        let said = run("protect pack build tea -o tea.zip", root);
        assert!(said.starts_with("tea.zip: tea 0.1.0"), "{said}");
    }
}

#[test]
fn what_an_answer_is_judged_by_is_told_once_when_it_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let path = root.join("tea/exercises/start/find-people/exercise.toml");
    let whole = std::fs::read_to_string(&path).unwrap();
    for (from, to, told) in [
        (
            "CREATE TABLE",
            "CREATE TABL",
            "SQLite refuses the SQL of `database`: ",
        ),
        (
            "call = \"find(db, 'Ada')\"",
            "call = \"((find(db, 'Ada')\"",
            "is not Python: ",
        ),
    ] {
        assert!(whole.contains(from), "{from}");
        std::fs::write(&path, whole.replacen(from, to, 1)).unwrap();
        let said = run("protect pack check tea", root);
        let faults: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("protect: "))
            .collect();
        assert!(faults.len() == 1 && faults[0].contains(told), "{said}");
    }
}

#[test]
fn what_is_added_does_not_break_the_pack() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let said = run("protect pack add rule weak-hash --to tea", root);
    assert!(
        said.contains("there is a built-in rule `weak-hash`"),
        "{said}"
    );
    let said = run("protect pack add exercise strt more --to tea", root);
    assert!(
        said.contains("`strt` is a new module. If you meant `start`"),
        "{said}"
    );
    run("protect pack add rule house-tea --to tea", root);
    let said = run("protect pack check tea --exercise nope", root);
    assert!(
        said.contains("`protect --pack tea list` names them"),
        "{said}"
    );
    let said = run("protect --pack tea explain house-tea", root);
    assert!(said.starts_with("house-tea\n"), "{said}");
    let said = run("protect --pack tea rules test house-tea", root);
    assert!(said.starts_with("1 rule of your own"), "{said}");
    let said = run("protect pack new \"my tea\"", root);
    assert!(
        said.contains("protect pack check 'my tea' --watch"),
        "{said}"
    );
}

#[test]
fn an_exercise_of_each_kind_passes_its_proof_as_it_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let kinds = [
        "fix", "write", "attack", "locate", "choose", "order", "classify", "judge", "predict",
    ];
    for kind in kinds {
        let said = run(
            &format!("protect pack add exercise start my-{kind} --kind {kind} --to tea"),
            root,
        );
        assert!(said.contains("changed: lessons/start/"), "{said}");
        if kind != "predict" {
            let said = run(
                &format!("protect pack check tea --exercise my-{kind}"),
                root,
            );
            assert!(said.contains("proved."), "{said}");
        }
    }
    let said = run("protect pack check tea", root);
    assert!(said.contains("1 lesson, 9 exercises"), "{said}");
}

#[test]
fn one_line_is_found_forgiven_or_wrong_and_not_two_of_these() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let task = root.join("tea/exercises/start/by-eye");
    std::fs::create_dir_all(task.join("start")).unwrap();
    std::fs::write(
        task.join("start/a.py"),
        "import os\nx = input()\nos.system(x)\n",
    )
    .unwrap();
    let lesson = root.join("tea/lessons/start/1-welcome.md");
    let page = "\n---\n\n## By eye\n\nLook.\n\n```exercise\nid = \"by-eye\"\n```\n";
    let before = std::fs::read_to_string(&lesson).unwrap();
    std::fs::write(&lesson, before + page).unwrap();
    let head = "id = \"by-eye\"\nrevision = 1\nkind = \"locate\"\ntitle = \"By eye\"\nbrief = \"Find the line.\"\n\
        takeaway = \"Look.\"\n\n[[hint]]\ntext = \"Which call runs a whole command line, and who writes the \
        words in it? Read each line, from the last one to the first, and ask that.\"\n\n[[spot]]\nline = 3\nwhy = \"A shell.\"\n";
    for (more, told) in [
        ("", ""),
        (
            "through = 1\n",
            "exercise.toml:14: the spot ends in line 1, before it begins. ",
        ),
        (
            "\n[[wrong]]\nline = 3\nwhy = \"No.\"\n",
            "exercise.toml:15: line 3 stands in a `[[spot]]` already. ",
        ),
        (
            "\n[[neutral]]\nline = 2\nthrough = 3\nwhy = \"No.\"\n",
            "exercise.toml:15: line 3 stands in a `[[spot]]` already. ",
        ),
    ] {
        std::fs::write(task.join("exercise.toml"), format!("{head}{more}")).unwrap();
        let said = run("protect pack check tea --exercise by-eye", root);
        let faults = said.lines().filter(|line| line.starts_with("protect: "));
        let faults: Vec<&str> = faults.filter(|line| !line.contains("note: ")).collect();
        match told {
            "" => assert!(faults.is_empty(), "{said}"),
            told => assert!(faults.len() == 1 && faults[0].contains(told), "{said}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn what_no_archive_could_hold_is_told_among_the_other_faults() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let lessons = root.join("tea/lessons/start");
    std::os::unix::fs::symlink("/etc/passwd", lessons.join("x.md")).unwrap();
    std::fs::write(lessons.join("a\nb.md"), "x").unwrap();
    std::fs::write(lessons.join(std::ffi::OsStr::from_bytes(b"\xff.md")), "x").unwrap();
    let head = root.join("tea/pack.toml");
    let text = std::fs::read_to_string(&head).unwrap();
    std::fs::write(
        &head,
        text.replace("CC-BY-4.0", "all mine")
            .replace("\"en\"", "\"xx yy\""),
    )
    .unwrap();
    let said = run("protect pack check tea", root);
    for told in [
        "protect: lessons/start/x.md:1: this is a link",
        "protect: lessons/start/\u{FFFD}.md:1: this name is not UTF-8",
        "protect: lessons/start/a\u{FFFD}b.md:1: this path could",
        "`all mine` has not the form of an SPDX expression",
        "`xx yy` is no language tag",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
}

#[test]
fn what_is_said_of_a_new_pack_must_be_sayable() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let said = run("protect pack new tea --title \"x\u{1b}\"", root);
    assert!(said.contains("`title` holds U+001B"), "{said}");
    assert!(!root.join("tea").exists());
    let said = run("protect pack new tea --title \"Tea\"", root);
    assert!(
        said.contains("so pack.toml has: author `The authors of this pack`, licence"),
        "{said}"
    );
}

#[test]
fn what_fails_its_proof_is_built_and_installed_knowingly() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let answer = root.join("tea/exercises/start/find-people/accept/named.py");
    std::fs::write(answer, "def (\n").unwrap();
    let said = run("protect pack build tea -o tea.zip", root);
    assert!(said.contains("accept/named.py:1: "), "{said}");
    assert!(said.contains("nothing was built"), "{said}");
    assert!(!root.join("tea.zip").exists());
    let said = run("protect pack build tea -o tea.zip --unproved", root);
    assert!(said.starts_with("tea.zip: "), "{said}");
    let said = run("protect pack install tea.zip", root);
    assert!(said.contains("it fails its own proof (1 fault)"), "{said}");
}

/// Compares line by line; `…` at the end of a line stands for the rest of it, alone for any lines.
fn compare(said: &str, expected: &str) {
    let mut lines = said.lines().peekable();
    let mut wanted = expected.lines().peekable();
    while let Some(want) = wanted.next() {
        if want == "…" {
            match wanted.peek() {
                None => return,
                Some(next) => {
                    let next = next.trim_end_matches('…');
                    while lines.peek().is_some_and(|line| !line.starts_with(next)) {
                        lines.next();
                    }
                }
            }
            continue;
        }
        let line = lines.next().unwrap_or("(nothing)");
        let fits = match want.strip_suffix('…') {
            Some(begin) => line.starts_with(begin),
            None => line == want,
        };
        assert!(
            fits,
            "the guide says\n{want}\nand the program\n{line}\nof\n{said}"
        );
    }
    assert_eq!(
        lines.next(),
        None,
        "the guide leaves out the end of\n{said}"
    );
}

#[test]
fn every_table_in_the_guide_is_toml() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let mut seen = 0;
    for (info, body) in blocks(&guide) {
        if info.split(' ').next() == Some("toml") && !body.contains('…') {
            toml::from_str::<toml::Table>(&body).unwrap_or_else(|error| panic!("{error}\n{body}"));
            seen += 1;
        }
    }
    assert!(seen > 1);
}

#[test]
fn a_pack_is_refused_without_the_rules_that_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let path = root.join("tea/pack.toml");
    let head = std::fs::read_to_string(&path).unwrap();
    let needing = |rule: &str| {
        let needs = format!("needs = {{ protect = \"0.1.0\", rules = [\"{rule}\"] }}\n");
        std::fs::write(
            &path,
            head.replacen("[[module]]", &format!("{needs}\n[[module]]"), 1),
        )
        .unwrap();
    };
    needing("sql-built-from-input");
    assert!(run("protect --pack tea list", root).contains("Find"));
    needing("sql-built-from-inputs");
    for command in ["protect --pack tea list", "protect pack check tea"] {
        let said = run(command, root);
        let told = "the pack needs the rule `sql-built-from-inputs`, which is not there (did you mean `sql-built-from-input`?)";
        assert!(said.contains("pack.toml:") && said.contains(told), "{said}");
    }
}

#[test]
fn graders_are_told_points_and_sealed_goals() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let path = root.join("tea/exercises/start/find-people/exercise.toml");
    let whole = std::fs::read_to_string(&path).unwrap();
    let goals = whole.matches("[[goal]]\n").count();
    let counting = "[[goal]]\ndisclosure = \"never\"\npoints = 2\n";
    std::fs::write(&path, whole.replace("[[goal]]\n", counting)).unwrap();
    let grade = "protect --pack tea grade --exercise find-people";
    let solution = "tea/exercises/start/find-people/solution/find.py";
    let said = run(&format!("{grade} --format concise {solution}"), root);
    let all = 2 * goals;
    assert!(
        said.contains(&format!(": passed ({all} of {all} points): ")),
        "{said}"
    );
    let start = "tea/exercises/start/find-people/start/find.py";
    let said = run(&format!("{grade} {start}"), root);
    assert!(
        said.contains("[failed] ") && said.contains(&format!(" of {all}.")),
        "{said}"
    );
}

/// A pack in which an exercise is retired for another one, as two versions.
#[test]
fn what_is_retired_keeps_its_id_and_its_progress() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    run("protect pack add exercise start other --to tea", root);
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let write = |path: &str, text: String| std::fs::write(root.join(path), text).unwrap();
    let lists = |said: &str, line: &str| said.lines().any(|own| own.contains(line));
    run("protect pack install tea", root);
    let said = run("protect --pack tea --plain", root);
    assert!(!said.contains("retired"), "{said}");

    // Retired for another one, and of no other consequence.
    let path = "tea/exercises/start/find-people/exercise.toml";
    let exercise = read(path);
    let retired = "retired = \"The shop has no list any more\"\nreplaced-by = \"other\"\n";
    write(path, format!("{retired}{exercise}"));
    let head = read("tea/pack.toml");
    write("tea/pack.toml", head.replace("0.1.0", "0.2.0"));
    let said = run("protect pack check tea --notes", root);
    assert!(said.contains("1 exercise, 1 retired, "), "{said}");
    assert!(
        said.contains("the page leads to the exercise `find-people`, which is retired"),
        "{said}"
    );
    let said = run("protect pack info ./tea", root);
    assert!(
        said.contains(
            "Retired: the exercise find-people: The shop has no list any more. In its place: other."
        ),
        "{said}"
    );
    // Translations of it are behind without a fault, and new ones leave it out.
    run("protect pack translate tea --to de", root);
    let texts = read("tea/text.de.toml");
    assert!(texts.contains("exercise.find-people.retired"), "{texts}");
    assert!(!texts.contains("exercise.find-people.title"), "{texts}");
    let behind =
        "\n[[text]]\nof = \"exercise.find-people.title\"\nsource = \"0\"\nsay = \"Leute finden\"\n";
    write("tea/text.de.toml", texts + behind);
    let said = run("protect pack check tea --notes", root);
    assert!(
        said.contains("proved.") && !said.contains("stale: 1"),
        "{said}"
    );
    assert!(
        said.contains("`exercise.find-people.title` has changed"),
        "{said}"
    );
    std::fs::remove_file(root.join("tea/text.de.toml")).unwrap();
    for name in ["1-welcome", "2-other"] {
        let _ = std::fs::remove_file(root.join(format!("tea/lessons/start/{name}.de.md")));
    }
    let said = run("protect pack install tea", root);
    assert!(!said.contains("gone"), "{said}");
    let list = run("protect --pack tea list", root);
    assert!(
        lists(&list, "exercises 0/1") && !list.contains("find-people"),
        "{list}"
    );
    let solution = "tea/exercises/start/find-people/solution/find.py";
    let grade = "protect --pack tea grade --exercise find-people";
    let said = run(&format!("{grade} {solution}"), root);
    assert!(said.contains(": passed"), "{said}");
    assert!(said.contains("find-people: This exercise is retired: The shop has no list any more. In its place: the exercise “"), "{said}");
    let said = run(&format!("{grade} --format json {solution}"), root);
    assert!(
        said.contains("\"retired\": \"This exercise is retired: "),
        "{said}"
    );

    // Whoever retires what stands in its place is told.
    let other = "tea/exercises/start/other/exercise.toml";
    let before = read(other);
    write(other, format!("retired = \"That, too.\"\n{before}"));
    let said = run("protect pack check tea", root);
    assert!(
        said.contains(
            "find-people/exercise.toml:2: `replaced-by` names `other`, which is retired, too."
        ),
        "{said}"
    );
    write(other, before);

    // And whoever deletes it.
    std::fs::remove_dir_all(root.join("tea/exercises/start/find-people")).unwrap();
    for entry in std::fs::read_dir(root.join("tea/lessons/start")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let door = "```exercise\nid = \"find-people\"\n```\n";
        std::fs::write(&path, text.replace(door, "")).unwrap();
    }
    let said = run("protect pack install tea", root);
    assert!(
        said.contains("gone, and not retired: the exercise `find-people`."),
        "{said}"
    );
}

#[test]
fn what_is_no_file_is_told_as_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let given = root.join("tea/exercises/start/find-people");
    let class = root.join("class");
    for name in ["ada", "link", "folder"] {
        std::fs::create_dir_all(class.join(name)).unwrap();
    }
    std::fs::copy(given.join("solution/find.py"), class.join("ada/find.py")).unwrap();
    std::fs::create_dir(class.join("folder/find.py")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../ada/find.py", class.join("link/find.py")).unwrap();
    let said = run(
        "protect --pack tea grade --exercise find-people class",
        root,
    );
    assert!(said.contains("1 of 3 passed."), "{said}");
    assert!(
        said.contains("find.py: this is a folder, and no file."),
        "{said}"
    );
    #[cfg(unix)]
    assert!(
        said.contains("find.py: this is a link, and no file. Hand in the file itself."),
        "{said}"
    );
}
