//! Matching rules on records: which data reaches which sink, and what it was cleaned for.

use super::condition::Asked;
use super::danger::{Danger, danger};
use super::decide::{decide, doubted, how_sure, may_differ, reached, step_down};
use super::doubt;
use super::form::Forms;
pub use super::found::Match;
use super::found::{Found, behind, less_sure};
use super::given::{comes_from, is_told_by_callers};
use super::identifier::{self, Choice};
use super::index::Section;
use super::meant::meant;
use super::settled::Said;
use super::spread::{find, spread};
use super::sway::Sway;
use super::words::{
    Switches, ends_options, has_script, is_remote, is_script, may_be_option, own_word,
};
use super::{Call, DataKind, Item, Only, Rule, Rulebook, Sink};
use crate::evaluate::{
    Argument, Effect, EffectKind, Limit, Origin, OriginKind, Piece, Record, View,
};
use crate::finding::{Confidence, Finding, Step, StepKind};
use crate::text::Span;

/// How much of the text before data is kept: what makes data harmless stands at the beginning, and
/// each of many holes keeps its own.
const BEFORE: usize = 4_096;
/// What is said of a text that can only be a name in a statement.
const ONLY_A_NAME: &str = "Only a name gets here, so it cannot end the statement; but the sender chooses which table or column it is.";

/// A call that is judged.
#[derive(Clone, Copy)]
struct Called<'a> {
    effect: &'a Effect,
    callee: &'a str,
    guessed: bool,
    asked: Asked<'a>,
}

pub(super) fn run(book: &Rulebook, record: &Record) -> Match {
    let bases = &book.knowledge.bases;
    let mut found = Found::default();
    let forms = Forms::new(book);
    // Few records hold a call that is swayed: what their values are kept as is read then.
    let sway = std::cell::LazyCell::new(|| Sway::new(&forms, &record.effects));
    let said = Said::new(record, |name| book.index.settles(name));
    for effect in &record.effects {
        let EffectKind::Call {
            callee,
            guessed,
            dropped,
            receiver,
            arguments,
        } = &effect.kind
        else {
            for finding in forms.judge(effect) {
                found.keep(finding);
            }
            continue;
        };
        let call = Called {
            effect,
            callee,
            guessed: *guessed,
            asked: Asked {
                arguments,
                receiver: receiver.as_deref(),
                value: None,
                bases,
            },
        };
        for section in book.index.calls(callee, receiver.is_some()) {
            match section {
                Section::Sink((at, section)) => {
                    let rule = book.rules.get(at);
                    if let Some((rule, sink)) = rule.and_then(|r| Some((r, r.sinks.get(section)?)))
                    {
                        match said.settles(&sink.settled, effect, bases) {
                            _ if sink.used && *dropped => {}
                            Some(true) => {}
                            Some(false) if said.doubts(&sink.doubted, effect, bases) => {
                                let judge = |own: &mut Found| {
                                    judge_sink(rule, sink, book, &call, own);
                                };
                                behind(rule, effect.span, judge, &mut found);
                            }
                            Some(false) => {
                                judge_sink(rule, sink, book, &call, &mut found);
                            }
                            None => doubt_sink(rule, sink, book, &call, &mut found),
                        }
                    }
                }
                Section::Call((at, section)) => {
                    let rule = book.rules.get(at);
                    if let Some((rule, own)) = rule.and_then(|r| Some((r, r.calls.get(section)?))) {
                        if own.dropped && !dropped {
                            continue;
                        }
                        if said.settles(&own.settled, effect, bases) == Some(true) {
                            continue;
                        }
                        let sways = rule.stores.iter().any(|store| store.sways.is_some());
                        let swayed = sways.then(|| sway.of(at, effect)).flatten();
                        let judge = |found: &mut Found| judge_call(rule, own, &call, swayed, found);
                        if said.settles(&own.followed, effect, bases) == Some(true) {
                            less_sure(judge, &mut found);
                        } else if said.doubts(&own.doubted, effect, bases) {
                            behind(rule, effect.span, judge, &mut found);
                        } else {
                            judge(&mut found);
                        }
                    }
                }
            }
        }
    }
    found.into_match()
}

