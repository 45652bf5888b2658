//! What the editor promises, by tables and by a model.

use super::*;
use proptest::prelude::*;

fn editor(text: &str) -> Editor {
    let mut editor = Editor::new(text, Language::Text, &Languages::default());
    editor.fit(Window {
        width: 20,
        height: 5,
    });
    editor
}

fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn typed(editor: &mut Editor, text: &str) {
    for c in text.chars() {
        editor.key(match c {
            '\n' => key(KeyCode::Enter),
            c => key(KeyCode::Char(c)),
        });
    }
}

#[test]
fn a_paste_of_many_lines_is_one_step() {
    let mut editor = editor("ab");
    editor.set_place(0, 1);
    editor.paste("1\r\n2\r\n3");
    assert_eq!(editor.text(), "a1\n2\n3b");
    assert_eq!(editor.place(), (2, 1));
    editor.act(Action::Undo);
    assert_eq!(editor.text(), "ab");
    assert_eq!(editor.place(), (0, 1));
    editor.act(Action::Redo);
    assert_eq!(
        (editor.text().as_str(), editor.place()),
        ("a1\n2\n3b", (2, 1))
    );
}

#[test]
fn python_is_indented_while_typing() {
    let mut editor = editor("");
    typed(&mut editor, "def f(x):\nreturn x\ny");
    assert_eq!(editor.text(), "def f(x):\n    return x\ny");
    editor.set_place(1, 4);
    editor.key(key(KeyCode::Backspace));
    assert_eq!(editor.line(1), "return x");
    editor.act(Action::Indent);
    assert_eq!(editor.line(1), "    return x");
    editor.act(Action::Comment);
    assert_eq!(editor.line(1), "    # return x");
    editor.act(Action::SelectAll);
    editor.act(Action::Indent);
    assert_eq!(editor.text(), "    def f(x):\n        # return x\n    y");
    editor.act(Action::Undo);
    assert_eq!(editor.text(), "def f(x):\n    # return x\ny");
}

#[test]
fn cut_and_paste_move_a_line_without_a_selection() {
    let mut editor = editor("a\nb\nc");
    let done = editor.act(Action::Cut);
    assert_eq!(done.and_then(|done| done.copied).as_deref(), Some("a\n"));
    editor.set_place(1, 0);
    editor.act(Action::Paste);
    assert_eq!(editor.text(), "b\na\nc");
}

#[test]
fn searching_selects_and_goes_round() {
    let mut editor = editor("name = 1\nprint(name)\n");
    editor.seek("name");
    assert_eq!(editor.selection(), 0..4);
    assert_eq!(editor.search_standing(), "1 of 2");
    editor.act(Action::NextMatch);
    assert_eq!(editor.selection(), 15..19);
    editor.act(Action::NextMatch);
    assert_eq!(editor.selection(), 0..4);
    editor.act(Action::PreviousMatch);
    assert_eq!(editor.search_standing(), "2 of 2");
    editor.seek("zebra");
    assert_eq!(editor.search_standing(), "no match");
}

#[test]
fn a_huge_text_answers_at_once() {
    for text in ["x = 1  # é\n".repeat(1_000_000), "é".repeat(5_000_000)] {
        let mut editor = Editor::new(&text, Language::Python, &Languages::default());
        editor.fit(Window {
            width: 80,
            height: 40,
        });
        for _ in 0..20 {
            editor.act(Action::PageDown);
            editor.key(KeyEvent::new(KeyCode::End, KeyModifiers::CONTROL));
            typed(&mut editor, "x\n");
            editor.act(Action::Undo);
            editor.key(KeyEvent::new(KeyCode::Home, KeyModifiers::CONTROL));
        }
        assert!(editor.text().starts_with(text.get(..4).unwrap_or_default()));
    }
}

#[test]
fn what_a_terminal_would_obey_is_drawn_as_a_sign() {
    use crate::ui::theme::{Theme, Tone};
    use ratatui::{buffer::Buffer as Cells, layout::Rect};
    let editor = editor("a\u{1b}[2J\u{202e}b\u{200b}c\u{7f}漢\te\u{301}!");
    let area = Rect::new(0, 0, 24, 2);
    let mut cells = Cells::empty(area);
    let look = Look {
        theme: Theme::new(Tone::Dark),
        focused: true,
        step: None,
        finding: None,
    };
    editor.view(area, &mut cells, look);
    let row: String = (0..24)
        .filter_map(|x| cells.cell((x, 0)))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(row.trim_end(), "  1 a␛[2J�b�c␡漢     e\u{301}!");
}

