//! Names of files: what `os.path` and `pathlib` make of them, without asking what is there.
//!
//! POSIX rules, as `CPython`'s `posixpath` and `PurePosixPath` have them. Called by `world`; `files`
//! asks it what a name is.

use super::call::{Call, Done, Miss, number, raise, string, strings, text, value_error};
use super::{Model, Thing, tree};
use crate::evaluate::Data;

const PATH: &str = "pathlib.Path";

impl Model {
    /// A path object; equal paths have one number.
    pub(super) fn path(&mut self, path: &str) -> Done {
        let plain = plain(path);
        let known = self
            .objects
            .iter()
            .position(|(_, thing)| *thing == Thing::Path(plain.clone()));
        if let Some(at) = known {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            return Ok(Data::Handle(PATH.into(), number));
        }
        self.keep(PATH, Thing::Path(plain))
    }

    /// The name that an argument stands for.
    pub(super) fn name_of(&self, data: &Data) -> Done<String> {
        match self.thing(data) {
            // Markup is text, too.
            Some(Thing::Path(name) | Thing::Markup(name)) => Ok(name.clone()),
            _ => text(data),
        }
    }

    pub(super) fn file_name(&self, call: &Call<'_>, at: usize, name: &str) -> Done<String> {
        self.name_of(call.need(at, name)?)
    }
}

/// Answers what concerns names alone.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let name = call.name();
    if let Some(short) = name.strip_prefix("os.path.") {
        return os_path(model, call, short);
    }
    match name {
        "os.fspath" => model.file_name(call, 0, "path").map(Data::Str),
        PATH | "pathlib.PurePath" => {
            let mut path = String::new();
            for part in &call.outside.positional {
                path = join(&path, &model.name_of(part)?);
            }
            model.path(&path)
        }
        "pathlib.Path.cwd" if call.outside.receiver.is_none() => model.path(tree::HERE),
        "pathlib.Path.home" if call.outside.receiver.is_none() => model.path(tree::HOME),
        _ => {
            let (Some(receiver), Some(method)) =
                (&call.outside.receiver, name.strip_prefix("pathlib.Path."))
            else {
                return Err(Miss::Other);
            };
            let Some(Thing::Path(path)) = model.thing(receiver) else {
                return Err(Miss::Other);
            };
            let path = path.clone();
            if call.outside.attribute {
                attribute(model, &path, method)
            } else {
                method_of(model, call, &path, method)
            }
        }
    }
}

fn os_path(model: &mut Model, call: &Call<'_>, short: &str) -> Done {
    let first = |model: &Model| model.file_name(call, 0, "path");
    Ok(match short {
        "join" => {
            let mut path = first(model)?;
            for part in call.outside.positional.iter().skip(1) {
                path = join(&path, &model.name_of(part)?);
            }
            string(path)
        }
        "normpath" => string(normpath(&first(model)?)),
        "abspath" => string(normpath(&tree::absolute(&first(model)?))),
        "realpath" => {
            let path = first(model)?;
            if path.contains('\0') {
                return Err(value_error("embedded null byte"));
            }
            string(model.tree.real(&path))
        }
        "basename" => string(split(&first(model)?).1),
        "dirname" => string(split(&first(model)?).0),
        "split" => {
            let path = first(model)?;
            let (head, tail) = split(&path);
            Data::Tuple(vec![string(head), string(tail)])
        }
        "splitext" => {
            let path = first(model)?;
            let (root, end) = splitext(&path);
            Data::Tuple(vec![string(root), string(end)])
        }
        "isabs" => Data::Bool(first(model)?.starts_with('/')),
        "expanduser" => string(expanduser(&first(model)?)),
        "expandvars" => string(expandvars(model, &first(model)?)?),
        "normcase" => string(first(model)?),
        "relpath" => {
            let path = normpath(&tree::absolute(&first(model)?));
            let start = match call.get(1, "start") {
                Some(start) => model.name_of(start)?,
                None => tree::HERE.to_owned(),
            };
            string(relpath(&path, &normpath(&tree::absolute(&start))))
        }
        "commonpath" | "commonprefix" => {
            let list = call.need(0, "paths")?;
            let (Data::List(items) | Data::Tuple(items)) = list else {
                return Err(Miss::Other);
            };
            let mut names = Vec::new();
            for item in items {
                names.push(model.name_of(item)?);
            }
            if short == "commonprefix" {
                return Ok(string(commonprefix(&names)));
            }
            string(commonpath(&names)?)
        }
        _ => return Err(Miss::Other),
    })
}

