//! The command line: its commands and options, as data.
//!
//! Called by `shell`.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Learn Python security by attacking and fixing real code.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(
    name = "protect",
    version,
    about,
    long_about = "Learn Python security by attacking and fixing real code.\n\nWithout a command the course opens; Enter goes on where you left it. Nothing you write is ever executed: \
                  protect judges code by following what it would do."
)]
pub struct Arguments {
    /// What to do; the course opens when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options for every command.
    #[command(flatten)]
    pub options: Options,
}

/// Options for every command.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct Options {
    /// Keep progress in this folder instead of the system's data folder [env: `PROTECT_DATA`]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Learn under this name; each learner has their own progress
    #[arg(long, global = true, value_name = "NAME", value_parser = learner)]
    pub learner: Option<String>,
    /// Another pack than the built-in course: its folder, its file, or the id of an installed one
    #[arg(long, global = true, value_name = "PATH_OR_ID")]
    pub pack: Option<PathBuf>,
    /// The language of the course, where its pack is translated, such as `de`
    #[arg(long, global = true, value_name = "TAG")]
    pub locale: Option<String>,
    /// Line by line, with numbered choices and no escape sequences
    #[arg(long, global = true)]
    pub plain: bool,
    /// Colours for a dark or a light terminal, or none [default: what the terminal says]
    #[arg(long, global = true, value_name = "THEME")]
    pub theme: Option<ThemeFlag>,
}

/// The values of `--theme`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeFlag {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// No colours: weight and underlines only.
    None,
}

/// The values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For other programs
    Json,
}

/// The values of `grade --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GradeFormat {
    /// For people: the verdict on each submission, what does not hold, and the next step.
    Text,
    /// One line for each submission.
    Concise,
    /// For other programs
    Json,
}

/// The values of `check --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people: source lines, carets and the path.
    Text,
    /// One line for each finding.
    Concise,
    /// One array with one object for each finding.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations in GitHub's workflows.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML, a failed case for each finding.
    Junit,
    /// A table with a head.
    Csv,
}

/// The values of `check --severity`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityFlag {
    /// Everything.
    Advice,
    /// Limited harm, or worse.
    Low,
    /// Real harm, or worse.
    Medium,
    /// The worst only.
    High,
}

/// The values of `check --confidence`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConfidenceFlag {
    /// Guesses from names too.
    Low,
    /// Known flows.
    Medium,
    /// Origin, path and receiver known.
    High,
}

/// The options of `check`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Check {
    /// Python files or folders; `-` is standard input
    #[arg(default_value = ".", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What standard input is called, and where its settings are looked for
    #[arg(long, value_name = "FILE")]
    pub stdin_filename: Option<PathBuf>,
    /// Leave out what matches in folders, in the language of .gitignore
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// Leave out what matches also where it is named
    #[arg(long)]
    pub force_exclude: bool,
    /// Only these rules: an id, the words it begins with such as `sql`, a code of Bandit or Ruff or its
    /// beginning such as `S3`, a CWE such as `CWE-327`, or `ALL`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// The lowest severity that is shown
    #[arg(long, value_enum)]
    pub severity: Option<SeverityFlag>,
    /// The lowest confidence that is shown
    #[arg(long, value_enum)]
    pub confidence: Option<ConfidenceFlag>,
    /// How the findings are written
    #[arg(long, short, visible_alias = "output-format", value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// Write the report to this file instead of the screen
    #[arg(long, short, visible_alias = "output-file", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave out the findings that this file names
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Name today's findings in this file, for `--baseline`, and end with 0
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// Make the repairs that change nothing else, and report what is left
    #[arg(long, conflicts_with = "write_baseline")]
    pub fix: bool,
    /// Show what `--fix` would change, as a unified diff, and change nothing
    #[arg(long, conflicts_with_all = ["write_baseline", "output", "format"])]
    pub diff: bool,
    /// End with 0 also when something was found
    #[arg(long, short = 'e')]
    pub exit_zero: bool,
    /// Say what was found, and what could not be checked, and nothing else
    #[arg(long, short)]
    pub quiet: bool,
    /// Show how often each rule speaks instead of each finding
    #[arg(long, conflicts_with_all = ["diff", "write_baseline"])]
    pub statistics: bool,
    /// Show which files would be checked, and check none
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline", "statistics"])]
    pub show_files: bool,
    /// Show which settings count for which files, and check none
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline", "statistics", "show_files"])]
    pub show_settings: bool,
    /// Report also what `# nosec` and `# noqa` comments accept
    #[arg(long, visible_aliases = ["ignore-noqa", "ignore-nosec"])]
    pub ignore_remarks: bool,
    /// Rules of your own: a folder of TOML files, or a pack
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Read `[tool.protect]` from this file instead of the pyproject.toml that is nearest to each file
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no pyproject.toml
    #[arg(long, visible_alias = "isolated")]
    pub no_config: bool,
}

