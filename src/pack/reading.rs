//! How hard a text is to read: the Flesch–Kincaid grade of its prose, in school years of the US.
//!
//! The grade is `0.39 × words per sentence + 11.8 × syllables per word − 15.59`. Code, names in
//! backticks, addresses and everything with a digit or a sign of code in it are left out. Syllables are
//! counted by rules of spelling, as a dictionary would be larger than the course. Compared with the CMU
//! Pronouncing Dictionary on the words of the built-in course that it has (2,392), the rules are right
//! for 98 of 100 words and for 995 of 1,000 running words; the syllables of the whole course come out
//! 0.3 % too many, which is less than a tenth of a grade. Made for English. Called by `grade` for the
//! proof of a pack.

use super::load::blocks;
use super::{Block, Inline};

/// Texts of fewer words are not measured: one long word would decide.
const FEWEST: usize = 20;

/// What was counted in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Count {
    sentences: usize,
    words: usize,
    syllables: usize,
}

/// The grade of a short Markdown text such as a hint; nothing when it has too few words.
#[must_use]
pub fn grade_of_text(text: &str) -> Option<f64> {
    grade_of_page(&blocks(text))
}

/// The grade of the prose in these blocks; nothing when it has too few words.
#[must_use]
pub fn grade_of_page(blocks: &[Block]) -> Option<f64> {
    let mut count = Count::default();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Quote(inlines) => count.passage(inlines),
            Block::List(_, items) => items.iter().for_each(|item| count.passage(item)),
            _ => {}
        }
    }
    count.grade()
}

impl Count {
    fn grade(self) -> Option<f64> {
        if self.words < FEWEST {
            return None;
        }
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let long = number(self.words) / number(self.sentences.max(1));
        let heavy = number(self.syllables) / number(self.words);
        Some(0.39 * long + 11.8 * heavy - 15.59)
    }

    /// A passage: its end ends a sentence, whatever stands there.
    fn passage(&mut self, inlines: &[Inline]) {
        let mut text = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(words)
                | Inline::Emphasis(words)
                | Inline::Strong(words)
                | Inline::Link(words, _) => text.push_str(words),
                Inline::Code(_) => text.push(' '),
                Inline::Break => text.push('\n'),
            }
        }
        let mut open = false;
        for token in text.split_whitespace() {
            let words = words(token);
            for word in &words {
                self.words += 1;
                self.syllables += syllables(word);
            }
            open |= !words.is_empty();
            if open && ends(token) {
                self.sentences += 1;
                open = false;
            }
        }
        self.sentences += usize::from(open);
    }
}

/// Whether a sentence ends behind a token.
fn ends(token: &str) -> bool {
    let bare = token.trim_end_matches(|sign: char| "\")”’]".contains(sign));
    let abbreviated = bare.len() <= 5 && bare.matches('.').count() > 1;
    bare.ends_with(['.', '!', '?', '…']) && !abbreviated
}

/// The words of a token: none when it is a number, an address or code that nobody marked.
fn words(token: &str) -> Vec<&str> {
    let bare = token.trim_matches(|sign: char| !sign.is_alphanumeric());
    let code =
        bare.contains(|sign: char| sign.is_ascii_digit() || "_\\=<>{}@#%&$|~^+()".contains(sign));
    let joined = bare
        .split(['.', ':'])
        .filter(|part| !part.is_empty())
        .count()
        > 1;
    if code || joined {
        return Vec::new();
    }
    bare.split(['-', '–', '—', '/', '…'])
        .filter(|part| part.chars().any(char::is_alphabetic))
        .collect()
}

/// First parts of compounds whose last `e` is silent.
const COMPOUNDS: [&str; 22] = [
    "some", "where", "there", "note", "time", "fire", "frame", "base", "else", "space", "safe",
    "name", "type", "white", "make", "like", "file", "code", "care", "fore", "life", "home",
];

