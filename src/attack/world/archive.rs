//! Archives: what `tarfile`, `zipfile` and `shutil.unpack_archive` put where.
//!
//! Sizes are those that the archive names; nothing is unpacked but into the model tree. Without a
//! filter a tar file is trusted, as Python did up to 3.13. Called by `world`.

use super::call::{Call, Done, Miss, number, raise, shown, string, strings, text};
use super::path::{join, normpath};
use super::tree::{Node, absolute};
use super::{Entry, Model, Thing};
use crate::evaluate::Data;

/// From this size on, unpacking is an event of its own.
const LARGE: u64 = 1 << 30;

/// The most members that are listed.
const MOST: usize = 2_000;

const TAR: &str = "tarfile.TarFile";
const ZIP: &str = "zipfile.ZipFile";

/// Answers what concerns archives.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        return method(model, call, receiver);
    }
    match call.name() {
        "tarfile.open" | TAR | "tarfile.TarFile.open" | ZIP => {
            let kind = if call.name() == ZIP { ZIP } else { TAR };
            let name = match call.get(0, "name") {
                Some(data) => model.name_of(data)?,
                None => match call.keyword("fileobj") {
                    Some(file) => super::files::opened(model, file).ok_or(Miss::Other)?,
                    None => return Err(Miss::Other),
                },
            };
            let mode = call.get(1, "mode").map_or(Ok("r".to_owned()), text)?;
            if !mode.starts_with('r') {
                return Err(Miss::Other);
            }
            let place = absolute(&name);
            model.event("reads", &normpath(&place));
            match model.tree.find(&name) {
                Some(Node::Archive(_)) if (kind == TAR) != is_zip(&name) => {
                    model.record(kind, vec![("name", string(name))])
                }
                Some(_) if kind == ZIP => {
                    Err(raise("zipfile.BadZipFile", "File is not a zip file"))
                }
                Some(_) => Err(raise(
                    "tarfile.ReadError",
                    "file could not be opened successfully",
                )),
                None => Err(raise(
                    "FileNotFoundError",
                    format!("[Errno 2] No such file or directory: '{name}'"),
                )),
            }
        }
        "shutil.unpack_archive" => {
            let name = model.file_name(call, 0, "filename")?;
            let folder = match call.get(1, "extract_dir") {
                Some(data) => model.name_of(data)?,
                None => ".".into(),
            };
            let Some(Node::Archive(entries)) = model.tree.find(&name) else {
                return Err(raise(
                    "shutil.ReadError",
                    format!("{name} is not a compressed or tar file"),
                ));
            };
            let entries = entries.clone();
            let filter = call.keyword("filter").map(shown);
            let kind = if is_zip(&name) { ZIP } else { TAR };
            unpack(model, &entries, &folder, kind, filter.as_deref())?;
            Ok(Data::None)
        }
        "tarfile.is_tarfile" | "zipfile.is_zipfile" => {
            let name = model.file_name(call, 0, "name")?;
            Ok(Data::Bool(matches!(
                model.tree.find(&name),
                Some(Node::Archive(_))
            )))
        }
        _ => Err(Miss::Other),
    }
}

/// Whether an archive is a zip file, as its name says.
fn is_zip(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or("");
    end.eq_ignore_ascii_case("zip")
}

fn entries(model: &Model, receiver: &Data) -> Option<(String, Vec<Entry>)> {
    let (Data::Handle(kind, _), Some(Thing::Record(fields))) = (receiver, model.thing(receiver))
    else {
        return None;
    };
    if kind != TAR && kind != ZIP {
        return None;
    }
    let (_, name) = fields.first()?;
    match model.tree.find(&shown(name)) {
        Some(Node::Archive(entries)) => Some((kind.clone(), entries.clone())),
        _ => None,
    }
}

