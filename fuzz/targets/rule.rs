//! Any bytes as a rule file: it loads or its faults are told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protected_python::rules::Rulebook;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    match Rulebook::load(&[("rules/any.toml".to_owned(), text)]) {
        Ok(book) => drop(book),
        Err(faults) => assert!(faults.iter().all(|fault| !fault.to_string().is_empty())),
    }
});
