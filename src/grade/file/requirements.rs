//! A `requirements.txt` as pip reads it: lines and their continuations, comments, options, names,
//! versions by PEP 440, hashes, addresses, files that it includes; or a lock file in its place.
//!
//! Called by `file`.

use super::wrong::{self, Wrong};
use crate::evaluate::Reason;
use crate::grade::doubt;
use crate::pack::Requirements;
use pep440_rs::{Operator, Version, VersionSpecifiers};
use std::str::FromStr;

/// One line that asks for a package.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Entry {
    /// The line of the file on which it begins, from 1.
    pub(super) line: usize,
    /// The included file in which it stands.
    pub(super) file: Option<String>,
    /// The name as packages are compared; empty when an address has none.
    pub(super) name: String,
    /// The version specifier as written.
    pub(super) specifier: String,
    /// The address, for `name @ address`, editable and bare ones.
    pub(super) address: Option<String>,
    /// Where a lock file says that it comes from.
    pub(super) from: Vec<String>,
    /// `algorithm:digest`.
    pub(super) hashes: Vec<String>,
    /// A lock file names a file of it without a hash.
    pub(super) bare: bool,
    /// Why pip cannot read it.
    pub(super) trouble: Option<Reason>,
}

impl Entry {
    /// What is wrong where it stands.
    fn wrong(&self, what: Reason) -> Wrong {
        Wrong::in_file(self.line, self.file.as_ref(), what)
    }
}

/// Options that a file may have. Pip takes any beginning that fits one of them only.
const OPTIONS: [&str; 16] = [
    "--index-url",
    "--extra-index-url",
    "--no-index",
    "--constraint",
    "--requirement",
    "--editable",
    "--find-links",
    "--no-binary",
    "--only-binary",
    "--prefer-binary",
    "--require-hashes",
    "--no-require-hashes",
    "--pre",
    "--trusted-host",
    "--use-feature",
    "--hash",
];

/// How many files may include one another.
const INCLUDED: usize = 16;

/// What a file asks for.
#[derive(Debug, Default)]
struct File {
    entries: Vec<Entry>,
    /// Options with their line and value.
    options: Vec<(usize, String, String)>,
    /// Files that are included and not at hand, with their line.
    unseen: Vec<(usize, String)>,
}

