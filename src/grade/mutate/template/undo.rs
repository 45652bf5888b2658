//! Versions of a template in which something of the repair is taken back.
//!
//! Whether that does harm is not known here: a filter may be one of two. Called by `template`.

use super::super::Version;
use super::super::undo::lines_put_back;
use super::{Edits, Sort, Tag, Template};
use std::collections::BTreeSet;
use std::ops::Range;

/// The template with each part of its repair taken back, at most `most` versions: lines of the start put back,
/// without a filter, a check or quotation marks, or with the promise that a value is safe.
pub(in crate::grade::mutate) fn undone(text: &str, start: &str, most: usize) -> Vec<Version> {
    let Some(read) = Template::read(text) else {
        return Vec::new();
    };
    let mut versions = lines_put_back(text, start);
    versions.retain(|version| Template::read(&version.text).is_some());
    versions.extend(without_checks(&read));
    for tag in read.writing() {
        versions.extend(without_quotes(&read, tag));
        versions.extend(without_choice(&read, tag));
    }
    for tag in &read.tags {
        versions.extend(without_filters(&read, tag));
    }
    versions.extend(read.writing().filter_map(|tag| promised(&read, tag)));
    let mut seen = BTreeSet::from([text.to_owned(), start.to_owned()]);
    versions.retain(|version| seen.insert(version.text.clone()));
    versions.truncate(most);
    versions
}

/// `{{ value|filter }}` without the filter.
fn without_filters(read: &Template<'_>, tag: &Tag) -> Vec<Version> {
    let mut found = Vec::new();
    for (at, word) in tag.words.iter().enumerate() {
        let Some(filter) = tag.words.get(at + 1).filter(|_| read.part(&word.at) == "|") else {
            continue;
        };
        let end = after_brackets(read, tag, at + 2).unwrap_or(filter.at.end);
        let gone = word.at.start..end;
        let what = format!(
            "without the filter `{}`",
            read.part(&(filter.at.start..end))
        );
        found.push(read.version(what, word.at.start, &Edits::of(&gone, "")));
    }
    found
}

/// Where the brackets end that open at this word, if they do.
fn after_brackets(read: &Template<'_>, tag: &Tag, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for word in tag.words.get(at..)? {
        match read.part(&word.at) {
            "(" => depth += 1,
            ")" => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(word.at.end);
        }
    }
    None
}

/// `{{ value|safe }}`
fn promised(read: &Template<'_>, tag: &Tag) -> Option<Version> {
    let value = read.part(&tag.inner).trim();
    if tag.words.is_empty() {
        return None;
    }
    let what = format!("with `|safe` behind `{value}`");
    let edits = Edits::of(&tag.inner, format!(" ({value})|safe "));
    Some(read.version(what, tag.whole.start, &edits))
}

/// `title="{{ value }}"` as `title={{ value }}`.
fn without_quotes(read: &Template<'_>, tag: &Tag) -> Option<Version> {
    let quote = |at: Range<usize>| match read.part(&at) {
        sign @ ("\"" | "'") => Some(sign),
        _ => None,
    };
    let (from, to) = (tag.whole.start.checked_sub(1)?, tag.whole.end);
    if quote(from..from + 1)? != quote(to..to + 1)?
        || read.part(&(from.checked_sub(1)?..from)) != "="
    {
        return None;
    }
    let what = format!("without quotation marks round `{}`", read.part(&tag.whole));
    let edits = Edits::of(&(from..to + 1), read.part(&tag.whole));
    Some(read.version(what, from, &edits))
}

/// `{% if … %}` with what stands behind it, whatever the condition gives.
fn without_checks(read: &Template<'_>) -> Vec<Version> {
    let mut found = Vec::new();
    for (from, tag) in read.tags.iter().enumerate() {
        if !tag.is(read.text, "if") {
            continue;
        }
        let Some(family) = read.family(from) else {
            continue;
        };
        let (Some(next), Some(last)) = (family.first(), family.last()) else {
            continue;
        };
        let mut edits = Edits::of(&tag.whole, "");
        edits.replace(&(next.whole.start..last.whole.end), "");
        let what = format!("without the check `{}`", read.part(&tag.inner).trim());
        found.push(read.version(what, tag.whole.start, &edits));
    }
    found
}

/// `{{ a if good else b }}` as `{{ a }}`.
fn without_choice(read: &Template<'_>, tag: &Tag) -> Option<Version> {
    let is = |word: &&super::Word| word.sort == Sort::Name && read.part(&word.at) == "if";
    let from = tag.words.iter().find(is)?.at.start;
    let gone = from..tag.words.last()?.at.end;
    let what = format!("without the check `{}`", read.part(&gone));
    Some(read.version(what, from, &Edits::of(&gone, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_a_repair_is_taken_back() {
        let start = "<p title={{ a }}>{{ b|safe }}</p>\n<hr>\n<a href=\"{{ c }}\">c</a>\n";
        let text = "<p title=\"{{ a }}\">{{ b|replace(\"x\", f(1))|e }}</p>\n<hr>\n{% if c.startswith('h') %}\n<a href=\"{{ c if d else '#' }}\">c</a>\n{% else %}no{% endif %}\n";
        let versions = undone(text, start, 100);
        let of = |what: &str| {
            let found = versions.iter().find(|version| version.what == what);
            let all: Vec<&str> = versions
                .iter()
                .map(|version| version.what.as_str())
                .collect();
            found.map_or_else(
                || panic!("{what}: {all:#?}"),
                |version| version.text.as_str(),
            )
        };
        assert!(
            of("without quotation marks round `{{ a }}`").starts_with("<p title={{ a }}>{{ b|")
        );
        assert!(of("without the filter `e`").contains("{{ b|replace(\"x\", f(1)) }}"));
        assert!(of("without the filter `replace(\"x\", f(1))`").contains("{{ b|e }}"));
        assert!(of("with `|safe` behind `a`").contains("{{ (a)|safe }}"));
        assert!(of("without the check `if c.startswith('h')`").contains("<hr>\n\n<a href"));
        assert!(of("without the check `if d else '#'`").contains("href=\"{{ c  }}\""));
        assert!(of("with lines of the start put back").contains("{{ b|safe }}"));
        assert_eq!(undone(text, start, 2).len(), 2);
        assert!(undone("{{ a", start, 9).is_empty());
    }
}
