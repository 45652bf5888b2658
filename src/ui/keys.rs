//! The one key table: which key does what where, its word in plain mode, and what help says of it.
//!
//! Footer, help overlay, command palette, plain mode's commands and the documentation all read
//! [`TABLE`]. Every chord is one that an ordinary terminal delivers; those that only newer
//! protocols deliver never stand alone.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Where a binding counts. A screen names its scopes from the inside out; the innermost wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// On every screen.
    Everywhere,
    /// The course map.
    Map,
    /// A page of a lesson.
    Lesson,
    /// A page of a lesson that offers an exercise.
    Doorway,
    /// A question with one right option.
    Question,
    /// A question with several right options.
    Several,
    /// "How sure are you?"
    Sure,
    /// The answer to a question is shown.
    Answered,
    /// An exercise, whatever part of it has the focus.
    Exercise,
    /// The exercise's brief.
    Brief,
    /// The code.
    Editor,
    /// The list of findings.
    Findings,
    /// The path of a finding, step by step.
    Path,
    /// The ladder of hints.
    Hints,
    /// A verdict.
    Verdict,
    /// The model answer beside the learner's.
    Compare,
    /// The line where an attack input is typed.
    Attack,
    /// The line where a search is typed.
    Search,
    /// A yes-or-no question.
    Confirm,
    /// The help overlay.
    Help,
    /// The command palette.
    Palette,
}

impl Scope {
    /// Every scope, in the order in which help lists them.
    pub const ALL: &'static [Scope] = &[
        Scope::Everywhere,
        Scope::Map,
        Scope::Lesson,
        Scope::Doorway,
        Scope::Question,
        Scope::Several,
        Scope::Sure,
        Scope::Answered,
        Scope::Exercise,
        Scope::Brief,
        Scope::Editor,
        Scope::Findings,
        Scope::Path,
        Scope::Hints,
        Scope::Verdict,
        Scope::Compare,
        Scope::Attack,
        Scope::Search,
        Scope::Confirm,
        Scope::Help,
        Scope::Palette,
    ];

    /// The heading under which help lists the scope.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Map => "Course map",
            Self::Lesson => "Lesson",
            Self::Doorway => "Page with an exercise",
            Self::Question => "Question",
            Self::Several => "Question with several right answers",
            Self::Sure => "How sure are you?",
            Self::Answered => "Answered question",
            Self::Exercise => "Exercise",
            Self::Brief => "Exercise: the task",
            Self::Editor => "Exercise: the code",
            Self::Findings => "Exercise: the findings",
            Self::Path => "Path of a finding",
            Self::Hints => "Hints",
            Self::Verdict => "Verdict",
            Self::Compare => "Model answer",
            Self::Attack => "Attack input",
            Self::Search => "Search",
            Self::Confirm => "Yes or no",
            Self::Help => "Help",
            Self::Palette => "Command palette",
        }
    }

    /// Whether printable characters are text here. Then only chords that type nothing are commands.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Editor | Self::Attack | Self::Search | Self::Palette
        )
    }
}

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// End the program.
    Quit,
    /// Put the program into the background.
    Suspend,
    /// Show the keys.
    Help,
    /// Search for a command, lesson or exercise.
    Palette,
    /// Leave for where one came from.
    Back,
    /// Do what is marked.
    Open,
    /// Go on where the learner left off.
    Resume,
    /// One line or item up.
    Up,
    /// One line or item down.
    Down,
    /// One screenful up.
    PageUp,
    /// One screenful down.
    PageDown,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// The next page of a lesson.
    NextPage,
    /// The previous page of a lesson.
    PreviousPage,
    /// Copy the code or addresses of a page.
    CopyPage,
    /// Open the exercise of a page.
    OpenExercise,
    /// Choose option number n, from 1.
    Choose(u8),
    /// Mark or unmark an option.
    Toggle,
    /// Give the answer.
    Answer,
    /// Answer again.
    Retry,
    /// Go on after an answer.
    GoOn,
    /// How sure, 1 to 3.
    Sure(u8),
    /// Submit the code.
    Submit,
    /// The next finding.
    NextFinding,
    /// The previous finding.
    PreviousFinding,
    /// Walk the path of a finding.
    WalkPath,
    /// The next step of the path.
    NextStep,
    /// The previous step of the path.
    PreviousStep,
    /// Show the next hint.
    Hint,
    /// The start's code again.
    Reset,
    /// The model answer beside one's own.
    Compare,
    /// Type an attack input.
    Attack,
    /// Try the typed attack input.
    Try,
    /// Edit in one's own editor.
    OwnEditor,
    /// Take the code from a file (plain mode).
    TakeFile,
    /// Show the code (plain mode).
    ShowCode,
    /// Task, code, findings in turn.
    SwitchFocus,
    /// Into the code.
    EnterCode,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Copy.
    Copy,
    /// Cut.
    Cut,
    /// Paste what was copied.
    Paste,
    /// Select everything.
    SelectAll,
    /// Indent the line or selection.
    Indent,
    /// Take one level of indentation away.
    Dedent,
    /// Make the lines comments, or code again.
    Comment,
    /// Go to a line by its number.
    GoToLine,
    /// Search in the code.
    Search,
    /// The next match.
    NextMatch,
    /// The previous match.
    PreviousMatch,
    /// Yes.
    Yes,
    /// No.
    No,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub code: KeyCode,
    /// Held with it.
    pub modifiers: KeyModifiers,
}

