//! E-mail: messages as they would go out, header line by header line.
//!
//! The policies of `CPython`'s `email` differ in what they do with line breaks, and so do the ways a
//! message is built. Called by `world`.

use super::call::{Call, Done, Miss, raise, shown, string, text, value_error};
use super::logs::represented;
use super::{Model, Thing};
use crate::evaluate::Data;
use base64::Engine as _;

/// A message that is being written.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Message {
    /// Whether its headers are checked when they are set (`EmailMessage`).
    modern: bool,
    headers: Vec<(String, String)>,
    body: String,
}

const MODERN: &str = "email.message.EmailMessage";
const OLD: &str = "email.mime.text.MIMEText";
const SERVER: &str = "smtplib.SMTP";

/// Answers what concerns mail.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        if let Some(Thing::Message(_)) = model.thing(receiver) {
            return method(model, call, receiver);
        }
        return match receiver {
            Data::Handle(kind, _) if kind == SERVER => server(model, call, receiver),
            _ => Err(Miss::Other),
        };
    }
    match call.name() {
        MODERN => {
            let message = Message {
                modern: true,
                ..Message::default()
            };
            model.keep(MODERN, Thing::Message(message))
        }
        OLD | "email.mime.multipart.MIMEMultipart" | "email.message.Message" => {
            let body = match call.name() {
                OLD => call.get(0, "_text").map_or_else(String::new, shown),
                _ => String::new(),
            };
            let message = Message {
                modern: false,
                headers: Vec::new(),
                body,
            };
            model.keep(OLD, Thing::Message(message))
        }
        "smtplib.SMTP" | "smtplib.SMTP_SSL" | "smtplib.LMTP" => {
            let host = call
                .get(0, "host")
                .map_or_else(|| "localhost".to_owned(), shown);
            model.record(SERVER, vec![("host", string(host))])
        }
        "email.utils.parseaddr" => {
            let given = call.text(0, "addr")?;
            let (name, address) = match given.split_once('<') {
                Some((name, rest)) => (
                    name.trim().trim_matches('"').to_owned(),
                    rest.split('>').next().unwrap_or("").trim().to_owned(),
                ),
                None => (String::new(), given.trim().to_owned()),
            };
            // What is no address gives two empty texts.
            if address.contains(char::is_whitespace) || address.contains(',') {
                return Ok(Data::Tuple(vec![string(""), string("")]));
            }
            Ok(Data::Tuple(vec![string(name), string(address)]))
        }
        _ => Err(Miss::Other),
    }
}

fn method(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    let Some(Thing::Message(message)) = model.thing(receiver) else {
        return Err(Miss::Other);
    };
    let message = message.clone();
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    let same = |name: &str, other: &str| name.eq_ignore_ascii_case(other);
    match call.method() {
        "__setitem__" | "add_header" => {
            let name = call.text(0, "name")?;
            let value = call
                .outside
                .positional
                .get(1)
                .map_or_else(String::new, shown);
            if message.modern {
                if value.contains(['\r', '\n']) {
                    return Err(value_error(
                        "Header values may not contain linefeed or carriage return characters",
                    ));
                }
                let single = [
                    "to", "from", "subject", "cc", "bcc", "reply-to", "date", "sender",
                ];
                let there = message.headers.iter().any(|(known, _)| same(known, &name));
                if there && single.contains(&&*name.to_lowercase()) {
                    return Err(value_error(format!(
                        "There may be at most 1 {name} headers in a message"
                    )));
                }
            }
            if let Some(Thing::Message(message)) = model.change(receiver) {
                message.headers.push((name, value));
            }
            Ok(Data::None)
        }
        "__getitem__" | "get" => {
            let name = call.text(0, "name")?;
            let found = message.headers.iter().find(|(known, _)| same(known, &name));
            Ok(found.map_or_else(
                || call.get(1, "failobj").cloned().unwrap_or(Data::None),
                |(_, value)| string(&**value),
            ))
        }
        "__contains__" => {
            let name = call.text(0, "name")?;
            Ok(Data::Bool(
                message.headers.iter().any(|(known, _)| same(known, &name)),
            ))
        }
        "__delitem__" | "replace_header" => {
            let name = call.text(0, "name")?;
            let value = call.outside.positional.get(1).map(shown);
            if let Some(Thing::Message(message)) = model.change(receiver) {
                match value {
                    Some(value) => {
                        for header in &mut message.headers {
                            if same(&header.0, &name) {
                                header.1.clone_from(&value);
                            }
                        }
                    }
                    None => message.headers.retain(|(known, _)| !same(known, &name)),
                }
            }
            Ok(Data::None)
        }
        "set_content" | "set_payload" | "add_alternative" => {
            let body = call.need(0, "content")?;
            let body = shown(body);
            if let Some(Thing::Message(message)) = model.change(receiver) {
                message.body = body;
            }
            Ok(Data::None)
        }
        "attach" | "add_attachment" => Ok(Data::None),
        "as_string" | "__str__" => {
            let lines = outgoing(&message)?;
            Ok(string(format!("{}\n\n{}", lines.join("\n"), message.body)))
        }
        "as_bytes" | "__bytes__" => {
            let lines = outgoing(&message)?;
            let whole = format!("{}\n\n{}", lines.join("\n"), message.body);
            Ok(Data::Bytes(whole.into_bytes()))
        }
        "get_content" | "get_payload" => Ok(string(message.body)),
        _ => Err(Miss::Other),
    }
}

