//! Jinja's environments and templates, as objects that a program keeps.
//!
//! What a template makes of its values is `markup`'s. Called by `world`.

use super::call::{Call, Done, Miss, raise, shown, string};
use super::markup::render_beside;
use super::{Model, Thing};
use crate::attack::doubt;
use crate::evaluate::Data;

/// The template that a module of macros is made of.
const MODULE: &str = "jinja2.TemplateModule";
/// Names that no template has.
const GIVEN: &str = "given_to_the_macro_";

/// Answers what makes environments, loaders and templates.
pub(super) fn make(model: &mut Model, call: &Call<'_>) -> Done {
    if call.outside.receiver.is_some() {
        return Err(Miss::Other);
    }
    match call.name() {
        "jinja2.Template" => {
            let source = call.text(0, "source")?;
            let escape = call.flag(usize::MAX, "autoescape", false)?;
            model.record(
                "jinja2.Template",
                vec![("source", string(source)), ("escape", Data::Bool(escape))],
            )
        }
        "jinja2.Environment" | "jinja2.sandbox.SandboxedEnvironment" => {
            // Other marks are not followed.
            let mut given = call.outside.keywords.iter();
            let other = given.find(|(name, data)| {
                *data != Data::None && (name.ends_with("_string") || name.starts_with("line_"))
            });
            if other.is_some() {
                return Err(Miss::Unknown(doubt::template_not_filled()));
            }
            let escape = call.keyword("autoescape").cloned();
            let loader = call.keyword("loader").cloned();
            model.record(
                "jinja2.Environment",
                vec![
                    ("escape", escape.unwrap_or(Data::Bool(false))),
                    ("loader", loader.unwrap_or(Data::None)),
                    (
                        "unnamed",
                        call.keyword("autoescape(None)")
                            .cloned()
                            .unwrap_or(Data::None),
                    ),
                ],
            )
        }
        "jinja2.DictLoader" => {
            let pages = call.need(0, "mapping")?.clone();
            model.record("jinja2.DictLoader", vec![("pages", pages)])
        }
        "jinja2.select_autoescape" => {
            let given = |name: &str, default: Data| call.keyword(name).cloned().unwrap_or(default);
            let ends = ["html", "htm", "xml"].map(string).to_vec();
            let ends = call
                .get(0, "enabled_extensions")
                .cloned()
                .unwrap_or(Data::Tuple(ends));
            model.record(
                "jinja2.select_autoescape",
                vec![
                    ("ends", ends),
                    ("unnamed", given("default_for_string", Data::Bool(true))),
                    ("others", given("default", Data::Bool(false))),
                ],
            )
        }
        _ => Err(Miss::Other),
    }
}

/// A part of a kept object.
fn part(model: &Model, thing: &Data, name: &str) -> Data {
    match model.thing(thing) {
        Some(Thing::Record(fields)) => fields
            .iter()
            .find(|(key, _)| key == name)
            .map_or(Data::None, |(_, data)| data.clone()),
        _ => Data::None,
    }
}

/// The templates that the loader of an environment has, where they are known as texts.
fn loaded(model: &Model, environment: &Data) -> Vec<(String, String)> {
    let loader = part(model, environment, "loader");
    match part(model, &loader, "pages") {
        Data::Dict(pages) => pages
            .iter()
            .map(|(name, source)| (shown(name), shown(source)))
            .collect(),
        _ => Vec::new(),
    }
}

/// Fills a kept template.
fn fill(model: &Model, template: &Data, source: &str, names: &[(String, Data)]) -> Done<String> {
    let escape = part(model, template, "escape") == Data::Bool(true);
    let others = loaded(model, &part(model, template, "environment"));
    render_beside(model, source, others, names, escape)
}

/// What a macro of a template gives: the template is filled, and the macro called behind it.
fn called(model: &mut Model, template: &Data, call: &Call<'_>) -> Done {
    let mut names = Vec::new();
    let mut given = Vec::new();
    for (at, data) in call.outside.positional.iter().enumerate() {
        given.push(format!("{GIVEN}{at}"));
        names.push((format!("{GIVEN}{at}"), data.clone()));
    }
    for (name, data) in &call.outside.keywords {
        given.push(format!("{name}={GIVEN}{name}"));
        names.push((format!("{GIVEN}{name}"), data.clone()));
    }
    let source = shown(&part(model, template, "source"));
    let (mark, name, given) = (GIVEN, call.method(), given.join(", "));
    let source = format!("{source}{mark}{{{{ {name}({given}) }}}}");
    let page = fill(model, template, &source, &names)?;
    let made = page
        .split_once(mark)
        .map_or("", |(_, made)| made)
        .to_owned();
    match part(model, template, "escape") {
        Data::Bool(true) => model.markup(made),
        _ => Ok(string(made)),
    }
}