fn attribute(model: &mut Model, path: &str, name: &str) -> Done {
    Ok(match name {
        "name" => string(last(path)),
        "stem" => string(splitname(last(path)).0),
        "suffix" => string(splitname(last(path)).1),
        "suffixes" => {
            let name = last(path).trim_start_matches('.');
            strings(name.split('.').skip(1).map(|end| format!(".{end}")))
        }
        "parent" => {
            let parent = parent(path);
            return model.path(&parent);
        }
        "parents" => {
            let mut all = Vec::new();
            let mut at = path.to_owned();
            while all.len() < 200 {
                let above = parent(&at);
                if above == at {
                    break;
                }
                all.push(model.path(&above)?);
                at = above;
            }
            Data::Tuple(all)
        }
        "parts" => Data::Tuple(parts(path).into_iter().map(Data::Str).collect()),
        "anchor" | "root" => string(if path.starts_with('/') { "/" } else { "" }),
        "drive" => string(""),
        _ => return Err(Miss::Other),
    })
}

fn method_of(model: &mut Model, call: &Call<'_>, path: &str, method: &str) -> Done {
    let made = match method {
        "__str__" | "as_posix" | "__fspath__" => return Ok(string(path)),
        "__truediv__" | "joinpath" => {
            let mut path = path.to_owned();
            for part in &call.outside.positional {
                path = join(&path, &model.name_of(part)?);
            }
            path
        }
        "__rtruediv__" => join(&model.file_name(call, 0, "other")?, path),
        "__lt__" => {
            let other = model.file_name(call, 0, "other")?;
            return Ok(Data::Bool(parts(path) < parts(&other)));
        }
        "is_absolute" => return Ok(Data::Bool(path.starts_with('/'))),
        "is_relative_to" => {
            let folder = plain(&model.file_name(call, 0, "other")?);
            return Ok(Data::Bool(below(path, &folder).is_some()));
        }
        "relative_to" => {
            let folder = plain(&model.file_name(call, 0, "other")?);
            match below(path, &folder) {
                Some(rest) => rest,
                None => {
                    return Err(value_error(format!(
                        "'{path}' is not in the subpath of '{folder}'"
                    )));
                }
            }
        }
        "with_name" => {
            let name = call.text(0, "name")?;
            if name.is_empty() || name.contains('/') || name == "." {
                return Err(value_error(format!("Invalid name '{name}'")));
            }
            if last(path).is_empty() {
                return Err(value_error(format!(
                    "PurePosixPath('{path}') has an empty name"
                )));
            }
            join(&parent(path), &name)
        }
        "with_suffix" => {
            let end = call.text(0, "suffix")?;
            join(&parent(path), &format!("{}{end}", splitname(last(path)).0))
        }
        "with_stem" => {
            let stem = call.text(0, "stem")?;
            join(&parent(path), &format!("{stem}{}", splitname(last(path)).1))
        }
        "resolve" => {
            if path.contains('\0') {
                return Err(value_error("embedded null byte"));
            }
            if call.flag(0, "strict", false)? && model.tree.find(path).is_none() {
                return Err(raise(
                    "FileNotFoundError",
                    format!("[Errno 2] No such file or directory: '{path}'"),
                ));
            }
            model.tree.real(path)
        }
        "absolute" => tree::absolute(path),
        "expanduser" => expanduser(path),
        "match" => {
            let pattern = call.text(0, "path_pattern")?;
            if pattern.starts_with('/') || pattern.contains("**") {
                return Err(Miss::Other);
            }
            let parts = |text: &str| -> Vec<String> {
                let parts = text.split('/').filter(|part| !matches!(*part, "" | "."));
                parts.map(str::to_owned).collect()
            };
            // The last parts, each for itself.
            let (wanted, own) = (parts(&pattern), parts(path));
            let mut pairs = wanted.iter().rev().zip(own.iter().rev());
            let fits = wanted.len() <= own.len() && pairs.all(|(wanted, own)| matches(wanted, own));
            return Ok(Data::Bool(fits));
        }
        "__hash__" => return Ok(number(path.len())),
        _ => return Err(Miss::Other),
    };
    model.path(&made)
}

