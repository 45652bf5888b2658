//! What the targets share: the rules of the course, and a whole pack to break.

use protected_python::pack::Files;
use protected_python::rules::Rulebook;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(folder: &Path, below: &Path, files: &mut Files) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            read(&path, below, files);
        } else {
            let name = path.strip_prefix(below).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// The rules of the course.
#[allow(dead_code)]
pub fn rulebook() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(|| {
        let mut files = Files::default();
        read(&root().join("rules"), &root(), &mut files);
        let texts: Vec<(String, String)> = files
            .into_iter()
            .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
            .collect();
        Rulebook::load(&texts).unwrap()
    })
}

/// The pack that the tests break piece by piece.
#[allow(dead_code)]
pub fn pack() -> Files {
    static PACK: OnceLock<Files> = OnceLock::new();
    PACK.get_or_init(|| {
        let mut files = Files::default();
        let folder = root().join("tests/packs/whole");
        read(&folder, &folder, &mut files);
        files
    })
    .clone()
}
