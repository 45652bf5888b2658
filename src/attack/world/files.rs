//! Files: what `open`, `pathlib` and `tempfile` do to the model tree.
//!
//! Every file that is opened, written or removed is an event with the place where the name leads.
//! Called by `world`.

use super::call::{Call, Done, Miss, number, raise, string, text, type_error, value_error};
use super::folder::{kind_of, link, make_folder, remove, remove_folder, rename, system};
use super::path::join;
use super::tree::{HERE, Node, Trouble, normal};
use super::{Model, Thing};
use crate::attack::doubt;
use crate::evaluate::{Data, UNKNOWN};

/// An open file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct File {
    path: String,
    name: String,
    binary: bool,
    reads: bool,
    writes: bool,
    content: Vec<u8>,
    /// Whether something is written in it that is not known.
    unsure: bool,
    at: usize,
    closed: bool,
    /// Whether it is removed when closed.
    fleeting: bool,
}

const FILE: &str = "io.TextIOWrapper";

/// Answers what concerns files.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        return match model.thing(receiver) {
            Some(Thing::File(_)) => method(model, call, receiver),
            Some(Thing::Record(fields))
                if !call.outside.attribute
                    && matches!(receiver, Data::Handle(kind, _) if kind == "os.DirEntry") =>
            {
                let path = text(&super::field(fields, "path"))?;
                super::folder::entry(model, call, &path)
            }
            Some(Thing::Path(path)) => {
                let path = path.clone();
                let name = call.name().strip_prefix("pathlib.Path.");
                name.map_or(Err(Miss::Other), |name| of_path(model, call, &path, name))
            }
            _ => Err(Miss::Other),
        };
    }
    match call.name() {
        "builtins.open" | "io.open" | "codecs.open" | "aiofiles.open" => {
            let mode = call.get(1, "mode").map_or(Ok("r".to_owned()), text)?;
            let name = match call.need(0, "file") {
                Ok(Data::Int(_)) => return Err(Miss::Other),
                data => data.and_then(|data| model.name_of(data)),
            };
            let name = match name {
                // Whichever file it is, it may be any of those that are there.
                Err(Miss::Unknown(why)) => {
                    let writes = mode.contains(['w', 'a', 'x', '+']);
                    model.blurred |= writes;
                    model.event(
                        if writes { "writes" } else { "reads" },
                        &UNKNOWN.to_string(),
                    );
                    return Err(Miss::Unknown(why));
                }
                name => name?,
            };
            open(model, call, &name, &mode)
        }
        "os.getcwd" => Ok(string(HERE)),
        "tempfile.gettempdir" => Ok(string("/tmp")),
        "tempfile.mkdtemp" | "tempfile.TemporaryDirectory" => {
            let path = fresh(model, call, "")?;
            model.changed = true;
            model
                .tree
                .make_folder(&path)
                .map_err(|t| trouble(t, &path))?;
            model.modes.set(&path, 0o700);
            if call.name() == "tempfile.mkdtemp" {
                return Ok(string(path));
            }
            model.record("tempfile.TemporaryDirectory", vec![("name", string(path))])
        }
        "tempfile.NamedTemporaryFile" | "tempfile.TemporaryFile" | "tempfile.mkstemp" => {
            let end = call.keyword("suffix").map_or(Ok(String::new()), text)?;
            let path = fresh(model, call, &end)?;
            if call.name() == "tempfile.mkstemp" {
                write(model, &path, Vec::new())?;
                return Ok(Data::Tuple(vec![number(3), string(path)]));
            }
            let mode = call.get(0, "mode").map_or(Ok("w+b".to_owned()), text)?;
            let keep = !call.flag(usize::MAX, "delete", true)?;
            let file = open(model, call, &path, &mode)?;
            model.modes.set(&path, 0o600);
            if let Some(Thing::File(file)) = model.change(&file) {
                file.fleeting = !keep;
            }
            Ok(file)
        }
        name => match name.strip_prefix("os.").or(name.strip_prefix("shutil.")) {
            Some(short) => system(model, call, short),
            None => Err(Miss::Other),
        },
    }
}

