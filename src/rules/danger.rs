//! What data is for a purpose: harmless, a number, text, or not to be told.
//!
//! Judges by what the data was cleaned for and which tests it has passed; knows no library.
//! Called by `matching`.

use super::backtrack::automaton::of_part;
use super::charset::{Held, held, removed, whole};
use super::expression::Part;
use super::host::fixes_host;
use crate::evaluate::{Origin, View};

/// What a part is for a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Danger {
    /// It cannot do harm there.
    Harmless,
    /// It carries no text.
    Number,
    /// It carries whatever was sent.
    Text,
    /// Nobody can tell here where it comes from.
    Undecided,
}

/// What a value is for a purpose, and the origins of which that is so.
pub(super) fn danger<'a>(view: &'a View, purpose: &str, quoted: bool) -> (Danger, Vec<&'a Origin>) {
    if view.origins.is_empty() {
        let danger = if view.opaque.is_some() {
            Danger::Undecided
        } else {
            Danger::Harmless
        };
        return (danger, Vec::new());
    }
    if view.ways.is_empty() {
        let danger = of_way(&view.cleaned, &view.tested, purpose, quoted);
        return (danger, view.origins.iter().collect());
    }
    // Its ways differ: the worst counts, and only the origins that lead there.
    let rank = |danger: Danger| match danger {
        Danger::Text => 2,
        Danger::Number => 1,
        Danger::Harmless | Danger::Undecided => 0,
    };
    let judged: Vec<(Danger, &Origin)> = view
        .ways
        .iter()
        .map(|w| (of_way(&w.cleaned, &w.tested, purpose, quoted), &w.origin))
        .collect();
    let worst = judged
        .iter()
        .map(|(danger, _)| *danger)
        .max_by_key(|danger| rank(*danger))
        .unwrap_or(Danger::Harmless);
    let origins = judged
        .iter()
        .filter(|(danger, _)| *danger == worst)
        .map(|(_, origin)| *origin)
        .collect();
    (worst, origins)
}

/// Signs with which code can reckon and compare, and do nothing else.
const RECKONS: &str = "0123456789+-*/%.()<>=! \t\n\r\u{b}\u{c}\u{1c}\u{1d}\u{1e}\u{1f}";

/// The signs without all of which text is harmless for a purpose; none where no such signs are known.
fn marks_of(purpose: &str, quoted: bool) -> &'static str {
    match purpose {
        "header" | "log" => "\r\n",
        // Text of a page stays text.
        "html" => "<>",
        // A quoted value stays one.
        "html attribute" => "\"'",
        // So does that of a query.
        "xpath" if quoted => "'",
        "ldap" => "*()\\",
        // A separator, on whichever system.
        "path" => "/\\",
        _ => "",
    }
}

