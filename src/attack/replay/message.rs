//! Messages and answers with headers: which lines a mail server or a browser reads, who gets a mail,
//! what a cookie allows, and which of it an input has made.
//!
//! What is a header `header` knows. Called by `replay`.

use super::header::{Header, Message, Range, addresses, is_to, lines_of, read};
use super::origin::Input;
use super::{Language, Mark, Piece, Replay, own};
use crate::evaluate::{Data, Event};

/// The most lines that are told of one message.
const LINES: usize = 12;
/// The most characters of one line that are told.
const LONG: usize = 300;
/// The most texts in one value that are looked at.
const TEXTS: usize = 40;

/// Headers by which a text is known as a mail.
const MAIL: &[&str] = &["from", "to", "cc", "bcc", "subject", "reply-to", "sender"];
/// Headers by which a text is known as an answer of a web server.
const WEB: &[&str] = &[
    "set-cookie",
    "location",
    "content-type",
    "content-disposition",
    "content-length",
    "content-security-policy",
    "cache-control",
    "access-control-allow-origin",
    "refresh",
    "etag",
    "vary",
    "server",
];

/// What a text with headers is, if it is one.
fn kind(text: &str, message: &Message) -> Option<Language> {
    if text.starts_with("HTTP/") {
        return Some(Language::Response);
    }
    let first = message.headers.first()?;
    if first.whole.0 > 0 {
        return None;
    }
    let known = |names: &[&str], header: &Header| {
        names
            .iter()
            .any(|name| header.name.eq_ignore_ascii_case(name))
    };
    let mails = message.headers.iter().filter(|h| known(MAIL, h)).count();
    if mails > 1 || mails == 1 && message.body.is_some() {
        return Some(Language::Mail);
    }
    known(WEB, first).then_some(Language::Response)
}

/// A text with headers in which an input stands at `places`.
pub(super) fn replay(text: &str, places: &[Range]) -> Option<Replay> {
    if places.is_empty() {
        return None;
    }
    let message = read(text);
    let language = kind(text, &message)?;
    Some(told(text, places, &message, language))
}

/// One header of a web server's answer, as the program writes it.
pub(super) fn header(text: &str, places: &[Range]) -> Option<Replay> {
    (!places.is_empty()).then(|| told(text, places, &read(text), Language::Response))
}

fn told(text: &str, places: &[Range], message: &Message, language: Language) -> Replay {
    let reader = Reader { text, places };
    let mut lines = Vec::new();
    let mut harm = Harm::default();
    for header in &message.headers {
        let made = reader.makes(header.whole);
        if made {
            harm.headers.push(header.name.clone());
        }
        if lines.len() < LINES {
            let mut line = vec![own("header   ")];
            line.extend(reader.marked(header.whole, made));
            lines.push(line);
        }
        if language == Language::Response {
            reader.of_web(header, &mut lines, &mut harm);
        }
    }
    if language == Language::Mail {
        lines.extend(reader.receivers(message, &mut harm));
    }
    if let Some(body) = message.body {
        // The line break before it may be the input's own: then the input has ended the headers.
        let ended = reader.inside(body) || reader.inside(body.saturating_sub(1));
        harm.body = ended && body > 0;
        let all: Vec<Range> = lines_of(text, body)
            .iter()
            .map(|line| (line.0, line.1))
            .collect();
        for (at, line) in all.iter().take(3).enumerate() {
            let mut row = vec![own(if at == 0 { "text     " } else { "         " })];
            row.extend(reader.marked(*line, harm.body));
            lines.push(row);
        }
        if all.len() > 3 {
            lines.push(vec![
                own("         "),
                own(format!("and {} more", counted(all.len() - 3))),
            ]);
        }
    }
    Replay {
        language,
        span: None,
        guessed: false,
        lines,
        harm: harm.said(language),
    }
}

fn counted(lines: usize) -> String {
    match lines {
        1 => "1 line".to_owned(),
        n => format!("{n} lines"),
    }
}

