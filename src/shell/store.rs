//! Progress on disk: a database behind [`Store`], one learner at a time.
//!
//! Adds events, never changes one; drafts and places replace the former in one transaction.
//! Several programs may have the same database open. Called by `keeper` and `course`.

use crate::progress::{Event, Stamped, Store, Whereabouts};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Written into every database, so that one of another program is not taken for ours: "ppy1".
const APPLICATION: i32 = 0x7070_7931;
/// The version of the tables below.
const SCHEMA: i32 = 1;
/// How long a call waits for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

const TABLES: &str = "
CREATE TABLE learner (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    learner INTEGER NOT NULL REFERENCES learner (id),
    at INTEGER NOT NULL,
    did TEXT NOT NULL
) STRICT;
CREATE INDEX event_of ON event (learner, id);
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events never change'); END;
CREATE TRIGGER event_remains BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TABLE draft (
    learner INTEGER NOT NULL REFERENCES learner (id),
    exercise TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (learner, exercise)
) STRICT, WITHOUT ROWID;
CREATE TABLE place (
    learner INTEGER PRIMARY KEY REFERENCES learner (id),
    whereabouts TEXT NOT NULL
) STRICT;
";

/// What can go wrong with the store, ready to be shown.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused.
    #[error("{}", explain(.0))]
    Database(#[from] rusqlite::Error),
    /// The folder or the file refused.
    #[error("{path}: {cause}")]
    Disk {
        /// The folder or file.
        path: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A newer program has changed the tables.
    #[error(
        "{path} was written by a newer version of protect (its tables have version {found}). Update protect, or choose another folder with --data"
    )]
    Newer {
        /// The database.
        path: String,
        /// Its version.
        found: i32,
    },
    /// The file holds something else.
    #[error("the file is not a progress database: {0}")]
    Damaged(String),
    /// An event could not be written as JSON.
    #[error("the event could not be written down: {0}")]
    Unwritable(#[from] serde_json::Error),
}

fn explain(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            "the disk is full. Free some space; your work is kept in memory until then".into()
        }
        Some(ErrorCode::ReadOnly) => "the folder or the database is read-only".into(),
        Some(ErrorCode::CannotOpen) => {
            "the database cannot be opened or created in this folder".into()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program has been writing for too long. It will be tried again".into()
        }
        Some(ErrorCode::PermissionDenied) => "no permission to use the database".into(),
        _ => error.to_string(),
    }
}

/// One learner's part of a database.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    learner: i64,
    /// The folder of the database, where this program may write.
    folder: Option<PathBuf>,
    /// The unfinished code that this program has read or written last, by exercise.
    seen: BTreeMap<String, String>,
}

/// A store and what had to be told while opening it.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: SqliteStore,
    /// Where a damaged database was put, if there was one.
    pub set_aside: Option<PathBuf>,
}

/// Opens (or makes) the database `progress.db` in `folder`. One that is damaged is moved aside
/// under a name with `stamp` (seconds since 1970) and never written to.
///
/// # Errors
/// When the folder cannot be made or written, or a newer program wrote the database.
pub fn open(folder: &Path, learner: &str, stamp: i64) -> Result<Opened, StoreError> {
    let disk = |path: &Path| {
        let path = path.display().to_string();
        move |cause| StoreError::Disk { path, cause }
    };
    std::fs::create_dir_all(folder).map_err(disk(folder))?;
    let path = folder.join("progress.db");
    // Two programs that both find the damage must not both move it: the second would move the
    // first one's fresh database. A file system without locks is taken as it is.
    let gate = std::fs::File::create(folder.join("progress.lock"))
        .map_err(disk(&folder.join("progress.lock")))?;
    let _ = gate.lock();
    match connect(&path, learner) {
        Ok(store) => Ok(Opened {
            store,
            set_aside: None,
        }),
        Err(error) if is_damage(&error) => {
            let aside = set_aside(&path, stamp).map_err(disk(&path))?;
            Ok(Opened {
                store: connect(&path, learner)?,
                set_aside: Some(aside),
            })
        }
        Err(error) => Err(error),
    }
}

fn is_damage(error: &StoreError) -> bool {
    match error {
        StoreError::Damaged(_) => true,
        StoreError::Database(error) => matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
        ),
        _ => false,
    }
}

