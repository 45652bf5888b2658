//! The rows of the key table.
//!
//! Knows which chord does what where; what a row means is said in `keys`, which calls this.

use super::{Action, Binding, Chord, Scope};
use ratatui::crossterm::event::{KeyCode, KeyModifiers};

const fn key(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::NONE,
    }
}
pub(super) const fn ch(c: char) -> Chord {
    key(KeyCode::Char(c))
}
const fn f(n: u8) -> Chord {
    key(KeyCode::F(n))
}
pub(super) const fn ctrl(c: char) -> Chord {
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
const fn ctrl_key(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::CONTROL,
    }
}
pub(super) const fn shift(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::SHIFT,
    }
}
pub(super) const ENTER: Chord = key(KeyCode::Enter);
const ALT_ENTER: Chord = Chord {
    code: KeyCode::Enter,
    modifiers: KeyModifiers::ALT,
};
pub(super) const CTRL_ENTER: Chord = Chord {
    code: KeyCode::Enter,
    modifiers: KeyModifiers::CONTROL,
};
const ESC: Chord = key(KeyCode::Esc);
const UP: Chord = key(KeyCode::Up);
const DOWN: Chord = key(KeyCode::Down);
const LEFT: Chord = key(KeyCode::Left);
pub(super) const RIGHT: Chord = key(KeyCode::Right);
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
    row(Scope::Map, &[ch('r')], Action::Reference, "reference", "reference", true),
    row(Scope::Map, &[ch('q')], Action::Quit, "", "", false),
    row(Scope::Map, &[], Action::ListAll, "all", "list every lesson and exercise", false),
    row(Scope::Map, &[], Action::Back, "back", "back to the list of modules", false),

    row(Scope::Doorway, &[ENTER, ch('e')], Action::OpenExercise, "exercise", "open the exercise", true),

    row(Scope::Question, &[ENTER], Action::Answer, "", "answer", true),
    row(Scope::Several, &[ENTER], Action::Answer, "answer", "answer", true),
    row(Scope::Several, &[ch(' '), ch('x')], Action::Toggle, "", "mark", true),
    row(Scope::Question, &[ch('1')], Action::Choose(1), "", "choose", true),
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
    row(Scope::Sure, &[ENTER], Action::Answer, "", "", false),
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
    row(Scope::Findings, &[ESC], Action::Back, "back", "back", true),
    row(Scope::Editor, &[ESC], Action::ToTask, "", "task", true),
    row(Scope::Editor, &[ctrl('u')], Action::Undo, "", "undo", true),
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
    row(Scope::Verdict, &[ESC], Action::Back, "back", "back", true),
    row(Scope::Compare, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Compare, &[DOWN, ch('j')], Action::Down, "", "scroll down", false),
    row(Scope::Compare, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Compare, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", false),
    row(Scope::Compare, &[ENTER], Action::GoOn, "next", "go on", true),
    row(Scope::Compare, &[ESC], Action::Back, "back", "back", true),
    row(Scope::Passed, &[ch('c')], Action::Compare, "", "model answer", true),
    row(Scope::Judged, &[f(6), ctrl('w')], Action::SwitchFocus, "", "verdict", true),
    row(Scope::Attack, &[ENTER], Action::Try, "", "try it", true),
    row(Scope::Attack, &[ALT_ENTER, ctrl('o')], Action::LineBreak, "", "a line break in the input", false),
    row(Scope::Attack, &[UP], Action::Up, "", "ready input up", true),
    row(Scope::Attack, &[DOWN], Action::Down, "", "ready input down", false),
    row(Scope::Attack, &[PAGE_UP], Action::PageUp, "", "scroll up", false),
    row(Scope::Attack, &[PAGE_DOWN], Action::PageDown, "", "scroll down", false),
    row(Scope::Attack, &[ESC], Action::Back, "back", "leave the attack", true),
    row(Scope::Arrivals, &[ENTER, ch('i')], Action::Attack, "", "type an input", true),
    row(Scope::Arrivals, &[UP, ch('k')], Action::Up, "", "place up", false),
    row(Scope::Arrivals, &[DOWN, ch('j')], Action::Down, "", "next place", true),
    row(Scope::Arrivals, &[RIGHT, ch('n')], Action::NextStep, "", "next input", true),
    row(Scope::Arrivals, &[LEFT, ch('p')], Action::PreviousStep, "", "input before", false),
    row(Scope::Arrivals, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "scroll down", false),
    row(Scope::Arrivals, &[PAGE_UP], Action::PageUp, "", "scroll up", false),
    row(Scope::Arrivals, &[HOME, ch('g')], Action::First, "", "first place", false),
    row(Scope::Arrivals, &[END, ch('G')], Action::Last, "", "last place", false),
    row(Scope::Arrivals, &[ESC, ch('q')], Action::Back, "", "leave", true),
    row(Scope::Search, &[ENTER, DOWN], Action::NextMatch, "", "next match", true),
    row(Scope::Search, &[UP, shift(KeyCode::Enter)], Action::PreviousMatch, "", "previous match", true),
    row(Scope::Search, &[ESC], Action::Back, "", "close", true),
    row(Scope::GoTo, &[ENTER], Action::NextMatch, "", "go there", true),
    row(Scope::GoTo, &[ESC], Action::Back, "", "close", true),
    row(Scope::Naming, &[ENTER], Action::Yes, "", "make the file", true),
    row(Scope::Naming, &[ESC], Action::No, "", "close", true),
    row(Scope::Taking, &[ENTER], Action::Yes, "", "take it", true),
    row(Scope::Taking, &[ESC], Action::No, "", "close", true),
    row(Scope::Confirm, &[ch('y')], Action::Yes, "yes", "yes", true),
    row(Scope::Confirm, &[ch('n'), ESC], Action::No, "no", "no", true),

    row(Scope::Exercise, &[f(5), ctrl('s'), CTRL_ENTER], Action::Submit, "submit", "submit", true),
    row(Scope::Exercise, &[f(2), ctrl('g')], Action::Hint, "hint", "hint", true),
    row(Scope::Exercise, &[f(3), ctrl('k')], Action::Attack, "attack", "try an attack input", true),
    row(Scope::Exercise, &[f(8), ctrl('n')], Action::NextFinding, "", "next finding", true),
    row(Scope::Exercise, &[f(7), ctrl('b')], Action::PreviousFinding, "", "previous finding", false),
    row(Scope::Exercise, &[f(9), ctrl('t')], Action::WalkPath, "path", "walk the path of a finding", true),
    row(Scope::Exercise, &[f(6), ctrl('w')], Action::SwitchFocus, "", "next part", true),
    row(Scope::Exercise, &[f(4), ctrl('d')], Action::Compare, "compare", "compare with the model answer", false),
    row(Scope::Exercise, &[ctrl('e'), alt('e')], Action::OwnEditor, "edit", "edit in your own editor", false),
    row(Scope::Exercise, &[alt('o')], Action::TakeFile, "use", "take the code from a file or folder", false),
    row(Scope::Exercise, &[], Action::ShowCode, "code", "show the code", false),
    row(Scope::Exercise, &[ctrl('l')], Action::Reset, "reset", "start again", false),
    row(Scope::Exercise, &[ESC], Action::Back, "back", "back", true),

    row(Scope::Files, &[alt('.'), ctrl_key(KeyCode::PageDown)], Action::NextFile, "", "next file", true),
    row(Scope::Files, &[alt(','), ctrl_key(KeyCode::PageUp)], Action::PreviousFile, "", "previous file", false),
    row(Scope::Files, &[], Action::ShowFile, "file", "file 2, or file NAME: take another file", false),
    row(Scope::Files, &[alt('n')], Action::NewFile, "new", "make a file of your own", false),
    row(Scope::Files, &[alt('x')], Action::DeleteFile, "delete", "delete a file of your own", false),

    row(Scope::Cards, &[ENTER, ch(' ')], Action::Toggle, "", "place", true),
    row(Scope::Cards, &[UP, ch('k')], Action::Up, "", "up", false),
    row(Scope::Cards, &[DOWN, ch('j')], Action::Down, "", "down", false),
    row(Scope::Cards, &[], Action::MoveCard, "move", "move 3 1: put card 3 in place 1", false),
    row(Scope::Placed, &[ENTER, ch(' ')], Action::Toggle, "", "take out", true),
    row(Scope::Placed, &[ch('K'), shift(KeyCode::Up)], Action::CardUp, "", "card up", true),
    row(Scope::Placed, &[ch('J'), shift(KeyCode::Down)], Action::CardDown, "", "card down", true),
    row(Scope::Lines, &[ENTER, ch(' '), ch('x')], Action::Toggle, "", "mark", true),
    row(Scope::Lines, &[UP, ch('k')], Action::Up, "", "line up", false),
    row(Scope::Lines, &[DOWN, ch('j')], Action::Down, "", "line down", false),
    row(Scope::Task, &[f(5), ctrl('s'), CTRL_ENTER], Action::Submit, "submit", "submit", true),
    row(Scope::Task, &[TAB, ch('n')], Action::NextPart, "next", "next", true),
    row(Scope::Task, &[BACK_TAB, ch('p')], Action::PreviousPart, "previous", "previous part", false),
    row(Scope::Task, &[ch(' '), ch('x')], Action::Toggle, "", "choose", false),
    row(Scope::Task, &[f(2), ctrl('g')], Action::Hint, "hint", "hint", true),
    row(Scope::Task, &[f(6), ctrl('w')], Action::SwitchFocus, "", "the verdict again", false),
    row(Scope::Task, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Task, &[PAGE_DOWN], Action::PageDown, "", "a screen down", false),
    row(Scope::Task, &[alt('o')], Action::TakeFile, "use", "take the answer from a file", false),
    row(Scope::Task, &[], Action::ShowCode, "show", "show the task and the answer so far", false),
    row(Scope::Task, &[ctrl('l')], Action::Reset, "reset", "start again", false),
    row(Scope::Task, &[ESC], Action::Back, "back", "back", true),

    row(Scope::Topics, &[ENTER, RIGHT], Action::Open, "", "read", true),
    row(Scope::Topics, &[UP, ch('k')], Action::Up, "", "up", false),
    row(Scope::Topics, &[DOWN, ch('j')], Action::Down, "", "down", false),
    row(Scope::Topics, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Topics, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", false),
    row(Scope::Topics, &[HOME, ch('g')], Action::First, "", "first", false),
    row(Scope::Topics, &[END, ch('G')], Action::Last, "", "last", false),
    row(Scope::Topics, &[ESC, LEFT, ch('m')], Action::Back, "back", "back", true),
    row(Scope::Topic, &[PAGE_DOWN, ch(' ')], Action::PageDown, "", "a screen down", true),
    row(Scope::Topic, &[PAGE_UP], Action::PageUp, "", "a screen up", false),
    row(Scope::Topic, &[UP, ch('k')], Action::Up, "", "scroll up", false),
    row(Scope::Topic, &[DOWN, ch('j')], Action::Down, "", "scroll down", false),
    row(Scope::Topic, &[HOME, ch('g')], Action::First, "", "to the beginning", false),
    row(Scope::Topic, &[END, ch('G')], Action::Last, "", "to the end", false),
    row(Scope::Topic, &[ch('/'), ctrl('f')], Action::Search, "search", "look a word up", true),
    row(Scope::Topic, &[ch('n')], Action::NextMatch, "", "next match", false),
    row(Scope::Topic, &[ESC, LEFT], Action::Back, "back", "back to the topics", true),

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
