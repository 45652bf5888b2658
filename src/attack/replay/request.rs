//! A request that another page makes a browser send: what goes out, which cookies come along, what
//! the application answers, and whether anything was changed.
//!
//! Called by `replay`.

use super::{Language, Mark, Piece, Replay, own};
use crate::evaluate::Event;

/// The request as the browser sends it, read from what a probe was made to do.
pub(super) fn replay(events: &[Event]) -> Option<Replay> {
    let asks = events.iter().rposition(|e| e.text.starts_with("asks "))?;
    let mut lines = Vec::new();
    let mut changed = None;
    let mut span = None;
    for event in events.get(asks..)? {
        let (verb, object) = event.text.split_once(' ')?;
        match verb {
            "asks" => lines.push(line("sends    ", object, Mark::Data)),
            "attaches" => lines.push(line("cookie   ", object, Mark::Own)),
            "answers" => lines.push(line("answer   ", object, Mark::Own)),
            "stores" => {
                span =
                    span.or(Some(event.span).filter(|span| *span != crate::text::Span::default()));
                lines.push(line("changes  ", object, Mark::Code));
                if event.certain {
                    changed.get_or_insert_with(|| object.to_owned());
                }
            }
            _ => {}
        }
    }
    if changed.is_none() {
        lines.push(vec![own("changes  nothing")]);
    }
    Some(Replay {
        language: Language::Request,
        span,
        guessed: false,
        lines,
        harm: changed.map(|_| {
            "Another page sent this, the cookie came along, and the change was made.".to_owned()
        }),
    })
}

fn line(label: &str, text: &str, mark: Mark) -> Vec<Piece> {
    let text = Piece {
        text: text.to_owned(),
        mark,
    };
    vec![own(label), text]
}
