//! Under which name a file is imported, by its path and the packages around it, and which statements only give names.
//!
//! Knows paths and forms of statements, and no file's text. Called by `project` and `several`.

use ruff_python_ast::Stmt;
use std::collections::BTreeSet;

/// The folders that are packages.
pub(super) fn packages<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let folders = paths.filter_map(|path| match path.rsplit_once('/') {
        Some((folder, "__init__.py")) => Some(folder),
        _ => None,
    });
    folders.collect()
}

/// The name under which a file is imported, and whether it is a package. Folders count as long as
/// each holds `__init__.py`; above the outermost of them imports begin. In a folder that is no
/// package they begin at the project's folder or at `src`.
pub(super) fn module_name(path: &str, packages: &BTreeSet<&str>) -> (String, bool) {
    let path = path.trim_start_matches("./");
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".py").unwrap_or(file);
    let mut root = folder;
    while packages.contains(root) {
        root = root.rsplit_once('/').map_or("", |(above, _)| above);
    }
    let inside = if root == folder && !folder.is_empty() {
        match folder.strip_prefix("src") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => rest,
            _ => folder,
        }
    } else {
        folder.strip_prefix(root).unwrap_or(folder)
    };
    let mut parts: Vec<&str> = inside.split('/').filter(|p| !p.is_empty()).collect();
    let package = stem == "__init__";
    if !package {
        parts.push(stem);
    }
    (parts.join("."), package)
}

/// Whether a statement only says what a name is: an import, or a function that nothing wears. Where a name comes from is
/// known even when nobody can follow what becomes of it.
pub(super) fn only_names(statement: &Stmt) -> bool {
    match statement {
        Stmt::Import(_) | Stmt::ImportFrom(_) => true,
        Stmt::FunctionDef(f) => f.decorator_list.is_empty(),
        _ => false,
    }
}