fn judge_call(
    rule: &Rule,
    own: &Call,
    call: &Called<'_>,
    swayed: Option<Confidence>,
    found: &mut Found,
) {
    let arguments = call.asked.arguments;
    if own
        .only
        .as_ref()
        .is_some_and(|only| arguments.iter().any(|a| !only.allows(a)))
        || !decide(
            rule,
            (&own.when, &own.unless),
            &call.asked,
            call.effect.span,
            &mut found.undecided,
        )
    {
        return;
    }
    let most = own.confidence.or(swayed).unwrap_or(rule.confidence);
    let mut most = reached(most, call.effect);
    if own.told.is_some_and(|at| is_told_by_callers(arguments, at)) {
        most = step_down(most);
    }
    let (asked, at) = (&call.asked, call.effect.span);
    if doubted(rule, &own.doubtful, asked, at, &mut found.undecided) || may_differ(&own.when, asked)
    {
        most = most.min(Confidence::Medium);
    }
    found.keep(Finding {
        rule: rule.id.clone(),
        message: own.message.as_ref().unwrap_or(&rule.message).clone(),
        severity: own.severity.unwrap_or(rule.severity),
        confidence: if call.guessed { Confidence::Low } else { most },
        span: call.effect.span,
        function: call.effect.function.clone(),
        path: vec![sink_step(&own.say, call.callee, call.effect)],
        fix: None,
        callers: Vec::new(),
    });
}

impl Only {
    fn allows(&self, argument: &Argument) -> bool {
        argument.position.is_some_and(|at| at < self.positions)
            || argument
                .name
                .as_ref()
                .is_some_and(|name| self.names.contains(name))
    }
}

/// The same where something may settle it that cannot be told: what would be found is a doubt.
fn doubt_sink(rule: &Rule, sink: &Sink, book: &Rulebook, call: &Called<'_>, found: &mut Found) {
    let mut own = Found::default();
    judge_sink(rule, sink, book, call, &mut own);
    found.undecided.append(&mut own.undecided);
    if !own.findings.into_findings().is_empty() {
        let why = doubt::decided_elsewhere();
        let span = call.effect.span;
        found.undecided.push((rule.id.clone(), Limit { span, why }));
    }
}

fn judge_sink(rule: &Rule, sink: &Sink, book: &Rulebook, call: &Called<'_>, found: &mut Found) {
    let (asked, at) = (&call.asked, call.effect.span);
    let asks = (sink.when.as_slice(), sink.unless.as_slice());
    if !decide(rule, asks, asked, at, &mut found.undecided) {
        return;
    }
    let own = call.asked.receiver.filter(|_| sink.receiver);
    let listed = sink
        .item
        .filter(|_| sink.every)
        .map(|_| in_a_row(call.asked.arguments));
    let values = own
        .into_iter()
        .chain(&listed)
        .map(|view| (view, call.effect.span, true))
        .chain(chosen(call.asked.arguments, sink).into_iter().map(|a| {
            let placed = sink.spread || sink.every || a.name.is_some() || a.position.is_some();
            (&a.value, a.span, placed)
        }));
    for (value, span, placed) in values {
        let mut parts = Vec::new();
        for value in meant(sink, call.asked.arguments, value) {
            if sink.data == DataKind::Structure {
                loose(value, &sink.plain_keys, &mut parts);
            } else {
                let of = (sink.item, &rule.switches);
                pick(value, sink.key.as_deref(), of, &mut parts);
            }
        }
        // What `*args` hands over may stand in any place.
        for part in &mut parts {
            part.placed &= placed;
        }
        judge(rule, sink, book, call, (value, span), &parts, found);
    }
}

/// The arguments that a sink is about.
fn chosen<'a>(arguments: &'a [Argument], sink: &Sink) -> Vec<&'a Argument> {
    if sink.every && sink.item.is_some() {
        return Vec::new();
    }
    if sink.every {
        return arguments.iter().collect();
    }
    if sink.spread {
        return spread(arguments).into_iter().collect();
    }
    if sink.argument.is_none() && sink.position.is_none() {
        return Vec::new();
    }
    find(arguments, sink.argument.as_deref(), sink.position)
        .or_else(|| spread(arguments))
        .into_iter()
        .collect()
}

