//! Settings in INI, TOML and environment files: what a key is set to.
//!
//! Called by `file`.

use super::wrong::{self, Wrong};
use crate::evaluate::Reason;
use crate::pack::{Format, Setting};
use std::str::FromStr;
use toml::value::Datetime;

/// What does not hold; nothing when one of the settings holds.
pub(super) fn faults(wanted: &[Setting], text: &str) -> Vec<Wrong> {
    let mut found: Vec<(bool, Reason)> = Vec::new();
    for setting in wanted {
        match fault(setting, text) {
            None => return Vec::new(),
            Some(fault) => found.push(fault),
        }
    }
    // A setting that is there and wrong says more than one that is not there.
    found.sort_by_key(|(there, _)| !*there);
    found
        .into_iter()
        .map(|(_, what)| what.into())
        .take(1)
        .collect()
}

/// What is wrong with one setting, and whether it is there at all.
fn fault(setting: &Setting, text: &str) -> Option<(bool, Reason)> {
    let key = &setting.key;
    let values = match setting.format {
        Format::Toml => match toml::from_str::<toml::Table>(text) {
            Ok(table) => look(&table, key).map(values),
            Err(error) => {
                let why = error.message().replace('\n', " ");
                return Some((false, wrong::unread(&why)));
            }
        },
        Format::Ini => lines(text, true, key).map(parted),
        Format::Env => lines(text, false, key).map(parted),
    };
    let Some((value, items)) = values else {
        // What is not set has nothing that it must not have.
        let lacking = !setting.lacks.is_empty()
            && setting.is.is_empty()
            && setting.has.is_empty()
            && setting.days.is_none();
        return (!setting.absent && !lacking).then(|| (false, wrong::not_set(key)));
    };
    if setting.absent {
        return Some((true, wrong::is_set(key, &value)));
    }
    if !setting.is.is_empty()
        && !setting
            .is
            .iter()
            .any(|one| one.eq_ignore_ascii_case(&value))
    {
        return Some((true, wrong::is_set(key, &value)));
    }
    let among = |one: &&String| items.iter().any(|item| item.eq_ignore_ascii_case(one));
    if let Some(missing) = setting.has.iter().find(|one| !among(one)) {
        return Some((true, wrong::not_among(key, missing)));
    }
    if let Some(found) = setting.lacks.iter().find(among) {
        return Some((true, wrong::is_among(key, found)));
    }
    let least = setting.days?;
    if setting.dates && Datetime::from_str(&value).is_ok_and(|time| time.date.is_some()) {
        return None;
    }
    match days(&value, setting.words) {
        None => Some((true, wrong::no_span(&value, key))),
        Some(days) if days < f64::from(least) => {
            Some((true, wrong::too_short(&value, &least.to_string())))
        }
        Some(_) => None,
    }
}

/// A value as text, and its items: those of a list, or itself.
fn values(value: toml::Value) -> (String, Vec<String>) {
    let plain = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let items = match &value {
        toml::Value::Array(items) => items.iter().map(plain).collect(),
        one => vec![plain(one)],
    };
    (plain(&value), items)
}

/// A value of a line, and what stands in it between commas and spaces.
fn parted(value: String) -> (String, Vec<String>) {
    let parts = value.split(|c: char| c == ',' || c.is_whitespace());
    let items = parts.filter(|part| !part.is_empty());
    let items = items.map(str::to_owned).collect();
    (value, items)
}

/// A value by a key with dots.
fn look(table: &toml::Table, key: &str) -> Option<toml::Value> {
    let mut parts = key.split('.').peekable();
    let mut here = table;
    while let Some(part) = parts.next() {
        let value = here
            .iter()
            .find(|(name, _)| *name == part)
            .map(|(_, value)| value)?;
        match (value, parts.peek()) {
            (toml::Value::Table(inner), Some(_)) => here = inner,
            (value, None) => return Some(value.clone()),
            _ => return None,
        }
    }
    None
}

