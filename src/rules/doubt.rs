//! What keeps a rule from deciding, by the ids of the reasons.
//!
//! Knows no sentences: those stand in `messages/`. Used by `matching`.

crate::evaluate::reasons! {
    decided_behind() = "decided-behind";
    decided_elsewhere() = "decided-elsewhere";
    passed_at_run() = "passed-at-run";
}
