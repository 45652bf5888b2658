//! The learner's own editor, on a temporary copy; and files a learner names.
//!
//! Called by `course` and `plain`, which give the terminal away around it.

use std::path::Path;
use std::process::Command;

/// The largest file that is taken, in bytes; a learner's answer is a few hundred lines.
pub const LARGEST: u64 = 5 << 20;

/// Opens `$VISUAL` or `$EDITOR` on a copy of `text` named `file`, and returns what it leaves.
///
/// # Errors
/// One or two sentences for the learner: no editor set, cannot be started, ended with an error,
/// left something that is not text.
pub fn edit(file: &str, text: &str) -> Result<String, String> {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let usual = || USUAL.into_iter().find(|name| on_path(name));
    let chosen = set("VISUAL").or_else(|| set("EDITOR"));
    let Some(editor) = chosen.or_else(|| usual().map(str::to_owned)) else {
        return Err("No editor is set, and there is neither nano nor vi. Set EDITOR to the one that you have, and start protect again.".into());
    };
    let mut folder = Folder::make().map_err(|error| format!("No place for a copy: {error}."))?;
    // Only the last part: the name comes from a pack.
    let name = Path::new(file)
        .file_name()
        .map_or_else(|| "answer.py".into(), std::ffi::OsStr::to_os_string);
    let path = folder.path.join(name);
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}.", path.display()))?;
    let words = words(&editor);
    let (program, arguments) = words
        .split_first()
        .ok_or_else(|| "EDITOR holds no command.".to_owned())?;
    let ended = Command::new(program)
        .args(arguments)
        .arg(&path)
        .status()
        .map_err(|error| {
            format!("The editor `{editor}` cannot be started: {error}. Check VISUAL and EDITOR.")
        })?;
    let taken = if ended.success() {
        take(&path)
    } else {
        Err(format!(
            "The editor `{editor}` ended with an error ({ended}). Your code is as it was."
        ))
    };
    let changed = std::fs::read(&path).is_ok_and(|left| left != text.as_bytes());
    taken.map_err(|why| {
        folder.stays = changed;
        if changed {
            format!("{why} What the editor left is kept as {}.", path.display())
        } else {
            why
        }
    })
}

/// Editors that most machines have, when nobody has chosen one.
const USUAL: [&str; 2] = ["nano", "vi"];

fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Reads what a learner named for an exercise: a folder only where there are several files.
///
/// # Errors
/// One sentence with the file, the cause and the next step.
pub fn take_for(path: &str, several: bool) -> Result<String, String> {
    let path = &at_home(path, std::env::var_os("HOME"));
    if path.is_dir() && !several {
        return Err(format!(
            "{} is a folder, and this exercise has one file. Name a file.",
            path.display()
        ));
    }
    take(path)
}

/// A path in which `~` stands for the home folder, as a shell reads it.
fn at_home(path: &str, home: Option<std::ffi::OsString>) -> std::path::PathBuf {
    let rest = path
        .strip_prefix('~')
        .map(|rest| (rest, rest.strip_prefix('/')));
    match (rest, home.filter(|home| !home.is_empty())) {
        (Some(("", _)), Some(home)) => home.into(),
        (Some((_, Some(inside))), Some(home)) => Path::new(&home).join(inside),
        _ => path.into(),
    }
}

/// Reads a file that a learner named; of a folder, all files as one text.
///
/// # Errors
/// One sentence with the file, the cause and the next step.
fn take(path: &Path) -> Result<String, String> {
    if path.is_dir() {
        let files = super::handed::files_in(path, &|_| true)?;
        let files = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        return Ok(crate::text::bundle(files));
    }
    super::submission::read(path).map_err(|error| error.to_string())
}

/// Splits a command the way a shell does for quotes; nothing is expanded.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// A folder of our own that goes away with the value, unless it holds what is nowhere else.
struct Folder {
    path: std::path::PathBuf,
    stays: bool,
}

impl Folder {
    fn make() -> std::io::Result<Self> {
        let process = std::process::id();
        for turn in 0..1000 {
            let path = std::env::temp_dir().join(format!("protect-{process}-{turn}"));
            let mut builder = std::fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            // Never an existing folder: someone else may have put it there.
            match builder.create(&path) {
                Ok(()) => return Ok(Self { path, stays: false }),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(std::io::ErrorKind::AlreadyExists.into())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.stays {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_split_like_a_shell_does() {
        assert_eq!(words("code --wait"), ["code", "--wait"]);
        assert_eq!(words("'/a b/vi' -c \"set x\""), ["/a b/vi", "-c", "set x"]);
        assert_eq!(words("  "), Vec::<String>::new());
    }

    #[test]
    fn a_wave_stands_for_the_home_folder() {
        let home = || Some("/home/ada".into());
        for (path, home, meant) in [
            ("~", home(), "/home/ada"),
            ("~/x.py", home(), "/home/ada/x.py"),
            ("~bob/x.py", home(), "~bob/x.py"),
            ("a~/x.py", home(), "a~/x.py"),
            ("~/x.py", None, "~/x.py"),
        ] {
            assert_eq!(at_home(path, home), Path::new(meant), "{path}");
        }
    }

    #[test]
    fn the_copy_is_private_and_goes_away() {
        let folder = Folder::make().unwrap();
        let path = folder.path.clone();
        assert!(path.is_dir());
        drop(folder);
        assert!(!path.exists());
    }
}
