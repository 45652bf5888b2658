//! Archives: what is in them, how large it becomes, and that it was unpacked; and their bytes.
//!
//! How the standard library unpacks stands in the models, as Python that asks here. Called by
//! `world`.

use super::call::{Call, Done, Miss, raise};
use super::tree::Node;
use super::{Entry, Model, packed, tarred, zipped};
use crate::attack::doubt;
use crate::evaluate::Data;

/// How much smaller a member is packed that is only said to be large.
const PACKED: u64 = 1_000;

/// Answers what concerns archives.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    match call.name() {
        "archive_of_the_world.entries" => {
            let node = asked(model, call)?;
            let entries = match node {
                Some(Node::Archive(entries)) => Some(entries.iter().map(entry).collect()),
                Some(Node::File(bytes)) => zipped::read(&bytes),
                _ => None,
            };
            Ok(listed(entries))
        }
        "archive_of_the_world.unzipped" => {
            let data = bytes(call.need(0, "data")?)?;
            Ok(listed(zipped::read(data)))
        }
        "archive_of_the_world.zipped" => {
            let rows = rows(call.need(0, "rows")?)?;
            let members: Option<Vec<zipped::Member>> = rows.iter().map(|row| zip(row)).collect();
            let members = members.ok_or(Miss::Other)?;
            Ok(Data::Bytes(zipped::written(&members)))
        }
        "archive_of_the_world.members" => {
            let node = asked(model, call)?;
            match node {
                Some(Node::Archive(entries)) => Ok(Data::List(
                    entries.iter().map(|one| row(&member(one))).collect(),
                )),
                Some(Node::File(bytes)) => Ok(untarred(&bytes, call.get(1, "kind"))),
                Some(_) => Ok(Data::None),
                None => Err(raise(
                    "FileNotFoundError",
                    "[Errno 2] No such file or directory",
                )),
            }
        }
        "archive_of_the_world.untarred" => {
            let data = bytes(call.need(0, "data")?)?;
            Ok(untarred(data, call.get(1, "kind")))
        }
        "archive_of_the_world.tarred" => {
            let rows = rows(call.need(0, "rows")?)?;
            let members: Option<Vec<tarred::Member>> = rows.iter().map(|row| tar(row)).collect();
            let archive = tarred::written(&members.ok_or(Miss::Other)?);
            let zipped = call.get(1, "kind") == Some(&Data::Str("gz".into()));
            Ok(Data::Bytes(if zipped {
                packed::gzipped(&archive)
            } else {
                archive
            }))
        }
        "archive_of_the_world.python" => Ok(model
            .setup
            .python
            .map_or(Data::Int(0), |minor| Data::Int(minor.into()))),
        "archive_of_the_world.unpacked" => {
            let size = call.int(0, "size")?.unwrap_or(0);
            model.event("fills", &format!("{size} bytes"));
            Ok(Data::None)
        }
        _ => Err(Miss::Other),
    }
}

/// The file that is asked about, by its name or as it was opened.
fn asked(model: &mut Model, call: &Call<'_>) -> Done<Option<Node>> {
    let file = call.need(0, "file")?;
    let name = match super::files::opened(model, file) {
        Some(name) => name,
        None => model.name_of(file)?,
    };
    let real = model.leads(&name, true)?;
    model.event("reads", &real);
    Ok(model.tree.node(&real).cloned())
}

/// The bytes of an archive of the world, as a program reads them that does not know it for one.
pub(super) fn raw(name: &str, entries: &[Entry]) -> Done<Vec<u8>> {
    let ends = |end: &str| name.ends_with(end);
    if !(ends(".tar") || ends(".gz") || ends(".tgz")) {
        let members: Vec<zipped::Member> = entries.iter().map(entry).collect();
        return Ok(zipped::written(&members));
    }
    if entries.iter().any(|entry| entry.size.is_some()) {
        return Err(Miss::Unknown(doubt::inside_archive()));
    }
    let members: Vec<tarred::Member> = entries.iter().map(member).collect();
    let archive = tarred::written(&members);
    Ok(if ends(".tar") {
        archive
    } else {
        packed::gzipped(&archive)
    })
}

fn bytes(data: &Data) -> Done<&[u8]> {
    match data {
        Data::Bytes(bytes) => Ok(bytes),
        _ => Err(Miss::Other),
    }
}