/// What an input does in a message.
#[derive(Debug, Default)]
struct Harm {
    headers: Vec<String>,
    receivers: Vec<String>,
    attributes: Vec<String>,
    /// The machine to which a browser is sent.
    away: Option<String>,
    /// Whether the headers end where the input says.
    body: bool,
}

impl Harm {
    fn said(&self, language: Language) -> Option<String> {
        let mut said = Vec::new();
        if let Some(first) = self.headers.first() {
            said.push(match self.headers.len() {
                1 => format!("A line break in the input makes a header of its own: `{first}`."),
                n => format!("Line breaks in the input make {n} headers, `{first}` first."),
            });
        }
        if let Some(first) = self.receivers.first() {
            said.push(format!("The mail also goes to `{first}`."));
        }
        if let Some(first) = self.attributes.first() {
            said.push(format!("The input sets `{first}` of the cookie."));
        }
        if let Some(machine) = &self.away {
            said.push(format!("The input sends the browser to `{machine}`."));
        }
        if self.body {
            said.push(match language {
                Language::Mail => "The input ends the headers and begins the text.".to_owned(),
                _ => "The input ends the headers and writes the page itself.".to_owned(),
            });
        }
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// A text and where the input stands in it.
struct Reader<'a> {
    text: &'a str,
    places: &'a [Range],
}

impl Reader<'_> {
    /// Whether a byte is of the input.
    fn inside(&self, at: usize) -> bool {
        self.places
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at))
    }

    /// Whether an input has made the line that begins here: its line break is the input's.
    fn makes(&self, (start, _): Range) -> bool {
        start > 0 && self.inside(start) && self.inside(start - 1)
    }

    /// A part of the text as pieces; what the input has made is code.
    fn marked(&self, (start, end): Range, code: bool) -> Vec<Piece> {
        let text = self.text.get(start..end).unwrap_or("");
        let theirs = if code { Mark::Code } else { Mark::Data };
        let mut pieces: Vec<Piece> = Vec::new();
        for (at, c) in text.char_indices().take(LONG) {
            let mark = if self.inside(start + at) {
                theirs
            } else {
                Mark::Own
            };
            // Within one header a line break only folds it.
            let c = if matches!(c, '\r' | '\n') { '⏎' } else { c };
            match pieces.last_mut() {
                Some(last) if last.mark == mark => last.text.push(c),
                _ => pieces.push(Piece {
                    text: c.to_string(),
                    mark,
                }),
            }
        }
        if text.chars().nth(LONG).is_some() {
            pieces.push(own("…"));
        }
        pieces
    }

    /// Who gets a mail by its headers.
    fn receivers(&self, message: &Message, harm: &mut Harm) -> Option<Vec<Piece>> {
        let mut line = vec![own("goes to  ")];
        for header in &message.headers {
            if !is_to(header) {
                continue;
            }
            let value = self.text.get(header.value.0..header.value.1).unwrap_or("");
            for (start, end) in addresses(value) {
                let place = (header.value.0 + start, header.value.0 + end);
                let theirs = self.inside(place.0);
                // A whole address is an input's to give; a second one in its place is not.
                let alone = !self.makes(header.whole) && self.only(header.value, place);
                let code = theirs && !alone;
                if line.len() > 1 {
                    line.push(own(", "));
                }
                line.extend(self.marked(place, code));
                if code {
                    harm.receivers
                        .push(self.text.get(place.0..place.1).unwrap_or("").to_owned());
                }
            }
        }
        (line.len() > 1).then_some(line)
    }

    /// Whether this is the first address that comes from the input in a value.
    fn only(&self, value: Range, place: Range) -> bool {
        let text = self.text.get(value.0..value.1).unwrap_or("");
        let mut theirs = addresses(text)
            .into_iter()
            .map(|(start, end)| (value.0 + start, value.0 + end))
            .filter(|(start, _)| self.inside(*start));
        theirs.next() == Some(place)
    }

    /// What a browser makes of a header: attributes of a cookie, the place that it goes on to.
    fn of_web(&self, header: &Header, lines: &mut Vec<Vec<Piece>>, harm: &mut Harm) {
        let (from, to) = header.value;
        let value = self.text.get(from..to).unwrap_or("");
        if header.name.eq_ignore_ascii_case("location") {
            let machine = machine(value);
            if self.inside(from)
                && let Some(machine) = machine
            {
                lines.push(vec![
                    own("goes on  "),
                    own("to the machine "),
                    Piece {
                        text: machine.clone(),
                        mark: Mark::Code,
                    },
                ]);
                harm.away = Some(machine);
            }
            return;
        }
        if !header.name.eq_ignore_ascii_case("set-cookie") || lines.len() >= LINES {
            return;
        }
        let mut at = from;
        let mut words = Vec::new();
        let mut said = vec![own("cookie   ")];
        for (number, part) in value.split(';').enumerate() {
            let start = at + (part.len() - part.trim_start().len());
            let place = (start, start + part.trim().len());
            at += part.len() + 1;
            if number == 0 {
                said.extend(self.marked(place, self.makes(header.whole)));
                continue;
            }
            let name = part.trim().split('=').next().unwrap_or("");
            words.push(part.trim().to_ascii_lowercase());
            if self.inside(place.0) && self.inside(start.saturating_sub(1)) {
                said.push(own(", set by the input: "));
                said.extend(self.marked(place, true));
                harm.attributes.push(name.to_owned());
            }
        }
        for (word, there, not) in [
            ("httponly", "scripts cannot read it", "scripts can read it"),
            ("secure", "over HTTPS only", "also without HTTPS"),
        ] {
            let set = words.iter().any(|given| given == word);
            said.push(own(format!("; {}", if set { there } else { not })));
        }
        lines.push(said);
    }
}