/// What does not hold. `beside` gives the text of another file.
///
/// # Errors
/// When nothing is wrong in what is there, but it includes a file that is not.
pub(super) fn faults(
    wanted: &Requirements,
    text: &str,
    beside: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Wrong>, Reason> {
    let file = match super::lock::read(text) {
        Some(entries) => File {
            entries,
            ..File::default()
        },
        None => with_included(text, beside),
    };
    let faults = faults_of(wanted, &file);
    match file.unseen.first() {
        Some((line, name)) if faults.iter().all(Wrong::is_missing) => {
            Err(doubt::included_elsewhere(&line.to_string(), name))
        }
        _ => Ok(faults),
    }
}

/// A file and all that it includes; what constraints say counts for lines that say nothing.
fn with_included(text: &str, beside: &dyn Fn(&str) -> Option<String>) -> File {
    let mut whole = read(text);
    let mut constraints: Vec<Entry> = Vec::new();
    let mut at = 0;
    let mut seen = 0;
    while let Some((line, option, name)) = whole.options.get(at).cloned() {
        at += 1;
        if !matches!(option.as_str(), "--requirement" | "--constraint") {
            continue;
        }
        seen += 1;
        let found = beside(&name).filter(|_| seen <= INCLUDED);
        let Some(inner) = found.as_deref().map(read) else {
            whole.unseen.push((line, name));
            continue;
        };
        let own = inner.entries.into_iter().map(|entry| Entry {
            file: Some(name.clone()),
            ..entry
        });
        if option == "--requirement" {
            whole.entries.extend(own);
        } else {
            constraints.extend(own);
        }
        whole.options.extend(inner.options);
    }
    for entry in &mut whole.entries {
        let named = constraints.iter().find(|other| other.name == entry.name);
        if let Some(constraint) = named.filter(|_| entry.address.is_none()) {
            if pinned_to(entry).is_none() {
                entry.specifier.clone_from(&constraint.specifier);
            }
            entry.hashes.extend(constraint.hashes.iter().cloned());
        }
    }
    whole
}

fn faults_of(wanted: &Requirements, file: &File) -> Vec<Wrong> {
    let mut faults: Vec<Wrong> = Vec::new();
    for name in &wanted.keeps {
        if !file.entries.iter().any(|entry| same(&entry.name, name)) {
            faults.push(wrong::needed(name).into());
        }
    }
    for entry in &file.entries {
        if let Some(trouble) = &entry.trouble {
            faults.push(entry.wrong(trouble.clone()));
            continue;
        }
        if let Some(name) = wanted.lacks.iter().find(|name| same(&entry.name, name)) {
            faults.push(entry.wrong(wrong::still_there(name)));
        }
        if wanted.pinned {
            faults.extend(unpinned(entry).map(|what| entry.wrong(what)));
        }
        if wanted.hashed {
            faults.extend(unhashed(entry).map(|what| entry.wrong(what)));
        }
        let known = wanted.known.iter().find(|(name, _)| is_of(name, entry));
        if let Some((name, known)) = known {
            let strange = entry.hashes.iter().find(|hash| {
                let digest = hash.rsplit(':').next().unwrap_or(hash);
                !known.iter().any(|one| {
                    one.rsplit(':')
                        .next()
                        .unwrap_or(one)
                        .eq_ignore_ascii_case(digest)
                })
            });
            if let Some(hash) = strange {
                let short: String = hash.chars().take(16).collect();
                faults.push(entry.wrong(wrong::no_hash_of(&short, name)));
            }
        }
        let version = wanted
            .version
            .iter()
            .find(|(name, _)| same(name, &entry.name));
        if let Some((name, allowed)) = version
            && !pinned_to(entry).is_some_and(|version| {
                VersionSpecifiers::from_str(allowed).is_ok_and(|s| s.contains(&version))
            })
        {
            faults.push(entry.wrong(wrong::not_at(name, allowed)));
        }
        let mut addresses = entry.address.iter().chain(&entry.from);
        if wanted.https
            && let Some(address) = addresses.find(|address| !secure(address))
        {
            faults.push(entry.wrong(wrong::without_tls(address)));
        }
    }
    for (line, option, value) in &file.options {
        if wanted.without.iter().any(|other| is_option(other, option)) {
            faults.push(Wrong::at_line(*line, wrong::still_there(option)));
        }
        if wanted.https && value.contains("://") && !secure(value) {
            faults.push(Wrong::at_line(*line, wrong::without_tls(value)));
        }
    }
    for option in &wanted.with {
        if !file
            .options
            .iter()
            .any(|(_, other, _)| is_option(option, other))
        {
            faults.push(wrong::option_missing(option).into());
        }
    }
    faults
}

fn secure(address: &str) -> bool {
    let scheme = address.rsplit_once("://").map(|(before, _)| before);
    match scheme {
        None => true,
        Some(scheme) => ["https", "git+https", "ssh", "git+ssh", "file"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known)),
    }
}

/// Whether an author means this option, whose name begins with two dashes.
fn is_option(meant: &str, option: &str) -> bool {
    meant.trim_start_matches('-') == option.trim_start_matches('-')
}

/// Whether two names are of one package.
fn same(a: &str, b: &str) -> bool {
    normal(a) == normal(b)
}

/// Whether a line is about `name`, or about the one version in `name==version`.
fn is_of(wanted: &str, entry: &Entry) -> bool {
    let Some((name, version)) = wanted.split_once("==") else {
        return same(wanted, &entry.name);
    };
    same(name, &entry.name)
        && pinned_to(entry).is_some_and(|pinned| {
            VersionSpecifiers::from_str(&format!("=={version}")).is_ok_and(|s| s.contains(&pinned))
        })
}

/// The one version that a requirement allows.
fn pinned_to(entry: &Entry) -> Option<Version> {
    let specifiers = VersionSpecifiers::from_str(&entry.specifier).ok()?;
    let exact = specifiers
        .iter()
        .find(|specifier| matches!(specifier.operator(), Operator::Equal | Operator::ExactEqual));
    exact.map(|specifier| specifier.version().clone())
}

fn unpinned(entry: &Entry) -> Option<Reason> {
    let name = shown(entry);
    if let Some(address) = &entry.address {
        let reference = address.split('#').next().unwrap_or(address);
        let after = reference
            .rsplit_once("://")
            .map_or(reference, |(_, rest)| rest);
        let commit = after.rsplit_once('@').map_or("", |(_, commit)| commit);
        let whole = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
        if address.contains("git+") && !whole {
            return Some(wrong::no_commit(&name));
        }
        if !address.contains("git+") && entry.hashes.is_empty() && !address.contains("sha256=") {
            return Some(wrong::replaceable(&name));
        }
        return None;
    }
    if pinned_to(entry).is_some() {
        return None;
    }
    Some(match entry.specifier.as_str() {
        "" => wrong::no_version(&name),
        specifier if specifier.contains('*') => wrong::range(specifier),
        specifier => wrong::many_versions(specifier, &name),
    })
}

