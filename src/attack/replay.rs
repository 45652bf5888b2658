//! What an input becomes where it arrives: code and data told apart in the language of the sink.
//!
//! Reads what a probe was made to do and lets a real reader of each language say what it means, next to what a
//! harmless word in the same place would mean. Nothing is done. Called by `grade`.

mod command;
mod format;
mod header;
mod html;
mod lay;
mod markup;
mod message;
mod name;
mod origin;
mod request;
mod sql;
mod steps;
mod tree;
mod unpacked;
mod ways;

pub use format::{Field, fields};
pub use header::{Mail, mail};
pub use name::built;
use origin::Input;
pub use ways::Ways;

use super::Setup;
use crate::evaluate::{Argument, Data, EffectKind, Ending, Outcome, View};
use crate::text::Span;

/// The longest text that is replayed, in bytes.
const LONGEST: usize = 20_000;
/// The most replays of one probe.
const MOST: usize = 40;
/// The language that a sink reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// A statement for a database.
    Sql,
    /// A text for a shell.
    Shell,
    /// The arguments of a program.
    Arguments,
    /// A page.
    Html,
    /// The name of a file.
    Path,
    /// An address of the web.
    Url,
    /// Lines of a log, of a message or of headers.
    Lines,
    /// Python that is run from text.
    Python,
    /// Objects that a loader builds.
    Loader,
    /// The source of a template.
    Template,
    /// A document with entities.
    Xml,
    /// A regular expression.
    Pattern,
    /// A format of Python.
    Format,
    /// The members of an archive.
    Archive,
    /// A request that another page makes a browser send.
    Request,
    /// A mail with its headers.
    Mail,
    /// The headers of a web server's answer.
    Response,
    /// A repository and its history.
    Repository,
}

impl Language {
    /// What stands above a replay.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Sql => "What the database is asked",
            Self::Shell => "What the shell starts",
            Self::Arguments => "What the program is given",
            Self::Html => "What the browser sees",
            Self::Path => "Which file it is",
            Self::Url => "Where the request goes",
            Self::Lines => "Which lines come out",
            Self::Python => "Which Python runs",
            Self::Loader => "What the loader builds",
            Self::Template => "What the template engine reads",
            Self::Xml => "What the document stands for",
            Self::Pattern => "How long the pattern runs",
            Self::Format => "What the format reads",
            Self::Archive => "Where the members go",
            Self::Request => "What the browser sends, and what comes of it",
            Self::Mail => "What the mail server reads",
            Self::Response => "Which headers the browser reads",
            Self::Repository => "What git takes, and what it keeps",
        }
    }
}

impl Language {
    /// What is said when an input does no harm there.
    #[must_use]
    pub fn calm(self) -> &'static str {
        match self {
            Self::Repository => "No secret is taken.",
            Self::Archive => "Nothing leaves the folder.",
            _ => "Your input stays ‹data›.",
        }
    }
}

/// Whose a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The program's own.
    Own,
    /// From the input, and only data.
    Data,
    /// From the input, and read as code.
    Code,
}

/// A piece of text with its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whose it is.
    pub mark: Mark,
}

/// One arrival of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The language there.
    pub language: Language,
    /// Where the program hands it over, when that is known.
    pub span: Option<Span>,
    /// What it becomes, line by line.
    pub lines: Vec<Vec<Piece>>,
    /// The harm that it does, as a sentence; `None` when it stays data.
    pub harm: Option<String>,
    /// Whether its pieces were told apart by looking for the input's text, because how the program makes
    /// this text could not be followed.
    pub guessed: bool,
}

