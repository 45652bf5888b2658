//! What a POSIX shell makes of a text: which programs it would start, with which arguments.
//!
//! The text is read by a shell parser; quotes, variables, substitutions, lists, pipelines and
//! redirections mean what they mean to `sh`. Nothing is started. Long and deeply nested texts are
//! refused. Called by `process` and by `replay`.

use super::Setup;
use crate::evaluate::UNKNOWN;
use brush_parser::ast::{
    AndOr, Command, CommandPrefixOrSuffixItem, CompoundCommand, CompoundList, IoFileRedirectKind,
    IoFileRedirectTarget, IoRedirect, Pipeline, RedirectList, SimpleCommand, Word,
};
use brush_parser::word::{Parameter, ParameterExpr, TildeExpr, WordPiece, WordPieceWithSource};
use brush_parser::{Parser, ParserOptions};
use std::collections::BTreeMap;

/// The longest text that is read, in bytes.
const LONGEST: usize = 8_000;
/// How deep quotations and substitutions may nest.
const DEEPEST: usize = 12;
/// The most steps one text may take: commands, and words of them.
const MOST: usize = 400;

/// Something a shell does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A program, or a command of the shell's own, with its arguments.
    Starts(Vec<String>),
    /// A file that a redirection reads.
    Reads(String),
    /// A file that a redirection writes.
    Writes(String),
    /// The shell refuses the text.
    Refuses(String),
}

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ran {
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// What is printed, as far as it is known.
    pub output: String,
    /// The exit status; `None` when it is not known.
    pub status: Option<i32>,
}

/// Follows a shell through a text.
#[must_use]
pub fn run(text: &str, setup: &Setup) -> Ran {
    let mut shell = Shell {
        variables: setup.environ.clone(),
        programs: setup,
        steps: Vec::new(),
        work: 0,
    };
    let (output, status) = shell.text(text, 0);
    Ran {
        steps: shell.steps,
        output,
        status,
    }
}

/// What a program does that is started with these arguments; shells are followed inside.
#[must_use]
pub fn start(arguments: &[String], setup: &Setup) -> Ran {
    let mut shell = Shell {
        variables: setup.environ.clone(),
        programs: setup,
        steps: Vec::new(),
        work: 0,
    };
    let (output, status) = shell.start(arguments.to_vec(), 0);
    Ran {
        steps: shell.steps,
        output,
        status,
    }
}

struct Shell<'a> {
    variables: BTreeMap<String, String>,
    programs: &'a Setup,
    steps: Vec<Step>,
    work: usize,
}

/// A word while it is expanded: its characters, and whether each may be split at.
#[derive(Default)]
struct Expanded {
    text: Vec<(char, bool)>,
    /// Whether there was a quotation, so that even nothing is a word.
    quoted: bool,
}

impl Expanded {
    fn add(&mut self, text: &str, splits: bool) {
        self.text.extend(text.chars().map(|c| (c, splits)));
    }

    fn fields(self) -> Vec<String> {
        let mut fields = Vec::new();
        let mut field = String::new();
        let mut open = self.quoted;
        for (c, splits) in self.text {
            if splits && matches!(c, ' ' | '\t' | '\n') {
                if !field.is_empty() || (open && !self.quoted) {
                    fields.push(std::mem::take(&mut field));
                }
                open = false;
            } else {
                field.push(c);
                open = true;
            }
        }
        if !field.is_empty() || (open && fields.is_empty()) {
            fields.push(field);
        }
        fields
    }

    fn whole(self) -> String {
        self.text.into_iter().map(|(c, _)| c).collect()
    }
}