fn unhashed(entry: &Entry) -> Option<Reason> {
    let name = shown(entry);
    if entry.hashes.is_empty() || entry.bare {
        return Some(match &entry.address {
            Some(address) if address.contains("git+") => wrong::no_hash_for_git(&name),
            _ => wrong::no_hash(&name),
        });
    }
    entry.hashes.iter().find_map(|hash| {
        let (algorithm, digest) = hash.split_once(':').unwrap_or(("", hash));
        let length = match algorithm {
            "sha256" => 64,
            "sha384" => 96,
            "sha512" => 128,
            other => return Some(wrong::weak_hash(other)),
        };
        let whole = digest.len() == length && digest.bytes().all(|b| b.is_ascii_hexdigit());
        if digest.bytes().all(|byte| byte == b'0') {
            return Some(wrong::zeros());
        }
        (!whole).then(|| wrong::hash_length(algorithm, &length.to_string()))
    })
}

/// The hash that an address has behind its `#`.
fn hash_in(address: &str) -> Option<String> {
    let (_, fragment) = address.split_once('#')?;
    let known = ["sha256", "sha384", "sha512", "md5", "sha1"];
    fragment.split('&').find_map(|part| {
        let (algorithm, digest) = part.trim().split_once('=')?;
        known
            .contains(&algorithm)
            .then(|| format!("{algorithm}:{digest}"))
    })
}

fn shown(entry: &Entry) -> String {
    match (&entry.address, entry.name.is_empty()) {
        (Some(address), true) => format!("`{address}`"),
        _ => format!("`{}`", entry.name),
    }
}

/// A name as packages are compared.
pub(super) fn normal(name: &str) -> String {
    let mut normal = String::new();
    for c in name.trim().chars() {
        let c = if matches!(c, '_' | '.' | '-') {
            '-'
        } else {
            c.to_ascii_lowercase()
        };
        if c != '-' || !normal.ends_with('-') {
            normal.push(c);
        }
    }
    normal
}

fn read(text: &str) -> File {
    let mut file = File::default();
    let mut whole = String::new();
    let mut begin = 1;
    for (number, line) in (1..).zip(text.lines()) {
        if whole.is_empty() {
            begin = number;
        }
        // A comment begins at the line's begin or behind a space; it ends a continuation.
        let (code, comment) = match line.trim_start().strip_prefix('#') {
            Some(_) => ("", true),
            None => match line.find(" #").or_else(|| line.find("\t#")) {
                Some(at) => (line.get(..at).unwrap_or(line), true),
                None => (line, false),
            },
        };
        // A space behind it, and it is no continuation.
        match code.strip_suffix('\\') {
            Some(part) if !comment => {
                whole.push_str(part);
                whole.push(' ');
            }
            _ => {
                whole.push_str(code);
                take(&mut file, begin, whole.trim());
                whole.clear();
            }
        }
    }
    take(&mut file, begin, whole.trim());
    file
}

fn take(file: &mut File, line: usize, text: &str) {
    if text.is_empty() {
        return;
    }
    if text.starts_with('-') {
        let (option, value) = split_option(text);
        if matches!(option.as_str(), "-e" | "--editable") {
            file.entries.push(entry(line, &value));
        }
        file.options.push((line, option, value));
        return;
    }
    file.entries.push(entry(line, text));
}

/// `--option=value` or `--option value`, with short forms by their long names.
fn split_option(text: &str) -> (String, String) {
    let (option, value) = text.split_once(['=', ' ', '\t']).unwrap_or((text, ""));
    let long = match option {
        "-i" | "--pypi-url" => "--index-url",
        "-f" => "--find-links",
        "-r" => "--requirement",
        "-c" => "--constraint",
        "-e" => "--editable",
        other => other,
    };
    let mut begun = OPTIONS.iter().filter(|known| known.starts_with(long));
    let long = match (OPTIONS.contains(&long), begun.next(), begun.next()) {
        (false, Some(known), None) if long.len() > 2 => known,
        _ => long,
    };
    (long.to_owned(), value.trim().to_owned())
}

