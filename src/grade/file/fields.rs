//! Files of lines `Name: value`, such as `security.txt` (RFC 9116).
//!
//! Called by `file`.

use super::wrong::{self, Wrong};
use crate::attack::secrets;
use crate::evaluate::Reason;
use crate::pack::Fields;
use std::str::FromStr;
use toml::value::Datetime;

/// What does not hold.
pub(super) fn faults(wanted: &Fields, text: &str) -> Vec<Wrong> {
    let mut faults: Vec<Wrong> = Vec::new();
    let mut found: Vec<(usize, &str, &str)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if wanted.public && tells_a_secret(line) {
            faults.push(wrong::secret(&number.to_string()).into());
        }
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match line.split_once(':') {
            Some((name, value)) if is_name(name) => found.push((number, name, value.trim())),
            _ => faults.push(wrong::no_field(&number.to_string()).into()),
        }
    }
    let is = |name: &str, list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(name));
    for name in &wanted.needs {
        if !found
            .iter()
            .any(|(_, other, _)| other.eq_ignore_ascii_case(name))
        {
            faults.push(wrong::field_missing(name).into());
        }
    }
    for name in &wanted.once {
        let mut twice = found
            .iter()
            .filter(|(_, other, _)| other.eq_ignore_ascii_case(name));
        if let Some((number, ..)) = twice.nth(1) {
            faults.push(Wrong::at_line(*number, wrong::once_only(name)));
        }
    }
    for (number, name, value) in found {
        if !wanted.known.is_empty() && !is(name, &wanted.known) {
            faults.push(Wrong::at_line(number, wrong::unknown_field(name)));
        }
        if value.is_empty() {
            faults.push(Wrong::at_line(number, wrong::no_value(name)));
            continue;
        }
        if is(name, &wanted.uri) && !is_address(value) {
            faults.push(Wrong::at_line(number, wrong::no_address(value)));
        }
        if is(name, &wanted.date) {
            let what = date(value, wanted.after.as_deref());
            faults.extend(what.map(|what| Wrong::at_line(number, what)));
        }
    }
    faults
}

/// Whether a line, also one of a comment, holds a secret. Where a key can be fetched is none.
fn tells_a_secret(line: &str) -> bool {
    let said = line.trim_start_matches('#').trim();
    let value = said.split_once(':').map_or("", |(_, value)| value.trim());
    // An address may still hold a password.
    let told = if is_address(value) { value } else { said };
    !secrets(told).is_empty()
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn is_address(value: &str) -> bool {
    let (scheme, rest) = value.split_once(':').unwrap_or(("", ""));
    let rest_ok = !rest.contains(char::is_whitespace);
    rest_ok
        && match scheme.to_ascii_lowercase().as_str() {
            "mailto" => rest
                .split_once('@')
                .is_some_and(|(a, b)| !a.is_empty() && !b.is_empty()),
            "tel" => !rest.is_empty(),
            "https" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty()),
            _ => false,
        }
}

/// What is wrong with a date and time of RFC 3339.
fn date(value: &str, after: Option<&str>) -> Option<Reason> {
    let whole = Datetime::from_str(value)
        .ok()
        .filter(|time| time.date.is_some() && time.time.is_some() && time.offset.is_some());
    let Some(time) = whole else {
        return Some(wrong::no_date(value));
    };
    let limit = after.and_then(|after| Datetime::from_str(after).ok());
    let day = |time: &Datetime| time.date.map(|date| (date.year, date.month, date.day));
    match limit {
        Some(limit) if day(&time) <= day(&limit) => Some(wrong::in_the_past(value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_security_txt_is_read_as_the_standard_says() {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let wanted = Fields {
            needs: list(&["Contact", "Expires"]),
            once: list(&["Expires"]),
            uri: list(&["Contact", "Policy"]),
            date: list(&["Expires"]),
            after: Some("2026-11-25".into()),
            known: list(&["Contact", "Expires", "Policy", "Preferred-Languages"]),
            public: true,
        };
        let good = "Contact: mailto:security@example.org\nExpires: 2027-11-01T00:00:00Z\n";
        for (text, fault) in [
            (good.to_owned(), ""),
            (
                String::from(
                    "# hello\n\nexpires: 2027-11-01T12:00:00+02:00\ncontact: https://example.org/form\nContact: tel:+1-201-555-0123\n",
                ),
                "",
            ),
            (
                "Expires: 2027-11-01T00:00:00Z\n".into(),
                "The field `Contact` is missing.",
            ),
            (
                "Contact: mailto:a@b.example\n".into(),
                "The field `Expires` is missing.",
            ),
            (
                format!("{good}Expires: 2028-11-01T00:00:00Z\n"),
                "Line 3: `Expires` may stand",
            ),
            (
                "Contact: security@example.org\nExpires: 2027-11-01T00:00:00Z".into(),
                "Line 1: `security@example.org` is no address",
            ),
            (
                "Contact: http://example.org\nExpires: 2027-11-01T00:00:00Z".into(),
                "Line 1: `http://",
            ),
            (
                "Contact: mailto:a@b.example\nExpires: 2025-11-01T00:00:00Z".into(),
                "Line 2: `2025-11-01T00:00:00Z` is in the past.",
            ),
            (
                "Contact: mailto:a@b.example\nExpires: next year".into(),
                "Line 2: `next year` is no date",
            ),
            (
                "Contact: mailto:a@b.example\nExpires: 2027-11-01".into(),
                "Line 2: `2027-11-01` is no date",
            ),
            (format!("{good}Please write to us!\n"), "Line 3 is no field"),
            (
                format!("{good}# admin password: hunter2-hunter2\n"),
                "Line 3 holds what looks like a secret.",
            ),
            (
                format!("{good}# our key: https://example.org/key.asc\n# keys: ask us\n"),
                "",
            ),
            (
                format!("{good}Policy: https://admin:hunter2-hunter2@example.org/policy\n"),
                "Line 3 holds what looks like a secret.",
            ),
            (
                format!("{good}Password: hunter2\n"),
                "Line 3: no reader knows",
            ),
        ] {
            let found = wrong::in_english(&faults(&wanted, &text));
            let found = found.first().cloned().unwrap_or_default();
            assert_eq!(found.is_empty(), fault.is_empty(), "{text}: {found}");
            assert!(found.starts_with(fault), "{text}: {found}");
        }
    }
}