impl Chord {
    /// The chord of a key event. Shift is dropped where the character already says it.
    #[must_use]
    pub fn of(event: &KeyEvent) -> Self {
        let mut modifiers =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(c.to_ascii_lowercase())
            }
            code => code,
        };
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers.remove(KeyModifiers::SHIFT);
        }
        Self { code, modifiers }
    }

    /// Whether the chord types a character.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.modifiers.is_empty()
    }

    /// How help and footer write it, such as `Ctrl-S` or `PgDn`.
    #[must_use]
    pub fn name(self) -> String {
        let mut name = String::new();
        for (modifier, word) in [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ] {
            if self.modifiers.contains(modifier) {
                name.push_str(word);
            }
        }
        match self.code {
            KeyCode::Char(' ') => name.push_str("Space"),
            KeyCode::Char(c) if self.modifiers.is_empty() => name.push(c),
            KeyCode::Char(c) => name.extend(c.to_uppercase()),
            KeyCode::F(n) => name.extend(["F".to_owned(), n.to_string()]),
            KeyCode::Up => name.push('↑'),
            KeyCode::Down => name.push('↓'),
            KeyCode::Left => name.push('←'),
            KeyCode::Right => name.push('→'),
            KeyCode::PageUp => name.push_str("PgUp"),
            KeyCode::PageDown => name.push_str("PgDn"),
            KeyCode::BackTab => name.push_str("Shift-Tab"),
            other => name.push_str(&other.to_string()),
        }
        name
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it counts.
    pub scope: Scope,
    /// The keys, best first; empty for what only plain mode and the palette offer.
    pub chords: &'static [Chord],
    /// What it does.
    pub action: Action,
    /// The command in plain mode; empty when numbered choices stand for it there.
    pub word: &'static str,
    /// What it does, in a few words; empty rows are not listed.
    pub label: &'static str,
    /// Whether the footer shows it when there is room. Rows further up are shown first.
    pub footer: bool,
}

const fn key(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::NONE,
    }
}
const fn ch(c: char) -> Chord {
    key(KeyCode::Char(c))
}
const fn f(n: u8) -> Chord {
    key(KeyCode::F(n))
}
const fn ctrl(c: char) -> Chord {
    Chord {
        code: KeyCode::Char(c),
        modifiers: KeyModifiers::CONTROL,
    }
}
const fn alt(c: char) -> Chord {
    Chord {
        code: KeyCode::Char(c),
        modifiers: KeyModifiers::ALT,
    }
}
const fn shift(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::SHIFT,
    }
}
const ENTER: Chord = key(KeyCode::Enter);
const CTRL_ENTER: Chord = Chord {
    code: KeyCode::Enter,
    modifiers: KeyModifiers::CONTROL,
};
const ESC: Chord = key(KeyCode::Esc);
const UP: Chord = key(KeyCode::Up);
const DOWN: Chord = key(KeyCode::Down);
const LEFT: Chord = key(KeyCode::Left);
const RIGHT: Chord = key(KeyCode::Right);
const HOME: Chord = key(KeyCode::Home);
const END: Chord = key(KeyCode::End);
const PAGE_UP: Chord = key(KeyCode::PageUp);
const PAGE_DOWN: Chord = key(KeyCode::PageDown);
const TAB: Chord = key(KeyCode::Tab);
const BACK_TAB: Chord = key(KeyCode::BackTab);

