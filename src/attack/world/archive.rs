//! Archives: where the members of one would go, for the replay that lists them.
//!
//! What a program does with archives is followed in the models' Python. Without a filter a tar file is trusted, as
//! Python did up to 3.13. Called by `replay`.

use super::call::{Done, Miss, raise};
use super::path::{join, normpath};
use super::tree::{Node, absolute};
use super::{Entry, Model};

/// From this size on, unpacking is an event of its own.
const LARGE: u64 = 1 << 30;

/// The most members that are listed.
const MOST: usize = 2_000;

const TAR: &str = "tarfile.TarFile";
const ZIP: &str = "zipfile.ZipFile";

fn size(entry: &Entry) -> u64 {
    entry.size.unwrap_or(entry.text.len() as u64)
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

/// The file that is written under a name: that of another name, behind a hard link.
fn written(model: &Model, place: &str) -> String {
    let real = model.tree.real(place);
    model.tree.resolve(&real, true).unwrap_or(real)
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
        } else if let (Some(file), TAR) = (&entry.hard_link, kind) {
            let real = model.tree.real(&place);
            let file = model.tree.real(&join(folder, file));
            model.event("writes", &real);
            let _ = model.tree.set(&real, Node::Same(file));
        } else {
            let real = written(model, &place);
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
            None if entry.hard_link.is_some() => model.tree.real(&place),
            None => written(&model, &place),
            Some(_) => model
                .tree
                .resolve(&place, false)
                .unwrap_or_else(|_| normpath(&absolute(&place))),
        };
        let leads = link.as_ref().map(|link| {
            let above = place.rsplit_once('/').map_or(".", |(above, _)| above);
            model.tree.real(&join(above, link))
        });
        let hard = entry.hard_link.as_ref().filter(|_| !zip);
        let leads = leads.or(hard.map(|file| model.tree.real(&join(folder, file))));
        let link = link.or(hard.cloned());
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
    let hard = entry.link.is_none();
    if let (Some(link), true) = (entry.link.as_ref().or(entry.hard_link.as_ref()), strict) {
        if link.starts_with('/') {
            return Err(raise(
                "tarfile.AbsoluteLinkError",
                format!("'{name}' is a link to an absolute path"),
            ));
        }
        let above = place.rsplit_once('/').map_or(".", |(above, _)| above);
        let above = if hard { folder } else { above };
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
