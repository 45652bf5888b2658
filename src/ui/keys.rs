//! The one key table: which key does what where, its word in plain mode, and what help says of it.
//!
//! Footer, help overlay, command palette, plain mode's commands and the documentation all read
//! [`TABLE`]. Every chord is one that an ordinary terminal delivers; those that only newer
//! protocols deliver never stand alone.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

mod table;

pub use table::TABLE;

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
    /// An exercise of several files.
    Files,
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
    /// A verdict that passes.
    Passed,
    /// The code, once there is a verdict on it.
    Judged,
    /// An exercise that is answered by choosing, ordering or marking.
    Task,
    /// Its cards.
    Cards,
    /// A card that has its place.
    Placed,
    /// Its lines.
    Lines,
    /// The model answer beside the learner's.
    Compare,
    /// The line where an attack input is typed.
    Attack,
    /// The places that ready inputs reach in a file.
    Arrivals,
    /// The line where a search is typed.
    Search,
    /// The line where the number of a line is typed.
    GoTo,
    /// The line where the name of a new file is typed.
    Naming,
    /// The line where the file or folder to take is named.
    Taking,
    /// A yes-or-no question.
    Confirm,
    /// The list of the reference's topics.
    Topics,
    /// A topic of the reference.
    Topic,
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
        Scope::Files,
        Scope::Brief,
        Scope::Editor,
        Scope::Findings,
        Scope::Path,
        Scope::Hints,
        Scope::Verdict,
        Scope::Passed,
        Scope::Judged,
        Scope::Task,
        Scope::Cards,
        Scope::Placed,
        Scope::Lines,
        Scope::Compare,
        Scope::Attack,
        Scope::Arrivals,
        Scope::Search,
        Scope::GoTo,
        Scope::Naming,
        Scope::Taking,
        Scope::Confirm,
        Scope::Topics,
        Scope::Topic,
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
            Self::Files => "Exercise of several files",
            Self::Brief => "Exercise: the task",
            Self::Editor => "Exercise: the code",
            Self::Findings => "Exercise: the findings",
            Self::Path => "Path of a finding",
            Self::Hints => "Hints",
            Self::Verdict => "Verdict",
            Self::Passed => "Verdict that passes",
            Self::Judged => "After a verdict",
            Self::Task => "Exercise without code",
            Self::Cards => "Cards to put in order",
            Self::Placed => "A card that has its place",
            Self::Lines => "Lines to mark",
            Self::Compare => "Model answer",
            Self::Attack => "Attack input",
            Self::Arrivals => "Attacks on a file",
            Self::Search => "Search",
            Self::GoTo => "Go to a line",
            Self::Naming => "Name of a new file",
            Self::Taking => "A file to take",
            Self::Confirm => "Yes or no",
            Self::Topics => "Reference",
            Self::Topic => "A topic of the reference",
            Self::Help => "Help",
            Self::Palette => "Command palette",
        }
    }

    /// Whether printable characters are text here. Then only chords that type nothing are commands.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Editor
                | Self::Attack
                | Self::Search
                | Self::GoTo
                | Self::Naming
                | Self::Taking
                | Self::Palette
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
    /// Open the reference.
    Reference,
    /// Leave for where one came from.
    Back,
    /// From the code to the task.
    ToTask,
    /// Every lesson and exercise at once (plain mode).
    ListAll,
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
    /// To the next part of a task.
    NextPart,
    /// To the previous part of a task.
    PreviousPart,
    /// Move a card one place up.
    CardUp,
    /// Move a card one place down.
    CardDown,
    /// Move a card from one place to another (plain mode).
    MoveCard,
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
    /// Put a line break into an attack input.
    LineBreak,
    /// Try the typed attack input.
    Try,
    /// Edit in one's own editor.
    OwnEditor,
    /// Take the code from a file.
    TakeFile,
    /// Show the code (plain mode).
    ShowCode,
    /// The next of several files.
    NextFile,
    /// The file before.
    PreviousFile,
    /// A file by its number or name (plain mode).
    ShowFile,
    /// A file of the learner's own.
    NewFile,
    /// A file of the learner's own goes.
    DeleteFile,
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

    /// Whether the chord takes words of a typed line away, as in shells.
    #[must_use]
    pub fn edits_line(self) -> bool {
        matches!(self.code, KeyCode::Char('u' | 'w')) && self.modifiers == KeyModifiers::CONTROL
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

/// What a chord means where `scopes` (innermost first) hold; `Everywhere` need not be named.
///
/// Where text is typed, a chord that types a character means nothing here, so that it reaches
/// the text; where that is one line, nor does one that takes words of it away.
#[must_use]
pub fn resolve(scopes: &[Scope], chord: Chord) -> Option<Action> {
    let takes = |scope: &Scope| match scope {
        Scope::Editor => chord.is_text(),
        scope => scope.takes_text() && (chord.is_text() || chord.edits_line()),
    };
    if scopes.first().is_some_and(takes) {
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
    use super::table::{CTRL_ENTER, ENTER, RIGHT, ch, ctrl, shift};
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
    fn a_typed_line_keeps_the_chords_that_take_words_away() {
        for chord in [ctrl('u'), ctrl('w')] {
            let typed = Scope::ALL.iter().filter(|scope| scope.takes_text());
            for scope in typed.filter(|scope| **scope != Scope::Editor) {
                assert_eq!(
                    resolve(&[*scope, Scope::Exercise], chord),
                    None,
                    "{scope:?}"
                );
            }
        }
        let code = [Scope::Editor, Scope::Exercise];
        assert_eq!(resolve(&code, ctrl('u')), Some(Action::Undo));
        assert_eq!(resolve(&code, ctrl('w')), Some(Action::SwitchFocus));
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
