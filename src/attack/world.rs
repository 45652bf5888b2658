//! A modelled world in which a probe runs: files, programs, environment, network, all of it data.
//!
//! Knows what each part answers and what it was made to do; reaches nothing outside itself, and its
//! work is bounded. Parts are asked in turn; what none of them knows stays unknown. Called by
//! `grade`, through `evaluate`'s trait [`World`].

mod addresses;
pub(super) mod archive;
mod call;
mod chance;
mod connection;
mod digest;
mod files;
mod filter;
mod folder;
mod jinja;
mod lent;
mod loaders;
mod logs;
mod mail;
mod markup;
mod modes;
mod network;
mod packed;
pub(super) mod path;
mod payload;
pub mod pickle;
mod process;
pub mod shell;
mod tarred;
mod template;
mod tree;
mod unpacking;
pub mod url;
mod web;
pub(super) mod windows;
mod xml;
mod yaml;
mod zipped;

use super::database::{Database, Stock};
use super::doubt;
use crate::evaluate::{Callable, Data, Outside, Query, Raised, Reason, Reply, World};
use call::{Call, Done, Miss};
pub use markup::computed;
pub(super) use markup::filled;
pub use payload::payload;
use std::collections::BTreeMap;
use std::sync::Arc;
use tree::Tree;

/// The type of the request that is being answered; it is the first object.
const REQUEST: &str = "flask.Request";
/// Where files lie that settings of the program name: they are there, and what they hold is not known.
pub const CONFIGURED: &str = "/configured/";
/// The most objects that a world keeps.
const MAX_OBJECTS: usize = 4_000;
/// The longest line of an event, in characters.
const MAX_EVENT: usize = 2_000;

/// What a world consists of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setup {
    /// SQL that builds the database called `db`.
    pub database: String,
    /// Files: absolute path, content.
    pub files: BTreeMap<String, String>,
    /// Symbolic links: absolute path, target.
    pub links: BTreeMap<String, String>,
    /// Archives: absolute path, entries.
    pub archives: BTreeMap<String, Vec<Entry>>,
    /// Environment variables.
    pub environ: BTreeMap<String, String>,
    /// Pages by their full address.
    pub pages: BTreeMap<String, String>,
    /// Addresses that send on to others.
    pub redirects: BTreeMap<String, String>,
    /// Names of machines and what each look-up gives, in turn; the last answer stays.
    pub hosts: BTreeMap<String, Vec<String>>,
    /// Mail servers that offer no encryption.
    pub without_tls: Vec<String>,
    /// Programs and what they do when started.
    pub programs: BTreeMap<String, Program>,
    /// The request that a web handler answers.
    pub request: Option<Request>,
    /// Whether what is different each time, or too costly to compute, has made-up values.
    pub made_up: bool,
    /// Whether what the program keeps is written down among the events.
    pub stores: bool,
    /// Whether the secrets that the program asks for are there: then the environment is known.
    pub secrets: bool,
    /// Whether the program is all there: then a name that nothing binds is an error.
    pub whole: bool,
    /// Whether the file is started as a program, and not imported.
    pub started: bool,
    /// The minor version of Python 3 that the program asks for, if it says so.
    pub python: Option<u32>,
    /// Addresses that the program names: one of them may be its own.
    pub addresses: Vec<String>,
}

/// One entry of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its name in the archive.
    pub name: String,
    /// Its content.
    pub text: String,
    /// Where it points, for a symbolic link.
    pub link: Option<String>,
    /// The file, seen from the top of the archive, of which it is one more name, for a hard link.
    pub hard_link: Option<String>,
    /// Its size when unpacked, if not that of the content.
    pub size: Option<u64>,
}

/// What a program does when it is started.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Program {
    /// Its exit status.
    pub returncode: i32,
    /// What it prints.
    pub stdout: String,
    /// What it complains.
    pub stderr: String,
}

