//! Trying attack inputs: an input line, ready inputs, and what each did.
//!
//! Knows nothing of databases; results arrive as data. Called by `exercise`.

use super::super::line::{Line, visible};
use crate::grade::Attempted;
use crate::pack::{Attack, Exercise, ExerciseKind, Messages};
use crate::text::printable;
use crate::ui::page::{self, Row};
use crate::ui::replayed;
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};

/// How many results are kept.
const KEPT: usize = 20;

/// The attack panel.
#[derive(Debug, Clone)]
pub struct AttackPanel {
    /// What is typed.
    pub line: Line,
    /// The ready input that was taken last.
    chosen: Option<usize>,
    /// How many ready inputs hints have brought, where they are not offered at once.
    brought: usize,
    /// The input whose result is awaited.
    waiting: Option<String>,
    /// Whether that input was sent, or only watched while it is typed.
    asked: bool,
    /// Inputs and what they did to the start and to the code now, the newest last.
    results: Vec<Tried>,
}

/// One input that was tried.
#[derive(Debug, Clone)]
struct Tried {
    input: String,
    before: Attempted,
    now: Option<Attempted>,
}

impl Tried {
    /// What came of it on the code as it was given, where that does anything: what is still to be written does not.
    fn given(&self, exercise: &Exercise) -> Option<&Attempted> {
        let nothing = exercise.kind == ExerciseKind::Write && self.now.is_some();
        (!nothing).then_some(&self.before)
    }
}

impl Default for AttackPanel {
    fn default() -> Self {
        Self {
            line: Line::of_attack(""),
            chosen: None,
            brought: 0,
            waiting: None,
            asked: false,
            results: Vec::new(),
        }
    }
}

impl AttackPanel {
    /// The ready inputs that are offered, by index. Who is to find a way in begins with what is harmless; hints
    /// bring the others, those that do not get in first.
    pub fn offered(&self, exercise: &Exercise, attacked: bool) -> Vec<usize> {
        let Some(attack) = &exercise.attack else {
            return Vec::new();
        };
        if exercise.kind != ExerciseKind::Attack || attacked {
            return (0..attack.input.len()).collect();
        }
        let inputs = || attack.input.iter().enumerate();
        let some = |works: bool| {
            inputs().filter(move |(_, input)| !input.is_harmless() && input.works == works)
        };
        let harmless = inputs().filter(|(_, input)| input.is_harmless());
        let brought = some(false).chain(some(true)).take(self.brought);
        harmless.chain(brought).map(|(at, _)| at).collect()
    }

    /// Brings one more ready input, ready to be tried; whether there was one.
    pub fn bring(&mut self, exercise: &Exercise, attacked: bool) -> bool {
        let before = self.offered(exercise, attacked).len();
        self.brought += 1;
        let offered = self.offered(exercise, attacked);
        if offered.len() == before {
            self.brought -= 1;
            return false;
        }
        if let (Some(attack), Some(at)) = (&exercise.attack, offered.last()) {
            self.pick(attack, *at);
        }
        true
    }

