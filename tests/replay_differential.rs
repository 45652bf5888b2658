//! Replays beside `CPython`: patterns, formats, archives, pickles, pages and names of Windows, with
//! payloads made by a generator of fixed seed. Skips, saying so, where there is no Python.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types
)] // a test may stop, and may start programs

#[path = "repository/dice.rs"]
mod dice;
#[path = "repository/python.rs"]
mod python3;
#[path = "repository/rulebook.rs"]
mod rulebook;

use dice::Dice;
use protected_python::attack::pattern::{Pattern, Way};
use protected_python::attack::{Entry, Language, Model, Setup, fields, payload};
use protected_python::evaluate::{Data, Ending, literal, probe, quote};
use protected_python::grade::explore_one;
use protected_python::python;
use protected_python::text::Source;
use python3::{python, skipped};
use std::collections::{BTreeMap, BTreeSet};

/// A member of an archive: its name, and where it leads when it is a link.
type Member = (String, Option<String>);

const PATTERNS: &[&str] = &[
    "",
    "a|",
    "^a$",
    "a*?b",
    "(a)(b)?\\2",
    "(?P<x>a)(?P=x)",
    "(?i)AB[c-e]",
    "(?s)a.b",
    "(?m)^b$",
    "[]a]+",
    "[^]a]+",
    "[a\\-z]",
    "\\d{2,3}",
    "a{,2}b",
    "a{2}",
    "x{a}",
    "a{2,1}",
    "(?=ab)a",
    "(?!ab)a",
    "(?<=a)b",
    "(?<!a)b",
    "\\bab\\b",
    "\\Aab\\Z",
    "a++b",
    "(?>a*)ab",
    "(a*)*b",
    "(a|ab)(c|bcd)(d*)",
    "(?:a?){5}a{5}",
    "[\\w.]+@[\\w.]+",
    "\\x61\\u0062",
    "(",
    ")",
    "*a",
    "a**",
    "[a",
    "\\",
    "[z-a]",
    "(?P<1>a)",
    "\\1(a)",
    "(a)\\1{2}",
    "a.b",
    "(?#note)ab",
    "^*",
    "$a",
    "a|b|(c|d)+",
];

const SUBJECTS: &[&str] = &[
    "", "a", "b", "ab", "aa", "aab", "abab", "aaab", "AB", "abc", "ABC", "a\nb", "b\n", "a]b",
    "12", "123", "1234", "x{a}", "abcd", "a@b.c", "é", "a-z", "aaaaa", "\n", "acd", "ab ab", "aaa",
];

fn generated_patterns(dice: &mut Dice) -> Vec<String> {
    let parts = [
        "a", "b", "[ab]", "[^a]", ".", "(a|b)", "(ab)", "(?:b|ab)", "\\w", "\\d", "^", "$", "(a)",
        "\\b", "c",
    ];
    let times = ["", "", "", "*", "+", "?", "*?", "+?", "{1,2}", "{2}", "??"];
    (0..300)
        .map(|_| {
            (0..=dice.below(4))
                .map(|_| format!("{}{}", dice.pick(&parts), dice.pick(&times)))
                .collect::<Vec<_>>()
                .join(dice.pick(&["", "", "", "|"]))
        })
        .collect()
}

#[test]
fn patterns_match_what_cpython_matches() {
    let script = "import re, json, sys, warnings\n\
        warnings.simplefilter('ignore')\n\
        patterns, subjects = json.load(sys.stdin)\n\
        for p in patterns:\n\
        \x20   try:\n\
        \x20       c = re.compile(p)\n\
        \x20   except re.error:\n\
        \x20       print('null')\n\
        \x20       continue\n\
        \x20   out = []\n\
        \x20   for s in subjects:\n\
        \x20       for f in (c.match, c.fullmatch, c.search):\n\
        \x20           m = f(s)\n\
        \x20           out.append(list(m.span()) if m else None)\n\
        \x20   print(json.dumps(out))\n";
    let mut dice = Dice(0x5eed_0001);
    let mut all: Vec<String> = PATTERNS.iter().map(|p| (*p).to_owned()).collect();
    all.extend(generated_patterns(&mut dice));
    let asked = serde_json::to_string(&(&all, SUBJECTS)).unwrap();
    let Some(told) = python(script, &asked) else {
        return skipped();
    };
    let (mut different, mut unread, mut same) = (Vec::new(), Vec::new(), 0);
    for (pattern, line) in all.iter().zip(told.lines()) {
        type Spans = Vec<Option<(usize, usize)>>;
        let theirs: Option<Spans> = serde_json::from_str(line).unwrap();
        let (ours, theirs) = match (Pattern::new(pattern), theirs) {
            (Some(_), None) => {
                // Possessive repetitions and atomic groups are newer than some versions.
                if !pattern.contains("++") && !pattern.contains("(?>") {
                    different.push(format!("{pattern:?} is refused by CPython"));
                }
                continue;
            }
            (None, Some(_)) => {
                unread.push(pattern);
                continue;
            }
            (None, None) => continue,
            (Some(ours), Some(theirs)) => (ours, theirs),
        };
        let mut spans = theirs.iter();
        for subject in SUBJECTS {
            for way in [Way::Match, Way::Full, Way::Search] {
                let theirs = spans.next().unwrap();
                let counted = ours.run(subject, way, 2_000_000);
                if counted.found == *theirs && !counted.stopped {
                    same += 1;
                } else {
                    different.push(format!(
                        "{pattern:?} {way:?} {subject:?}: CPython {theirs:?}, here {counted:?}"
                    ));
                }
            }
        }
    }
    eprintln!(
        "{same} matches the same, {} patterns not read",
        unread.len()
    );
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(unread.len() * 20 < all.len(), "{unread:?}");
}