/// A name in the folder for short-lived files that nothing has.
fn fresh(model: &Model, call: &Call<'_>, end: &str) -> Done<String> {
    let folder = match call.keyword("dir") {
        Some(data) if *data != Data::None => model.name_of(data)?,
        _ => "/tmp".to_owned(),
    };
    let prefix = match call.keyword("prefix") {
        Some(data) if *data != Data::None => text(data)?,
        _ => "tmp".to_owned(),
    };
    let mut at = 0;
    loop {
        let path = join(&folder, &format!("{prefix}{at:08}{end}"));
        if model.tree.find_itself(&path).is_none() {
            return Ok(path);
        }
        at += 1;
    }
}

pub(super) fn trouble(trouble: Trouble, name: &str) -> Miss {
    let (kind, code, words) = match trouble {
        Trouble::Missing => ("FileNotFoundError", 2, "No such file or directory"),
        Trouble::Exists => ("FileExistsError", 17, "File exists"),
        Trouble::NotFolder => ("NotADirectoryError", 20, "Not a directory"),
        Trouble::IsFolder => ("IsADirectoryError", 21, "Is a directory"),
        Trouble::NotEmpty => ("OSError", 39, "Directory not empty"),
        Trouble::Loop => ("OSError", 40, "Too many levels of symbolic links"),
        Trouble::Full => ("OSError", 28, "No space left on device"),
        Trouble::NullByte => return value_error("embedded null byte"),
    };
    raise(kind, format!("[Errno {code}] {words}: '{name}'"))
}

impl Model {
    pub(super) fn certain_files(&self) -> Done<()> {
        if self.blurred {
            return Err(Miss::Unknown(doubt::files_unknown()));
        }
        Ok(())
    }

    /// Where a name leads, or what the system says.
    pub(super) fn leads(&self, name: &str, follow: bool) -> Done<String> {
        self.tree
            .resolve(name, follow)
            .map_err(|why| trouble(why, name))
    }

    /// The content of the file to which a name leads.
    pub(super) fn read(&mut self, name: &str) -> Done<Vec<u8>> {
        let real = match self.tree.resolve(name, true) {
            Ok(real) => real,
            Err(why) => {
                let place = normal(name);
                self.event("reads", &place);
                return Err(trouble(why, name));
            }
        };
        self.event("reads", &real);
        self.certain_files()?;
        if real.starts_with(super::CONFIGURED) {
            return Err(Miss::Unknown(doubt::setting_file()));
        }
        match self.tree.node(&real) {
            Some(Node::File(_)) if self.tree.is_unsure(&real) => {
                Err(Miss::Unknown(doubt::written_unknown()))
            }
            Some(Node::File(content)) => Ok(content.clone()),
            Some(Node::Archive(entries)) => super::unpacking::raw(&real, entries),
            Some(Node::Folder) => Err(trouble(Trouble::IsFolder, name)),
            _ => Err(trouble(Trouble::Missing, name)),
        }
    }
}

pub(super) fn write(model: &mut Model, name: &str, content: Vec<u8>) -> Done<()> {
    let real = model.leads(name, true)?;
    model.event("writes", &real);
    model.changed = true;
    if model.tree.node(&real).is_none() {
        model.modes.made(&real, 0o666);
    }
    model
        .tree
        .write(&real, content)
        .map_err(|why| trouble(why, name))
}

