//! The built-in course against its plan: every point of the talk is covered, every planned exercise
//! exists, and everything that is taught has a date, a length and a place.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the repository and may stop at once"
)]

#[path = "repository/course.rs"]
mod course;

use protected_python::pack::{Block, Pack, load};

/// How many exercises the plan has in each module, in order.
const PLANNED: [(&str, u32); 12] = [
    ("m1-awareness", 4),
    ("m2-depth", 4),
    ("m3-sql", 5),
    ("m4-commands", 5),
    ("m5-web", 5),
    ("m6-files", 5),
    ("m7-messaging", 4),
    ("m8-loading", 5),
    ("m9-secrets", 5),
    ("m10-packages", 5),
    ("m11-c", 4),
    ("m12-tools", 4),
];

/// How many points the talk has.
const POINTS: u32 = 73;

fn course() -> Pack {
    load(&course::files()).unwrap()
}

#[test]
fn every_point_of_the_talk_is_covered() {
    let pack = course();
    let coverage = pack.coverage();
    let mut numbers: Vec<u32> = coverage.iter().map(|c| c.point.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=POINTS).collect::<Vec<_>>());
    let open: Vec<u32> = coverage
        .iter()
        .filter(|covered| covered.by.is_empty())
        .map(|covered| covered.point.number)
        .collect();
    assert_eq!(open, [] as [u32; 0], "points that no lesson or topic names");
}

#[test]
fn no_lesson_names_a_point_that_the_talk_does_not_have() {
    let pack = course();
    for lesson in &pack.lessons {
        for point in &lesson.talk {
            assert!(
                (1..=POINTS).contains(point),
                "{}: there is no point {point}",
                lesson.file
            );
        }
    }
}

#[test]
fn every_planned_exercise_exists_in_its_module() {
    let pack = course();
    let mut missing = Vec::new();
    for ((module, count), number) in PLANNED.into_iter().zip(1..) {
        for exercise in 1..=count {
            let planned = format!("E{number}.{exercise}");
            match pack.exercise(&planned) {
                Some(found) => assert_eq!(found.module, module, "{planned}"),
                None => missing.push(planned),
            }
        }
    }
    assert_eq!(
        missing,
        [] as [String; 0],
        "planned exercises that do not exist"
    );
}

#[test]
fn the_modules_stand_in_their_order() {
    let pack = course();
    let found: Vec<&str> = pack.modules.iter().map(|m| m.id.as_str()).collect();
    let planned: Vec<&str> = PLANNED.iter().map(|(module, _)| *module).collect();
    assert_eq!(found, planned);
}

#[test]
fn every_module_teaches_asks_and_lets_people_do() {
    let pack = course();
    for module in &pack.modules {
        let lessons: Vec<_> = pack
            .lessons
            .iter()
            .filter(|lesson| lesson.module == module.id)
            .collect();
        assert!(lessons.len() >= 2, "{} has few lessons", module.id);
        assert!(
            !module.objectives.is_empty(),
            "{} has no objectives",
            module.id
        );
        for objective in &module.objectives {
            assert!(
                !objective.by.is_empty(),
                "{}: nothing practises \"{}\"",
                module.id,
                objective.text
            );
        }
        for lesson in lessons {
            let blocks = || lesson.pages.iter().flat_map(|page| &page.blocks);
            assert!(
                blocks().any(|block| matches!(block, Block::Question(_))),
                "{} asks nothing",
                lesson.file
            );
            assert!(lesson.minutes > 0, "{}", lesson.file);
        }
    }
}

#[test]
fn the_course_closes_with_the_words_of_the_talk() {
    let pack = course();
    let last = pack.lessons.last().unwrap().pages.last().unwrap();
    let said = format!("{last:?}");
    assert!(said.contains("Awareness is key."), "{said}");
    assert!(said.contains("always use protection."), "{said}");
}