impl Shell<'_> {
    fn refuse(&mut self, why: &str) -> (String, Option<i32>) {
        let step = Step::Refuses(why.to_owned());
        if self.steps.last() != Some(&step) {
            self.steps.push(step);
        }
        (String::new(), Some(2))
    }

    fn text(&mut self, text: &str, depth: usize) -> (String, Option<i32>) {
        if text.len() > LONGEST || nesting(text) > DEEPEST || depth > DEEPEST {
            return self.refuse("the text is longer or nests deeper than is followed here");
        }
        if text.contains('\0') {
            return self.refuse("the text holds a null byte");
        }
        let options = ParserOptions {
            posix_mode: true,
            sh_mode: true,
            enable_extended_globbing: false,
            ..ParserOptions::default()
        };
        let parse = |text: &str| Parser::new(text.as_bytes(), &options).parse_program();
        let mut broken = None;
        let program = if let Ok(program) = parse(text) {
            program
        } else {
            broken = Some("the shell finds no end of a quotation, or a sign in the wrong place");
            // A shell reads line by line: the lines before the fault are done.
            let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
            let before = ends
                .into_iter()
                .rev()
                .take(20)
                .find_map(|at| parse(text.get(..at)?).ok());
            match before {
                Some(program) => program,
                None => return self.refuse(broken.unwrap_or_default()),
            }
        };
        let mut output = String::new();
        let mut status = Some(0);
        for list in &program.complete_commands {
            let (text, ended) = self.list(list, depth);
            output.push_str(&text);
            status = ended;
        }
        if let Some(why) = broken {
            self.refuse(why);
            status = Some(2);
        }
        (output, status)
    }

    fn list(&mut self, list: &CompoundList, depth: usize) -> (String, Option<i32>) {
        let mut output = String::new();
        let mut status = Some(0);
        for item in &list.0 {
            if self.work > MOST {
                break;
            }
            let (text, mut ended) = self.pipeline(&item.0.first, depth);
            output.push_str(&text);
            for next in &item.0.additional {
                let (pipeline, wanted) = match next {
                    AndOr::And(pipeline) => (pipeline, true),
                    AndOr::Or(pipeline) => (pipeline, false),
                };
                // Where the status is not known, what follows may be done.
                if ended.is_none_or(|status| (status == 0) == wanted) {
                    let (text, next) = self.pipeline(pipeline, depth);
                    output.push_str(&text);
                    ended = next;
                }
            }
            status = ended;
        }
        (output, status)
    }

    fn pipeline(&mut self, pipeline: &Pipeline, depth: usize) -> (String, Option<i32>) {
        let mut last = (String::new(), Some(0));
        for command in &pipeline.seq {
            last = self.command(command, depth);
        }
        if pipeline.bang {
            last.1 = last.1.map(|status| i32::from(status == 0));
        }
        last
    }

    fn command(&mut self, command: &Command, depth: usize) -> (String, Option<i32>) {
        self.work += 1;
        if self.work > MOST || depth > DEEPEST {
            return self.refuse("it starts more commands than are followed here");
        }
        match command {
            Command::Simple(simple) => self.simple(simple, depth),
            Command::Compound(compound, redirects) => {
                self.redirects(redirects.as_ref(), depth);
                self.compound(compound, depth + 1)
            }
            Command::Function(_) | Command::ExtendedTest(..) => (String::new(), Some(0)),
        }
    }

    fn compound(&mut self, compound: &CompoundCommand, depth: usize) -> (String, Option<i32>) {
        match compound {
            CompoundCommand::BraceGroup(group) => self.list(&group.list, depth),
            CompoundCommand::Subshell(group) => self.list(&group.list, depth),
            CompoundCommand::ForClause(clause) => {
                let words: Vec<String> = clause
                    .values
                    .iter()
                    .flatten()
                    .flat_map(|word| self.fields(word, depth))
                    .collect();
                let mut last = (String::new(), Some(0));
                for word in words {
                    if self.work > MOST {
                        break;
                    }
                    self.variables.insert(clause.variable_name.clone(), word);
                    let (text, status) = self.list(&clause.body.list, depth);
                    last.0.push_str(&text);
                    last.1 = status;
                }
                last
            }
            CompoundCommand::IfClause(clause) => {
                let (mut output, status) = self.list(&clause.condition, depth);
                if status.is_none_or(|status| status == 0) {
                    let (text, ended) = self.list(&clause.then, depth);
                    output.push_str(&text);
                    if status.is_some() {
                        return (output, ended);
                    }
                }
                for other in clause.elses.iter().flatten() {
                    if let Some(condition) = &other.condition {
                        self.list(condition, depth);
                    }
                    let (text, _) = self.list(&other.body, depth);
                    output.push_str(&text);
                }
                (output, None)
            }
            CompoundCommand::WhileClause(clause) | CompoundCommand::UntilClause(clause) => {
                self.list(&clause.0, depth);
                let (text, _) = self.list(&clause.1.list, depth);
                (text, None)
            }
            CompoundCommand::CaseClause(clause) => {
                let mut output = String::new();
                for case in &clause.cases {
                    if let Some(list) = &case.cmd {
                        let (text, _) = self.list(list, depth);
                        output.push_str(&text);
                    }
                }
                (output, None)
            }
            CompoundCommand::Coprocess(inner) => self.command(&inner.body, depth),
            _ => (String::new(), None),
        }
    }

    fn simple(&mut self, simple: &SimpleCommand, depth: usize) -> (String, Option<i32>) {
        let mut arguments = Vec::new();
        let mut redirects = Vec::new();
        let mut set = Vec::new();
        let items = simple.prefix.iter().flat_map(|prefix| &prefix.0);
        for item in items {
            match item {
                CommandPrefixOrSuffixItem::IoRedirect(redirect) => redirects.push(redirect),
                CommandPrefixOrSuffixItem::AssignmentWord(_, word) => {
                    let whole = self.expanded(word, depth).whole();
                    if let Some((name, value)) = whole.split_once('=') {
                        set.push((name.to_owned(), value.to_owned()));
                    }
                }
                _ => {}
            }
        }
        if let Some(word) = &simple.word_or_name {
            arguments.extend(self.fields(word, depth));
        }
        for item in simple.suffix.iter().flat_map(|suffix| &suffix.0) {
            match item {
                CommandPrefixOrSuffixItem::IoRedirect(redirect) => redirects.push(redirect),
                CommandPrefixOrSuffixItem::Word(word)
                | CommandPrefixOrSuffixItem::AssignmentWord(_, word) => {
                    arguments.extend(self.fields(word, depth));
                }
                CommandPrefixOrSuffixItem::ProcessSubstitution(_, inner) => {
                    self.list(&inner.list, depth + 1);
                    arguments.push("/dev/fd/63".into());
                }
            }
        }
        let mut silent = false;
        for redirect in redirects {
            silent |= self.redirect(redirect, depth);
        }
        if arguments.is_empty() {
            self.variables.extend(set);
            return (String::new(), Some(0));
        }
        let (output, status) = self.start(arguments, depth);
        (if silent { String::new() } else { output }, status)
    }

    fn start(&mut self, arguments: Vec<String>, depth: usize) -> (String, Option<i32>) {
        self.work += 1;
        self.steps.push(Step::Starts(arguments.clone()));
        let name = arguments.first().map_or("", String::as_str);
        let short = name.rsplit('/').next().unwrap_or(name);
        let rest = arguments.get(1..).unwrap_or(&[]);
        if let Some(program) = super::process::described(self.programs, &arguments) {
            // The mark and a word in one are an option that no program knows.
            let mut before = rest.iter().take_while(|word| *word != "--");
            if before.any(|word| word.starts_with("-- ")) {
                return (String::new(), Some(2));
            }
            return (program.stdout.clone(), Some(program.returncode));
        }
        if matches!(short, "sh" | "bash" | "dash" | "zsh" | "ash" | "ksh")
            && let Some(text) = rest
                .iter()
                .position(|option| is_command_option(option))
                .and_then(|at| rest.get(at + 1))
        {
            return self.text(&text.clone(), depth + 1);
        }
        let spoken = |words: &[String]| words.join(" ");
        match short {
            "echo" => {
                let (words, end) = match rest.split_first() {
                    Some((first, rest)) if first == "-n" => (rest, ""),
                    _ => (rest, "\n"),
                };
                (format!("{}{end}", spoken(words)), Some(0))
            }
            "printf" => (spoken(rest), Some(0)),
            "true" | ":" | "cd" | "export" | "sleep" => (String::new(), Some(0)),
            "false" => (String::new(), Some(1)),
            "eval" => self.text(&spoken(rest), depth + 1),
            "exec" | "command" | "nohup" | "sudo" | "env" | "time" | "nice" if !rest.is_empty() => {
                let skip = rest
                    .iter()
                    .take_while(|word| word.starts_with('-') || word.contains('='))
                    .count();
                match rest.get(skip..) {
                    Some(inner) if !inner.is_empty() && depth < DEEPEST => {
                        self.start(inner.to_vec(), depth + 1)
                    }
                    _ => (String::new(), None),
                }
            }
            _ => (String::new(), None),
        }
    }

    fn redirects(&mut self, list: Option<&RedirectList>, depth: usize) {
        for redirect in list.iter().flat_map(|list| &list.0) {
            self.redirect(redirect, depth);
        }
    }

    /// Follows a redirection; whether it takes the output away.
    fn redirect(&mut self, redirect: &IoRedirect, depth: usize) -> bool {
        match redirect {
            IoRedirect::File(descriptor, kind, IoFileRedirectTarget::Filename(word)) => {
                let file = self.expanded(word, depth).whole();
                match kind {
                    IoFileRedirectKind::Read => self.steps.push(Step::Reads(file)),
                    _ => self.steps.push(Step::Writes(file)),
                }
                !matches!(kind, IoFileRedirectKind::Read) && descriptor.is_none_or(|d| d == 1)
            }
            IoRedirect::File(_, _, IoFileRedirectTarget::ProcessSubstitution(_, inner)) => {
                self.list(&inner.list, depth + 1);
                true
            }
            IoRedirect::OutputAndError(word, _) => {
                let file = self.expanded(word, depth).whole();
                self.steps.push(Step::Writes(file));
                true
            }
            IoRedirect::HereDocument(_, document) if document.requires_expansion => {
                self.expanded(&document.doc, depth);
                false
            }
            _ => false,
        }
    }

    fn fields(&mut self, word: &Word, depth: usize) -> Vec<String> {
        self.expanded(word, depth).fields()
    }

    fn expanded(&mut self, word: &Word, depth: usize) -> Expanded {
        self.work += 1;
        let mut expanded = Expanded::default();
        let options = ParserOptions {
            tilde_expansion_at_word_start: true,
            ..ParserOptions::default()
        };
        match brush_parser::word::parse(&word.value, &options) {
            Ok(pieces) => self.pieces(&pieces, false, &mut expanded, depth),
            Err(_) => expanded.add(&word.value, false),
        }
        expanded
    }

    fn pieces(
        &mut self,
        pieces: &[WordPieceWithSource],
        quoted: bool,
        out: &mut Expanded,
        depth: usize,
    ) {
        for piece in pieces {
            match &piece.piece {
                WordPiece::Text(text) => out.add(text, false),
                WordPiece::SingleQuotedText(text) => {
                    out.quoted = true;
                    out.add(text, false);
                }
                WordPiece::AnsiCQuotedText(text) => {
                    // `sh` has no such quotation: the sign stays.
                    out.quoted = true;
                    out.add("$", false);
                    out.add(text, false);
                }
                WordPiece::DoubleQuotedSequence(inner)
                | WordPiece::GettextDoubleQuotedSequence(inner) => {
                    out.quoted = true;
                    self.pieces(inner, true, out, depth + 1);
                }
                WordPiece::EscapeSequence(text) => {
                    let text = text.strip_prefix('\\').unwrap_or(text);
                    if text != "\n" {
                        out.add(text, false);
                    }
                }
                WordPiece::TildeExpansion(TildeExpr::Home) => out.add(super::tree::HOME, false),
                WordPiece::TildeExpansion(_) => out.add(&UNKNOWN.to_string(), false),
                WordPiece::ParameterExpansion(parameter) => {
                    let value = self.parameter(parameter, depth);
                    out.add(&value, !quoted);
                }
                WordPiece::CommandSubstitution(text) => {
                    let value = self.substituted(text, depth);
                    out.add(&value, !quoted);
                }
                WordPiece::BackquotedCommandSubstitution(text) => {
                    let text = text.replace("\\`", "`").replace("\\\\", "\\");
                    let value = self.substituted(&text, depth);
                    out.add(&value, !quoted);
                }
                WordPiece::ArithmeticExpression(expression) => {
                    let text = &expression.value;
                    if text.chars().all(|c| c.is_ascii_digit()) {
                        out.add(text, false);
                    } else {
                        out.add(&UNKNOWN.to_string(), false);
                    }
                }
            }
        }
    }

    fn substituted(&mut self, text: &str, depth: usize) -> String {
        let before = self.steps.len();
        let (output, status) = self.text(text, depth + 1);
        let started = self.steps.len() > before;
        if output.is_empty() && started && status.is_none() {
            return UNKNOWN.to_string();
        }
        output.trim_end_matches('\n').to_owned()
    }

    fn parameter(&mut self, parameter: &ParameterExpr, depth: usize) -> String {
        let value = |shell: &Self, parameter: &Parameter| match parameter {
            Parameter::Named(name) => shell.variables.get(name).cloned().unwrap_or_default(),
            Parameter::Positional(_) => String::new(),
            Parameter::Special(brush_parser::word::SpecialParameter::ShellName) => "sh".into(),
            Parameter::Special(_) => UNKNOWN.to_string(),
            _ => String::new(),
        };
        match parameter {
            ParameterExpr::Parameter { parameter, .. } => value(self, parameter),
            ParameterExpr::UseDefaultValues {
                parameter,
                default_value,
                ..
            }
            | ParameterExpr::AssignDefaultValues {
                parameter,
                default_value,
                ..
            } => {
                let known = value(self, parameter);
                if known.is_empty() {
                    self.nested(default_value.as_deref(), depth)
                } else {
                    known
                }
            }
            ParameterExpr::UseAlternativeValue {
                parameter,
                alternative_value,
                ..
            } => {
                if value(self, parameter).is_empty() {
                    String::new()
                } else {
                    self.nested(alternative_value.as_deref(), depth)
                }
            }
            _ => UNKNOWN.to_string(),
        }
    }

    fn nested(&mut self, text: Option<&str>, depth: usize) -> String {
        let Some(text) = text else {
            return String::new();
        };
        if depth > DEEPEST {
            return UNKNOWN.to_string();
        }
        let mut out = Expanded::default();
        if let Ok(pieces) = brush_parser::word::parse(text, &ParserOptions::default()) {
            self.pieces(&pieces, true, &mut out, depth + 1);
        }
        out.whole()
    }
}

