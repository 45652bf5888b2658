//! The files below a folder, as a pack is handed to the loader.
//!
//! Knows nothing of what they mean. Called by the tests that read packs from the disk.

use std::collections::BTreeMap;
use std::path::Path;

/// Path inside `root` with `/`, and content.
pub fn read(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                files.insert(name.replace('\\', "/"), std::fs::read(&path).unwrap());
            }
        }
    }
    files
}
