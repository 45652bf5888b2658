//! A tree of files, folders and symbolic links, as a POSIX system has it.
//!
//! Knows how names are resolved; nothing of Python. Called by the parts of `world`.

use super::{Entry, Setup};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// How many symbolic links one name may lead through.
const MAX_LINKS: u32 = 40;
/// The most bytes that all files together may hold.
const MAX_BYTES: usize = 16 << 20;

/// The folder in which the program runs.
pub(super) const HERE: &str = "/app";
/// The folder of the user who runs it.
pub(super) const HOME: &str = "/home/app";

/// What stands at a place of the tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Folder,
    File(Vec<u8>),
    /// An archive with its entries.
    Archive(Vec<Entry>),
    Link(String),
    /// One more name of the file at this place.
    Same(String),
}

/// Why something cannot be done, as the operating system says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Missing,
    Exists,
    NotFolder,
    IsFolder,
    NotEmpty,
    Loop,
    Full,
    NullByte,
}

/// Whether a path names a Python file.
fn is_python(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == "py")
}

/// The tree. Keys are absolute paths without `.`, `..` and doubled slashes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    nodes: BTreeMap<String, Node>,
    /// Files of which it is not known what was written into them.
    unsure: BTreeSet<String>,
    /// Whether a Python file was looked at.
    told: Cell<bool>,
}

impl Tree {
    pub(super) fn new(setup: &Setup) -> Self {
        let mut tree = Self {
            nodes: BTreeMap::from([("/".to_owned(), Node::Folder)]),
            unsure: BTreeSet::new(),
            told: Cell::new(false),
        };
        for folder in [HERE, HOME, "/tmp", "/etc"] {
            tree.folders(folder);
        }
        tree.put("/etc/passwd", Node::File(PASSWD.into()));
        tree.put("/etc/hosts", Node::File("127.0.0.1 localhost\n".into()));
        for (path, text) in &setup.files {
            let path = normal(path);
            if path.ends_with('/') {
                tree.folders(path.trim_end_matches('/'));
            } else {
                tree.put(&path, Node::File(text.clone().into_bytes()));
            }
        }
        for (path, entries) in &setup.archives {
            tree.put(&normal(path), Node::Archive(entries.clone()));
        }
        for (path, target) in &setup.links {
            tree.put(&normal(path), Node::Link(target.clone()));
        }
        tree
    }

