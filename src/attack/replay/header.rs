//! The headers of a message, and the addresses in them, as Python's `email` reads them.
//!
//! Knows nothing of inputs. Called by `message`.

/// The most addresses of one header.
const MANY: usize = 40;
/// The most lines that are read of one message.
pub(super) const READ: usize = 400;

/// A range of bytes.
pub(super) type Range = (usize, usize);

/// A header as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Its name, as written.
    pub(super) name: String,
    /// Where the whole of it stands, without the line break at its end.
    pub(super) whole: Range,
    /// Where its value stands.
    pub(super) value: Range,
}

/// A message as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Message {
    pub(super) headers: Vec<Header>,
    /// Where the body begins, if the headers end before the text does.
    pub(super) body: Option<usize>,
}

/// The lines of a text, each with its own end and that of its line break.
pub(super) fn lines_of(text: &str, from: usize) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(rest) = text.get(at..)
        && !rest.is_empty()
        && found.len() < READ
    {
        let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let end = at + length;
        let next = match rest.get(length..) {
            Some(left) if left.starts_with("\r\n") => end + 2,
            Some("") | None => end,
            Some(_) => end + 1,
        };
        found.push((at, end, next));
        at = next;
    }
    found
}

/// Where the name of a header ends that begins a line.
pub(super) fn colon(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let name = |byte: u8| (33..=126).contains(&byte);
    line.bytes().take(colon).all(name).then_some(colon)
}

/// Reads the headers of a text as Python's `email` does.
pub(super) fn read(text: &str) -> Message {
    let mut message = Message::default();
    let first = usize::from(text.starts_with("HTTP/"));
    let mut head = Vec::new();
    for (start, end, next) in lines_of(text, 0).into_iter().skip(first) {
        let line = text.get(start..end).unwrap_or("");
        let folded = line.starts_with([' ', '\t']);
        if line.is_empty() {
            message.body = Some(next);
            break;
        }
        if !folded && !line.starts_with("From ") && colon(line).is_none() {
            message.body = Some(start);
            break;
        }
        head.push((start, end, line));
    }
    let mut open = false;
    for (at, (start, end, line)) in head.iter().copied().enumerate() {
        if line.starts_with([' ', '\t']) {
            if let Some(last) = message.headers.last_mut().filter(|_| open) {
                last.whole.1 = end;
                last.value.1 = end;
            }
            continue;
        }
        if line.starts_with("From ") {
            // The line of an envelope is no header; the last one is taken for text.
            if at > 0 && at + 1 == head.len() {
                message.body = Some(start);
            }
            continue;
        }
        open = false;
        let Some(colon) = colon(line).filter(|colon| *colon > 0) else {
            continue;
        };
        let value = line.get(colon + 1..).unwrap_or("");
        let skipped = value.len() - value.trim_start_matches([' ', '\t']).len();
        open = true;
        message.headers.push(Header {
            name: line.get(..colon).unwrap_or("").to_owned(),
            whole: (start, end),
            value: (start + colon + 1 + skipped, end),
        });
    }
    message
}

/// A mail as a server reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mail {
    /// Names and values of its headers, in order; a folded value keeps its line breaks.
    pub headers: Vec<(String, String)>,
    /// What stands below the headers.
    pub body: String,
    /// The addresses in `To`, `Cc` and `Bcc`.
    pub receivers: Vec<String>,
}

/// Reads a mail.
#[must_use]
pub fn mail(text: &str) -> Mail {
    let message = read(text);
    let part = |(start, end): Range| text.get(start..end).unwrap_or("").to_owned();
    let mut mail = Mail {
        body: message
            .body
            .and_then(|at| text.get(at..))
            .unwrap_or("")
            .to_owned(),
        ..Mail::default()
    };
    for header in &message.headers {
        let value = part(header.value);
        if is_to(header) {
            let found = addresses(&value);
            let found = found
                .iter()
                .filter_map(|(start, end)| value.get(*start..*end));
            mail.receivers.extend(found.map(str::to_owned));
        }
        mail.headers.push((header.name.clone(), value));
    }
    mail
}

/// Whether a header names people who get the mail.
pub(super) fn is_to(header: &Header) -> bool {
    ["to", "cc", "bcc"]
        .iter()
        .any(|name| header.name.eq_ignore_ascii_case(name))
}

/// Where addresses stand in the value of a header: what is between angle brackets, or else each word with
/// an `@`, between commas outside of quotes and comments.
pub(super) fn addresses(value: &str) -> Vec<Range> {
    let mut found = Vec::new();
    let (mut quoted, mut comment, mut begin) = (false, 0_u32, 0);
    let mut cut = |from: usize, to: usize| {
        let part = value.get(from..to).unwrap_or("");
        let (start, length) = match part.rfind('<').zip(part.rfind('>')) {
            Some((open, close)) if open < close => (open + 1, close - open - 1),
            _ => match word(part) {
                Some(place) => place,
                None => return,
            },
        };
        let text = part.get(start..start + length).unwrap_or("");
        if text.contains('@') && found.len() < MANY {
            found.push((from + start, from + start + length));
        }
    };
    for (at, c) in value.char_indices() {
        match c {
            '"' if comment == 0 => quoted = !quoted,
            '(' if !quoted => comment += 1,
            ')' if !quoted => comment = comment.saturating_sub(1),
            ',' | ';' if !quoted && comment == 0 => {
                cut(begin, at);
                begin = at + 1;
            }
            _ => {}
        }
    }
    cut(begin, value.len());
    found
}

/// The first word with an `@` in a part: where it begins, and how long it is.
pub(super) fn word(part: &str) -> Option<Range> {
    let mut at = 0;
    for piece in part.split(|c: char| c.is_whitespace()) {
        if piece.contains('@') {
            return Some((at, piece.len()));
        }
        // Every kind of white space here has its own length.
        at += piece.len();
        at += part.get(at..)?.chars().next().map_or(0, char::len_utf8);
    }
    None
}