fn entry(line: usize, text: &str) -> Entry {
    let mut entry = Entry {
        line,
        ..Entry::default()
    };
    // Options of the requirement stand behind it.
    let (requirement, options) = match text.find(" --") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut words = options.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if let Some(hash) = word.strip_prefix("--hash=") {
            entry.hashes.push(hash.to_owned());
        } else if word == "--hash" {
            entry.hashes.extend(words.next().map(str::to_owned));
        }
    }
    let requirement = requirement.trim();
    let bare = requirement.contains("://") && !requirement.contains(" @ ");
    if bare {
        entry.address = Some(requirement.to_owned());
        let egg = requirement.rsplit_once("egg=").map(|(_, name)| name);
        entry.name = normal(egg.unwrap_or_default());
        entry.hashes.extend(hash_in(requirement));
        return entry;
    }
    let requirement = requirement.split(';').next().unwrap_or_default().trim();
    let end = requirement
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
        .unwrap_or(requirement.len());
    let (name, rest) = requirement.split_at(end);
    entry.name = normal(name);
    let mut rest = rest.trim();
    if let Some(extras) = rest.strip_prefix('[') {
        rest = extras.split_once(']').map_or("", |(_, rest)| rest).trim();
    }
    if let Some(address) = rest.strip_prefix('@') {
        entry.address = Some(address.trim().to_owned());
        entry.hashes.extend(hash_in(address));
        return entry;
    }
    let rest = rest.trim_start_matches('(').trim_end_matches(')').trim();
    rest.clone_into(&mut entry.specifier);
    if name.is_empty() {
        entry.trouble = Some(wrong::unread_by_pip(requirement));
    } else if !rest.is_empty() && VersionSpecifiers::from_str(rest).is_err() {
        entry.trouble = Some(wrong::no_specifier(rest));
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Requirements {
        Requirements {
            pinned: true,
            hashed: true,
            https: true,
            without: vec!["--extra-index-url".into(), "--trusted-host".into()],
            keeps: vec!["Flask".into()],
            ..Requirements::default()
        }
    }

    fn told(wanted: &Requirements, text: &str) -> Vec<String> {
        wrong::in_english(&faults(wanted, text, &|_| None).unwrap())
    }

    fn first(text: &str) -> String {
        told(&wanted(), text).first().cloned().unwrap_or_default()
    }

    #[test]
    fn a_file_is_read_as_pip_reads_it() {
        let hash = format!("--hash=sha256:{}", "a".repeat(64));
        for (text, fault) in [
            (format!("flask==3.1.3 {hash}\n"), ""),
            (
                format!(
                    "# a comment\nFLASK == 3.1.3 ; python_version > '3.8' \\\n    {hash} \\\n    {hash}  # two\n--index-url https://mirror.example/simple\n"
                ),
                "",
            ),
            (
                format!("flask[async]===3.1.3 --hash sha256:{}\n", "A".repeat(64)),
                "",
            ),
            (
                format!("flask>=3 {hash}\n"),
                "Line 1: `>=3` allows many versions of `flask`.",
            ),
            (
                format!("flask==3.* {hash}\n"),
                "Line 1: `==3.*` is a range, no version.",
            ),
            (
                format!("flask~=3.1 {hash}\n"),
                "Line 1: `~=3.1` allows many",
            ),
            (
                format!("\n\nflask {hash}\n"),
                "Line 3: `flask` has no version.",
            ),
            ("flask==3.1.3\n".into(), "Line 1: `flask` has no hash"),
            (
                "flask==3.1.3 --hash=md5:aaaa\n".into(),
                "Line 1: `md5` is too weak",
            ),
            (
                "flask==3.1.3 --hash=sha256:aaaa\n".into(),
                "Line 1: a sha256 hash has 64",
            ),
            (
                format!("flask==3.1.3 {hash}\n--extra-index-url http://p.example/simple\n"),
                "Line 2: `--extra-index-url` is still there.",
            ),
            (
                format!("flask==3.1.3 {hash}\n-i http://p.example/simple\n"),
                "Line 2: `http://p.example/simple` travels",
            ),
            (
                format!("flask==3.1.3 {hash}\ngit+https://h.example/x/y@main\n"),
                "Line 2: `git+https://h.example/x/y@main` is no fixed",
            ),
            (format!("requests==2.0 {hash}\n"), "`Flask` is needed"),
            (
                format!("flask==3.1.3 {hash}\n#x\n==1\n"),
                "Line 3: pip cannot read `==1`.",
            ),
            (
                format!("flask==banana {hash}\n"),
                "Line 1: `==banana` is no version specifier.",
            ),
        ] {
            let found = first(&text);
            assert_eq!(found.is_empty(), fault.is_empty(), "{text}: {found}");
            assert!(found.starts_with(fault), "{text}: {found}");
        }
    }

    #[test]
    fn a_whole_commit_is_a_pin() {
        let wanted = Requirements {
            pinned: true,
            ..Requirements::default()
        };
        let commit = "0123456789abcdef0123456789abcdef01234567";
        for (text, held) in [
            (format!("y @ git+https://h.example/x/y@{commit}"), true),
            (format!("git+https://h.example/x/y@{commit}#egg=y"), true),
            ("y @ git+https://h.example/x/y@v1.0".to_owned(), false),
            ("-e git+https://h.example/x/y".to_owned(), false),
        ] {
            assert_eq!(told(&wanted, &text).is_empty(), held, "{text}");
        }
    }

    #[test]
    fn options_may_be_shortened_and_a_space_ends_no_continuation() {
        let hash = format!("--hash=sha256:{}", "a".repeat(64));
        for (text, fault) in [
            (
                format!("--extra-index https://p.example\nflask==3.1.3 {hash}\n"),
                "Line 1: `--extra-index-url`",
            ),
            (
                format!("--tru p.example\nflask==3.1.3 {hash}\n"),
                "Line 1: `--trusted-host`",
            ),
            (format!("--require-h\nflask==3.1.3 {hash}\n"), ""),
            (
                format!("flask==3.1.3 \\ \n    {hash}\n"),
                "Line 1: `==3.1.3 \\` is no version",
            ),
            (
                format!(
                    "flask @ https://h.example/f.whl#sha256={}\n",
                    "a".repeat(64)
                ),
                "",
            ),
            (
                "flask @ https://h.example/f.whl#md5=aaaa\n".to_owned(),
                "Line 1: `md5` is too weak",
            ),
        ] {
            let found = first(&text);
            assert_eq!(found.is_empty(), fault.is_empty(), "{text}: {found}");
            assert!(found.starts_with(fault), "{text}: {found}");
        }
    }

    #[test]
    fn included_files_are_read_where_they_are_at_hand() {
        let hash = format!("--hash=sha256:{}", "a".repeat(64));
        let beside = |name: &str| match name {
            "base.txt" => Some(format!("flask==3.1.3 {hash}\n-r base.txt\n")),
            "loose.txt" => Some("\nflask\n".to_owned()),
            "pins.txt" => Some(format!("Flask==3.1.3 {hash}\n")),
            _ => None,
        };
        for (text, fault) in [
            ("-r base.txt\n", None),
            (
                "-r loose.txt\n",
                Some("Line 2 of loose.txt: `flask` has no version."),
            ),
            ("-c pins.txt\nflask\n", None),
            ("--requirement=loose.txt\n-c pins.txt\n", None),
        ] {
            let found = faults(&wanted(), text, &beside);
            // A file that includes itself is not followed for ever.
            let found = wrong::in_english(&found.unwrap_or_default());
            assert_eq!(found.first().map(String::as_str), fault, "{text}");
        }
        let unseen = faults(&wanted(), "-r other.txt\n", &beside).unwrap_err();
        assert_eq!(unseen.id(), "reason.included-elsewhere");
    }

    #[test]
    fn lock_files_stand_in_for_a_list() {
        let a = "a".repeat(64);
        let pylock = format!(
            "lock-version = \"1.0\"\n[[packages]]\nname = \"Flask\"\nversion = \"3.1.3\"\nindex = \"https://pypi.org/simple\"\nwheels = [{{ url = \"https://h.example/f.whl\", hashes = {{ sha256 = \"{a}\" }} }}]\n"
        );
        let uv = format!(
            "version = 1\n[[package]]\nname = \"site\"\nversion = \"1\"\nsource = {{ virtual = \".\" }}\n[[package]]\nname = \"flask\"\nversion = \"3.1.3\"\nsource = {{ registry = \"https://pypi.org/simple\" }}\nwheels = [{{ url = \"https://h.example/f.whl\", hash = \"sha256:{a}\" }}]\n"
        );
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let git = |url: &str| {
            format!(
                "version = 1\n[[package]]\nname = \"flask\"\nversion = \"3.1.3\"\nsource = {{ git = \"{url}\" }}\n"
            )
        };
        for (text, fault) in [
            (pylock.clone(), ""),
            (uv.clone(), ""),
            (
                pylock.replace("https://h", "http://h"),
                "Line 3: `http://h.example/f.whl` travels",
            ),
            (
                pylock.replace("sha256 =", "md5 ="),
                "Line 3: `md5` is too weak",
            ),
            (
                uv.replace("hash =", "size ="),
                "Line 7: `flask` has no hash",
            ),
            (
                git("https://h.example/x?branch=main"),
                "Line 3: `flask` is no fixed",
            ),
            (
                git(&format!("https://h.example/x?rev=v1#{commit}")),
                "Line 3: pip cannot check",
            ),
        ] {
            let found = first(&text);
            assert_eq!(found.is_empty(), fault.is_empty(), "{text}: {found}");
            assert!(found.starts_with(fault), "{text}: {found}");
        }
    }
}