    fn folders(&mut self, path: &str) {
        let mut at = String::new();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            at.push('/');
            at.push_str(part);
            self.nodes.entry(at.clone()).or_insert(Node::Folder);
        }
    }

    fn put(&mut self, path: &str, node: Node) {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.folders(folder);
        }
        self.nodes.insert(path.to_owned(), node);
    }

    /// Where a name leads. The last part need not exist; a link there is followed if `follow`.
    pub(super) fn resolve(&self, path: &str, follow: bool) -> Result<String, Trouble> {
        self.walk(path, follow, true)
    }

    /// What `os.path.realpath` gives: as far as there is something, links are followed.
    pub(super) fn real(&self, path: &str) -> String {
        self.walk(path, true, false)
            .unwrap_or_else(|_| normal(path))
    }

    fn walk(&self, path: &str, follow: bool, strict: bool) -> Result<String, Trouble> {
        if path.contains('\0') {
            return Err(Trouble::NullByte);
        }
        if path.is_empty() && strict {
            return Err(Trouble::Missing);
        }
        let path = absolute(path);
        let mut open: Vec<String> = path.split('/').rev().map(str::to_owned).collect();
        let mut at = String::new();
        let mut links = 0;
        while let Some(part) = open.pop() {
            match part.as_str() {
                "" | "." => continue,
                ".." => {
                    let cut = at.rfind('/').unwrap_or(0);
                    at.truncate(cut);
                    continue;
                }
                _ => {}
            }
            let last = open.iter().all(|part| part.is_empty() || part == ".");
            let next = format!("{at}/{part}");
            match self.nodes.get(&next) {
                Some(Node::Link(target)) if !last || follow => {
                    links += 1;
                    if links > MAX_LINKS {
                        return Err(Trouble::Loop);
                    }
                    if target.starts_with('/') {
                        at.clear();
                    }
                    open.extend(target.split('/').rev().map(str::to_owned));
                }
                // The name stands for itself; only its content is that of the other.
                Some(Node::Same(file)) if last && follow && strict => at.clone_from(file),
                Some(Node::Folder) => at = next,
                Some(_) if !last && strict => return Err(Trouble::NotFolder),
                None if !last && strict => return Err(Trouble::Missing),
                _ => at = next,
            }
        }
        Ok(if at.is_empty() { "/".into() } else { at })
    }

    pub(super) fn node(&self, real: &str) -> Option<&Node> {
        self.told.set(self.told.get() || is_python(real));
        self.nodes.get(real)
    }

    /// From now on it is not known what this file holds, until it is written anew.
    pub(super) fn doubt(&mut self, real: &str) {
        self.unsure.insert(real.to_owned());
    }

    /// Whether something was written into this file that is not known.
    pub(super) fn is_unsure(&self, real: &str) -> bool {
        self.unsure.contains(real)
    }

    /// Whether somebody may have learnt what a Python file holds.
    pub(super) fn told_python(&self) -> bool {
        self.told.get()
    }

    /// The same holds for a tree that stands in for another one.
    pub(super) fn tells_as(&self, other: &Self) {
        self.told.set(self.told.get() || other.told.get());
    }

    /// The text files below a folder: path from there, and text.
    pub(super) fn texts_below(&self, folder: &str) -> Vec<(String, String)> {
        let inside = format!("{folder}/");
        let below = self.nodes.range(inside.clone()..);
        let below = below.take_while(|(path, _)| path.starts_with(&inside));
        let texts = below.filter_map(|(path, node)| match node {
            Node::File(content) if !self.is_unsure(path) => {
                let text = std::str::from_utf8(content).ok()?;
                self.told.set(self.told.get() || is_python(path));
                let name = path.strip_prefix(&inside)?;
                Some((name.to_owned(), text.to_owned()))
            }
            _ => None,
        });
        texts.collect()
    }

    /// What stands where a name leads.
    pub(super) fn find(&self, path: &str) -> Option<&Node> {
        self.node(&self.resolve(path, true).ok()?)
    }

    /// What stands there itself, be it a link.
    pub(super) fn find_itself(&self, path: &str) -> Option<&Node> {
        self.node(&self.resolve(path, false).ok()?)
    }

    /// Names in a folder, sorted.
    pub(super) fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let real = self.resolve(path, true)?;
        match self.nodes.get(&real) {
            None => return Err(Trouble::Missing),
            Some(Node::Folder) => {}
            Some(_) => return Err(Trouble::NotFolder),
        }
        let inside = if real == "/" {
            real
        } else {
            format!("{real}/")
        };
        Ok(self
            .nodes
            .keys()
            .filter_map(|path| path.strip_prefix(&inside))
            .filter(|name| !name.is_empty() && !name.contains('/'))
            .map(str::to_owned)
            .collect())
    }

    /// Writes a file; its folder must be there.
    pub(super) fn write(&mut self, real: &str, content: Vec<u8>) -> Result<(), Trouble> {
        self.set(real, Node::File(content))
    }

    pub(super) fn set(&mut self, real: &str, node: Node) -> Result<(), Trouble> {
        let folder = real.rsplit_once('/').map_or("/", |(folder, _)| folder);
        let folder = if folder.is_empty() { "/" } else { folder };
        match self.nodes.get(folder) {
            Some(Node::Folder) => {}
            Some(_) => return Err(Trouble::NotFolder),
            None => return Err(Trouble::Missing),
        }
        if matches!(self.nodes.get(real), Some(Node::Folder)) {
            return Err(Trouble::IsFolder);
        }
        let held: usize = self
            .nodes
            .values()
            .map(|node| match node {
                Node::File(content) => content.len(),
                _ => 64,
            })
            .sum();
        if let Node::File(content) = &node
            && held + content.len() > MAX_BYTES
        {
            return Err(Trouble::Full);
        }
        self.unsure.remove(real);
        self.nodes.insert(real.to_owned(), node);
        Ok(())
    }

    pub(super) fn make_folder(&mut self, real: &str) -> Result<(), Trouble> {
        if self.nodes.contains_key(real) {
            return Err(Trouble::Exists);
        }
        self.set(real, Node::Folder)
    }

    /// A folder with all those above it.
    pub(super) fn make_folders(&mut self, real: &str) -> Result<(), Trouble> {
        let mut at = String::new();
        for part in real.split('/').filter(|part| !part.is_empty()) {
            at.push('/');
            at.push_str(part);
            match self.nodes.get(&at) {
                None => self.set(&at, Node::Folder)?,
                Some(Node::Folder) => {}
                Some(_) => return Err(Trouble::NotFolder),
            }
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, real: &str) -> Result<(), Trouble> {
        match self.nodes.get(real) {
            None => Err(Trouble::Missing),
            Some(Node::Folder) => Err(Trouble::IsFolder),
            Some(_) => {
                self.nodes.remove(real);
                Ok(())
            }
        }
    }

    pub(super) fn remove_folder(&mut self, real: &str, all: bool) -> Result<(), Trouble> {
        match self.nodes.get(real) {
            None => return Err(Trouble::Missing),
            Some(Node::Folder) => {}
            Some(_) => return Err(Trouble::NotFolder),
        }
        let inside = format!("{real}/");
        if !all && self.nodes.keys().any(|path| path.starts_with(&inside)) {
            return Err(Trouble::NotEmpty);
        }
        self.nodes
            .retain(|path, _| path != real && !path.starts_with(&inside));
        Ok(())
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> Result<(), Trouble> {
        self.told.set(true);
        let Some(node) = self.nodes.get(from).cloned() else {
            return Err(Trouble::Missing);
        };
        if node == Node::Folder {
            let inside = format!("{from}/");
            let moved: Vec<(String, Node)> = self
                .nodes
                .iter()
                .filter_map(|(path, node)| {
                    let rest = path.strip_prefix(&inside)?;
                    Some((format!("{to}/{rest}"), node.clone()))
                })
                .collect();
            self.remove_folder(from, true)?;
            self.make_folder(to)?;
            self.nodes.extend(moved);
            return Ok(());
        }
        self.set(to, node)?;
        self.nodes.remove(from);
        if self.unsure.remove(from) {
            self.unsure.insert(to.to_owned());
        }
        Ok(())
    }
}

const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\napp:x:1000:1000::/home/app:/bin/sh\n";

/// From the folder in which the program runs.
pub(super) fn absolute(path: &str) -> String {
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{HERE}/{path}")
    }
}

