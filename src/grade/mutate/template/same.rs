//! Versions of a template that make the same pages: as somebody else would have written it.
//!
//! Each way changes everything it can change safely and leaves out what it is not sure of. Called by `template`.

use super::super::Version;
use super::{Does, Edits, Sort, Tag, Template, Word};

type Way = (&'static str, fn(&Template<'_>) -> Edits);

const WAYS: [Way; 5] = [
    ("the names of loops changed", renamed),
    ("filters by their other names", called_otherwise),
    ("other spaces and quotation marks", spaced),
    ("a variable for every value", extracted),
    ("comments added", commented),
];

/// Filters that have two names.
const TWINS: [(&str, &str); 3] = [("e", "escape"), ("d", "default"), ("count", "length")];

/// The template, changed in each way that applies.
pub(in crate::grade::mutate) fn each(text: &str) -> Vec<Version> {
    let Some(read) = Template::read(text) else {
        return Vec::new();
    };
    let ways = WAYS.iter().filter_map(|(what, way)| {
        let edits = way(&read);
        let at = edits.0.keys().next().copied()?;
        Some(read.version((*what).to_owned(), at, &edits)).filter(|version| version.text != text)
    });
    ways.collect()
}

/// The template, changed in all ways one after another; nothing when none applies.
pub(in crate::grade::mutate) fn all_at_once(text: &str) -> Option<Version> {
    let mut now = text.to_owned();
    for (_, way) in WAYS {
        if let Some(next) = Template::read(&now).map(|read| way(&read).apply(&now)) {
            now = next;
        }
    }
    (now != text).then(|| Version {
        what: "written quite differently".into(),
        line: 1,
        text: now,
        file: None,
    })
}

/// The names that loops give to what they go through are other names.
fn renamed(read: &Template<'_>) -> Edits {
    let mut edits = Edits::default();
    for (from, tag) in read.tags.iter().enumerate() {
        if !tag.is(read.text, "for") {
            continue;
        }
        let is = |word: &Word, name: &str| word.sort == Sort::Name && read.part(&word.at) == name;
        let Some(within) = tag.words.iter().position(|word| is(word, "in")) else {
            continue;
        };
        let (names, through) = tag.words.split_at(within);
        // A tag behind the loop's own part sees what was there before.
        let Some(end) = read
            .family(from)
            .and_then(|family| Some(family.first()?.whole.start))
        else {
            continue;
        };
        for name in names.iter().skip(1).filter(|word| word.sort == Sort::Name) {
            let name = read.part(&name.at);
            let new = format!("the_{name}");
            let until = through.iter().position(|word| is(word, "if"));
            let gone_through = through.get(..until.unwrap_or(through.len()));
            let again = gone_through.is_some_and(|part| part.iter().any(|word| is(word, name)));
            if again || read.knows(&new) {
                continue;
            }
            let inside = read.tags.iter().skip(from);
            for tag in inside.take_while(|tag| tag.whole.start < end) {
                for (at, word) in tag.words.iter().enumerate() {
                    if is(word, name) && stands_for_itself(read, tag, at) {
                        edits.replace(&word.at, new.as_str());
                    }
                }
            }
        }
    }
    edits
}

/// Whether a name is a variable's: not an attribute, a filter, a test or the name of an argument.
fn stands_for_itself(read: &Template<'_>, tag: &Tag, at: usize) -> bool {
    let word = |at: usize| tag.words.get(at).map(|word| read.part(&word.at));
    let before = at.checked_sub(1).and_then(word);
    let named =
        word(at + 1) == Some("=") && word(at + 2) != Some("=") && tag.name(read.text) != "set";
    !matches!(before, Some("." | "|" | "is")) && !named
}

fn called_otherwise(read: &Template<'_>) -> Edits {
    let mut edits = Edits::default();
    for tag in &read.tags {
        for pair in tag.words.windows(2) {
            let [bar, filter] = pair else { continue };
            let name = read.part(&filter.at);
            let twin = TWINS.iter().find_map(|(a, b)| match name {
                _ if name == *a => Some(*b),
                _ if name == *b => Some(*a),
                _ => None,
            });
            if read.part(&bar.at) == "|"
                && let Some(twin) = twin
            {
                edits.replace(&filter.at, twin);
            }
        }
    }
    edits
}

