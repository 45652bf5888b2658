//! Words of a command: which of them a program takes for options, and which a shell for commands; and values
//! that can only be words of the program.
//!
//! Which options take nothing stands in the rules. Called by `matching`.

use crate::evaluate::View;
use std::collections::BTreeMap;

/// Program → its options that take no value.
pub(super) type Switches = BTreeMap<String, Vec<String>>;

/// Whether a program would take this element for an option if it began with a dash: it stands
/// after the program's name and before `--`, and is not what an option before it takes.
pub(super) fn may_be_option(items: &[View], at: usize, switches: &Switches) -> bool {
    let known = |i: &View| i.known.clone().filter(|_| i.kind.as_deref() == Some("str"));
    let Some(before) = items.get(1..at) else {
        return false;
    };
    at > 0
        && !ends_options(items, at)
        && !before
            .last()
            .and_then(known)
            .is_some_and(|k| k.starts_with('-') && k.len() > 1 && !is_switch(items, &k, switches))
}

/// Whether `--` stands before this element: no option comes after it.
pub(super) fn ends_options(items: &[View], at: usize) -> bool {
    let before = items.get(1..at).unwrap_or(&[]);
    before
        .iter()
        .any(|i| i.known.as_deref() == Some("--") && i.kind.as_deref() == Some("str"))
}

/// Whether a word is an option that takes nothing, of the program that these words start.
fn is_switch(items: &[View], word: &str, switches: &Switches) -> bool {
    // What has its value behind `=` takes no other.
    if word.starts_with("--") && word.contains('=') {
        return true;
    }
    let program = items.first().and_then(|i| i.known.as_deref());
    let program = program.map(|p| p.rsplit('/').next().unwrap_or(p));
    program
        .and_then(|program| switches.get(program))
        .is_some_and(|known| {
            let is_known = |word: &str| known.iter().any(|switch| switch == word);
            // Several of one letter each may be written as one word.
            let letters = word.strip_prefix('-').filter(|l| !l.starts_with('-'));
            is_known(word)
                || letters.is_some_and(|l| {
                    l.len() > 1 && l.chars().all(|letter| is_known(&format!("-{letter}")))
                })
        })
}

/// Whether one of these words may say that a script follows.
pub(super) fn has_script(items: &[View]) -> bool {
    let says = |view: &View| {
        let mut all = std::iter::once(view).chain(&view.either);
        all.any(|v| v.known.as_deref().is_some_and(starts_script))
    };
    items.iter().any(says)
}

/// `-c` and its like.
fn starts_script(word: &str) -> bool {
    matches!(word, "/c" | "/C" | "/k" | "/K" | "-Command" | "-command")
        || (word.starts_with('-')
            && !word.starts_with("--")
            && word.ends_with('c')
            && word != "-exec")
}

/// Whether a shell reads this element as commands: what follows `-c`, or else the first that is no
/// option. Elements after that are values to the script.
pub(super) fn is_script(items: &[View], at: usize) -> bool {
    let may = |i: &View, is: &dyn Fn(&str) -> bool| {
        let mut all = std::iter::once(i).chain(&i.either);
        all.any(|view| view.known.as_deref().is_some_and(is))
    };
    let option = |i: &View| may(i, &|k| k.starts_with(['-', '/']));
    let command = items.iter().skip(1).position(|i| may(i, &starts_script));
    let Some(flag) = command.map(|c| c + 1) else {
        let script = items.iter().skip(1).position(|i| !option(i));
        return script.is_some_and(|s| s + 1 == at);
    };
    // `cmd /c` and `-Command` read all that follows; `-c` reads one.
    let all = items
        .get(flag)
        .is_some_and(|i| may(i, &|k| k.starts_with('/') || k.ends_with("ommand")));
    at == flag + 1 || (all && at > flag)
}

/// Whether a shell on another machine reads this element: `ssh` hands over as one text what stands behind the host.
pub(super) fn is_remote(items: &[View], at: usize, switches: &Switches) -> bool {
    let mut place = 1;
    while let Some(word) = items.get(place).and_then(|i| i.known.as_deref()) {
        if !word.starts_with('-') {
            break;
        }
        // `-p 22` is two words, `-p22` is one.
        let two = word.chars().nth(2).is_none() && !is_switch(items, word, switches);
        place += 1 + usize::from(two);
    }
    at > place
}

/// The first of the words that a value can be, if it can be nothing else.
pub(super) fn own_word(view: &View) -> Option<&str> {
    let plain = |option: &View| {
        option.known.as_deref().is_some_and(|word| {
            let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
            option.kind.as_deref() == Some("str") && !word.is_empty() && word.chars().all(sign)
        })
    };
    let all = !view.either.is_empty() && view.either.iter().all(plain);
    view.either.first().filter(|_| all)?.known.as_deref()
}