fn of_way(cleaned: &[String], tested: &[String], purpose: &str, quoted: bool) -> Danger {
    let cleaned_for = |p: &str| cleaned.iter().any(|c| c == p);
    // A browser finds a host where Python finds none.
    let (purpose, browser) = match purpose {
        "link" if cleaned_for("link") => return Danger::Harmless,
        "link" => ("url", true),
        "script text" => ("html script", false),
        purpose => (purpose, false),
    };
    let read = browser.then(|| super::host::as_read(tested)).flatten();
    let tested = read.as_deref().unwrap_or(tested);
    // Who signed something chose it, however it is decoded afterwards.
    let own = is_chosen_by_signer(purpose) && cleaned_for("signed");
    if cleaned_for(purpose) || cleaned_for("all") || own {
        return Danger::Harmless;
    }
    // Every part of a page but its text asks for more.
    if purpose == "html url"
        && (cleaned_for("html attribute") || cleaned_for("html"))
        && (cleaned_for("link")
            || tested
                .iter()
                .any(|t| matches!(&**t, "url" | "scheme") || starts_as_web_address(t)))
    {
        return Danger::Harmless;
    }
    let lacking = |mark: char| tested.iter().any(|t| lacks(t, mark));
    let marks = marks_of(purpose, quoted);
    // Each of it begins an escape: no other one is left.
    let escaped = |mark: char| purpose == "ldap" && is_escaped(tested, mark, "5c");
    if !marks.is_empty() && marks.chars().all(|mark| lacking(mark) || escaped(mark)) {
        return Danger::Harmless;
    }
    // No tag begins, and no sign is written in another way.
    if purpose == "html" && lacking('<') && is_escaped(tested, '&', "amp;") {
        return Danger::Harmless;
    }
    // JSON is one value of a script; only the end of the script's element leads out of it.
    if purpose == "script value" && cleaned_for("json") && lacking('<') {
        return Danger::Harmless;
    }
    // Somebody looked at it, or at what it names, before the path went on.
    if matches!(purpose, "trust" | "identity") && tested.iter().any(|t| t == "asked") {
        return Danger::Harmless;
    }
    // Somebody said how much is too much.
    if purpose == "size" && tested.iter().any(|t| t == "length" || t == "bounded") {
        return Danger::Harmless;
    }
    // Somebody asked that it is no less than nothing, or it was written without a sign.
    let least = |t: &String| {
        matches!(
            &**t,
            "least" | "unfollowed" | "str.isdigit" | "str.isdecimal" | "str.isnumeric"
        )
    };
    if purpose == "amount" && tested.iter().any(least) {
        return Danger::Harmless;
    }
    // What the program itself asked about the end of a file's name, or about the first sign of a cell.
    if tested.iter().any(|t| asks_of(t, purpose)) {
        return Danger::Harmless;
    }
    // Short text has few ways.
    if purpose == "expression" && tested.iter().any(|t| t == "length") {
        return Danger::Harmless;
    }
    // No way up, and no way to begin at the root.
    if purpose == "path" && goes_not_up(tested) && tested.iter().any(|t| not_from_root(t)) {
        return Danger::Harmless;
    }
    // What has a host or a scheme that was checked begins with a letter or with `//`.
    if purpose == "argument" && tested.iter().any(|t| t == "url" || t == "scheme") {
        return Danger::Harmless;
    }
    // An address of the world at large, and no group of machines.
    let has = |test: &str| tested.iter().any(|t| t == test);
    if purpose == "url" && has("attribute:is_global") && has("not:attribute:is_multicast") {
        return Danger::Harmless;
    }
    if purpose == "url" && stays_here(tested) {
        return Danger::Harmless;
    }
    // A word of a shell command may be quoted for it, or lack what a shell acts on.
    let purpose = match purpose {
        "shell word" => "shell",
        "code word" => "code",
        "script value" => "html script",
        purpose => purpose,
    };
    if cleaned_for(purpose) {
        return Danger::Harmless;
    }
    let settled = |t: &String| {
        let near = purpose == "url" && !browser && t == "no host";
        t == "allowlist" || t == purpose || near || (t == "signed" && is_chosen_by_signer(purpose))
    };
    if tested.iter().any(settled) {
        return Danger::Harmless;
    }
    if cleaned_for("number") || tested.iter().any(|t| only_digits(t)) {
        return Danger::Number;
    }
    // Inside quotes, words without a quote stay a value. Outside, they choose a column.
    if quoted && tested.iter().any(|t| stays_quoted(t, purpose)) {
        return Danger::Harmless;
    }
    if tested.iter().any(|t| holds_nothing_for(t, purpose)) {
        return Danger::Harmless;
    }
    Danger::Text
}

/// Whether this test is one that a file's name is asked for its ending by, or a cell of a table for its beginning; a
/// helper that was not followed may have asked it.
fn asks_of(test: &str, purpose: &str) -> bool {
    let expression = || {
        let (_, pattern) = test.split_once(':')?;
        test.contains("re.").then_some(pattern)
    };
    match purpose {
        "ending" => {
            test == "unfollowed"
                || test.starts_with("str.endswith:")
                || test.starts_with("ends like:")
                || (test.starts_with("re.") && expression().is_some_and(|p| p.contains(['.'])))
                || held(test).is_some_and(|held| held.all.lacks("."))
        }
        "formula" => {
            test == "unfollowed"
                || (test.starts_with("not:") && test.contains('='))
                || held(test).is_some_and(|held| held.first.lacks("=+-@"))
        }
        _ => false,
    }
}

/// Whether nothing is left to fear of data for this purpose once its signature was verified: whoever signed it chose it.
fn is_chosen_by_signer(purpose: &str) -> bool {
    matches!(purpose, "deserialize" | "url" | "path" | "library")
}

