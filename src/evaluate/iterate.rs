//! What functions of `itertools` give, as far as the evaluator knows their meaning.
//!
//! Called by `standard`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{Kind, Val};
use crate::text::Span;

/// How many elements are taken from iterators that all may never end.
const MOST: usize = 1_000;

impl Machine<'_, '_> {
    /// `zip(…)`.
    pub(super) fn zipped(&mut self, args: &Args, span: Span) -> Follow<Val> {
        if let Some(rows) = self.rows_of_one(args, span)? {
            return Ok(rows);
        }
        let mut columns = Vec::new();
        let mut endless = Vec::new();
        for (at, (v, _)) in args.positional.iter().enumerate() {
            match self.own_iterator(*v, span)? {
                Some(iterator) if args.positional.len() > 1 => {
                    endless.push((at, iterator));
                    columns.push(Items::Known(Vec::new()));
                }
                _ => columns.push(self.items(*v, span)?),
            }
        }
        self.take_as_many(&mut columns, &endless, span)?;
        let lengths = columns.iter().map(|c| match c {
            Items::Known(items) => Some(items.len()),
            Items::Each(_) => None,
        });
        let lengths: Option<Vec<usize>> = lengths.collect();
        if args
            .keyword("strict")
            .is_some_and(|v| self.truth(v) == Some(true))
            && lengths.is_some_and(|all| all.windows(2).any(|two| two.first() != two.last()))
        {
            let why = "zip() arguments are not of one length";
            return self.raise("builtins.ValueError", why, span);
        }
        let shortest = columns
            .iter()
            .filter_map(|c| {
                if let Items::Known(i) = c {
                    Some(i.len())
                } else {
                    None
                }
            })
            .min();
        let open = columns.iter().any(|c| matches!(c, Items::Each(_)));
        let row = |m: &mut Self, at: usize| {
            let items = columns
                .iter()
                .filter_map(|c| match c {
                    Items::Known(items) => items.get(at).copied(),
                    Items::Each(e) => Some(*e),
                })
                .collect();
            m.tuple(items, span)
        };
        Ok(match (shortest, open) {
            (Some(n), false) => {
                let rows = (0..n).map(|at| row(self, at)).collect();
                self.collected(Items::Known(rows), "iterator", span)
            }
            (None, false) => self.collected(Items::Known(Vec::new()), "iterator", span),
            (n, true) => {
                let rows: Vec<Val> = (0..n.unwrap_or(1).min(32))
                    .map(|at| row(self, at))
                    .collect();
                let element = if rows.is_empty() {
                    Val::UNBOUND
                } else {
                    self.either(&rows)
                };
                self.collected(Items::Each(element), "iterator", span)
            }
        })
    }

    /// Takes as many elements from iterators of the program, which may never end, as the other columns have.
    fn take_as_many(
        &mut self,
        columns: &mut [Items],
        endless: &[(usize, Val)],
        span: Span,
    ) -> Follow<()> {
        if endless.is_empty() {
            return Ok(());
        }
        let others = columns.iter().enumerate();
        let others = others.filter(|(at, _)| !endless.iter().any(|(own, _)| own == at));
        let lengths = others.map(|(_, column)| match column {
            Items::Known(items) => items.len(),
            Items::Each(_) => MOST,
        });
        let most = lengths.min().unwrap_or(MOST);
        for &(at, iterator) in endless {
            let mut taken = Vec::new();
            while taken.len() < most {
                self.spend(1)?;
                match self.next_item(iterator, Some(Val::UNBOUND), span)? {
                    Val::UNBOUND => break,
                    item => taken.push(item),
                }
            }
            if let Some(column) = columns.get_mut(at) {
                *column = match taken.len() {
                    MOST => Items::Each(self.either(&taken)),
                    _ => Items::Known(taken),
                };
            }
        }
        Ok(())
    }

    /// `zip(*[one] * n)`: an iterator that stands there several times gives each row its next elements.
    fn rows_of_one(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let columns: Vec<Val> = args.positional.iter().map(|(v, _)| self.look(*v)).collect();
        let Some(&first) = columns.first().filter(|_| columns.len() > 1) else {
            return Ok(None);
        };
        if columns.iter().any(|v| *v != first)
            || !matches!(self.content_kind(first), Kind::Iterator(..))
        {
            return Ok(None);
        }
        let Items::Known(items) = self.items(first, span)? else {
            return Ok(None);
        };
        let rows = items.chunks_exact(columns.len());
        let rows = rows.map(|row| self.tuple(row.to_vec(), span)).collect();
        Ok(Some(self.collected(Items::Known(rows), "iterator", span)))
    }

