//! Lists of which only the beginning is known: `["tar", "--", *names]`.
//!
//! Such a list has any number of elements, as others do; its content remembers those that stand in their places.
//! Called where lists are made and made longer, where one is taken out of them, and by `export`.

use super::machine::Machine;
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many elements at the beginning are remembered.
const HEAD: usize = 32;

impl Machine<'_, '_> {
    /// What a list holds that begins with these elements and goes on with any number of others.
    pub(super) fn begun(&mut self, head: &[Val], rest: &[Val], span: Span) -> Val {
        let all: Vec<Val> = head.iter().chain(rest).copied().collect();
        let element = self.either(&all);
        let kind = Kind::Many("list", element);
        if head.is_empty() || head.len() > HEAD || self.world.is_some() {
            return self.make(kind, span);
        }
        let known = self.tuple(head.to_vec(), span);
        let rest = self.either(rest);
        self.arena.add(Node {
            kind,
            span,
            from: [known, rest].into(),
            how: How::Plain,
        })
    }

    /// A list that begins with these elements and goes on with any number of others.
    pub(super) fn begun_list(&mut self, head: &[Val], rest: &[Val], span: Span) -> Val {
        let content = self.begun(head, rest, span);
        let cell = self.state.cell(content);
        self.make(Kind::Ref(cell), span)
    }

    /// The elements that stand in their places at the beginning of a list, and one that stands for the others.
    pub(super) fn beginning(&self, list: Val) -> Option<(Arc<[Val]>, Val)> {
        let node = self.arena.node(self.content(self.look(list)));
        let (Kind::Many("list", _), [known, rest]) = (&node.kind, &*node.from) else {
            return None;
        };
        match self.kind(*known) {
            Kind::Tuple(items) => Some((items.clone(), *rest)),
            _ => None,
        }
    }

    /// Elements of a list in their places, and those behind them whose number is not known, if there are such.
    pub(super) fn in_places(&self, list: Val) -> (Vec<Val>, Option<Val>) {
        if let Some((head, rest)) = self.beginning(list) {
            return (head.to_vec(), Some(rest));
        }
        match self.content_kind(self.look(list)) {
            Kind::List(items) => (items.to_vec(), None),
            Kind::Many(_, element) if element != Val::UNBOUND => (Vec::new(), Some(element)),
            _ => (Vec::new(), None),
        }
    }
}
