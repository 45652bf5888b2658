//! Pickles, read opcode by opcode: what would be imported, called and built.
//!
//! Nothing is called. Protocols 0 to 5 without persistent objects and buffers outside. Called by
//! `loaders` and `replay`.

use crate::attack::doubt;
use crate::evaluate::Data;
use core::iter::Peekable;
use core::str::Chars;
use std::collections::BTreeMap;

/// The longest pickle, in bytes.
const LONGEST: usize = 200_000;
/// The most opcodes that are followed.
const MOST: usize = 50_000;

/// One call that loading would make.
#[derive(Debug, Clone, PartialEq)]
pub struct Built {
    /// What is called, such as `os.system`.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<Data>,
}

/// What loading would do and give.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Calls in order.
    pub builds: Vec<Built>,
    /// Names that are imported.
    pub imports: Vec<String>,
    /// The object, as far as it is data; or why there is none.
    pub result: Result<Data, String>,
}

#[derive(Debug, Clone)]
enum Item {
    Mark,
    Value(Data),
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    stack: Vec<Item>,
    memo: BTreeMap<usize, Data>,
    builds: Vec<Built>,
    imports: Vec<String>,
}

/// Reads a pickle.
#[must_use]
pub fn read(bytes: &[u8]) -> Loaded {
    let mut reader = Reader {
        bytes,
        at: 0,
        stack: Vec::new(),
        memo: BTreeMap::new(),
        builds: Vec::new(),
        imports: Vec::new(),
    };
    let result = if bytes.len() > LONGEST {
        Err("the pickle is longer than is followed here".into())
    } else {
        reader.run()
    };
    Loaded {
        builds: reader.builds,
        imports: reader.imports,
        result,
    }
}

