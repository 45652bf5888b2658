//! The help overlay: the rows of the key table that count where it was opened.
//!
//! Says nothing that is not in the table. Opened by [`super::App`].

use super::keys::{self, Action, Binding, Chord, Scope};
use super::list;
use super::screen::{Context, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// The overlay.
#[derive(Debug)]
pub struct Help {
    scopes: Vec<Scope>,
    top: usize,
}

/// What a command does, where one word on the screen is enough and says nothing behind the command itself.
fn in_words(binding: &Binding) -> &'static str {
    match binding.action {
        Action::Resume => "go on where you left off",
        Action::Reference => "words, tools and rules, to look up",
        Action::Submit => "hand in what you have and have it judged",
        Action::Hint if binding.label == binding.word => "one more hint",
        Action::Help => "these commands",
        Action::Quit => "leave; everything is kept",
        Action::Back if binding.label == binding.word => "to where you came from",
        _ => binding.label,
    }
}

impl Help {
    /// The keys of these scopes, innermost first.
    pub fn new(scopes: Vec<Scope>) -> Self {
        Self { scopes, top: 0 }
    }

    /// Each scope with the rows that have a label.
    fn sections(&self) -> Vec<(Scope, Vec<&'static Binding>)> {
        let mut sections: Vec<(Scope, Vec<&'static Binding>)> = Vec::new();
        for binding in keys::bindings(&self.scopes) {
            if binding.label.is_empty() {
                continue;
            }
            match sections.last_mut() {
                Some((scope, rows)) if *scope == binding.scope => rows.push(binding),
                _ => sections.push((binding.scope, vec![binding])),
            }
        }
        sections
    }

    fn lines(&self, columns: usize) -> Vec<Vec<Run>> {
        let mut lines = Vec::new();
        let mut told: Vec<Chord> = Vec::new();
        for (scope, rows) in self.sections() {
            let rows: Vec<(String, &str)> = rows
                .into_iter()
                .map(|binding| (self.names(binding, &mut told), binding.label))
                .filter(|(names, _)| !names.is_empty())
                .collect();
            if rows.is_empty() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(Vec::new());
            }
            lines.push(vec![Run::new(Role::Heading, scope.title())]);
            let column = rows
                .iter()
                .map(|(names, _)| wrap::width(names))
                .max()
                .unwrap_or(0)
                .min(columns / 2);
            for (names, label) in rows {
                let room = columns.saturating_sub(column + 4).max(8);
                let mut labels = wrap::words(label, room).into_iter();
                // Beside many keys there is no room for words.
                let beside = wrap::width(&names) <= column;
                let mut line = vec![
                    Run::new(Role::Text, "  "),
                    Run::new(Role::Accent, names.clone()),
                ];
                if beside {
                    let pad = column.saturating_sub(wrap::width(&names)) + 2;
                    line.push(Run::new(Role::Text, " ".repeat(pad)));
                    line.push(Run::new(Role::Text, labels.next().unwrap_or_default()));
                }
                lines.push(line);
                for rest in labels {
                    lines.push(vec![Run::new(
                        Role::Text,
                        format!("{}{rest}", " ".repeat(column + 4)),
                    )]);
                }
            }
        }
        lines
    }

    /// The keys of a row that nothing further inside takes, nor does the same.
    fn names(&self, binding: &Binding, told: &mut Vec<Chord>) -> String {
        if let Action::Choose(_) = binding.action {
            return "1–9".into();
        }
        let mut chords = keys::reachable(&self.scopes, binding);
        chords.retain(|chord| !told.contains(chord));
        let names: Vec<String> = chords.iter().map(|chord| chord.name()).collect();
        told.extend(chords);
        names.join(" or ")
    }
}

impl Screen for Help {
    fn scopes(&self, _: &Context) -> Vec<Scope> {
        vec![Scope::Help]
    }

    fn title(&self, context: &Context) -> (String, String) {
        let total = self.lines(text_columns(context.area)).len();
        let below = total.saturating_sub(self.top + usize::from(context.area.height));
        let standing = match below {
            0 => String::new(),
            1 => "1 more line below".into(),
            n => format!("{n} more lines below"),
        };
        ("Help: what the keys do here".into(), standing)
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        let height = usize::from(context.area.height);
        let last = self
            .lines(text_columns(context.area))
            .len()
            .saturating_sub(height);
        let page = height.saturating_sub(1).max(1);
        self.top = self.top.min(last);
        if let Some(top) = list::moved(self.top, input, last, page, 3) {
            self.top = top;
        } else if matches!(input, Input::Do(Action::Back)) {
            return Outcome::go(Go::Back);
        }
        Outcome::stay()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let lines = self.lines(text_columns(area));
        let top = self.top.min(lines.len().saturating_sub(area.height.into()));
        for (line, y) in lines.iter().skip(top).zip(area.y..area.bottom()) {
            let row = Rect::new(area.x.saturating_add(1), y, area.width.saturating_sub(2), 1);
            wrap::styled(line, context.theme).render(row, buf);
        }
    }

    fn plain(&self, _: &Context) -> Plain {
        let mut lines = vec!["Commands here:".to_owned()];
        let mut told: Vec<&str> = Vec::new();
        for (_, rows) in self.sections() {
            for binding in rows {
                if !binding.word.is_empty() && !told.contains(&binding.word) {
                    told.push(binding.word);
                    lines.push(format!("{}: {}", binding.word, in_words(binding)));
                }
            }
        }
        lines.push(
            "A command may be shortened while it stays clear. A number picks a choice.".into(),
        );
        if self.scopes.first().is_some_and(|scope| scope.takes_text()) {
            lines.push("Where you type a text, put a colon before a command.".into());
        }
        Plain {
            lines,
            choices: Vec::new(),
            enter: Some(Action::Back),
        }
    }
}

fn text_columns(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(2))
}
