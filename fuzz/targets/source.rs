//! Any bytes as a Python file: they are evaluated and searched with every rule.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use protected_python::analyze::analyze;
use protected_python::text::Source;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let source = Source::new("any.py", text.as_ref());
    let report = analyze(&source, shared::rulebook(), &[]);
    for finding in &report.findings {
        assert!(finding.span.start <= finding.span.end);
        assert!(finding.span.end as usize <= text.len());
    }
});