type Step<T> = Result<T, String>;

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Step<Vec<u8>> {
        let end = self
            .at
            .checked_add(count)
            .ok_or("pickle data was truncated")?;
        let taken = self
            .bytes
            .get(self.at..end)
            .ok_or("pickle data was truncated")?
            .to_vec();
        self.at = end;
        Ok(taken)
    }

    fn number(&mut self, size: usize) -> Step<usize> {
        let mut number: u64 = 0;
        for (place, byte) in self.take(size)?.into_iter().enumerate().take(8) {
            number |= u64::from(byte) << (8 * place);
        }
        usize::try_from(number).map_err(|_| "a length is too large".into())
    }

    fn line(&mut self) -> Step<String> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let end = rest
            .iter()
            .position(|b| *b == b'\n')
            .ok_or("pickle data was truncated")?;
        let line = self.take(end)?;
        self.at += 1;
        Ok(String::from_utf8_lossy(&line)
            .trim_end_matches('\r')
            .to_owned())
    }

    fn words(&mut self, size: usize) -> Step<String> {
        let length = self.number(size)?;
        let bytes = self.take(length)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn push(&mut self, data: Data) {
        self.stack.push(Item::Value(data));
    }

    fn pop(&mut self) -> Step<Data> {
        match self.stack.pop() {
            Some(Item::Value(data)) => Ok(data),
            _ => Err("unpickling stack underflow".into()),
        }
    }

    fn since_mark(&mut self) -> Step<Vec<Data>> {
        let mut taken = Vec::new();
        loop {
            match self.stack.pop() {
                Some(Item::Mark) => {
                    taken.reverse();
                    return Ok(taken);
                }
                Some(Item::Value(data)) => taken.push(data),
                None => return Err("could not find MARK".into()),
            }
        }
    }

    fn import(&mut self, module: &str, name: &str) -> Data {
        let full = if matches!(module, "builtins" | "__builtin__") {
            name.to_owned()
        } else {
            format!("{module}.{name}")
        };
        self.imports.push(full.clone());
        Data::Object(full)
    }

    fn called(&mut self, callee: Data, arguments: Data) -> Data {
        let name = match callee {
            Data::Object(name) => name,
            _ => "an object".to_owned(),
        };
        let arguments = match arguments {
            Data::Tuple(items) | Data::List(items) => items,
            one => vec![one],
        };
        let plain = match (name.as_str(), arguments.as_slice()) {
            ("set" | "frozenset", [Data::List(items)]) => Some(Data::Set(items.clone())),
            ("bytearray", [Data::Bytes(bytes)]) => Some(Data::Bytes(bytes.clone())),
            _ => None,
        };
        if let Some(plain) = plain {
            return plain;
        }
        self.builds.push(Built {
            name: name.clone(),
            arguments,
        });
        Data::Unknown(doubt::result_of(&name))
    }

    fn run(&mut self) -> Step<Data> {
        for _ in 0..MOST {
            let code = *self.take(1)?.first().unwrap_or(&b'.');
            match code {
                b'.' => return self.pop(),
                0x80 => {
                    self.take(1)?;
                }
                0x95 => {
                    self.take(8)?;
                }
                b'(' => self.stack.push(Item::Mark),
                b'0' => {
                    self.stack.pop();
                }
                b'1' => {
                    self.since_mark()?;
                }
                b'2' => {
                    let data = self.pop()?;
                    self.push(data.clone());
                    self.push(data);
                }
                b'N' => self.push(Data::None),
                0x88 => self.push(Data::Bool(true)),
                0x89 => self.push(Data::Bool(false)),
                b'I' | b'L' => {
                    let line = self.line()?;
                    self.push(match line.as_str() {
                        "01" => Data::Bool(true),
                        "00" => Data::Bool(false),
                        text => Data::Int(
                            text.trim_end_matches('L')
                                .parse()
                                .map_err(|_| "invalid number")?,
                        ),
                    });
                }
                b'J' => {
                    let bytes = self.take(4)?;
                    let four: [u8; 4] =
                        bytes.try_into().map_err(|_| "pickle data was truncated")?;
                    self.push(Data::Int(i32::from_le_bytes(four).into()));
                }
                b'K' | b'M' => {
                    let number = self.number(if code == b'K' { 1 } else { 2 })?;
                    self.push(Data::Int(i128::try_from(number).unwrap_or(0)));
                }
                0x8a | 0x8b => {
                    let length = self.number(if code == 0x8a { 1 } else { 4 })?;
                    let bytes = self.take(length)?;
                    self.push(long(&bytes));
                }
                b'F' => {
                    let line = self.line()?;
                    self.push(Data::Float(line.parse().map_err(|_| "invalid number")?));
                }
                b'G' => {
                    let bytes = self.take(8)?;
                    let eight: [u8; 8] =
                        bytes.try_into().map_err(|_| "pickle data was truncated")?;
                    self.push(Data::Float(f64::from_be_bytes(eight)));
                }
                b'V' => {
                    let end = self.at
                        + self
                            .bytes
                            .get(self.at..)
                            .unwrap_or(&[])
                            .iter()
                            .position(|b| *b == b'\n')
                            .ok_or("pickle data was truncated")?;
                    let line = self.take(end - self.at)?;
                    self.at += 1;
                    self.push(Data::Str(raw_unicode(&line)));
                }
                b'S' => {
                    let line = self.line()?;
                    self.push(Data::Str(unescaped(line.trim_matches(['\'', '"']))));
                }
                b'U' | 0x8c => {
                    let text = self.words(1)?;
                    self.push(Data::Str(text));
                }
                b'T' | b'X' => {
                    let text = self.words(4)?;
                    self.push(Data::Str(text));
                }
                0x8d => {
                    let text = self.words(8)?;
                    self.push(Data::Str(text));
                }
                b'C' | b'B' | 0x8e | 0x96 => {
                    let length = self.number(match code {
                        b'C' => 1,
                        b'B' => 4,
                        _ => 8,
                    })?;
                    let bytes = self.take(length)?;
                    self.push(Data::Bytes(bytes));
                }
                b')' => self.push(Data::Tuple(Vec::new())),
                b']' => self.push(Data::List(Vec::new())),
                b'}' => self.push(Data::Dict(Vec::new())),
                0x8f => self.push(Data::Set(Vec::new())),
                b't' => {
                    let items = self.since_mark()?;
                    self.push(Data::Tuple(items));
                }
                b'l' => {
                    let items = self.since_mark()?;
                    self.push(Data::List(items));
                }
                0x91 => {
                    let items = self.since_mark()?;
                    self.push(Data::Set(items));
                }
                b'd' => {
                    let items = self.since_mark()?;
                    self.push(Data::Dict(pairs(&items)));
                }
                0x85..=0x87 => {
                    let mut items = Vec::new();
                    for _ in 0..(code - 0x84) {
                        items.push(self.pop()?);
                    }
                    items.reverse();
                    self.push(Data::Tuple(items));
                }
                b'a' => {
                    let item = self.pop()?;
                    self.extend(vec![item])?;
                }
                b'e' | 0x90 => {
                    let items = self.since_mark()?;
                    self.extend(items)?;
                }
                b's' => {
                    let value = self.pop()?;
                    let key = self.pop()?;
                    self.set(vec![(key, value)])?;
                }
                b'u' => {
                    let items = self.since_mark()?;
                    self.set(pairs(&items))?;
                }
                b'p' => {
                    let at = self.line()?.parse().map_err(|_| "invalid memo key")?;
                    self.remember(at)?;
                }
                b'q' | b'r' => {
                    let at = self.number(if code == b'q' { 1 } else { 4 })?;
                    self.remember(at)?;
                }
                0x94 => self.remember(self.memo.len())?,
                b'g' => {
                    let at: usize = self.line()?.parse().map_err(|_| "invalid memo key")?;
                    self.recall(at)?;
                }
                b'h' | b'j' => {
                    let at = self.number(if code == b'h' { 1 } else { 4 })?;
                    self.recall(at)?;
                }
                b'c' => {
                    let (module, name) = (self.line()?, self.line()?);
                    let object = self.import(&module, &name);
                    self.push(object);
                }
                0x93 => {
                    let (name, module) = (self.pop()?, self.pop()?);
                    let (Data::Str(name), Data::Str(module)) = (name, module) else {
                        return Err("STACK_GLOBAL requires str".into());
                    };
                    let object = self.import(&module, &name);
                    self.push(object);
                }
                b'R' | 0x81 => {
                    let (arguments, callee) = (self.pop()?, self.pop()?);
                    let made = self.called(callee, arguments);
                    self.push(made);
                }
                0x92 => {
                    let (_, arguments, callee) = (self.pop()?, self.pop()?, self.pop()?);
                    let made = self.called(callee, arguments);
                    self.push(made);
                }
                b'i' => {
                    let (module, name) = (self.line()?, self.line()?);
                    let arguments = self.since_mark()?;
                    let callee = self.import(&module, &name);
                    let made = self.called(callee, Data::Tuple(arguments));
                    self.push(made);
                }
                b'o' => {
                    let mut items = self.since_mark()?;
                    if items.is_empty() {
                        return Err("unpickling stack underflow".into());
                    }
                    let callee = items.remove(0);
                    let made = self.called(callee, Data::Tuple(items));
                    self.push(made);
                }
                b'b' => {
                    self.pop()?;
                }
                other => {
                    return Err(format!(
                        "invalid load key, '{}'.",
                        char::from(other).escape_default()
                    ));
                }
            }
        }
        Err("the pickle has more steps than are followed here".into())
    }

    fn extend(&mut self, items: Vec<Data>) -> Step<()> {
        match self.stack.last_mut() {
            Some(Item::Value(Data::List(list) | Data::Set(list))) => list.extend(items),
            Some(Item::Value(Data::Unknown(_))) => {}
            _ => return Err("there is no list to append to".into()),
        }
        Ok(())
    }

    fn set(&mut self, items: Vec<(Data, Data)>) -> Step<()> {
        match self.stack.last_mut() {
            Some(Item::Value(Data::Dict(pairs))) => pairs.extend(items),
            Some(Item::Value(Data::Unknown(_))) => {}
            _ => return Err("there is no dict to fill".into()),
        }
        Ok(())
    }

    fn remember(&mut self, at: usize) -> Step<()> {
        if let Some(Item::Value(data)) = self.stack.last() {
            // Large containers are not copied: what is recalled is seldom more than a name.
            let kept = match data {
                Data::List(items) | Data::Tuple(items) | Data::Set(items) if items.len() > 64 => {
                    Data::Unknown(doubt::used_twice())
                }
                data => data.clone(),
            };
            self.memo.insert(at, kept);
            return Ok(());
        }
        Err("unpickling stack underflow".into())
    }

    fn recall(&mut self, at: usize) -> Step<()> {
        let data = self.memo.get(&at).cloned().ok_or("Memo value not found")?;
        self.push(data);
        Ok(())
    }
}