/// What `os.path.join` gives: an absolute part drops what stands before it.
pub(in crate::attack) fn join(path: &str, part: &str) -> String {
    if part.starts_with('/') || path.is_empty() {
        part.to_owned()
    } else if path.ends_with('/') {
        format!("{path}{part}")
    } else {
        format!("{path}/{part}")
    }
}

/// How `pathlib` writes a path: without `.` and doubled slashes; `..` stays.
pub(super) fn plain(path: &str) -> String {
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    let slashes = path.len() - path.trim_start_matches('/').len();
    // Two slashes at the beginning, and just two, mean something of their own.
    let root = match slashes {
        0 => "",
        2 => "//",
        _ => "/",
    };
    if parts.is_empty() && root.is_empty() {
        return ".".into();
    }
    format!("{root}{}", parts.join("/"))
}

/// What `os.path.normpath` gives.
pub(in crate::attack) fn normpath(path: &str) -> String {
    if path.is_empty() {
        return ".".into();
    }
    let slashes = path.len() - path.trim_start_matches('/').len();
    let root = match slashes {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if !root.is_empty() && kept.is_empty() => {}
            ".." if kept.last().is_none_or(|last| *last == "..") => kept.push(part),
            ".." => {
                kept.pop();
            }
            part => kept.push(part),
        }
    }
    let whole = format!("{root}{}", kept.join("/"));
    if whole.is_empty() { ".".into() } else { whole }
}

pub(super) fn split(path: &str) -> (&str, &str) {
    match path.rsplit_once('/') {
        Some((head, tail)) => {
            let bare = head.trim_end_matches('/');
            let head = if bare.is_empty() {
                path.get(..=head.len()).unwrap_or("/")
            } else {
                bare
            };
            (head, tail)
        }
        None => ("", path),
    }
}

fn splitext(path: &str) -> (&str, &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let end = splitname(name).1.len();
    let name = name.trim_start_matches('.');
    let end = if name.contains('.') {
        name.rsplit('.').next().map_or(end, |last| last.len() + 1)
    } else {
        0
    };
    path.split_at_checked(path.len() - end)
        .unwrap_or((path, ""))
}

/// The stem and the suffix of a name, as `pathlib` tells them apart.
fn splitname(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && at + 1 < name.len() => {
            name.split_at_checked(at).unwrap_or((name, ""))
        }
        _ => (name, ""),
    }
}

fn last(path: &str) -> &str {
    match path.rsplit('/').next() {
        Some(".") | None => "",
        Some(name) => name,
    }
}

fn parent(path: &str) -> String {
    match path.rsplit_once('/') {
        Some(("/", _)) => "//".into(),
        Some(("", _)) => "/".into(),
        Some((head, _)) => head.into(),
        None => ".".into(),
    }
}

fn parts(path: &str) -> Vec<String> {
    let mut parts = Vec::new();
    if path.starts_with("//") && !path.starts_with("///") {
        parts.push("//".to_owned());
    } else if path.starts_with('/') {
        parts.push("/".to_owned());
    }
    parts.extend(
        path.split('/')
            .filter(|part| !part.is_empty() && *part != ".")
            .map(str::to_owned),
    );
    parts
}

/// What is left of a path below a folder, by its parts alone.
fn below(path: &str, folder: &str) -> Option<String> {
    let (path, folder) = (parts(path), parts(folder));
    let rest = path.strip_prefix(folder.as_slice())?;
    Some(if rest.is_empty() {
        ".".into()
    } else {
        rest.join("/")
    })
}

fn expanduser(path: &str) -> String {
    match path.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{}{rest}", tree::HOME),
        _ => path.to_owned(),
    }
}

/// `$NAME` and `${NAME}` of a path, as far as the world says what they are.
fn expandvars(model: &Model, path: &str) -> Done<String> {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let braced = after.strip_prefix('{').and_then(|b| b.split_once('}'));
        let (name, whole) = if let Some((name, _)) = braced {
            (name, name.len() + 2)
        } else {
            let plain = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
            let end = after.find(plain).unwrap_or(after.len());
            (after.get(..end).unwrap_or_default(), end)
        };
        let value = model.setup.environ.get(name).map(String::as_str);
        let home = (name == "HOME").then_some(tree::HOME);
        match value.or(home) {
            Some(value) => out.push_str(value),
            None if model.setup.made_up && !model.setup.secrets && !name.is_empty() => {
                return Err(Miss::Unknown(crate::attack::doubt::settings_unknown()));
            }
            None => {
                out.push('$');
                out.push_str(after.get(..whole).unwrap_or_default());
            }
        }
        rest = after.get(whole..).unwrap_or_default();
    }
    out.push_str(rest);
    Ok(out)
}

