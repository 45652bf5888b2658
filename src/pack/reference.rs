//! The reference as data: topics with entries that can be looked up, and the points of the talk.
//!
//! Knows nothing of rules, whose pages a reader finds beside these. Called by `ui` and `shell`.

use super::{Block, Fact, Pack};

/// One topic: a file below `reference/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Kebab-case; never changes.
    pub id: String,
    /// The name people see.
    pub title: String,
    /// One sentence for the list of topics.
    pub summary: String,
    /// Its file inside the pack.
    pub file: String,
    /// The numbers of the talk's points that the topic itself covers.
    pub talk: Vec<u32>,
    /// Facts that can age.
    pub facts: Vec<Fact>,
    /// The points of the talk, when this topic lists them.
    pub points: Vec<Point>,
    /// What can be looked up, in order.
    pub entries: Vec<Entry>,
}

/// One thing that can be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The heading; empty for what stands before the first one.
    pub title: String,
    /// What is said.
    pub blocks: Vec<Block>,
}

/// One point of the talk that the course follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its number in the order of the talk.
    pub number: u32,
    /// What the talk says there, in a few words.
    pub text: String,
}

/// A point of the talk with what covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered<'a> {
    /// The point.
    pub point: &'a Point,
    /// Titles of the lessons and topics that say they cover it.
    pub by: Vec<&'a str>,
}

impl Pack {
    /// Every point of the talk with the lessons and topics that cover it.
    #[must_use]
    pub fn coverage(&self) -> Vec<Covered<'_>> {
        let points = self.reference.iter().flat_map(|topic| &topic.points);
        points
            .map(|point| {
                let lessons = self.taught_lessons().map(|l| (&l.talk, l.title.as_str()));
                let topics = self.reference.iter().map(|t| (&t.talk, t.title.as_str()));
                let by = lessons
                    .chain(topics)
                    .filter(|(talk, _)| talk.contains(&point.number))
                    .map(|(_, title)| title)
                    .collect();
                Covered { point, by }
            })
            .collect()
    }

    /// Every taught fact that can age with the title of where it stands, the oldest first.
    #[must_use]
    pub fn facts(&self) -> Vec<(&Fact, &str)> {
        let lessons = self.taught_lessons().map(|l| (&l.facts, l.title.as_str()));
        let topics = self.reference.iter().map(|t| (&t.facts, t.title.as_str()));
        let mut all: Vec<(&Fact, &str)> = lessons
            .chain(topics)
            .flat_map(|(facts, title)| facts.iter().map(move |fact| (fact, title)))
            .collect();
        all.sort_by_key(|(fact, _)| fact.date.as_str());
        all
    }
}
