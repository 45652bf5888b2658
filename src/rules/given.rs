//! How sure a sink may be of data that only the program's own side chooses: whoever calls a function, makes an object
//! or starts the program; of rows that were stored earlier, and of what other servers answer.
//!
//! Judges no data; how sure each is stands in the rule. Called by `matching`.

use super::condition::names;
use super::regex::Pattern;
use super::spread::find;
use super::{Rule, Sink};
use crate::evaluate::{Argument, Effect, Origin, OriginKind, View};
use crate::finding::Confidence;
use serde::Deserialize;

/// How sure a finding is, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// No finding.
    #[default]
    None,
    /// A guess.
    Low,
    /// Likely.
    Medium,
    /// Known.
    High,
}

impl Sureness {
    /// No more than a guess.
    fn guessed(self) -> Self {
        match self {
            Self::None => Self::None,
            _ => Self::Low,
        }
    }

    fn confidence(self) -> Option<Confidence> {
        match self {
            Self::None => None,
            Self::Low => Some(Confidence::Low),
            Self::Medium => Some(Confidence::Medium),
            Self::High => Some(Confidence::High),
        }
    }
}

/// Whether what stands in front of a part of an address says which server is asked: `base + path`. Whoever calls says which
/// page of it, as clients' methods are made for; that nothing keeps the name of the server from going on is no more than a
/// guess.
fn is_base(before: &str) -> bool {
    let named = before.split_once("://").map(|(_, host)| host);
    before == "\u{fffc}"
        || named.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', '\\']))
}

/// The most that can be said of data with these origins at a sink, `at` its callee and the function it stands in;
/// `None` where the rule has nothing to say of such data.
pub(super) fn sure(
    sink: &Sink,
    origins: &[&Origin],
    (inside, before): (bool, &str),
    (callee, function): (&str, &str),
) -> Option<Confidence> {
    let every = |of: fn(OriginKind) -> bool| origins.iter().all(|o| of(o.kind));
    // A function that hands its whole parameter on is a wrapper; its callers are judged, unless the rule says
    // otherwise.
    let sure = if every(is_given) {
        let asked = |base: &Pattern| origins.iter().all(|o| base.finds(&o.name));
        let base = before.is_empty() && sink.base.as_ref().is_some_and(asked);
        Some(
            if inside && (base || (sink.purpose == "url" && is_base(before))) {
                sink.parameter.guessed()
            } else if inside {
                sink.parameter
            } else {
                sink.whole_parameter
            },
        )
    } else if every(|kind| is_given(kind) || kind == OriginKind::Operator) {
        Some(sink.operator)
    } else if every(|kind| {
        is_given(kind) || matches!(kind, OriginKind::Operator | OriginKind::Answer)
    }) {
        Some(sink.answer)
    } else if every(|kind| {
        let known = matches!(
            kind,
            OriginKind::Operator | OriginKind::Answer | OriginKind::Stored
        );
        is_given(kind) || known
    }) {
        Some(sink.stored)
    } else {
        None
    };
    let most = match sure {
        Some(sure) => sure.confidence()?,
        None => Confidence::High,
    };
    // Whoever makes an object says what it works with; the base of one does nothing yet where it begins.
    let begins = |name: &str| name.ends_with(".__init__");
    let own = begins(function);
    let made = every(|kind| kind == OriginKind::Maker) && !own;
    let begun = own && begins(callee) && every(OriginKind::is_given);
    Some(if made || begun { Confidence::Low } else { most })
}

/// Whether only whoever calls can tell where the argument at this position came from.
pub(super) fn is_told_by_callers(arguments: &[Argument], at: u32) -> bool {
    let given = |argument: &Argument| {
        let value = &argument.value;
        value.known.is_none() && value.origins.iter().all(|o| is_given(o.kind))
    };
    find(arguments, None, Some(at)).is_some_and(given)
}

/// Whether it is yes or no as whoever sends a request likes: it can be either.
pub(super) fn is_chosen_by_visitor(view: &View) -> bool {
    let sent = |kind| matches!(kind, OriginKind::UntrustedParameter | OriginKind::Source);
    view.kind.as_deref() == Some("bool")
        && view.known.is_none()
        && view.origins.iter().any(|o| sent(o.kind))
}

/// Whether all of these origins that are known to come from elsewhere have passed a test on their way; where none is
/// known, all of them.
pub(super) fn have_all(view: &View, origins: &[&Origin], test: &str) -> bool {
    let has = |tested: &[String]| tested.iter().any(|t| t == test);
    let known = |origin: &Origin| !is_given(origin.kind);
    let any = origins.iter().any(|o| known(o));
    let mut ways = view
        .ways
        .iter()
        .filter(|way| origins.contains(&&way.origin) && (!any || known(&way.origin)))
        .peekable();
    if ways.peek().is_none() {
        return has(&view.tested);
    }
    ways.all(|way| has(&way.tested))
}

/// Whether something that the program did or said makes harm unlikely, though it does not rule it out.
pub(super) fn is_unlikely(view: &View, origins: &[&Origin], purpose: &str) -> bool {
    let every = |test: &str| have_all(view, origins, test);
    // The program itself says that it is a number, and nothing makes it one.
    every("said:number")
        || every("unset:attribute")
        // It was held inside a folder, perhaps this one.
        || (purpose == "path" && every("held:path"))
        // Python knows most of the addresses that are no server's of the world.
        || (purpose == "url" && every("not:attribute:is_private"))
}

/// Whether all of these origins were made harmless in quotes of a page, and stand in quotes of a script: no way out of them
/// is left, and what is shown is not what was sent.
pub(super) fn is_kept_in_quotes(view: &View, origins: &[&Origin], purpose: &str) -> bool {
    let clean = |cleaned: &[String]| cleaned.iter().any(|c| c == "html attribute");
    let mut ways = view
        .ways
        .iter()
        .filter(|w| origins.contains(&&w.origin))
        .peekable();
    purpose == "script text"
        && match ways.peek() {
            None => clean(&view.cleaned),
            Some(_) => ways.all(|way| clean(&way.cleaned)),
        }
}

/// Whether data is what a server answered that this rule has already seen being asked: whoever chose the first
/// address did not write what stands behind it.
pub(super) fn was_answered(rule: &Rule, purpose: &str, view: &View) -> bool {
    let asks = |name: &String| {
        let mut calls = rule.sinks.iter().flat_map(|sink| &sink.call);
        calls.any(|call| names(call, name))
    };
    purpose == "url" && view.through.iter().any(asks)
}

fn is_given(kind: OriginKind) -> bool {
    kind.is_given() || kind == OriginKind::Undefined
}

/// Whether a test gets here: what is done is what it asks a function of the program for.
pub(super) fn is_asked_by_test(effect: &Effect) -> bool {
    let trial = |name: &str| {
        name.split('.').any(|part| {
            part.starts_with("test") || part.starts_with("Test") || part.starts_with("setUp")
        })
    };
    trial(&effect.entry) && !trial(&effect.function)
}

/// Whether data came out of one of these and was not cleaned for the purpose since.
pub(super) fn comes_from(view: &View, sources: &[String], purpose: &str) -> bool {
    let cleaned = view.cleaned.iter().any(|c| c == purpose || c == "all");
    !cleaned
        && view
            .through
            .iter()
            .any(|name| sources.iter().any(|source| names(source, name)))
}