fn relpath(path: &str, start: &str) -> String {
    // Both are absolute here; how many slashes begin them does not count.
    let (path, start) = (
        parts(path.trim_start_matches('/')),
        parts(start.trim_start_matches('/')),
    );
    let same = path.iter().zip(&start).take_while(|(a, b)| a == b).count();
    let mut made: Vec<&str> = vec![".."; start.len() - same];
    made.extend(path.iter().skip(same).map(String::as_str));
    if made.is_empty() {
        ".".into()
    } else {
        made.join("/")
    }
}

fn commonprefix(names: &[String]) -> String {
    let Some(first) = names.first() else {
        return String::new();
    };
    first
        .chars()
        .enumerate()
        .take_while(|(at, c)| names.iter().all(|name| name.chars().nth(*at) == Some(*c)))
        .map(|(_, c)| c)
        .collect()
}

pub(super) fn commonpath(names: &[String]) -> Done<String> {
    if names.is_empty() {
        return Err(value_error("commonpath() arg is an empty sequence"));
    }
    let rooted = names.iter().filter(|name| name.starts_with('/')).count();
    if rooted != 0 && rooted != names.len() {
        return Err(value_error("Can't mix absolute and relative paths"));
    }
    let all: Vec<Vec<&str>> = names
        .iter()
        .map(|name| {
            name.split('/')
                .filter(|part| !part.is_empty() && *part != ".")
                .collect()
        })
        .collect();
    let first = all.first().cloned().unwrap_or_default();
    let same: Vec<&str> = first
        .iter()
        .enumerate()
        .take_while(|(at, part)| all.iter().all(|other| other.get(*at) == Some(part)))
        .map(|(_, part)| *part)
        .collect();
    let root = if rooted > 0 { "/" } else { "" };
    Ok(format!("{root}{}", same.join("/")))
}

/// Whether a name fits a pattern with `*` and `?`.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    let mut fits = vec![false; name.len() + 1];
    if let Some(first) = fits.first_mut() {
        *first = true;
    }
    for p in pattern {
        let mut next = vec![false; name.len() + 1];
        let mut any = false;
        for at in 0..=name.len() {
            let before = fits.get(at).copied().unwrap_or(false);
            any |= before;
            let fit = match p {
                '*' => any,
                _ => {
                    at > 0
                        && fits.get(at - 1).copied().unwrap_or(false)
                        && (p == '?' || name.get(at - 1) == Some(&p))
                }
            };
            if let Some(slot) = next.get_mut(at) {
                *slot = fit;
            }
        }
        fits = next;
    }
    fits.last().copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::super::Setup;
    use super::*;

    #[test]
    fn markup_names_a_file_as_the_text_that_it_is() {
        let mut model = Model::new(&Setup::default()).unwrap();
        let name = model.markup("a.txt").ok().unwrap();
        assert_eq!(model.name_of(&name).ok().as_deref(), Some("a.txt"));
    }

    #[test]
    fn names_are_made_plain_as_python_does() {
        assert_eq!(normpath("/srv/up/../../etc/passwd"), "/etc/passwd");
        assert_eq!(normpath("a/../../b"), "../b");
        assert_eq!(normpath("//a//b/"), "//a/b");
        assert_eq!(normpath("///a"), "/a");
        assert_eq!(plain("a//./b/../c/"), "a/b/../c");
        assert_eq!(splitext("a/b.tar.gz"), ("a/b.tar", ".gz"));
        assert_eq!(splitext(".bashrc"), (".bashrc", ""));
        assert_eq!(split("/a"), ("/", "a"));
        assert_eq!(below("/srv/uploads", "/srv/up"), None);
        assert_eq!(below("/srv/up/a", "/srv/up").as_deref(), Some("a"));
        assert_eq!(relpath("/a/b", "/a/c"), "../b");
        assert!(matches("*.txt", "a.txt") && !matches("*.txt", "a.text"));
        let names = ["/srv/up".to_owned(), "/srv/uploads".to_owned()];
        assert_eq!(commonpath(&names), Ok("/srv".into()));
    }
}