/// A request to a web application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: String,
    /// Its path.
    pub path: String,
    /// The query string's values.
    pub args: BTreeMap<String, String>,
    /// The form's values.
    pub form: BTreeMap<String, String>,
    /// Headers.
    pub headers: BTreeMap<String, String>,
    /// Cookies.
    pub cookies: BTreeMap<String, String>,
    /// What the session holds.
    pub session: BTreeMap<String, String>,
    /// The body, as text of JSON.
    pub json: Option<String>,
}

/// An attribute of a [`Thing::Record`]; `None` as Python has it where there is no such attribute.
fn field(fields: &[(String, Data)], name: &str) -> Data {
    fields
        .iter()
        .find(|(key, _)| key == name)
        .map_or(Data::None, |(_, data)| data.clone())
}

/// Something that a world keeps for the program.
#[derive(Debug, Clone, PartialEq)]
enum Thing {
    /// Attributes by name.
    Record(Vec<(String, Data)>),
    /// A name of a file, as `pathlib` makes it plain.
    Path(String),
    /// An open file.
    File(files::File),
    /// A hash that is being fed.
    Feed(digest::Feed),
    /// Text that is known to be HTML.
    Markup(String),
    /// The request that is being answered.
    Request,
    /// Values of a request by name.
    Values(Vec<(String, Data)>),
    /// An answer to a request.
    Response(web::Response),
    /// A thing that was changed where it is not certain that it was.
    Blurred,
}

/// The world of one probe.
#[derive(Debug)]
pub struct Model {
    database: Database,
    setup: Setup,
    tree: Tree,
    objects: Vec<(String, Thing)>,
    log: Vec<String>,
    /// How often each name of a machine was looked up.
    asked: BTreeMap<String, usize>,
    /// How often something random was drawn.
    drawn: u64,
    /// How many bits chose what was drawn, in thousandths.
    bits: u64,
    /// How often the clock was looked at.
    looks: u64,
    /// The work of the cheapest slow hash so far, in rounds.
    work: Option<u64>,
    /// Whether the call in hand has changed something.
    changed: bool,
    modes: modes::Modes,
    /// Whether something was changed behind a condition that is not decided.
    blurred: bool,
    stopped: Option<Reason>,
    lent: lent::Lent,
}

impl Model {
    /// Builds a world.
    ///
    /// # Errors
    /// What the database says about the SQL.
    pub fn new(setup: &Setup) -> Result<Self, String> {
        let database = Database::new(&setup.database)?;
        Ok(Self::with(database, setup.clone()))
    }

    /// Builds a world whose database is one of a stock that has no trouble with its SQL.
    #[must_use]
    pub fn of(setup: Setup, stock: &Arc<Stock>) -> Self {
        Self::with(Database::out_of(stock), setup)
    }

    fn with(database: Database, setup: Setup) -> Self {
        Self {
            database,
            tree: Tree::new(&setup),
            modes: modes::Modes::new(),
            drawn: 0,
            bits: 0,
            looks: 0,
            work: None,
            objects: setup
                .request
                .iter()
                .map(|_| (REQUEST.to_owned(), Thing::Request))
                .collect(),
            setup,
            log: Vec::new(),
            asked: BTreeMap::new(),
            changed: false,
            blurred: false,
            stopped: None,
            lent: lent::Lent::default(),
        }
    }

    /// Runs SQL on `db`, any number of statements.
    ///
    /// # Errors
    /// What the database says about the SQL.
    pub fn prepare(&mut self, sql: &str) -> Result<(), String> {
        self.database.prepare(sql)
    }

    /// Why an answer is not Python's: a limit of this model was reached.
    #[must_use]
    pub fn stopped(&self) -> Option<&Reason> {
        self.database.stopped().or(self.stopped.as_ref())
    }

    /// Whether the program may have learnt what one of its own files holds.
    #[must_use]
    pub fn has_shown_python(&self) -> bool {
        self.tree.told_python()
    }

