//! Exercises as data: what is given, what must hold, what helps, and the answers that prove it.

use super::Retired;
use super::disclosure::{Day, Disclosure};
use super::file::FileGoal;
use super::task::Task;
use super::world::WorldRequest;
use crate::text::{bundle, ending, is_bundle, parts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a learner is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ExerciseKind {
    /// Repair the given code.
    #[default]
    Fix,
    /// Write code from a brief.
    Write,
    /// Find an input that gets through, then repair the code.
    Attack,
    /// Choose among options.
    Choose,
    /// Put cards in order.
    Order,
    /// Say to which class each item belongs.
    Classify,
    /// Mark the lines that are weak.
    Locate,
    /// Accept or reject what is claimed, with the reason.
    Judge,
}

/// The five verdicts. The order is from best to worst for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictKind {
    /// Safe, and does its job.
    Passed,
    /// Not exploitable here, but better is known.
    PassedWithAdvice,
    /// Too dynamic to decide, or out of fuel: no points, no blame.
    CannotTell,
    /// Safe, but no longer does its job.
    Broken,
    /// An attack still works.
    Vulnerable,
}

impl VerdictKind {
    /// The word for it, in reports and in packs, and with a space on screens: without code nothing can
    /// break, so an answer that is not right is none *yet*.
    #[must_use]
    pub fn word(self, coded: bool) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::PassedWithAdvice => "passed-with-advice",
            Self::CannotTell => "cannot-tell",
            Self::Broken if coded => "broken",
            Self::Broken => "not-yet",
            Self::Vulnerable => "vulnerable",
        }
    }
}

/// One exercise: the content of its folder.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exercise {
    /// Kebab-case; never changes.
    pub id: String,
    /// Raised when goals change; progress then says "check again".
    pub revision: u32,
    /// The number in the curriculum, such as `E3.1`.
    pub curriculum: Option<String>,
    /// Whether it stands for its whole module: who solves it knows what the module teaches.
    pub placement: bool,
    /// The id of the exercise that it asks once more, in another domain, library or layout.
    pub variant: Option<String>,
    /// The id of the module whose folder holds it.
    pub module: String,
    /// Its folder inside the pack, ending in `/`; of a step, its lesson's file, `#`, its own name and `/`.
    pub folder: String,
    /// What is asked.
    pub kind: ExerciseKind,
    /// The name people see.
    pub title: String,
    /// About how long it takes.
    pub minutes: u32,
    /// The day by which it is to be handed in: when that is over, goals are shown that wait for it.
    pub due: Option<Day>,
    /// Why it is no longer set; of a step, why its lesson is no longer taught.
    pub retired: Option<Retired>,
    /// What to do, as Markdown; at most a screen.
    pub brief: String,
    /// The lesson in one line, shown after passing.
    pub takeaway: String,
    /// The name of the file the learner edits: the one file of `start/`, or the first of several.
    pub file: String,
    /// What the learner is given; several files as a bundle.
    pub start: String,
    /// A model answer, in the same form.
    pub solution: String,
    /// Whether the learner adds no files to the given ones.
    pub fixed_files: bool,
    /// What is asked, in an exercise that is answered without code. Its submissions are answers
    /// in TOML.
    pub task: Option<Task>,
    /// The functions through which the program is judged.
    pub functions: Vec<Function>,
    /// SQL that builds the exercise's in-memory database; empty when there is none.
    pub database: String,
    /// Python with what the program takes from other files, for probes: classes, functions and
    /// objects that stand for them. Followed like the program, never executed.
    pub stage: String,
    /// Files, programs and all else that the program's calls meet.
    pub world: super::World,
    /// What must hold.
    pub goals: Vec<Goal>,
    /// The ladder, in order.
    pub hints: Vec<Hint>,
    /// Known wrong ideas, most specific first.
    pub misconceptions: Vec<Misconception>,
    /// What advice findings mean here: rule id or goal id → one or two sentences.
    pub advice: BTreeMap<String, String>,
    /// The inputs to try, and the first part of an attack exercise.
    pub attack: Option<Attack>,
    /// Other right answers.
    pub accept: Vec<Accept>,
    /// Wrong answers and cheats.
    pub reject: Vec<Reject>,
    /// Statements of the solution that it would pass without, each with the reason why it stands there.
    pub spare: Vec<Spare>,
    /// What the judge says, in the language of the exercise.
    pub messages: super::Messages,
    /// Where its parts stand, for messages to its author.
    pub places: Places,
}