/// Whether an environment with this setting escapes a template of that name.
fn escapes(model: &Model, setting: &Data, template: Option<&str>) -> Done<bool> {
    match setting {
        Data::Bool(on) => Ok(*on),
        Data::None => Ok(false),
        Data::Handle(kind, _) if kind == "jinja2.select_autoescape" => {
            let Some(name) = template else {
                return Ok(part(model, setting, "unnamed").truth().unwrap_or(true));
            };
            let (Data::Tuple(ends) | Data::List(ends) | Data::Set(ends)) =
                part(model, setting, "ends")
            else {
                return Err(Miss::Unknown(doubt::which_escaped()));
            };
            let fits = |end: &Data| {
                let end = shown(end);
                name.ends_with(&format!(".{}", end.trim_start_matches('.')))
            };
            let others = part(model, setting, "others").truth().unwrap_or(false);
            Ok(ends.iter().any(fits) || others)
        }
        _ => Err(Miss::Unknown(doubt::escaped_by_function())),
    }
}

/// Templates that are kept as objects.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let Some(receiver @ Data::Handle(kind, _)) = &call.outside.receiver else {
        return Err(Miss::Other);
    };
    if call.outside.attribute {
        if (kind.as_str(), call.method()) != ("jinja2.Template", "module") {
            return Err(Miss::Other);
        }
        return model.record(MODULE, vec![("template", receiver.clone())]);
    }
    let escape = part(model, receiver, "escape");
    match (kind.as_str(), call.method()) {
        ("jinja2.Environment", "__setattr__") => {
            let (name, value) = (call.text(0, "name")?, call.need(1, "value")?.clone());
            let value = if name == "finalize" {
                Data::Unknown(doubt::template_not_filled())
            } else {
                value
            };
            if matches!(name.as_str(), "autoescape" | "finalize")
                && let Some(Thing::Record(fields)) = model.change(receiver)
            {
                fields.retain(|(key, _)| key != "escape" && key != "unnamed");
                fields.push(("escape".into(), value));
            }
            Ok(Data::None)
        }
        ("jinja2.Environment", "overlay") => {
            let escape = call.keyword("autoescape").cloned().unwrap_or(escape);
            let loader = part(model, receiver, "loader");
            model.record(
                "jinja2.Environment",
                vec![("escape", escape), ("loader", loader)],
            )
        }
        ("jinja2.Environment", "from_string") => {
            let source = call.text(0, "source")?;
            let escape = match part(model, receiver, "unnamed") {
                Data::Bool(on) => on,
                _ => escapes(model, &escape, None)?,
            };
            model.record(
                "jinja2.Template",
                vec![
                    ("source", string(source)),
                    ("escape", Data::Bool(escape)),
                    ("environment", receiver.clone()),
                ],
            )
        }
        ("jinja2.Environment", "get_template") => {
            let name = call.text(0, "name")?;
            let loader = part(model, receiver, "loader");
            let Data::Dict(pages) = part(model, &loader, "pages") else {
                return Err(Miss::Other);
            };
            let page = pages.iter().find(|(key, _)| shown(key) == name);
            let Some((_, source)) = page else {
                return Err(raise("jinja2.TemplateNotFound", name));
            };
            let escape = escapes(model, &escape, Some(&name))?;
            model.record(
                "jinja2.Template",
                vec![
                    ("source", source.clone()),
                    ("escape", Data::Bool(escape)),
                    ("environment", receiver.clone()),
                ],
            )
        }
        ("jinja2.Template", "render") => {
            let source = shown(&part(model, receiver, "source"));
            let mut names = call.outside.keywords.clone();
            if let Some(Data::Dict(pairs)) = call.outside.positional.first() {
                names.extend(pairs.iter().map(|(k, v)| (shown(k), v.clone())));
            }
            fill(model, receiver, &source, &names).map(string)
        }
        (MODULE, "__str__") => {
            let template = part(model, receiver, "template");
            let source = shown(&part(model, &template, "source"));
            fill(model, &template, &source, &[]).map(string)
        }
        (MODULE, method) if !method.starts_with("__") => {
            let template = part(model, receiver, "template");
            called(model, &template, call)
        }
        _ => Err(Miss::Other),
    }
}