fn pairs(items: &[Data]) -> Vec<(Data, Data)> {
    items
        .chunks(2)
        .filter_map(|pair| match pair {
            [key, value] => Some((key.clone(), value.clone())),
            _ => None,
        })
        .collect()
}

/// Text of the oldest protocol: Latin-1 with `\uXXXX` for all else.
fn raw_unicode(bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("\\u") {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let code = after
            .get(2..6)
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            out.push(c);
            rest = after.get(6..).unwrap_or("");
        } else {
            out.push_str("\\u");
            rest = after.get(2..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

/// Little-endian, two's complement.
fn long(bytes: &[u8]) -> Data {
    if bytes.len() > 16 {
        return Data::Unknown(doubt::number_too_large());
    }
    let sign = if bytes.last().is_some_and(|byte| byte & 0x80 != 0) {
        0xff
    } else {
        0
    };
    let mut sixteen = [sign; 16];
    for (slot, byte) in sixteen.iter_mut().zip(bytes) {
        *slot = *byte;
    }
    Data::Int(i128::from_le_bytes(sixteen))
}

/// The character of a number of at most so many digits.
fn number(signs: &mut Peekable<Chars<'_>>, radix: u32, most: usize) -> char {
    let mut number = 0;
    for _ in 0..most {
        let Some(digit) = signs.peek().and_then(|c| c.to_digit(radix)) else {
            break;
        };
        number = number * radix + digit;
        signs.next();
    }
    char::from_u32(number & 0xff).unwrap_or('\u{fffd}')
}

/// A text that is written as Python writes bytes, without its quotes.
fn unescaped(written: &str) -> String {
    let mut text = String::new();
    let mut signs = written.chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(next) = signs.peek().copied().filter(|_| sign == '\\') else {
            text.push(sign);
            continue;
        };
        if next.is_digit(8) {
            text.push(number(&mut signs, 8, 3));
            continue;
        }
        signs.next();
        let plain = match next {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'a' => '\x07',
            'b' => '\x08',
            'f' => '\x0c',
            'v' => '\x0b',
            '\\' | '\'' | '"' => next,
            'x' => number(&mut signs, 16, 2),
            other => {
                text.push('\\');
                other
            }
        };
        text.push(plain);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_texts_are_unescaped() {
        for (written, text) in [
            ("plain", "plain"),
            ("a\\nb", "a\nb"),
            ("\\x41\\101\\'", "AA'"),
            ("\\q\\", "\\q\\"),
            ("\\\\n", "\\n"),
        ] {
            assert_eq!(unescaped(written), text, "{written}");
        }
    }

    #[test]
    fn what_a_pickle_would_call() {
        let loaded = read(b"cos\nsystem\n(S'id'\ntR.");
        assert_eq!(loaded.imports, ["os.system"]);
        assert_eq!(
            loaded.builds,
            [Built {
                name: "os.system".into(),
                arguments: vec![Data::Str("id".into())]
            }]
        );
        let data = read(b"\x80\x04\x95\x0d\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x01a\x94K\x01s.");
        assert_eq!(
            data.result,
            Ok(Data::Dict(vec![(Data::Str("a".into()), Data::Int(1))]))
        );
        assert!(read(b"\x80\x04garbage").result.is_err());
        assert!(read(b"(".repeat(100_000).as_slice()).result.is_err());
    }
}
