//! Addresses: which comparisons of a host say where an address leads.
//!
//! What is learnt is the test `url`, of the address that the host was taken from. Which attributes
//! are a host and which calls take an address apart stands in the models. Called by `condition`.

use super::machine::Machine;
use super::value::{How, Kind, Relation, Val};
use crate::text::Span;

/// The test that an address has passed which leads where the program allows.
const KNOWN_HOST: &str = "url";
/// How many calls may stand between an address and its host.
const CALLS: usize = 8;

impl Machine<'_, '_> {
    /// Learns what a comparison that holds says of the address whose host is compared.
    pub(super) fn learn_host(&mut self, relation: Relation, a: Val, b: Val, span: Span) {
        let sides: &[(Val, Val)] = match relation {
            Relation::Equal => &[(a, b), (b, a)],
            Relation::In => &[(a, b)],
            _ => return,
        };
        for &(host, other) in sides {
            // A piece of a longer text is no host.
            let text = matches!(self.content_kind(other), Kind::Str(_) | Kind::Text(_));
            if (relation == Relation::In && text) || self.chosen_outside(other) {
                continue;
            }
            self.learn_address_of(host, span);
        }
    }

    /// Learns what a host that is empty says: the address names no other machine.
    pub(super) fn learn_no_host(&mut self, host: Val, span: Span) {
        self.learn_address_of(host, span);
    }

    /// Learns what the end of a host says: `.example.org` and what stands before it.
    pub(super) fn learn_host_end(&mut self, host: Val, test: &str, span: Span) {
        let ends = test.strip_prefix("str.endswith:");
        if ends.is_some_and(|ends| {
            ends.split('\n')
                .all(|end| end.starts_with('.') && end.len() > 1)
        }) {
            self.learn_address_of(host, span);
        }
    }

    fn learn_address_of(&mut self, host: Val, span: Span) {
        let Some(object) = self.host_of(host) else {
            return;
        };
        let mut open = vec![object];
        for _ in 0..CALLS {
            let Some(v) = open.pop() else { break };
            let v = self.look(v);
            let node = self.arena.node(v);
            match &node.how {
                How::Call(callee) if self.knowledge.addresses.contains(&**callee) => {
                    open.extend(node.from.iter().rev());
                }
                _ if self.is_constant(v) => {}
                _ => self.learn_test(v, KNOWN_HOST, span),
            }
        }
    }

    /// The address, taken apart, whose host this is.
    fn host_of(&self, v: Val) -> Option<Val> {
        let mut at = v;
        for _ in 0..CALLS {
            let node = self.arena.node(at);
            match &node.kind {
                Kind::Tested(_, inner) => {
                    at = *inner;
                    continue;
                }
                // `parts.hostname or ""`
                Kind::Either(options) => {
                    let mut unknown = options.iter().filter(|(o, _)| !self.is_constant(*o));
                    let (Some((only, _)), None) = (unknown.next(), unknown.next()) else {
                        return None;
                    };
                    at = *only;
                    continue;
                }
                _ => {}
            }
            let How::Call(callee) = &node.how else {
                return None;
            };
            if self.knowledge.hosts.contains(&**callee) {
                return node.from.last().copied();
            }
            if !matches!(&**callee, "str.lower" | "str.casefold") {
                return None;
            }
            at = *node.from.first()?;
        }
        None
    }
}