fn open(model: &mut Model, call: &Call<'_>, name: &str, mode: &str) -> Done {
    let has = |c| mode.contains(c);
    let kinds = mode.chars().filter(|c| "rwax".contains(*c)).count();
    if kinds != 1 || mode.chars().any(|c| !"rwaxbt+".contains(c)) || (has('b') && has('t')) {
        return Err(value_error(format!("invalid mode: '{mode}'")));
    }
    let writes = has('w') || has('a') || has('x') || has('+');
    let reads = has('r') || has('+');
    let mut unsure = false;
    let real = if writes && !has('r') {
        let real = model.leads(name, true)?;
        let there = model.tree.node(&real).is_some();
        if has('x') && (there || model.tree.find_itself(name).is_some()) {
            return Err(trouble(Trouble::Exists, name));
        }
        let before = match model.tree.node(&real) {
            Some(Node::File(content)) if has('a') => content.clone(),
            _ => Vec::new(),
        };
        unsure = has('a') && model.tree.is_unsure(&real);
        write(model, name, before)?;
        if unsure {
            model.tree.doubt(&real);
        }
        real
    } else {
        model.read(name)?;
        let real = model.leads(name, true)?;
        if writes {
            model.event("writes", &real);
        }
        real
    };
    let content = match model.tree.node(&real) {
        Some(Node::File(content)) => content.clone(),
        _ => Vec::new(),
    };
    let at = if has('a') { content.len() } else { 0 };
    if let Some(Data::Unknown(why)) = call.keyword("encoding") {
        return Err(Miss::Unknown(why.clone()));
    }
    model.keep(
        FILE,
        Thing::File(File {
            path: real,
            name: name.to_owned(),
            binary: has('b'),
            reads,
            writes,
            content,
            unsure,
            at,
            closed: false,
            fleeting: false,
        }),
    )
}

fn given(file: &File, bytes: &[u8]) -> Done {
    if file.binary {
        return Ok(Data::Bytes(bytes.to_vec()));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(string(text.replace("\r\n", "\n"))),
        Err(_) => Err(raise(
            "UnicodeDecodeError",
            "'utf-8' codec can't decode bytes: invalid start byte",
        )),
    }
}