#[test]
fn formats_name_what_cpython_names() {
    let script = "import _string, json, string, sys\n\
        def cut(text, depth=2):\n\
        \x20   if depth == 0: raise ValueError\n\
        \x20   out = []\n\
        \x20   for _, field, spec, _ in string.Formatter().parse(text):\n\
        \x20       if field is None: continue\n\
        \x20       first, rest = _string.formatter_field_name_split(field)\n\
        \x20       way = [[bool(a), str(n)] for a, n in rest]\n\
        \x20       out.append([str(first), way])\n\
        \x20       out += cut(spec, depth - 1) if spec else []\n\
        \x20   return out\n\
        for t in json.load(sys.stdin):\n\
        \x20   try: print(json.dumps(cut(t)))\n\
        \x20   except ValueError: print('null')\n";
    let mut dice = Dice(0x5eed_0002);
    let signs = [
        "{",
        "}",
        "{{",
        "}}",
        "[",
        "]",
        ".",
        "!",
        "r",
        ":",
        ">",
        "a",
        "__class__",
        "0",
        " ",
    ];
    let mut all: Vec<String> = [
        "{0.__class__.__init__.__globals__[k]}",
        "{a!r:{b}}",
        "{a[}]}",
        "{}{}",
    ]
    .map(str::to_owned)
    .into();
    all.extend((0..400).map(|_| dice.text(&signs, 9)));
    all.extend((0..200).map(|_| format!("{{{}}}", dice.text(&signs, 5))));
    let Some(told) = python(script, &serde_json::to_string(&all).unwrap()) else {
        return skipped();
    };
    let mut different = Vec::new();
    let mut accepted = 0;
    for (text, line) in all.iter().zip(told.lines()) {
        type Named = Vec<(String, Vec<(bool, String)>)>;
        let theirs: Option<Named> = serde_json::from_str(line).unwrap();
        let ours: Option<Named> =
            fields(text).map(|all| all.into_iter().map(|f| (f.first, f.way)).collect());
        accepted += usize::from(theirs.is_some());
        if ours != theirs {
            different.push(format!("{text:?}: CPython {theirs:?}, here {ours:?}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(accepted > 100, "{accepted}");
}

#[test]
fn names_of_windows_are_read_as_ntpath_reads_them() {
    let names = [
        "",
        "a",
        "a\\b",
        "a/b",
        "..\\a",
        "..\\..\\a",
        "C:\\x",
        "C:x",
        "D:\\y",
        "c:\\z",
        "\\x",
        "/x",
        "\\\\host\\share\\x",
        "\\\\host\\share",
        "a\\.\\b\\..\\c",
        "a.txt",
        ".",
        "..",
        "C:",
        "a\\",
        "C:\\up\\..\\..\\x",
        "x:y:z",
        "//host/share/a",
        "nul",
        "a b",
        "é:x",
    ];
    let forms = [
        "ntpath.normpath({})",
        "ntpath.join('C:\\\\up', {})",
        "ntpath.join('up', {}, 'b')",
        "ntpath.basename({})",
        "ntpath.dirname({})",
        "ntpath.split({})",
        "ntpath.splitdrive({})",
    ];
    let mut dice = Dice(0x5eed_0003);
    let mut all: Vec<String> = names.map(str::to_owned).into();
    let signs = ["\\", "/", "..", ".", "a", "B", "C:", "D:", "host"];
    all.extend((0..150).map(|_| dice.text(&signs, 6)));
    // What begins with two slashes and names no share was read differently over the years.
    all.retain(|name| {
        let plain = name.replace('/', "\\");
        let share = plain.strip_prefix("\\\\").map(|rest| {
            let mut parts = rest.split('\\');
            let named =
                |part: Option<&str>| part.is_some_and(|p| !p.is_empty() && !p.contains('.'));
            named(parts.next()) && named(parts.next())
        });
        // Several slashes in a row, too.
        share.unwrap_or(true) && !plain.get(1..).is_some_and(|rest| rest.contains("\\\\"))
    });
    let asked: Vec<String> = all
        .iter()
        .flat_map(|name| forms.map(|form| form.replace("{}", &quote(name))))
        .collect();
    let script = "import json, ntpath, sys\n\
        for line in json.load(sys.stdin):\n\
        \x20   print(json.dumps(repr(eval(line))))\n";
    let Some(told) = python(script, &serde_json::to_string(&asked).unwrap()) else {
        return skipped();
    };
    let rulebook = rulebook::rulebook();
    let program = python::parse(&Source::new("head.py", "import ntpath\n"));
    let mut different = Vec::new();
    for (expression, line) in asked.iter().zip(told.lines()) {
        let theirs: String = serde_json::from_str(line).unwrap();
        let call = python::expression(expression).unwrap();
        let mut world = Model::new(&Setup::default()).unwrap();
        let outcome = probe(&program, None, rulebook.knowledge(), &call, &mut world);
        let [Ending::Returns(ours)] = outcome.endings.as_slice() else {
            different.push(format!("{expression}: {:?}", outcome.endings));
            continue;
        };
        if literal(&theirs).as_ref() != Some(ours) {
            different.push(format!("{expression}: CPython {theirs}, here {ours:?}"));
        }
    }
    eprintln!("{} names of Windows", asked.len());
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn payloads_are_pickles_that_call_what_reduce_says() {
    let script = "import io, json, pickle, pickletools, sys\n\
        class Reader(pickle.Unpickler):\n\
        \x20   def find_class(self, module, name):\n\
        \x20       return lambda *a: ('CALL', module + '.' + name, a)\n\
        for line in json.load(sys.stdin):\n\
        \x20   data = bytes(line)\n\
        \x20   names = [op.name for op, _, _ in pickletools.genops(data)]\n\
        \x20   assert 'REDUCE' in names and names[-1] == 'STOP', names\n\
        \x20   print(json.dumps(repr(Reader(io.BytesIO(data)).load())))\n";
    let mut dice = Dice(0x5eed_0004);
    let mut all = Vec::new();
    for _ in 0..200 {
        let arguments = (0..dice.below(4))
            .map(|_| some_data(&mut dice, 3))
            .collect();
        let callee = dice
            .pick(&["subprocess.run", "builtins.eval", "a.b.c"])
            .to_owned();
        all.push((callee, Data::Tuple(arguments)));
    }
    let payloads: Vec<Vec<u8>> = all
        .iter()
        .map(|(callee, arguments)| {
            let reduced = Data::Tuple(vec![Data::Object(callee.clone()), arguments.clone()]);
            payload(&reduced).unwrap()
        })
        .collect();
    let Some(told) = python(script, &serde_json::to_string(&payloads).unwrap()) else {
        return skipped();
    };
    for ((callee, arguments), line) in all.iter().zip(told.lines()) {
        let theirs: String = serde_json::from_str(line).unwrap();
        let called = Data::Tuple(vec![
            Data::Str("CALL".into()),
            Data::Str(callee.clone()),
            arguments.clone(),
        ]);
        assert_eq!(literal(&theirs), Some(called), "{theirs}");
    }
    assert_eq!(told.lines().count(), all.len());
}

fn some_data(dice: &mut Dice, depth: usize) -> Data {
    let most = if depth == 0 { 6 } else { 9 };
    let many = |dice: &mut Dice| -> Vec<Data> {
        (0..dice.below(3))
            .map(|_| some_data(dice, depth - 1))
            .collect()
    };
    match dice.below(most) {
        0 => Data::None,
        1 => Data::Bool(dice.below(2) == 0),
        2 => Data::Int(i128::try_from(dice.below(1 << 40)).unwrap() - (1 << 39)),
        3 => Data::Str(dice.text(&["a", "é", "'", "\n", "\\", "; id"], 5)),
        4 => Data::Bytes(dice.text(&["a", "\u{0}", "'"], 5).into_bytes()),
        5 => Data::Float(0.5),
        6 => Data::Tuple(many(dice)),
        7 => Data::List(many(dice)),
        _ => Data::Dict(vec![(Data::Str("k".into()), Data::List(many(dice)))]),
    }
}

#[test]
fn archives_go_where_cpython_puts_them() {
    // Names stay below the folder that Python may write in: two levels up at most.
    let script = "import io, json, os, shutil, sys, tarfile, tempfile, zipfile\n\
        if not hasattr(tarfile, 'data_filter'):\n\
        \x20   sys.exit(0)\n\
        for entries, kind in json.load(sys.stdin):\n\
        \x20   root = tempfile.mkdtemp()\n\
        \x20   dest = os.path.join(root, 'w', 'a', 'dest')\n\
        \x20   os.makedirs(dest)\n\
        \x20   file = io.BytesIO()\n\
        \x20   if kind == 'zip':\n\
        \x20       with zipfile.ZipFile(file, 'w') as z:\n\
        \x20           for name, link in entries: z.writestr(name, 'x')\n\
        \x20   else:\n\
        \x20       with tarfile.open(fileobj=file, mode='w') as t:\n\
        \x20           for name, link in entries:\n\
        \x20               info = tarfile.TarInfo(name)\n\
        \x20               if link is None:\n\
        \x20                   info.size = 1\n\
        \x20                   t.addfile(info, io.BytesIO(b'x'))\n\
        \x20               else:\n\
        \x20                   info.type, info.linkname = tarfile.SYMTYPE, link\n\
        \x20                   t.addfile(info)\n\
        \x20   file.seek(0)\n\
        \x20   why = None\n\
        \x20   try:\n\
        \x20       if kind == 'zip':\n\
        \x20           zipfile.ZipFile(file).extractall(dest)\n\
        \x20       else:\n\
        \x20           tarfile.open(fileobj=file).extractall(dest, filter=kind)\n\
        \x20   except Exception as error:\n\
        \x20       why = type(error).__name__\n\
        \x20   found = []\n\
        \x20   for folder, _, files in os.walk(root):\n\
        \x20       found += [os.path.join(folder, f)[len(root):] for f in files]\n\
        \x20   for folder, inner, _ in os.walk(root):\n\
        \x20       found += [os.path.join(folder, f)[len(root):] for f in inner if os.path.islink(os.path.join(folder, f))]\n\
        \x20   print(json.dumps([sorted(set(found)), why]))\n\
        \x20   shutil.rmtree(root)\n";
    let mut dice = Dice(0x5eed_0005);
    let names = [
        "f",
        "d/g",
        "../h",
        "../../i",
        "d/../j",
        "./k",
        "l/../../m",
        "door/n",
        "d/door/o",
    ];
    let links = ["..", "../..", "d", "f", "../other", "."];
    let mut all: Vec<(Vec<Member>, &str)> = Vec::new();
    for at in 0..300 {
        let mut entries: Vec<Member> = Vec::new();
        for _ in 0..=dice.below(3) {
            let name = dice.pick(&names).to_owned();
            if entries.iter().all(|(other, _)| *other != name) {
                entries.push((name, None));
            }
        }
        let kind = ["data", "tar", "fully_trusted", "zip"][at % 4];
        if kind != "zip" && dice.below(2) == 0 {
            entries.insert(0, ("door".into(), Some(dice.pick(&links).to_owned())));
        }
        all.push((entries, kind));
    }
    let Some(told) = python(script, &serde_json::to_string(&all).unwrap()) else {
        return skipped();
    };
    if told.is_empty() {
        eprintln!("skipped: this Python's tarfile has no filters");
        return;
    }
    let rulebook = rulebook::rulebook();
    let code = "import tarfile, zipfile\n\
        def f(name, kind):\n\
        \x20   if kind == 'zip':\n\
        \x20       with zipfile.ZipFile(name) as z:\n\
        \x20           z.extractall('/w/a/dest')\n\
        \x20   else:\n\
        \x20       with tarfile.open(name) as t:\n\
        \x20           t.extractall('/w/a/dest', filter=kind)\n";
    let program = python::parse(&Source::new("head.py", code));
    let (mut different, mut compared) = (Vec::new(), 0);
    for ((entries, kind), line) in all.iter().zip(told.lines()) {
        let (theirs, why): (BTreeSet<String>, Option<String>) = serde_json::from_str(line).unwrap();
        // What the file system itself refuses (a folder where a file is) differs between versions.
        if why
            .as_deref()
            .is_some_and(|why| why.ends_with("ExistsError") || why == "NotADirectoryError")
        {
            continue;
        }
        compared += 1;
        let file = if *kind == "zip" {
            "/in/a.zip"
        } else {
            "/in/a.tar"
        };
        let entries_here: Vec<Entry> = entries
            .iter()
            .map(|(name, link)| Entry {
                name: name.clone(),
                text: "x".into(),
                link: link.clone(),
                ..Entry::default()
            })
            .collect();
        let setup = Setup {
            archives: BTreeMap::from([(file.to_owned(), entries_here)]),
            files: BTreeMap::from([("/w/a/dest/.keep".to_owned(), String::new())]),
            ..Setup::default()
        };
        let call = python::expression(&format!("f('{file}', '{kind}')")).unwrap();
        let mut world = Model::new(&setup).unwrap();
        let outcome = probe(&program, None, rulebook.knowledge(), &call, &mut world);
        let ours: BTreeSet<String> = outcome
            .events
            .iter()
            .filter_map(|event| event.text.strip_prefix("writes "))
            .map(str::to_owned)
            .collect();
        let refused = matches!(outcome.endings.as_slice(), [Ending::Raises(_)]);
        if ours != theirs || refused != why.is_some() {
            different.push(format!(
                "{kind} {entries:?}\n    CPython {theirs:?} {why:?}\n    here    {ours:?} {:?}",
                outcome.endings
            ));
        }
    }
    eprintln!("{compared} archives");
    assert!(compared > 150, "{compared}");
    assert!(
        different.is_empty(),
        "{}\n{}",
        different.len(),
        different.join("\n")
    );
}

#[test]
fn pages_change_where_the_parser_of_cpython_sees_them_change() {
    let pages = [
        ("<p>{}</p>", "f'<p>{n}</p>'"),
        ("<p title=\"{}\">x</p>", "f'<p title=\"{n}\">x</p>'"),
        ("<p title='{}'>x</p>", "f\"<p title='{n}'>x</p>\""),
        ("<p title={}>x</p>", "f'<p title={n}>x</p>'"),
        ("<ul><li>{}</li></ul>", "f'<ul><li>{n}</li></ul>'"),
    ];
    let payloads = [
        "Ada",
        "a b",
        "<b>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</p><p>",
        "\" onclick=\"x",
        "' onclick='x",
        "x onclick=y",
        "\"><b>",
        "'><b>",
        "><b>",
        "&lt;b&gt;",
        "&#60;b&#62;",
        "a < b",
        "a<b",
        "1<2",
        "\"",
        "'",
        "<svg/onload=alert(1)>",
        "<a href=x>y</a>",
        "</li><li>",
        "<br/>",
        "x/y",
        "é",
        "<B>",
        "<i><u>",
    ];
    let script = "import html.parser, json, sys\n\
        class Reader(html.parser.HTMLParser):\n\
        \x20   def reset(self):\n\
        \x20       super().reset()\n\
        \x20       self.tags = []\n\
        \x20   def handle_starttag(self, tag, attrs):\n\
        \x20       self.tags.append([tag] + sorted(name for name, _ in attrs))\n\
        def tags(page):\n\
        \x20   r = Reader()\n\
        \x20   r.feed(page)\n\
        \x20   r.close()\n\
        \x20   return sorted(r.tags)\n\
        pages, payloads = json.load(sys.stdin)\n\
        for page in pages:\n\
        \x20   for payload in payloads:\n\
        \x20       print(json.dumps(tags(page.replace('{}', payload)) != tags(page.replace('{}', 'x'))))\n";
    let templates: Vec<&str> = pages.iter().map(|(page, _)| *page).collect();
    let asked = serde_json::to_string(&(templates, payloads)).unwrap();
    let Some(told) = python(script, &asked) else {
        return skipped();
    };
    let rulebook = rulebook::rulebook();
    let mut lines = told.lines();
    let mut different = Vec::new();
    for (page, code) in pages {
        let source = Source::new("page.py", format!("def f(n):\n    return {code}\n"));
        for payload in payloads {
            let theirs = lines.next() == Some("true");
            let explored = explore_one(&source, &rulebook, payload).unwrap();
            let ours = explored.tries.iter().any(|arrival| {
                arrival.replay.language == Language::Html && arrival.replay.harm.is_some()
            });
            if ours != theirs {
                different.push(format!("{page} {payload:?}: CPython {theirs}, here {ours}"));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