    /// What `heapq` does with a list of the program, where files are checked: in which order things come out is not told.
    pub(super) fn heap_call(&mut self, name: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let heap = args.get(0, "heap").filter(|_| self.world.is_none());
        let listed =
            |m: &Self, v: &Val| matches!(m.content_kind(*v), Kind::List(_) | Kind::Many("list", _));
        let Some(heap) = heap.filter(|v| listed(self, v)) else {
            return Ok(None);
        };
        let short = name.strip_prefix("heapq.").unwrap_or(name);
        let (puts, gives) = match short {
            "heappush" => (true, false),
            "heappop" => (false, true),
            "heappushpop" | "heapreplace" => (true, true),
            _ => return Ok(None),
        };
        if let Some(item) = args.get(1, "item").filter(|_| puts) {
            self.call_method(heap, "append", Args::positional(vec![item]), span)?;
        }
        if !gives {
            return Ok(Some(Val::NONE));
        }
        Ok(match self.items(heap, span)? {
            Items::Known(items) if !items.is_empty() => Some(self.either(&items)),
            Items::Each(element) if element != Val::UNBOUND => Some(element),
            _ => None,
        })
    }

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
                let all = name == "itertools.chain";
                if let Some(v) = self.postponed_chain(all, args, span)? {
                    return Ok(Some(v));
                }
                let lists: Vec<Val> = if all {
                    args.positional.iter().map(|(v, _)| *v).collect()
                } else {
                    match first.map(|v| self.items(v, span)).transpose()? {
                        Some(Items::Known(items)) => items,
                        Some(Items::Each(e)) => vec![e],
                        None => Vec::new(),
                    }
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
            "itertools.filterfalse" if self.world.is_none() => {
                let (Some(f), Some(list)) = (first, args.get(1, "iterable")) else {
                    return Ok(None);
                };
                self.filter_items(f, list, false, span)?
            }
            "itertools.tee" if self.world.is_none() => {
                let Some(v) = first else { return Ok(None) };
                let Some(n @ 0..=16) = args.get(1, "n").map_or(Some(2), |n| self.as_int(n)) else {
                    return Ok(None);
                };
                let mut copies = Vec::new();
                let items = self.items(v, span)?;
                for _ in 0..n {
                    copies.push(self.collected(items.clone(), "iterator", span));
                }
                self.tuple(copies, span)
            }
            "itertools.repeat" if self.world.is_none() => {
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
                let Some(v) = first else { return Ok(None) };
                let places: Vec<Option<usize>> = args
                    .positional
                    .iter()
                    .skip(1)
                    .map(|(n, _)| self.as_int(*n).map(|n| usize::try_from(n).unwrap_or(0)))
                    .collect();
                let none = |at: usize| {
                    let given = args
                        .positional
                        .get(at)
                        .map(|(v, _)| self.kind(self.look(*v)));
                    matches!(given, None | Some(Kind::None))
                };
                let range = match places.as_slice() {
                    [Some(stop)] => Some((0, *stop, 1)),
                    [None] if none(1) => Some((0, usize::MAX, 1)),
                    [start, stop, rest @ ..] if start.is_some() || none(1) => {
                        let step = rest.first().copied().flatten().unwrap_or(1).max(1);
                        let stop = if none(2) { Some(usize::MAX) } else { *stop };
                        stop.map(|stop| (start.unwrap_or(0), stop, step))
                    }
                    _ => None,
                };
                if let Some(range) = range
                    && let Some(put_off) = self.postponed_slice(v, range, span)
                {
                    return Ok(Some(put_off));
                }
                if let (Some(iterator), Some((start, stop, step))) =
                    (self.own_iterator(v, span)?, range)
                    && stop <= MOST
                {
                    let mut taken = Vec::new();
                    for at in 0..stop {
                        self.spend(1)?;
                        match self.next_item(iterator, Some(Val::UNBOUND), span)? {
                            Val::UNBOUND => break,
                            item if at >= start && (at - start).is_multiple_of(step) => {
                                taken.push(item);
                            }
                            _ => {}
                        }
                    }
                    return Ok(Some(self.collected(Items::Known(taken), "iterator", span)));
                }
                // What is taken from an iterator is no longer there for the next who asks.
                let source = (*self.kind(v)).clone();
                let before = self.content_kind(v);
                match (self.items(v, span)?, range) {
                    (Items::Known(items), Some((start, stop, step))) => {
                        if let (Kind::Ref(cell), Kind::Iterator(all, at)) = (source, before) {
                            let done = at + stop.min(items.len());
                            let rest = self.make(Kind::Iterator(all, done), span);
                            self.state.set(cell, rest);
                        }
                        let taken = items.into_iter().take(stop).skip(start).step_by(step);
                        self.collected(Items::Known(taken.collect()), "iterator", span)
                    }
                    (Items::Known(items), None) => {
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