fn method(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    let Some(Thing::File(file)) = model.thing(receiver) else {
        return Err(Miss::Other);
    };
    let mut file = file.clone();
    let method = call.method();
    if call.outside.attribute {
        return Ok(match method {
            "name" => string(file.name),
            "closed" => Data::Bool(file.closed),
            "mode" | "buffer" | "encoding" => return Err(Miss::Other),
            _ => return Err(Miss::Other),
        });
    }
    if file.closed && !matches!(method, "close" | "__exit__") {
        return Err(value_error("I/O operation on closed file."));
    }
    let unsupported = |what: &str| raise("io.UnsupportedOperation", format!("not {what}"));
    let rest = file.content.get(file.at..).unwrap_or(&[]).to_vec();
    let answer = match method {
        "__enter__" => receiver.clone(),
        "read" | "readline" | "readlines" | "__iter__" | "__next__" if !file.reads => {
            return Err(unsupported("readable"));
        }
        "read" | "readline" | "readlines" | "__iter__" | "__next__" if file.unsure => {
            return Err(Miss::Unknown(doubt::written_unknown()));
        }
        "read" => {
            let most = call.int(0, "size")?.and_then(|n| usize::try_from(n).ok());
            let taken = rest
                .get(..most.unwrap_or(rest.len()).min(rest.len()))
                .unwrap_or(&[]);
            file.at += taken.len();
            given(&file, taken)?
        }
        "readline" | "__next__" => {
            let end = rest
                .iter()
                .position(|b| *b == b'\n')
                .map_or(rest.len(), |n| n + 1);
            // At most so many bytes, where the letters are of one each.
            let most = call.int(0, "size")?.and_then(|n| usize::try_from(n).ok());
            let short = most.is_some_and(|most| most < end);
            if short && !file.binary && !rest.get(..end).is_some_and(<[u8]>::is_ascii) {
                return Err(Miss::Other);
            }
            let taken = rest.get(..most.unwrap_or(end).min(end)).unwrap_or(&[]);
            file.at += taken.len();
            given(&file, taken)?
        }
        "readlines" | "__iter__" => {
            file.at = file.content.len();
            let mut lines = Vec::new();
            for line in rest.split_inclusive(|b| *b == b'\n') {
                lines.push(given(&file, line)?);
            }
            Data::List(lines)
        }
        "write" | "writelines" | "truncate" if !file.writes => return Err(unsupported("writable")),
        "write" | "writelines" if unknown_inside(call) => {
            file.unsure = true;
            Data::Unknown(doubt::written_unknown())
        }
        "write" => {
            let data = call.need(0, "s")?;
            let bytes = match (data, file.binary) {
                (Data::Str(text), false) => text.clone().into_bytes(),
                (Data::Bytes(bytes), true) => bytes.clone(),
                (other, false) => {
                    return Err(type_error(format!(
                        "write() argument must be str, not {}",
                        crate::attack::database::type_name(other)
                    )));
                }
                (_, true) => return Err(type_error("a bytes-like object is required, not 'str'")),
            };
            let count = bytes.len();
            put(&mut file, bytes);
            number(count)
        }
        "writelines" => {
            let (Data::List(items) | Data::Tuple(items)) = call.need(0, "lines")? else {
                return Err(Miss::Other);
            };
            for item in items {
                put(&mut file, text(item)?.into_bytes());
            }
            Data::None
        }
        "truncate" => {
            file.content.truncate(file.at);
            number(file.at)
        }
        "seek" => {
            let to = call.int(0, "offset")?.unwrap_or(0);
            file.at = match call.int(1, "whence")?.unwrap_or(0) {
                2 => file.content.len(),
                1 => file.at,
                _ => usize::try_from(to).unwrap_or(0),
            };
            number(file.at)
        }
        "tell" => number(file.at),
        // The number of an open file stands for the file itself.
        "fileno" => receiver.clone(),
        "flush" => Data::None,
        "readable" => Data::Bool(file.reads),
        "writable" => Data::Bool(file.writes),
        "isatty" => Data::Bool(false),
        "close" | "__exit__" => {
            file.closed = true;
            Data::None
        }
        _ => return Err(Miss::Other),
    };
    model.changed |= file.writes && matches!(method, "write" | "writelines" | "truncate");
    if file.writes {
        model
            .tree
            .write(&file.path, file.content.clone())
            .map_err(|why| trouble(why, &file.name))?;
        if file.unsure {
            model.tree.doubt(&file.path);
        }
    }
    if file.closed && file.fleeting {
        let _ = model.tree.remove(&file.path);
    }
    if let Data::Handle(_, number) = receiver
        && let Some(slot) = model.objects.get_mut(*number as usize - 1)
    {
        slot.1 = Thing::File(file);
    }
    Ok(answer)
}

/// Whether what is to be written is not known, or some of it.
fn unknown_inside(call: &Call<'_>) -> bool {
    let unknown = |data: &Data| matches!(data, Data::Unknown(_) | Data::Object(_));
    match call.outside.positional.first() {
        Some(Data::List(items) | Data::Tuple(items)) => items.iter().any(unknown),
        Some(data) => unknown(data),
        None => false,
    }
}

/// What a program prints into a file that it was handed.
pub(super) fn printed(model: &mut Model, to: &Data, output: &str) -> Done<()> {
    let Some(Thing::File(file)) = model.change(to) else {
        return Ok(());
    };
    if !file.writes {
        return Ok(());
    }
    put(file, output.as_bytes().to_vec());
    let (path, name, content) = (file.path.clone(), file.name.clone(), file.content.clone());
    let written = model.tree.write(&path, content);
    written.map_err(|why| trouble(why, &name))
}

fn put(file: &mut File, bytes: Vec<u8>) {
    file.content.truncate(file.at);
    file.content.extend(bytes);
    file.at = file.content.len();
}