/// Where the parts of an exercise stand: lines of its `exercise.toml`, and files of its answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// The line of each goal, in order.
    pub goals: Vec<u32>,
    /// The line of each hint, in order.
    pub hints: Vec<u32>,
    /// The line of each misconception, in order.
    pub misconceptions: Vec<u32>,
    /// The line of `[attack]` and of each of its inputs.
    pub inputs: Vec<u32>,
    /// The line of `database`.
    pub database: u32,
    /// The line of `stage`.
    pub stage: u32,
    /// The line of the call of `[attack]`.
    pub attack: u32,
    /// `accept/<name>` or `reject/<name>` → the line of its table.
    pub labels: BTreeMap<String, u32>,
    /// `start`, `solution`, `accept/<name>` or `reject/<name>` → its file inside the pack.
    pub files: BTreeMap<String, String>,
    /// `accept/<name>` or `reject/<name>`: files that these do not hold are as in the solution.
    pub solved: Vec<String>,
}

impl Exercise {
    /// The file that says what it is: its `exercise.toml`, or the lesson of which it is a step.
    #[must_use]
    pub fn head(&self) -> String {
        match self.folder.split_once('#') {
            Some((lesson, _)) => lesson.to_owned(),
            None => format!("{}exercise.toml", self.folder),
        }
    }

    /// Whether it is a step of a lesson.
    #[must_use]
    pub fn is_step(&self) -> bool {
        self.folder.contains('#')
    }

    /// Whether the file to be written, or one of several, is Python.
    #[must_use]
    pub fn is_python(&self) -> bool {
        self.task.is_none() && self.files().iter().any(|name| ending(name) == "py")
    }

    /// Whether no file is Python and templates are filled.
    #[must_use]
    pub fn fills_templates(&self) -> bool {
        let fills = |goal: &Goal| matches!(goal.kind, GoalKind::File(FileGoal::Renders(_)));
        !self.is_python() && self.goals.iter().any(fills)
    }

    /// Whether the learner is given several files.
    #[must_use]
    pub fn is_several(&self) -> bool {
        is_bundle(&self.start)
    }

    /// The names of the files that the learner is given, in order.
    #[must_use]
    pub fn files(&self) -> Vec<&str> {
        if self.is_several() {
            parts(&self.start).iter().map(|part| part.name).collect()
        } else {
            vec![self.file.as_str()]
        }
    }

    /// A submission in the exercise's form. Of several files, the given ones in their order, those
    /// that are missing as they were given, and behind them further files that are part of a program;
    /// a text that is no bundle stands for the first file. Of one file, its text.
    #[must_use]
    pub fn completed(&self, text: &str) -> String {
        let given = parts(text);
        if !self.is_several() {
            let own = given.iter().find(|part| part.name == self.file);
            return match own.or(given.first()) {
                Some(part) => part.text.to_owned(),
                None => text.to_owned(),
            };
        }
        let start = parts(&self.start);
        let of = |name: &str| given.iter().find(|part| part.name == name);
        let known = start.iter().map(|part| {
            let alone = given.is_empty() && part.name == self.file;
            let own = of(part.name).map(|part| part.text);
            let own = own.or(alone.then_some(text));
            (part.name, own.unwrap_or(part.text))
        });
        let more = given.iter().filter(|part| {
            let new = start.iter().all(|known| known.name != part.name);
            new && belongs(part.name) && !self.fixed_files
        });
        bundle(known.chain(more.map(|part| (part.name, part.text))))
    }

    /// The ids of all that must hold.
    #[must_use]
    pub fn goal_ids(&self) -> Vec<&str> {
        let goals = self.goals.iter().map(|goal| goal.id.as_str());
        let parts = self.task.iter().flat_map(Task::goals);
        goals.chain(parts).collect()
    }
}

/// Whether a file that was not given can be part of a program: Python, a template, or the example of a `.env`.
#[must_use]
pub fn belongs(name: &str) -> bool {
    let mut folders = name.rsplit('/').skip(1);
    let last = name.rsplit('/').next().unwrap_or(name);
    folders.any(|folder| folder == "templates")
        || matches!(
            last,
            ".env.example" | ".env.sample" | ".env.template" | ".env.dist"
        )
        || matches!(ending(name), "py" | "html" | "jinja" | "jinja2" | "j2")
}

/// A function the judge calls or follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its name at module level.
    pub name: String,
    /// Its parameters in order. Learners may rename them; the position counts.
    pub params: Vec<Param>,
}

/// What `reads` calls the request of a function that has no parameter for it.
pub const REQUEST: &str = "request";

/// A parameter of a judged function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// The name in the brief.
    pub name: String,
    /// The qualified type of what is passed, such as `sqlite3.Connection`, `str`, `list[str]`.
    pub kind: Option<String>,
    /// Whether an attacker chooses it.
    pub untrusted: bool,
}

