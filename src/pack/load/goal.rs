//! The schema of goals, misconceptions and hints inside `exercise.toml`.
//!
//! Called by `exercise`.

use super::file::file_goal;
use super::names::suggest;
use super::table::Table;
use crate::pack::{
    C_FAULTS, Detect, Disclosure, FileGoal, Function, Goal, GoalKind, Hint, Keeps, Misconception,
    Param, Probe, REQUEST, VerdictKind, When,
};

/// The five verdicts by their names in packs.
pub(super) const VERDICTS: [(&str, VerdictKind); 6] = [
    ("passed", VerdictKind::Passed),
    ("passed-with-advice", VerdictKind::PassedWithAdvice),
    ("cannot-tell", VerdictKind::CannotTell),
    ("broken", VerdictKind::Broken),
    ("not-yet", VerdictKind::Broken),
    ("vulnerable", VerdictKind::Vulnerable),
];

/// What an event can begin with.
const VERBS: [&str; 20] = [
    "starts", "reads", "writes", "deletes", "fills", "fetches", "connects", "mails", "logs",
    "builds", "runs", "answers", "shows", "holds", "stores", "asks", "attaches", "trusts", "lets",
    "hands",
];

/// The most points that one goal can count.
const POINTS: u32 = 1000;

const KINDS: [&str; 13] = [
    "clears",
    "keeps",
    "avoids",
    "returns",
    "probe",
    "clean",
    "nowhere",
    "requirements",
    "ignores",
    "fields",
    "setting",
    "c",
    "renders",
];

pub(super) fn function(table: Table<'_>) -> Function {
    let read = Function {
        name: table.need("name", "the function's name at module level"),
        params: table.tables("params").into_iter().map(param).collect(),
    };
    table.close();
    read
}

fn param(table: Table<'_>) -> Param {
    let read = Param {
        name: table.need("name", "the parameter's name in the brief"),
        kind: table.text("type"),
        untrusted: table.flag("untrusted"),
    };
    table.close();
    read
}