/// The last value of a key in lines `key = value`; with sections the key begins with its section.
fn lines(text: &str, sections: bool, wanted: &str) -> Option<String> {
    let flattened = match wanted.rsplit_once('.') {
        Some((section, key)) if sections => format!("{section}.{}", flat(key)),
        _ => wanted.to_owned(),
    };
    let wanted = flattened.as_str();
    let mut section = String::new();
    let mut found: Option<String> = None;
    // How far the line of the last key is moved in, and whether it is the wanted one.
    let mut last: Option<(usize, bool)> = None;
    for whole in text.lines() {
        let line = whole.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        let moved = whole.len() - whole.trim_start().len();
        // A line that is moved in further than its key goes on with the value.
        if let (true, Some((least, is_wanted))) = (sections, last)
            && moved > least
        {
            if let (true, Some(value)) = (is_wanted, &mut found) {
                let more = format!("{value}\n{line}");
                more.trim().clone_into(value);
            }
            continue;
        }
        last = None;
        if sections && let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').trim().clone_into(&mut section);
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        let at = if sections {
            line.find(['=', ':'])
        } else {
            line.find('=')
        };
        let Some((key, value)) = at.and_then(|at| line.split_at_checked(at)) else {
            continue;
        };
        let value = value.get(1..).unwrap_or_default().trim();
        // An INI file has neither quotes nor remarks behind a value: they are part of it.
        let (name, value) = if sections {
            (format!("{section}.{}", flat(key.trim())), value)
        } else {
            let bare = value.split(" #").next().unwrap_or(value).trim();
            (key.trim().to_owned(), bare.trim_matches(['"', '\'']))
        };
        last = Some((moved, name == wanted));
        if name == wanted {
            found = Some(value.to_owned());
        }
    }
    found
}

/// Keys of an INI file do not tell `-` from `_`, nor capitals from small letters; its sections do, as do the names
/// of TOML and of the environment.
fn flat(key: &str) -> String {
    key.replace('_', "-").to_lowercase()
}

/// A time span in days: ISO 8601 weeks, days, hours, minutes and seconds; in words when allowed.
/// Months and years have no fixed length and are none.
fn days(value: &str, words: bool) -> Option<f64> {
    let upper = value.trim().to_uppercase();
    if let Some(rest) = upper.strip_prefix('P') {
        let (date, time) = rest.split_once('T').unwrap_or((rest, ""));
        if date.is_empty() && time.is_empty() {
            return None;
        }
        let date = sum(date, &[('W', 7.0), ('D', 1.0)])?;
        let time = sum(
            time,
            &[('H', 1.0 / 24.0), ('M', 1.0 / 1440.0), ('S', 1.0 / 86400.0)],
        )?;
        return Some(date + time);
    }
    if !words {
        return None;
    }
    let (number, unit) = upper.split_at_checked(upper.find(|c: char| !c.is_ascii_digit())?)?;
    let number: f64 = number.parse().ok()?;
    let factor = match unit.trim() {
        "WEEKS" | "WEEK" | "W" => 7.0,
        "DAYS" | "DAY" | "D" => 1.0,
        "HOURS" | "HOUR" | "H" => 1.0 / 24.0,
        _ => return None,
    };
    Some(number * factor)
}