/// Moves a database with its journal files to a name that no file has yet.
fn set_aside(path: &Path, stamp: i64) -> std::io::Result<PathBuf> {
    let named = |turn: u32, suffix: &str| {
        let turn = if turn == 0 {
            String::new()
        } else {
            format!("-{turn}")
        };
        path.with_file_name(format!("progress.damaged-{stamp}{turn}.db{suffix}"))
    };
    let turn = (0..u32::MAX)
        .find(|turn| !named(*turn, "").exists())
        .unwrap_or_default();
    for suffix in ["-wal", "-shm"] {
        let journal = path.with_file_name(format!("progress.db{suffix}"));
        if journal.exists() {
            std::fs::rename(journal, named(turn, suffix))?;
        }
    }
    std::fs::rename(path, named(turn, ""))?;
    Ok(named(turn, ""))
}

fn connect(path: &Path, learner: &str) -> Result<SqliteStore, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    prepare(&mut connection, path)?;
    let learner = enrol(&connection, learner)?;
    Ok(SqliteStore {
        connection,
        learner,
        folder: path.parent().map(Path::to_path_buf),
        seen: BTreeMap::new(),
    })
}

fn prepare(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let ours = application == APPLICATION;
    if !ours && (tables > 0 || application != 0) {
        return Err(StoreError::Damaged("its tables are not protect's".into()));
    }
    if version > SCHEMA {
        return Err(StoreError::Newer {
            path: path.display().to_string(),
            found: version,
        });
    }
    if ours {
        let health: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if health != "ok" {
            return Err(StoreError::Damaged(health));
        }
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(16);
    if !ours {
        let change =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        change.execute_batch(TABLES)?;
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", SCHEMA)?;
        change.commit()?;
    }
    Ok(())
}

fn enrol(connection: &Connection, learner: &str) -> Result<i64, StoreError> {
    connection.execute(
        "INSERT INTO learner (name) VALUES (?1) ON CONFLICT (name) DO NOTHING",
        [learner],
    )?;
    Ok(
        connection.query_row("SELECT id FROM learner WHERE name = ?1", [learner], |row| {
            row.get(0)
        })?,
    )
}

/// Opens an existing database only to read it, without writing one byte into its folder; `None`
/// when there is none that can be read.
#[must_use]
pub fn open_unchanged(folder: &Path, learner: &str) -> Option<SqliteStore> {
    let path = folder.join("progress.db");
    let text = path.to_str()?;
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '%' => "%25".into(),
            '?' => "%3f".into(),
            '#' => "%23".into(),
            c => c.to_string(),
        })
        .collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection =
        Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).ok()?;
    find(connection, learner)
}

/// Opens an existing database to look something up, and makes none; `None` when there is none, or
/// nothing of this learner in it.
#[must_use]
pub fn open_to_read(folder: &Path, learner: &str) -> Option<SqliteStore> {
    let path = folder.join("progress.db");
    let looked_up = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .ok()
        .and_then(|connection| {
            connection.busy_timeout(PATIENCE).ok()?;
            find(connection, learner)
        });
    looked_up.or_else(|| open_unchanged(folder, learner))
}

fn find(connection: Connection, learner: &str) -> Option<SqliteStore> {
    let learner = connection
        .query_row("SELECT id FROM learner WHERE name = ?1", [learner], |row| {
            row.get(0)
        })
        .ok()?;
    Some(SqliteStore {
        connection,
        learner,
        folder: None,
        seen: BTreeMap::new(),
    })
}

impl SqliteStore {
    /// Unfinished code that is there and that this program has neither read nor written.
    fn foreign(&self, exercise: &str, text: &str) -> Result<Option<String>, StoreError> {
        let there: Option<String> = self
            .connection
            .prepare_cached("SELECT code FROM draft WHERE learner = ?1 AND exercise = ?2")?
            .query_row(params![self.learner, exercise], |row| row.get(0))
            .optional()?;
        Ok(there.filter(|code| code != text && self.seen.get(exercise) != Some(code)))
    }

    /// Puts it into a file of its own beside the database, under a name that no file has yet.
    fn put_aside(&self, exercise: &str, code: &str) -> Result<Option<String>, StoreError> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let plain = |c: char| {
            if c.is_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        };
        let name: String = exercise.chars().map(plain).collect();
        for turn in 1..u32::MAX {
            let path = folder.join(format!("{name}.other-{turn}.txt"));
            let refused = |cause| StoreError::Disk {
                path: path.display().to_string(),
                cause,
            };
            match std::fs::File::create_new(&path) {
                Ok(mut file) => {
                    let written = file
                        .write_all(code.as_bytes())
                        .and_then(|()| file.sync_all());
                    if written.is_err() {
                        let _ = std::fs::remove_file(&path);
                    }
                    written.map_err(refused)?;
                    return Ok(Some(path.display().to_string()));
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(refused(error)),
            }
        }
        Ok(None)
    }
}

impl Store for SqliteStore {
    type Error = StoreError;

