//! Functions of the file's own: what a call does to the buffers that it is given.
//!
//! Follows the function with what is known of the arguments at the call. Called by `c`.

use super::Walk;
use super::read::{Function, Token};
use super::size::{Known, bare};

/// How many calls deep functions are followed.
const DEEPEST: usize = 3;

impl Walk<'_> {
    /// Follows a call of a function of the file; whether there is one.
    pub(super) fn inner(
        &mut self,
        name: &Token,
        arguments: &[&[Token]],
        known: &mut Known,
    ) -> bool {
        let Some(function) = self.functions.get(&name.text).cloned() else {
            return false;
        };
        if self.inside >= DEEPEST || function.names.len() != arguments.len() {
            return false;
        }
        let mut within = self.given(&function, arguments, known);
        let outer = self.constants.clone();
        for (param, argument) in function.names.iter().zip(arguments) {
            match self.number(argument, known) {
                Some(number) => self.constants.insert(param.clone(), number.to_string()),
                None => self.constants.remove(param),
            };
        }
        let endless = std::mem::take(&mut self.endless);
        self.inside += 1;
        self.statements(&function.body, &mut within);
        self.inside -= 1;
        self.constants = outer;
        let left = std::mem::replace(&mut self.endless, endless);
        // What was learnt of a parameter holds for what was given for it.
        for (param, argument) in function.names.iter().zip(arguments) {
            let [given] = bare(argument) else {
                continue;
            };
            let given = &given.text;
            if !known.rooms.contains_key(given) {
                continue;
            }
            if let Some(line) = left.get(param) {
                self.endless.insert(given.clone(), *line);
            } else if within.zeroed.contains(param) {
                self.endless.remove(given);
                known.zeroed.insert(given.clone());
            }
            if !within.empty.contains(param) {
                known.empty.remove(given);
            }
            if within.from.contains(param) {
                known.from.insert(given.clone());
            }
        }
        true
    }

    /// What is known of the parameters of a function where it is called.
    fn given(&self, function: &Function, arguments: &[&[Token]], known: &Known) -> Known {
        let mut within = Known::default();
        for (param, argument) in function.names.iter().zip(arguments) {
            if argument
                .iter()
                .any(|token| known.from.contains(&token.text))
            {
                within.from.insert(param.clone());
            }
            if let Some(most) = self.upper(argument, known) {
                within.most.insert(param.clone(), most);
            }
            if let Some((text, more)) = self.length(argument, known) {
                // The text itself may be given, too, under another name.
                let mut both = function.names.iter().zip(arguments);
                let other = both.find(|(_, a)| matches!(bare(a), [one] if one.text == text));
                let text = other.map_or(text, |(name, _)| name.clone());
                within.lengths.insert(param.clone(), (text, more));
            }
            let [one] = bare(argument) else {
                continue;
            };
            if let Some(room) = known.rooms.get(&one.text) {
                within.rooms.insert(param.clone(), room.clone());
            }
            if let Some(most) = known.longest.get(&one.text) {
                within.longest.insert(param.clone(), *most);
            }
            for (there, here) in [
                (&known.zeroed, &mut within.zeroed),
                (&known.empty, &mut within.empty),
            ] {
                if there.contains(&one.text) {
                    here.insert(param.clone());
                }
            }
        }
        within
    }
}