/// The machine of an absolute address, as a browser reads it: a backslash is a slash there.
fn machine(value: &str) -> Option<String> {
    let value = value.trim().replace('\\', "/");
    let rest = match value.split_once(':') {
        Some((scheme, rest))
            if scheme.chars().all(|c| c.is_ascii_alphanumeric()) && !scheme.is_empty() =>
        {
            if !rest.starts_with("//") {
                return Some(format!("{scheme}:"));
            }
            rest
        }
        _ => value.as_str(),
    };
    let rest = rest.strip_prefix("//")?.trim_start_matches('/');
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let machine = authority.rsplit('@').next().unwrap_or(authority);
    (!machine.is_empty()).then(|| machine.to_owned())
}

/// Texts with headers in what a call returned, however deep they lie in it.
pub(super) fn returned(data: &Data, input: &Input<'_>) -> Vec<Replay> {
    let mut open = vec![data];
    let mut found = Vec::new();
    let mut left = TEXTS;
    while let Some(next) = open.pop() {
        let Some(fewer) = left.checked_sub(1) else {
            break;
        };
        left = fewer;
        match next {
            Data::Str(text) => found.extend(seen(text, input)),
            Data::Bytes(bytes) => {
                found.extend(
                    std::str::from_utf8(bytes)
                        .ok()
                        .and_then(|text| seen(text, input)),
                );
            }
            Data::List(items) | Data::Tuple(items) => open.extend(items.iter().rev().take(TEXTS)),
            Data::Dict(pairs) => {
                open.extend(pairs.iter().rev().take(TEXTS).map(|(_, value)| value));
            }
            _ => {}
        }
    }
    found
}

fn seen(text: &str, input: &Input<'_>) -> Option<Replay> {
    let input = input.anew();
    let told = replay(text, &input.places(text))?;
    Some(Replay {
        guessed: input.was_guessed(),
        ..told
    })
}

/// A mail that was handed over for sending: to whom, and its lines.
pub(super) fn mailed(events: &[Event], input: &Input<'_>) -> Option<Replay> {
    let mut head = String::new();
    let mut body = String::new();
    let mut envelope = Vec::new();
    for event in events {
        let Some(line) = event.text.strip_prefix("mails ") else {
            continue;
        };
        if let Some(receiver) = line.strip_prefix("RCPT ") {
            envelope.push(receiver);
        } else if let Some(line) = line.strip_prefix("| ") {
            body.push_str(line);
            body.push('\n');
        } else if !line.starts_with("in clear to ") {
            head.push_str(line);
            head.push('\n');
        }
    }
    let text = format!("{head}\n{body}");
    let mut told = replay(&text, &input.places(&text))?;
    for receiver in envelope.into_iter().take(LINES) {
        told.lines.push(vec![own(format!(
            "sent to  {receiver}, as the program says"
        ))]);
    }
    Some(told)
}