/// Reads one `[[goal]]`; nothing when it has not exactly one kind.
pub(super) fn goal(table: Table<'_>, functions: &[Function]) -> Option<Goal> {
    let id = table.id();
    let say = table.need("say", "what must hold, as one sentence");
    let fail = table.need("fail", "what is said when it does not hold");
    places(&table, "fail", &fail);
    let after = table.texts("after");
    let given: Vec<&str> = KINDS.into_iter().filter(|key| table.has(key)).collect();
    let clears = table.texts("clears");
    let avoids = table.texts("avoids");
    let nowhere = table.texts("nowhere");
    let unless_tested = table.texts("unless-tested");
    if !unless_tested.is_empty() && avoids.is_empty() {
        table.tell(
            table.line_of("unless-tested"),
            "`unless-tested` belongs to `avoids`",
            "Add `avoids`, or remove it.",
        );
    }
    let clean = table.truth("clean");
    let keeps = table.table("keeps").map(|inner| keeps(inner, functions));
    let returns = table
        .table("returns")
        .map(|inner| returns(inner, functions));
    let probe = table.table("probe").map(probe);
    let file = file_goal(&table);
    let about = table.text("file");
    if given.len() != 1 {
        table.tell(
            table.line(),
            if given.is_empty() {
                format!("the goal `{id}` says nothing that can be judged")
            } else {
                format!("the goal `{id}` says several things: {}", given.join(", "))
            },
            format!("Give it exactly one of: {}.", KINDS.join(", ")),
        );
    }
    if clean == Some(false) {
        table.tell(
            table.line_of("clean"),
            "`clean = false` asks for nothing",
            "Write `clean = true`, or remove the goal.",
        );
    }
    for (key, list) in [
        ("clears", &clears),
        ("avoids", &avoids),
        ("nowhere", &nowhere),
    ] {
        if table.has(key) && list.is_empty() {
            table.tell(
                table.line_of(key),
                format!("`{key}` is empty"),
                "Name at least one.",
            );
        }
    }
    let kind = match *given.first()? {
        "clears" => GoalKind::Clears(clears),
        "avoids" => GoalKind::Avoids {
            calls: avoids,
            unless_tested,
        },
        "nowhere" => GoalKind::Nowhere(nowhere),
        "keeps" => GoalKind::Keeps(keeps?),
        "returns" => returns?,
        "probe" => GoalKind::Probe(probe?),
        "requirements" | "ignores" | "fields" | "setting" | "c" | "renders" => {
            GoalKind::File(file?)
        }
        _ => GoalKind::Clean,
    };
    unfilled(&table, &kind, &fail);
    let usual = match &kind {
        // What a page shows is its job; that data stays data is what it is safe by.
        GoalKind::File(FileGoal::Renders(page)) if page.input.is_none() => VerdictKind::Broken,
        GoalKind::Clears(_)
        | GoalKind::Returns { .. }
        | GoalKind::Clean
        | GoalKind::Nowhere(_)
        | GoalKind::File(_) => VerdictKind::Vulnerable,
        GoalKind::Probe(probe) if probe.input.is_some() => VerdictKind::Vulnerable,
        _ => VerdictKind::Broken,
    };
    let verdict = table.word("verdict", &VERDICTS).unwrap_or(usual);
    if matches!(verdict, VerdictKind::Passed | VerdictKind::CannotTell) {
        table.tell(
            table.line_of("verdict"),
            "a goal that fails cannot lead to this verdict",
            "Write `vulnerable`, `broken` or `passed-with-advice`.",
        );
    }
    let disclosure = table
        .word("disclosure", &Disclosure::WORDS)
        .unwrap_or_default();
    if disclosure.seals() && verdict == VerdictKind::PassedWithAdvice {
        table.tell(
            table.line_of("disclosure"),
            "an advice that is not shown advises nobody",
            "Write `on-fail`, or give the goal another verdict.",
        );
    }
    let points = table.count("points").unwrap_or(0);
    if points > POINTS {
        table.tell(
            table.line_of("points"),
            format!("a goal counts {points} points"),
            format!("Write a number up to {POINTS}."),
        );
    }
    if about.is_some() && !matches!(kind, GoalKind::File(_)) {
        table.tell(
            table.line_of("file"),
            "`file` belongs to goals over a file that is not Python",
            "Remove it: this goal is about the whole program.",
        );
    }
    table.close();
    Some(Goal {
        id,
        say,
        fail,
        kind,
        verdict,
        after,
        file: about,
        disclosure,
        points,
    })
}

/// Tells names in braces that nothing fills and that look like those that something does.
fn places(table: &Table<'_>, key: &str, text: &str) {
    const FILLED: [&str; 3] = ["result", "input", "event"];
    let named = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    for (name, _) in named {
        let meant = suggest(name, &FILLED);
        if !FILLED.contains(&name) && !meant.is_empty() {
            table.tell(
                table.line_of(key),
                format!("nothing fills `{{{name}}}` in `{key}`{meant}"),
                "Correct the name in braces.",
            );
        }
    }
}

/// Tells places in `fail` that a goal of this kind has nothing for.
fn unfilled(table: &Table<'_>, kind: &GoalKind, fail: &str) {
    let (result, input, event) = match kind {
        GoalKind::Probe(probe) => {
            let events = !probe.never.is_empty() || !probe.does.is_empty();
            (true, probe.input.is_some(), events)
        }
        GoalKind::File(_) => (true, false, false),
        _ => (false, false, false),
    };
    for (name, is_filled, next) in [
        (
            "result",
            result,
            "Leave it out: only a call or a file has a result.",
        ),
        (
            "input",
            input,
            "Leave it out, or give the probe its `input`.",
        ),
        (
            "event",
            event,
            "Leave it out, or give the probe `does` or `never`.",
        ),
    ] {
        if !is_filled && fail.contains(&format!("{{{name}}}")) {
            table.tell(
                table.line_of("fail"),
                format!("nothing fills `{{{name}}}` in `fail` of this goal"),
                next,
            );
        }
    }
}