    /// Takes the next ready input of those that are offered, or the one before.
    pub fn choose(&mut self, exercise: &Exercise, attacked: bool, down: bool) {
        let offered = self.offered(exercise, attacked);
        let (Some(last), Some(attack)) = (offered.len().checked_sub(1), &exercise.attack) else {
            return;
        };
        let chosen = self
            .chosen
            .and_then(|at| offered.iter().position(|of| *of == at));
        let at = match (chosen, down) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) if at >= last => 0,
            (Some(0), false) => last,
            (Some(at), true) => at + 1,
            (Some(at), false) => at - 1,
        };
        if let Some(at) = offered.get(at) {
            self.pick(attack, *at);
        }
    }

    /// Takes ready input number `at` (from 0).
    pub fn pick(&mut self, attack: &Attack, at: usize) {
        if let Some(input) = attack.input.get(at) {
            self.chosen = Some(at);
            self.line = Line::of_attack(&input.text);
        }
    }

    /// The typed input, to be tried now; `None` while its result is awaited.
    pub fn send(&mut self) -> Option<String> {
        let input = self.line.text().to_owned();
        if self.waiting.as_ref() == Some(&input) && self.asked {
            return None;
        }
        self.waiting = Some(input.clone());
        self.asked = true;
        Some(input)
    }

    /// The input as it is being typed, to be watched; `None` when there is none.
    pub fn watch(&mut self) -> Option<String> {
        let input = self.line.text().to_owned();
        if input.is_empty() || (self.asked && self.waiting.is_some()) {
            return None;
        }
        self.waiting = Some(input.clone());
        self.asked = false;
        Some(input)
    }

    /// Whether the awaited result is that of an input that was sent.
    pub fn asked(&self) -> bool {
        self.asked
    }

    /// Takes a result; whether it was asked for.
    pub fn take(&mut self, input: &str, result: &Attempted, now: Option<&Attempted>) -> bool {
        if self.waiting.as_deref() != Some(input) {
            return false;
        }
        self.waiting = None;
        self.asked = false;
        self.results.push(Tried {
            input: input.to_owned(),
            before: result.clone(),
            now: now.cloned(),
        });
        if self.results.len() > KEPT {
            self.results.remove(0);
        }
        true
    }

    /// The panel; the second part is the row of the input line.
    pub fn rows(&self, exercise: &Exercise, attacked: bool, columns: usize) -> (Vec<Row>, usize) {
        let Some(attack) = &exercise.attack else {
            return (Vec::new(), 0);
        };
        let say = |id: &str| exercise.messages.say(id, &[]);
        let mut rows = Vec::new();
        let first_part = exercise.kind == ExerciseKind::Attack;
        if first_part && !attack.brief.is_empty() {
            rows.extend(page::text(&attack.brief, columns));
        } else {
            let both = self.results.last().is_some_and(|tried| tried.now.is_some());
            let text = match (both, exercise.kind) {
                (true, ExerciseKind::Write) => "screen.tried-on-yours",
                (true, _) => "screen.tried-on-both",
                (false, _) => "screen.tried-as-given",
            };
            let text = say(text);
            rows.extend(wrap::lines(&[Run::new(Role::Dim, text)], columns));
        }
        rows.push(Row::new());
        let line = rows.len();
        rows.push(vec![
            Run::new(Role::Accent, PROMPT),
            Run::new(Role::Code, tail(&self.line, columns)),
        ]);
        rows.extend(self.result_rows(exercise, columns));
        if first_part && attacked {
            rows.push(Row::new());
            let text = format!("✓ {}", say("screen.you-are-in"));
            rows.extend(wrap::lines(&[Run::new(Role::Good, text)], columns));
        }
        let offered = self.offered(exercise, attacked);
        if !offered.is_empty() {
            rows.push(Row::new());
            rows.push(vec![Run::new(Role::Heading, say("screen.ready-inputs"))]);
        }
        let ready = offered
            .iter()
            .filter_map(|at| Some((*at, attack.input.get(*at)?)));
        for (at, input) in ready {
            let here = self.chosen == Some(at);
            let sign = if here { "› " } else { "  " };
            let role = if here { Role::Selected } else { Role::Code };
            let text = visible(&input.text);
            let said = Run::new(Role::Dim, printable(&input.say));
            let indent = Run::new(Role::Text, "    ");
            let room = columns.saturating_sub(wrap::width(&input.text) + 4);
            if room >= BESIDE {
                let first = Run::new(role, format!("{sign}{text}  "));
                rows.extend(page::hang(&first, &indent, wrap::lines(&[said], room)));
                continue;
            }
            // Beside a long input there is no room for words.
            let long = wrap::lines(&[Run::new(role, text)], columns.saturating_sub(2));
            rows.extend(page::hang(
                &Run::new(role, sign),
                &Run::new(role, "  "),
                long,
            ));
            let below = wrap::lines(&[said], columns.saturating_sub(4));
            rows.extend(page::hang(&indent, &indent, below));
        }
        if offered.len() < attack.input.len() {
            let text = say("screen.more-ready-inputs");
            rows.extend(wrap::lines(&[Run::new(Role::Dim, text)], columns));
        }
        (rows, line)
    }

    fn result_rows(&self, exercise: &Exercise, columns: usize) -> Vec<Row> {
        let messages = &exercise.messages;
        let mut rows = Vec::new();
        if self.waiting.is_some() && self.asked {
            rows.push(vec![Run::new(
                Role::Dim,
                messages.say("screen.trying", &[]),
            )]);
        }
        if let Some(tried) = self.results.last() {
            // The code that one is writing comes first.
            if let Some(now) = &tried.now {
                let name = Some("screen.your-code");
                rows.extend(attempt_rows(name, &tried.input, now, messages, columns));
            }
            let before = tried.given(exercise);
            if let Some(before) = before {
                let name = tried.now.as_ref().map(|_| "screen.as-given");
                rows.extend(attempt_rows(name, &tried.input, before, messages, columns));
            }
            let both = tried.now.iter().chain(before);
            let shown = both.flat_map(|tried| tried.replays.iter().take(SHOWN));
            let shown: Vec<_> = shown.cloned().collect();
            rows.extend(replayed::legend(&shown, columns));
        }
        rows
    }

    /// The newest result in words.
    pub fn plain_result(&self, exercise: &Exercise) -> Vec<String> {
        let messages = &exercise.messages;
        let Some(tried) = self.results.last() else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        if let Some(now) = &tried.now {
            let name = Some("screen.on-your-code");
            lines.extend(attempt_plain(name, &tried.input, now, messages));
        }
        if let Some(before) = tried.given(exercise) {
            let name = tried.now.as_ref().map(|_| "screen.on-given-code");
            lines.extend(attempt_plain(name, &tried.input, before, messages));
        }
        lines
    }
}

