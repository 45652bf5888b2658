//! A file is written whole, or stays what it was: what is new stands beside it until it is complete.
//!
//! Knows links, devices and permissions, not what is written. Called by the commands that write files of people.

use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::{Path, PathBuf};

/// Where what is meant for a path really goes, and whether that is no file (a device, a pipe): such a thing is
/// written into. A link stays a link, and the file behind it changes.
fn place_of(path: &Path) -> (PathBuf, bool) {
    let system = |path: &Path| path.starts_with("/dev") || path.starts_with("/proc");
    // Behind `/dev/stdout` may be a file, and what has opened that goes on with it.
    if system(path) || (path.exists() && !path.is_file()) {
        return (path.to_path_buf(), true);
    }
    match path.canonicalize() {
        Ok(whole) if path.is_symlink() => (whole, false),
        _ => (path.to_path_buf(), false),
    }
}

/// Writes a file; what was there before stays until the new one is whole, and its permissions stay.
///
/// # Errors
/// When it cannot be written. Then nothing has changed.
pub(super) fn write(path: &Path, tell: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let (place, device) = place_of(path);
    let into = |path: &Path| {
        let mut to = BufWriter::new(File::create(path)?);
        tell(&mut to)?;
        to.flush()
    };
    if device {
        return into(&place);
    }
    // Two programs that write the same file do not write into one another.
    let mut part = place.as_os_str().to_owned();
    part.push(format!(".{}.part", std::process::id()));
    let part = PathBuf::from(part);
    let done = into(&part).and_then(|()| {
        if let Ok(about) = std::fs::metadata(&place) {
            std::fs::set_permissions(&part, about.permissions())?;
        }
        std::fs::rename(&part, &place)
    });
    if done.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    done
}

/// The same with all that is written at hand.
///
/// # Errors
/// When it cannot be written. Then nothing has changed.
pub(super) fn write_all(path: &Path, bytes: &[u8]) -> Result<()> {
    write(path, |to| to.write_all(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_whole_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        let half = |to: &mut dyn Write| {
            to.write_all(b"ne")?;
            Err(std::io::Error::other("full"))
        };
        assert!(write(&path, half).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        write_all(&path, b"new").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_device_a_device() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link"));
        std::fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink("a.txt", &link).unwrap();
        write_all(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert!(place_of(Path::new("/dev/stdout")).1);
        write_all(Path::new("/dev/null"), b"new").unwrap();
        assert!(!Path::new("/dev/null").is_file());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        write_all(&path, b"new").unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
