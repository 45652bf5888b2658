//! What one Rust file names: paths (also inside macros and attributes), modules, macros, sizes.
//!
//! Parses with `syn` and resolves `self`, `super`, `use … as` and local modules, so that a path
//! is known by what it means and not by how it is written. Knows no house rule. Called by
//! `tests/architecture.rs` and `faults`.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A path that the file names, resolved as far as one file can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub line: usize,
    /// Such as `["crate", "text", "Span"]` or `["std", "fs", "read"]`; a glob ends in `*`.
    pub path: Vec<String>,
    /// Inside `#[cfg(test)]` or `#[test]`.
    pub in_test: bool,
    /// A `use` that others can see.
    pub reexport: bool,
}

/// A name with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub name: String,
    pub in_test: bool,
}

/// Everything the rules ask of one file.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Path inside the repository, such as `src/pack/load.rs`.
    pub file: String,
    pub mentions: Vec<Mention>,
    pub macros: Vec<Named>,
    pub modules: Vec<Named>,
    pub types: Vec<Named>,
    /// Names of attributes, such as `ignore`.
    pub attributes: Vec<Named>,
    /// Modules (as `crate::…` paths) declared under `#[cfg(test)]` in files of their own.
    pub test_modules: BTreeSet<Vec<String>>,
    /// Lines that stand in no test item.
    pub lines: usize,
    pub text: String,
}

impl Survey {
    /// The module path of the file: `["crate", "pack", "load"]`.
    pub fn module(&self) -> Vec<String> {
        module_of(&self.file)
    }

    /// The room the file belongs to, `main` and `lib` for the two files outside.
    pub fn room(&self) -> String {
        match self.file.as_str() {
            "src/lib.rs" => "lib".to_owned(),
            "src/main.rs" => "main".to_owned(),
            _ => self.module().get(1).cloned().unwrap_or_default(),
        }
    }
}

fn module_of(file: &str) -> Vec<String> {
    let inner = file
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .trim_end_matches("/mod");
    let mut path = vec!["crate".to_owned()];
    if inner != "lib" && inner != "main" {
        path.extend(inner.split('/').map(str::to_owned));
    }
    path
}

/// Reads one file. `file` is its path inside the repository.
pub fn survey(file: &str, text: &str) -> Result<Survey, String> {
    let tree = syn::parse_file(text).map_err(|error| format!("{file}: {error}"))?;
    let mut names = Names {
        module: module_of(file),
        ..Names::default()
    };
    names.visit_file(&tree);
    let mut reader = Reader {
        names: &names,
        module: module_of(file),
        tests: 0,
        test_lines: BTreeSet::new(),
        found: Survey {
            file: file.to_owned(),
            text: text.to_owned(),
            ..Survey::default()
        },
    };
    reader.visit_file(&tree);
    let test_lines = reader.test_lines.len();
    let mut found = reader.found;
    found.lines = text.lines().count() - test_lines;
    Ok(found)
}

/// First pass: what the file's own `use` and `mod` items make a name mean.
#[derive(Default)]
struct Names {
    module: Vec<String>,
    /// A name brought in by `use`, and the path written there.
    uses: BTreeMap<String, Vec<String>>,
    /// Modules declared in the file, by module and name.
    modules: BTreeSet<Vec<String>>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        self.modules.insert(self.module.clone());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (_, path, name) in leaves(&item.tree) {
            if let Some(name) = name {
                self.uses.insert(name, path);
            }
        }
    }
}

impl Names {
    fn resolve(&self, module: &[String], path: &[String]) -> Vec<String> {
        self.resolve_within(module, path, 8)
    }

    /// `depth` ends chains of `use` that name each other.
    fn resolve_within(&self, module: &[String], path: &[String], depth: u8) -> Vec<String> {
        let Some((first, rest)) = path.split_first() else {
            return Vec::new();
        };
        let join = |base: &[String]| [base, rest].concat();
        match first.as_str() {
            "crate" | "protected_python" => join(&["crate".to_owned()]),
            "self" => join(module),
            "super" => {
                let up = module.len().saturating_sub(1).max(1);
                let parent: Vec<String> = module.iter().take(up).cloned().collect();
                if rest.first().is_some_and(|next| next == "super") {
                    self.resolve_within(&parent, rest, depth)
                } else {
                    join(&parent)
                }
            }
            name => {
                let mut local = module.to_vec();
                local.push(name.to_owned());
                if self.modules.contains(&local) {
                    return join(&local);
                }
                match self.uses.get(name) {
                    Some(target) if depth > 0 && target.first() != Some(first) => {
                        let whole = join(target);
                        self.resolve_within(module, &whole, depth - 1)
                    }
                    _ => path.to_vec(),
                }
            }
        }
    }
}

/// Second pass: what is named where.
struct Reader<'names> {
    names: &'names Names,
    module: Vec<String>,
    tests: usize,
    test_lines: BTreeSet<usize>,
    found: Survey,
}

