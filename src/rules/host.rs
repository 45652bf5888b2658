//! Which server an address can name that has passed a test.
//!
//! Reads a regular expression as far as the end of the host; a form it does not read fixes nothing. Knows
//! no purpose. Called by `danger`.

use super::charset::{Held, whole};
use super::expression::Part;

/// What stands before the name of a test that a text has passed as a browser reads it.
const READ: &str = "link:";

/// The tests that a text has passed where a browser reads it, if it was changed as a browser does before it was asked.
pub(super) fn as_read(tested: &[String]) -> Option<Vec<String>> {
    let own = |test: &String| test.strip_prefix(READ).unwrap_or(test).to_owned();
    let any = tested.iter().any(|test| test.starts_with(READ));
    any.then(|| tested.iter().map(own).collect())
}

/// Whether text that has passed this test begins with a scheme and a host whose end the program chose: all of it, or
/// a dot and at least two labels behind it.
pub(super) fn fixes_host(test: &str) -> bool {
    if let Some(starts) = test.strip_prefix("str.startswith:") {
        return starts.split('\n').all(whole_host);
    }
    let (part, whole) = match (whole(test), test.strip_prefix("re.match:")) {
        (Some((part, _)), _) => (Some(part), true),
        (None, Some(pattern)) => (Part::of(pattern), false),
        (None, None) => (None, false),
    };
    let fixed = |row: &[&Part]| whole_host(&literal_start(row)) || fixes_one(row, whole);
    part.is_some_and(|part| part.each_row(fixed))
}

/// Whether text begins with a scheme, a host, and the mark that ends the host.
fn whole_host(start: &str) -> bool {
    start.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty()
            && scheme.chars().all(|c| c.is_ascii_alphanumeric())
            && rest.find(['/', '?', '#']).is_some_and(|end| end > 0)
            && !rest
                .split(['/', '?', '#'])
                .next()
                .is_some_and(|host| host.contains(['@', '\\', ' ']))
    })
}

/// The text with which all that a row of parts matches begins.
fn literal_start(row: &[&Part]) -> String {
    row.iter().map_while(|part| part.character()).collect()
}

/// Whether whatever begins as this row of parts says leads to such a host. `whole`: nothing may follow it.
fn fixes_one(row: &[&Part], whole: bool) -> bool {
    let Some(colon) = row.iter().position(|part| part.character() == Some(':')) else {
        return false;
    };
    let (scheme, rest) = row.split_at(colon);
    let [_, first, second, host @ ..] = rest else {
        return false;
    };
    let slash = |part: &Part| part.character() == Some('/');
    if scheme.is_empty()
        || !scheme.iter().all(|part| is_word(part))
        || !slash(first)
        || !slash(second)
    {
        return false;
    }
    // What stands for itself at the end of what was read of the host.
    let mut end = String::new();
    let mut open = false;
    let mut port = false;
    for part in host {
        match part {
            Part::End { .. } => return chosen(&end, open),
            // `(?::443)?`: a port, or none.
            Part::Times(inner, ..) if chosen(&end, open) && inner.each_row(is_port) => {}
            // `(?:/.*)?`: a path, or nothing.
            Part::Times(inner, ..)
                if inner.each_row(|row| row.first().is_some_and(|p| ends_host(p))) =>
            {
                if !chosen(&end, open) {
                    return false;
                }
            }
            part if ends_host(part) => return chosen(&end, open),
            part if port && is_word(part) => {}
            _ if port => return false,
            part => match part.character() {
                Some(c) if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') => end.push(c),
                Some(':') if chosen(&end, open) => port = true,
                Some(_) => return false,
                None if Held::of(part).all.only_words_and("-._") => {
                    end.clear();
                    // `(?:[a-z]+\.)+`: labels, each with its dot.
                    let dot =
                        |row: &[&Part]| row.last().and_then(|part| part.character()) == Some('.');
                    if matches!(part, Part::Times(inner, ..) if inner.each_row(dot)) {
                        end.push('.');
                    }
                    open = true;
                }
                None => return false,
            },
        }
    }
    whole && chosen(&end, open)
}