/// The commands.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Check Python files and show how data gets to where it does harm
    ///
    /// Ends with 0 when nothing was found, 1 when something was, 2 when a file could not be checked.
    Check(Box<Check>),
    /// Judge submissions for an exercise
    ///
    /// Ends with 0 when all passed, 1 when one did not, 2 when one could not be judged.
    Grade {
        /// The exercise: its id, or its number in the curriculum such as E3.1
        #[arg(long, value_name = "ID")]
        exercise: String,
        /// How the verdicts are written
        #[arg(long, value_enum, default_value_t = GradeFormat::Text)]
        format: GradeFormat,
        /// As text, everything that is said of each submission: every goal, and each finding with its path
        #[arg(long, short)]
        verbose: bool,
        /// For an attack exercise: judge this input for the first part
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        input: Option<String>,
        /// Files, each one submission; `-` is standard input; for an attack exercise a .txt file is an
        /// input. Where an exercise has several files: a folder, or its files one by one. A folder of
        /// folders is a class: each of them is one submission
        #[arg(required_unless_present = "input", value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Explain a rule: what, why, what instead; without a rule, list them
    Explain {
        /// The rule's id, as findings name it, the words it begins with, or a code such as S608, B608 or CWE-89
        rule: Option<String>,
        /// Which rules there are besides the built-in ones
        #[command(flatten)]
        rules: OwnRules,
    },
    /// List the rules, or run their tests
    Rules {
        /// Which rules there are besides the built-in ones
        #[command(flatten)]
        rules: OwnRules,
        /// How they are listed
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// What to do with them
        #[command(subcommand)]
        command: Option<RulesCommand>,
    },
    /// Try ready inputs on a file's functions and show what each becomes where it arrives
    ///
    /// Nothing is executed. On a terminal it is a page on which you type inputs of your own; with
    /// `--plain`, in a pipe or for standard input it is printed, and ends with 0 when every input
    /// stays data in what was tried, 1 when one does harm, 2 when the file could not be read or
    /// has nothing to try. Functions and methods are tried, code outside of them is named.
    Attack {
        /// Try this input instead of the ready ones; bytes are written as in Python, `b"…"`
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        input: Option<String>,
        /// A Python file; `-` is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// List modules, lessons and exercises with your progress
    List {
        /// Show instead which lesson covers which point of the talk
        #[arg(long)]
        coverage: bool,
    },
    /// Print the reference: words, tools, sources, rules, for reading or printing
    Reference {
        /// A topic, `all`, or a word to look up; without it, the topics are listed
        topic: Option<String>,
    },
    /// List the facts in the course that can age, with their dates and sources
    Facts {
        /// Only those last checked before this day
        #[arg(long, value_name = "YYYY-MM-DD")]
        before: Option<String>,
    },
    /// For authors of courses
    #[command(subcommand)]
    Pack(PackCommand),
}

/// Rules of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct OwnRules {
    /// Rules of your own: a folder of TOML files, or a pack; those of the settings here count as well
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Settings in this file, in place of the nearest pyproject.toml
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Without any settings
    #[arg(long, global = true)]
    pub no_config: bool,
}

/// What can be done with rules.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum RulesCommand {
    /// Run the tests that rules bring along
    ///
    /// Ends with 0 when all hold, 1 when one does not, 2 when rules could not be read.
    Test {
        /// Only these rules, by their ids
        names: Vec<String>,
    },
}

/// The commands for authors.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum PackCommand {
    /// Prove a pack: every right answer passes, every wrong one fails as labelled
    ///
    /// Ends with 0 when the pack is sound, 1 when it is not, 2 when it could not be read.
    Check(PackCheck),
    /// Make a new pack that passes its own check; asks for what is not said
    New(PackNew),
    /// Add a lesson, an exercise or a rule to a pack
    #[command(subcommand)]
    Add(PackAdd),
    /// Write what is missing of a translation, and mark what went stale
    Translate {
        /// The folder that holds pack.toml
        #[arg(default_value = ".")]
        path: PathBuf,
        /// The language, such as `de`
        #[arg(long, value_name = "LOCALE")]
        to: String,
    },
    /// Open a pack as learners see it, and again whenever a file of it changes
    Preview {
        /// The folder that holds pack.toml
        #[arg(default_value = ".")]
        path: PathBuf,
    },
    /// Make one file of a pack, the same bytes for the same pack
    Build {
        /// The folder that holds pack.toml
        #[arg(default_value = ".")]
        path: PathBuf,
        /// The file to write [default: ID-VERSION.zip]
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Build it even when it fails its own proof
        #[arg(long)]
        unproved: bool,
    },
    /// Install a pack from its file or folder
    Install {
        /// A file that `pack build` made, or a folder
        path: PathBuf,
    },
    /// List the installed packs
    List,
    /// Take an installed pack away; progress with it is kept
    Remove {
        /// Its id
        id: String,
    },
    /// Trust an author's key, so that packs signed with it are known; without one, list them
    Trust {
        /// The public key of minisign, or the file it is in
        key: Option<String>,
        /// Whose key it is
        #[arg(long, value_name = "NAME", requires = "key")]
        name: Option<String>,
        /// Trust the key with this id no longer
        #[arg(long, value_name = "ID", conflicts_with_all = ["key", "name"])]
        forget: Option<String>,
    },
    /// Tell what a pack says of itself, and who stands behind it
    Info {
        /// Its folder, its file, or the id of an installed one
        pack: PathBuf,
    },
}

