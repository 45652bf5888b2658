//! Functions of the program that a template calls: what they have answered, and what is asked of one next.
//!
//! Follows none of them: whoever lends one answers for it. Called by `world` and `markup`.

use super::Model;
use super::call::Done;
use super::markup::value;
use crate::evaluate::Data;
use minijinja::value::{Rest, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};
use std::sync::{Arc, Mutex, PoisonError};

/// What a function is asked, by its name.
pub(super) type Question = (String, Vec<Data>);

/// What the program lends to the template in hand.
#[derive(Debug, Default)]
pub(super) struct Lent {
    names: Vec<String>,
    answers: Vec<(Question, Data)>,
    question: Arc<Mutex<Option<Question>>>,
}

impl Lent {
    pub(super) fn of(names: &[String]) -> Self {
        Self {
            names: names.to_vec(),
            ..Self::default()
        }
    }

    pub(super) fn learn(&mut self, name: &str, given: &[Data], answer: Data) {
        self.answers
            .push(((name.to_owned(), given.to_vec()), answer));
    }

    /// What the last template asked that nobody has answered yet.
    pub(super) fn question(&self) -> Option<Question> {
        let mut question = self.question.lock().unwrap_or_else(PoisonError::into_inner);
        question.take()
    }

    /// Whether a value of this name is one of the functions.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

/// What a function gives for values of a template.
pub(super) type Answer = Box<dyn Fn(&[Value]) -> Result<Value, Error> + Send + Sync>;

/// A function of the program as the engine calls it.
fn answer(model: &Model, name: &str) -> Done<Answer> {
    let mut answers = Vec::new();
    for ((asked, given), answer) in &model.lent.answers {
        if asked == name {
            answers.push((given.clone(), value(model, answer, 0)?));
        }
    }
    let question = Arc::clone(&model.lent.question);
    let name = name.to_owned();
    Ok(Box::new(move |given: &[Value]| {
        let unknown = || Error::from(ErrorKind::InvalidOperation);
        let given: Option<Vec<Data>> = given.iter().map(|v| data(v, 0)).collect();
        let given = given.ok_or_else(unknown)?;
        if let Some((_, known)) = answers.iter().find(|(known, _)| *known == given) {
            return Ok(known.clone());
        }
        let mut open = question.lock().unwrap_or_else(PoisonError::into_inner);
        *open = Some((name.clone(), given));
        Err(unknown())
    }))
}

/// What is done to each value before it is shown, if anything is.
pub(super) fn each(model: &Model) -> Done<Option<Answer>> {
    let mut names = model.lent.names.iter();
    match names.find(|name| name.starts_with("each ")) {
        Some(name) => answer(model, name).map(Some),
        None => Ok(None),
    }
}

/// Adds what is lent to the engine.
pub(super) fn add(model: &Model, environment: &mut Environment<'_>) -> Done<()> {
    for name in &model.lent.names {
        let answer = answer(model, name)?;
        match name.split_once(' ') {
            Some(("each", _)) => {}
            Some(("filter", name)) => {
                let filter = move |given: Rest<Value>| answer(&given);
                environment.add_filter(name.to_owned(), filter);
            }
            Some(("test", name)) => {
                let test = move |given: Rest<Value>| answer(&given).map(|said| said.is_true());
                environment.add_test(name.to_owned(), test);
            }
            _ => {
                let function = move |given: Rest<Value>| answer(&given);
                environment.add_function(name.clone(), function);
            }
        }
    }
    Ok(())
}

/// A value of a template as the program gets it; none for what is no plain data.
fn data(value: &Value, depth: usize) -> Option<Data> {
    if depth > 20 || value.is_kwargs() {
        return None;
    }
    if let Some(text) = value.as_str() {
        return Some(Data::Str(text.to_owned()));
    }
    Some(match value.kind() {
        ValueKind::None => Data::None,
        ValueKind::Bool => Data::Bool(value.is_true()),
        ValueKind::Number => match value.as_i64() {
            Some(n) => Data::Int(i128::from(n)),
            None => Data::Float(f64::try_from(value.clone()).ok()?),
        },
        ValueKind::Seq => {
            let items = value.try_iter().ok()?.map(|item| data(&item, depth + 1));
            Data::List(items.collect::<Option<_>>()?)
        }
        ValueKind::Map => {
            let pairs = value.try_iter().ok()?.map(|key| {
                let item = value.get_item(&key).ok()?;
                Some((data(&key, depth + 1)?, data(&item, depth + 1)?))
            });
            Data::Dict(pairs.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}
