//! The sections of rules, each on code that it must and must not speak of; and faults of rule files.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

use protected_python::analyze::analyze;
use protected_python::evaluate::Watch as _;
use protected_python::finding::{Confidence, Severity};
use protected_python::rules::{RuleFault, Rulebook};
use protected_python::text::Source;

const MODEL: &str = r#"
modules = ["m"]
[sources]
"m.ask" = "what someone types"
[returns]
"m.Box" = "m.Box"
"m.Child" = "m.Child"
[bases]
"m.Child" = ["m.Box"]
[parameters]
"m.send" = ["url", "verify", "size"]
[cleans]
"m.escape" = ["html"]
[aliases]
"m.inner.send" = "m.send"
"#;

fn load(section: &str) -> Result<Rulebook, Vec<RuleFault>> {
    Rulebook::load(&[
        (
            "rules/own/it.toml".into(),
            format!("id = \"it\"\nmessage = \"It\"\n{section}"),
        ),
        ("rules/models/m.toml".into(), MODEL.into()),
    ])
}

/// The lines of `code` on which a rule with this section fires.
#[track_caller]
fn lines(section: &str, code: &str) -> Vec<u32> {
    let book = load(section).unwrap_or_else(|faults| panic!("{section}\n{faults:#?}"));
    let source = Source::new("a.py", code);
    let report = analyze(&source, &book, &[]);
    assert_eq!(report.trouble(), None);
    let found = report.findings.iter();
    found.map(|f| source.line_of(f.span.start)).collect()
}

#[track_caller]
fn check(section: &str, code: &str, fires: &[u32]) {
    assert_eq!(lines(section, code), fires, "{section}\n{code}");
}

#[test]
fn a_sink_counts_one_key_of_a_dict() {
    let sink =
        "[[sink]]\ncall = ['m.find']\nposition = 0\nkey = '$where'\npurpose = 'nosql'\nsay = 'x'";
    check(
        sink,
        "import m\na = m.ask()\nm.find({'$where': a})\nm.find({'name': a})\n\
         m.find({'$where': 'fixed', 'b': a})\nm.find({a: 'fixed', **{'$where': f'x{a}'}})\nm.find(a)\n",
        &[3, 6, 7],
    );
}

#[test]
fn a_sink_counts_the_object_of_a_method() {
    let sink = "[[sink]]\ncall = ['m.Box.open']\nreceiver = true\npurpose = 'path'\nsay = 'x'";
    check(
        sink,
        "import m\na = m.ask()\nm.Box(a).open()\nm.Box('a').open()\nm.Box('a').open(a)\n",
        &[3],
    );
}

#[test]
fn a_sink_counts_data_from_named_sources_only() {
    let sink = "[[sink]]\ncall = ['m.keep']\nposition = 0\npurpose = 'html'\n\
                source = ['random.*']\nsay = 'x'";
    check(
        sink,
        "import m, random, secrets\na = m.ask()\nm.keep(random.random())\n\
         m.keep(''.join(random.choice('ab') for _ in range(8)))\nm.keep(a)\n\
         m.keep(secrets.token_hex())\nm.keep(f'{random.getrandbits(9):x}')\n",
        &[3, 4, 7],
    );
}

#[test]
fn a_section_may_differ_from_its_rule() {
    let book = load(
        "severity = 'low'\n[[call]]\ncall = ['m.a']\nsay = 'x'\nseverity = 'high'\nconfidence = 'low'\nmessage = 'Own'\n\
         [[sink]]\ncall = ['m.b']\nposition = 0\npurpose = 'all'\nsay = 'x'\nmessage = 'Sink'\nseverity = 'advice'\nconfidence = 'low'\n\
         [[import]]\nmodule = ['n']\nsay = 'x'\nmessage = 'Import'\nseverity = 'high'\n",
    )
    .unwrap();
    let source = Source::new("a.py", "import n\nimport m\nm.a()\nm.b(m.ask())\n");
    let found: Vec<_> = analyze(&source, &book, &[])
        .findings
        .into_iter()
        .map(|f| (f.message, f.severity, f.confidence))
        .collect();
    assert_eq!(
        found,
        [
            ("Import".into(), Severity::High, Confidence::Medium),
            ("Own".into(), Severity::High, Confidence::Low),
            ("Sink".into(), Severity::Advice, Confidence::Low),
        ]
    );
}