/// The options of `pack new`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct PackNew {
    /// The folder to make
    pub folder: PathBuf,
    /// The pack's id in kebab-case [default: from the folder's name]
    #[arg(long)]
    pub id: Option<String>,
    /// The name people see
    #[arg(long)]
    pub title: Option<String>,
    /// Who writes it
    #[arg(long)]
    pub author: Option<String>,
    /// An SPDX expression
    #[arg(long)]
    pub license: Option<String>,
    /// A language tag
    #[arg(long, default_value = "en")]
    pub language: String,
}

/// What can be added to a pack.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum PackAdd {
    /// A lesson with one page and one question
    Lesson {
        /// The module's id; a new one is added to pack.toml
        module: String,
        /// The lesson's id
        name: String,
        /// The folder that holds pack.toml
        #[arg(long = "to", default_value = ".", value_name = "DIR")]
        pack: PathBuf,
    },
    /// An exercise with right and wrong answers, and a page that leads to it
    Exercise {
        /// The module's id; a new one is added to pack.toml
        module: String,
        /// The exercise's id
        name: String,
        /// What learners do in it; a prediction is a question on a page
        #[arg(long, value_enum, default_value_t = NewKind::Fix)]
        kind: NewKind,
        /// The folder that holds pack.toml
        #[arg(long = "to", default_value = ".", value_name = "DIR")]
        pack: PathBuf,
    },
    /// A rule of the pack's own, with tests
    Rule {
        /// The rule's id
        name: String,
        /// The folder that holds pack.toml
        #[arg(long = "to", default_value = ".", value_name = "DIR")]
        pack: PathBuf,
    },
}

/// The kinds of exercises that `pack add exercise` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// Mend code that is given
    Fix,
    /// Write code from a brief
    Write,
    /// Find the input that gets through, then mend the code
    Attack,
    /// Mark the weak line
    Locate,
    /// Choose among options, each with its reason
    Choose,
    /// Put steps or lines in order
    Order,
    /// Sort cases into classes
    Classify,
    /// Accept or reject what somebody claims
    Judge,
    /// Guess what happens, on a page of the lesson
    Predict,
}

/// The options of `pack check`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct PackCheck {
    /// The folder that holds pack.toml [default: the built-in course]
    pub path: Option<PathBuf>,
    /// Prove this exercise only
    #[arg(long, value_name = "ID")]
    pub exercise: Option<String>,
    /// Count as faults what is otherwise only noted
    #[arg(long)]
    pub strict: bool,
    /// Show also what holds and could be better
    #[arg(long)]
    pub notes: bool,
    /// Show the numbers of each exercise and each kind of exercise
    #[arg(long)]
    pub table: bool,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Look again whenever a file of the pack changes, until Ctrl+C
    #[arg(long)]
    pub watch: bool,
}

fn learner(name: &str) -> Result<String, String> {
    let name = name.trim();
    if name.is_empty() {
        return Err("a name needs at least one character".into());
    }
    if name.chars().count() > 64 {
        return Err("a name has at most 64 characters".into());
    }
    if crate::text::printable(name) != name || name.contains(['\n', '\t']) {
        return Err("a name holds no control characters".into());
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        for words in [
            ["protect", "--learner", "ada", "list"],
            ["protect", "list", "--learner", "ada"],
        ] {
            let arguments = Arguments::try_parse_from(words).unwrap();
            assert_eq!(arguments.options.learner.as_deref(), Some("ada"));
        }
    }

    #[test]
    fn names_are_visible_text() {
        assert!(learner(" ").is_err());
        assert!(learner("a\u{1b}[31m").is_err());
        assert!(learner("a\nb").is_err());
        assert!(learner(&"x".repeat(65)).is_err());
        assert_eq!(learner(" Ada Lovelace "), Ok("Ada Lovelace".into()));
    }
}