/// An entry as the object that the program sees.
fn member(model: &mut Model, kind: &str, entry: &Entry) -> Done {
    let size = size(entry);
    let folder = entry.name.ends_with('/');
    let name = string(if kind == TAR {
        entry.name.trim_end_matches('/')
    } else {
        &entry.name
    });
    let size = Data::Int(size.into());
    let (class, fields) = if kind == TAR {
        (
            "tarfile.TarInfo",
            vec![
                ("name", name.clone()),
                ("path", name),
                ("size", size),
                ("linkname", string(entry.link.clone().unwrap_or_default())),
                ("folder", Data::Bool(folder)),
                ("mode", Data::Int(0o644)),
            ],
        )
    } else {
        (
            "zipfile.ZipInfo",
            vec![
                ("filename", name),
                ("file_size", size),
                ("compress_size", number(entry.text.len().min(1_000))),
                ("linkname", string("")),
                ("folder", Data::Bool(folder)),
                ("external_attr", Data::Int(0)),
            ],
        )
    };
    model.record(class, fields)
}

fn size(entry: &Entry) -> u64 {
    entry.size.unwrap_or(entry.text.len() as u64)
}

/// The entry that an argument names, by its name or as a member.
fn named(model: &Model, entries: &[Entry], data: &Data) -> Done<Entry> {
    let name = match model.thing(data) {
        Some(Thing::Record(fields)) => fields
            .first()
            .map_or_else(String::new, |(_, name)| shown(name)),
        _ => text(data)?,
    };
    entries
        .iter()
        .find(|entry| entry.name.trim_end_matches('/') == name.trim_end_matches('/'))
        .cloned()
        // A member whose name the program has changed is unpacked under that name.
        .ok_or_else(|| {
            raise(
                "KeyError",
                format!("There is no item named '{name}' in the archive"),
            )
        })
}

fn method(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    let method = call.method();
    if let Some((kind, entries)) = entries(model, receiver) {
        return of_archive(model, call, receiver, &kind, &entries);
    }
    let (Data::Handle(kind, _), Some(Thing::Record(fields))) = (receiver, model.thing(receiver))
    else {
        return Err(Miss::Other);
    };
    if kind != "tarfile.TarInfo" && kind != "zipfile.ZipInfo" {
        return Err(Miss::Other);
    }
    let field = |name: &str| super::field(fields, name);
    let link = field("linkname") != string("");
    let folder = field("folder") == Data::Bool(true);
    Ok(Data::Bool(match method {
        "isfile" | "isreg" => !link && !folder,
        "isdir" | "is_dir" => folder,
        "issym" => link,
        "islnk" | "isdev" | "isfifo" | "ischr" | "isblk" => false,
        _ => return Err(Miss::Other),
    }))
}

fn of_archive(
    model: &mut Model,
    call: &Call<'_>,
    receiver: &Data,
    kind: &str,
    all: &[Entry],
) -> Done {
    match call.method() {
        "__enter__" => Ok(receiver.clone()),
        "__exit__" | "close" => Ok(Data::None),
        "getmembers" | "infolist" | "__iter__" => {
            let members: Done<Vec<Data>> =
                all.iter().map(|entry| member(model, kind, entry)).collect();
            members.map(Data::List)
        }
        "getnames" | "namelist" => Ok(strings(all.iter().map(|entry| entry.name.clone()))),
        "getmember" | "getinfo" => {
            let entry = named(model, all, call.need(0, "name")?)?;
            member(model, kind, &entry)
        }
        "extractall" => {
            let folder = match call.get(0, "path") {
                Some(data) => model.name_of(data)?,
                None => ".".into(),
            };
            let mut chosen = Vec::new();
            match call.get(1, "members") {
                Some(Data::List(items) | Data::Tuple(items)) => {
                    for item in items {
                        chosen.push(named(model, all, item)?);
                    }
                }
                Some(_) => {
                    return Err(Miss::Unknown(
                        "which entries are unpacked is not known".into(),
                    ));
                }
                None => chosen.extend(all.iter().cloned()),
            }
            let filter = filter(call)?;
            unpack(model, &chosen, &folder, kind, filter.as_deref())?;
            Ok(Data::None)
        }
        "extract" => {
            let entry = named(model, all, call.need(0, "member")?)?;
            let folder = match call.get(1, "path") {
                Some(data) => model.name_of(data)?,
                None => ".".into(),
            };
            let filter = filter(call)?;
            let place = target(&folder, &entry.name, kind);
            unpack(model, &[entry], &folder, kind, filter.as_deref())?;
            Ok(if kind == ZIP {
                string(place)
            } else {
                Data::None
            })
        }
        "extractfile" | "open" | "read" => {
            let entry = named(model, all, call.need(0, "name")?)?;
            if entry
                .size
                .is_some_and(|size| size > entry.text.len() as u64)
            {
                return Err(Miss::Unknown(
                    "the content of this entry is only described".into(),
                ));
            }
            let content = entry.text.into_bytes();
            if call.method() == "read" {
                return Ok(Data::Bytes(content));
            }
            super::files::bytes_file(model, &entry.name, content)
        }
        _ => Err(Miss::Other),
    }
}