#[test]
fn methods_of_anything_are_no_functions() {
    let call = "[[call]]\ncall = ['*.run']\nsay = 'x'";
    check(
        call,
        "import m\ndef f(a):\n    a.run()\n    m.Box().run()\n    m.run()\n",
        &[3, 4],
    );
    let call = "[[call]]\ncall = ['?.run']\nsay = 'x'";
    check(
        call,
        "import m\ndef f(a):\n    a.run()\n    m.Box().run()\n",
        &[3],
    );
}

#[test]
fn conditions_on_the_object_of_a_method() {
    let call =
        "[[call]]\ncall = ['*.run']\nwhen = [{ receiver = true, type = ['m.Box'] }]\nsay = 'x'";
    check(
        call,
        "import m\ndef f(a):\n    a.run()\n    m.Box().run()\n    m.Child().run()\n    m.Other().run()\n",
        &[4, 5],
    );
}

#[test]
fn names_are_read() {
    let read = "[[read]]\nname = ['ssl.PROTOCOL_SSLv3', 'old.*']\nsay = '`{name}`'";
    check(
        read,
        "import ssl, old\nfrom old import thing as t\na = ssl.PROTOCOL_SSLv3\nb = ssl.PROTOCOL_TLS\n\
         c = getattr(ssl, 'PROTOCOL_SSL' + 'v3')\nd = t\n",
        &[3, 5, 6],
    );
}

#[test]
fn imports_are_met_by_any_means_and_in_any_depth() {
    let import = "[[import]]\nmodule = ['telnetlib', 'a.b']\nsay = 'x'";
    check(
        import,
        "import telnetlib as t\nfrom a import b\nimport a.b.c\nimport a\nimport a.bc\n__import__('telnet' 'lib')\n",
        &[1, 2, 3, 6],
    );
}

#[test]
fn values_get_names() {
    let store = "[[store]]\nname = '(?i)(password|secret)$'\n\
                 value = [{ length = 4 }, { matches = '.' }]\n\
                 unless = [{ is = [\"'changeme'\"] }]\nsay = '`{name}`'";
    check(
        store,
        "import os\npassword = 'hunter2'\nPASSWORD = os.environ['P']\nsecret = ''\n\
         d = {'api_secret': 'abcdef'}\nd['secret'] = 'abcd' + 'ef'\n\
         def f(db_password='letmein', name='someone'):\n    return password == name\n\
         connect(password='hunter2')\npassword = 'changeme'\npassword_field = 'hunter2'\n",
        &[2, 5, 6, 7, 9],
    );
    let compared = "[[store]]\nname = 'password'\nin = ['comparison']\n\
                    value = [{ constant = true }, { length = 1 }]\nsay = 'x'";
    check(
        compared,
        "password = input()\nx = password == 'hunter2'\npassword = 'b'\ny = password == ''\n",
        &[2],
    );
}

#[test]
fn attributes_and_items_of_things_outside_are_known_by_their_full_names() {
    let store = "[[store]]\nqualified = ['m.Box.check', 'm.Box.config[DEBUG]']\n\
                 value = [{ truthy = false }]\nsay = 'x'";
    check(
        store,
        "import m\nb = m.Box()\nb.check = False\nb.check = True\nb.other = False\nb.check = 1 - 1\n",
        &[3, 6],
    );
}

#[test]
fn a_store_of_something_unknown_is_neither_a_finding_nor_undecided() {
    let book =
        load("[[store]]\nname = 'password'\nvalue = [{ matches = 'a' }]\nsay = 'x'").unwrap();
    let source = Source::new("a.py", "import m\npassword = m.thing()\n");
    let report = analyze(&source, &book, &[]);
    assert_eq!((report.findings, report.undecided), (vec![], vec![]));
}

#[test]
fn forms_of_statements() {
    let code = "try:\n    f()\nexcept Exception:\n    pass\nassert f\n";
    check("[[shape]]\nkind = 'assert'\nsay = 'x'", code, &[5]);
    check("[[shape]]\nkind = 'handler-passes'\nsay = 'x'", code, &[3]);
}

