//! What a template makes of given values: whether the page shows what it must, and whether a hostile
//! input stays data in it.
//!
//! The page is read as a browser reads it, beside the same page with a harmless word. Called by `file`.

use super::wrong::{self, Wrong};
use crate::attack::{Shown, Unmade, page, shown, strays, strays_beside};
use crate::evaluate::{Data, Reason, literal};
use crate::grade::doubt;
use crate::pack::Renders;
use crate::text::{Part, ending};

/// The word that stands where the hostile input goes in the page to compare with.
const HARMLESS: &str = "Ada";
/// Where the input goes.
const PLACE: &str = "{input}";

/// What does not hold. `files` are all files of the answer, where there are several.
///
/// # Errors
/// Why it cannot be told.
pub(super) fn faults(
    wanted: &Renders,
    (name, text): (&str, &str),
    files: &[Part<'_>],
) -> Result<Vec<Wrong>, Reason> {
    let Some(values) = given(wanted) else {
        return Err(doubt::given_no_dict());
    };
    let others: Vec<(&str, &str)> = files.iter().map(|f| (as_loaded(f.name), f.text)).collect();
    let escape = wanted.escape.unwrap_or_else(|| is_escaped(name));
    let made = |word: &str| {
        let values: Vec<(String, Data)> = values
            .iter()
            .filter_map(|(key, value)| match key {
                Data::Str(key) => Some((key.clone(), with_input(value, word))),
                _ => None,
            })
            .collect();
        page(text, &others, &values, escape)
    };
    if let Some(input) = &wanted.input {
        // Nothing that is not shown does harm; that the page is gone is for other goals.
        let page = made(input).map_err(|unmade| match unmade {
            Unmade::Refused(why) => doubt::template_refused(&why),
            Unmade::Unknown(why) => why,
        })?;
        let usual = made(HARMLESS).unwrap_or_default();
        let strays = strays(&page, &usual, input);
        return Ok(strays.map(Wrong::said).into_iter().collect());
    }
    let seen = match made(HARMLESS) {
        Ok(page) => shown(&page),
        Err(Unmade::Refused(why)) => return Ok(vec![wrong::not_filled(&why).into()]),
        Err(Unmade::Unknown(why)) => return Err(why),
    };
    let mut faults: Vec<Wrong> = Vec::new();
    for text in &wanted.shows {
        if !reads(&seen, text) {
            faults.push(wrong::not_shown(text).into());
        }
    }
    for text in &wanted.lacks {
        if reads(&seen, text) {
            faults.push(wrong::is_shown(text).into());
        }
    }
    for tag in &wanted.tags {
        if seen.tags.iter().all(|(found, _)| found != tag) {
            faults.push(wrong::no_tag(tag).into());
        }
    }
    Ok(faults)
}

/// Where an attacker's text goes in what a template is given to be attacked.
const ATTACKED: &str = "{0}";

/// The pages that an attacker's text gives in one place after the other, each with the harm that it does there.
///
/// # Errors
/// Why it cannot be told.
pub(super) fn attacked(
    with: &str,
    (name, text): (&str, &str),
    files: &[Part<'_>],
    input: &str,
) -> Result<Vec<(String, Option<String>)>, Reason> {
    let values = values(with).ok_or_else(doubt::given_no_dict)?;
    let others: Vec<(&str, &str)> = files.iter().map(|f| (as_loaded(f.name), f.text)).collect();
    let mut places = 0;
    let mut made = |place: usize, word: &str| {
        places = 0;
        let values: Vec<(String, Data)> = values
            .iter()
            .filter_map(|(key, value)| match key {
                Data::Str(key) => Some((key.clone(), in_place(value, place, word, &mut places))),
                _ => None,
            })
            .collect();
        let page = page(text, &others, &values, is_escaped(name));
        let page = page.map_err(|unmade| match unmade {
            Unmade::Refused(why) => doubt::template_refused(&why),
            Unmade::Unknown(why) => why,
        });
        page.map(|page| (page, places))
    };
    let (usual, count) = made(PLACES, HARMLESS)?;
    let mut pages = Vec::new();
    for place in 0..count.min(PLACES) {
        let (page, _) = made(place, input)?;
        let harm = strays(&page, &usual, input);
        pages.push((page, harm));
    }
    Ok(pages)
}

/// The most places for an attacker's text.
const PLACES: usize = 16;

/// A value with a word in one of the places for it, counted from `seen` on, and a harmless one in the others.
fn in_place(value: &Data, place: usize, word: &str, seen: &mut usize) -> Data {
    match value {
        Data::Str(text) if text.contains(ATTACKED) => {
            let word = if *seen == place { word } else { HARMLESS };
            *seen += 1;
            Data::Str(text.replace(ATTACKED, word))
        }
        Data::List(items) => Data::List(
            items
                .iter()
                .map(|item| in_place(item, place, word, seen))
                .collect(),
        ),
        Data::Tuple(items) => Data::Tuple(
            items
                .iter()
                .map(|item| in_place(item, place, word, seen))
                .collect(),
        ),
        Data::Dict(pairs) => Data::Dict(
            pairs
                .iter()
                .map(|(key, value)| (key.clone(), in_place(value, place, word, seen)))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// Inputs that leave their place in pages which do not keep them there: as markup, out of an attribute without
/// quotation marks or with either kind, and as an address.
const HOSTILE: [&str; 5] = [
    "<img src=x onerror=alert(1)>",
    "x onmouseover=alert(1)",
    "x\" onmouseover=\"alert(1)",
    "x' onmouseover='alert(1)",
    "javascript:alert(1)",
];

/// Which hostile inputs do harm in the place of which of the texts that are given, as clauses.
pub(super) fn strays_of(
    wanted: &Renders,
    (name, text): (&str, &str),
    files: &[Part<'_>],
) -> Vec<String> {
    let others: Vec<(&str, &str)> = files.iter().map(|f| (as_loaded(f.name), f.text)).collect();
    let escape = wanted.escape.unwrap_or_else(|| is_escaped(name));
    let given = Data::Dict(given(wanted).unwrap_or_default());
    let made = |place: usize, word: &str| {
        let mut values = given.clone();
        let mut left = place;
        let was = put(&mut values, word, &mut left)?;
        let Data::Dict(values) = values else {
            return None;
        };
        let values: Vec<(String, Data)> = values
            .into_iter()
            .filter_map(|(key, value)| match key {
                Data::Str(key) => Some((key, value)),
                _ => None,
            })
            .collect();
        Some((
            was,
            page(text, &others, &values, escape).unwrap_or_default(),
        ))
    };
    let mut found = Vec::new();
    for place in 0.. {
        let Some((was, usual)) = made(place, HARMLESS) else {
            break;
        };
        let usual = shown(&usual);
        for input in HOSTILE {
            let hostile = made(place, input).map(|(_, page)| page);
            if hostile.is_some_and(|page| strays_beside(&page, &usual, input).is_some()) {
                found.push(format!("`{input}` gets through in the place of `{was}`"));
            }
        }
    }
    found
}

/// Puts a word in the place of one of the texts in a value, counted from `left`; gives what stood there.
fn put(value: &mut Data, word: &str, left: &mut usize) -> Option<String> {
    match value {
        Data::Str(text) if *left == 0 => Some(std::mem::replace(text, word.to_owned())),
        Data::Str(_) => {
            *left -= 1;
            None
        }
        Data::List(items) | Data::Tuple(items) => {
            items.iter_mut().find_map(|item| put(item, word, left))
        }
        Data::Dict(pairs) => pairs.iter_mut().find_map(|(_, item)| put(item, word, left)),
        _ => None,
    }
}

/// What a goal gives to the template; nothing when that is no Python dict.
pub(super) fn given(wanted: &Renders) -> Option<Vec<(Data, Data)>> {
    values(&wanted.with)
}

/// What a Python dict holds; nothing when it is none.
pub(super) fn values(with: &str) -> Option<Vec<(Data, Data)>> {
    match literal(with) {
        Some(Data::Dict(values)) => Some(values),
        _ => None,
    }
}

/// Whether people can read a text in the page, or it is the value of an attribute or a part of one.
fn reads(seen: &Shown, text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut values = seen.tags.iter().flat_map(|(_, attributes)| attributes);
    seen.text.contains(&words.join(" ")) || values.any(|(_, value)| value.contains(text))
}

/// The name under which other templates know this one.
fn as_loaded(name: &str) -> &str {
    name.split_once("templates/")
        .map_or(name, |(_, inside)| inside)
}

/// Whether Flask escapes in a template of this name.
fn is_escaped(name: &str) -> bool {
    matches!(ending(name), "html" | "htm" | "xml" | "xhtml" | "svg")
}

/// A value with the input in its place.
fn with_input(value: &Data, input: &str) -> Data {
    let all = |items: &[Data]| items.iter().map(|item| with_input(item, input)).collect();
    match value {
        Data::Str(text) => Data::Str(text.replace(PLACE, input)),
        Data::List(items) => Data::List(all(items)),
        Data::Tuple(items) => Data::Tuple(all(items)),
        Data::Dict(pairs) => Data::Dict(
            pairs
                .iter()
                .map(|(key, value)| (key.clone(), with_input(value, input)))
                .collect(),
        ),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, wanted: &Renders) -> Result<Vec<Wrong>, Reason> {
        faults(wanted, ("page.html", text), &[])
    }

    #[test]
    fn a_page_shows_what_it_must() {
        let wanted = Renders {
            with: "{'name': 'Ada', 'marks': [1, 2]}".into(),
            shows: vec!["Hello, Ada".into(), "2".into()],
            lacks: vec!["None".into()],
            tags: vec!["li".into()],
            ..Renders::default()
        };
        let list = "{% for mark in marks %}<li>{{ mark }}</li>{% endfor %}";
        for (text, held) in [
            (format!("<p>Hello, <b>{{{{ name }}}}</b></p>{list}"), Ok(0)),
            (format!("<p>Hello, Bea</p>{list}"), Ok(1)),
            (String::new(), Ok(3)),
            ("{% if %}".into(), Ok(1)),
            (
                format!("Hello, {{{{ name }}}} {{{{ None }}}} {list}"),
                Ok(1),
            ),
        ] {
            let found = of(&text, &wanted);
            assert_eq!(
                found.as_ref().map(Vec::len),
                held.as_ref().map(|n| *n),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn every_text_is_tried_with_every_hostile_input() {
        let wanted = Renders {
            with: "{'a': {'b': ['one', 2, 'two']}, 'site': 'https://x.example'}".into(),
            shows: vec!["one".into()],
            ..Renders::default()
        };
        let of = |text: &str| strays_of(&wanted, ("page.html", text), &[]);
        let good =
            "<p>{{ a.b[0] }}</p><a href=\"{{ site if site[:8] == 'https://' }}\">{{ a.b[2] }}</a>";
        assert_eq!(of(good), Vec::<String>::new());
        assert_eq!(
            of("<a href=\"{{ site }}\" title={{ a.b[2] }}>x</a>"),
            [
                "`<img src=x onerror=alert(1)>` gets through in the place of `two`",
                "`x onmouseover=alert(1)` gets through in the place of `two`",
                "`x\" onmouseover=\"alert(1)` gets through in the place of `two`",
                "`x' onmouseover='alert(1)` gets through in the place of `two`",
                "`javascript:alert(1)` gets through in the place of `https://x.example`",
            ]
        );
    }

    #[test]
    fn an_attacker_s_text_is_tried_in_one_place_after_the_other() {
        let with = "{'stall': {'name': '{0}', 'site': '{0}', 'price': 3}}";
        let of = |text: &str, input: &str| attacked(with, ("stall.html", text), &[], input);
        let safe = "<h2>{{ stall.name }}</h2>";
        let link = "<h2>{{ stall.name }}</h2><a href=\"{{ stall.site }}\">{{ stall.price }}</a>";
        let harms = |text: &str, input: &str| -> Vec<bool> {
            let pages = of(text, input).unwrap();
            pages.iter().map(|(_, harm)| harm.is_some()).collect()
        };
        assert_eq!(harms(link, "javascript:alert('1')"), [false, true]);
        assert_eq!(harms(safe, "<img src=x onerror=alert(1)>"), [false, false]);
        assert!(of("{% endif %}", "x").is_err());
        assert!(attacked("[1]", ("stall.html", safe), &[], "x").is_err());
    }

    #[test]
    fn an_input_stays_data() {
        let wanted = Renders {
            with: "{'user': {'name': '{input}'}}".into(),
            input: Some("<script>alert(1)</script>".into()),
            ..Renders::default()
        };
        let count = |text: &str, wanted: &Renders| of(text, wanted).map(|faults| faults.len());
        assert_eq!(count("<p>{{ user.name }}</p>", &wanted), Ok(0));
        assert_eq!(count("<p>{{ user.name|safe }}</p>", &wanted), Ok(1));
        assert_eq!(count("<p>{{ user.name|striptags }}</p>", &wanted), Ok(0));
        assert!(of("{% endif %}", &wanted).is_err());
        let bare = Renders {
            escape: Some(false),
            ..wanted
        };
        assert_eq!(count("<p>{{ user.name }}</p>", &bare), Ok(1));
        assert_eq!(count("<p>{{ user.name|e }}</p>", &bare), Ok(0));
    }
}
