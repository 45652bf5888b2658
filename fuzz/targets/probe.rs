//! Any bytes as a learner's answer to an exercise that is judged by calling it.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use protected_python::grade::judge;
use protected_python::pack::{Exercise, load};
use protected_python::text::Source;
use std::sync::OnceLock;

fn exercise() -> &'static Exercise {
    static EXERCISE: OnceLock<Exercise> = OnceLock::new();
    EXERCISE.get_or_init(|| load(&shared::pack()).unwrap().exercises.into_iter().next().unwrap())
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let source = Source::new("any.py", text.as_ref());
    let _ = judge(exercise(), &source, shared::rulebook());
});