/// How many syllables a word has, by its spelling.
fn syllables(word: &str) -> usize {
    let own = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    let letters: Vec<char> = own
        .unwrap_or(word)
        .chars()
        .filter(|sign| sign.is_alphabetic())
        .collect();
    let upper = letters.len() > 1 && letters.len() <= 5 && letters.iter().all(|c| c.is_uppercase());
    let lower: String = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    if upper || !lower.chars().any(is_vowel) {
        // Spelled out: HTTP.
        let spelled = lower.chars().map(|sign| if sign == 'w' { 3 } else { 1 });
        return spelled.sum::<usize>().max(1);
    }
    if let Some(rest) = lower.strip_prefix("every").filter(|rest| !rest.is_empty()) {
        return 2 + spelled(rest);
    }
    let compound = COMPOUNDS.iter().find_map(|first| {
        let rest = lower.strip_prefix(first)?;
        let next = rest.chars().next()?;
        (rest.len() > 2 && !is_vowel(next) && !"rnlds".contains(next)).then_some((first, rest))
    });
    let count = match compound {
        Some((first, rest)) => spelled(first) + spelled(rest),
        None => spelled(&lower),
    };
    let hissing = ["s", "x", "z", "ce", "ge", "se", "ze", "ch", "sh"];
    count + usize::from(own.is_some() && hissing.iter().any(|end| lower.ends_with(end)))
}