/// One attempt in words.
fn attempt_plain(
    name: Option<&str>,
    input: &str,
    result: &Attempted,
    messages: &Messages,
) -> Vec<String> {
    let (_, word, _) = badge(result, messages);
    let mut lines = Vec::new();
    if let Some(name) = name {
        lines.push(format!("{}:", messages.say(name, &[])));
    }
    lines.push(format!("{word}: {}", visible(input)));
    for replay in result.replays.iter().take(SHOWN) {
        lines.extend(replayed::plain(replay, LINES));
    }
    if let Some(reached) = &result.reached {
        lines.push(format!(
            "{}: {}",
            reached.heading(),
            printable(reached.text())
        ));
    }
    lines.push(page::short_plain(&result.message));
    lines
}

/// One attempt as rows: how it ended, what arrived, what it became.
fn attempt_rows(
    name: Option<&str>,
    input: &str,
    result: &Attempted,
    messages: &Messages,
    columns: usize,
) -> Vec<Row> {
    let mut rows = vec![Row::new()];
    let (sign, word, role) = badge(result, messages);
    let title = match name {
        None => format!("{sign} {word}: "),
        Some(name) => format!("{sign} {word}, {}: ", messages.say(name, &[])),
    };
    let head = Run::new(role, title);
    let tried = Run::new(Role::Code, visible(input));
    rows.extend(wrap::lines(&[head, tried], columns));
    if result.replays.is_empty()
        && let Some(reached) = &result.reached
    {
        rows.push(vec![Run::new(Role::Heading, reached.heading())]);
        rows.extend(replayed::framed(
            &[Run::new(Role::Code, printable(reached.text()))],
            columns,
        ));
    }
    for replay in result.replays.iter().take(SHOWN) {
        rows.extend(replayed::rows(replay, LINES, columns));
    }
    rows.extend(page::short(&result.message, Role::Text, columns));
    rows
}

/// The least columns for what is said beside a ready input.
const BESIDE: usize = 24;
/// How many arrivals are shown, and how many lines of each.
const SHOWN: usize = 3;
const LINES: usize = 8;

/// What stands before the typed input.
pub const PROMPT: &str = "Input: ";

fn badge(result: &Attempted, messages: &Messages) -> (&'static str, String, Role) {
    let (sign, word, role) = if result.harmless {
        ("·", "screen.harmless-input", Role::Dim)
    } else if result.works {
        ("✗", "screen.gets-through", Role::Bad)
    } else if result.replays.iter().any(|replay| replay.harm.is_some()) {
        ("!", "screen.gets-halfway", Role::Warn)
    } else {
        ("·", "screen.gets-not-through", Role::Dim)
    };
    (sign, messages.say(word, &[]), role)
}

