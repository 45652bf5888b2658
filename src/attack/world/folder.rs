//! Folders and names in them: what `os`, `os.path` and `shutil` do to the model tree.
//!
//! Called by `files`.

use super::Model;
use super::call::{Call, Done, Miss, number, string, strings};
use super::files::{trouble, write};
use super::path::{join, matches};
use super::tree::{HERE, Node, Trouble, absolute};
use crate::evaluate::Data;

pub(super) fn kind_of(model: &Model, path: &str, question: &str) -> Done {
    model.certain_files()?;
    let found = model.tree.find(path);
    Ok(Data::Bool(match question {
        "exists" => found.is_some(),
        "is_file" | "isfile" => matches!(found, Some(Node::File(_) | Node::Archive(_))),
        "is_dir" | "isdir" => matches!(found, Some(Node::Folder)),
        "lexists" => model.tree.find_itself(path).is_some(),
        _ => matches!(model.tree.find_itself(path), Some(Node::Link(_))),
    }))
}

pub(super) fn size(model: &Model, path: &str) -> Done<usize> {
    model.certain_files()?;
    let real = model.leads(path, true)?;
    match model.tree.node(&real) {
        Some(Node::File(content)) => Ok(content.len()),
        Some(_) => Ok(4096),
        None => Err(trouble(Trouble::Missing, path)),
    }
}

/// What `stat` tells of a place, or of a link itself.
pub(super) fn about(model: &mut Model, path: &str, itself: bool) -> Done {
    let size = if itself && matches!(model.tree.find_itself(path), Some(Node::Link(_))) {
        0
    } else {
        size(model, path)?
    };
    let real = model.tree.resolve(path, !itself);
    let real = real.map_err(|why| trouble(why, path))?;
    let told = model.modes.of(&real);
    let mode = match model.tree.node(&real) {
        Some(Node::Folder) => Some(0o040_000 | told.unwrap_or(0o755)),
        Some(Node::Link(_)) => Some(0o120_777),
        // What came out of an archive has a mode that is not kept.
        _ => told
            .or_else(|| model.setup.files.contains_key(&real).then_some(0o644))
            .map(|mode| 0o100_000 | mode),
    };
    let mut fields = vec![("st_size", number(size))];
    if let Some(mode) = mode {
        fields.push(("st_mode", Data::Int(i128::from(mode))));
    }
    model.record("os.stat_result", fields)
}

/// Makes a folder; a mode that the call names is told.
pub(super) fn make_folder(
    model: &mut Model,
    path: &str,
    (parents, exist_ok): (bool, bool),
    mode: Option<i128>,
) -> Done {
    let real = if parents {
        model.tree.real(path)
    } else {
        model.leads(path, true)?
    };
    model.changed = true;
    let above = real.rsplit_once('/').map_or("", |(above, _)| above);
    let mut made = Ok(());
    if parents {
        made = model.tree.make_folders(above);
    }
    match made.and_then(|()| model.tree.make_folder(&real)) {
        Err(Trouble::Exists) if exist_ok && model.tree.node(&real) == Some(&Node::Folder) => {
            Ok(Data::None)
        }
        Err(why) => Err(trouble(why, path)),
        Ok(()) => {
            model
                .modes
                .made(&real, mode.and_then(bits).unwrap_or(0o777));
            Ok(Data::None)
        }
    }
}

/// A mode that a call names, as a number of bits.
fn bits(mode: i128) -> Option<u32> {
    u32::try_from(mode).ok()
}

/// A new file has the mode that the call named; the mask takes its part. What is left of it is told.
pub(super) fn made(model: &mut Model, real: &str, mode: Option<i128>) {
    let named = mode.and_then(bits);
    model.modes.made(real, named.unwrap_or(0o777));
    if let Some(named) = named {
        let left = model.modes.left(named);
        given(model, real, i128::from(left));
    }
}

pub(super) fn remove(model: &mut Model, path: &str) -> Done {
    let real = model.leads(path, false)?;
    model.event("deletes", &real);
    model.certain_files()?;
    model.changed = true;
    model.tree.remove(&real).map_err(|why| trouble(why, path))?;
    Ok(Data::None)
}

pub(super) fn remove_folder(model: &mut Model, path: &str, all: bool) -> Done {
    let real = model.leads(path, false)?;
    model.event("deletes", &real);
    model.certain_files()?;
    model.changed = true;
    model
        .tree
        .remove_folder(&real, all)
        .map_err(|why| trouble(why, path))?;
    Ok(Data::None)
}

