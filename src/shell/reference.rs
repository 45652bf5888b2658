//! `protect reference`, `protect facts` and `protect list --coverage`: what the course knows, as text
//! for a pager or a printer.
//!
//! Called by `shell`.

use super::builtin::Course;
use super::explain::nearest;
use super::output::Said;
use crate::ui::topics::{Shown, topics};

/// Columns of printed text.
const COLUMNS: usize = 78;

/// Prints the list of topics, one topic, all of them, or the entries with a word in their title.
#[must_use]
pub fn run(course: &Course, wanted: Option<&str>) -> Said {
    let mut said = Said::default();
    let all = topics(&course.pack, &course.rulebook);
    let Some(wanted) = wanted else {
        for topic in &all {
            said.line(&format!("{:<14} {}", topic.id, topic.title));
            said.line(&format!("{:<14} {}", "", topic.summary));
        }
        said.line(
            "\n`protect reference TOPIC` prints one, `protect reference all` prints everything,",
        );
        said.line("and `protect reference WORD` looks a word up.");
        return said;
    };
    let name = wanted.trim().to_lowercase();
    if name == "all" {
        for topic in &all {
            whole(&mut said, topic);
        }
        return said;
    }
    if let Some(topic) = all.iter().find(|topic| topic.id == name) {
        whole(&mut said, topic);
        return said;
    }
    let mut found = false;
    for topic in &all {
        for at in topic.find(&name) {
            found = true;
            for line in topic.text(at, COLUMNS) {
                said.line(&line);
            }
        }
    }
    if !found {
        let titles = all.iter().flat_map(|topic| {
            let entries = topic.entries.iter().map(|(title, _)| title.as_str());
            std::iter::once(topic.id.as_str()).chain(entries)
        });
        let advice = match nearest(wanted.trim(), titles) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "`protect reference` without a word lists the topics.".into(),
        };
        said.fail(format!("the reference has no `{wanted}`. {advice}"), 2);
    }
    said
}

fn whole(said: &mut Said, topic: &Shown) {
    said.line(&topic.title.to_uppercase());
    said.line(&topic.summary);
    said.line("");
    for at in 0..topic.entries.len() {
        for line in topic.text(at, COLUMNS) {
            said.line(&line);
        }
    }
}

/// Prints the facts that can age, the oldest first; with `before` those checked earlier than that.
#[must_use]
pub fn facts(course: &Course, before: Option<&str>) -> Said {
    let mut said = Said::default();
    if let Some(day) = before
        && !is_date(day)
    {
        said.fail(format!("`{day}` is no date. Write it as 2026-01-31."), 2);
        return said;
    }
    let mut count = 0;
    for (fact, place) in course.pack.facts() {
        if before.is_some_and(|day| fact.date.as_str() >= day) {
            continue;
        }
        count += 1;
        said.line(&format!("{}  {place}", fact.date));
        said.line(&format!("    {}", fact.text));
        said.line(&format!("    {}", fact.source));
    }
    let since = before.map_or_else(String::new, |day| format!(", last checked before {day}"));
    let word = if count == 1 { "fact" } else { "facts" };
    said.line(&format!("{count} {word}{since}."));
    said
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    widths == [4, 2, 2]
        && parts
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// Prints each point of the talk with the lessons that cover it, and each exercise's number.
#[must_use]
pub fn coverage(course: &Course) -> Said {
    let mut said = Said::default();
    let pack = &course.pack;
    let mut open = 0;
    for covered in pack.coverage() {
        let by = if covered.by.is_empty() {
            open += 1;
            "NOT COVERED".to_owned()
        } else {
            covered.by.join("; ")
        };
        said.line(&format!(
            "T{:<3} {}",
            covered.point.number, covered.point.text
        ));
        said.line(&format!("     {by}"));
    }
    said.line("");
    for module in &pack.modules {
        let numbers: Vec<&str> = pack
            .taught_exercises()
            .filter(|exercise| exercise.module == module.id)
            .filter_map(|exercise| exercise.curriculum.as_deref())
            .collect();
        let pace = pack.pace(Some(&module.id));
        said.line(&format!("{}: {}", module.id, numbers.join(" ")));
        said.line(&format!(
            "     {} minutes of lessons, {} of exercises, {} for those who want more",
            pace.reading, pace.doing, pace.more
        ));
    }
    let whole = pack.pace(None);
    said.line(&format!(
        "\n{} points of the talk, {open} not covered. {} lessons, {} exercises, about {} hours, and {} more for those who want them.",
        pack.coverage().len(),
        pack.taught_lessons().count(),
        pack.taught_exercises().count(),
        (whole.reading + whole.doing + 30) / 60,
        (whole.more + 30) / 60
    ));
    said
}