/// Whether text that has passed this test lacks what does harm for the purpose.
fn holds_nothing_for(test: &str, purpose: &str) -> bool {
    if purpose == "argument"
        && let Some(refused) = test.strip_prefix("not:str.startswith:")
    {
        return refused.split('\n').any(|start| start == "-");
    }
    if purpose == "argument"
        && let Some(starts) = test.strip_prefix("str.startswith:")
    {
        return starts
            .split('\n')
            .all(|start| !start.is_empty() && !start.starts_with('-'));
    }
    if purpose == "url" {
        return fixes_host(test) || is_own_path(test);
    }
    if purpose == "origin" {
        return fixes_host(test);
    }
    if let Some(classes) = test.strip_prefix("nodes:") {
        return purpose == "code" && classes.split(',').all(only_reckons);
    }
    if purpose == "path" && stays_below(test) {
        return true;
    }
    let Some(held) = held(test) else { return false };
    match purpose {
        "html" => held.all.lacks("<>&"),
        "html attribute" => held.all.lacks("<>&\"'"),
        "html unquoted" | "html script" => held.all.only_words_and(""),
        "html url" => held.all.lacks(":<>&\"'\t\r\n"),
        "header" | "log" => held.all.lacks("\r\n"),
        "shell" => held.all.only_words_and("_@%+=:,./-"),
        "argument" => held.first.lacks("-"),
        "path" => held.all.lacks("/\\"),
        // What can only be reckoned with. A digit or a space of another script is no Python.
        "code" => {
            held.all.only(RECKONS) || whole(test).is_some_and(|(part, _)| part.each_row(is_own))
        }
        _ => false,
    }
}

/// Whether a whole match names nothing but what lies below: it begins with no root, and no dot follows another.
fn stays_below(test: &str) -> bool {
    let automaton = whole(test).and_then(|(part, _)| of_part(&part, false));
    automaton.is_some_and(|a| !a.may_begin("/\\~") && !a.may_repeat('.') && !a.may_repeat(':'))
}

/// Whether a node of this class of Python's grammar calls nothing and leads nowhere: a name alone is a value that there
/// is, and without attributes and calls it stays that.
fn only_reckons(class: &str) -> bool {
    matches!(
        class,
        "Expression"
            | "Name"
            | "expr_context"
            | "BinOp"
            | "UnaryOp"
            | "BoolOp"
            | "Compare"
            | "Constant"
            | "Num"
            | "Load"
            | "Tuple"
            | "operator"
            | "unaryop"
            | "boolop"
            | "cmpop"
            | "IfExp"
    ) || matches!(
        crate::python::base(class),
        Some("operator" | "unaryop" | "boolop" | "cmpop")
    )
}

/// Whether text that has passed this test begins as no address does that a browser runs.
fn starts_as_web_address(test: &str) -> bool {
    let runs = |start: &str| {
        let start = start.to_ascii_lowercase();
        let plain = start.starts_with(|c: char| c.is_ascii_graphic()) && !start.contains('\t');
        let near = |scheme: &&str| scheme.starts_with(&*start) || start.starts_with(scheme);
        !plain || ["javascript:", "data:", "vbscript:"].iter().any(near)
    };
    test.strip_prefix("str.startswith:")
        .is_some_and(|starts| !starts.split('\n').any(runs))
}

/// Whether text stays where it stands: between quotes of a page or of a shell, or behind the slash with which an
/// address of this site begins.
pub(super) fn stays_in_place(tested: &[String], purpose: &str, before: &str) -> bool {
    match purpose {
        "link" if before == "/" => ["/", "\\"].iter().all(|sign| {
            let refuses = |test: &String| {
                let refused = test.strip_prefix("not:str.startswith:");
                refused.is_some_and(|starts| starts.split('\n').any(|start| start == *sign))
            };
            tested.iter().any(refuses)
        }),
        "html attribute" | "html url" => stays_in_attribute(tested, purpose, before),
        // Between `'` a shell knows no other sign. These end it, and begin it again behind a quote.
        "shell" => {
            let escaped = [r"\''", "\"'\"'"]
                .iter()
                .any(|rest| is_escaped(tested, '\'', rest));
            let ends_none = escaped || tested.iter().any(|test| lacks(test, '\''));
            quote_left_open(before) == Some('\'') && ends_none
        }
        _ => false,
    }
}