pub(super) fn rename(model: &mut Model, from: &str, to: &str) -> Done<()> {
    let (source, target) = (model.leads(from, false)?, model.leads(to, false)?);
    model.event("writes", &target);
    model.event("deletes", &source);
    model.certain_files()?;
    model.changed = true;
    model
        .tree
        .rename(&source, &target)
        .map_err(|why| trouble(why, from))?;
    model.modes.moved(&source, &target);
    Ok(())
}

pub(super) fn link(model: &mut Model, target: &str, path: &str) -> Done {
    let real = model.leads(path, false)?;
    model.event("writes", &real);
    model.changed = true;
    model
        .tree
        .set(&real, Node::Link(target.to_owned()))
        .map_err(|why| trouble(why, path))?;
    Ok(Data::None)
}

/// Gives a file one more name.
fn same(model: &mut Model, file: &str, path: &str) -> Done {
    let from = model.leads(file, true)?;
    let real = model.leads(path, false)?;
    match model.tree.node(&from) {
        None => return Err(trouble(Trouble::Missing, file)),
        Some(Node::Folder) => return Err(trouble(Trouble::IsFolder, file)),
        Some(_) => {}
    }
    if model.tree.node(&real).is_some() {
        return Err(trouble(Trouble::Exists, path));
    }
    model.event("writes", &real);
    model.changed = true;
    let set = model.tree.set(&real, Node::Same(from));
    set.map_err(|why| trouble(why, path))?;
    Ok(Data::None)
}

/// Sets the rights of a file.
pub(super) fn rights(model: &mut Model, path: &str, mode: Option<i128>) -> Done {
    let real = model.leads(path, true)?;
    model.changed = true;
    if let Some(mode) = mode {
        model.modes.set(&real, bits(mode).unwrap_or(0));
        given(model, &real, mode);
    }
    Ok(Data::None)
}

/// Tells what a mode gives to others than the owner.
fn given(model: &mut Model, file: &str, mode: i128) {
    let to = [
        (0o004, "others read"),
        (0o002, "others write"),
        (0o040, "the group read"),
        (0o020, "the group write"),
    ];
    for (bit, who) in to {
        if mode & bit != 0 {
            model.event("lets", &format!("{who} {file}"));
        }
    }
}

/// Methods of what `os.scandir` lists.
pub(super) fn entry(model: &mut Model, call: &Call<'_>, path: &str) -> Done {
    let follows = call.flag(usize::MAX, "follow_symlinks", true)?;
    match call.method() {
        "is_symlink" => kind_of(model, path, "islink"),
        "is_file" | "is_dir" => {
            let link = kind_of(model, path, "islink")? == Data::Bool(true);
            if link && !follows {
                return Ok(Data::Bool(false));
            }
            kind_of(model, path, call.method())
        }
        "stat" => about(model, path, false),
        "__fspath__" => Ok(string(path)),
        _ => Err(Miss::Other),
    }
}