/// Whether a row of parts is a colon and a port.
fn is_port(row: &[&Part]) -> bool {
    row.split_first().is_some_and(|(colon, rest)| {
        colon.character() == Some(':') && rest.iter().all(|part| is_word(part))
    })
}

/// Whether a part is letters and digits, none of the marks that divide an address.
fn is_word(part: &Part) -> bool {
    Held::of(part).all.only_words_and("")
}

/// Whether a part is a mark with which the host of an address is over.
fn ends_host(part: &Part) -> bool {
    matches!(part, Part::One(marks) if marks.within("/?#"))
}

/// Whether a host that ends so is the program's choice; `open`: something stands before it.
fn chosen(end: &str, open: bool) -> bool {
    if open {
        end.strip_prefix('.')
            .is_some_and(|labels| labels.contains('.') && !labels.ends_with('.'))
    } else {
        !end.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::fixes_host;

    #[test]
    fn the_end_of_the_host_counts() {
        for (pattern, whole, fixed) in [
            (r"https://hooks\.example\.org/.*", false, true),
            (r"https?://([a-z0-9-]+\.)?example\.org/.*", true, true),
            (r"https://(?:[a-z0-9-]+\.)+club\.example/", false, true),
            (r"https://(?:[a-z0-9-]+[.])*club\.example/", false, true),
            (r"https://(?:[a-z0-9-]+\.?)+club\.example/", false, false),
            (r"https://(?:[a-z]+|x\.)+club\.example/", false, false),
            (r"https://(?:[a-z]+\.)+example/", false, false),
            (r"https://[a-z0-9-]+\.club\.example/[a-z]*", false, true),
            (r"^https:\/\/(?:www|api)\.example\.org(?:/.*)?$", true, true),
            (r"https://(?:www|api)\.example\.org/", false, true),
            (
                r"https://(?:hooks\.example\.org|[a-z]+\.club\.example)(?:/[a-z]*)?",
                true,
                true,
            ),
            (
                r"https://(?:hooks\.example\.org|[a-z]+\.club\.example|.*)/",
                false,
                false,
            ),
            (r"https://(hooks\.example\.org|[a-z.]+)/", false, false),
            (r"https://hooks\.example\.org", true, true),
            (r"https://hooks\.example\.org", false, false),
            (r"https://hooks\.example\.org.*", false, false),
            // A dot that stands for anything.
            (r"https://hooks.example.org/", false, false),
            // `evilclub.example`
            (r"https://[a-z]*club\.example/", false, false),
            // Whoever buys a name below `.com`.
            (r"https://[a-z]+\.com/", false, false),
            (r"https://[^/]+\.club\.example/", false, false),
            (r"https://a\.example/|.*", false, false),
            (r".*://a\.example/", false, false),
            // Whoever owns `x.example` behind the path that may be missing.
            (r"https://[a-z]+\.b(?:/x)?\.club\.example/", false, false),
            (r"https://[a-z]+\.club\.example[/?#]", false, true),
            (r"(?i)https://hooks\.EXAMPLE\.org/", false, true),
            (
                r"https://[a-z]+\.club\.example(?::443)?(?:/.*)?",
                true,
                true,
            ),
            (r"https://hooks\.example\.org(:[0-9]{1,5})?/", false, true),
            (r"https://hooks\.example\.org:8443/", false, true),
            (r"https://hooks\.example\.org:443", true, true),
            (r"https://hooks\.example\.org:443(?:/.*)?", true, true),
            // What stands before an `@` is a name and a password.
            (r"https://hooks\.example\.org:443", false, false),
            (r"https://hooks\.example\.org(?::.*)?/", false, false),
            (r"https://hooks\.example\.org(?::443)?@.*", true, false),
            (r"https://hooks\.example\.org:[0-9]+@", false, false),
            (r"https://[a-z]+(?::443)?\.club\.example/", false, false),
            (r"https://hooks\.example\.org$", false, true),
            ("(((((", false, false),
            ("[", true, false),
        ] {
            let test = if whole { "re.fullmatch" } else { "re.match" };
            assert_eq!(fixes_host(&format!("{test}:{pattern}")), fixed, "{pattern}");
        }
    }
}