/// Everything that an input becomes in a probe's outcome. `ways` tell how the program makes its texts.
#[must_use]
pub fn replays(outcome: &Outcome, input: &str, setup: &Setup, ways: &Ways) -> Vec<Replay> {
    let mut found = Found::default();
    // Statements and the calls that send them come in the same order.
    let mut calls = outcome.effects.iter().filter(|effect| {
        matches!(&effect.kind, EffectKind::Call { callee, .. }
            if callee.starts_with("sqlite3.") && callee.contains(".execute"))
    });
    for query in &outcome.queries {
        let span = calls.next().map(|effect| effect.span);
        let input = ways.at(input, span);
        let replay = sql::replay(&query.sql, query.parameters.as_ref(), &input);
        found.add(replay, span, &input);
    }
    for effect in &outcome.effects {
        if let EffectKind::Call {
            callee,
            arguments,
            receiver,
            ..
        } = &effect.kind
        {
            let span = Some(effect.span);
            let input = ways.at(input, span);
            let receiver = receiver.as_deref().and_then(|view| view.known.as_deref());
            found.add(
                made_by_call(callee, receiver, arguments, &input),
                span,
                &input,
            );
            if is_unpacking(callee) {
                let replay = unpacked::replay(callee, arguments, effect.span, outcome, setup);
                found.add(replay, span, &input);
            }
            found.add(of_call(callee, arguments, &input, setup), span, &input);
        }
    }
    // The standard library's own modules are followed inside, so that no call of theirs stands here.
    let unpacks = outcome.effects.iter().any(
        |effect| matches!(&effect.kind, EffectKind::Call { callee, .. } if is_unpacking(callee)),
    );
    if !unpacks {
        let mut told = false;
        for (span, callee, arguments) in ways.unpackings() {
            // What this call writes is no zip's.
            told |= outcome.events.iter().any(|event| event.span == *span);
            if let Some(replay) = unpacked::replay(callee, arguments, *span, outcome, setup) {
                found.keep(Replay {
                    span: Some(*span),
                    ..replay
                });
            }
        }
        if !told && let Some(replay) = unpacked::zip(outcome, setup) {
            found.keep(replay);
        }
    }
    of_events(outcome, input, setup, ways, &mut found);
    let returned = ways.returned(input);
    for ending in &outcome.endings {
        let Ending::Returns(data) = ending else {
            continue;
        };
        let messages = message::returned(data, &returned);
        let whole = !messages.is_empty();
        for replay in messages {
            found.add(Some(replay), ways.returns_at(), &returned);
        }
        if let Data::Str(page) = data
            && !whole
            && (setup.request.is_some() || page.contains('<'))
            && (page.len() <= LONGEST && is_of_input(page, &returned))
        {
            found.add(html::replay(page, &returned), ways.returns_at(), &returned);
        }
    }
    found.all
}

/// Whether a page has something of the input in it: what only comes of it, such as a page that was fetched, has
/// not.
fn is_of_input(page: &str, input: &Input<'_>) -> bool {
    input.is_seen(page) || input.anew().places(page) != [(0, page.len())]
}

/// Replays that were found, each once.
#[derive(Default)]
struct Found {
    all: Vec<Replay>,
}

impl Found {
    /// Keeps what an input became at a place.
    fn add(&mut self, replay: Option<Replay>, span: Option<Span>, input: &Input<'_>) {
        if let Some(replay) = replay {
            self.keep(Replay {
                span: span.or(replay.span),
                guessed: replay.guessed || input.was_guessed(),
                ..replay
            });
        }
    }

    fn keep(&mut self, replay: Replay) {
        if self.all.len() < MOST && !self.all.iter().any(|known| known.lines == replay.lines) {
            self.all.push(replay);
        }
    }
}

/// What an input becomes in what the world was made to do.
fn of_events(outcome: &Outcome, input: &str, setup: &Setup, ways: &Ways, found: &mut Found) {
    // A parser that was told what to do with entities says more than one that was not.
    let settled = outcome
        .events
        .iter()
        .any(|event| event.text.starts_with("resolves "));
    let unpacked = outcome.effects.iter().any(
        |effect| matches!(&effect.kind, EffectKind::Call { callee, .. } if is_unpacking(callee)),
    );
    let members = unpacked || unpacked::archive(outcome, setup).is_some();
    for event in &outcome.events {
        let Some((verb, object)) = event.text.split_once(' ') else {
            continue;
        };
        let here = ways.at(input, Some(event.span));
        let replay = match verb {
            // What comes out of an archive is told with its members.
            "writes" if members => None,
            "reads" | "writes" | "deletes" => name::file(event, outcome, input, setup, ways),
            "fetches" => name::addresses(event.span, outcome, &here, setup),
            "runs" => name::python(object, &here),
            "builds" => name::built(object),
            "resolves" => object
                .split_once(' ')
                .and_then(|(setting, document)| markup::document(document, setting == "True")),
            "parses" if !settled => markup::document(object, false),
            _ => None,
        };
        found.add(replay, Some(event.span), &here);
    }
    if let Some(replay) = request::replay(&outcome.events) {
        found.keep(replay);
    }
    for replay in name::lines("logs", outcome, input, ways) {
        found.keep(replay);
    }
    let sent = outcome
        .events
        .iter()
        .find(|event| event.text.starts_with("mails "));
    if let Some(sent) = sent {
        let here = ways.at(input, Some(sent.span)).in_lines();
        match message::mailed(&outcome.events, &here) {
            Some(replay) => found.add(Some(replay), Some(sent.span), &here),
            None => name::lines("mails", outcome, input, ways)
                .into_iter()
                .for_each(|replay| found.keep(replay)),
        }
    }
    if setup.request.is_some() {
        let here = ways.at(input, None);
        found.add(message::answered(&outcome.events, &here), None, &here);
    }
}

/// What a browser finds in a page.
pub(super) fn shown(page: &str) -> super::Shown {
    html::shown(page)
}

/// The harm that an input does in a page in which it stands.
pub(super) fn harm_in_page(page: &str, input: &str) -> Option<String> {
    html::replay(page, &Input::plain(input)).and_then(|replay| replay.harm)
}