/// One thing a learner may do.
#[derive(Debug, Clone)]
enum Deed {
    Key(KeyCode, KeyModifiers),
    Act(Action),
    Paste(String),
    Seek(String),
    Fit(usize, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    use KeyCode::{Backspace, Char, Delete, Down, End, Enter, Home, Left, PageDown, Right, Up};
    let codes = vec![
        Char('a'),
        Char(' '),
        Char(':'),
        Char('é'),
        Char('漢'),
        Char('\u{301}'),
        Char('"'),
        Enter,
        Backspace,
        Delete,
        Left,
        Right,
        Up,
        Down,
        Home,
        End,
        PageDown,
    ];
    let modifiers = vec![
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::CONTROL,
    ];
    let actions = vec![
        Action::Undo,
        Action::Redo,
        Action::Copy,
        Action::Cut,
        Action::Paste,
        Action::SelectAll,
        Action::Indent,
        Action::Dedent,
        Action::Comment,
        Action::PageUp,
        Action::NextMatch,
        Action::PreviousMatch,
    ];
    prop_oneof![
        6 => (prop::sample::select(codes), prop::sample::select(modifiers))
            .prop_map(|(code, modifiers)| Deed::Key(code, modifiers)),
        4 => prop::sample::select(actions).prop_map(Deed::Act),
        1 => "[a\\n\\t é]{0,12}".prop_map(Deed::Paste),
        1 => "[a é]{0,2}".prop_map(Deed::Seek),
        1 => (0usize..30, 0usize..9).prop_map(|(w, h)| Deed::Fit(w, h)),
    ]
}

fn perform(editor: &mut Editor, deed: Deed) {
    match deed {
        Deed::Key(code, modifiers) => {
            editor.key(KeyEvent::new(code, modifiers));
        }
        Deed::Act(action) => {
            editor.act(action);
        }
        Deed::Paste(text) => {
            editor.paste(&text);
        }
        Deed::Seek(text) => editor.seek(&text),
        Deed::Fit(width, height) => editor.fit(Window { width, height }),
    }
}

proptest! {
    #[test]
    fn every_step_can_be_undone_and_done_again(
        start in "[a\\n\\t é漢]{0,30}",
        deeds in prop::collection::vec(deed(), 0..40),
    ) {
        let mut editor = editor(&start);
        for deed in deeds {
            perform(&mut editor, deed);
            prop_assert!(editor.head <= editor.buffer.rope().len_chars());
            prop_assert!(editor.selection().end <= editor.buffer.rope().len_chars());
        }
        // An undo may stand at the end already: do everything again before looking.
        while editor.buffer.redo().is_some() {}
        let end = editor.text();
        while editor.buffer.undo().is_some() {}
        prop_assert_eq!(editor.text(), start.clone());
        while editor.buffer.redo().is_some() {}
        prop_assert_eq!(editor.text(), end);
    }

    #[test]
    fn typing_and_erasing_do_what_a_list_of_characters_does(
        keys in prop::collection::vec((0u8..5, "[a-zé漢(]"), 0..60),
    ) {
        let mut editor = editor("");
        let (mut model, mut at): (Vec<char>, usize) = (Vec::new(), 0);
        for (what, c) in keys {
            match what {
                0 if at > 0 => {
                    at -= 1;
                    editor.key(key(KeyCode::Left));
                }
                1 => {
                    at = (at + 1).min(model.len());
                    editor.key(key(KeyCode::Right));
                }
                2 => {
                    if at > 0 {
                        at -= 1;
                        model.remove(at);
                    }
                    editor.key(key(KeyCode::Backspace));
                }
                _ => {
                    for c in c.chars() {
                        model.insert(at, c);
                        at += 1;
                    }
                    typed(&mut editor, &c);
                }
            }
            prop_assert_eq!(editor.place(), (0, at));
        }
        prop_assert_eq!(editor.text(), model.iter().collect::<String>());
    }
}