fn sum(text: &str, units: &[(char, f64)]) -> Option<f64> {
    let mut total = 0.0;
    let mut number = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() || c == '.' {
            number.push(c);
            continue;
        }
        let (_, factor) = units.iter().find(|(unit, _)| *unit == c)?;
        total += number.parse::<f64>().ok()? * factor;
        number.clear();
    }
    number.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_span_is_read_in_each_format() {
        let setting = |format, key: &str, words| Setting {
            format,
            key: key.into(),
            is: Vec::new(),
            has: Vec::new(),
            lacks: Vec::new(),
            days: Some(7),
            words,
            dates: false,
            absent: false,
        };
        let wanted = [
            setting(Format::Ini, "install.uploaded-prior-to", false),
            setting(Format::Env, "PIP_UPLOADED_PRIOR_TO", false),
            setting(Format::Toml, "exclude-newer", true),
            setting(Format::Toml, "tool.uv.exclude-newer", true),
        ];
        for (text, held) in [
            ("[install]\nuploaded-prior-to = P7D\n", true),
            ("[install]\nuploaded_prior_to: P2W\n", true),
            ("PIP_UPLOADED_PRIOR_TO=P7D", true),
            ("export PIP_UPLOADED_PRIOR_TO='P1W'", true),
            ("exclude-newer = \"7 days\"", true),
            ("[tool.uv]\nexclude-newer = 'P10D'", true),
            ("[tool.uv]\nexclude-newer = '1 week'", true),
            ("[install]\nuploaded-prior-to = P7M\n", false),
            ("[install]\nuploaded-prior-to = 7d\n", false),
            ("[install]\nuploaded-prior-to = 7 days\n", false),
            ("[install]\nuploaded-prior-to = P3D\n", false),
            ("[install]\n# uploaded-prior-to = P7D\n", false),
            ("[list]\nuploaded-prior-to = P7D\n", false),
            ("[tool.ruff]\nexclude-newer = 'P10D'", false),
            ("exclude-newer = \"P1M\"", false),
            ("[install]\nuploaded-prior-to = P7D ; a week\n", false),
            ("[install]\nuploaded-prior-to = P7D # a week\n", false),
            ("[install]\nuploaded-prior-to = \"P7D\"\n", false),
            ("[Install]\nuploaded-prior-to = P7D\n", false),
            ("PIP_UPLOADED_PRIOR_TO=P7D # a week", true),
            ("pip_uploaded_prior_to=P7D", false),
            ("exclude_newer = \"7 days\"", false),
            ("", false),
        ] {
            assert_eq!(faults(&wanted, text).is_empty(), held, "{text}");
        }
        let said = faults(&wanted, "[install]\nuploaded-prior-to = P3D\n");
        assert_eq!(wrong::in_english(&said), ["`P3D` is less than 7 days."]);
    }

    #[test]
    fn lists_have_what_they_must_and_nothing_that_they_must_not() {
        let setting = |key: &str, has: &[&str], lacks: &[&str]| Setting {
            format: Format::Toml,
            key: key.into(),
            is: Vec::new(),
            has: has.iter().map(|&one| one.into()).collect(),
            lacks: lacks.iter().map(|&one| one.into()).collect(),
            days: None,
            words: false,
            dates: false,
            absent: false,
        };
        let wanted = [
            setting("tool.ruff.lint.select", &["S"], &[]),
            setting("tool.ruff.lint.select", &["ALL"], &[]),
        ];
        for (text, held) in [
            ("[tool.ruff.lint]\nselect = ['E', 'S']", true),
            ("[tool.ruff]\nlint.select = ['ALL']", true),
            ("[tool.ruff.lint]\nselect = 'S'", true),
            ("[tool.ruff.lint]\nselect = ['E', 'SIM']", false),
            ("[tool.ruff.lint]\nselect = ['E'] # 'S'", false),
            ("[tool.black]\nselect = ['S']", false),
        ] {
            assert_eq!(faults(&wanted, text).is_empty(), held, "{text}");
        }
        let none_off = [setting("tool.ruff.lint.ignore", &[], &["S"])];
        for (text, held) in [
            ("", true),
            ("[tool.ruff.lint]\nignore = ['E501']", true),
            ("[tool.ruff.lint]\nignore = ['E501', 'S']", false),
        ] {
            assert_eq!(faults(&none_off, text).is_empty(), held, "{text}");
        }
        let ini = Setting {
            format: Format::Ini,
            ..setting("flake8.extend-select", &["S"], &[])
        };
        for (text, held) in [
            ("[flake8]\nextend-select = B, S\n", true),
            (
                "[flake8]\nextend-select =\n    B\n    # ours\n    S\n",
                true,
            ),
            ("[flake8]\n  ignore = E501\n  extend-select = S\n", true),
            ("[flake8]\nignore =\n    extend-select = S\n", false),
            ("[flake8]\nextend-select = B\n[other]\n    S\n", false),
        ] {
            let one = std::slice::from_ref(&ini);
            assert_eq!(faults(one, text).is_empty(), held, "{text}");
        }
    }
}