    fn append(&mut self, stamped: &Stamped) -> Result<(), StoreError> {
        let did = serde_json::to_string(&stamped.event)?;
        self.connection
            .prepare_cached("INSERT INTO event (learner, at, did) VALUES (?1, ?2, ?3)")?
            .execute(params![self.learner, stamped.at, did])?;
        Ok(())
    }

    /// Events of a newer program that this one does not know stay in the database and are left out.
    fn events(&mut self) -> Result<Vec<Stamped>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT at, did FROM event WHERE learner = ?1 ORDER BY id")?;
        let rows = query.query_map([self.learner], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut events = Vec::new();
        for row in rows {
            let (at, did) = row?;
            if let Ok(event) = serde_json::from_str::<Event>(&did) {
                events.push(Stamped { at, event });
            }
        }
        Ok(events)
    }

    fn save_draft(&mut self, exercise: &str, text: &str) -> Result<Option<String>, StoreError> {
        let foreign = self.foreign(exercise, text)?;
        let aside = match foreign {
            Some(code) => {
                let aside = self.put_aside(exercise, &code)?;
                self.seen.insert(exercise.to_owned(), code);
                aside
            }
            None => None,
        };
        self.connection
            .prepare_cached(
                "INSERT INTO draft (learner, exercise, code) VALUES (?1, ?2, ?3)
                 ON CONFLICT (learner, exercise) DO UPDATE SET code = excluded.code",
            )?
            .execute(params![self.learner, exercise, text])?;
        self.seen.insert(exercise.to_owned(), text.to_owned());
        Ok(aside)
    }

    fn drafts(&mut self) -> Result<BTreeMap<String, String>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT exercise, code FROM draft WHERE learner = ?1")?;
        let rows = query.query_map([self.learner], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let drafts: BTreeMap<String, String> = rows.collect::<Result<_, _>>()?;
        drop(query);
        self.seen.clone_from(&drafts);
        Ok(drafts)
    }

    fn save_whereabouts(&mut self, whereabouts: &Whereabouts) -> Result<(), StoreError> {
        let text = serde_json::to_string(whereabouts)?;
        self.connection
            .prepare_cached(
                "INSERT INTO place (learner, whereabouts) VALUES (?1, ?2)
                 ON CONFLICT (learner) DO UPDATE SET whereabouts = excluded.whereabouts",
            )?
            .execute(params![self.learner, text])?;
        Ok(())
    }