    /// Keeps a thing and gives its handle.
    fn keep(&mut self, kind: &str, thing: Thing) -> Done {
        if self.objects.len() >= MAX_OBJECTS {
            self.stopped = Some(doubt::too_many_kept());
            return Err(Miss::Unknown(doubt::too_many_objects()));
        }
        self.objects.push((kind.to_owned(), thing));
        let number = u32::try_from(self.objects.len()).unwrap_or(u32::MAX);
        Ok(Data::Handle(kind.to_owned(), number))
    }

    fn record(&mut self, kind: &str, fields: Vec<(&str, Data)>) -> Done {
        let fields = fields
            .into_iter()
            .map(|(name, data)| (name.to_owned(), data))
            .collect();
        self.keep(kind, Thing::Record(fields))
    }

    fn thing(&self, data: &Data) -> Option<&Thing> {
        let Data::Handle(_, number) = data else {
            return None;
        };
        let at = (*number as usize).checked_sub(1)?;
        self.objects.get(at).map(|(_, thing)| thing)
    }

    /// A thing that is about to be changed.
    fn change(&mut self, data: &Data) -> Option<&mut Thing> {
        let Data::Handle(_, number) = data else {
            return None;
        };
        let at = (*number as usize).checked_sub(1)?;
        self.changed = true;
        self.objects.get_mut(at).map(|(_, thing)| thing)
    }

    fn event(&mut self, verb: &str, object: &str) {
        // One event is one line.
        let object: String = object
            .chars()
            .take(MAX_EVENT)
            .flat_map(|c| match c {
                '\n' => vec!['\\', 'n'],
                '\r' => vec!['\\', 'r'],
                // Its picture: a terminal would act on the character itself.
                c if c.is_ascii_control() => {
                    let code = if c == '\x7f' { 0x21 } else { u32::from(c) };
                    vec![char::from_u32(0x2400 + code).unwrap_or('\u{fffd}')]
                }
                c if c.is_control() => vec!['\u{fffd}'],
                c => vec![c],
            })
            .collect();
        self.log.push(format!("{verb} {object}"));
    }

    fn ask(&mut self, call: &Call<'_>) -> Done {
        type Part = fn(&mut Model, &Call<'_>) -> Done;
        const PARTS: &[Part] = &[
            Model::attribute_of_record,
            path::call,
            windows::call,
            unpacking::call,
            files::call,
            process::call,
            digest::call,
            packed::call,
            chance::call,
            url::call,
            addresses::call,
            network::call,
            connection::call,
            logs::call,
            mail::call,
            markup::call,
            web::call,
            template::make,
            template::call,
            loaders::call,
            xml::call,
        ];
        // A function that is only named is a function.
        if call.outside.attribute && call.outside.receiver.is_none() {
            return Err(Miss::Other);
        }
        for part in PARTS {
            match part(self, call) {
                Err(Miss::Other) => {}
                answer => return answer,
            }
        }
        Err(Miss::Other)
    }

    fn attribute_of_record(&mut self, call: &Call<'_>) -> Done {
        let Some(receiver) = &call.outside.receiver else {
            return Err(Miss::Other);
        };
        match self.thing(receiver) {
            Some(Thing::Blurred) => Err(Miss::Unknown(doubt::changed_perhaps())),
            Some(Thing::Record(fields)) if call.outside.attribute => fields
                .iter()
                .find(|(name, _)| name == call.method())
                .map(|(_, data)| data.clone())
                .ok_or(Miss::Other),
            _ => Err(Miss::Other),
        }
    }
}

impl World for Model {
    fn query(&mut self, query: &Query) -> Result<Reply, Raised> {
        self.database.query(query)
    }

    fn query_with(&mut self, query: &Query, callable: &mut Callable) -> Result<Reply, Raised> {
        self.database.query_with(query, callable)
    }

