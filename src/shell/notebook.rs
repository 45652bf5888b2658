//! Jupyter notebooks: the Python in their cells as one text that remembers its cells.
//!
//! Knows the format (nbformat 4), not what stands in the cells; what `IPython` adds to Python is left to the
//! parser. A cell for another language is left out. Called by `check`.

use crate::text::Source;
use serde_json::Value;

/// Whether a path names a notebook.
#[must_use]
pub fn is_notebook(path: &std::path::Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending == Some("ipynb")
}

/// Whether a text without a name is that of a notebook.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    let object = text.trim_start().starts_with('{') && text.contains("\"cells\"");
    object && serde_json::from_str::<Value>(text).is_ok_and(|whole| whole.get("cells").is_some())
}

/// Why a text is no notebook of Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong, without a final full stop.
    pub cause: String,
    /// What to do, as a sentence.
    pub next: String,
    /// Whether it is a notebook, but of another language.
    pub foreign: bool,
}

fn wrong(cause: String) -> Wrong {
    Wrong {
        cause,
        next: "Open it in Jupyter and save it again.".to_owned(),
        foreign: false,
    }
}

/// Magics after which a cell is still Python.
const PYTHON: [&str; 8] = [
    "time", "timeit", "capture", "prun", "memit", "mprun", "python", "python3",
];

/// The code of a notebook as one source.
///
/// # Errors
/// Where the text is no notebook, or none of Python.
pub fn source(name: &str, text: &str) -> Result<Source, Wrong> {
    let whole: Value = serde_json::from_str(text)
        .map_err(|error| wrong(format!("this is no notebook: {error}")))?;
    let language = whole
        .pointer("/metadata/kernelspec/language")
        .or_else(|| whole.pointer("/metadata/language_info/name"))
        .and_then(Value::as_str);
    if let Some(language) = language.filter(|l| !l.to_ascii_lowercase().contains("python")) {
        return Err(Wrong {
            cause: format!("the cells of this notebook are written in {language}"),
            next: "Leave it out with `--exclude`.".to_owned(),
            foreign: true,
        });
    }
    let Some(cells) = whole.get("cells").and_then(Value::as_array) else {
        return Err(wrong(
            "this is no notebook of format 4: it has no list of cells".to_owned(),
        ));
    };
    let mut joined = String::new();
    let mut starts = Vec::new();
    let mut line = 1u32;
    for (number, cell) in (1u32..).zip(cells) {
        if cell.get("cell_type").and_then(Value::as_str) != Some("code") {
            continue;
        }
        let Some(code) = cell.get("source").and_then(code_of) else {
            return Err(wrong(format!("cell {number} of this notebook has no text")));
        };
        starts.push((line, number));
        let code = code.replace("\r\n", "\n").replace('\r', "\n");
        let code = if is_python(&code) { code.as_str() } else { "" };
        joined.push_str(code);
        if !code.ends_with('\n') {
            joined.push('\n');
        }
        let more = code.matches('\n').count() + usize::from(!code.ends_with('\n'));
        line = line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    }
    Ok(Source::new(name, joined).in_cells(starts))
}

/// The text of a cell: one string, or one for each line.
fn code_of(source: &Value) -> Option<String> {
    match source {
        Value::String(text) => Some(text.clone()),
        Value::Array(lines) => lines.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// Whether a cell holds Python: `%%bash` and the like make it something else.
fn is_python(code: &str) -> bool {
    let first = code.lines().find(|line| !line.trim().is_empty());
    let magic = first.and_then(|line| line.trim_start().strip_prefix("%%"));
    magic.is_none_or(|magic| {
        let word = magic.split(|c: char| !c.is_alphanumeric()).next();
        PYTHON.contains(&word.unwrap_or(""))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_joined_and_remembered() {
        let text = r##"{"cells": [
            {"cell_type": "markdown", "source": ["# Title"]},
            {"cell_type": "code", "source": ["%matplotlib inline\n", "import os\n", "!ls"]},
            {"cell_type": "code", "source": "%%bash\nrm -rf x\n"},
            {"cell_type": "code", "source": "x = 1\n\n"},
            {"cell_type": "code", "source": []},
            {"cell_type": "code", "source": ["%%time\n", "y = 2"]}
        ], "metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4}"##;
        let source = source("a.ipynb", text).unwrap();
        assert_eq!(
            source.text(),
            "%matplotlib inline\nimport os\n!ls\n\nx = 1\n\n\n%%time\ny = 2\n"
        );
        let at = |what: &str| {
            let at = u32::try_from(source.text().find(what).unwrap()).unwrap();
            let (cell, place) = source.cell_place(at);
            (cell, place.line, place.column)
        };
        assert_eq!(at("os"), (Some(2), 2, 8));
        assert_eq!(at("1"), (Some(4), 1, 5));
        assert_eq!(at("y"), (Some(6), 2, 1));
        let program = crate::python::parse(&source);
        assert_eq!(program.errors(), []);
    }

    #[test]
    fn what_is_no_notebook_is_told() {
        for (text, why) in [
            ("{", "this is no notebook: EOF"),
            ("[]", "no list of cells"),
            (r#"{"cells": [{"cell_type": "code"}]}"#, "cell 1"),
            (
                r#"{"cells": [], "metadata": {"language_info": {"name": "R"}}}"#,
                "written in R",
            ),
        ] {
            let Wrong { cause, foreign, .. } = source("a.ipynb", text).unwrap_err();
            assert!(cause.contains(why), "{cause}");
            assert_eq!(foreign, why.contains('R'), "{cause}");
        }
    }
}
