//! Where progress and settings are kept, and under which name.
//!
//! Called by `course`, `list`, `library` and `signature`.

use super::arguments::Options;
use etcetera::BaseStrategy;
use std::path::PathBuf;

/// The name of the learner who gave none.
const UNNAMED: &str = "default";

/// The folder for progress: option or environment, else the platform's.
///
/// # Errors
/// When the platform has none (no home folder).
pub fn data_folder(options: &Options) -> Result<PathBuf, String> {
    if let Some(folder) = &options.data {
        return Ok(folder.clone());
    }
    if let Some(folder) = std::env::var_os("PROTECT_DATA").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    etcetera::base_strategy::choose_native_strategy()
        .map(|places| places.data_dir().join("protected-python"))
        .map_err(|error| format!("no data folder ({error}); name one with --data"))
}

/// The folder for settings: that for progress when one is named, else the platform's.
///
/// # Errors
/// When the platform has none (no home folder).
pub fn settings_folder(options: &Options) -> Result<PathBuf, String> {
    let named = std::env::var_os("PROTECT_DATA").is_some_and(|folder| !folder.is_empty());
    if named || options.data.is_some() {
        return data_folder(options);
    }
    etcetera::base_strategy::choose_native_strategy()
        .map(|places| places.config_dir().join("protected-python"))
        .map_err(|error| format!("no folder for settings ({error}); name one with --data"))
}

/// What is said of a folder of this program into which nothing can be written.
#[must_use]
pub fn not_written(folder: &std::path::Path, error: &std::io::Error) -> anyhow::Error {
    use std::io::ErrorKind;
    let next = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "Make room for it",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "Allow it to be written",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "Move away what stands there",
        _ => "Look at the folder and its disk",
    };
    anyhow::anyhow!(
        "{}: {error}. {next}, or name another folder with `--data`",
        folder.display()
    )
}

/// The learner's key in the store.
#[must_use]
pub fn learner(options: &Options) -> &str {
    options.learner.as_deref().unwrap_or(UNNAMED)
}