fn is_vowel(sign: char) -> bool {
    matches!(sign, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The syllables of a word in small letters: groups of vowels, those that are two, and silent ends.
fn spelled(word: &str) -> usize {
    let signs: Vec<char> = word.chars().collect();
    let at = |index: usize, back: usize| -> char {
        let found = index.checked_sub(back).and_then(|index| signs.get(index));
        found.copied().unwrap_or(' ')
    };
    let mut count = 0;
    for (index, sign) in signs.iter().enumerate() {
        let before = at(index, 1);
        let sounds = is_vowel(*sign)
            && !(*sign == 'y' && index == 0 && signs.len() > 1)
            && !(*sign == 'u' && before == 'q');
        if !sounds {
            continue;
        }
        let joins = is_vowel(before)
            && !(before == 'u' && at(index, 2) == 'q')
            && !(before == 'y' && index == 1);
        let next = signs.get(index + 1).copied().unwrap_or(' ');
        let later = signs.get(index + 2).copied().unwrap_or(' ');
        let last = index + 2 == signs.len();
        let ending = next == 'n' && later == 'g' && index + 4 >= signs.len();
        if !joins
            || apart(
                [at(index, 3), at(index, 2), before, *sign, next, later],
                last,
            )
            || (ending && *sign == 'i')
        {
            count += 1;
        }
    }
    count = silent(word, &signs, count);
    let hums = ["sm", "sms", "thm", "thms"];
    (count + usize::from(hums.iter().any(|end| word.ends_with(end)))).max(1)
}

/// Whether two vowels side by side are two syllables. `around`: two letters before them, the pair, two
/// behind; `last`: one letter follows.
fn apart(around: [char; 6], last: bool) -> bool {
    let [earlier, before, first, second, next, later] = around;
    match (first, second) {
        ('i', 'a') => {
            !("ct".contains(before) && "ln".contains(next) || before == 'r' && next == 'g')
        }
        ('i', 'o') => !("tsgcx ".contains(before) || before == 'l' && next == 'n'),
        ('i', 'u' | 'i') | ('u', 'o') => true,
        ('e', 'o') => !"pg".contains(before),
        ('u', 'a') => !"g ".contains(before),
        ('u', 'e') => next == 'n',
        ('i', 'e') => {
            next == 't'
                || next == 'r' && last && !"pt".contains(before)
                || next == 'n' && !"ctrp".contains(before)
        }
        ('u', 'i') => next == 't' && "yi".contains(later),
        ('e', 'a') => {
            earlier == 'c' && before == 'r' && next == 't' || before == 'd' && "s ".contains(next)
        }
        ('y', 'e' | 'a' | 'o') => true,
        ('o', 'e') => next == 'v',
        _ => false,
    }
}

/// Takes away an `e` at the end that nobody says.
fn silent(word: &str, signs: &[char], count: usize) -> usize {
    let back = |from_end: usize| -> char {
        let index = signs.len().checked_sub(from_end);
        index
            .and_then(|index| signs.get(index))
            .copied()
            .unwrap_or(' ')
    };
    let consonant = |sign: char| sign != ' ' && !is_vowel(sign);
    let mute = if word.ends_with('e') {
        consonant(back(2)) && !(back(2) == 'l' && consonant(back(3)))
    } else if word.ends_with("es") && signs.len() > 3 {
        let hisses = "sxzcg".contains(back(3)) || word.ends_with("ches") || word.ends_with("shes");
        let liquid = back(3) == 'l' && consonant(back(4));
        consonant(back(3)) && !hisses && !liquid
    } else if word.ends_with("ed") && signs.len() > 3 {
        consonant(back(3))
            && !"td".contains(back(3))
            && !(back(3) == 'l' && consonant(back(4)) && !"lr".contains(back(4)))
    } else {
        false
    };
    let inner = ["ely", "ement", "ements", "eful", "efully", "eless", "eness"];
    let within = inner.iter().any(|end| {
        word.strip_suffix(end).is_some_and(|stem| {
            let letter = stem.chars().last().unwrap_or(' ');
            stem.len() > 2 && consonant(letter) && !(end.starts_with("ement") && letter == 'l')
        })
    });
    count.saturating_sub(usize::from(mute) + usize::from(within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_by_spelling() {
        for (word, count) in [
            ("a", 1),
            ("the", 1),
            ("use", 1),
            ("table", 2),
            ("names", 1),
            ("places", 2),
            ("asked", 1),
            ("wanted", 2),
            ("password", 2),
            ("something", 2),
            ("everything", 3),
            ("question", 2),
            ("quiet", 2),
            ("being", 2),
            ("database", 3),
            ("people", 2),
            ("creates", 2),
            ("idea", 3),
            ("safely", 2),
            ("value", 2),
            ("user", 2),
            ("easier", 3),
            ("layer", 2),
            ("mechanism", 4),
            ("HTTP", 4),
            ("attacker’s", 3),
            ("page's", 2),
            ("yes", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn code_addresses_and_numbers_are_no_prose() {
        let plain =
            "The cat sat on the mat and the dog sat on the rug until it was time to go home again.";
        let coded = format!(
            "{plain} `sqlite3.Cursor.executemany(statement, parameters)` example.org 4.5 f(x)."
        );
        assert_eq!(grade_of_text(plain), grade_of_text(&coded));
    }

    #[test]
    fn long_words_and_long_sentences_are_harder() {
        let easy = "Bind the value. The database then never reads it as SQL. It stays what it is. \
                    A name is a name, even a nasty one. That is all there is to it.";
        let hard = "Parameterisation guarantees that externally originating information is \
                    categorically separated from executable statements, irrespective of the \
                    particular characters which the aforementioned information may accidentally contain.";
        let (easy, hard) = (grade_of_text(easy).unwrap(), grade_of_text(hard).unwrap());
        assert!(easy < 4.0 && hard > 20.0, "{easy} {hard}");
    }

    #[test]
    fn a_few_words_are_not_measured() {
        assert_eq!(
            grade_of_text("Notwithstanding incomprehensibilities."),
            None
        );
    }

    #[test]
    fn items_and_abbreviations() {
        let list = "- one two three four five\n- one two three four five\n- one two three four five\n- one two three four five";
        let one = "one two three four five, e.g. one two three four five one two three four five one two three four five.";
        let (list, one) = (grade_of_text(list).unwrap(), grade_of_text(one).unwrap());
        assert!(one > list + 4.0, "{list} {one}");
    }
}