/// Filters stand apart, values close to their brackets, and texts in the other quotation marks.
fn spaced(read: &Template<'_>) -> Edits {
    let mut edits = Edits::default();
    for tag in &read.tags {
        for word in &tag.words {
            let part = read.part(&word.at);
            if part == "|" {
                edits.replace(&word.at, " | ");
            } else if word.sort == Sort::Text && !part.contains('\\') {
                let inside = part.get(1..part.len() - 1).unwrap_or_default();
                let quote = if part.starts_with('"') { '\'' } else { '"' };
                if !inside.contains(['"', '\'']) {
                    edits.replace(&word.at, format!("{quote}{inside}{quote}"));
                }
            }
        }
        let (Some(first), Some(last)) = (tag.words.first(), tag.words.last()) else {
            continue;
        };
        // A bracket or a dash beside the tag's own would mean something else.
        let edges = [read.part(&first.at), read.part(&last.at)];
        if tag.does == Does::Writes && !edges.iter().any(|e| matches!(*e, "{" | "}" | "-" | "+")) {
            let (before, after) = (tag.inner.start..first.at.start, last.at.end..tag.inner.end);
            for space in [before, after] {
                if !space.is_empty() {
                    edits.replace(&space, "");
                }
            }
        }
    }
    edits
}

/// Every value gets a name first.
fn extracted(read: &Template<'_>) -> Edits {
    let mut edits = Edits::default();
    for (tag, number) in read.writing().zip(1..) {
        let name = format!("shown_{number}");
        let value = read.part(&tag.inner).trim();
        let first = tag.words.first().map(|word| read.part(&word.at));
        // What these give depends on where they stand.
        if matches!(first, Some("super" | "caller" | "loop" | "self")) || read.knows(&name) {
            continue;
        }
        if tag.words.is_empty() || value.contains("%}") {
            continue;
        }
        let open = read.part(&(tag.whole.start + 2..tag.inner.start));
        let close = read.part(&(tag.inner.end..tag.whole.end - 2));
        edits.replace(
            &tag.whole,
            format!("{{%{open} set {name} = {value} %}}{{{{ {name} {close}}}}}"),
        );
    }
    edits
}

fn commented(read: &Template<'_>) -> Edits {
    let mut edits = Edits::default();
    edits.replace(&(0..0), "{# This page is filled by the program. #}");
    for tag in read.writing() {
        let end = tag.whole.end;
        edits.replace(&(end..end), "{# as it was given #}");
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attack::page;
    use crate::evaluate::Data;

    const PAGE: &str = "{% for thing in things if thing.name != \"x\" %}<li title=\"{{- thing.name|e }}\">{{ thing.price|default('0') }}{{ loop.index }}</li>{% else %}<p>{{ thing }}</p>{% endfor %}{% for thing in thing.names %}{{ thing }}{% endfor %}{{ -3 }}";

    fn made(text: &str) -> String {
        let text_of = |text: &str| Data::Str(text.into());
        let thing = |name: &str| {
            Data::Dict(vec![
                (text_of("name"), text_of(name)),
                (text_of("price"), text_of("3 < 4")),
            ])
        };
        let names = Data::List(vec![text_of("Ada"), text_of("Eve")]);
        let values = [
            (
                "things".to_owned(),
                Data::List(vec![thing("a \"b\" & c"), thing("x"), thing("y")]),
            ),
            (
                "thing".to_owned(),
                Data::Dict(vec![(text_of("names"), names)]),
            ),
        ];
        page(text, &[], &values, true).unwrap()
    }

    #[test]
    fn every_version_makes_the_same_page() {
        let page = made(PAGE);
        assert!(page.contains("3 &lt; 4") && page.contains("Eve"), "{page}");
        let versions = each(PAGE);
        let ways: Vec<&str> = versions
            .iter()
            .map(|version| version.what.as_str())
            .collect();
        assert_eq!(ways, WAYS.map(|(what, _)| what));
        for version in versions.iter().chain(&all_at_once(PAGE)) {
            assert_ne!(version.text, PAGE);
            assert_eq!(
                made(&version.text),
                page,
                "{}: {}",
                version.what,
                version.text
            );
        }
    }

    #[test]
    fn only_the_loop_knows_its_name() {
        let edits = renamed(&Template::read(PAGE).unwrap()).apply(PAGE);
        assert!(
            edits.starts_with("{% for the_thing in things if the_thing.name"),
            "{edits}"
        );
        assert!(edits.contains("{% else %}<p>{{ thing }}</p>"), "{edits}");
        // Here the name is what the loop goes through, too.
        assert!(
            edits.contains("{% for thing in thing.names %}{{ thing }}"),
            "{edits}"
        );
        let called = "{% for a in b %}{{ f(a=a, c=x.a)|a }}{% endfor %}";
        assert_eq!(
            renamed(&Template::read(called).unwrap()).apply(called),
            "{% for the_a in b %}{{ f(a=the_a, c=x.a)|a }}{% endfor %}"
        );
    }

    #[test]
    fn what_cannot_be_read_has_no_versions() {
        assert!(each("{{ a").is_empty());
        assert!(all_at_once("{% if").is_none());
    }
}