fn filter(call: &Call<'_>) -> Done<Option<String>> {
    match call.keyword("filter") {
        None | Some(Data::None) => Ok(None),
        Some(Data::Str(name)) => Ok(Some(name.clone())),
        Some(Data::Object(name)) => match name
            .strip_prefix("tarfile.")
            .and_then(|n| n.strip_suffix("_filter"))
        {
            Some(name) => Ok(Some(name.to_owned())),
            None => Err(Miss::Unknown(
                "what a filter of one's own lets through is not computed".into(),
            )),
        },
        Some(_) => Err(Miss::Unknown("which filter is used is not known".into())),
    }
}

/// Where an entry would go, as the library puts names together.
fn target(folder: &str, name: &str, kind: &str) -> String {
    if kind == ZIP {
        let safe: Vec<&str> = name
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .collect();
        return join(folder, &safe.join("/"));
    }
    join(folder, name.trim_end_matches('/'))
}

/// Unpacks entries into the model tree.
fn unpack(
    model: &mut Model,
    entries: &[Entry],
    folder: &str,
    kind: &str,
    filter: Option<&str>,
) -> Done<()> {
    let whole: u64 = entries.iter().map(size).fold(0, u64::saturating_add);
    if whole >= LARGE {
        model.event("fills", &format!("{whole} bytes"));
    }
    model.changed = true;
    for entry in entries {
        let mut name = entry.name.clone();
        if kind == TAR && matches!(filter, Some("data" | "tar")) {
            name = name.trim_start_matches('/').to_owned();
            refuse(model, folder, &name, entry, filter == Some("data"))?;
        }
        let place = target(folder, &name, kind);
        let above = place.rsplit_once('/').map_or(".", |(above, _)| above);
        let above = model.tree.real(above);
        let _ = model.tree.make_folders(&above);
        if entry.name.ends_with('/') {
            let real = model.tree.real(&place);
            let _ = model.tree.make_folders(&real);
            continue;
        }
        if let (Some(to), TAR) = (&entry.link, kind) {
            let real = model
                .tree
                .resolve(&place, false)
                .unwrap_or_else(|_| normpath(&absolute(&place)));
            model.event("writes", &real);
            let _ = model.tree.set(&real, Node::Link(to.clone()));
        } else {
            let real = model.tree.real(&place);
            model.event("writes", &real);
            let _ = model.tree.write(&real, entry.text.clone().into_bytes());
        }
    }
    Ok(())
}

/// Where a member of an archive goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Here, below the folder.
    Inside(String),
    /// Here, and that is not below the folder.
    Outside(String),
    /// Nowhere: the filter stops; why.
    Refused(String),
}

/// One member of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name in the archive.
    pub name: String,
    /// Where it points, for a link.
    pub link: Option<String>,
    /// Its size when unpacked.
    pub size: u64,
    /// Where it goes.
    pub place: Place,
}