/// Whether text in an attribute stays there: it lacks the quote that is open, and where it is an address, it begins as
/// one of the web.
fn stays_in_attribute(tested: &[String], purpose: &str, before: &str) -> bool {
    let Some(quote) = super::markup::quote_after(before) else {
        return false;
    };
    tested.iter().any(|test| lacks(test, quote))
        && (purpose != "html url" || tested.iter().any(|test| starts_as_web_address(test)))
}

/// Whether a text lacks a character, by this test.
fn lacks(test: &str, mark: char) -> bool {
    if let Some(missing) = test.strip_prefix("lacks:") {
        return missing.chars().eq([mark]);
    }
    if let Some(replaced) = test.strip_prefix("re.sub:") {
        return replaced.rsplit_once('→').is_some_and(|(pattern, new)| {
            !new.contains(['\r', '\n', '\\'])
                && removed(pattern).is_some_and(|all| !all.lacks(&mark.to_string()))
        });
    }
    test == "str.isprintable" || held(test).is_some_and(|h| h.all.lacks(&mark.to_string()))
}

/// Whether each of a sign was replaced by itself and this, by one of these tests.
pub(super) fn is_escaped(tested: &[String], mark: char, behind: &str) -> bool {
    tested.iter().any(|test| {
        test.strip_prefix("escaped:").is_some_and(|new| {
            new.strip_prefix(mark)
                .is_some_and(|rest| rest.eq_ignore_ascii_case(behind))
        })
    })
}

/// Whether a text has no step to the folder above, by this test.
pub(super) fn no_way_up(test: &str) -> bool {
    matches!(test, "lacks:.." | "lacks:../" | "lacks:.")
}

/// Whether a path leads nowhere up, by what is known of it: no way up is in it, or its dots were followed and it
/// begins with none.
fn goes_not_up(tested: &[String]) -> bool {
    let has = |test: &str| tested.iter().any(|t| t == test);
    tested.iter().any(|t| no_way_up(t)) || (has("normal:not:..") && has("normal:not:../"))
}

/// Whether a text does not begin at the root, by this test.
fn not_from_root(test: &str) -> bool {
    test == "lacks:/"
        || test
            .strip_prefix("not:str.startswith:")
            .is_some_and(|starts| starts.split('\n').any(|start| start == "/"))
        || test.strip_prefix("str.startswith:").is_some_and(|starts| {
            starts
                .split('\n')
                .all(|start| !start.is_empty() && !start.starts_with(['/', '\\', '.']))
        })
        || held(test).is_some_and(|held| held.first.lacks("/"))
}

/// Whether tests say that an address is a path on the same server: `/` first, and neither `//` nor
/// `/\`, which browsers read as another server's name.
fn stays_here(tested: &[String]) -> bool {
    let starts = |t: &String, prefix: &str| {
        t.strip_prefix(prefix)
            .is_some_and(|s| s.split('\n').all(|s| s == "/"))
    };
    let refused = |what: &str| {
        tested.iter().any(|t| {
            t.strip_prefix("not:str.startswith:")
                .is_some_and(|s| s.split('\n').any(|s| s == what))
                || (what == "/\\" && lacks(t, '\\'))
                || t.strip_prefix("not:second:")
                    .is_some_and(|sign| what.ends_with(sign))
        })
    };
    let begins = |t: &String| {
        starts(t, "str.startswith:") || held(t).is_some_and(|held| held.first.only("/"))
    };
    tested.iter().any(begins) && refused("//") && refused("/\\")
}

/// Whether a whole match is a path of the same server: one slash first, and behind it neither another one nor a
/// backslash.
fn is_own_path(test: &str) -> bool {
    whole(test).is_some_and(|(part, _)| part.each_row(begins_own_path))
}

/// Whether all that a row of parts matches is such a path.
fn begins_own_path(row: &[&Part]) -> bool {
    let mut parts = row.iter().copied();
    parts.next().and_then(Part::character) == Some('/') && Held::of_row(parts).first.lacks("/\\")
}

/// Whether text that has passed this test stays inside quotes: it holds none, nor what else leads out of them.
fn stays_quoted(test: &str, purpose: &str) -> bool {
    let marks = match purpose {
        "shell" => "'\"`\\$",
        "html script" => "'\"`\\<\r\n",
        _ => "'\"`\\",
    };
    held(test).is_some_and(|held| held.all.lacks(marks))
}

