//! A terminal screen as an SVG picture: one rectangle per background, one text per run of cells.
//!
//! Knows cells and colours, nothing of programs. Called by `main`.

use std::fmt::Write as _;
use vt100::{Cell, Color, Screen};

/// Width and height of a cell, and the space around the screen, in SVG units.
const CELL: (u32, u32) = (9, 18);
const MARGIN: u32 = 12;

/// The colours a terminal gives to what a program leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Dark,
    Light,
}

impl Theme {
    /// Text and background.
    pub fn ground(self) -> ([u8; 3], [u8; 3]) {
        match self {
            Self::Dark => ([0xd8, 0xde, 0xe9], [0x1b, 0x1e, 0x25]),
            Self::Light => ([0x24, 0x29, 0x2f], [0xfb, 0xfb, 0xf9]),
        }
    }

    /// The sixteen named colours.
    fn named(self, index: u8) -> [u8; 3] {
        const DARK: [u32; 16] = [
            0x002b_303b,
            0x00e0_6c75,
            0x0098_c379,
            0x00e5_c07b,
            0x0061_afef,
            0x00c6_78dd,
            0x0056_b6c2,
            0x00ab_b2bf,
            0x006b_7280,
            0x00ff_8c94,
            0x00b5_e890,
            0x00ff_d68a,
            0x0082_c4ff,
            0x00de_9cf2,
            0x0078_d4e0,
            0x00ff_ffff,
        ];
        const LIGHT: [u32; 16] = [
            0x0024_292f,
            0x00b3_1d28,
            0x001a_7f37,
            0x008a_6100,
            0x0009_50a8,
            0x0082_38a0,
            0x001b_7078,
            0x006e_7781,
            0x0057_606a,
            0x00cf_222e,
            0x0011_6329,
            0x0073_5000,
            0x0021_8bff,
            0x00a4_75f9,
            0x0031_92aa,
            0x00ff_ffff,
        ];
        let table = match self {
            Self::Dark => DARK,
            Self::Light => LIGHT,
        };
        let [_, red, green, blue] = table[usize::from(index % 16)].to_be_bytes();
        [red, green, blue]
    }

    fn rgb(self, color: Color, default: [u8; 3]) -> [u8; 3] {
        match color {
            Color::Default => default,
            Color::Rgb(red, green, blue) => [red, green, blue],
            Color::Idx(index @ 0..16) => self.named(index),
            Color::Idx(index @ 16..232) => {
                let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
                let cube = index - 16;
                [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
            }
            Color::Idx(index) => [8 + 10 * (index - 232); 3],
        }
    }
}

/// How a cell looks; neighbours that look the same are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    text: [u8; 3],
    ground: [u8; 3],
    bold: bool,
    italic: bool,
    underline: bool,
}

impl Look {
    fn of(cell: &Cell, theme: Theme) -> Self {
        let (text, ground) = theme.ground();
        let mut look = Self {
            text: theme.rgb(cell.fgcolor(), text),
            ground: theme.rgb(cell.bgcolor(), ground),
            bold: cell.bold(),
            italic: cell.italic(),
            underline: cell.underline(),
        };
        if cell.inverse() {
            std::mem::swap(&mut look.text, &mut look.ground);
        }
        if cell.dim() {
            for (text, ground) in look.text.iter_mut().zip(look.ground) {
                *text = u8::midpoint(*text, ground);
            }
        }
        look
    }
}

/// The screen as a picture; `title` is what a screen reader says of it.
pub fn picture(screen: &Screen, theme: Theme, title: &str) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let width = u32::from(columns) * CELL.0 + 2 * MARGIN;
    let height = u32::from(rows) * CELL.1 + 2 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\">\n<title>{}</title>\n<rect width=\"{width}\" \
         height=\"{height}\" rx=\"8\" fill=\"{}\"/>\n<g font-family=\"ui-monospace, 'DejaVu Sans Mono', \
         Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n",
        escape(title),
        hex(theme.ground().1),
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            column += run(&mut svg, screen, theme, row, column);
        }
    }
    if !screen.hide_cursor() {
        let (row, column) = screen.cursor_position();
        let _ = writeln!(
            svg,
            "<rect x=\"{}\" y=\"{}\" width=\"2\" height=\"{}\" fill=\"{}\"/>",
            MARGIN + u32::from(column) * CELL.0,
            MARGIN + u32::from(row) * CELL.1,
            CELL.1,
            hex(theme.ground().0)
        );
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// Draws the cells from `column` on that look alike; how many columns they take.
fn run(svg: &mut String, screen: &Screen, theme: Theme, row: u16, column: u16) -> u16 {
    let Some(first) = screen.cell(row, column) else {
        return 1;
    };
    let look = Look::of(first, theme);
    let mut text = String::new();
    let mut taken = 0;
    while let Some(cell) = screen.cell(row, column + taken) {
        if Look::of(cell, theme) != look || (taken > 0 && cell.is_wide()) {
            break;
        }
        text.push_str(if cell.has_contents() {
            cell.contents()
        } else {
            " "
        });
        taken += if cell.is_wide() { 2 } else { 1 };
        if cell.is_wide() {
            break;
        }
    }
    let x = MARGIN + u32::from(column) * CELL.0;
    let y = MARGIN + u32::from(row) * CELL.1;
    let width = u32::from(taken) * CELL.0;
    if look.ground != theme.ground().1 {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1,
            hex(look.ground)
        );
    }
    let trimmed = text.trim_end();
    if !trimmed.is_empty() || look.underline {
        let shown = if look.underline {
            text.as_str()
        } else {
            trimmed
        };
        let cells = u32::from(taken) - u32::try_from(text.len() - shown.len()).unwrap_or(0);
        let _ = writeln!(
            svg,
            "<text x=\"{x}\" y=\"{}\" fill=\"{}\" textLength=\"{}\" \
             lengthAdjust=\"spacingAndGlyphs\"{}{}{}>{}</text>",
            y + 14,
            hex(look.text),
            cells * CELL.0,
            if look.bold {
                " font-weight=\"bold\""
            } else {
                ""
            },
            if look.italic {
                " font-style=\"italic\""
            } else {
                ""
            },
            if look.underline {
                " text-decoration=\"underline\""
            } else {
                ""
            },
            escape(shown)
        );
    }
    taken.max(1)
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            c if c.is_control() => String::new(),
            c => c.to_string(),
        })
        .collect()
}