impl Reader<'_> {
    fn mention(&mut self, line: usize, path: &[String], reexport: bool) {
        let path = self.names.resolve(&self.module, path);
        self.found.mentions.push(Mention {
            line,
            path,
            in_test: self.tests > 0,
            reexport,
        });
    }

    fn named(&self, ident: &syn::Ident) -> Named {
        Named {
            line: ident.span().start().line,
            name: ident.to_string(),
            in_test: self.tests > 0,
        }
    }

    /// Paths inside a macro call or an attribute: names joined by `::`.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        let mut after_dot = false;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end_of_path(line, &mut path);
                        if after_dot {
                            after_dot = false;
                            continue;
                        }
                        line = ident.span().start().line;
                    }
                    colons = 0;
                    path.push(ident.to_string());
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    after_dot = false;
                }
                TokenTree::Group(group) => {
                    self.end_of_path(line, &mut path);
                    colons = 0;
                    after_dot = false;
                    // `pub(crate)` enters nothing.
                    if group.stream().to_string() != "crate" {
                        self.tokens(group.stream());
                    }
                }
                TokenTree::Punct(punct) => {
                    self.end_of_path(line, &mut path);
                    colons = 0;
                    after_dot = punct.as_char() == '.';
                }
                TokenTree::Literal(_) => {
                    self.end_of_path(line, &mut path);
                    colons = 0;
                    after_dot = false;
                }
            }
        }
        self.end_of_path(line, &mut path);
    }

    fn end_of_path(&mut self, line: usize, path: &mut Vec<String>) {
        if !path.is_empty() {
            let whole = std::mem::take(path);
            self.mention(line, &whole, false);
        }
    }

    fn is_test(attributes: &[syn::Attribute]) -> bool {
        attributes.iter().any(|attribute| {
            attribute.path().is_ident("test")
                || (attribute.path().is_ident("cfg")
                    && attribute
                        .parse_args::<syn::Ident>()
                        .is_ok_and(|ident| ident == "test"))
        })
    }

    fn item(&mut self, item: &syn::Item, walk: impl FnOnce(&mut Self)) {
        let test = Self::is_test(attributes(item));
        if test {
            self.tests += 1;
            if self.tests == 1 {
                let span = item.span();
                self.test_lines.extend(span.start().line..=span.end().line);
            }
        }
        walk(self);
        if test {
            self.tests -= 1;
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        self.item(item, |reader| visit::visit_item(reader, item));
    }
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let named = self.named(&item.ident);
        self.found.modules.push(named);
        self.module.push(item.ident.to_string());
        if item.content.is_none() && self.tests > 0 {
            self.found.test_modules.insert(self.module.clone());
        }
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let reexport = !matches!(item.vis, syn::Visibility::Inherited);
        for (line, path, _) in leaves(&item.tree) {
            self.mention(line, &path, reexport);
        }
    }
    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let line = item.span().start().line;
        self.mention(line, &[item.ident.to_string(), "*".to_owned()], false);
    }
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let named = self.named(&item.ident);
        self.found.types.push(named);
        visit::visit_item_struct(self, item);
    }
    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        let named = self.named(&item.ident);
        self.found.types.push(named);
        visit::visit_item_enum(self, item);
    }
    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        let named = self.named(&item.ident);
        self.found.types.push(named);
        visit::visit_item_trait(self, item);
    }
    fn visit_vis_restricted(&mut self, to: &'ast syn::VisRestricted) {
        // `pub(crate)` enters nothing.
        if to.in_token.is_some() {
            visit::visit_vis_restricted(self, to);
        }
    }
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.mention(path.span().start().line, &names, false);
        visit::visit_path(self, path);
    }
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Some(last) = call.path.segments.last() {
            let named = self.named(&last.ident);
            self.found.macros.push(named);
        }
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let name = attribute
            .path()
            .segments
            .last()
            .map(|segment| self.named(&segment.ident));
        self.found.attributes.extend(name);
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Every path of a `use` tree with its line and the name it gives (none for a glob).
fn leaves(tree: &syn::UseTree) -> Vec<(usize, Vec<String>, Option<String>)> {
    let mut found = Vec::new();
    collect(tree, &[], &mut found);
    found
}

fn collect(
    tree: &syn::UseTree,
    before: &[String],
    found: &mut Vec<(usize, Vec<String>, Option<String>)>,
) {
    let line = tree.span().start().line;
    let with = |name: &str| [before, &[name.to_owned()]].concat();
    match tree {
        syn::UseTree::Path(path) => collect(&path.tree, &with(&path.ident.to_string()), found),
        syn::UseTree::Name(name) if name.ident == "self" => {
            found.push((line, before.to_vec(), before.last().cloned()));
        }
        syn::UseTree::Name(name) => {
            let name = name.ident.to_string();
            found.push((line, with(&name), Some(name)));
        }
        syn::UseTree::Rename(rename) if rename.ident == "self" => {
            found.push((line, before.to_vec(), Some(rename.rename.to_string())));
        }
        syn::UseTree::Rename(rename) => found.push((
            line,
            with(&rename.ident.to_string()),
            Some(rename.rename.to_string()),
        )),
        syn::UseTree::Glob(_) => found.push((line, with("*"), None)),
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                collect(tree, before, found);
            }
        }
    }
}
