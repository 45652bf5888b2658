//! Whether what was done fits a pattern of a goal.
//!
//! Called by `probe` and `attempt`.

use crate::evaluate::{Event, UNKNOWN};

/// How a pattern and what was done relate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit<'a> {
    /// Nothing that was done fits.
    No,
    /// This may fit: part of it is not known, or whether it happens is not.
    Perhaps(&'a Event),
    /// This certainly fits.
    Yes(&'a Event),
}

/// The best fit of a pattern with `*` among events.
pub(super) fn fit<'a>(pattern: &str, events: &'a [Event]) -> Fit<'a> {
    let mut best = Fit::No;
    for event in events {
        let bare = unquoted(pattern, &event.text);
        let text = bare.as_deref().unwrap_or(&event.text);
        let fits_it = |open| fits(pattern, text, open);
        if fits_it(false) && event.certain {
            return Fit::Yes(event);
        }
        let open = text.contains(UNKNOWN) || !event.certain;
        if best == Fit::No && open && fits_it(true) {
            best = Fit::Perhaps(event);
        }
    }
    best
}

/// What is started, without the quotes that tell one argument from two, for a pattern that names none.
fn unquoted(pattern: &str, text: &str) -> Option<String> {
    let quotes = ['\'', '"'];
    (text.starts_with("starts ") && text.contains(quotes) && !pattern.contains(quotes))
        .then(|| text.replace(quotes, ""))
}

/// Whether text fits a pattern; with `open`, what is not known in the text may be anything.
fn fits(pattern: &str, text: &str, open: bool) -> bool {
    if open && text.contains(UNKNOWN) {
        fits_perhaps(pattern, text)
    } else {
        fits_as_it_is(pattern, text)
    }
}

/// The same of text that is taken as it is: the pieces between the stars stand in it one after the other.
fn fits_as_it_is(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(first) else {
        return false;
    };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    for piece in middle.split('*') {
        let Some(at) = text.find(piece) else {
            return false;
        };
        text = text.get(at + piece.len()..).unwrap_or_default();
    }
    text.ends_with(last)
}

/// The same of text of which some is not known.
fn fits_perhaps(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let any = |c: Option<&char>| c == Some(&UNKNOWN);
    // Which beginnings of the text fit the beginning of the pattern read so far.
    let mut ends: Vec<bool> = vec![true];
    for at in 0..text.len() {
        let before = ends.last().copied().unwrap_or(false);
        ends.push(before && any(text.get(at)));
    }
    for p in pattern.chars() {
        let mut next = Vec::with_capacity(ends.len());
        let mut held = false;
        for (at, end) in ends.iter().enumerate() {
            held |= *end;
            let last = at.checked_sub(1);
            let here = last.and_then(|i| text.get(i));
            let fit = if p == '*' {
                held
            } else {
                let previous = last.and_then(|i| ends.get(i)).copied().unwrap_or(false);
                // What is not known takes the pattern's sign, and may go on or end here.
                (previous && (here == Some(&p) || any(here)))
                    || (any(here) && (*end || next.last().copied().unwrap_or(false)))
            };
            next.push(fit);
        }
        ends = next;
    }
    ends.last().copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::{fits, unquoted};

    #[test]
    fn quotes_tell_one_argument_from_two() {
        let one = "starts wc -w 'my notes.txt'";
        let named = "starts wc*notes.txt'";
        assert!(fits(named, one, false));
        assert!(!fits(named, "starts wc -w my notes.txt", false));
        assert_eq!(unquoted(named, one), None);
        let bare = unquoted("starts wc*", one);
        assert_eq!(bare.as_deref(), Some("starts wc -w my notes.txt"));
        assert_eq!(unquoted("reads *", "reads /srv/it's"), None);
    }

    #[test]
    fn patterns() {
        assert!(fits("starts id*", "starts id -u", false));
        assert!(!fits("starts id*", "starts ping id", false));
        assert!(fits("*id*", "starts ping id", false));
        assert!(fits("reads /srv/up/*", "reads /srv/up/a", false));
        assert!(!fits("reads /srv/up/*", "reads /srv/uploads", false));
        assert!(fits("*up*up*", "reads up/up", false));
        assert!(!fits("*up*up", "reads up", false));
        assert!(!fits("up*up", "up", false));
        assert!(fits("reads **", "reads ", false));
        assert!(fits(
            "starts ping -c 1 host",
            "starts ping -c 1 host",
            false
        ));
    }

    #[test]
    fn what_is_not_known_may_be_anything() {
        assert!(fits("starts id", "starts …", true));
        assert!(!fits("starts id", "starts …", false));
        assert!(fits("starts ping*", "starts ping …", false));
        assert!(!fits("starts id*", "starts ping …", true));
        assert!(fits("starts ping a b", "starts ping …b", true));
        assert!(fits("starts ping ab", "starts ping …ab", true));
        assert!(!fits("starts ping ab", "starts ping …c", true));
    }
}