/// What is passed by position as one list: the command lines of functions that take each word by
/// itself.
fn in_a_row(arguments: &[Argument]) -> View {
    let words = arguments.iter().filter(|a| a.position.is_some());
    View {
        kind: Some("list".into()),
        items: words.map(|a| a.value.clone()).collect(),
        ..View::default()
    }
}

/// The parts of a value that count: all of it, what stands at a key, some elements of a list.
fn pick<'a>(
    view: &'a View,
    key: Option<&str>,
    (item, switches): (Option<Item>, &Switches),
    parts: &mut Vec<Filled<'a>>,
) {
    if key.is_none() && item.is_none() {
        collect(view, false, false, "", parts);
        return;
    }
    for option in &view.either {
        pick(option, key, (item, switches), parts);
    }
    if let Some(key) = key {
        // A key that is computed may be this one, and a dict that is not known may hold it.
        if view.either.is_empty() && view.items.is_empty() {
            collect(view, false, false, "", parts);
        }
        for (name, value) in view.keys.iter().zip(&view.items) {
            if name == key || name.is_empty() {
                pick(value, None, (item, switches), parts);
            }
        }
        return;
    }
    let Some(item) = item else { return };
    // A text or an unknown value in place of a list: the whole of it names the program.
    if item == Item::First && view.items.is_empty() && view.either.is_empty() {
        if !matches!(
            view.kind.as_deref(),
            Some("list" | "tuple" | "set" | "dict")
        ) {
            collect(view, false, false, "", parts);
        }
        return;
    }
    for (at, element) in view.items.iter().enumerate() {
        // Of words whose order is not known, any may be the script, if one of them says that there is one.
        let open = view.open && view.head == 0 && (item != Item::Script || has_script(&view.items));
        // Of several behind those in their places, only the first may be what the word before it takes.
        let several = view.open && at >= view.head;
        let counts = open
            || match item {
                Item::First => at == 0,
                Item::Rest => at > 0,
                Item::Options if several => !ends_options(&view.items, at),
                Item::Options => may_be_option(&view.items, at, switches),
                Item::Script if several => {
                    let behind = view.items.get(view.head..).unwrap_or(&[]);
                    has_script(behind) || (has_script(&view.items) && is_script(&view.items, at))
                }
                Item::Script => is_script(&view.items, at),
                Item::Remote => is_remote(&view.items, at, switches),
            };
        if counts {
            let before = parts.len();
            collect(element, false, false, "", parts);
            // Whether the program is among words whose order is not known, nobody can tell.
            let several = view.items.len() > 1 || !element.either.is_empty();
            for part in parts.iter_mut().skip(before) {
                part.placed &= !(open && item == Item::First && several);
            }
        }
    }
}

/// The parts of a value that may be a dict or a list nobody here has written.
fn loose<'a>(view: &'a View, plain: &[String], parts: &mut Vec<Filled<'a>>) {
    for option in &view.either {
        loose(option, plain, parts);
    }
    for (at, item) in view.items.iter().enumerate() {
        if view.keys.get(at).is_none_or(|key| !plain.contains(key)) {
            loose(item, plain, parts);
        }
    }
    let written = !view.either.is_empty() || !view.items.is_empty() || !view.pieces.is_empty();
    let simple = matches!(
        view.kind.as_deref(),
        Some("str" | "bytes" | "int" | "float" | "bool")
    );
    let tested = view.tested.iter().any(|t| {
        matches!(
            t.as_str(),
            "type:str" | "type:int" | "type:float" | "type:bool" | "allowlist"
        )
    });
    if !written && !simple && !tested && !view.origins.is_empty() {
        collect(view, false, false, "", parts);
    }
}

/// A part of a value that is filled in.
struct Filled<'a> {
    view: &'a View,
    /// Whether it is filled into text of the program's own.
    inside: bool,
    /// Whether the text before it has an open single quote.
    quoted: bool,
    /// The text of the program's own before it.
    before: String,
    /// Whether it is known to stand where it counts.
    placed: bool,
}