/// Absolute, without `.`, `..` and doubled slashes; a slash at the end stays.
pub(super) fn normal(path: &str) -> String {
    let folder = path.len() > 1 && path.ends_with('/');
    let mut parts: Vec<&str> = Vec::new();
    let whole = absolute(path);
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if folder && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_dots_are_followed_as_the_system_does() {
        let setup = Setup {
            files: BTreeMap::from([
                ("/srv/up/a.txt".into(), "hello".into()),
                ("/srv/other/b".into(), "secret".into()),
            ]),
            links: BTreeMap::from([
                ("/srv/up/out".into(), "/srv/other".into()),
                ("/srv/up/self".into(), "self".into()),
            ]),
            ..Setup::default()
        };
        let tree = Tree::new(&setup);
        assert_eq!(tree.real("/srv/up/../up/a.txt"), "/srv/up/a.txt");
        assert_eq!(tree.real("/srv/up/out/b"), "/srv/other/b");
        assert_eq!(tree.real("/srv/up/out/../x"), "/srv/x");
        assert_eq!(tree.real("/srv/none/../up/a.txt"), "/srv/up/a.txt");
        assert_eq!(tree.resolve("/srv/none/../up", true), Err(Trouble::Missing));
        assert_eq!(tree.resolve("/srv/up/self", true), Err(Trouble::Loop));
        assert_eq!(tree.list("/srv"), Ok(vec!["other".into(), "up".into()]));
    }
}
