//! Any bytes as an exercise: the pack loads or its faults are told.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use protected_python::pack::load;

fuzz_target!(|bytes: &[u8]| {
    let mut files = shared::pack();
    let name = files.keys().find(|name| name.ends_with("exercise.toml")).unwrap().clone();
    files.insert(name, bytes.to_vec());
    if let Err(faults) = load(&files) {
        assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
    }
});