    fn whereabouts(&mut self) -> Result<Whereabouts, StoreError> {
        let text: Option<String> = self
            .connection
            .query_row(
                "SELECT whereabouts FROM place WHERE learner = ?1",
                [self.learner],
                |row| row.get(0),
            )
            .optional()?;
        Ok(text
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::VerdictKind;

    fn judged(at: i64) -> Stamped {
        Stamped {
            at,
            event: Event::Judged {
                exercise: "login".into(),
                revision: 1,
                verdict: VerdictKind::Vulnerable,
                misconception: Some("escaped-quotes".into()),
            },
        }
    }

    #[test]
    fn everything_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let place = Whereabouts::Exercise {
            exercise: "login".into(),
            line: 3,
            column: 7,
        };
        {
            let mut store = open(folder.path(), "ada", 0).unwrap().store;
            store.append(&judged(5)).unwrap();
            store.append(&judged(6)).unwrap();
            store.save_draft("login", "a").unwrap();
            store.save_draft("login", "b\0ü\n").unwrap();
            store.save_whereabouts(&Whereabouts::Map).unwrap();
            store.save_whereabouts(&place).unwrap();
        }
        let mut store = open(folder.path(), "ada", 0).unwrap().store;
        assert_eq!(store.events().unwrap(), [judged(5), judged(6)]);
        assert_eq!(store.drafts().unwrap()["login"], "b\0ü\n");
        assert_eq!(store.whereabouts().unwrap(), place);
        let mut other = open(folder.path(), "grace", 0).unwrap().store;
        assert_eq!(other.events().unwrap(), []);
        assert_eq!(other.whereabouts().unwrap(), Whereabouts::Map);
    }

    #[test]
    fn events_can_neither_be_changed_nor_removed() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path(), "", 0).unwrap().store;
        store.append(&judged(5)).unwrap();
        for statement in ["UPDATE event SET at = 0", "DELETE FROM event"] {
            let error = store.connection.execute(statement, []).unwrap_err();
            assert!(error.to_string().contains("never"), "{error}");
        }
        assert_eq!(store.events().unwrap(), [judged(5)]);
    }

    #[test]
    fn a_damaged_database_is_kept_aside_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        for turn in 0..2 {
            let damage = format!("not a database {turn}").repeat(100);
            std::fs::write(&path, &damage).unwrap();
            let opened = open(folder.path(), "", 77).unwrap();
            let aside = opened.set_aside.unwrap();
            assert_eq!(std::fs::read_to_string(&aside).unwrap(), damage);
            let mut store = opened.store;
            store.append(&judged(1)).unwrap();
            assert_eq!(store.events().unwrap().len(), 1);
        }
    }

    #[test]
    fn a_database_with_torn_pages_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        {
            let mut store = open(folder.path(), "", 0).unwrap().store;
            for at in 0..200 {
                store.append(&judged(at)).unwrap();
            }
        }
        let mut bytes = std::fs::read(&path).unwrap();
        let half = bytes.len() / 2;
        for byte in bytes.iter_mut().skip(half) {
            *byte = 0xAA;
        }
        std::fs::write(&path, &bytes).unwrap();
        let opened = open(folder.path(), "", 9).unwrap();
        let aside = opened.set_aside.unwrap();
        assert_eq!(std::fs::read(aside).unwrap(), bytes);
    }

    #[test]
    fn a_newer_database_and_one_of_another_program_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        drop(open(folder.path(), "", 0).unwrap());
        let raw = Connection::open(&path).unwrap();
        raw.pragma_update(None, "user_version", 99).unwrap();
        drop(raw);
        let error = open(folder.path(), "", 0).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 99, .. }));
        assert!(path.exists());
    }

    #[test]
    fn a_full_disk_loses_nothing_from_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path(), "", 0).unwrap().store;
        store.save_draft("login", "kept").unwrap();
        let pages: i64 = store
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        store
            .connection
            .pragma_update(None, "max_page_count", pages)
            .unwrap();
        let error = store
            .save_draft("login", &"x".repeat(1 << 20))
            .unwrap_err()
            .to_string();
        assert!(error.contains("disk is full"), "{error}");
        assert_eq!(store.drafts().unwrap()["login"], "kept");
    }

    #[test]
    fn two_programs_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let path = folder.path();
                scope.spawn(move || {
                    let mut store = open(path, "ada", 0).unwrap().store;
                    for turn in 0..25 {
                        store.append(&judged(writer * 100 + turn)).unwrap();
                        store
                            .save_draft("login", &format!("{writer} {turn}"))
                            .unwrap();
                    }
                });
            }
        });
        let mut store = open(folder.path(), "ada", 0).unwrap().store;
        assert_eq!(store.events().unwrap().len(), 100);
        assert!(store.drafts().unwrap()["login"].ends_with(" 24"));
    }

    #[test]
    fn code_that_another_program_has_changed_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = open(folder.path(), "ada", 0).unwrap().store;
        first.save_draft("de/login", "one").unwrap();
        let mut second = open(folder.path(), "ada", 0).unwrap().store;
        assert_eq!(second.drafts().unwrap()["de/login"], "one");
        assert_eq!(second.save_draft("de/login", "one and two").unwrap(), None);
        let aside = first.save_draft("de/login", "one and x").unwrap().unwrap();
        assert_eq!(std::fs::read_to_string(&aside).unwrap(), "one and two");
        assert_eq!(Path::new(&aside).parent().unwrap(), folder.path());
        // Once is enough; and what both wrote alike is no loss.
        assert_eq!(first.save_draft("de/login", "one and xy").unwrap(), None);
        assert_eq!(second.save_draft("de/login", "one and xy").unwrap(), None);
        assert_eq!(second.drafts().unwrap()["de/login"], "one and xy");
    }

    #[test]
    fn an_event_of_the_future_is_left_out_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path(), "", 0).unwrap().store;
        store.append(&judged(1)).unwrap();
        store
            .connection
            .execute(
                "INSERT INTO event (learner, at, did) VALUES (?1, 2, '{\"did\":\"flew\"}')",
                [store.learner],
            )
            .unwrap();
        assert_eq!(store.events().unwrap(), [judged(1)]);
    }

    #[test]
    fn reading_without_a_trace_leaves_the_folder_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("50% of #1?");
        {
            let mut store = open(&odd, "ada", 0).unwrap().store;
            store.append(&judged(1)).unwrap();
        }
        let names = || {
            let mut names: Vec<_> = std::fs::read_dir(&odd)
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();
            names.sort();
            names
        };
        let before = names();
        let mut store = open_unchanged(&odd, "ada").unwrap();
        assert_eq!(store.events().unwrap(), [judged(1)]);
        assert!(store.append(&judged(2)).is_err());
        assert!(open_unchanged(&odd, "nobody").is_none());
        assert_eq!(names(), before);
    }
}