#[test]
fn patterns_of_calls() {
    let further = "[[pattern]]\ncode = 'm.send($URL, verify=False, ...)'";
    check(
        further,
        "import m\nfrom m import send as s\nO = {'verify': not True}\nm.send('a', verify=False)\n\
         s(url='a', verify=False, size=1)\nm.send('a', False)\nm.send('a', **O)\nm.inner.send('a', 1 == 2)\n\
         m.send('a', verify=True)\nm.send(verify=False)\nm.send('a')\n\
         def send(u, verify):\n    pass\nsend('a', verify=False)\n",
        &[4, 5, 6, 7, 8],
    );
    let nothing_else = "[[pattern]]\ncode = 'm.send($URL)'";
    check(
        nothing_else,
        "import m\nm.send('a')\nm.send('a', True)\nm.send(url='a')\nm.send('a', size=1)\nm.send()\n",
        &[2, 4],
    );
    let asked = "[[pattern]]\ncode = 'm.send(..., size=$N)'\nwhere = { N = [{ less = 2048 }] }";
    assert!(load(asked).is_ok());
    check(
        asked,
        "import m\nm.send('a', size=1024)\nm.send('a', True, 1 << 10)\nm.send('a', size=4096)\n",
        &[2, 3],
    );
    check(
        "[[pattern]]\ncode = 'eval(...)'",
        "eval('1')\nimport builtins\nbuiltins.eval('1')\nprint('eval')\n",
        &[1, 3],
    );
}

#[test]
fn patterns_of_values() {
    for (code, program, fires) in [
        (
            "m.a({\"verify_signature\": False}, ...)",
            "m.a({'verify_signature': 0 > 1})\nm.a({'verify_signature': True})\nm.a({'b': False}, 2)\n",
            &[2][..],
        ),
        (
            "m.a([\"sh\", ...])",
            "m.a(['sh', '-c'])\nm.a(['ls', 'sh'])\n",
            &[2],
        ),
        ("m.a(-1)", "m.a(-1)\nm.a(1)\nm.a(1 - 2)\n", &[2, 4]),
        ("m.a(m.NONE, ...)", "m.a(m.NONE)\nm.a(m.SOME)\n", &[2]),
        (
            "m.a(random.random(...))",
            "import random\nm.a(random.random())\nm.a(2)\n",
            &[3],
        ),
        ("m.a(\"$HOME\")", "m.a('$HOME')\nm.a('HOME')\n", &[2]),
        ("m.a(None)", "m.a(None)\nm.a(0)\nm.a()\n", &[2]),
        ("m.a(...)", "m.a()\nm.b()\n", &[2]),
        ("$X.a($Y)", "m.Box().a(1)\nm.a(1)\n", &[2]),
        ("m.make(...).a()", "m.make(3).a()\nm.Box().a()\n", &[2]),
        ("m.OLD", "x = m.OLD\ny = m.NEW\n", &[2]),
        (
            "import m.old",
            "import m.old\nfrom m import old\nfrom m.old import x\nimport m.new\n",
            &[2, 3, 4],
        ),
        (
            "from m.old import x",
            "import m.old\nfrom m.old import x as y, z\n",
            &[3],
        ),
    ] {
        let section = format!("[[pattern]]\ncode = '{code}'");
        check(&section, &format!("import m\n{program}"), fires);
    }
}

#[test]
fn patterns_of_stores() {
    for (code, questions, program, fires) in [
        (
            "$NAME = $VALUE",
            "{ NAME = [{ matches = 'token$' }], VALUE = [{ length = 8 }] }",
            "api_token = '0123456789'\ntoken = 'x'\nname = '0123456789'\nx.token = '0123456789'\n",
            &[2][..],
        ),
        (
            "$X.debug = True",
            "{}",
            "import m\nb = m.Box()\nb.debug = True\nb.debug = False\ndebug = True\n",
            &[4],
        ),
        (
            "m.Box.debug = True",
            "{}",
            "b = m.Box()\nb.debug = not False\nc = m.Other()\nc.debug = True\n",
            &[3],
        ),
        (
            "$X[\"mode\"] = \"off\"",
            "{}",
            "d = {}\nd['mode'] = 'off'\nd['mode'] = 'on'\nd['x'] = 'off'\n",
            &[3],
        ),
        (
            "password == $V",
            "{ V = [{ constant = true }] }",
            "password = m.ask()\na = password == 'x'\nb = name == 'x'\n",
            &[3],
        ),
        (
            "$N = random.random(...)",
            "{ N = [{ matches = 'token' }] }",
            "import random\ntoken = random.random()\nx = random.random()\n",
            &[3],
        ),
    ] {
        let section = format!("[[pattern]]\ncode = '{code}'\nwhere = {questions}");
        check(&section, &format!("import m\n{program}"), fires);
    }
}