/// The answer of a web application.
pub(super) fn answered(events: &[Event], input: &Input<'_>) -> Option<Replay> {
    let mut text = String::new();
    for event in events {
        let Some(line) = event.text.strip_prefix("answers ") else {
            continue;
        };
        if text.is_empty() {
            if line.parse::<u16>().is_err() {
                return None;
            }
            text = format!("HTTP/1.1 {line}\r\n");
            continue;
        }
        let name = line
            .split_once(": ")
            .map(|(name, _)| name.to_ascii_lowercase());
        if !name.is_some_and(|name| WEB.contains(&name.as_str()) || name.starts_with("x-")) {
            break;
        }
        text.push_str(line);
        text.push_str("\r\n");
    }
    replay(&text, &input.places(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(text: &str, input: &str) -> Option<Replay> {
        replay(text, &Input::plain(input).places(text))
    }

    fn harm(text: &str, input: &str) -> Option<String> {
        tried(text, input).and_then(|replay| replay.harm)
    }

    fn mail(subject: &str) -> String {
        format!("From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\nHello")
    }

    #[test]
    fn a_line_break_makes_a_header_and_a_receiver() {
        assert_eq!(harm(&mail("Trip"), "Trip"), None);
        for line_break in ["\n", "\r\n", "\r"] {
            let input = format!("Hi{line_break}Bcc: all@school.example");
            let said = harm(&mail(&input), &input).unwrap();
            assert!(
                said.contains("`Bcc`") && said.contains("`all@school.example`"),
                "{said}"
            );
        }
        let folded = "Hi\n and more";
        assert_eq!(
            harm(&mail(folded), folded),
            None,
            "a folded header is still one"
        );
        let body = "Hi\n\nBuy now";
        assert!(harm(&mail(body), body).is_some_and(|said| said.contains("begins the text")));
    }

    #[test]
    fn an_address_may_be_given_and_no_second_one() {
        let to = |input: &str| harm(&format!("To: {input}\nSubject: x\n\nHello"), input);
        assert_eq!(to("bob@example.com"), None);
        assert_eq!(to("Bob <bob@example.com>"), None);
        assert!(to("bob@example.com, all@school.example").is_some());
    }

    #[test]
    fn answers_are_split_and_cookies_get_attributes() {
        let input = "x\r\nSet-Cookie: role=admin";
        let text = format!("HTTP/1.1 302 Found\r\nLocation: /to/{input}\r\n\r\n");
        assert!(harm(&text, input).is_some_and(|said| said.contains("`Set-Cookie`")));
        let page = "x\r\n\r\n<script>alert(1)</script>";
        let text = format!("HTTP/1.1 200 OK\r\nX-Name: {page}\r\n\r\nHello");
        assert!(harm(&text, page).is_some_and(|said| said.contains("writes the page")));
        let cookie = "ada; Domain=example.org";
        let text = format!("Set-Cookie: name={cookie}; HttpOnly");
        assert!(harm(&text, cookie).is_some_and(|said| said.contains("`Domain`")));
        assert_eq!(harm("Set-Cookie: name=ada; HttpOnly; Secure", "ada"), None);
        let away = "//evil.example/x";
        assert!(
            harm(
                &format!("HTTP/1.1 302 Found\r\nLocation: {away}\r\n\r\n"),
                away
            )
            .is_some_and(|said| said.contains("`evil.example`"))
        );
        assert_eq!(
            harm("HTTP/1.1 302 Found\r\nLocation: /a/news\r\n\r\n", "news"),
            None
        );
    }

    #[test]
    fn what_is_no_message_is_left_alone() {
        assert_eq!(tried("INFO: login failed for ada", "ada"), None);
        assert_eq!(tried("ada", "ada"), None);
        assert_eq!(tried("", ""), None);
    }
}
