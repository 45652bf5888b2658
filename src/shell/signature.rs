//! Who stands behind a pack: detached minisign signatures, and the authors whose keys one trusts.
//!
//! A pack `NAME.zip` is signed by the file `NAME.zip.minisig` beside it. It is verified over the bytes
//! of the pack before anything in them is read. A signature names its key and does not bring it along,
//! so that one by an unknown key cannot be verified and is told as such. Called by `library`.

use super::arguments::Options;
use super::folder::{not_written, settings_folder};
use super::output::Said;
use super::replacing;
use base64::Engine as _;
use minisign_verify::{PublicKey, Signature};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The most bytes of a signature or a key.
const LARGEST: u64 = 16 << 10;
/// The file of trusted authors in the folder for settings.
const FILE: &str = "authors.toml";
/// The file beside it that says which installed packs came signed.
const SIGNED: &str = "signed.toml";

/// What is known of who made a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is the course in the program.
    BuiltIn,
    /// Signed by an author whose key is trusted: name and key id.
    Known(String, String),
    /// Signed with a key that is not trusted, so that nobody has verified it: key id.
    Unknown(String),
    /// Not signed.
    Unsigned,
}

impl std::fmt::Display for Standing {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BuiltIn => write!(form, "built in"),
            Self::Known(name, id) => write!(form, "signed by {name} (key {id})"),
            Self::Unknown(id) => write!(form, "signed by an unknown author (key {id})"),
            Self::Unsigned => write!(form, "unsigned"),
        }
    }
}

/// An author whose key is trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Author {
    name: String,
    key: String,
}

/// All authors whose keys are trusted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authors {
    #[serde(default)]
    author: Vec<Author>,
}

/// The file that signs another.
#[must_use]
pub fn beside(pack: &Path) -> PathBuf {
    with(pack, ".minisig")
}

