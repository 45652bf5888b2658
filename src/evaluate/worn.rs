//! How a framework calls what a decorator made of a function: with the names that stand in its address.
//!
//! Called by the survey.

use super::call::Args;
use super::entry::Door;
use super::machine::{Code, Machine};
use super::value::CodeId;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// The same arguments by name, as far as the address of the function names them; `None` where it has no address.
    pub(super) fn by_keyword(
        &self,
        code: CodeId,
        args: &Args,
        door: Option<&Door>,
    ) -> Option<Args> {
        let route = door?.route.as_deref()?;
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize) else {
            return None;
        };
        let names = f.parameters.iter_non_variadic_params();
        let names = names.map(|p| p.parameter.name.as_str());
        let mut given = Args::default();
        for (name, &(v, span)) in names.zip(&args.positional) {
            if matches!(name, "self" | "cls") {
                given.positional.push((v, span));
            } else if stands_in(route, name) {
                given.keywords.push((Arc::from(name), v, span));
            }
        }
        Some(given)
    }
}

/// Whether an address takes a part by this name: `/user/<int:id>`, `/user/{id}`, `(?P<id>...)`.
fn stands_in(route: &str, name: &str) -> bool {
    let parts = route.split(['<', '{']).skip(1);
    parts
        .filter_map(|part| part.split(['>', '}']).next())
        .any(|part| part.split(':').any(|piece| piece == name))
}

/// The test that a part of an address has passed by what its address says of it: `(?P<id>[0-9]+)`, `<slug:id>`; of a
/// converter that leaves text, the models say which.
pub(super) fn test_in(route: &str, name: &str, converters: &[String]) -> Option<String> {
    let inside = super::group::named(route, name).or_else(|| {
        converters.iter().find_map(|converter| {
            let (kind, pattern) = converter.split_once('=')?;
            let kind = [kind.to_owned()];
            super::entry::is_converted(route, name, &kind).then(|| pattern.to_owned())
        })
    })?;
    Some(format!("re.fullmatch:{inside}"))
}

#[cfg(test)]
mod tests {
    use super::{stands_in, test_in};

    #[test]
    fn tests_in_an_address() {
        let converters = ["int".to_owned(), "slug=[-a-z]+".to_owned()];
        for (route, name, test) in [
            (r"^u/(?P<id>[0-9]+)/(?P<rest>.+)$", "id", Some("[0-9]+")),
            (r"^u/(?P<id>[0-9]+)/(?P<rest>.+)$", "rest", Some(".+")),
            (r"^u/(?P<id>[0-9]+)$", "other", None),
            ("u/<slug:name>/<id>", "name", Some("[-a-z]+")),
            ("u/<slug:name>/<id>", "id", None),
            ("u/<int:id>", "id", None),
        ] {
            let test = test.map(|t| format!("re.fullmatch:{t}"));
            assert_eq!(test_in(route, name, &converters), test, "{route} {name}");
        }
    }

    #[test]
    fn names_in_an_address() {
        for (route, name, stands) in [
            ("/u/<int:id>/<name>", "id", true),
            ("/u/<int:id>/<name>", "name", true),
            ("/u/{id:int}", "id", true),
            ("^u/(?P<id>[0-9]+)$", "id", true),
            ("/u/<int:id>", "int2", false),
            ("/u/id", "id", false),
        ] {
            assert_eq!(stands_in(route, name), stands, "{route} {name}");
        }
    }
}