/// Whether all that a row of parts matches are letters which the program wrote there, and signs to reckon with.
fn is_own(row: &[&Part]) -> bool {
    row.iter()
        .all(|part| part.character().is_some() || Held::of(part).all.only(RECKONS))
}

/// Whether text that has passed this test is a number.
fn only_digits(test: &str) -> bool {
    match test {
        "number" | "str.isdigit" | "str.isdecimal" | "str.isnumeric" | "type:int"
        | "type:float" | "type:bool" => true,
        _ if test == "characters:" => false,
        _ if test.starts_with("characters:") || test.starts_with("re.sub:") => {
            held(test).is_some_and(|held| held.all.only("0123456789"))
        }
        _ => whole(test).is_some_and(|(part, _)| part.each_row(is_number)),
    }
}

/// Whether all that a row of parts matches are digits, perhaps with a sign before them.
fn is_number(row: &[&Part]) -> bool {
    let signed = |part: &&&Part| match part {
        Part::Times(sign, 0, Some(1)) => Held::of(sign).all.only("+-"),
        part => part.character().is_some_and(|c| matches!(c, '+' | '-')),
    };
    let mut parts = row.iter().peekable();
    parts.next_if(signed);
    parts.peek().is_some() && Held::of_row(parts.copied()).all.only("0123456789")
}

/// Whether a shell is inside quotes after this text.
pub(super) fn open_quote(before: &str) -> bool {
    quote_left_open(before).is_some()
}

/// The quote inside of which a shell is after this text.
fn quote_left_open(before: &str) -> Option<char> {
    let mut open = None;
    let mut chars = before.chars();
    while let Some(c) = chars.next() {
        match (c, open) {
            ('\\', None | Some('"')) => {
                chars.next();
            }
            ('"' | '\'', None) => open = Some(c),
            ('"' | '\'', Some(quote)) if quote == c => open = None,
            _ => {}
        }
    }
    open
}

