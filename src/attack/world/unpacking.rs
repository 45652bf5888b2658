//! Archives: what is in them, how large it becomes, and that it was unpacked.
//!
//! How the standard library unpacks stands in the models, as Python that asks here. Called by
//! `world`.

use super::call::{Call, Done, Miss, number, raise};
use super::tree::Node;
use super::{Entry, Model};
use crate::evaluate::Data;

/// How much smaller a member is packed that is only said to be large.
const PACKED: u64 = 1_000;

/// Answers what concerns archives.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    match call.name() {
        "archive_of_the_world.entries" => {
            let name = model.name_of(call.need(0, "file")?)?;
            let real = model.leads(&name, true)?;
            model.event("reads", &real);
            match model.tree.node(&real) {
                Some(Node::Archive(entries)) => Ok(Data::List(entries.iter().map(entry).collect())),
                _ => Err(raise("zipfile.BadZipFile", "File is not a zip file")),
            }
        }
        "archive_of_the_world.members" => {
            let file = call.need(0, "file")?;
            let name = match super::files::opened(model, file) {
                Some(name) => name,
                None => model.name_of(file)?,
            };
            let real = model.leads(&name, true)?;
            model.event("reads", &real);
            match model.tree.node(&real) {
                Some(Node::Archive(entries)) => {
                    Ok(Data::List(entries.iter().map(member).collect()))
                }
                Some(_) => Ok(Data::None),
                None => Err(raise(
                    "FileNotFoundError",
                    format!("[Errno 2] No such file or directory: '{name}'"),
                )),
            }
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

/// Name, size, content, where a symbolic link points, and which file a hard link is.
fn member(entry: &Entry) -> Data {
    let content = entry.text.as_bytes().to_vec();
    let size = match entry.size {
        Some(size) => Data::Int(i128::from(size)),
        None => number(content.len()),
    };
    let link = entry.link.clone().map_or(Data::None, Data::Str);
    let same = entry.hard_link.clone().map_or(Data::None, Data::Str);
    Data::Tuple(vec![
        Data::Str(entry.name.clone()),
        size,
        Data::Bytes(content),
        link,
        same,
    ])
}

/// Name, size, packed size and content.
fn entry(entry: &Entry) -> Data {
    let content = entry.text.as_bytes().to_vec();
    let (size, packed) = match entry.size {
        Some(size) => (
            Data::Int(i128::from(size)),
            Data::Int(i128::from(size / PACKED)),
        ),
        None => (number(content.len()), number(content.len())),
    };
    Data::Tuple(vec![
        Data::Str(entry.name.clone()),
        size,
        packed,
        Data::Bytes(content),
    ])
}