/// The parts of a value that are filled in: the holes of text, or the value itself.
fn collect<'a>(
    view: &'a View,
    inside: bool,
    quoted: bool,
    before: &str,
    parts: &mut Vec<Filled<'a>>,
) {
    // A template keeps its values apart: a driver binds them or refuses the template.
    if view.kind.as_deref() == Some("string.templatelib.Template") {
        return;
    }
    if !view.either.is_empty() {
        for option in &view.either {
            collect(option, inside, quoted, before, parts);
        }
    } else if !view.pieces.is_empty() {
        let mut quoted = quoted;
        let mut before = before.to_owned();
        for piece in &view.pieces {
            match piece {
                Piece::Literal(text) => {
                    quoted ^= text.matches('\'').count() % 2 == 1;
                    super::markup::extend(&mut before, text, BEFORE);
                }
                Piece::Hole(hole) => {
                    collect(hole, true, quoted, &before, parts);
                    // What the hole holds is not known; it must not look like the end of a host. One of the
                    // program's own words stands for all of them.
                    if before.len() < BEFORE {
                        before.push_str(own_word(hole).unwrap_or("\u{fffc}"));
                    }
                }
            }
        }
    } else {
        let built = |s: &Step| s.kind == StepKind::Through && s.text == "text";
        let built = view.path.iter().any(built);
        parts.push(Filled {
            view,
            inside: inside || built,
            quoted: quoted && !built,
            before: before.to_owned(),
            placed: true,
        });
    }
}