/// The header lines as they go out. The old policy refuses what looks like a new header only then.
fn outgoing(message: &Message) -> Done<Vec<String>> {
    let mut lines = Vec::new();
    for (name, value) in &message.headers {
        let whole = format!("{name}: {value}");
        let parts: Vec<&str> = whole
            .split(['\r', '\n'])
            .filter(|line| !line.is_empty())
            .collect();
        let folded = parts
            .iter()
            .skip(1)
            .all(|line| line.starts_with([' ', '\t']));
        if !folded {
            return Err(raise(
                "email.errors.HeaderParseError",
                format!(
                    "header value appears to contain an embedded header: {}",
                    represented(&string(&**value))
                ),
            ));
        }
        if value.is_ascii() {
            lines.push(whole);
        } else {
            let encoded = base64::engine::general_purpose::STANDARD.encode(value);
            lines.push(format!("{name}: =?utf-8?b?{encoded}?="));
        }
    }
    Ok(lines)
}

fn server(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    match call.method() {
        "__enter__" => Ok(receiver.clone()),
        "__exit__" | "quit" | "close" | "starttls" | "login" | "ehlo" | "connect"
        | "set_debuglevel" => Ok(Data::None),
        "send_message" => {
            let Some(Thing::Message(message)) = model.thing(call.need(0, "msg")?) else {
                return Err(Miss::Other);
            };
            let message = message.clone();
            let mut receivers = receivers(call.get(2, "to_addrs"))?;
            let lines = outgoing(&message)?;
            if receivers.is_empty() {
                for (name, value) in &message.headers {
                    if ["to", "cc", "bcc"].contains(&&*name.to_lowercase()) {
                        receivers.extend(value.split(',').map(|one| one.trim().to_owned()));
                    }
                }
            }
            for receiver in receivers {
                model.event("mails", &format!("RCPT {receiver}"));
            }
            for line in lines
                .iter()
                .filter(|line| !line.to_lowercase().starts_with("bcc:"))
            {
                model.event("mails", line);
            }
            body(model, &message.body);
            Ok(Data::Dict(Vec::new()))
        }
        "sendmail" => {
            for receiver in receivers(call.get(1, "to_addrs"))? {
                model.event("mails", &format!("RCPT {receiver}"));
            }
            let whole = text(call.need(2, "msg")?)?
                .replace("\r\n", "\n")
                .replace('\r', "\n");
            let (head, rest) = whole.split_once("\n\n").unwrap_or((&whole, ""));
            for line in head.split('\n').take(200) {
                model.event("mails", line);
            }
            body(model, rest);
            Ok(Data::Dict(Vec::new()))
        }
        _ => Err(Miss::Other),
    }
}

fn body(model: &mut Model, text: &str) {
    for line in text.trim_end_matches('\n').split('\n').take(200) {
        model.event("mails", &format!("| {line}"));
    }
}

fn receivers(data: Option<&Data>) -> Done<Vec<String>> {
    match data {
        None => Ok(Vec::new()),
        Some(Data::List(items) | Data::Tuple(items)) => Ok(items.iter().map(shown).collect()),
        Some(Data::Unknown(why)) => Err(Miss::Unknown(why.clone())),
        Some(data) => Ok(vec![shown(data)]),
    }
}