fn rows(data: &Data) -> Done<Vec<&[Data]>> {
    let Data::List(rows) = data else {
        return Err(Miss::Other);
    };
    let each = rows.iter().map(|row| match row {
        Data::Tuple(row) => Ok(row.as_slice()),
        _ => Err(Miss::Other),
    });
    each.collect()
}

fn whole(number: u64) -> Data {
    Data::Int(number.into())
}

fn counted<T: TryFrom<i128>>(data: &Data) -> Option<T> {
    match data {
        Data::Int(number) => T::try_from(*number).ok(),
        _ => None,
    }
}

/// Name, size, packed size, content, method, time and attributes of each member; nothing where it is no archive.
fn listed(members: Option<Vec<zipped::Member>>) -> Data {
    let Some(members) = members else {
        return Data::None;
    };
    let row = |member: zipped::Member| {
        Data::Tuple(vec![
            Data::Str(member.name),
            whole(member.size),
            whole(member.packed),
            member.content.map_or(Data::None, Data::Bytes),
            Data::Int(member.method.into()),
            Data::Int(member.when.into()),
            Data::Int(member.attributes.into()),
        ])
    };
    Data::List(members.into_iter().map(row).collect())
}

fn zip(row: &[Data]) -> Option<zipped::Member> {
    let [
        Data::Str(name),
        Data::Bytes(content),
        method,
        when,
        attributes,
    ] = row
    else {
        return None;
    };
    Some(zipped::Member {
        name: name.clone(),
        size: content.len() as u64,
        packed: 0,
        method: counted(method)?,
        when: counted(when)?,
        attributes: counted(attributes)?,
        content: Some(content.clone()),
    })
}

/// Name, size, content, kind, link, mode, user, group and time of each member of a TAR archive; nothing where it is none.
fn untarred(bytes: &[u8], kind: Option<&Data>) -> Data {
    let zipped = bytes.starts_with(b"\x1f\x8b");
    let wanted = match kind {
        Some(Data::Str(kind)) => kind.as_str(),
        _ => "*",
    };
    let bytes = match (wanted, zipped) {
        ("gz" | "*", true) => packed::unpacked(bytes, 31),
        ("" | "*", false) => Some(bytes.to_vec()),
        _ => None,
    };
    match bytes.and_then(|bytes| tarred::read(&bytes)) {
        Some(members) => Data::List(members.iter().map(row).collect()),
        None => Data::None,
    }
}

fn row(member: &tarred::Member) -> Data {
    Data::Tuple(vec![
        Data::Str(member.name.clone()),
        whole(member.size),
        Data::Bytes(member.content.clone()),
        Data::Bytes(vec![member.kind]),
        Data::Str(member.link.clone()),
        whole(member.mode),
        whole(member.user),
        whole(member.group),
        whole(member.when),
    ])
}

fn tar(row: &[Data]) -> Option<tarred::Member> {
    let [
        Data::Str(name),
        Data::Bytes(content),
        Data::Bytes(kind),
        Data::Str(link),
        mode,
        user,
        group,
        when,
    ] = row
    else {
        return None;
    };
    Some(tarred::Member {
        name: name.clone(),
        kind: *kind.first()?,
        link: link.clone(),
        size: content.len() as u64,
        content: content.clone(),
        mode: counted(mode)?,
        user: counted(user)?,
        group: counted(group)?,
        when: counted(when)?,
    })
}

/// A member of a TAR archive of the world.
fn member(entry: &Entry) -> tarred::Member {
    let content = entry.text.as_bytes().to_vec();
    let (kind, link) = match (&entry.link, &entry.hard_link) {
        (Some(link), _) => (b'2', link.clone()),
        (None, Some(same)) => (b'1', same.clone()),
        _ if entry.name.ends_with('/') => (b'5', String::new()),
        _ => (b'0', String::new()),
    };
    tarred::Member {
        name: entry.name.trim_end_matches('/').to_owned(),
        kind,
        link,
        size: entry.size.unwrap_or(content.len() as u64),
        content,
        mode: if kind == b'5' { 0o755 } else { 0o644 },
        user: 0,
        group: 0,
        when: 0,
    }
}

/// A member of a ZIP archive of the world.
fn entry(entry: &Entry) -> zipped::Member {
    let content = entry.text.as_bytes().to_vec();
    let (size, packed) = match entry.size {
        Some(size) => (size, size / PACKED),
        None => (content.len() as u64, content.len() as u64),
    };
    zipped::Member {
        name: entry.name.clone(),
        size,
        packed,
        content: Some(content).filter(|content| content.len() as u64 == size),
        ..zipped::Member::default()
    }
}
