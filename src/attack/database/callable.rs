//! Functions of the program that a statement calls: answered where they have answered before, and noted where not.
//!
//! Follows none of them: whoever lends one answers for it, and the statement is run again. Called by `database`.

use super::Database;
use crate::evaluate::{Callable, Data, Query, Raised, Reply, World};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value, ValueRef};
use std::sync::{Arc, Mutex, PoisonError};

/// The most questions of one run.
const QUESTIONS: usize = 500;

/// Runs a statement with these functions at hand; they are gone afterwards.
pub(super) fn lent(
    database: &mut Database,
    query: &Query,
    callable: &mut Callable,
) -> Result<Reply, Raised> {
    callable.open.clear();
    let shared = Arc::new(Mutex::new(callable.clone()));
    let connection = database.connection(query.connection)?;
    for name in &callable.names {
        let (shared, own) = (Arc::clone(&shared), name.clone());
        connection
            .create_scalar_function(
                name.as_str(),
                -1,
                FunctionFlags::SQLITE_UTF8,
                move |context: &mut Context<'_>| answer(&own, &shared, context),
            )
            .map_err(|error| super::raise(&error))?;
    }
    let reply = database.query(query);
    let connection = database.connection(query.connection)?;
    for name in &callable.names {
        connection
            .remove_function(name.as_str(), -1)
            .map_err(|error| super::raise(&error))?;
    }
    let known = shared.lock().unwrap_or_else(PoisonError::into_inner);
    callable.open.clone_from(&known.open);
    reply
}

/// What a function gave for these values; nothing, as long as nobody knows.
fn answer(
    name: &str,
    shared: &Mutex<Callable>,
    context: &Context<'_>,
) -> Result<Value, rusqlite::Error> {
    let given: Option<Vec<Data>> = (0..context.len())
        .map(|at| data(context.get_raw(at)))
        .collect();
    let refused =
        || rusqlite::Error::UserFunctionError("user-defined function raised exception".into());
    let given = given.ok_or_else(refused)?;
    let mut known = shared.lock().unwrap_or_else(PoisonError::into_inner);
    let mut answers = known.answers.iter();
    if let Some((.., said)) = answers.find(|(own, asked, _)| own == name && *asked == given) {
        return value(said).ok_or_else(refused);
    }
    let question = (name.to_owned(), given);
    if known.open.len() < QUESTIONS && !known.open.contains(&question) {
        known.open.push(question);
    }
    Ok(Value::Null)
}

fn data(value: ValueRef<'_>) -> Option<Data> {
    Some(match value {
        ValueRef::Null => Data::None,
        ValueRef::Integer(number) => Data::Int(i128::from(number)),
        ValueRef::Real(number) => Data::Float(number),
        ValueRef::Text(text) => Data::Str(std::str::from_utf8(text).ok()?.to_owned()),
        ValueRef::Blob(blob) => Data::Bytes(blob.to_vec()),
    })
}

fn value(data: &Data) -> Option<Value> {
    Some(match data {
        Data::None => Value::Null,
        Data::Bool(truth) => Value::Integer(i64::from(*truth)),
        Data::Int(number) => Value::Integer(i64::try_from(*number).ok()?),
        Data::Float(number) => Value::Real(*number),
        Data::Str(text) => Value::Text(text.clone()),
        Data::Bytes(bytes) => Value::Blob(bytes.clone()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::QueryMethod;

    #[test]
    fn a_statement_asks_until_all_is_answered_and_leaves_nothing_behind() {
        let mut database =
            Database::new("CREATE TABLE t (a); INSERT INTO t VALUES ('x'), ('y');").unwrap();
        let query = Query {
            connection: 0,
            method: QueryMethod::Execute,
            sql: "SELECT a FROM t WHERE own(a, 2)".into(),
            parameters: None,
        };
        let mut callable = Callable {
            names: vec!["own".into()],
            ..Callable::default()
        };
        let first = database.query_with(&query, &mut callable).unwrap();
        assert!(first.rows.is_empty());
        assert_eq!(callable.open.len(), 2);
        for (name, given) in std::mem::take(&mut callable.open) {
            let said = Data::Bool(given.first() == Some(&Data::Str("y".into())));
            callable.answers.push((name, given, said));
        }
        let second = database.query_with(&query, &mut callable).unwrap();
        assert_eq!(second.rows, [Data::Tuple(vec![Data::Str("y".into())])]);
        assert!(callable.open.is_empty());
        assert!(database.query(&query).is_err());
    }
}