fn returns(table: Table<'_>, functions: &[Function]) -> GoalKind {
    let function = table.need("in", "the judged function whose result is meant");
    let passed = table.texts("passed");
    let names: Vec<&str> = functions.iter().map(|f| f.name.as_str()).collect();
    if !function.is_empty() && !names.contains(&function.as_str()) {
        table.tell(
            table.line_of("in"),
            format!(
                "`{function}` is not among the judged functions{}",
                suggest(&function, &names)
            ),
            "Name it in a `[[function]]`.",
        );
    }
    if passed.is_empty() {
        table.tell(
            table.line(),
            "`passed` is missing in `returns`",
            "Name the tests that make data trustworthy, such as `signed`.",
        );
    }
    table.close();
    GoalKind::Returns { function, passed }
}

fn keeps(table: Table<'_>, functions: &[Function]) -> Keeps {
    let read = Keeps {
        call: table.texts("call"),
        function: table.need(
            "in",
            "the judged function from which the call must be reached",
        ),
        reads: table.texts("reads"),
        returned: table.flag("returned"),
    };
    if read.call.is_empty() {
        table.tell(
            table.line(),
            "`call` is missing in `keeps`",
            "Name the call that must stay, such as `sqlite3.Connection.execute`.",
        );
    }
    let names: Vec<&str> = functions.iter().map(|f| f.name.as_str()).collect();
    match functions.iter().find(|f| f.name == read.function) {
        None if !read.function.is_empty() => table.tell(
            table.line_of("in"),
            format!(
                "`{}` is not among the judged functions{}",
                read.function,
                suggest(&read.function, &names)
            ),
            "Name it in a `[[function]]`.",
        ),
        Some(function) => {
            let params: Vec<&str> = function.params.iter().map(|p| p.name.as_str()).collect();
            for name in &read.reads {
                if !params.contains(&name.as_str()) && name != REQUEST {
                    table.tell(
                        table.line_of("reads"),
                        format!(
                            "`{}` has no parameter `{name}`{}",
                            function.name,
                            suggest(name, &params)
                        ),
                        format!("Its parameters are: {}.", params.join(", ")),
                    );
                }
            }
        }
        None => {}
    }
    table.close();
    read
}

fn probe(table: Table<'_>) -> Probe {
    let then = table.texts("then");
    if table.has("then") && then.len() != 2 {
        table.tell(
            table.line_of("then"),
            "`then` needs two texts",
            "Write `then = [\"SELECT …\", \"[(1,)]\"]`: a query and what it must return.",
        );
    }
    let read = Probe {
        call: table.need("call", "a Python expression; `db` is the database"),
        returns: table.python("returns"),
        returns_any_order: table.python("returns-any-order"),
        contains: table.python("contains"),
        lacks: table.python("lacks"),
        in_order: table.python("in-order"),
        never_in_order: table.python("never-in-order"),
        count: table.number("count"),
        or_call: table.texts("or-call"),
        truthy: table.truth("truthy"),
        may_raise: table.texts("may-raise"),
        raises: table.flag("raises"),
        possible: table.flag("possible"),
        given: table.text("given"),
        then: match then.as_slice() {
            [query, result] => Some((query.clone(), result.clone())),
            _ => None,
        },
        does: table.texts("does"),
        never: table.texts("never"),
        harm: table.text("harm"),
        request: table.table("request").map(super::world::request),
        environ: super::world::texts(&table, "environ"),
        started: table.flag("started"),
        bare: table.flag("bare"),
        input: table.text("input"),
    };
    for (key, patterns) in [("does", &read.does), ("never", &read.never)] {
        for pattern in patterns {
            let verb = pattern.split(' ').next().unwrap_or("");
            if !VERBS.contains(&verb) && !verb.contains('*') {
                table.tell(
                    table.line_of(key),
                    format!("no event begins with `{verb}`{}", suggest(verb, &VERBS)),
                    format!(
                        "An event is a verb and an object; verbs are: {}.",
                        VERBS.join(", ")
                    ),
                );
            }
        }
    }
    places(&table, "harm", read.harm.as_deref().unwrap_or_default());
    if read.harm.is_some() && read.never.is_empty() {
        table.tell(
            table.line_of("harm"),
            "`harm` is said when an event of `never` happens, and there is no `never`",
            "Add `never`, or remove `harm`.",
        );
    }
    let on_result = [
        "returns",
        "returns-any-order",
        "contains",
        "lacks",
        "in-order",
        "never-in-order",
        "count",
        "truthy",
    ];
    let on_result = on_result.into_iter().any(|key| table.has(key));
    let on_events = !read.does.is_empty() || !read.never.is_empty();
    if !on_result && !on_events && !read.raises && read.then.is_none() {
        table.tell(
            table.line(),
            "the probe asks for nothing",
            "Add `returns`, `returns-any-order`, `contains`, `lacks`, `in-order`, `never-in-order`, `count`, `truthy`, `raises`, `then`, `does` or `never`.",
        );
    }
    if on_result && read.raises {
        table.tell(
            table.line_of("raises"),
            "a call that must raise has no result to compare",
            "Remove `raises`, or use `may-raise` for an exception that is allowed.",
        );
    }
    table.close();
    read
}

