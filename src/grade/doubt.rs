//! What keeps a goal from being decided, by the ids of the reasons, and reasons of every room as words.
//!
//! The sentences are those of the exercise's language. Used by the rest of `grade`, by `ui` and `shell`.

use crate::evaluate::Reason;
use crate::pack::Messages;

crate::evaluate::reasons! {
    call_not_python(call, error) = "call-not-python";
    c_moving_pointer(line) = "c-moving-pointer";
    c_room(line, buffer) = "c-room";
    c_size(line) = "c-size";
    c_writes(line, name, buffer) = "c-writes";
    database_not_built(error) = "database-not-built";
    given_fails(error) = "given-fails";
    given_no_dict() = "given-no-dict";
    goal_about_python() = "goal-about-python";
    happens_perhaps(event) = "happens-perhaps";
    included_elsewhere(line, name) = "included-elsewhere";
    no_call() = "no-call";
    no_visible_end() = "no-visible-end";
    result_holds(kind) = "result-holds";
    result_unknown() = "result-unknown";
    runs_too_long() = "runs-too-long";
    stage_not_python(error) = "stage-not-python";
    template_refused(error) = "template-refused";
}

/// A reason in the words of a language, as the end of a sentence that begins "because".
#[must_use]
pub fn told(messages: &Messages, why: &Reason) -> String {
    messages.say(why.id(), &why.values())
}

/// The same as a sentence of its own.
pub(super) fn sentence(messages: &Messages, why: &Reason) -> String {
    let told = told(messages, why);
    let mut signs = told.trim_end_matches('.').chars();
    signs.next().map_or_else(String::new, |first| {
        format!("{}{}.", first.to_uppercase(), signs.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{built_in, names_in};
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_reason_has_one_sentence_and_every_sentence_a_reason() {
        let rooms = [
            crate::evaluate::doubt::ALL,
            crate::attack::doubt::ALL,
            crate::rules::doubt::ALL,
            crate::grade::file::WRONG,
            ALL,
        ];
        let mut listed = BTreeMap::new();
        for (id, names) in rooms.into_iter().flatten() {
            let names: BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(listed.insert(*id, names), None, "{id} is listed twice");
        }
        let sentences: BTreeMap<&str, BTreeSet<&str>> = built_in()
            .filter(|(id, _)| id.starts_with("reason.") || id.starts_with("wrong."))
            .map(|(id, sentence)| (id, names_in(sentence).into_iter().collect()))
            .collect();
        assert_eq!(listed, sentences);
    }

    #[test]
    fn a_reason_is_told_in_the_language_of_the_pack() {
        let why = crate::evaluate::doubt::name_not_defined("{name}s");
        let english = Messages::default();
        assert_eq!(
            told(&english, &why),
            "`{name}s` is not defined in this file"
        );
        assert_eq!(
            sentence(&english, &crate::attack::doubt::clock()),
            "The time is different each time."
        );
        assert_eq!(
            sentence(&english, &runs_too_long()),
            "It takes more steps than the checker follows. Write it with fewer loops."
        );
        let own = BTreeMap::from([(
            "reason.name-not-defined".to_owned(),
            "nobody knows `{name}`".to_owned(),
        )]);
        assert_eq!(
            sentence(
                &Messages::of(own),
                &crate::evaluate::doubt::name_not_defined("db")
            ),
            "Nobody knows `db`."
        );
    }
}