/// One thing that must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Kebab-case, unique in the exercise.
    pub id: String,
    /// What must hold, as one sentence for the learner.
    pub say: String,
    /// What is said when it does not hold; `{result}` and `{input}` stand for what happened.
    pub fail: String,
    /// How it is decided.
    pub kind: GoalKind,
    /// The verdict when it fails. `clears` and harm default to vulnerable, the others to broken;
    /// `passed-with-advice` makes the goal an advice.
    pub verdict: VerdictKind,
    /// Goals that must hold before this one is looked at.
    pub after: Vec<String>,
    /// The file that a goal over a file is about, where there are several.
    pub file: Option<String>,
    /// When a learner is shown it.
    pub disclosure: Disclosure,
    /// What it counts, where answers are graded.
    pub points: u32,
}

/// How a goal is decided.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "an exercise has a dozen goals, most of them probes"
)]
pub enum GoalKind {
    /// None of these rules finds anything.
    Clears(Vec<String>),
    /// The program still does something.
    Keeps(Keeps),
    /// The program never makes such a call on any path that can run.
    Avoids {
        /// The calls.
        calls: Vec<String>,
        /// Tests: a call whose data has passed one of them is none of these.
        unless_tested: Vec<String>,
    },
    /// What comes back from a function holds no data of a stranger that has not passed one of these
    /// tests, or was cleaned in one of these ways.
    Returns {
        /// The judged function.
        function: String,
        /// The tests.
        passed: Vec<String>,
    },
    /// Called with these inputs it behaves like this.
    Probe(Probe),
    /// No rule of severity medium or higher finds anything that the start did not have.
    Clean,
    /// None of these texts stands anywhere in the answer, be it in a comment or in another file.
    Nowhere(Vec<String>),
    /// A file that is not Python means what it must.
    File(FileGoal),
}

/// A call that must still be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeps {
    /// Qualified names, any of which will do, such as `sqlite3.Cursor.execute`.
    pub call: Vec<String>,
    /// The judged function from which it must be reached.
    pub function: String,
    /// Parameters (by the brief's names) whose data must reach the call's arguments.
    pub reads: Vec<String>,
    /// Whether the function must give back what came out of one of the calls.
    pub returned: bool,
}

/// What a call with given inputs must do. All given conditions must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// A Python expression; `db` is a connection to the exercise's database.
    pub call: String,
    /// A Python literal the result must equal. Rows compare equal as tuples or lists.
    pub returns: Option<String>,
    /// Like `returns`, but in any order of the outermost list.
    pub returns_any_order: Option<String>,
    /// A Python list literal: each value must appear somewhere in the result, at any depth. Says
    /// less than `returns`, so it does not punish a learner for selecting other columns.
    pub contains: Option<String>,
    /// A Python list literal: none of the values may appear anywhere in the result.
    pub lacks: Option<String>,
    /// A Python list literal: the values must appear in the result in this order.
    pub in_order: Option<String>,
    /// A Python list literal: harm is done when the values appear in the result in just this
    /// order. An order can leak a secret column without showing it, and a refusal or an empty
    /// result must stay right.
    pub never_in_order: Option<String>,
    /// How many items the result has.
    pub count: Option<u32>,
    /// Other calls, any of which may satisfy the conditions instead (for briefs that leave a name open).
    pub or_call: Vec<String>,
    /// `true`: the result is truthy; `false`: falsy.
    pub truthy: Option<bool>,
    /// Qualified exception names, any of which may be raised instead of returning. Empty: none may.
    pub may_raise: Vec<String>,
    /// The call must raise (one of `may_raise`, or anything when that is empty).
    pub raises: bool,
    /// When several endings are possible because a value cannot be known (a password hash, say),
    /// one right ending is enough.
    pub possible: bool,
    /// SQL run before the call, in addition to the exercise's database.
    pub given: Option<String>,
    /// A query on the database after the call and what it must return, as Python literal.
    pub then: Option<(String, String)>,
    /// Events that must happen, as patterns with `*`: `starts ping*`.
    pub does: Vec<String>,
    /// Events that must not happen.
    pub never: Vec<String>,
    /// What is said when an event of `never` happens; `{event}` stands for it.
    pub harm: Option<String>,
    /// The request that a web handler answers in this probe, in place of the world's.
    pub request: Option<WorldRequest>,
    /// Environment variables, over those of the world; an empty text takes one away.
    pub environ: BTreeMap<String, String>,
    /// Whether nothing else is in the environment, and no secret at hand.
    pub bare: bool,
    /// Whether the file is started as a program (`__name__` is `__main__`), and not imported.
    pub started: bool,
    /// The hostile input this probe tries, for the message "the attack that still works".
    pub input: Option<String>,
}

