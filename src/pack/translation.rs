//! A pack in another language: which of its texts can be said otherwise, and saying them so.
//!
//! Every text has a name such as `exercise.find.brief`. What is written in which file is for `load`.
//! Called by `load` and `shell`.

use super::{Exercise, GoalKind, Lesson, Messages, Pack, Part, Topic};
use std::collections::BTreeMap;

/// What a pack says in another language. Parts whose source has changed since are not in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Translation {
    /// The texts by name.
    pub texts: BTreeMap<String, String>,
    /// Whole lessons with their steps.
    pub lessons: Vec<(Lesson, Vec<Exercise>)>,
    /// The sentences of the judge.
    pub judge: Messages,
    /// Topics of the reference.
    pub topics: Vec<Topic>,
    /// Texts of rules by name, not compared with their sources, which stand in the rules.
    pub rules: BTreeMap<String, Told>,
}

/// A text in another language, with where it stands and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its file inside the pack.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// The fingerprint of its source.
    pub print: String,
    /// The text; empty as long as there is none.
    pub say: String,
}

/// What the names of texts of rules begin with.
pub const RULE: &str = "rule.";

/// A fingerprint of a text, to notice that it has changed: FNV-1a, 64 bits, in hexadecimal digits.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

impl Pack {
    /// The pack in another language of its own; nothing when it has no such translation.
    #[must_use]
    pub fn in_language(&self, locale: &str) -> Option<Self> {
        if locale == self.about.language {
            return Some(self.clone());
        }
        let translation = self.translations.get(locale)?;
        let mut pack = self.clone();
        locale.clone_into(&mut pack.about.language);
        for (lesson, steps) in &translation.lessons {
            if let Some(own) = pack.lessons.iter_mut().find(|own| own.id == lesson.id) {
                own.clone_from(lesson);
            }
            for step in steps {
                if let Some(own) = pack.steps.iter_mut().find(|own| own.id == step.id) {
                    own.clone_from(step);
                }
            }
        }
        for topic in &translation.topics {
            if let Some(own) = pack.reference.iter_mut().find(|own| own.id == topic.id) {
                own.clone_from(topic);
            }
        }
        for (name, text) in slots(&mut pack) {
            if let Some(say) = translation.texts.get(&name) {
                text.clone_from(say);
            }
        }
        pack.speak(&translation.judge);
        Some(pack)
    }

    /// Lets the judge and the screens speak with these sentences.
    pub(super) fn speak(&mut self, messages: &Messages) {
        self.messages.clone_from(messages);
        for exercise in self.exercises.iter_mut().chain(&mut self.steps) {
            exercise.messages.clone_from(messages);
        }
    }
}

/// Every text that can be said in another language, by name. Lessons and their steps are translated as
/// whole files.
pub(super) fn slots(pack: &mut Pack) -> Vec<(String, &mut String)> {
    let mut found = vec![
        ("pack.title".to_owned(), &mut pack.about.title),
        ("pack.summary".to_owned(), &mut pack.about.summary),
    ];
    for module in &mut pack.modules {
        let id = &module.id;
        for (objective, number) in module.objectives.iter_mut().zip(1..) {
            found.push((
                format!("module.{id}.objective.{number}"),
                &mut objective.text,
            ));
        }
        found.push((format!("module.{id}.title"), &mut module.title));
        found.push((format!("module.{id}.summary"), &mut module.summary));
    }
    for exercise in &mut pack.exercises {
        of_exercise(exercise, &mut found);
    }
    found.retain(|(_, text)| !text.trim().is_empty());
    found
}

fn of_exercise<'a>(exercise: &'a mut Exercise, found: &mut Vec<(String, &'a mut String)>) {
    let id = format!("exercise.{}", exercise.id);
    let mut add = |name: String, text: &'a mut String| found.push((format!("{id}.{name}"), text));
    add("title".into(), &mut exercise.title);
    add("brief".into(), &mut exercise.brief);
    add("takeaway".into(), &mut exercise.takeaway);
    if let Some(retired) = &mut exercise.retired {
        add("retired".into(), &mut retired.why);
    }
    for (hint, number) in exercise.hints.iter_mut().zip(1..) {
        add(format!("hint.{number}"), &mut hint.text);
    }
    for goal in &mut exercise.goals {
        add(format!("goal.{}.say", goal.id), &mut goal.say);
        add(format!("goal.{}.fail", goal.id), &mut goal.fail);
        if let GoalKind::Probe(probe) = &mut goal.kind
            && let Some(harm) = &mut probe.harm
        {
            add(format!("goal.{}.harm", goal.id), harm);
        }
    }
    for misconception in &mut exercise.misconceptions {
        let name = format!("misconception.{}", misconception.id);
        add(name, &mut misconception.say);
    }
    for (key, text) in &mut exercise.advice {
        add(format!("advice.{key}"), text);
    }
    if let Some(attack) = &mut exercise.attack {
        add("attack.brief".into(), &mut attack.brief);
        // What begins with `harmless` is read by the program, too.
        for (input, number) in attack.input.iter_mut().zip(1..) {
            if !input.is_harmless() {
                add(format!("attack.input.{number}"), &mut input.say);
            }
        }
        for (number, why) in (1..).zip(attack.not_counted.values_mut()) {
            add(format!("attack.not-counted.{number}"), why);
        }
    }
    for part in exercise.task.iter_mut().flat_map(|task| &mut task.parts) {
        match part {
            Part::Question(question) => {
                let name = format!("question.{}", question.id);
                for (option, number) in question.options.iter_mut().zip(1..) {
                    // An option without an id is named by its text in answers.
                    if !option.id.is_empty() {
                        add(format!("{name}.option.{number}"), &mut option.text);
                    }
                    add(format!("{name}.option.{number}.why"), &mut option.why);
                }
                add(format!("{name}.ask"), &mut question.ask);
            }
            Part::Cards(cards) => {
                for card in cards {
                    add(format!("card.{}", card.id), &mut card.text);
                    add(format!("card.{}.why", card.id), &mut card.why);
                }
            }
            Part::Lines(lines) => {
                let all = [
                    ("spot", &mut lines.spots),
                    ("neutral", &mut lines.neutral),
                    ("wrong", &mut lines.wrong),
                ];
                for (kind, spots) in all {
                    for (spot, number) in spots.iter_mut().zip(1..) {
                        add(format!("{kind}.{number}.why"), &mut spot.why);
                    }
                }
            }
        }
    }
}