fn of_path(model: &mut Model, call: &Call<'_>, path: &str, name: &str) -> Done {
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    let of_string = |content: Vec<u8>| match String::from_utf8(content) {
        Ok(text) => Ok(string(text.replace("\r\n", "\n"))),
        Err(_) => Err(raise(
            "UnicodeDecodeError",
            "'utf-8' codec can't decode bytes",
        )),
    };
    match name {
        "open" => {
            let mode = call.get(0, "mode").map_or(Ok("r".to_owned()), text)?;
            open(model, call, path, &mode)
        }
        "read_text" => model.read(path).and_then(of_string),
        "read_bytes" => model.read(path).map(Data::Bytes),
        "write_text" | "write_bytes" if unknown_inside(call) => {
            write(model, path, Vec::new())?;
            let real = model.leads(path, true)?;
            model.tree.doubt(&real);
            Err(Miss::Unknown(doubt::written_unknown()))
        }
        "write_text" | "write_bytes" => {
            let content = match call.need(0, "data")? {
                Data::Str(text) if name == "write_text" => text.clone().into_bytes(),
                Data::Bytes(bytes) if name == "write_bytes" => bytes.clone(),
                _ => return Err(type_error("data must be str for text, bytes for bytes")),
            };
            let count = content.len();
            write(model, path, content)?;
            Ok(number(count))
        }
        "iterdir" | "glob" | "rglob" => {
            let pattern = match name {
                "iterdir" => "*".to_owned(),
                "rglob" => format!("**/{}", call.text(0, "pattern")?),
                _ => call.text(0, "pattern")?,
            };
            model.certain_files()?;
            model.tree.list(path).map_err(|why| trouble(why, path))?;
            let mut all = Vec::new();
            for place in super::folder::found(model, path, &pattern) {
                all.push(model.path(&place)?);
            }
            Ok(Data::List(all))
        }
        "touch" => {
            if model.tree.find(path).is_none() {
                write(model, path, Vec::new())?;
                if let Some(mode) = call.int(0, "mode")? {
                    let real = model.leads(path, true)?;
                    super::folder::made(model, &real, Some(mode));
                }
            }
            Ok(Data::None)
        }
        "exists" | "is_file" | "is_dir" | "is_symlink" => kind_of(model, path, name),
        "stat" | "lstat" => super::folder::about(model, path, name == "lstat"),
        "samefile" => {
            let other = model.file_name(call, 0, "other_path")?;
            Ok(Data::Bool(model.tree.real(path) == model.tree.real(&other)))
        }
        "mkdir" => {
            let parents = call.flag(1, "parents", false)?;
            let exist_ok = call.flag(2, "exist_ok", false)?;
            let mode = call.int(0, "mode")?;
            make_folder(model, path, (parents, exist_ok), mode)
        }
        "unlink" => match remove(model, path) {
            Err(Miss::Raised(_)) if call.flag(0, "missing_ok", false)? => Ok(Data::None),
            done => done,
        },
        "rmdir" => remove_folder(model, path, false),
        "rename" | "replace" => {
            let to = model.file_name(call, 0, "target")?;
            rename(model, path, &to)?;
            model.path(&to)
        }
        "symlink_to" => {
            let target = model.file_name(call, 0, "target")?;
            link(model, &target, path)
        }
        "readlink" => match model.tree.find_itself(path) {
            Some(Node::Link(target)) => {
                let target = target.clone();
                model.path(&target)
            }
            _ => Err(trouble(Trouble::Missing, path)),
        },
        "chmod" | "lchmod" => {
            let mode = call.int(0, "mode")?;
            super::folder::rights(model, path, mode)
        }
        _ => Err(Miss::Other),
    }
}

/// All that an open file holds.
pub(super) fn whole(model: &mut Model, data: &Data) -> Option<Vec<u8>> {
    match model.thing(data) {
        Some(Thing::File(file)) => Some(file.content.clone()),
        _ => None,
    }
}

/// The name under which a file was opened.
pub(super) fn opened(model: &Model, data: &Data) -> Option<String> {
    match model.thing(data) {
        Some(Thing::File(file)) => Some(file.path.clone()),
        _ => None,
    }
}
