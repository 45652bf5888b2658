//! A template alone: the page that it makes of given values, and what a browser finds in that page.
//!
//! The template is filled by an engine of Jinja's language and the page is read by a browser engine's
//! tree builder. Nothing runs. Called by `grade`.

use super::replay;
use super::world;
use crate::evaluate::{Data, Reason};

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmade {
    /// Jinja cannot read or fill the template: its own words.
    Refused(String),
    /// It cannot be told here, and why.
    Unknown(Reason),
}

/// The page that a template makes. `others` are templates that it may extend or include, by the names
/// under which it does so.
///
/// # Errors
/// Why there is none.
pub fn page(
    source: &str,
    others: &[(&str, &str)],
    values: &[(String, Data)],
    escape: bool,
) -> Result<String, Unmade> {
    world::filled(source, others, values, escape)
}

/// What a browser finds in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What stands between the tags, for people to read; white space is one space.
    pub text: String,
    /// The tags in order, each with its attributes and their values.
    pub tags: Vec<(String, Vec<(String, String)>)>,
}

/// Reads a page as a browser does.
#[must_use]
pub fn shown(page: &str) -> Shown {
    replay::shown(page)
}

/// The harm that an input does in a page, as a sentence; nothing when it stays data. `usual` is the same
/// page with a harmless word for the input.
#[must_use]
pub fn strays(page: &str, usual: &str, input: &str) -> Option<String> {
    strays_beside(page, &shown(usual), input)
}

/// The same beside a page that was read already.
#[must_use]
pub fn strays_beside(page: &str, usual: &Shown, input: &str) -> Option<String> {
    let seen = shown(page);
    let new = added(usual, &seen);
    let own = input.to_lowercase();
    // A page may answer a strange value with a tag of its own; one that the input names is the input's.
    let by_input = new.into_iter().find(|(tag, attributes)| {
        let says = |name: &String| own.contains(name.as_str());
        own.contains(&format!("<{tag}")) || attributes.iter().any(|(name, _)| says(name))
    });
    if let Some((tag, attributes)) = by_input {
        let names: Vec<String> = attributes
            .iter()
            .map(|(name, value)| format!(" {name}={value:?}"))
            .collect();
        return Some(format!(
            "The input becomes a part of the page: the tag `<{tag}{}>`.",
            names.concat()
        ));
    }
    replay::harm_in_page(page, input).or_else(|| {
        // What was made of the input may be an address that runs, though the input is none.
        let usual = running(usual).count();
        let name = running(&seen).nth(usual)?;
        Some(format!("The browser runs what stands in `{name}`."))
    })
}

/// The attributes of a page whose values a browser runs.
fn running(page: &Shown) -> impl Iterator<Item = &str> {
    page.tags.iter().flat_map(|(tag, attributes)| {
        let runs = move |(name, value): &&(String, String)| replay::is_script(tag, name, value);
        attributes
            .iter()
            .filter(runs)
            .map(|(name, _)| name.as_str())
    })
}

/// The tags of a page that another one does not have, with the attributes that are new.
fn added(usual: &Shown, page: &Shown) -> Vec<(String, Vec<(String, String)>)> {
    let names = |attributes: &[(String, String)]| -> Vec<String> {
        attributes.iter().map(|(name, _)| name.clone()).collect()
    };
    let mut known: Vec<(String, Vec<String>)> = usual
        .tags
        .iter()
        .map(|(tag, attributes)| (tag.clone(), names(attributes)))
        .collect();
    let mut new = Vec::new();
    for (tag, attributes) in &page.tags {
        let own = names(attributes);
        let same = known.iter().position(|(t, n)| t == tag && *n == own);
        if let Some(same) = same {
            known.remove(same);
        } else {
            new.push((tag.clone(), attributes.clone()));
        }
    }
    // What is left of the usual page: a tag that has grown attributes is not a new one.
    for (tag, attributes) in &mut new {
        if let Some((_, names)) = known.iter().find(|(t, _)| t == tag) {
            attributes.retain(|(name, _)| !names.contains(name));
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(source: &str, name: &str) -> String {
        let values = [("name".to_owned(), Data::Str(name.into()))];
        page(source, &[], &values, true).unwrap_or_default()
    }

    #[test]
    fn data_that_stays_data_and_data_that_does_not() {
        let image = "<img src=x onerror=alert(1)>";
        for (source, input, harm) in [
            ("<p>{{ name }}</p>", image, false),
            ("<p>{{ name|safe }}</p>", image, true),
            ("<p>{{ name|upper|safe }}</p>", image, true),
            (
                "{% autoescape false %}<p>{{ name }}</p>{% endautoescape %}",
                image,
                true,
            ),
            ("<p title=\"{{ name }}\">", "x\" onclick=\"alert(1)", false),
            ("<p title={{ name }}>", "x onclick=alert(1)", true),
            ("<a href=\"{{ name }}\">", "javascript:alert(1)", true),
            (
                "<a href=\"{{ name|replace('x', '') }}\">",
                "javaxscript:alert(1)",
                true,
            ),
            ("<a href=\"/who/{{ name }}\">", "javascript:alert(1)", false),
            (
                "{% if '<' in name %}<b class=no>no</b>{% else %}{{ name|safe }}{% endif %}",
                image,
                false,
            ),
            ("<p><b>x</b>{{ name|safe }}</p>", "<b>", true),
            (
                "{% if '<' in name %}<a href='/'>back</a>{% else %}{{ name|safe }}{% endif %}",
                image,
                false,
            ),
        ] {
            let found = strays(&made(source, input), &made(source, "Ada"), input);
            assert_eq!(found.is_some(), harm, "{source}: {found:?}");
        }
    }

    #[test]
    fn what_people_read_of_a_page() {
        let page =
            "<h1>Hello,\n <b>Ada</b>!</h1><script>var x = 'no'</script><input value=\"yes\">";
        let shown = shown(page);
        assert_eq!(shown.text, "Hello, Ada!");
        assert!(
            shown
                .tags
                .iter()
                .any(|(tag, a)| tag == "input" && a.len() == 1)
        );
    }

    #[test]
    fn templates_that_cannot_be_filled_say_so() {
        let fails = |source: &str| page(source, &[], &[], true).err();
        assert!(matches!(fails("{% if %}"), Some(Unmade::Refused(_))));
        assert!(matches!(
            fails("{% for i in range(99999999) %}x{% endfor %}"),
            Some(Unmade::Unknown(_) | Unmade::Refused(_))
        ));
        let base = [("base.html", "<h1>{% block title %}{% endblock %}</h1>")];
        let child = "{% extends 'base.html' %}{% block title %}Tea{% endblock %}";
        assert_eq!(page(child, &base, &[], true).as_deref(), Ok("<h1>Tea</h1>"));
    }
}