/// The file beside another whose name goes on like this.
#[must_use]
pub fn with(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The authors this person trusts.
///
/// # Errors
/// When their file cannot be read.
pub fn authors(options: &Options) -> anyhow::Result<Authors> {
    let path = settings_folder(options)
        .map_err(anyhow::Error::msg)?
        .join(FILE);
    if !path.exists() {
        return Ok(Authors::default());
    }
    let text = short(&path)?;
    toml::from_str(&text).map_err(|error| {
        anyhow::anyhow!(
            "{}: {}. Correct the file, or remove it and trust the keys again",
            path.display(),
            error.message().replace('\n', " ")
        )
    })
}

/// Reads a small text.
fn short(path: &Path) -> anyhow::Result<String> {
    let failed = |error: std::io::Error| anyhow::anyhow!("{}: {error}", path.display());
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    let read = file.take(LARGEST + 1).read_to_string(&mut text);
    let read = u64::try_from(read.map_err(failed)?).unwrap_or(u64::MAX);
    anyhow::ensure!(
        read <= LARGEST,
        "{}: it is too large to be a key or a signature",
        path.display()
    );
    Ok(text)
}

/// The signature beside a pack, when there is one.
///
/// # Errors
/// When it is there and cannot be read.
pub fn of(pack: &Path) -> anyhow::Result<Option<String>> {
    let path = beside(pack);
    if path.exists() {
        short(&path).map(Some)
    } else {
        Ok(None)
    }
}

/// The file beside an installed pack that says which key it came signed with, so that a signature that is
/// gone is noticed.
#[must_use]
pub fn noted(pack: &Path) -> PathBuf {
    with(pack, ".key")
}

/// The key of a signature, for the file beside an installed pack.
#[must_use]
pub fn key_of(signature: &str) -> Option<String> {
    signature.lines().nth(1).and_then(id_of)
}

/// With which key each installed pack came signed, by the ids of the packs: what is beside a pack goes with its folder.
type Signed = BTreeMap<String, String>;

fn signed(options: &Options) -> anyhow::Result<(PathBuf, Signed)> {
    let folder = settings_folder(options).map_err(anyhow::Error::msg)?;
    let path = folder.join(SIGNED);
    if !path.exists() {
        return Ok((path, Signed::default()));
    }
    let text = std::fs::read_to_string(&path)
        .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    let read = toml::from_str(&text).map_err(|error| {
        anyhow::anyhow!(
            "{}: {}. Correct the file, or remove it and install signed packs again",
            path.display(),
            error.message().replace('\n', " ")
        )
    })?;
    Ok((path, read))
}

/// Notes with which key the pack with this id came signed, or that it did not.
///
/// # Errors
/// When the note cannot be written.
pub fn remember(options: &Options, id: &str, key: Option<&str>) -> anyhow::Result<()> {
    let (path, mut all) = signed(options)?;
    let before = match key {
        Some(key) => all.insert(id.to_owned(), key.to_owned()),
        None => all.remove(id),
    };
    if before.as_deref() == key {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| not_written(folder, &error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    replacing::write_all(&path, toml::to_string(&all)?.as_bytes()).map_err(failed)?;
    Ok(())
}

/// The key with which an installed pack came signed: noted beside it, or, where that is gone, by its id.
///
/// # Errors
/// When the notes cannot be read.
pub fn came_with(options: &Options, pack: &Path, id: &str) -> anyhow::Result<Option<String>> {
    let beside = noted(pack);
    if beside.exists() {
        return Ok(Some(short(&beside).unwrap_or_default().trim().to_owned()));
    }
    Ok(signed(options)?.1.remove(id))
}

/// That the signature with which a pack was installed is gone.
#[must_use]
pub fn gone(key: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "it was installed with a signature (key {}), and that is gone, so nobody can tell whether the pack is still what was signed. Install it again from its file with the `.minisig` beside it, or `protect pack remove` it",
        crate::text::label(key)
    )
}

/// The id of a key in a line of base64, as minisign prints it.
fn id_of(line: &str) -> Option<String> {
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(line.trim())
        .ok()?;
    let id: [u8; 8] = bytes.get(2..10)?.try_into().ok()?;
    Some(format!("{:016X}", u64::from_le_bytes(id)))
}

impl Authors {
    fn known(&self, id: &str) -> Option<&Author> {
        let mut authors = self.author.iter();
        authors.find(|author| id_of(&author.key).as_deref() == Some(id))
    }

    /// The trusted author of a key, with the key.
    #[must_use]
    pub fn owner(&self, key: &str) -> Option<(String, String)> {
        let author = self.known(key)?;
        Some((author.name.clone(), key.to_owned()))
    }

    /// Verifies the bytes of a pack against its signature.
    ///
    /// # Errors
    /// When the signature is none, or the bytes are not those that a trusted author has signed.
    pub fn verify(&self, bytes: &[u8], signature: Option<&str>) -> anyhow::Result<Standing> {
        const UNREADABLE: &str =
            "its signature cannot be read. Ask the author for both files again";
        let Some(text) = signature else {
            return Ok(Standing::Unsigned);
        };
        let read = Signature::decode(text).map_err(|_| anyhow::anyhow!(UNREADABLE))?;
        let id = key_of(text).ok_or_else(|| anyhow::anyhow!(UNREADABLE))?;
        let Some(author) = self.known(&id) else {
            return Ok(Standing::Unknown(id));
        };
        let key = PublicKey::from_base64(&author.key)
            .map_err(|_| anyhow::anyhow!("the key of {} cannot be read", author.name))?;
        // Older versions of minisign sign the bytes themselves, newer ones their hash; both are sound.
        key.verify(bytes, &read, true).map_err(|_| {
            anyhow::anyhow!(
                "it is not what {} has signed: the file or its signature was altered. Do not use it; get both files again from the author",
                author.name
            )
        })?;
        Ok(Standing::Known(author.name.clone(), id))
    }
}

/// Trusts a key, given as text or in a file; without one, lists those that are trusted.
///
/// # Errors
/// When it is no key, or the file of authors cannot be written.
pub fn trust(options: &Options, key: Option<&str>, name: Option<&str>) -> anyhow::Result<Said> {
    let mut authors = authors(options)?;
    let mut said = Said::default();
    let Some(given) = key else {
        if authors.author.is_empty() {
            said.line("You trust no author's key yet. `protect pack trust KEY` adds one.");
        }
        for author in &authors.author {
            let id = id_of(&author.key).unwrap_or_default();
            said.line(&format!("{id}  {}", author.name));
        }
        return Ok(said);
    };
    let path = Path::new(given);
    let text = if path.exists() {
        short(path)?
    } else {
        // A key in one line of base64 is 56 signs long and has no point.
        anyhow::ensure!(
            given.len() >= 40 && !given.contains(['.', '\\']),
            "{}: there is no such file. Give the author's `minisign.pub`, or the line in it that begins with `RW`",
            crate::text::label(given)
        );
        given.to_owned()
    };
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.next_back().unwrap_or_default().to_owned();
    let id = PublicKey::from_base64(&line)
        .ok()
        .and_then(|_| id_of(&line));
    let id = id.ok_or_else(|| {
        anyhow::anyhow!(
            "this is no public key of minisign. Give the file `minisign.pub`, or the line in it that begins with `RW`"
        )
    })?;
    let name = name.map_or_else(|| format!("the owner of key {id}"), crate::text::label);
    authors
        .author
        .retain(|author| id_of(&author.key).as_deref() != Some(&id));
    authors.author.push(Author {
        name: name.clone(),
        key: line,
    });
    save(options, &authors)?;
    said.line(&format!("Packs signed with key {id} are from {name}."));
    Ok(said)
}

/// Trusts a key no longer.
///
/// # Errors
/// When it was not trusted, or the file of authors cannot be written.
pub fn distrust(options: &Options, id: &str) -> anyhow::Result<Said> {
    let mut authors = authors(options)?;
    let before = authors.author.len();
    authors
        .author
        .retain(|author| !id_of(&author.key).is_some_and(|known| known.eq_ignore_ascii_case(id)));
    anyhow::ensure!(
        authors.author.len() < before,
        "you trust no key `{}`. `protect pack trust` lists those that you do",
        crate::text::printable(id)
    );
    save(options, &authors)?;
    let mut said = Said::default();
    said.line(&format!("Key {} is trusted no longer.", id.to_uppercase()));
    Ok(said)
}

fn save(options: &Options, authors: &Authors) -> anyhow::Result<()> {
    let folder = settings_folder(options).map_err(anyhow::Error::msg)?;
    let failed = |error: std::io::Error| not_written(&folder, &error);
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let text = toml::to_string(authors)?;
    replacing::write_all(&folder.join(FILE), text.as_bytes()).map_err(failed)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with the program minisign: `tea-room.zip`, its signature, and two keys.
    fn fixture(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/packs/signed")
            .join(name)
    }

    fn text(name: &str) -> String {
        std::fs::read_to_string(fixture(name)).unwrap()
    }

    fn trusting(key: &str) -> Authors {
        Authors {
            author: vec![Author {
                name: "Tea".into(),
                key: text(key).lines().nth(1).unwrap().into(),
            }],
        }
    }

    #[test]
    fn the_bytes_an_author_signed_are_known() {
        let bytes = std::fs::read(fixture("tea-room.zip")).unwrap();
        let signature = of(&fixture("tea-room.zip")).unwrap();
        let standing = trusting("author.pub").verify(&bytes, signature.as_deref());
        assert!(matches!(standing.unwrap(), Standing::Known(name, _) if name == "Tea"));
        for authors in [trusting("stranger.pub"), Authors::default()] {
            let standing = authors.verify(&bytes, signature.as_deref()).unwrap();
            assert!(matches!(standing, Standing::Unknown(_)));
        }
        let unsigned = Authors::default().verify(&bytes, None).unwrap();
        assert_eq!(unsigned, Standing::Unsigned);
    }

    #[test]
    fn signatures_of_older_minisigns_are_verified() {
        // From the tests of the library: a signature over the bytes, not over their hash.
        const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
        const OLD: &str = "untrusted comment: signature from minisign secret key
RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=
trusted comment: timestamp:1555779966\tfile:test
QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==";
        let authors = Authors {
            author: vec![Author {
                name: "Tea".into(),
                key: KEY.into(),
            }],
        };
        let standing = authors.verify(b"test", Some(OLD)).unwrap();
        assert!(matches!(standing, Standing::Known(name, _) if name == "Tea"));
        let error = authors.verify(b"Test", Some(OLD)).unwrap_err().to_string();
        assert!(error.contains("altered"), "{error}");
        let comment = OLD.replace("file:test", "file:tea");
        assert!(authors.verify(b"test", Some(&comment)).is_err());
    }

    #[test]
    fn a_file_that_is_not_there_is_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            data: Some(folder.path().to_path_buf()),
            ..Options::default()
        };
        for file in ["nofile.pub", "keys/minisign.pub", "minisign"] {
            let error = trust(&options, Some(file), None).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("{file}: there is no such file.")),
                "{error}"
            );
        }
        let line = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO";
        let error = trust(&options, Some(line), None).unwrap_err().to_string();
        assert!(error.contains("no public key"), "{error}");
    }

    #[test]
    fn one_changed_byte_is_noticed() {
        let bytes = std::fs::read(fixture("tea-room.zip")).unwrap();
        let signature = text("tea-room.zip.minisig");
        let authors = trusting("author.pub");
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            let error = authors.verify(&altered, Some(&signature)).unwrap_err();
            assert!(error.to_string().contains("altered"), "{error}");
        }
        let comment = signature.replace("trusted comment: tea", "trusted comment: pea");
        assert_ne!(comment, signature);
        assert!(authors.verify(&bytes, Some(&comment)).is_err());
    }

    #[test]
    fn no_text_upsets_the_reader() {
        let whole = text("tea-room.zip.minisig");
        let authors = trusting("author.pub");
        for end in 0..whole.len() {
            let _ = authors.verify(b"x", whole.get(..end));
            let _ = authors.verify(b"x", whole.get(end..));
            let mut broken = whole.clone().into_bytes();
            broken[end] = b'\xc3';
            let _ = authors.verify(b"x", Some(&String::from_utf8_lossy(&broken)));
        }
        for text in [
            "",
            "a",
            "a\nb\nc\nd",
            "untrusted comment: a\n\ntrusted comment: \n",
        ] {
            assert!(authors.verify(b"x", Some(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn keys_are_trusted_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            data: Some(folder.path().to_path_buf()),
            ..Options::default()
        };
        assert!(trust(&options, Some("RWnonsense"), None).is_err());
        let file = fixture("author.pub");
        trust(&options, file.to_str(), Some("Tea\u{1b}[31m")).unwrap();
        let line = text("author.pub").lines().nth(1).unwrap().to_owned();
        let said = trust(&options, Some(&line), Some("Tea house")).unwrap();
        assert!(said.out.contains("are from Tea house"), "{}", said.out);
        let listed = trust(&options, None, None).unwrap().out;
        assert_eq!(listed.lines().count(), 1, "{listed}");
        let id = listed.split(' ').next().unwrap();
        distrust(&options, id).unwrap();
        assert!(distrust(&options, id).is_err());
        assert!(
            trust(&options, None, None)
                .unwrap()
                .out
                .contains("no author")
        );
    }
}