/// One rung of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Markdown, 20 to 160 words.
    pub text: String,
    /// When this hint fits better than the next one in line.
    pub when: Option<When>,
    /// Whether it gives the answer away; only the last may.
    pub reveals: bool,
}

/// When a hint is offered out of turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// A finding of this rule is open.
    pub finding: Option<String>,
    /// This misconception was recognised.
    pub misconception: Option<String>,
    /// At least so many attempts were judged.
    pub attempts: Option<u32>,
}

/// A known wrong idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misconception {
    /// Kebab-case.
    pub id: String,
    /// Two sentences.
    pub say: String,
    /// A few lines of Python that show the difference.
    pub contrast: String,
    /// How it is recognised; all given conditions must hold.
    pub detect: Detect,
}

/// A misconception that exercises name by its id, with code that proves its detector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The misconception.
    pub misconception: Misconception,
    /// Its file inside the pack.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// Code in which it must be recognised: line in the file, text.
    pub shows: Vec<(u32, String)>,
    /// Code in which it must not.
    pub silent: Vec<(u32, String)>,
}

/// Conditions over what the submission does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detect {
    /// Any of these rules has a finding.
    pub finding: Vec<String>,
    /// The path of a finding passes through a call to any of these (`str.replace`).
    pub through: Vec<String>,
    /// Any of these is called somewhere that can run.
    pub calls: Vec<String>,
    /// Any of these is tested in a condition that a finding's data depends on (`str.isidentifier`).
    pub tested: Vec<String>,
    /// Any of these goals fails.
    pub goal: Vec<String>,
    /// All of these goals hold.
    pub holds: Vec<String>,
    /// A probe ends in an exception of any of these names.
    pub raises: Vec<String>,
    /// The exception's message contains any of these.
    pub message: Vec<String>,
    /// C code is wrong in any of these ways, of [`C_FAULTS`].
    pub c: Vec<String>,
    /// The answer to a task holds any of these: `question = option`, a card, or `card before card`.
    pub chose: Vec<String>,
}

/// The ways in which C code can be wrong that are told apart: copied without a limit, a limit that is the
/// length of what comes, the size of an address for a limit, another limit that is too large, no room for
/// the zero, no zero, `gets`, an index outside, memory that may not be there, a format from outside.
pub const C_FAULTS: [&str; 10] = [
    "no-limit",
    "limit-of-source",
    "limit-of-address",
    "limit-too-large",
    "no-room-for-zero",
    "no-zero",
    "gets",
    "index",
    "no-memory",
    "format",
];

/// The inputs of the attack panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attack {
    /// For an attack exercise: what the first part asks, as Markdown.
    pub brief: String,
    /// A Python expression with `{0}` where the attacker's text goes as a string literal.
    pub call: String,
    /// The request that is answered; `{0}` in a value of it is the attacker's text.
    pub request: Option<WorldRequest>,
    /// For a template: what it is given, as a Python dict; `{0}` in a text of it is the attacker's.
    pub with: Option<String>,
    /// A Python literal: harm is done when the call returns anything else. `None` when absent
    /// means: harm is a truthy result.
    pub safe_result: Option<String>,
    /// Events that mean harm, as patterns with `*`. When given without a `safe_result`, the result
    /// of the call does not count.
    pub never: Vec<String>,
    /// Inputs to offer.
    pub input: Vec<AttackInput>,
    /// For the first part of an attack exercise: inputs that get in but do not count (the real
    /// password), with the reason.
    pub not_counted: BTreeMap<String, String>,
}

/// One ready input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttackInput {
    /// What is typed.
    pub text: String,
    /// What it tries, or `harmless` with what must keep working.
    pub say: String,
    /// Whether it must get through on the start (a fixture of the first part).
    pub works: bool,
}

impl AttackInput {
    /// Whether it attacks nothing: what a right program goes on to do.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        self.say.trim_start().starts_with("harmless")
    }
}

/// What the proof expects of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The verdict it must get; for accept `passed` when absent.
    pub verdict: VerdictKind,
    /// For reject: the goal that must be among those that fail.
    pub goal: Option<String>,
    /// For reject: the misconception that must be named.
    pub misconception: Option<String>,
}

/// A right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    /// Its file or folder name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// `passed` or `passed-with-advice`.
    pub verdict: VerdictKind,
}

/// A statement of the solution that nothing has to notice when it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spare {
    /// Its first line, as it stands in the solution.
    pub statement: String,
    /// Why it stands there all the same.
    pub why: String,
    /// The line that says so.
    pub line: u32,
}

/// A wrong answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Its file or folder name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// How it must be caught.
    pub expected: Expected,
}
