//! E-mail: what goes out, receiver by receiver and line by line.
//!
//! What a library refuses and how a message is written stands in `rules/models/mail.toml`; here is only
//! the letter box. Called by `world`.

use super::Model;
use super::call::{Call, Done, Miss, shown, text};
use crate::evaluate::Data;

/// The most lines of one message that are told.
const LINES: usize = 200;

/// Takes a message that is handed over for sending: receivers, text.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if call.outside.receiver.is_none() && call.name() == "smtplib.letterbox.clear" {
        let host = shown(call.need(0, "host")?);
        return Ok(Data::Bool(model.setup.without_tls.contains(&host)));
    }
    if call.outside.receiver.is_some() || call.name() != "smtplib.letterbox.deliver" {
        return Err(Miss::Other);
    }
    for receiver in receivers(call.get(0, "receivers"))? {
        model.event("mails", &format!("RCPT {receiver}"));
    }
    let whole = text(call.need(1, "text")?)?
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let (head, body) = whole.split_once("\n\n").unwrap_or((&whole, ""));
    for line in head.split('\n').take(LINES) {
        model.event("mails", line);
    }
    for line in body.trim_end_matches('\n').split('\n').take(LINES) {
        model.event("mails", &format!("| {line}"));
    }
    Ok(Data::None)
}

fn receivers(data: Option<&Data>) -> Done<Vec<String>> {
    match data {
        None => Ok(Vec::new()),
        Some(Data::List(items) | Data::Tuple(items)) => Ok(items.iter().map(shown).collect()),
        Some(Data::Unknown(why)) => Err(Miss::Unknown(why.clone())),
        Some(data) => Ok(vec![shown(data)]),
    }
}