    fn call(&mut self, outside: &Outside) -> Option<Result<Data, Raised>> {
        let before = (!outside.certain).then(|| (self.tree.clone(), self.objects.clone()));
        self.changed = false;
        let answer = self.ask(&Call { outside });
        if self.changed
            && let Some((tree, objects)) = before
        {
            // What may or may not happen is not done; from then on it is not known what there is.
            self.blurred = true;
            tree.tells_as(&self.tree);
            self.tree = tree;
            for (now, then) in self.objects.iter_mut().zip(&objects) {
                if now != then {
                    now.1 = Thing::Blurred;
                }
            }
        }
        match answer {
            Ok(data) => Some(Ok(data)),
            Err(Miss::Raised(raised)) => Some(Err(raised)),
            Err(Miss::Unknown(why)) => Some(Ok(Data::Unknown(why))),
            Err(Miss::Other) => None,
        }
    }

    fn lend(&mut self, names: &[String]) {
        self.lent = lent::Lent::of(names);
    }

    fn question(&mut self) -> Option<(String, Vec<Data>)> {
        self.lent.question()
    }

    fn learn(&mut self, name: &str, given: &[Data], answer: Data) {
        self.lent.learn(name, given, answer);
    }

    fn tells_stores(&self) -> bool {
        self.setup.stores
    }

    fn is_whole(&self) -> bool {
        self.setup.whole
    }

    fn events(&mut self) -> Vec<String> {
        std::mem::take(&mut self.log)
    }

    fn given(&self) -> Vec<(String, Data)> {
        let mut environ: Vec<(Data, Data)> = self
            .setup
            .environ
            .iter()
            .map(|(name, value)| (Data::Str(name.clone()), Data::Str(value.clone())))
            .collect();
        // Of a made-up world nobody says which other settings there are.
        if self.setup.made_up && !self.setup.secrets {
            let unknown = || Data::Unknown(doubt::settings_unknown());
            environ.insert(0, (unknown(), unknown()));
        }
        let mut given = vec![("os.environ".to_owned(), Data::Dict(environ))];
        if self.setup.started {
            given.push(("__name__".to_owned(), Data::Str("__main__".into())));
        }
        if let Some(request) = &self.setup.request {
            let session = request
                .session
                .iter()
                .map(|(name, value)| (Data::Str(name.clone()), Data::Str(value.clone())))
                .collect();
            given.push(("flask.request".to_owned(), Data::Handle(REQUEST.into(), 1)));
            given.push(("flask.session".to_owned(), Data::Dict(session)));
        }
        given
    }

    fn settle(&mut self, returned: Data) -> Data {
        self.answer(&returned);
        self.settled(returned, 0)
    }
}

impl Model {
    fn settled(&self, data: Data, depth: u32) -> Data {
        if depth > 30 {
            return data;
        }
        let each = |items: Vec<Data>| -> Vec<Data> {
            items
                .into_iter()
                .map(|item| self.settled(item, depth + 1))
                .collect()
        };
        match data {
            Data::List(items) => Data::List(each(items)),
            Data::Tuple(items) => Data::Tuple(each(items)),
            Data::Set(items) => Data::Set(each(items)),
            Data::Dict(pairs) => Data::Dict(
                pairs
                    .into_iter()
                    .map(|(k, v)| (self.settled(k, depth + 1), self.settled(v, depth + 1)))
                    .collect(),
            ),
            Data::Instance(kind, fields) => Data::Instance(
                kind,
                fields
                    .into_iter()
                    .map(|(name, v)| (name, self.settled(v, depth + 1)))
                    .collect(),
            ),
            Data::Handle(kind, number) => match self.thing(&Data::Handle(kind.clone(), number)) {
                Some(Thing::Path(text) | Thing::Markup(text)) => Data::Str(text.clone()),
                Some(Thing::Response(response)) => response.body.clone(),
                Some(Thing::Values(pairs)) => Data::Dict(
                    pairs
                        .iter()
                        .map(|(name, value)| (Data::Str(name.clone()), value.clone()))
                        .collect(),
                ),
                Some(Thing::Record(fields)) if kind.starts_with("ipaddress.") => fields
                    .iter()
                    .find(|(name, _)| name == "text")
                    .map_or(Data::None, |(_, text)| text.clone()),
                _ => Data::Object(kind),
            },
            other => other,
        }
    }
}