const fn row(
    scope: Scope,
    chords: &'static [Chord],
    action: Action,
    word: &'static str,
    label: &'static str,
    footer: bool,
) -> Binding {
    Binding {
        scope,
        chords,
        action,
        word,
        label,
        footer,
    }
}

/// Every binding there is.
#[rustfmt::skip]
pub const TABLE: &[Binding] = &[
    row(Scope::Map, &[ENTER, RIGHT], Action::Open, "", "open", true),
    row(Scope::Map, &[UP, ch('k')], Action::Up, "", "up", false),
    row(Scope::Map, &[DOWN, ch('j')], Action::Down, "", "down", false),
    row(Scope::Map, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Map, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", false),
    row(Scope::Map, &[HOME, ch('g')], Action::First, "", "first", false),
    row(Scope::Map, &[END, ch('G')], Action::Last, "", "last", false),
    row(Scope::Map, &[ch('c')], Action::Resume, "continue", "continue", true),
    row(Scope::Map, &[ch('q')], Action::Quit, "", "", false),

    row(Scope::Doorway, &[ENTER, ch('e')], Action::OpenExercise, "exercise", "open the exercise", true),

    row(Scope::Question, &[ENTER], Action::Answer, "", "answer", true),
    row(Scope::Several, &[ENTER], Action::Answer, "answer", "answer", true),
    row(Scope::Several, &[ch(' '), ch('x')], Action::Toggle, "", "mark or unmark", true),
    row(Scope::Question, &[ch('1')], Action::Choose(1), "", "choose by number", false),
    row(Scope::Question, &[ch('2')], Action::Choose(2), "", "", false),
    row(Scope::Question, &[ch('3')], Action::Choose(3), "", "", false),
    row(Scope::Question, &[ch('4')], Action::Choose(4), "", "", false),
    row(Scope::Question, &[ch('5')], Action::Choose(5), "", "", false),
    row(Scope::Question, &[ch('6')], Action::Choose(6), "", "", false),
    row(Scope::Question, &[ch('7')], Action::Choose(7), "", "", false),
    row(Scope::Question, &[ch('8')], Action::Choose(8), "", "", false),
    row(Scope::Question, &[ch('9')], Action::Choose(9), "", "", false),
    row(Scope::Question, &[UP, ch('k')], Action::Up, "", "option up", false),
    row(Scope::Question, &[DOWN, ch('j')], Action::Down, "", "option down", true),

    row(Scope::Sure, &[ch('1')], Action::Sure(1), "", "a guess", true),
    row(Scope::Sure, &[ch('2')], Action::Sure(2), "", "fairly sure", true),
    row(Scope::Sure, &[ch('3')], Action::Sure(3), "", "certain", true),
    row(Scope::Sure, &[ESC], Action::Retry, "change", "change the answer", true),

    row(Scope::Answered, &[ENTER], Action::GoOn, "next", "go on", true),
    row(Scope::Answered, &[ch('r')], Action::Retry, "retry", "try again", true),

    row(Scope::Lesson, &[RIGHT, ENTER, ch('n')], Action::NextPage, "next", "next page", true),
    row(Scope::Lesson, &[LEFT, ch('p')], Action::PreviousPage, "previous", "previous page", true),
    row(Scope::Lesson, &[DOWN, ch('j')], Action::Down, "", "scroll down", false),
    row(Scope::Lesson, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Lesson, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down, then the next page", false),
    row(Scope::Lesson, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Lesson, &[HOME, ch('g')], Action::First, "", "top of the page", false),
    row(Scope::Lesson, &[END, ch('G')], Action::Last, "", "end of the page", false),
    row(Scope::Lesson, &[ch('y')], Action::CopyPage, "copy", "copy the page's code and addresses", false),
    row(Scope::Lesson, &[ESC, ch('m')], Action::Back, "back", "back", true),

    row(Scope::Brief, &[ENTER, ch('i')], Action::EnterCode, "", "edit the code", true),
    row(Scope::Brief, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Brief, &[DOWN, ch('j')], Action::Down, "", "scroll down", false),
    row(Scope::Brief, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Brief, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", false),
    row(Scope::Brief, &[ESC], Action::Back, "back", "back", true),
    row(Scope::Findings, &[ENTER], Action::WalkPath, "", "walk the path", true),
    row(Scope::Findings, &[UP, ch('k')], Action::Up, "", "finding up", false),
    row(Scope::Findings, &[DOWN, ch('j')], Action::Down, "", "finding down", false),
    row(Scope::Findings, &[ESC], Action::EnterCode, "", "back to the code", true),
    row(Scope::Editor, &[ESC], Action::SwitchFocus, "", "leave the code", true),
    row(Scope::Editor, &[ctrl('u')], Action::Undo, "", "undo", false),
    row(Scope::Editor, &[ctrl('r'), ctrl('y')], Action::Redo, "", "redo", false),
    row(Scope::Editor, &[ctrl('c')], Action::Copy, "", "copy", false),
    row(Scope::Editor, &[ctrl('x')], Action::Cut, "", "cut", false),
    row(Scope::Editor, &[ctrl('v')], Action::Paste, "", "paste", false),
    row(Scope::Editor, &[ctrl('a')], Action::SelectAll, "", "select all", false),
    row(Scope::Editor, &[TAB], Action::Indent, "", "indent", false),
    row(Scope::Editor, &[BACK_TAB], Action::Dedent, "", "dedent", false),
    // Terminals send Ctrl-/ as what they call Ctrl-7 or Ctrl-_.
    row(Scope::Editor, &[alt(';'), ctrl('/'), ctrl('7'), ctrl('_')], Action::Comment, "", "comment or uncomment", false),
    row(Scope::Editor, &[ctrl('f')], Action::Search, "", "search", false),
    row(Scope::Editor, &[alt('g')], Action::GoToLine, "", "go to a line", false),
    row(Scope::Editor, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Editor, &[PAGE_DOWN], Action::PageDown, "", "a screen down", false),

    row(Scope::Path, &[DOWN, RIGHT, ENTER, ch('n'), ch('j')], Action::NextStep, "next", "next step", true),
    row(Scope::Path, &[UP, LEFT, ch('p'), ch('k')], Action::PreviousStep, "previous", "previous step", true),
    row(Scope::Path, &[ESC], Action::Back, "back", "leave the path", true),
    row(Scope::Hints, &[ENTER, ch('h')], Action::Hint, "hint", "next hint", true),
    row(Scope::Hints, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Hints, &[DOWN, ch('j')], Action::Down, "", "scroll down", false),
    row(Scope::Hints, &[ESC], Action::Back, "back", "close", true),
    row(Scope::Verdict, &[ENTER], Action::GoOn, "next", "go on", true),
    row(Scope::Verdict, &[ch('c')], Action::Compare, "", "model answer", false),
    row(Scope::Verdict, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Verdict, &[DOWN, ch('j')], Action::Down, "", "scroll down", false),
    row(Scope::Verdict, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Verdict, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", false),
    row(Scope::Verdict, &[ESC], Action::Back, "back", "back to the code", true),
    row(Scope::Compare, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Compare, &[DOWN, ch('j')], Action::Down, "", "scroll down", false),
    row(Scope::Compare, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Compare, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", false),
    row(Scope::Compare, &[ESC, ENTER], Action::Back, "back", "back to the code", true),
    row(Scope::Attack, &[ENTER], Action::Try, "", "try it", true),
    row(Scope::Attack, &[UP], Action::Up, "", "ready input up", true),
    row(Scope::Attack, &[DOWN], Action::Down, "", "ready input down", false),
    row(Scope::Attack, &[ESC], Action::Back, "back", "leave the attack", true),
    row(Scope::Search, &[ENTER, DOWN], Action::NextMatch, "", "next match", true),
    row(Scope::Search, &[UP, shift(KeyCode::Enter)], Action::PreviousMatch, "", "previous match", true),
    row(Scope::Search, &[ESC], Action::Back, "", "close", true),
    row(Scope::Confirm, &[ch('y')], Action::Yes, "yes", "yes", true),
    row(Scope::Confirm, &[ch('n'), ESC], Action::No, "no", "no", true),

    row(Scope::Exercise, &[f(5), ctrl('s'), CTRL_ENTER], Action::Submit, "submit", "submit", true),
    row(Scope::Exercise, &[f(2), ctrl('g')], Action::Hint, "hint", "hint", true),
    row(Scope::Exercise, &[f(8), ctrl('n')], Action::NextFinding, "", "next finding", true),
    row(Scope::Exercise, &[f(7), ctrl('b')], Action::PreviousFinding, "", "previous finding", false),
    row(Scope::Exercise, &[f(9), ctrl('t')], Action::WalkPath, "path", "walk the path of a finding", true),
    row(Scope::Exercise, &[f(6), ctrl('w')], Action::SwitchFocus, "", "task, code, findings", true),
    row(Scope::Exercise, &[f(3), ctrl('k')], Action::Attack, "attack", "try an attack input", false),
    row(Scope::Exercise, &[f(4), ctrl('d')], Action::Compare, "compare", "compare with the model answer", false),
    row(Scope::Exercise, &[ctrl('e'), alt('e')], Action::OwnEditor, "edit", "edit in your own editor", false),
    row(Scope::Exercise, &[], Action::TakeFile, "use", "use FILE: take the code from a file", false),
    row(Scope::Exercise, &[], Action::ShowCode, "code", "show the code", false),
    row(Scope::Exercise, &[ctrl('l')], Action::Reset, "reset", "start again", false),
    row(Scope::Exercise, &[ESC], Action::Back, "back", "back", false),

    row(Scope::Help, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Help, &[DOWN, ch('j')], Action::Down, "", "scroll down", true),
    row(Scope::Help, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Help, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", true),
    row(Scope::Help, &[ESC, ENTER, ch('?'), ch('q'), f(1)], Action::Back, "back", "close", true),
    row(Scope::Palette, &[UP], Action::Up, "", "up", false),
    row(Scope::Palette, &[DOWN], Action::Down, "", "down", false),
    row(Scope::Palette, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Palette, &[PAGE_DOWN], Action::PageDown, "", "a screen down", false),
    row(Scope::Palette, &[ENTER], Action::Open, "", "do it", true),
    row(Scope::Palette, &[ESC, ctrl('p')], Action::Back, "back", "close", true),

    row(Scope::Everywhere, &[ch('?'), f(1)], Action::Help, "help", "help", true),
    row(Scope::Everywhere, &[ctrl('p')], Action::Palette, "find", "find a command, lesson, exercise", true),
    row(Scope::Everywhere, &[ctrl('z')], Action::Suspend, "", "suspend", false),
    row(Scope::Everywhere, &[ctrl('q'), ctrl('c')], Action::Quit, "quit", "quit", true),
];

/// What a chord means where `scopes` (innermost first) hold; `Everywhere` need not be named.
///
/// Where text is typed, a chord that types a character means nothing here, so that it reaches
/// the text.
#[must_use]
pub fn resolve(scopes: &[Scope], chord: Chord) -> Option<Action> {
    if chord.is_text() && scopes.first().is_some_and(|scope| scope.takes_text()) {
        return None;
    }
    bindings(scopes)
        .into_iter()
        .find(|binding| binding.chords.contains(&chord))
        .map(|binding| binding.action)
}

/// The bindings that count where `scopes` (innermost first) hold, innermost first. One whose
/// every chord an inner binding takes is left out, unless plain mode has a word for it.
#[must_use]
pub fn bindings(scopes: &[Scope]) -> Vec<&'static Binding> {
    let mut found: Vec<&'static Binding> = Vec::new();
    for scope in scopes.iter().chain(&[Scope::Everywhere]) {
        for binding in TABLE.iter().filter(|b| b.scope == *scope) {
            if !found.contains(&binding) {
                found.push(binding);
            }
        }
    }
    found
}

/// The chords of `binding` that nothing further inside takes, and that type no text where text
/// is typed.
#[must_use]
pub fn reachable(scopes: &[Scope], binding: &Binding) -> Vec<Chord> {
    binding
        .chords
        .iter()
        .copied()
        .filter(|chord| resolve(scopes, *chord) == Some(binding.action))
        .collect()
}

/// The action a word of plain mode stands for: a whole word, or the beginning of exactly one.
#[must_use]
pub fn command(scopes: &[Scope], word: &str) -> Option<Action> {
    let word = word.to_lowercase();
    if word.is_empty() {
        return None;
    }
    let candidates = bindings(scopes);
    let words = || candidates.iter().filter(|b| !b.word.is_empty());
    if let Some(whole) = words().find(|b| b.word == word) {
        return Some(whole.action);
    }
    let mut begun = words().filter(|b| b.word.starts_with(&word));
    let first = begun.next()?;
    begun
        .all(|other| other.word == first.word)
        .then_some(first.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_scope_binds_a_chord_twice() {
        for (at, one) in TABLE.iter().enumerate() {
            for chord in one.chords {
                for other in TABLE.iter().skip(at + 1) {
                    assert!(
                        other.scope != one.scope || !other.chords.contains(chord),
                        "{} means {:?} and {:?} in {:?}",
                        chord.name(),
                        one.action,
                        other.action,
                        one.scope
                    );
                }
            }
        }
    }

    #[test]
    fn where_text_is_typed_every_character_reaches_it() {
        for scope in Scope::ALL.iter().filter(|scope| scope.takes_text()) {
            for c in ' '..='~' {
                assert_eq!(
                    resolve(&[*scope, Scope::Exercise], ch(c)),
                    None,
                    "{c} in {scope:?}"
                );
            }
        }
    }

    #[test]
    fn no_chord_is_one_that_terminals_send_for_another_key() {
        for binding in TABLE {
            for chord in binding.chords {
                let taken = [ctrl('i'), ctrl('m'), ctrl('j'), ctrl('h'), ctrl('[')];
                assert!(
                    !taken.contains(chord),
                    "{} is not deliverable",
                    chord.name()
                );
                let alone = binding.chords.len() == 1;
                let newer = *chord == CTRL_ENTER || *chord == shift(KeyCode::Enter);
                assert!(!(newer && alone), "{} needs a companion", chord.name());
            }
        }
    }

    #[test]
    fn inner_scopes_win() {
        let scopes = [Scope::Question, Scope::Lesson];
        assert_eq!(resolve(&scopes, ENTER), Some(Action::Answer));
        assert_eq!(resolve(&scopes, RIGHT), Some(Action::NextPage));
        assert_eq!(resolve(&scopes, ch('?')), Some(Action::Help));
        assert_eq!(
            resolve(&[Scope::Editor, Scope::Exercise], ctrl('c')),
            Some(Action::Copy)
        );
        assert_eq!(resolve(&[Scope::Map], ctrl('c')), Some(Action::Quit));
    }

    #[test]
    fn words_may_be_shortened_while_they_stay_clear() {
        assert_eq!(command(&[Scope::Exercise], "submit"), Some(Action::Submit));
        assert_eq!(command(&[Scope::Exercise], "SUB"), Some(Action::Submit));
        assert_eq!(command(&[Scope::Exercise], "co"), None, "code or compare");
        assert_eq!(command(&[Scope::Exercise], ""), None);
        assert_eq!(command(&[Scope::Map], "submit"), None);
        assert_eq!(command(&[Scope::Map], "q"), Some(Action::Quit));
    }

    #[test]
    fn every_scope_has_a_row_and_every_row_a_scope_in_the_list() {
        for scope in Scope::ALL {
            assert!(TABLE.iter().any(|b| b.scope == *scope), "{scope:?}");
        }
        for binding in TABLE {
            assert!(Scope::ALL.contains(&binding.scope));
        }
    }
}