#[test]
fn what_a_pattern_cannot_say_is_a_fault_at_its_place() {
    for (pattern, cause) in [
        ("code = 'm.a('", "not Python"),
        ("code = 'm.a()\nm.b()'", "one statement"),
        ("code = 'm.a(f\"{x}\")'", "a value in a pattern"),
        ("code = 'm.a(x)'", "where `x` comes from"),
        ("code = 'm.a(*$X)'", "write `...`"),
        ("code = 'm.a(**$X)'", "write `...`"),
        ("code = 'm.a(..., $X)'", "after `...`"),
        ("code = 'm.a(m.b($X))'", "write `m.b(...)`"),
        ("code = 'assert $X'", "[[shape]]"),
        (
            "code = 'm.a($X)'\nwhere = { Y = [{ given = true }] }",
            "not in the pattern",
        ),
        (
            "code = 'm.a($X)'\nwhere = { X = [{ argument = \"b\", given = true }] }",
            "asks of its value",
        ),
        (
            "code = '$X.a = 1'\nwhere = { X = [{ truthy = true }] }",
            "only its type",
        ),
        ("code = 'm.a($X < 3)'", "a value in a pattern"),
        ("code = '$X < 3'", "compares two values"),
        ("code = ''", "one statement"),
    ] {
        let section = format!("[[pattern]]\n{}", pattern.replace('\'', "'''"));
        let faults = load(&section).unwrap_err();
        let [fault] = faults.as_slice() else {
            panic!("{faults:#?}")
        };
        assert!(fault.cause.contains(cause), "{pattern}: {}", fault.cause);
        assert_eq!((fault.line, fault.column), (4, 8), "{pattern}");
    }
}

#[test]
fn faults_have_their_place_and_a_suggestion() {
    for (section, line, cause, next) in [
        ("", 1, "looks for nothing", ""),
        (
            "[[sink]]\ncall = ['a.b']\npurpose = 'sql'\nsay = 'x'",
            3,
            "which argument counts",
            "",
        ),
        (
            "[[sink]]\ncall = ['a.b']\nevery = true\nposition = 1\npurpose = 'sql'\nsay = 'x'",
            3,
            "counts already",
            "",
        ),
        (
            "[[call]]\ncall = ['a.b']\nsay = 'x'\nwhen = [{ truthy = true }]",
            3,
            "says what it is about",
            "",
        ),
        (
            "[[call]]\ncall = ['a.b']\nsay = 'x'\nwhen = [{ argument = 'x' }]",
            6,
            "asks nothing",
            "",
        ),
        (
            "[[call]]\ncall = ['a.b']\nsay = 'x'\nwhen = [{ argument = 'x', mtaches = 'x' }]",
            6,
            "unknown field",
            "`matches`",
        ),
        (
            "[[call]]\ncall = ['a.b']\nsay = 'x'\nwhen = [{ argument = 'x', matches = '(' }]",
            6,
            "not a regular expression",
            "",
        ),
        (
            "[[call]]\ncall = ['a.b']\nsay = 'x'\nwhen = [{ argument = 'x', entropy = 99 }]",
            6,
            "between 0 and 32",
            "",
        ),
        (
            "[[store]]\nvalue = [{ truthy = true }]\nsay = 'x'",
            3,
            "either a `name`",
            "",
        ),
        (
            "[[store]]\nname = 'a'\nvalue = [{ position = 0, truthy = true }]\nsay = 'x'",
            3,
            "has no arguments",
            "",
        ),
        (
            "[[store]]\nname = 'a'\nin = ['variabel']\nsay = 'x'",
            5,
            "unknown variant",
            "`variable`",
        ),
        (
            "[[shape]]\nkind = 'handler-pases'\nsay = 'x'",
            4,
            "unknown variant",
            "`handler-passes`",
        ),
    ] {
        let faults = load(section).unwrap_err();
        let [fault] = faults.as_slice() else {
            panic!("{faults:#?}")
        };
        assert!(fault.cause.contains(cause), "{section}: {}", fault.cause);
        assert!(fault.next.contains(next), "{section}: {}", fault.next);
        assert_eq!(fault.line, line, "{section}: {fault}");
    }
}

#[test]
fn two_rules_of_one_id_name_each_other() {
    let text = "id = 'a'\nmessage = 'A'\n[[import]]\nmodule = ['x']\nsay = 'x'\n";
    let files = [
        ("rules/one/a.toml".to_owned(), text.to_owned()),
        // A folder whose name only ends like that of the models holds rules.
        ("rules/my-models/b.toml".to_owned(), text.to_owned()),
    ];
    let faults = Rulebook::load(&files).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].file, "rules/my-models/b.toml");
    assert!(
        faults[0].cause.contains("rules/one/a.toml"),
        "{}",
        faults[0]
    );
}

