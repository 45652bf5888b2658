//! Secrets in files of any kind, as the scanners of repositories find them: names that say so and the
//! forms of known keys.
//!
//! Knows nothing of Python or of git. Called by `grade`.

/// The most lines of one file that are told.
const MOST: usize = 20;
/// The longest line that is looked at, in bytes.
const LONGEST: usize = 4_000;
/// The shortest value that is taken for a secret, in characters.
const SHORTEST: usize = 8;

/// Words in a name by which its value is a secret.
const NAMES: &[&str] = &["key", "token", "secret", "passw", "pwd", "credential"];
/// How keys of well-known services begin, and how many letters and digits follow at least.
const BEGINNINGS: &[(&str, usize)] = &[
    ("AKIA", 16),
    ("ghp_", 30),
    ("github_pat_", 30),
    ("glpat-", 16),
    ("sk_live_", 16),
    ("xoxb-", 16),
    ("AIza", 30),
];
/// What stands for a value that is still to come.
const STAND_INS: &[&str] = &[
    "your",
    "change",
    "example",
    "placeholder",
    "xxx",
    "todo",
    "dummy",
    "none",
    "null",
    "env",
];

/// The lines of a text that hold a secret, with the line as it stands.
#[must_use]
pub fn secrets(text: &str) -> Vec<(u32, String)> {
    let found = (1..).zip(text.lines());
    let found = found.filter(|(_, line)| line.len() <= LONGEST && holds(line));
    found
        .map(|(number, line)| (number, line.trim().to_owned()))
        .take(MOST)
        .collect()
}

fn holds(line: &str) -> bool {
    line.contains("-----BEGIN") && line.contains("PRIVATE KEY-----")
        || BEGINNINGS
            .iter()
            .any(|(begins, rest)| known(line, begins, *rest))
        || in_address(line)
        || assigned(line)
}

/// A key by the way it begins.
fn known(line: &str, begins: &str, rest: usize) -> bool {
    line.match_indices(begins).any(|(at, _)| {
        let behind = line.get(at + begins.len()..).unwrap_or("");
        let key = |c: &char| c.is_ascii_alphanumeric() || "_-".contains(*c);
        behind.chars().take_while(key).count() >= rest
    })
}

/// A password in an address: `scheme://name:password@machine`.
fn in_address(line: &str) -> bool {
    let Some((_, rest)) = line.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '"', '\'', ' ']).next().unwrap_or("");
    let Some((person, _)) = authority.rsplit_once('@') else {
        return false;
    };
    let password = person.split_once(':').map_or("", |(_, password)| password);
    !password.is_empty() && !is_stand_in(password)
}

/// A value behind a name that says what it is.
fn assigned(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with(['#', ';']) || line.starts_with("//") {
        return false;
    }
    let Some((name, value)) = line.split_once(['=', ':']) else {
        return false;
    };
    let name = name.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    let word = name.rsplit([' ', '.']).next().unwrap_or(&name);
    if !NAMES.iter().any(|known| word.contains(known)) {
        return false;
    }
    let value = value
        .trim_start_matches('=')
        .trim()
        .trim_end_matches([',', ';']);
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value
            .get(1..)
            .and_then(|rest| rest.split(quote).next())
            .unwrap_or(""),
        _ => value.split([' ', '#']).next().unwrap_or(""),
    };
    let plain = |c: char| c.is_ascii_graphic() && !"()[]{}<>$".contains(c);
    value.chars().count() >= SHORTEST && value.chars().all(plain) && !is_stand_in(value)
}

fn is_stand_in(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let mut signs = value.chars();
    let first = signs.next();
    value.starts_with('<')
        || value.starts_with('$')
        || value.starts_with("os.")
        || signs.all(|c| Some(c) == first)
        || STAND_INS.iter().any(|word| value.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_from_their_places() {
        for line in [
            "API_KEY=wk-FAKE-4c1d9a20e7",
            "export DB_PASSWORD='hunter2-hunter2'",
            "KEY = \"wk-FAKE-7d21c9e0b3\"",
            "\"token\": \"abcd1234efgh\",",
            "-----BEGIN RSA PRIVATE KEY-----",
            "url = postgres://app:s3cret-pass@db.example/school",
            "aws = AKIAIOSFODNN7EXAMPLE",
        ] {
            assert_eq!(secrets(line).len(), 1, "{line}");
        }
        for line in [
            "API_KEY=",
            "API_KEY=<your key>",
            "API_KEY=changeme-please",
            "KEY = os.environ[\"API_KEY\"]",
            "key = load_key()",
            "# API_KEY=wk-FAKE-4c1d9a20e7",
            "monkey business is good",
            "https://example.org/a:b@c",
            "TITLE=a school by the sea",
            "PASSWORD=xxxxxxxxxxxx",
        ] {
            assert_eq!(secrets(line), [], "{line}");
        }
    }

    #[test]
    fn hostile_texts_end() {
        let _ = secrets(&"key=".repeat(100_000));
        let _ = secrets(&"key=abcdefghijk\n".repeat(100_000));
        assert_eq!(secrets(&"k=://:@\n".repeat(1_000)), []);
    }
}
