//! Functions that a file hands to a framework, its own and those of other files, with the address at which they answer:
//! `app.add_url_rule("/files/<name>", view_func=views.show)`.
//!
//! Which calls hand functions on stands in the models. Called by `walk`.

use super::shape::last_name;
use super::{Name, Outline, name_of};
use crate::evaluate::interest::Root;
use ruff_python_ast::{self as ast, Expr};
use std::sync::Arc;

/// A call that hands functions to a framework, if its package is there.
#[derive(Debug, Clone)]
pub(in crate::evaluate) struct Registered {
    pub(in crate::evaluate) root: Root,
    /// The last names of what is handed over.
    pub(in crate::evaluate) names: Vec<Name>,
    /// The last name of what is called.
    pub(in crate::evaluate) method: Arc<str>,
    /// The address.
    pub(in crate::evaluate) route: Option<Arc<str>>,
    /// What is handed over, by the names of modules and what they call it.
    pub(in crate::evaluate) paths: Vec<(String, Name)>,
}

/// What such a call hands over.
pub(super) fn registered(
    root: Root,
    method: &str,
    arguments: &ast::Arguments,
    module: &str,
    out: &Outline,
) -> Registered {
    let values = arguments.args.iter();
    let all = values.chain(arguments.keywords.iter().map(|k| &k.value));
    let route = all.clone().find_map(|e| match e {
        Expr::StringLiteral(s) => Some(s.value.to_str()),
        _ => None,
    });
    let route = route.filter(|route| route.starts_with(['/', '^']) || route.contains('<'));
    let mut registered = Registered {
        root,
        names: all.clone().filter_map(last_name).map(name_of).collect(),
        method: method.into(),
        route: route.map(Arc::from),
        paths: Vec::new(),
    };
    for e in all.filter(|_| route.is_some()) {
        match e {
            Expr::Name(n) => {
                let name = name_of(n.id.as_str());
                match out.imports.get(&name) {
                    Some(all) => {
                        for one in all.iter().take(1) {
                            let member = one.member.as_deref().map(name_of);
                            let path = member.map(|member| (one.module.clone(), member));
                            registered.paths.extend(path);
                        }
                    }
                    None => registered.paths.push((module.to_owned(), name)),
                }
            }
            Expr::Attribute(a) => {
                let base = a.value.as_name_expr();
                let base = base.and_then(|n| out.imports.get(&name_of(n.id.as_str())));
                for one in base.into_iter().flatten().take(1) {
                    registered
                        .paths
                        .push((one.path(), name_of(a.attr.as_str())));
                }
            }
            _ => {}
        }
    }
    registered
}