/// Whether a quoted text behind this is one constant of the code: in a format (`f"…"`, `t"…"`) it would be code itself.
pub(super) fn is_code_word(before: &str) -> bool {
    let letters = before.len() - before.trim_end_matches(char::is_alphabetic).len();
    let prefix = before.get(before.len() - letters..).unwrap_or_default();
    let format = matches!(
        prefix.to_ascii_lowercase().as_str(),
        "f" | "fr" | "rf" | "t" | "tr" | "rt"
    );
    let longer = before
        .trim_end_matches(char::is_alphabetic)
        .ends_with(|c: char| c == '_' || c.is_numeric());
    !open_quote(before) && (!format || longer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{OriginKind, Way};

    #[test]
    fn patterns_that_leave_only_digits() {
        for test in [
            "str.isdigit",
            "re.fullmatch:\\d+",
            "re.fullmatch:^[0-9]{1,4}$",
            "characters:0123456789",
        ] {
            assert!(only_digits(test), "{test}");
        }
        for test in [
            "re.match:\\d+",
            "re.fullmatch:\\d+.*",
            "re.fullmatch:[a-z]+",
            "str.isidentifier",
            "characters:",
            "re.fullmatch:\\d+|.+",
        ] {
            assert!(!only_digits(test), "{test}");
        }
    }

    #[test]
    fn the_worst_way_counts() {
        let origin = |name: &str, kind| Origin {
            kind,
            name: name.into(),
            span: crate::text::Span::default(),
        };
        let base = origin("base", OriginKind::Parameter);
        let name = origin("name", OriginKind::UntrustedParameter);
        let way = |origin: &Origin, cleaned: &[&str]| Way {
            origin: origin.clone(),
            cleaned: cleaned.iter().map(|&c| c.to_owned()).collect(),
            tested: Vec::new(),
        };
        let view = View {
            origins: vec![base.clone(), name.clone()],
            ways: vec![way(&base, &[]), way(&name, &["path"])],
            ..View::default()
        };
        assert_eq!(danger(&view, "path", false), (Danger::Text, vec![&base]));
        assert_eq!(danger(&view, "shell", false).1.len(), 2);
    }

    #[test]
    fn several_tests_together() {
        let of = |tests: &[&str], purpose: &str| {
            let tested: Vec<String> = tests.iter().map(|&t| t.to_owned()).collect();
            of_way(&[], &tested, purpose, false) == Danger::Harmless
        };
        assert!(of(&["lacks:\r", "lacks:\n"], "log"));
        assert!(!of(&["lacks:\n"], "log"));
        assert!(of(&["re.sub:[\\x00-\\x1f\\x7f]→?"], "header"));
        assert!(of(&["re.sub:[\r\n]+→ "], "log"));
        assert!(!of(&["re.sub:\\n→"], "log"));
        assert!(!of(&["re.sub:\\r\\n→"], "log"));
        assert!(of(&["re.sub:\\r|\\n→"], "log"));
        assert!(of(
            &["str.startswith:/", "not:str.startswith://\n/\\"],
            "url"
        ));
        assert!(!of(&["str.startswith:/", "not:str.startswith://"], "url"));
    }

    #[test]
    fn what_a_test_says_for_a_purpose() {
        for (test, purpose, harmless) in [
            ("re.fullmatch:[A-Za-z0-9][A-Za-z0-9.-]*", "shell", true),
            ("re.fullmatch:[a-z ]+", "shell", false),
            ("re.fullmatch:[a-z.-]+", "argument", false),
            ("re.fullmatch:[a-z][a-z.-]+", "argument", true),
            ("not:str.startswith:-", "argument", true),
            ("not:str.startswith:--", "argument", false),
            ("str.startswith:https://", "argument", true),
            ("str.startswith:https://\n", "argument", false),
            ("str.isalnum", "path", true),
            ("re.fullmatch:[^/]+", "path", false),
            ("re.fullmatch:[^/\\\\]+", "path", true),
            ("re.match:^[0-9]+/[0-9]+.zip$", "path", true),
            ("re.match:^[0-9]+/[0-9]+.zip", "path", false),
            ("re.fullmatch:\\w+(?:\\.\\w+)*(?:/\\w+)?", "path", true),
            ("re.fullmatch:[\\w.]+/\\w+", "path", false),
            ("re.fullmatch:.\\B.+", "path", false),
            ("re.fullmatch:/?[a-z]+", "path", false),
            ("re.fullmatch:(?:[a-z]+|\\.\\.)/x", "path", false),
            ("re.fullmatch:[\\d+*/ .()-]+", "code", true),
            ("re.fullmatch:[^A-Za-z_]+", "code", false),
            ("nodes:Expression,BinOp,Constant,Add", "code", true),
            ("nodes:Expression,BinOp,Constant,Call", "code", false),
            ("nodes:Expression,BinOp,Name,Load", "code", true),
            ("nodes:Expression,BinOp,Name,Load,Attribute", "code", false),
            ("re.fullmatch:[0-9+*/ .()-]+", "code", true),
            ("re.fullmatch:(?:weight|age) [<>=] \\d+", "code", true),
            ("re.fullmatch:(?:weight|age) [<>=] [0-9]+", "code", true),
            ("re.fullmatch:(?:weight|age) [<>=] .+", "code", false),
            ("re.match:(?:weight|age) [<>=] [0-9]", "code", false),
            ("re.fullmatch:[<>=]", "code", true),
            ("str.isidentifier", "code", false),
            ("str.isalnum", "html", true),
            ("re.fullmatch:[a-z<]+", "html", false),
            ("re.fullmatch:[a-z ]+", "html unquoted", false),
            ("re.fullmatch:[a-z:/.]+", "html url", false),
            ("str.startswith:https://good.example/", "url", true),
            ("str.startswith:https://good.example", "url", false),
            (
                "str.startswith:https://good.example@evil.example/",
                "url",
                false,
            ),
            ("str.startswith:https://a.example/\nhttps://", "url", false),
            ("re.match:https://good\\.example/.*", "url", true),
            ("re.fullmatch:^https://good\\.example/[a-z]+", "url", true),
            ("re.match:https://good.example/", "url", false),
            ("re.search:https://good\\.example/", "url", false),
            ("re.match:https://good\\.example/|.*", "url", false),
        ] {
            assert_eq!(
                holds_nothing_for(test, purpose),
                harmless,
                "{test} for {purpose}"
            );
        }
    }
}
