//! The world in which an exercise's calls are made, as its author describes it.
//!
//! Called by `grade`, which hands it to `attack`.

use std::collections::BTreeMap;

/// `[world]` of an exercise. Everything may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct World {
    /// Files: absolute path, content. A path with a slash at its end is an empty folder.
    pub files: BTreeMap<String, String>,
    /// Symbolic links: absolute path, target.
    pub links: BTreeMap<String, String>,
    /// Archives: absolute path, entries.
    pub archives: BTreeMap<String, Vec<ArchiveEntry>>,
    /// Environment variables.
    pub environ: BTreeMap<String, String>,
    /// Pages by their full address.
    pub pages: BTreeMap<String, String>,
    /// Addresses that send on to others.
    pub redirects: BTreeMap<String, String>,
    /// Names of machines and what each look-up gives in turn.
    pub hosts: BTreeMap<String, Vec<String>>,
    /// Mail servers that offer no encryption.
    pub without_tls: Vec<String>,
    /// Programs and what they do when started.
    pub programs: BTreeMap<String, WorldProgram>,
    /// The request that a web handler answers.
    pub request: Option<WorldRequest>,
    /// Whether what is different each time, or too costly to compute, has made-up values: equal for
    /// equal inputs, different for different ones, and new for each draw.
    pub made_up: bool,
    /// Whether what the program keeps is written down among the events.
    pub stores: bool,
    /// Whether secrets that the program asks for by name are there, in the environment and below
    /// `/run/secrets`.
    pub secrets: bool,
    /// The repository in which the file lies that is to be written.
    pub repository: Option<Repository>,
}

/// A repository of git, as far as an attack asks about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repository {
    /// What lies in the folder and was not committed yet: path, content.
    pub files: BTreeMap<String, String>,
    /// What was committed, the oldest first.
    pub commits: Vec<Commit>,
}

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Commit {
    /// Files that are new or changed: path, content.
    pub adds: BTreeMap<String, String>,
    /// Files that are deleted.
    pub deletes: Vec<String>,
}

/// One entry of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchiveEntry {
    /// Its name in the archive.
    pub name: String,
    /// Its content.
    pub text: String,
    /// Where it points, for a symbolic link.
    pub link: Option<String>,
    /// The file, seen from the top of the archive, of which it is one more name, for a hard link.
    pub hard_link: Option<String>,
    /// Its size when unpacked, if not that of its content.
    pub size: Option<u64>,
}

/// What a program does when it is started.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorldProgram {
    /// Its exit status.
    pub returncode: i32,
    /// What it prints.
    pub stdout: String,
    /// What it complains.
    pub stderr: String,
}

/// A request to a web application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorldRequest {
    /// `GET`, `POST`, …
    pub method: String,
    /// Its path.
    pub path: String,
    /// The query string's values.
    pub args: BTreeMap<String, String>,
    /// The form's values.
    pub form: BTreeMap<String, String>,
    /// Headers.
    pub headers: BTreeMap<String, String>,
    /// Cookies.
    pub cookies: BTreeMap<String, String>,
    /// What the session holds.
    pub session: BTreeMap<String, String>,
    /// The body, as text of JSON.
    pub json: Option<String>,
}

impl WorldRequest {
    /// Whether one of its values holds this text.
    #[must_use]
    pub fn mentions(&self, text: &str) -> bool {
        let maps = [
            &self.args,
            &self.form,
            &self.headers,
            &self.cookies,
            &self.session,
        ];
        let values = maps.into_iter().flat_map(BTreeMap::values);
        values
            .chain([&self.method, &self.path])
            .chain(&self.json)
            .any(|value| value.contains(text))
    }
}
