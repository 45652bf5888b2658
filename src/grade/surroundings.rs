//! What lies around a program where it is called: the exercise's world, and what the program itself asks for.
//!
//! Reads the program as text only; calls nothing. Called by `case` and `bench`.

use crate::attack;
use crate::evaluate::required;
use crate::pack::{Exercise, WorldRequest};
use crate::text::parts;
use std::collections::BTreeSet;

/// How many addresses of a program are looked at.
const MOST_ADDRESSES: usize = 8;

/// How many secrets of a program are looked for.
const MOST_SECRETS: usize = 64;
/// What a secret is that is at hand.
const SECRET: &str = "k-5f1c8e0b7a";

/// The world in which the exercise's calls are made.
pub(super) fn setup(exercise: &Exercise) -> attack::Setup {
    let world = &exercise.world;
    attack::Setup {
        database: exercise.database.clone(),
        files: world.files.clone(),
        links: world.links.clone(),
        archives: world
            .archives
            .iter()
            .map(|(path, entries)| {
                let entries = entries.iter().map(|entry| attack::Entry {
                    name: entry.name.clone(),
                    text: entry.text.clone(),
                    link: entry.link.clone(),
                    hard_link: entry.hard_link.clone(),
                    size: entry.size,
                });
                (path.clone(), entries.collect())
            })
            .collect(),
        environ: world.environ.clone(),
        pages: world.pages.clone(),
        redirects: world.redirects.clone(),
        hosts: world.hosts.clone(),
        without_tls: world.without_tls.clone(),
        programs: world
            .programs
            .iter()
            .map(|(name, program)| {
                let program = attack::Program {
                    returncode: program.returncode,
                    stdout: program.stdout.clone(),
                    stderr: program.stderr.clone(),
                };
                (name.clone(), program)
            })
            .collect(),
        made_up: world.made_up,
        stores: world.stores,
        secrets: world.secrets,
        whole: true,
        started: false,
        python: None,
        addresses: Vec::new(),
        request: world.request.as_ref().map(asked),
    }
}

/// The exercise's world with what a program brings and asks for; in a `bare` one nothing is set, and no secret
/// is at hand.
pub(super) fn around(
    exercise: &Exercise,
    world: &attack::Setup,
    text: &str,
    bare: bool,
) -> attack::Setup {
    let mut setup = world.clone();
    // The program's other files lie where it runs.
    for part in parts(text) {
        let path = format!("/app/{}", part.name);
        setup
            .files
            .entry(path)
            .or_insert_with(|| part.text.to_owned());
    }
    if bare {
        setup.environ.clear();
        // Nor does a made-up world know of anything else that is set.
        setup.secrets = true;
    } else if exercise.world.secrets {
        for name in asked_for(text) {
            if name.starts_with('/') {
                setup.files.entry(name).or_insert_with(|| SECRET.into());
            } else if name.ends_with("_FILE") || name.ends_with("_PATH") {
                // The setting says where the secret lies.
                let path = format!("/run/secrets/{}", name.to_lowercase());
                let path = setup.environ.entry(name).or_insert(path).clone();
                setup.files.entry(path).or_insert_with(|| SECRET.into());
            } else {
                setup.environ.entry(name).or_insert_with(|| SECRET.into());
            }
        }
    }
    if !bare && !setup.environ.is_empty() {
        for name in files_asked_for(text) {
            let path = format!("{}{name}", attack::CONFIGURED);
            setup.files.entry(path.clone()).or_default();
            setup.environ.entry(name).or_insert(path);
        }
    }
    setup.python = required(text);
    setup.addresses = addresses(text);
    setup
}

/// The addresses of the web that a program names, without their paths, each once.
fn addresses(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for scheme in ["https://", "http://"] {
        for (at, _) in text.match_indices(scheme) {
            let rest = text.get(at + scheme.len()..).unwrap_or("");
            let host = rest
                .split(|c: char| !(c.is_ascii_alphanumeric() || ".-:".contains(c)))
                .next()
                .unwrap_or("")
                .trim_end_matches(['.', ':', '-']);
            let address = format!("{scheme}{host}");
            if !host.is_empty() && !found.contains(&address) && found.len() < MOST_ADDRESSES {
                found.push(address);
            }
        }
    }
    found
}

/// The secrets that a program asks for: settings whose name says so, and files below `/run/secrets`.
fn asked_for(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "_/.-".contains(c)));
    let secret = |word: &&str| {
        let setting = word
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            && ["SECRET", "KEY", "TOKEN", "PASS", "SALT", "PEPPER"]
                .iter()
                .any(|part| word.contains(part));
        let file = ["/run/secrets/", "/var/run/secrets/", "/etc/secrets/"]
            .iter()
            .any(|folder| word.starts_with(folder) && word.len() > folder.len());
        setting || file
    };
    let found: BTreeSet<&str> = words.filter(secret).take(MOST_SECRETS).collect();
    found.into_iter().map(str::to_owned).collect()
}

/// The settings that a program asks for and that name a file, by what they are called.
fn files_asked_for(text: &str) -> Vec<String> {
    let names = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let names_a_file = |name: &&str| {
        let end = name.rsplit_once('_').map_or("", |(_, end)| end);
        matches!(
            end,
            "FILE" | "PATH" | "SETTINGS" | "CONFIG" | "CONF" | "INI" | "TOML" | "YAML" | "JSON"
        ) && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    let found: BTreeSet<&str> = names.filter(names_a_file).take(MOST_SECRETS).collect();
    found.into_iter().map(str::to_owned).collect()
}

pub(super) fn asked(request: &WorldRequest) -> attack::Request {
    attack::Request {
        method: request.method.clone(),
        path: request.path.clone(),
        args: request.args.clone(),
        form: request.form.clone(),
        headers: request.headers.clone(),
        cookies: request.cookies.clone(),
        session: request.session.clone(),
        json: request.json.clone(),
    }
}
