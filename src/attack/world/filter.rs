//! Programs that read what they are handed and print what they make of it: `cat`, `wc -l`, `grep WORD`.
//!
//! Only forms without a file and without a pattern's signs are known; of all others nothing is said. Called by
//! `process`.

/// What such a program prints for this input, and its status.
pub(super) fn filtered(arguments: &[String], input: &str) -> Option<(String, i32)> {
    let (name, rest) = arguments.split_first()?;
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    match (name.rsplit('/').next().unwrap_or(name), rest.as_slice()) {
        ("cat", [] | ["-"]) => Some((input.to_owned(), 0)),
        ("wc", ["-l" | "--lines"]) => Some((format!("{}\n", input.matches('\n').count()), 0)),
        ("grep", rest) => grep(rest, input),
        _ => None,
    }
}

fn grep(arguments: &[&str], input: &str) -> Option<(String, i32)> {
    let (mut counts, mut word, mut options) = (false, None, true);
    let mut rest = arguments.iter();
    while let Some(&argument) = rest.next() {
        match argument {
            "--" if options => options = false,
            "-c" | "--count" if options => counts = true,
            "-F" | "--fixed-strings" if options => {}
            "-e" if options && word.is_none() => word = Some(*rest.next()?),
            _ if options && argument.starts_with('-') => return None,
            _ if word.is_none() => word = Some(argument),
            _ => return None,
        }
    }
    let word = word.filter(|word| word.chars().all(char::is_alphanumeric))?;
    let found: Vec<&str> = input.lines().filter(|line| line.contains(word)).collect();
    let status = i32::from(found.is_empty());
    let printed = if counts {
        format!("{}\n", found.len())
    } else {
        found.iter().flat_map(|line| [*line, "\n"]).collect()
    };
    Some((printed, status))
}

#[cfg(test)]
mod tests {
    use super::filtered;

    fn printed(line: &str) -> Option<(String, i32)> {
        let arguments: Vec<String> = line.split(' ').map(str::to_owned).collect();
        filtered(&arguments, "ERROR a\nINFO b\nERROR c\n")
    }

    #[test]
    fn what_programs_make_of_their_input() {
        let some = |text: &str, status| Some((text.to_owned(), status));
        assert_eq!(printed("wc -l"), some("3\n", 0));
        assert_eq!(
            printed("/usr/bin/cat"),
            some("ERROR a\nINFO b\nERROR c\n", 0)
        );
        assert_eq!(printed("grep ERROR"), some("ERROR a\nERROR c\n", 0));
        assert_eq!(printed("grep -c -e ERROR --"), some("2\n", 0));
        assert_eq!(printed("grep DEBUG"), some("", 1));
        assert_eq!(printed("grep E.*R"), None);
        assert_eq!(printed("grep ERROR /var/log/x"), None);
        assert_eq!(printed("wc"), None);
    }
}
