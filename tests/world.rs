//! Small programs run in the modelled world: what they return, and what they make it do.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::attack::{Model, Program, Setup};
use protected_python::evaluate::{Data, Ending, Outcome, literal, probe};
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use std::sync::OnceLock;

fn book() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(rulebook::rulebook)
}

fn setup() -> Setup {
    let texts = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    };
    Setup {
        files: texts(&[
            ("/srv/up/a.txt", "hello"),
            ("/srv/uploads/b.txt", "other"),
            ("/srv/secret.txt", "secret"),
        ]),
        links: texts(&[("/srv/up/out", "/srv/secret.txt")]),
        environ: texts(&[("API_KEY", "k-123"), ("HOME", "/home/app")]),
        programs: [(
            "ping".to_owned(),
            Program {
                returncode: 1,
                stdout: "no answer\n".into(),
                stderr: String::new(),
            },
        )]
        .into(),
        ..Setup::default()
    }
}

fn run(code: &str, call: &str) -> Outcome {
    let program = protected_python::python::parse(&Source::new("answer.py", code));
    assert!(program.errors().is_empty(), "{code}");
    let call = protected_python::python::expression(call).unwrap();
    let mut world = Model::new(&setup()).unwrap();
    probe(&program, None, book().knowledge(), &call, &mut world)
}

fn gives(code: &str, call: &str, want: &str) {
    let outcome = run(code, call);
    let want = literal(want).unwrap();
    assert_eq!(
        outcome.endings,
        [Ending::Returns(want)],
        "{code}\n{call}\n{:?}",
        outcome.limits
    );
}

fn raises(code: &str, call: &str, want: &str) {
    let outcome = run(code, call);
    let name = match outcome.endings.as_slice() {
        [Ending::Raises(raised)] => raised.name.clone(),
        other => panic!("{code}\n{other:?}"),
    };
    assert_eq!(name, want, "{code}");
}

fn does(code: &str, call: &str, want: &[&str]) {
    let outcome = run(code, call);
    let events: Vec<&str> = outcome.events.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(events, want, "{code}\n{call}\n{:?}", outcome.endings);
}

#[test]
fn files_are_opened_where_their_names_lead() {
    let read = "def read(name):\n    with open('/srv/up/' + name) as f:\n        return f.read()\n";
    gives(read, "read('a.txt')", "'hello'");
    gives(read, "read('../secret.txt')", "'secret'");
    does(read, "read('../secret.txt')", &["reads /srv/secret.txt"]);
    does(read, "read('out')", &["reads /srv/secret.txt"]);
    raises(read, "read('none')", "FileNotFoundError");
    let path = "from pathlib import Path\n\
        BASE = Path('/srv/up')\n\
        def read(name):\n\
        \x20   target = (BASE / name).resolve()\n\
        \x20   if not target.is_relative_to(BASE):\n\
        \x20       raise ValueError('outside')\n\
        \x20   return target.read_text()\n";
    gives(path, "read('a.txt')", "'hello'");
    raises(path, "read('../secret.txt')", "ValueError");
    raises(path, "read('../uploads/b.txt')", "ValueError");
    raises(path, "read('out')", "ValueError");
    let real = "import os\n\
        def read(name):\n\
        \x20   full = os.path.realpath(os.path.join('/srv/up', name))\n\
        \x20   if os.path.commonpath([full, '/srv/up']) != '/srv/up':\n\
        \x20       raise PermissionError(name)\n\
        \x20   with open(full, encoding='utf-8') as f:\n\
        \x20       return f.read()\n";
    gives(real, "read('a.txt')", "'hello'");
    raises(real, "read('/etc/passwd')", "PermissionError");
    raises(real, "read('../uploads/b.txt')", "PermissionError");
    let write = "def save(name, text):\n\
        \x20   with open('/srv/up/' + name, 'w') as f:\n\
        \x20       f.write(text)\n\
        \x20   with open('/srv/up/' + name) as f:\n\
        \x20       return [line.strip() for line in f]\n";
    gives(write, "save('n', 'a\\nb\\n')", "['a', 'b']");
    does(
        write,
        "save('../x', 'a')",
        &["writes /srv/x", "reads /srv/x"],
    );
    gives(
        "from pathlib import Path\ndef names(p):\n    return sorted(q.name for q in Path(p).iterdir())\n",
        "names('/srv/up')",
        "['a.txt', 'out']",
    );
    gives(
        "from pathlib import Path\ndef parts(p):\n    p = Path(p)\n    return [p.name, p.stem, p.suffix, str(p.parent), p.parts, f'{p}', Path('/srv') in p.parents, p == Path('/srv//x.tar.gz')]\n",
        "parts('/srv/x.tar.gz')",
        "['x.tar.gz', 'x.tar', '.gz', '/srv', ('/', 'srv', 'x.tar.gz'), '/srv/x.tar.gz', True, True]",
    );
}

#[test]
fn programs_are_started_as_a_shell_would() {
    let system = "import os\ndef ping(host):\n    os.system('ping -c 1 ' + host)\n";
    does(
        system,
        "ping('a; id')",
        &["starts ping -c 1 a", "starts id"],
    );
    does(
        system,
        "ping('$(id) > /tmp/x')",
        &["starts id", "writes /tmp/x", "starts ping -c 1 …"],
    );
    let list = "import subprocess\ndef ping(host):\n    return subprocess.run(['ping', '-c', '1', host], capture_output=True, text=True).stdout\n";
    does(list, "ping('a; id')", &["starts ping -c 1 a; id"]);
    gives(list, "ping('a')", "'no answer\\n'");
    let quoted = "import shlex, subprocess\ndef ping(host):\n    return subprocess.call(f'ping -c 1 {shlex.quote(host)}', shell=True)\n";
    does(quoted, "ping('a; id')", &["starts ping -c 1 a; id"]);
    gives(quoted, "ping('a')", "1");
    let twice = "import shlex, subprocess\ndef ping(host):\n    subprocess.run(f\"ping '{shlex.quote(host)}'\", shell=True)\n";
    does(twice, "ping('a; id')", &["starts ping a", "starts id"]);
    raises(
        "import subprocess\ndef ping(host):\n    subprocess.run(['ping', host], check=True)\n",
        "ping('a')",
        "subprocess.CalledProcessError",
    );
}

#[test]
fn the_environment_is_a_dict() {
    let code = "import os\n\
        def key():\n\
        \x20   os.environ['X'] = '1'\n\
        \x20   return [os.environ['API_KEY'], os.environ.get('NONE'), os.getenv('API_KEY'), os.getenv('NONE', 'd'), 'X' in os.environ]\n";
    gives(code, "key()", "['k-123', None, 'k-123', 'd', True]");
    raises(
        "import os\ndef key():\n    return os.environ['NONE']\n",
        "key()",
        "KeyError",
    );
}

#[test]
fn what_may_happen_is_not_done() {
    let code = "import os, random\n\
        def maybe():\n\
        \x20   if random.random() > 0.5:\n\
        \x20       os.remove('/srv/up/a.txt')\n\
        \x20   return os.path.exists('/srv/up/a.txt')\n";
    let outcome = run(code, "maybe()");
    assert!(outcome.events.iter().all(|event| !event.certain));
    assert!(
        matches!(
            outcome.endings.as_slice(),
            [Ending::Unknown(_)] | [Ending::Returns(Data::Unknown(_))]
        ),
        "{:?}",
        outcome.endings
    );
}
