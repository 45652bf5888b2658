//! The files of one project, checked together as `protect check` does.
//!
//! Called by the tests that check without a command line.

use protected_python::analyze::{analyze_file, gather_reports, glance, relevance};
use protected_python::evaluate::Project;
use protected_python::finding::Finding;
use protected_python::rules::Rulebook;
use protected_python::text::Source;

/// The project, which of its files have to be followed, and what is found.
pub fn checked(book: &Rulebook, files: &[(String, Source)]) -> (Project, Vec<bool>, Vec<Finding>) {
    let project = Project::new(files);
    let glances: Vec<_> = (0..files.len())
        .map(|index| glance(&project, index, book))
        .collect();
    assert!(glances.iter().all(|glance| glance.notices.is_empty()));
    let outlines = glances.into_iter().map(|glance| glance.outline).collect();
    let relevance = relevance(&project, outlines, book);
    let reports: Vec<_> = (0..files.len())
        .map(|index| analyze_file(&project, index, &relevance, book))
        .collect();
    let needed = (0..files.len()).map(|i| relevance.needs(i)).collect();
    (project, needed, gather_reports(reports))
}
