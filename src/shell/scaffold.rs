//! The templates of new exercises, by kind: files below `scaffold/`, each of which passes the proof as it is.
//!
//! Called by `authoring`.

use super::arguments::NewKind;

/// Path below the exercise's folder, and template.
type Template = (&'static str, &'static str);

/// The templates of one kind: each path stands below `scaffold/KIND/`.
macro_rules! templates {
    ($kind:literal: $($path:literal)+) => {
        &[$(($path, include_str!(concat!("../../scaffold/", $kind, "/", $path)))),+]
    };
}

const FIX: &[Template] = templates!("fix":
    "exercise.toml" "start/find.py" "solution/find.py" "accept/named.py" "accept/in-steps.py"
    "reject/percent.py" "reject/doubled.py" "reject/nothing.py" "reject/only-ada.py");
const WRITE: &[Template] = templates!("write":
    "exercise.toml" "start/orders.py" "solution/orders.py" "accept/named.py" "accept/compared.py"
    "reject/joined.py" "reject/any-owner.py" "reject/nothing.py");
const ATTACK: &[Template] = templates!("attack":
    "exercise.toml" "start/box.py" "solution/box.py" "accept/named.py" "accept/compared.py"
    "reject/one-value.py" "reject/closed.py" "reject/open.py");
const LOCATE: &[Template] = templates!("locate": "exercise.toml" "start/people.py");
const CHOOSE: &[Template] = templates!("choose": "exercise.toml");
const ORDER: &[Template] = templates!("order": "exercise.toml");
const CLASSIFY: &[Template] = templates!("classify": "exercise.toml");
const JUDGE: &[Template] = templates!("judge": "exercise.toml");

/// The files of a new exercise of a kind. A prediction has none: all of it stands on its page.
pub(super) fn files(kind: NewKind) -> &'static [Template] {
    match kind {
        NewKind::Fix => FIX,
        NewKind::Write => WRITE,
        NewKind::Attack => ATTACK,
        NewKind::Locate => LOCATE,
        NewKind::Choose => CHOOSE,
        NewKind::Order => ORDER,
        NewKind::Classify => CLASSIFY,
        NewKind::Judge => JUDGE,
        NewKind::Predict => &[],
    }
}

/// The page that leads to it, or that is it.
pub(super) fn page(kind: NewKind) -> &'static str {
    match kind {
        NewKind::Predict => include_str!("../../scaffold/predict.md"),
        _ => include_str!("../../scaffold/page.md"),
    }
}
