//! Pages that escape what is filled into them: where a value lands in one is told as where it lands in any text.
//!
//! The value of such a call stays what the models say of it; only the page is told. Called by `library`.

use crate::evaluate::call::Args;
use crate::evaluate::machine::{Follow, Machine};
use crate::evaluate::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// What is known to be a page.
const PAGE: &str = "markupsafe.Markup";
/// What its methods, and the functions that make one of a format, do to a value.
const ESCAPE: &str = "markupsafe.escape";

/// The fields of a format, each with where it begins; none, when they are not plain.
fn fields_of(format: &str) -> Vec<(usize, String)> {
    let mut fields = Vec::new();
    let mut at = 0;
    while let Some(found) = format.get(at..).and_then(|rest| rest.find(['{', '}'])) {
        let here = at + found;
        let rest = format.get(here..).unwrap_or_default();
        if rest.starts_with("{{") || rest.starts_with("}}") {
            at = here + 2;
            continue;
        }
        let field = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        match field {
            Some((field, _)) if !field.contains('{') => {
                fields.push((here + 1, field.to_owned()));
                at = here + field.len() + 2;
            }
            _ => return Vec::new(),
        }
    }
    fields
}

impl Machine<'_, '_> {
    /// Tells of the page that comes of a format and what somebody outside chose: `Markup("…") % value`,
    /// `Markup("…").format(value)`, `format_html("…", value)`.
    pub(in crate::evaluate) fn note_page(
        &mut self,
        callee: &str,
        receiver: Val,
        args: &Args,
        span: Span,
    ) {
        let (percent, method) = match callee {
            "markupsafe.Markup.__mod__" => (true, true),
            "markupsafe.Markup.format" => (false, true),
            "django.utils.html.format_html" => (false, false),
            _ => return,
        };
        if self.world.is_some() || !args.all().iter().any(|&v| self.chosen_outside(v)) {
            return;
        }
        let mut given = args.clone();
        let format = if method {
            let made = self.arena.node(self.look(receiver));
            matches!(&made.how, How::Call(maker) if &**maker == PAGE)
                .then(|| made.from.first().copied())
                .flatten()
        } else if given.positional.is_empty() {
            None
        } else {
            Some(given.positional.remove(0).0)
        };
        let Some(format) = format.map(|v| self.look(v)) else {
            return;
        };
        if !matches!(self.kind(format), Kind::Str(_)) {
            return;
        }
        let page = if percent {
            let Some((values, _)) = given.positional.first() else {
                return;
            };
            let values = match self.content_kind(*values) {
                Kind::Tuple(all) => all.to_vec(),
                Kind::Dict(_) => return,
                _ => vec![*values],
            };
            let values = values.into_iter().map(|v| self.escaped(v, span)).collect();
            let values = self.tuple(values, span);
            self.percent(format, values, span)
        } else {
            for (v, _) in &mut given.positional {
                *v = self.escaped(*v, span);
            }
            for (_, v, _) in &mut given.keywords {
                *v = self.escaped(*v, span);
            }
            self.format_method(format, &given, span)
        };
        // What does not fit raises where it is called.
        if let Ok(page) = page {
            self.export_call(PAGE, false, &Args::positional(vec![page]), span);
        }
    }

    /// `Markup("{0.name}").format(person)`: each value that a field names is escaped, and not what it belongs to.
    /// Gives the call with a field for each value.
    pub(in crate::evaluate) fn page_of_values(
        &mut self,
        callee: &str,
        receiver: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<(Val, Args)>> {
        if callee != "markupsafe.Markup.format" {
            return Ok(None);
        }
        let receiver = self.look(receiver);
        let made = self.arena.node(receiver);
        let format = match &made.kind {
            Kind::External(ty, id, _) if self.is_handle(ty, *id) => {
                self.offer_method(receiver, "__str__", &[], span)?
            }
            _ if matches!(&made.how, How::Call(maker) if &**maker == PAGE) => {
                made.from.first().copied()
            }
            _ => None,
        };
        let Some(Kind::Str(format)) = format.map(|v| self.kind(self.look(v)).clone()) else {
            return Ok(None);
        };
        let fields = fields_of(&format);
        if !fields.iter().any(|(_, field)| field.contains(['.', '['])) {
            return Ok(None);
        }
        let mut given = Args::default();
        let (mut plain, mut next, mut from) = (String::new(), 0, 0);
        for (at, field) in fields {
            let end = field.find(['!', ':']).unwrap_or(field.len());
            let (target, rest) = field.split_at(end);
            let v = self.named_by_field(target, args, &mut next, span)?;
            let name = format!("value{}", given.keywords.len());
            plain.push_str(format.get(from..at).unwrap_or_default());
            plain.push_str(&name);
            plain.push_str(rest);
            from = at + field.len();
            given.keywords.push((Arc::from(name), v, span));
        }
        plain.push_str(format.get(from..).unwrap_or_default());
        let plain = Args::positional(vec![self.text(&plain, span)]);
        let page = self.call_outside(Val::NONE, PAGE, plain, span)?;
        Ok(Some((page, given)))
    }

    /// What a page makes of a value; what is a page already stays as it is.
    fn escaped(&mut self, v: Val, span: Span) -> Val {
        let v = self.look(v);
        let is_page = matches!(self.kind(v), Kind::External(ty, ..) if &**ty == PAGE);
        if is_page || self.is_constant(v) {
            return v;
        }
        self.derive(Some("str"), &[v], How::Call(Arc::from(ESCAPE)), span)
    }
}