/// `-c`, also among other letters: `-lc`.
fn is_command_option(option: &str) -> bool {
    option
        .strip_prefix('-')
        .is_some_and(|letters| letters.ends_with('c') && letters.chars().all(char::is_alphabetic))
}

/// How deep signs that open something stand inside each other, at most.
fn nesting(text: &str) -> usize {
    let mut depth: usize = 0;
    let mut most = 0;
    let mut ticks: usize = 0;
    for c in text.chars() {
        match c {
            '(' | '{' => {
                depth += 1;
                most = most.max(depth);
            }
            ')' | '}' => depth = depth.saturating_sub(1),
            '`' => ticks += 1,
            _ => {}
        }
    }
    let backslashes = text.matches("\\`").count();
    most + if ticks > 40 { ticks } else { 0 } + backslashes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str) -> Vec<String> {
        run(text, &Setup::default())
            .steps
            .into_iter()
            .map(|step| match step {
                Step::Starts(arguments) => arguments.join("|"),
                Step::Reads(file) => format!("< {file}"),
                Step::Writes(file) => format!("> {file}"),
                Step::Refuses(_) => "refused".into(),
            })
            .collect()
    }

    #[test]
    fn what_a_shell_starts() {
        assert_eq!(starts("ping -c 1 host; id"), ["ping|-c|1|host", "id"]);
        assert_eq!(starts("ping -c 1 'host; id'"), ["ping|-c|1|host; id"]);
        assert_eq!(starts("ping $(id) | tee x"), ["id", "ping|…", "tee|x"]);
        assert_eq!(starts("ping \"`id`\""), ["id", "ping|…"]);
        assert_eq!(starts("false && id || echo no"), ["false", "echo|no"]);
        assert_eq!(starts("sh -c 'a; b'"), ["sh|-c|a; b", "a", "b"]);
        assert_eq!(
            starts("cat < /etc/passwd > out"),
            ["< /etc/passwd", "> out", "cat"]
        );
        assert_eq!(starts("echo 'open"), ["refused"]);
        assert_eq!(starts("a\nb 'open"), ["a", "refused"]);
        assert_eq!(starts("ping $HOST"), ["ping"]);
        assert_eq!(starts("ping \"$HOST\""), ["ping|"]);
        assert_eq!(starts("x='a b'; ping $x \"$x\""), ["ping|a|b|a b"]);
        assert_eq!(starts("ping host & id"), ["ping|host", "id"]);
    }

    #[test]
    fn hostile_texts_end() {
        for text in [
            "$(".repeat(3_000),
            "`".repeat(3_000),
            "((((".repeat(900),
            "a;".repeat(3_900),
            "\"$(\"".repeat(900),
            "${a:-".repeat(500),
        ] {
            let ran = run(&text, &Setup::default());
            assert!(ran.steps.len() <= 2 * MOST + 10);
        }
    }
}