/// The end of the typed text that fits, so that the cursor is seen.
pub fn tail(line: &Line, columns: usize) -> String {
    let room = columns.saturating_sub(wrap::width(PROMPT) + 1).max(1);
    let text = visible(line.text());
    let skipped = wrap::width(&visible(line.before())).saturating_sub(room);
    text.chars().skip(skipped).take(room).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::AttackInput;
    use std::collections::BTreeMap;

    fn exercise(kind: ExerciseKind, attack: Attack) -> Exercise {
        Exercise {
            kind,
            attack: Some(attack),
            ..Exercise::default()
        }
    }

    fn attack() -> Attack {
        let input = |text: &str| AttackInput {
            text: text.into(),
            say: String::new(),
            works: false,
        };
        Attack {
            brief: String::new(),
            call: String::new(),
            request: None,
            with: None,
            safe_result: None,
            never: Vec::new(),
            input: vec![input("a"), input("b")],
            not_counted: BTreeMap::new(),
        }
    }

    #[test]
    fn ready_inputs_go_round() {
        let mut panel = AttackPanel::default();
        let mut taken = Vec::new();
        for down in [true, true, true, false, false] {
            panel.choose(&exercise(ExerciseKind::Fix, attack()), false, down);
            taken.push(panel.line.text().to_owned());
        }
        assert_eq!(taken, ["a", "b", "a", "b", "a"]);
    }

    #[test]
    fn who_is_to_find_a_way_in_is_offered_what_is_harmless_and_the_rest_by_hints() {
        let input = |text: &str, say: &str, works| AttackInput {
            text: text.into(),
            say: say.into(),
            works,
        };
        let attack = Attack {
            input: vec![
                input("in", "a way in", true),
                input("ada", "harmless: a name", false),
                input("near", "not quite", false),
            ],
            ..attack()
        };
        let fix = exercise(ExerciseKind::Fix, attack.clone());
        let find = exercise(ExerciseKind::Attack, attack);
        let mut panel = AttackPanel::default();
        assert_eq!(panel.offered(&fix, false), [0, 1, 2]);
        assert_eq!(panel.offered(&find, true), [0, 1, 2]);
        assert_eq!(panel.offered(&find, false), [1]);
        panel.choose(&find, false, false);
        assert_eq!(panel.line.text(), "ada");
        let mut brought = Vec::new();
        while panel.bring(&find, false) {
            brought.push(panel.line.text().to_owned());
        }
        assert_eq!(brought, ["near", "in"]);
        assert_eq!(panel.offered(&find, false), [1, 2, 0]);
        panel.choose(&find, false, true);
        assert_eq!(
            panel.line.text(),
            "ada",
            "the list goes round as it is shown"
        );
    }

    #[test]
    fn a_harmless_input_is_no_attack() {
        let result = Attempted {
            works: true,
            harmless: true,
            ..Attempted::untried("The call gave 3.")
        };
        assert_eq!(
            attempt_plain(
                Some("screen.on-your-code"),
                "Ada",
                &result,
                &Messages::default()
            ),
            ["Your code:", "A harmless input: Ada", "The call gave 3."]
        );
    }

    #[test]
    fn a_line_break_in_a_ready_input_is_sent() {
        let mut attack = attack();
        if let Some(first) = attack.input.first_mut() {
            first.text = "Hello\r\nBcc: all@school.example".into();
        }
        let mut panel = AttackPanel::default();
        panel.pick(&attack, 0);
        assert_eq!(
            panel.send().as_deref(),
            Some("Hello\r\nBcc: all@school.example")
        );
        assert_eq!(tail(&panel.line, 60), "Hello␍⏎Bcc: all@school.example");
    }

    #[test]
    fn only_the_awaited_result_is_taken() {
        let result = Attempted {
            works: true,
            ..Attempted::untried("In.")
        };
        let mut panel = AttackPanel {
            line: Line::new("x"),
            ..AttackPanel::default()
        };
        assert!(!panel.take("x", &result, None), "nothing was sent");
        assert_eq!(panel.send().as_deref(), Some("x"));
        assert_eq!(panel.send(), None, "still awaited");
        assert!(!panel.take("y", &result, None));
        assert!(panel.take("x", &result, None));
        assert_eq!(
            panel.plain_result(&Exercise::default()),
            ["Gets through: x", "In."]
        );
    }
}