fn judge(
    rule: &Rule,
    sink: &Sink,
    book: &Rulebook,
    call: &Called<'_>,
    (value, span): (&View, Span),
    parts: &[Filled<'_>],
    found: &mut Found,
) {
    let wanted = match sink.data {
        DataKind::Text | DataKind::Structure => Danger::Text,
        DataKind::Number => Danger::Number,
    };
    for Filled {
        view,
        inside,
        quoted,
        before,
        placed,
    } in parts
    {
        if sink.fixed.as_ref().is_some_and(|fixed| fixed.finds(before)) {
            continue;
        }
        if sink.behind.as_ref().is_some_and(|own| !own.finds(before)) {
            continue;
        }
        if sink.purpose == "html" && ((!inside && is_no_text(view)) || is_table(value)) {
            continue;
        }
        let purpose = match sink.purpose.as_str() {
            // Quoting for a shell is undone by quotes around it.
            "shell" if !super::danger::open_quote(before) => "shell word",
            // What is quoted as Python quotes is one word of its code.
            "code" if *inside && super::danger::is_code_word(before) => "code word",
            "html" => super::markup::purpose_after(before),
            purpose => purpose,
        };
        // Behind a folder of the program's own, only the way up leads out of it.
        if purpose == "path"
            && before.ends_with(['/', '\\'])
            && view.tested.iter().any(|t| super::danger::no_way_up(t))
        {
            continue;
        }
        if super::danger::stays_in_place(&view.tested, purpose, before) {
            continue;
        }
        let mut most = sink.confidence.unwrap_or(rule.confidence);
        let name = match purpose {
            "sql" if !quoted && *inside => identifier::choice(view, before, call.callee),
            _ => None,
        };
        match name {
            Some(Choice::End) => continue,
            Some(Choice::Any) => most = most.min(Confidence::Medium),
            None => {}
        }
        let mut callers = Vec::new();
        let confidence = if sink.source.is_empty() {
            let (danger, origins) = danger(view, purpose, *quoted);
            if danger == Danger::Undecided && wanted == Danger::Text {
                let why = view.opaque.clone().unwrap_or_else(doubt::passed_at_run);
                found.undecided.push((rule.id.clone(), Limit { span, why }));
                continue;
            }
            if danger != wanted {
                continue;
            }
            if origins.iter().all(|o| o.kind.is_given()) {
                callers.extend(origins.iter().map(|o| o.span.start));
                // Whoever calls chooses a name, and no more: that is what such a function is for.
                if name == Some(Choice::Any) {
                    most = Confidence::Low;
                }
            }
            let at = (call.callee, &*call.effect.function);
            // What a server answered and the program has verified is what the holder of the key wrote.
            let answer = |o: &&Origin| o.kind == OriginKind::Answer;
            if origins.iter().all(answer) && super::given::have_all(view, &origins, "signed") {
                continue;
            }
            match super::given::sure(sink, &origins, (*inside, before), at) {
                Some(sure) => most = most.min(sure),
                None => continue,
            }
            // A helper that was not followed to its end may have checked it.
            let every = |test: &str| super::given::have_all(view, &origins, test);
            let unfollowed = every("unfollowed");
            // Whoever chose a file did not write what is in it.
            let contents = &book.knowledge.contents;
            let read = purpose != "path" && view.through.iter().any(|t| contents.contains(t));
            // Only where folders are parted by backslashes does it lead anywhere else.
            let piece = purpose == "path" && every("lacks:/");
            let unlikely = super::given::is_unlikely(view, &origins, purpose);
            let answered = super::given::was_answered(rule, purpose, view)
                || super::given::is_kept_in_quotes(view, &origins, purpose);
            if answered || unfollowed || read || piece || unlikely || !placed {
                most = most.min(Confidence::Medium);
            }
            // Nor is it known to stand there at all, or whether anybody sends it.
            let unsent = |o: &&Origin| o.kind.is_given() || o.kind == OriginKind::Stored;
            if !placed && origins.iter().all(unsent) {
                most = Confidence::Low;
            }
            // Groups of machines do not answer; of a word of the program's own, only the size of its letters is chosen.
            let world = purpose == "url" && every("attribute:is_global");
            if world || (!read && (every("in any case") || every("promised"))) {
                most = Confidence::Low;
            }
            // The program's own folder is not named as it would be there.
            if piece && before.starts_with('/') && before.ends_with('/') {
                most = Confidence::Low;
            }
            // Nor did whoever calls choose more than which of the program's own files it is.
            if read
                && !callers.is_empty()
                && self::danger(view, "path", false).0 == Danger::Harmless
            {
                most = Confidence::Low;
            }
            how_sure(rule, most, &origins, (call.guessed, before))
        } else if !comes_from(view, &sink.source, purpose) {
            continue;
        } else if call.guessed {
            Confidence::Low
        } else {
            most
        };
        let confidence = if doubted(
            rule,
            &sink.doubtful,
            &call.asked,
            call.effect.span,
            &mut found.undecided,
        ) {
            confidence.min(Confidence::Medium)
        } else {
            confidence
        };
        let origin = view.origins.first();
        let mut path: Vec<Step> = view
            .path
            .iter()
            .map(|s| book.sentences.tell(s, origin.map(|o| o.kind)))
            .collect();
        for step in &value.path {
            if step.kind == StepKind::Through && !path.iter().any(|s| s.span == step.span) {
                path.push(book.sentences.tell(step, None));
            }
        }
        let say = name.map_or(&*sink.say, |_| ONLY_A_NAME);
        path.push(sink_step(say, call.callee, call.effect));
        found.keep(Finding {
            rule: rule.id.clone(),
            message: sink.message.as_ref().unwrap_or(&rule.message).clone(),
            severity: sink.severity.unwrap_or(rule.severity),
            confidence,
            span: call.effect.span,
            function: call.effect.function.clone(),
            path,
            fix: None,
            callers,
        });
    }
}

/// Whether a value is a container or an object: a framework makes something else of it than a page.
fn is_no_text(view: &View) -> bool {
    view.kind
        .as_deref()
        .is_some_and(|k| k.contains('.') || matches!(k, "dict" | "list" | "tuple" | "set"))
}

/// Whether a value that is handed over whole is a dict, whatever the texts in it are made of: it goes out as JSON.
fn is_table(value: &View) -> bool {
    value.pieces.is_empty() && value.either.is_empty() && value.kind.as_deref() == Some("dict")
}

fn sink_step(say: &str, callee: &str, effect: &Effect) -> Step {
    Step {
        kind: StepKind::Sink,
        span: effect.span,
        text: say.replace("{callee}", callee.rsplit('.').next().unwrap_or(callee)),
        via: Some(callee.to_owned()),
    }
}