pub(super) fn hint(table: Table<'_>) -> Hint {
    let read = Hint {
        text: table.need("text", "the hint in 20 to 160 words"),
        when: table.table("when").map(|when| {
            let read = When {
                finding: when.text("finding"),
                misconception: when.text("misconception"),
                attempts: when.number("attempts"),
            };
            let asked = ["finding", "misconception", "attempts"];
            if !asked.iter().any(|key| when.has(key)) {
                when.tell(
                    when.line(),
                    "`when` is empty",
                    "Add `finding`, `misconception` or `attempts`.",
                );
            }
            when.close();
            read
        }),
        reveals: table.flag("reveals"),
    };
    let words = read.text.split_whitespace().count();
    if !(20..=160).contains(&words) && !read.text.is_empty() {
        table.tell(
            table.line_of("text"),
            format!("the hint has {words} words; a hint has 20 to 160"),
            "Say what to think about, in a few whole sentences.",
        );
    }
    table.close();
    read
}

pub(super) fn misconception(table: Table<'_>) -> Misconception {
    let read = misconception_in(&table);
    table.close();
    read
}

/// A misconception in a table that has more to say.
pub(super) fn misconception_in(table: &Table<'_>) -> Misconception {
    let read = Misconception {
        id: table.id(),
        say: table.need("say", "two sentences that explain"),
        contrast: table.text("contrast").unwrap_or_default(),
        detect: table.table("detect").map(detect).unwrap_or_default(),
    };
    if read.detect == Detect::default() {
        table.tell(
            table.line(),
            format!("nothing says how the misconception `{}` is recognised", read.id),
            "Add `detect` with at least one of: finding, through, calls, tested, goal, raises, message.",
        );
    }
    read
}

fn detect(table: Table<'_>) -> Detect {
    let read = Detect {
        finding: table.texts("finding"),
        through: table.texts("through"),
        calls: table.texts("calls"),
        tested: table.texts("tested"),
        goal: table.texts("goal"),
        holds: table.texts("holds"),
        raises: table.texts("raises"),
        message: table.texts("message"),
        c: table.texts("c"),
        chose: table.texts("chose"),
    };
    for kind in &read.c {
        if !C_FAULTS.contains(&kind.as_str()) {
            table.tell(
                table.line_of("c"),
                format!(
                    "there is no fault of C code `{kind}`{}",
                    suggest(kind, &C_FAULTS)
                ),
                format!("Write one of: {}.", C_FAULTS.join(", ")),
            );
        }
    }
    table.close();
    read
}
