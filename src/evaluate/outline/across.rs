//! What the files of a project tell of one another by names: which fields of a class somebody asks about, of which class
//! something is that a function gives, and which functions answer nothing in place of refusing.
//!
//! Reads names and annotations, no values; which fields are secrets stands in the rules. Called by `outline`, and put
//! together by `relevance`.

use super::behind::Told;
use super::shape::{is_class, last_name};
use super::{Name, name_of};
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

/// Under this name it is recorded that something is shown whole to whoever asks: the names of what is shown.
pub(in crate::evaluate) const SHOWN: &str = "program.shown_whole";
/// The same, where it is written into a log.
pub(in crate::evaluate) const LOGGED: &str = "program.logged_whole";
/// How many classes above a class are looked at.
const DEPTH: u32 = 4;

/// What something is, as far as its file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// An object of the class of this name, or several.
    Class(Name),
    /// What the function or variable of this name gives.
    Given(Name),
    /// What has this name, whatever it holds.
    Text(&'static str),
}

/// Something that is shown whole.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) at: TextRange,
    pub(super) thing: Thing,
    /// Whether it goes into a log.
    pub(super) log: bool,
    /// Whether only how the object says that it looks is shown.
    pub(super) looks: bool,
}

/// A view that asks for what a function answers, and never looks at it.
#[derive(Debug, Clone)]
pub(super) struct Heedless {
    pub(super) at: TextRange,
    pub(super) function: Name,
    pub(super) callee: &'static str,
    pub(super) words: [String; 2],
}

#[derive(Debug, Clone)]
struct Class {
    name: Name,
    bases: Vec<Name>,
    /// Fields somebody asks about.
    secrets: Vec<Box<str>>,
    /// Whether its objects say all of that of themselves when they are made text.
    tells: bool,
    /// Whether it is a library's.
    outside: bool,
}

/// What one file tells.
#[derive(Debug, Clone, Default)]
pub(in crate::evaluate) struct Across {
    classes: Vec<Class>,
    gives: Vec<(Name, Name)>,
    /// Functions that may answer nothing; whether they may.
    open: Vec<(Name, bool)>,
    pub(super) shown: Vec<Shown>,
    pub(super) heedless: Vec<Heedless>,
}

