//! Names of files by the rules of Windows: what `ntpath` makes of them.
//!
//! As `CPython` 3.13 has them: drives, shares, both slashes, names that stand for devices. Called by
//! `world`, and by `replay` to say what a name would be there.

use super::call::{Call, Done, Miss, string, strings};
use super::{Data, Model};

/// Answers what concerns names on Windows.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let Some(short) = call.name().strip_prefix("ntpath.") else {
        return Err(Miss::Other);
    };
    let path = model.file_name(call, 0, "path")?;
    Ok(match short {
        "join" => {
            let mut parts = vec![path];
            for part in call.outside.positional.iter().skip(1) {
                parts.push(model.name_of(part)?);
            }
            let (first, rest) = parts.split_first().ok_or(Miss::Other)?;
            let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
            string(join(first, &rest))
        }
        "normpath" => string(normpath(&path)),
        "basename" => string(split(&path).1),
        "dirname" => string(split(&path).0),
        "split" => pair(&split(&path)),
        "splitdrive" => {
            let (drive, root, rest) = splitroot(&path);
            pair(&(drive.to_owned(), format!("{root}{rest}")))
        }
        "splitroot" => {
            let (drive, root, rest) = splitroot(&path);
            match strings([drive, root, rest].map(str::to_owned)) {
                Data::List(items) => Data::Tuple(items),
                other => other,
            }
        }
        "isabs" => Data::Bool(is_absolute(&path)),
        "isreserved" => Data::Bool(is_reserved(&path)),
        "normcase" => string(path.replace('/', "\\").to_lowercase()),
        _ => return Err(Miss::Other),
    })
}

fn pair((first, second): &(String, String)) -> Data {
    Data::Tuple(vec![string(first.clone()), string(second.clone())])
}

fn is_slash(c: char) -> bool {
    matches!(c, '\\' | '/')
}

/// Drive or share, root, rest.
fn splitroot(path: &str) -> (&str, &str, &str) {
    let cut = |drive: usize, root: usize| {
        (
            path.get(..drive).unwrap_or(path),
            path.get(drive..root).unwrap_or(""),
            path.get(root..).unwrap_or(""),
        )
    };
    let plain = path.replace('/', "\\");
    if plain.starts_with("\\\\") {
        let device = plain
            .get(..8)
            .is_some_and(|p| p.eq_ignore_ascii_case("\\\\?\\UNC\\"));
        let start = if device { 8 } else { 2 };
        let after = |from: usize| {
            plain
                .get(from..)
                .and_then(|rest| rest.find('\\'))
                .map(|at| from + at)
        };
        return match after(start).and_then(|first| after(first + 1)) {
            Some(end) => cut(end, end + 1),
            None => cut(path.len(), path.len()),
        };
    }
    if plain.starts_with('\\') {
        return cut(0, 1);
    }
    let mut chars = plain.char_indices();
    if let (Some(_), Some((at, ':'))) = (chars.next(), chars.next()) {
        let drive = at + 1;
        return match chars.next() {
            Some((root, '\\')) => cut(drive, root + 1),
            _ => cut(drive, drive),
        };
    }
    cut(0, 0)
}

/// `ntpath.join`.
pub fn join(first: &str, rest: &[&str]) -> String {
    let (drive, root, path) = splitroot(first);
    let (mut drive, mut root) = (drive.to_owned(), root.to_owned());
    let mut path = path.to_owned();
    for part in rest {
        let (its_drive, its_root, its_path) = splitroot(part);
        if !its_root.is_empty() {
            if !its_drive.is_empty() || drive.is_empty() {
                its_drive.clone_into(&mut drive);
            }
            its_root.clone_into(&mut root);
            its_path.clone_into(&mut path);
            continue;
        }
        if !its_drive.is_empty() && its_drive != drive {
            if its_drive.to_lowercase() != drive.to_lowercase() {
                its_drive.clone_into(&mut drive);
                its_root.clone_into(&mut root);
                its_path.clone_into(&mut path);
                continue;
            }
            its_drive.clone_into(&mut drive);
        }
        if !path.is_empty() && !path.ends_with(is_slash) {
            path.push('\\');
        }
        path.push_str(its_path);
    }
    let share = !drive.is_empty() && !drive.ends_with([':', '\\', '/']);
    if !path.is_empty() && root.is_empty() && share {
        return format!("{drive}\\{path}");
    }
    format!("{drive}{root}{path}")
}

/// `ntpath.normpath`.
pub fn normpath(path: &str) -> String {
    let path = path.replace('/', "\\");
    let (drive, root, rest) = splitroot(&path);
    let mut parts: Vec<&str> = Vec::new();
    for part in rest.split('\\') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                Some(&before) if before != ".." => {
                    parts.pop();
                }
                None if !root.is_empty() => {}
                _ => parts.push(part),
            },
            part => parts.push(part),
        }
    }
    let prefix = format!("{drive}{root}");
    if prefix.is_empty() && parts.is_empty() {
        return ".".to_owned();
    }
    format!("{prefix}{}", parts.join("\\"))
}

/// `ntpath.split`.
fn split(path: &str) -> (String, String) {
    let (drive, root, rest) = splitroot(path);
    let cut = rest.rfind(is_slash).map_or(0, |at| at + 1);
    let (head, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
    let head = head.trim_end_matches(is_slash);
    (format!("{drive}{root}{head}"), tail.to_owned())
}

fn is_absolute(path: &str) -> bool {
    let path = path.replace('/', "\\");
    if path.starts_with("\\\\") {
        return true;
    }
    let mut chars = path.chars().skip(1);
    chars.next() == Some(':') && chars.next() == Some('\\')
}

/// Whether a part of a name is one that Windows keeps for itself.
pub fn is_reserved(path: &str) -> bool {
    let (_, _, rest) = splitroot(path);
    rest.split(is_slash).any(|name| {
        if name.ends_with(['.', ' ']) {
            return !matches!(name, "." | "..");
        }
        let odd = |c: char| "*?\"<>/\\:|".contains(c) || (c as u32) < 32;
        if name.contains(odd) {
            return true;
        }
        let base = name.split('.').next().unwrap_or("").trim_end_matches(' ');
        is_device(&base.to_uppercase())
    })
}

fn is_device(name: &str) -> bool {
    if matches!(name, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = name.strip_prefix("COM").or(name.strip_prefix("LPT"));
    number.is_some_and(|number| {
        let mut chars = number.chars();
        let digit = chars.next().is_some_and(|c| "123456789¹²³".contains(c));
        digit && chars.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_windows_reads_them() {
        assert_eq!(join("C:\\up", &["a", "..\\b"]), "C:\\up\\a\\..\\b");
        assert_eq!(join("C:\\up", &["D:\\x"]), "D:\\x");
        assert_eq!(join("C:\\up", &["\\x"]), "C:\\x");
        assert_eq!(
            join("C:\\up", &["\\\\host\\share\\x"]),
            "\\\\host\\share\\x"
        );
        assert_eq!(join("C:\\up", &["D:x"]), "D:x");
        assert_eq!(normpath("C:/up/../../x"), "C:\\x");
        assert_eq!(normpath("a\\..\\..\\b"), "..\\b");
        assert_eq!(normpath(""), ".");
        assert!(is_reserved("docs\\nul.txt"));
        assert!(is_reserved("COM1"));
        assert!(is_reserved("a."));
        assert!(!is_reserved("C:\\docs\\console.txt"));
    }
}