#[test]
fn watched_calls_are_told() {
    let book = load(
        "[[call]]\ncall = ['m.b', '?.run', 'n.*']\nsay = 'x'\n\
         [[call]]\ncall = ['m.d', 'm.b']\ndropped = true\nsay = 'x'\n\
         [[sink]]\ncall = ['m.a']\nposition = 0\npurpose = 'sql'\nsay = 'x'\n\
         [[pattern]]\ncode = '$X.go(...)'\n\
         [[store]]\nname = 'token'\nsay = 'x'\n\
         [[store]]\nqualified = ['m.App.debug']\nsay = 'x'\n",
    )
    .unwrap();
    for (callee, method, asked) in [
        ("m.a", false, true),
        ("m.b", false, true),
        ("m.c", false, false),
        ("n.any", false, true),
        ("?.run", true, true),
        ("x.run", true, false),
        ("x.go", true, true),
        ("x.go", false, false),
    ] {
        assert_eq!(book.call(callee, method, true), asked, "{callee}");
    }
    // What is asked only of calls of which nobody takes the answer is asked of no other.
    for (callee, dropped, asked) in [
        ("m.d", true, true),
        ("m.d", false, false),
        ("m.b", false, true),
    ] {
        assert_eq!(
            book.call(callee, false, dropped),
            asked,
            "{callee} {dropped}"
        );
    }
    for (qualified, asked) in [("m.App.debug", true), ("m.Other.debug", false)] {
        assert_eq!(book.store(qualified), asked, "{qualified}");
    }
    for (name, asked) in [("token", true), ("total", false), ("debug", false)] {
        let named = book.named(name);
        let any = named.constant || named.made || named.anything;
        assert_eq!(any, asked, "{name}");
    }
}

#[test]
fn what_a_value_is_kept_as_sways_how_sure_a_rule_is_of_its_call() {
    let book = load(
        "[[call]]\ncall = ['m.digest']\nsay = 'x'\n\
         [[store]]\nname = 'secret'\nin = ['variable', 'return']\nvalue = [{ through = ['m.digest'] }]\nsways = 'high'\n\
         [[store]]\nname = 'cache'\nin = ['variable', 'key']\nvalue = [{ through = ['m.digest'] }]\nsways = 'low'\n",
    )
    .unwrap();
    let confidence = |code: &str| {
        let source = Source::new("a.py", format!("import m\n{code}"));
        let found = analyze(&source, &book, &[]).findings;
        assert_eq!(found.len(), 1, "{code}");
        found.first().map(|f| f.confidence)
    };
    assert_eq!(
        confidence("def f(x):\n    y = m.digest(x)\n"),
        Some(Confidence::Medium)
    );
    assert_eq!(
        confidence("def secret(x):\n    return m.digest(x)\n"),
        Some(Confidence::High)
    );
    assert_eq!(
        confidence("def f(x):\n    return {'cache': m.digest(x)}\n"),
        Some(Confidence::Low)
    );
    // Of two uses the one that matters counts.
    assert_eq!(
        confidence(
            "def f(x):\n    cache = m.digest(x)\n    secret = cache + 'a'\n    return secret\n"
        ),
        Some(Confidence::High)
    );
    // What another call gave says nothing of this one.
    assert_eq!(
        confidence("def f(x):\n    m.digest(x)\n    secret = m.other(x)\n"),
        Some(Confidence::Medium)
    );
}

#[test]
fn a_store_that_sways_says_nothing_itself() {
    let fault = load("[[store]]\nname = 'a'\nsay = 'x'\nsways = 'high'\n")
        .map(|_| ())
        .unwrap_err();
    assert!(
        fault
            .first()
            .is_some_and(|f| f.to_string().contains("sways"))
    );
}

#[test]
fn what_only_a_test_asks_for_is_less_sure() {
    let book = load("[[call]]\ncall = ['m.send']\nwhen = [{ argument = 'verify', is = ['False'] }]\nconfidence = 'high'\nsay = 'x'\n").unwrap();
    let sure = |code: &str| {
        let source = Source::new("a.py", format!("import m\n{code}"));
        let found = analyze(&source, &book, &[]).findings;
        found.first().map(|f| f.confidence)
    };
    let client = "class Client:\n    def __init__(self, verify):\n        self.verify = verify\n    def ask(self):\n        m.send(verify=self.verify)\n";
    assert_eq!(
        sure(&format!(
            "{client}def test_ask():\n    Client(False).ask()\n"
        )),
        Some(Confidence::Medium)
    );
    assert_eq!(
        sure(&format!("{client}def start():\n    Client(False).ask()\n")),
        Some(Confidence::High)
    );
}
