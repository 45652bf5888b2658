//! How well something fits what was typed.
//!
//! Knows words and abbreviations, not what is searched. Called by `palette`.

/// Abbreviations people type, and what they stand for.
const LONG: &[(&str, &str)] = &[
    ("csp", "content security policy"),
    ("csrf", "cross-site request forgery"),
    ("dos", "denial of service"),
    ("idor", "insecure direct object reference"),
    ("mfa", "second factor"),
    ("mitm", "in the middle"),
    ("rce", "remote code execution"),
    ("sca", "software composition analysis"),
    ("sqli", "sql injection"),
    ("ssrf", "server-side request forgery"),
    ("ssti", "template injection"),
    ("xsrf", "cross-site request forgery"),
    ("xss", "cross-site scripting"),
    ("xxe", "external entit"),
];

/// The shortest word that is looked for in running text.
const LEAST: usize = 3;

/// What is searched of one thing, in lower case.
#[derive(Debug, Clone)]
pub struct Searched {
    title: String,
    names: String,
    text: String,
    /// What it is called and nothing else: its id, its number.
    called: Vec<String>,
    asked: bool,
    behind: u8,
}

impl Searched {
    /// Its title, its other names, and its running text.
    pub fn new(title: &str, names: &str, text: String) -> Self {
        Self {
            title: title.to_lowercase(),
            names: names.to_lowercase(),
            text: text.to_lowercase(),
            called: Vec::new(),
            asked: false,
            behind: 0,
        }
    }

    /// Comes before all others when just one of these is typed.
    pub fn called(self, names: &[&str]) -> Self {
        let called = names.iter().map(|name| name.to_lowercase()).collect();
        Self { called, ..self }
    }

    /// Comes after things that fit a little less.
    pub fn behind(self) -> Self {
        Self { behind: 3, ..self }
    }

    /// Not listed before something is typed.
    pub fn on_request(self) -> Self {
        Self {
            asked: true,
            ..self
        }
    }
}

/// A typed word with what it stands for.
type Word = (String, Option<&'static str>);

/// What was typed.
#[derive(Debug)]
pub struct Query {
    typed: String,
    words: Vec<Word>,
}

impl Query {
    /// The words of a line.
    pub fn new(typed: &str) -> Self {
        let typed = typed.trim().to_lowercase();
        let long = |word: &str| LONG.iter().find(|(short, _)| *short == word);
        let words = typed
            .split_whitespace()
            .map(|word| (word.to_owned(), long(word).map(|(_, long)| *long)))
            .collect();
        Self { typed, words }
    }

    /// How well it fits, 0 being best; `None` when it does not.
    pub fn rank(&self, found: &Searched) -> Option<u8> {
        Some(self.fit(found)? * 2 + found.behind)
    }

    fn fit(&self, found: &Searched) -> Option<u8> {
        if self.words.is_empty() {
            return (!found.asked).then_some(0);
        }
        if found.called.contains(&self.typed) {
            return Some(0);
        }
        let first = self.words.first().is_some_and(|(_, long)| long.is_some());
        if found.title.starts_with(&self.typed) && (!first || whole(&found.title, &self.typed)) {
            return Some(1);
        }
        // An abbreviation is meant as it stands: `sqli` is not the beginning of `sqlite`.
        let holds = |text: &str, (word, long): &Word, inside: bool| match long {
            Some(long) => whole(text, word) || text.contains(long),
            None if inside => text.contains(word),
            None => begins(text, word),
        };
        let every = |test: &dyn Fn(&Word) -> bool| self.words.iter().all(test);
        if every(&|word| holds(&found.title, word, false)) {
            Some(2)
        } else if every(&|word| holds(&found.title, word, true)) {
            Some(3)
        } else if every(&|w| holds(&found.names, w, true) || holds(&found.title, w, true)) {
            Some(4)
        } else if every(&|(word, _)| word.len() >= LEAST)
            && every(&|w| holds(&found.text, w, false) || holds(&found.title, w, false))
        {
            Some(5)
        } else {
            None
        }
    }
}

/// Whether `word` stands in `text` as a word of its own.
fn whole(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|one| one == word)
}

/// Whether a word of `text` begins with `word`.
fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(typed: &str, title: &str, names: &str, text: &str) -> Option<u8> {
        Query::new(typed).fit(&Searched::new(title, names, text.into()))
    }

    #[test]
    fn what_is_called_so_comes_before_what_mentions_it() {
        for (typed, expected) in [
            ("Injection", Some(1)),
            ("orders", Some(2)),
            ("ject", Some(3)),
            ("sql", Some(4)),
            ("parser", Some(5)),
            ("arser", None),
            ("injection parser", Some(5)),
            ("injection cheese", None),
        ] {
            let found = rank(typed, "Injection: orders", "SQL", "A parser reads.");
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn an_id_or_a_number_finds_what_has_it_first() {
        let door =
            Searched::new("Through the door", "login", String::new()).called(&["login", "E3.6"]);
        let rule = Searched::new("login-in-the-clear", "", String::new());
        for typed in ["login", "LOGIN", "e3.6"] {
            assert_eq!(Query::new(typed).rank(&door), Some(0), "{typed}");
        }
        assert!(Query::new("login").rank(&rule) > Some(0));
        assert_eq!(Query::new("logi").rank(&door), Some(8));
    }

    #[test]
    fn abbreviations_find_their_long_form() {
        assert_eq!(rank("sqli", "SQL injection", "", ""), Some(2));
        assert_eq!(
            rank("xss", "Markup", "", "Cross-site scripting is"),
            Some(5)
        );
        assert_eq!(rank("xss", "Autoescape stops XSS", "", ""), Some(2));
        assert_eq!(rank("xss", "Markup", "", ""), None);
        assert_eq!(rank("sqli", "sqlite3", "", ""), None);
    }

    #[test]
    fn pages_and_words_come_when_something_is_typed() {
        let page = Searched::new("A page", "", String::new()).on_request();
        assert_eq!(Query::new("").rank(&page), None);
        assert_eq!(Query::new("page").rank(&page), Some(4));
        let exercise = Searched::new("The page", "", String::new());
        let query = Query::new("page");
        assert!(query.rank(&page.behind()) > query.rank(&exercise));
    }
}
