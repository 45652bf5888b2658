//! Goals over files that are not Python: what such a file must mean, whatever its wording.
//!
//! Says nothing of how a file is read. Called by `grade`.

use std::collections::BTreeMap;

/// What a file must mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileGoal {
    /// A list of requirements, as pip reads it.
    Requirements(Requirements),
    /// Rules of what git ignores.
    Ignores(Ignores),
    /// Lines `Name: value`, as in `security.txt`.
    Fields(Fields),
    /// A setting in a TOML, INI or environment file: one of these must hold.
    Settings(Vec<Setting>),
    /// C code.
    C(CCode),
    /// A template, filled with given values.
    Renders(Renders),
}

/// What a template must make of given values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Renders {
    /// The values by name, as a Python dict; `{input}` in its texts is the hostile input, if there is one.
    pub with: String,
    /// The hostile input: wherever it comes to stand in the page, it must stay data.
    pub input: Option<String>,
    /// Texts that people must be able to read in the page, in its text or in an attribute.
    pub shows: Vec<String>,
    /// Texts that must stand in neither.
    pub lacks: Vec<String>,
    /// Tags that must be in the page.
    pub tags: Vec<String>,
    /// Whether the engine escapes; when not said, by the file's ending, as Flask does.
    pub escape: Option<bool>,
}

/// What must hold of C code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CCode {
    /// Nothing is written behind the end of a buffer, and every text in one ends with a zero.
    pub bounded: bool,
    /// The name whose text must get into one of the calls of `into`.
    pub source: Option<String>,
    /// Calls that make the result.
    pub into: Vec<String>,
}

/// What must hold of every requirement of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requirements {
    /// Each names exactly one version, or one commit.
    pub pinned: bool,
    /// Each has a hash that pip takes as proof.
    pub hashed: bool,
    /// Hashes that are right, by name; a hash of such a name must be one of them.
    pub known: BTreeMap<String, Vec<String>>,
    /// Every address in the file is `https`.
    pub https: bool,
    /// Options that must not stand there.
    pub without: Vec<String>,
    /// Options that must stand there.
    pub with: Vec<String>,
    /// Names that must stay.
    pub keeps: Vec<String>,
    /// Names that must go.
    pub lacks: Vec<String>,
    /// Versions that are allowed, by name, as a specifier such as `>=5.1.14,<6`.
    pub version: BTreeMap<String, String>,
}

/// What git must ignore.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ignores {
    /// Paths that must be ignored; folders end in `/`.
    pub paths: Vec<String>,
    /// Paths that must not be.
    pub not: Vec<String>,
    /// None of the other files of the answer may be ignored either.
    pub given: bool,
}

/// What fields a file must have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    /// Fields that must be there.
    pub needs: Vec<String>,
    /// Fields that may be there once only.
    pub once: Vec<String>,
    /// Fields whose value is an address: `mailto:`, `tel:` or `https://`.
    pub uri: Vec<String>,
    /// Fields whose value is a date and time.
    pub date: Vec<String>,
    /// Dates must come after this one.
    pub after: Option<String>,
    /// When not empty: no other fields than these.
    pub known: Vec<String>,
    /// Whether everybody reads the file, so that no secret may stand in it, not even in a comment.
    pub public: bool,
}

/// A format of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Sections in brackets, `key = value`.
    Ini,
    /// TOML.
    Toml,
    /// `KEY=value`, as in `.env`.
    Env,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// How the file is read.
    pub format: Format,
    /// Section and key with dots between: `install.uploaded-prior-to`.
    pub key: String,
    /// When not empty: the value must be one of these.
    pub is: Vec<String>,
    /// All of these must be among its values; where there is no list, commas and spaces are between them.
    pub has: Vec<String>,
    /// None of these may be.
    pub lacks: Vec<String>,
    /// The value must be a time span of at least this many days.
    pub days: Option<u32>,
    /// Time spans may also be written in words, such as `7 days`.
    pub words: bool,
    /// A date in place of a time span counts, too.
    pub dates: bool,
    /// The setting must not be there.
    pub absent: bool,
}
