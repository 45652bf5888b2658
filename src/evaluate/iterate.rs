//! What functions of `itertools` give, as far as the evaluator knows their meaning.
//!
//! Called by `standard`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::Val;
use crate::text::Span;

impl Machine<'_, '_> {
    /// Calls a function of `itertools`; `None` when its meaning is not known here.
    pub(super) fn iterator_call(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let first = args.get(0, "").map(|v| self.look(v));
        Ok(Some(match name {
            "itertools.chain" | "itertools.chain.from_iterable" => {
                let lists: Vec<Val> = if name.ends_with("iterable") {
                    match first.map(|v| self.items(v, span)).transpose()? {
                        Some(Items::Known(items)) => items,
                        Some(Items::Each(e)) => vec![e],
                        None => Vec::new(),
                    }
                } else {
                    args.positional.iter().map(|(v, _)| *v).collect()
                };
                let mut all = Vec::new();
                let mut open = false;
                for list in lists {
                    match self.items(list, span)? {
                        Items::Known(items) => all.extend(items),
                        Items::Each(e) => {
                            open = true;
                            all.push(e);
                        }
                    }
                }
                let items = if open {
                    Items::Each(self.either(&all))
                } else {
                    Items::Known(all)
                };
                self.collected(items, "iterator", span)
            }
            "itertools.starmap" if self.world.is_none() => {
                let (Some(f), Some(rows)) = (first, args.get(1, "iterable")) else {
                    return Ok(None);
                };
                let (rows, open) = match self.items(rows, span)? {
                    Items::Known(rows) => (rows, false),
                    Items::Each(row) => (vec![row], true),
                };
                let mut out = Vec::new();
                self.maybe += u32::from(open);
                let mut told = Ok(());
                for row in rows {
                    let given = match self.items(row, span) {
                        Ok(Items::Known(items)) => Args::positional(items),
                        Ok(Items::Each(item)) => Args {
                            rest: Some(item),
                            ..Args::default()
                        },
                        Err(stop) => {
                            told = Err(stop);
                            break;
                        }
                    };
                    match self.call(f, given, span) {
                        Ok(v) => out.push(v),
                        Err(stop) => {
                            told = Err(stop);
                            break;
                        }
                    }
                }
                self.maybe -= u32::from(open);
                told?;
                let items = if open {
                    Items::Each(self.either(&out))
                } else {
                    Items::Known(out)
                };
                self.collected(items, "iterator", span)
            }
            "itertools.repeat" => {
                let Some(v) = first else { return Ok(None) };
                match args.get(1, "times").map(|n| self.as_int(n)) {
                    Some(Some(n)) if (0..10_000).contains(&n) => {
                        let items = vec![v; usize::try_from(n).unwrap_or(0)];
                        self.collected(Items::Known(items), "iterator", span)
                    }
                    _ => self.collected(Items::Each(v), "iterator", span),
                }
            }
            "itertools.islice" => {
                let (Some(v), Some(n)) = (first, args.get(1, "stop").and_then(|n| self.as_int(n)))
                else {
                    return Ok(None);
                };
                match (self.items(v, span)?, args.positional.len()) {
                    (Items::Known(mut items), 2) => {
                        items.truncate(usize::try_from(n.max(0)).unwrap_or(0));
                        self.collected(Items::Known(items), "iterator", span)
                    }
                    (Items::Known(items), _) => {
                        let e = if items.is_empty() {
                            Val::UNBOUND
                        } else {
                            self.either(&items)
                        };
                        self.collected(Items::Each(e), "iterator", span)
                    }
                    (each, _) => self.collected(each, "iterator", span),
                }
            }
            _ => return self.plain_call(name, args, span),
        }))
    }
}