/// Functions of `os`, `os.path` and `shutil`.
pub(super) fn system(model: &mut Model, call: &Call<'_>, short: &str) -> Done {
    let first = |model: &Model| model.file_name(call, 0, "path");
    match short {
        "path.exists" | "path.isfile" | "path.isdir" | "path.islink" | "path.lexists" => {
            let path = first(model)?;
            kind_of(model, &path, short.strip_prefix("path.").unwrap_or(short))
        }
        "path.getsize" => size(model, &first(model)?).map(number),
        "path.samefile" => {
            let (a, b) = (first(model)?, model.file_name(call, 1, "f2")?);
            Ok(Data::Bool(model.tree.real(&a) == model.tree.real(&b)))
        }
        "stat" | "lstat" => {
            let path = first(model)?;
            about(model, &path, short == "lstat")
        }
        "listdir" | "scandir" => {
            let path = match call.get(0, "path") {
                Some(data) => model.name_of(data)?,
                None => HERE.to_owned(),
            };
            model.certain_files()?;
            let names = model.tree.list(&path).map_err(|why| trouble(why, &path))?;
            if short == "listdir" {
                return Ok(strings(names));
            }
            let mut all = Vec::new();
            for name in names {
                let full = join(&path, &name);
                let fields = vec![("name", string(name)), ("path", string(full))];
                all.push(model.record("os.DirEntry", fields)?);
            }
            Ok(Data::List(all))
        }
        "mkdir" => {
            let mode = call.int(1, "mode")?;
            make_folder(model, &first(model)?, (false, false), mode)
        }
        "makedirs" => {
            let (exist_ok, mode) = (call.flag(2, "exist_ok", false)?, call.int(1, "mode")?);
            make_folder(model, &first(model)?, (true, exist_ok), mode)
        }
        "remove" | "unlink" => remove(model, &first(model)?),
        "rmdir" => remove_folder(model, &first(model)?, false),
        "rmtree" => remove_folder(model, &first(model)?, true),
        "rename" | "replace" | "move" => {
            let to = model.file_name(call, 1, "dst")?;
            rename(model, &first(model)?, &to)?;
            Ok(if short == "move" {
                string(to)
            } else {
                Data::None
            })
        }
        "symlink" => {
            let path = model.file_name(call, 1, "dst")?;
            link(model, &first(model)?, &path)
        }
        "link" => {
            let path = model.file_name(call, 1, "dst")?;
            same(model, &first(model)?, &path)
        }
        "readlink" => {
            let path = first(model)?;
            match model.tree.find_itself(&path) {
                Some(Node::Link(target)) => Ok(string(target.clone())),
                _ => Err(trouble(Trouble::Missing, &path)),
            }
        }
        "copy" | "copyfile" | "copy2" => {
            let from = first(model)?;
            let mut to = model.file_name(call, 1, "dst")?;
            let content = model.read(&from)?;
            if short != "copyfile" && matches!(model.tree.find(&to), Some(Node::Folder)) {
                to = join(&to, from.rsplit('/').next().unwrap_or(""));
            }
            write(model, &to, content)?;
            Ok(string(to))
        }
        "umask" => {
            let mask = call.int(0, "mask")?.unwrap_or(0);
            model.changed = true;
            let before = model.modes.mask(u32::try_from(mask).unwrap_or(0));
            Ok(Data::Int(i128::from(before)))
        }
        // The second half of `os.open`: the file is there, and has the mode that was asked for.
        "mode_when_made" => {
            let real = model.leads(&first(model)?, true)?;
            let mode = match call.get(1, "mode") {
                Some(Data::None) => None,
                _ => call.int(1, "mode")?,
            };
            made(model, &real, mode);
            Ok(Data::None)
        }
        "chmod" | "lchmod" => {
            let path = first(model)?;
            let mode = call.int(1, "mode")?;
            rights(model, &path, mode)
        }
        "mode_of_open" => {
            model.changed = true;
            if let Some(mode) = call.int(1, "mode")? {
                let open = call.get(0, "fd").cloned().unwrap_or(Data::None);
                let place = match &open {
                    Data::Str(path) => model.leads(path, true).ok(),
                    data => super::files::opened(model, data),
                };
                if let Some(place) = place {
                    model.modes.set(&place, bits(mode).unwrap_or(0));
                }
                given(model, "an open file", mode);
            }
            Ok(Data::None)
        }
        "access" => kind_of(model, &first(model)?, "exists"),
        "walk" => {
            let top = absolute(&first(model)?);
            model.certain_files()?;
            let mut all = Vec::new();
            let mut open = vec![top];
            while let Some(folder) = open.pop() {
                let (mut folders, mut files) = (Vec::new(), Vec::new());
                for name in model.tree.list(&folder).unwrap_or_default() {
                    let path = join(&folder, &name);
                    if matches!(model.tree.find_itself(&path), Some(Node::Folder)) {
                        open.push(path);
                        folders.push(name);
                    } else {
                        files.push(name);
                    }
                }
                all.push(Data::Tuple(vec![
                    string(folder),
                    strings(folders),
                    strings(files),
                ]));
            }
            Ok(Data::List(all))
        }
        _ => Err(Miss::Other),
    }
}

/// What lies below a folder and fits a pattern, part by part; `**` is any folder below.
pub(super) fn found(model: &Model, folder: &str, pattern: &str) -> Vec<String> {
    let mut places = vec![folder.to_owned()];
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        let mut next: Vec<String> = Vec::new();
        let mut open = places;
        while let Some(place) = open.pop() {
            let below = model.tree.list(&place).unwrap_or_default();
            if part == "**" {
                let folders = below.iter().map(|name| join(&place, name));
                // Through a link it does not go.
                let own = |path: &String| {
                    let there = model.tree.resolve(path, true);
                    model.tree.list(path).is_ok() && there == model.tree.resolve(path, false)
                };
                open.extend(folders.filter(own));
                next.push(place);
            } else {
                let fitting = below.iter().filter(|name| matches(part, name));
                next.extend(fitting.map(|name| join(&place, name)));
            }
        }
        next.sort();
        places = next;
    }
    places
}