/// Whether an attribute is an address that a browser runs.
pub(super) fn is_script(element: &str, attribute: &str, value: &str) -> bool {
    html::is_script(element, attribute, value)
}

fn is_unpacking(callee: &str) -> bool {
    matches!(
        callee,
        "tarfile.TarFile.extractall"
            | "tarfile.TarFile.extract"
            | "zipfile.ZipFile.extractall"
            | "zipfile.ZipFile.extract"
            | "shutil.unpack_archive"
    )
}

/// Formats and patterns, which Python itself reads.
fn made_by_call(
    callee: &str,
    receiver: Option<&str>,
    arguments: &[Argument],
    input: &Input<'_>,
) -> Option<Replay> {
    if callee == "builtins.str.format" {
        return format::replay(receiver?, arguments, input);
    }
    if !callee.starts_with("re.") {
        return None;
    }
    match arguments {
        [pattern, subject] => steps::replay(
            callee,
            pattern.value.known.as_deref()?,
            subject.value.known.as_deref()?,
            input,
        ),
        _ => None,
    }
}

/// What the arguments of a call mean to what it hands them to.
fn of_call(
    callee: &str,
    arguments: &[Argument],
    input: &Input<'_>,
    setup: &Setup,
) -> Option<Replay> {
    let argument = |position: u32, name: &str| {
        arguments
            .iter()
            .find(|a| a.position == Some(position) || a.name.as_deref() == Some(name))
            .map(|a| &a.value)
    };
    let text = |view: Option<&View>| view.and_then(|view| view.known.clone());
    match callee {
        "os.system"
        | "os.popen"
        | "subprocess.getoutput"
        | "subprocess.getstatusoutput"
        | "asyncio.create_subprocess_shell" => {
            text(argument(0, "command")).and_then(|text| command::shell(&text, input, setup))
        }
        "subprocess.run"
        | "subprocess.call"
        | "subprocess.check_call"
        | "subprocess.check_output"
        | "subprocess.Popen" => {
            let shell = arguments
                .iter()
                .find(|a| a.name.as_deref() == Some("shell"))
                .is_some_and(|a| a.value.known.as_deref() != Some("False"));
            let first = argument(0, "args");
            match first {
                Some(view) if view.known.is_some() && shell => {
                    text(first).and_then(|text| command::shell(&text, input, setup))
                }
                Some(view) => words(view).and_then(|words| command::arguments(&words, input)),
                None => None,
            }
        }
        "flask.render_template_string"
        | "page_of_the_world.text"
        | "jinja2.Template"
        | "jinja2.Environment.from_string" => {
            text(argument(0, "source")).and_then(|text| markup::template(&text, input))
        }
        "xml.etree.ElementTree.fromstring"
        | "xml.etree.ElementTree.XML"
        | "xml.dom.minidom.parseString"
        | "xml.sax.parseString"
        | "lxml.etree.fromstring"
        | "lxml.etree.XML" => text(argument(0, "text"))
            .filter(|text| text.len() <= LONGEST)
            .and_then(|text| markup::document(&text, callee.starts_with("lxml."))),
        _ if callee.rsplit('.').next() == Some("write") => {
            let written = text(argument(0, "s"))?;
            written
                .contains('\n')
                .then(|| name::written(&written, input))?
        }
        // Python's own server writes a header as it is given.
        _ if callee.ends_with(".send_header") => {
            let name = text(argument(0, "keyword"))?;
            let value = text(argument(1, "value"))?;
            let before = format!("{name}: ");
            let places: Vec<(usize, usize)> = input
                .places(&value)
                .into_iter()
                .map(|(start, end)| (before.len() + start, before.len() + end))
                .collect();
            message::header(&format!("{before}{value}"), &places)
        }
        _ => None,
    }
}

/// The words of a list whose elements are all known.
fn words(view: &View) -> Option<Vec<String>> {
    if view.items.is_empty() || view.open {
        return None;
    }
    view.items.iter().map(|item| item.known.clone()).collect()
}

/// The same text with a harmless word in each place.
fn twin(text: &str, places: &[(usize, usize)], harmless: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (start, end) in places {
        out.push_str(text.get(at..*start).unwrap_or(""));
        out.push_str(harmless);
        at = *end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// Text cut at the places of the input, each piece with what `code` says of its bytes.
fn pieces(text: &str, places: &[(usize, usize)], code: impl Fn(usize) -> bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, c) in text.char_indices() {
        let inside = places
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at));
        let mark = match (inside, inside && code(at)) {
            (_, true) => Mark::Code,
            (true, _) => Mark::Data,
            _ => Mark::Own,
        };
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.text.push(c),
            _ => pieces.push(Piece {
                text: c.to_string(),
                mark,
            }),
        }
    }
    pieces
}

fn own(text: impl Into<String>) -> Piece {
    Piece {
        text: text.into(),
        mark: Mark::Own,
    }
}
