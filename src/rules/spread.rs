//! Which argument of a call a parameter gets.
//!
//! Knows no rule. Called by `condition` and `matching`.

use crate::evaluate::Argument;

/// The argument of a call with this name or position.
pub(super) fn find<'a>(
    arguments: &'a [Argument],
    name: Option<&str>,
    position: Option<u32>,
) -> Option<&'a Argument> {
    arguments.iter().find(|a| {
        (position.is_some() && a.position == position)
            || (name.is_some() && a.name.as_deref() == name)
    })
}

/// What is known of an argument that is perhaps among others: what somebody hands over holds no constant of the program.
pub(super) fn unsaid(arguments: &[Argument], constant: Option<bool>) -> Option<bool> {
    let given = spread(arguments).is_some_and(|spread| !spread.value.origins.is_empty());
    (given && constant == Some(true)).then_some(false)
}

/// Arguments that may stand for any parameter: `*args` and `**kwargs` of unknown content.
pub(super) fn spread(arguments: &[Argument]) -> Option<&Argument> {
    arguments
        .iter()
        .find(|a| a.position.is_none() && a.name.is_none())
}