impl Across {
    /// Looks over the definitions of a file.
    pub(super) fn define(
        &mut self,
        body: &[Stmt],
        roles: &Roles,
        secret: &dyn Fn(&str) -> bool,
        depends: bool,
    ) {
        for s in body {
            match s {
                Stmt::ImportFrom(s) if s.level == 0 => {
                    let module = s.module.as_ref().map_or("", |m| m.as_str());
                    for alias in &s.names {
                        // Of a library's class a rule says itself that it has such fields.
                        let full = format!("{module}.{}", alias.name);
                        if secret(&full) {
                            let name = alias.asname.as_ref().unwrap_or(&alias.name);
                            self.outside(name.as_str(), &full);
                        }
                    }
                }
                Stmt::ClassDef(c) => {
                    self.class(c, roles, secret);
                    for s in &c.body {
                        if let Stmt::FunctionDef(f) = s {
                            self.function(f, false);
                        }
                    }
                }
                Stmt::FunctionDef(f) => self.function(f, depends),
                Stmt::Assign(a) => {
                    if let ([Expr::Name(n)], Expr::Call(c)) = (&*a.targets, &*a.value)
                        && let Some(class) = last_name(&c.func)
                    {
                        let (name, of) = (n.id.as_str(), name_of(class));
                        let known = self.classes.iter().find(|c| c.name == of && c.outside);
                        // `User = get_user_model()`
                        if let Some(full) = known.and_then(|c| c.secrets.first()).cloned() {
                            self.outside(name, &full);
                        } else if is_class(class) {
                            self.gives.push((name_of(name), of));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// A class of a library of which a rule speaks.
    fn outside(&mut self, name: &str, full: &str) {
        self.classes.push(Class {
            name: name_of(name),
            bases: Vec::new(),
            secrets: vec![full.into()],
            tells: false,
            outside: true,
        });
    }

    fn class(&mut self, c: &ast::StmtClassDef, roles: &Roles, secret: &dyn Fn(&str) -> bool) {
        let bases = c.bases().iter().filter_map(last_name).map(name_of);
        let mut class = Class {
            name: name_of(c.name.as_str()),
            bases: bases.collect(),
            secrets: Vec::new(),
            tells: true,
            outside: false,
        };
        for s in &c.body {
            let (name, hidden, tells) = match s {
                Stmt::AnnAssign(a) => {
                    let masked = any_name(&a.annotation, &|name| name.contains("Secret"));
                    let column = last_name(&a.annotation) == Some("Mapped");
                    let left_out = a.value.as_deref().is_some_and(|v| is_left_out(v, roles));
                    (a.target.as_name_expr(), masked || left_out, !column)
                }
                Stmt::Assign(a) => match (&*a.targets, &*a.value) {
                    ([Expr::Name(n)], value @ Expr::Call(_)) => {
                        (Some(n), is_left_out(value, roles), false)
                    }
                    _ => continue,
                },
                Stmt::FunctionDef(f) => {
                    class.tells &= !matches!(f.name.as_str(), "__repr__" | "__str__");
                    continue;
                }
                _ => continue,
            };
            if let Some(name) = name.filter(|n| !hidden && secret(n.id.as_str())) {
                class.secrets.push(name.id.as_str().into());
                class.tells &= tells;
            }
        }
        if !(class.bases.is_empty() && class.secrets.is_empty()) {
            self.classes.push(class);
        }
    }

    fn function(&mut self, f: &ast::StmtFunctionDef, depends: bool) {
        let name = name_of(f.name.as_str());
        if let Some(class) = f.returns.as_deref().and_then(annotated) {
            self.gives.push((name, name_of(class)));
        }
        if depends {
            self.open.push((name, super::nobody::may_answer_nothing(f)));
        }
    }
}

/// What several files tell together.
pub(in crate::evaluate) struct Known<'a> {
    classes: FxHashMap<Name, Vec<&'a Class>>,
    gives: FxHashMap<Name, FxHashSet<Name>>,
    open: FxHashMap<Name, bool>,
}

impl<'a> Known<'a> {
    pub(in crate::evaluate) fn of(all: impl Iterator<Item = &'a Across> + Clone) -> Self {
        let mut known = Self {
            classes: FxHashMap::default(),
            gives: FxHashMap::default(),
            open: FxHashMap::default(),
        };
        for one in all {
            for class in &one.classes {
                known.classes.entry(class.name).or_default().push(class);
            }
            for &(name, class) in &one.gives {
                known.gives.entry(name).or_default().insert(class);
            }
            for &(name, open) in &one.open {
                // Of several with one name, all have to.
                let all = known.open.entry(name).or_insert(true);
                *all &= open;
            }
        }
        known
    }

    /// What follows for one file.
    pub(in crate::evaluate) fn told(&self, of: &Across) -> Vec<Told> {
        let mut told: Vec<Told> = Vec::new();
        for shown in &of.shown {
            let names = match shown.thing {
                Thing::Text(name) => vec![name.to_owned()],
                Thing::Class(class) => self.secrets(class, shown.looks, 0),
                Thing::Given(by) => {
                    // Where several give different things, nobody knows which one is meant.
                    let classes = self.gives.get(&by).into_iter().flatten();
                    let mut classes = classes.filter(|c| self.classes.contains_key(c));
                    match (classes.next(), classes.next()) {
                        (Some(class), None) => self.secrets(*class, shown.looks, 0),
                        _ => Vec::new(),
                    }
                }
            };
            if !names.is_empty() {
                told.push(Told {
                    callee: if shown.log { LOGGED } else { SHOWN },
                    at: shown.at,
                    words: [names.join(" "), String::new()],
                });
            }
        }
        let open = |h: &&Heedless| self.open.get(&h.function) == Some(&true);
        told.extend(of.heedless.iter().filter(open).map(|h| Told {
            callee: h.callee,
            at: h.at,
            words: h.words.clone(),
        }));
        told
    }

    /// The fields of a class that somebody asks about; of several classes of one name, those that all have.
    fn secrets(&self, class: Name, looks: bool, depth: u32) -> Vec<String> {
        let Some(all) = self.classes.get(&class).filter(|_| depth < DEPTH) else {
            return Vec::new();
        };
        let mut common: Option<Vec<String>> = None;
        for class in all {
            let own = class.secrets.iter().filter(|_| !looks || class.tells);
            let mut names: Vec<String> = own.map(ToString::to_string).collect();
            for &base in &class.bases {
                names.extend(self.secrets(base, looks, depth + 1));
            }
            common = Some(match common {
                Some(mut common) => {
                    common.retain(|name| names.contains(name));
                    common
                }
                None => names,
            });
        }
        common.unwrap_or_default()
    }
}

/// `Field(exclude=True)`, `deferred(...)`
fn is_left_out(value: &Expr, roles: &Roles) -> bool {
    let Expr::Call(c) = value else { return false };
    let told = |name: &str| roles.has(Role::LeavesOut, name);
    let mut keywords = c.arguments.keywords.iter();
    last_name(&c.func).is_some_and(told)
        || keywords.any(|k| k.arg.as_ref().is_some_and(|a| told(a.as_str())))
}

/// Whether one of the names in an annotation is such a one.
fn any_name(e: &Expr, is: &dyn Fn(&str) -> bool) -> bool {
    ruff_python_ast::helpers::any_over_expr(e, &|e: &Expr| last_name(e).is_some_and(is))
}

/// The class that an annotation names: `User`, `User | None`, `Optional[User]`, `list[User]`.
pub(super) fn annotated(e: &Expr) -> Option<&str> {
    match e {
        Expr::Name(_) | Expr::Attribute(_) => last_name(e).filter(|name| is_class(name)),
        Expr::StringLiteral(s) => Some(s.value.to_str()).filter(|name| is_class(name)),
        Expr::BinOp(b) => match (&*b.left, &*b.right) {
            (one, Expr::NoneLiteral(_)) | (Expr::NoneLiteral(_), one) => annotated(one),
            _ => None,
        },
        Expr::Subscript(s) => {
            let of = last_name(&s.value)?;
            let inner = match &*s.slice {
                Expr::Tuple(t) if of == "Annotated" => t.elts.first()?,
                inner => inner,
            };
            matches!(
                of,
                "Optional" | "Annotated" | "list" | "List" | "Sequence" | "Iterable" | "Awaitable"
            )
            .then(|| annotated(inner))?
        }
        _ => None,
    }
}