/// Where the members of an archive go, one after the other: an earlier link leads later ones. A member
/// at which the filter stops is the last. Links that point out of the folder count as outside.
#[must_use]
pub fn listed(
    setup: &super::Setup,
    entries: &[Entry],
    folder: &str,
    zip: bool,
    filter: Option<&str>,
) -> Vec<Listed> {
    let Ok(mut model) = Model::new(setup) else {
        return Vec::new();
    };
    let kind = if zip { ZIP } else { TAR };
    let base = model.tree.real(folder);
    let below = format!("{}/", base.trim_end_matches('/'));
    let mut all = Vec::new();
    for entry in entries.iter().take(MOST) {
        let name = match (kind, filter) {
            (TAR, Some("data" | "tar")) => entry.name.trim_start_matches('/'),
            _ => entry.name.as_str(),
        };
        let place = target(folder, name, kind);
        let link = entry.link.clone().filter(|_| !zip);
        let real = match link {
            None => model.tree.real(&place),
            Some(_) => model
                .tree
                .resolve(&place, false)
                .unwrap_or_else(|_| normpath(&absolute(&place))),
        };
        let leads = link.as_ref().map(|link| {
            let above = place.rsplit_once('/').map_or(".", |(above, _)| above);
            model.tree.real(&join(above, link))
        });
        let inside = |real: &str| real == base || real.starts_with(&below);
        let unpacked = unpack(
            &mut model,
            std::slice::from_ref(entry),
            folder,
            kind,
            filter,
        );
        let place = match unpacked {
            Err(Miss::Raised(raised)) => Place::Refused(raised.message),
            _ if inside(&real) && leads.as_deref().is_none_or(inside) => Place::Inside(real),
            _ => Place::Outside(real),
        };
        let last = matches!(place, Place::Refused(_));
        all.push(Listed {
            name: entry.name.clone(),
            link,
            size: size(entry),
            place,
        });
        if last {
            break;
        }
    }
    all
}

/// What the filters refuse: names and links that lead out of the folder.
fn refuse(model: &Model, folder: &str, name: &str, entry: &Entry, strict: bool) -> Done<()> {
    let base = model.tree.real(folder);
    let inside = |path: &str| {
        let real = model.tree.real(path);
        real == base || real.starts_with(&format!("{}/", base.trim_end_matches('/')))
    };
    let place = join(folder, name);
    if !inside(&place) {
        return Err(raise(
            "tarfile.OutsideDestinationError",
            format!(
                "'{name}' would be extracted to '{}', which is outside the destination",
                model.tree.real(&place)
            ),
        ));
    }
    if let (Some(link), true) = (&entry.link, strict) {
        if link.starts_with('/') {
            return Err(raise(
                "tarfile.AbsoluteLinkError",
                format!("'{name}' is a link to an absolute path"),
            ));
        }
        let above = place.rsplit_once('/').map_or(".", |(above, _)| above);
        if !inside(&join(above, link)) {
            return Err(raise(
                "tarfile.LinkOutsideDestinationError",
                format!("'{name}' would link to '{link}', which is outside the destination"),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Setup;
    use super::*;

    fn places(zip: bool, filter: Option<&str>) -> Vec<Place> {
        let entry = |name: &str, link: Option<&str>| Entry {
            name: name.into(),
            link: link.map(str::to_owned),
            ..Entry::default()
        };
        let entries = [
            entry("a/notes.txt", None),
            entry("../b", None),
            entry("/etc/c", None),
            entry("door", Some("/etc")),
            entry("door/d", None),
        ];
        let all = listed(&Setup::default(), &entries, "/srv/up", zip, filter);
        all.into_iter().map(|member| member.place).collect()
    }

    #[test]
    fn members_go_where_the_filter_lets_them() {
        let inside = |place: &str| Place::Inside(place.into());
        let outside = |place: &str| Place::Outside(place.into());
        assert_eq!(
            places(false, None),
            [
                inside("/srv/up/a/notes.txt"),
                outside("/srv/b"),
                outside("/etc/c"),
                outside("/srv/up/door"),
                outside("/etc/d"),
            ]
        );
        let strict = places(false, Some("data"));
        assert_eq!(strict.len(), 2);
        assert!(matches!(strict.last(), Some(Place::Refused(_))));
        assert!(
            places(true, None)
                .iter()
                .all(|place| matches!(place, Place::Inside(_)))
        );
    }
}
