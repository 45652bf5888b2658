//! Writing a pickle whose loading calls something: what `__reduce__` returns, as opcodes.
//!
//! Protocol 4 without frames and memory, which every loader reads. Called by `grade`, for classes that
//! say by themselves how they are put together again.

use crate::evaluate::Data;

/// How deep arguments may nest.
const DEEPEST: usize = 20;
/// The longest pickle, in bytes.
const LONGEST: usize = 20_000;

/// The pickle of an object whose `__reduce__` returned this; `None` when it is no pair of a thing
/// outside the file and its arguments.
#[must_use]
pub fn payload(reduced: &Data) -> Option<Vec<u8>> {
    let Data::Tuple(parts) = reduced else {
        return None;
    };
    let [Data::Object(callee), arguments @ Data::Tuple(_), ..] = parts.as_slice() else {
        return None;
    };
    let mut bytes = vec![0x80, 4];
    global(callee, &mut bytes)?;
    write(arguments, &mut bytes, 0)?;
    bytes.extend(b"R.");
    (bytes.len() <= LONGEST).then_some(bytes)
}

/// A thing outside the file by the names under which Python pickles it.
fn global(name: &str, bytes: &mut Vec<u8>) -> Option<()> {
    let (module, attribute) = name.rsplit_once('.')?;
    let module = match module {
        // The functions of `os` are those of the system's own module.
        "os" => "posix",
        module => module,
    };
    text(module, bytes)?;
    text(attribute, bytes)?;
    bytes.push(0x93);
    Some(())
}

fn text(text: &str, bytes: &mut Vec<u8>) -> Option<()> {
    bytes.push(b'X');
    bytes.extend(u32::try_from(text.len()).ok()?.to_le_bytes());
    bytes.extend(text.as_bytes());
    Some(())
}

fn write(data: &Data, bytes: &mut Vec<u8>, depth: usize) -> Option<()> {
    if depth > DEEPEST || bytes.len() > LONGEST {
        return None;
    }
    match data {
        Data::None => bytes.push(b'N'),
        Data::Bool(yes) => bytes.push(if *yes { 0x88 } else { 0x89 }),
        Data::Int(number) => {
            bytes.extend([0x8a, 16]);
            bytes.extend(number.to_le_bytes());
        }
        Data::Float(number) => {
            bytes.push(b'G');
            bytes.extend(number.to_be_bytes());
        }
        Data::Str(words) => text(words, bytes)?,
        Data::Bytes(octets) => {
            bytes.push(b'B');
            bytes.extend(u32::try_from(octets.len()).ok()?.to_le_bytes());
            bytes.extend(octets);
        }
        Data::Object(name) => global(name, bytes)?,
        Data::Tuple(items) => {
            bytes.push(b'(');
            for item in items {
                write(item, bytes, depth + 1)?;
            }
            bytes.push(b't');
        }
        Data::List(items) => {
            bytes.extend(b"](");
            for item in items {
                write(item, bytes, depth + 1)?;
            }
            bytes.push(b'e');
        }
        Data::Dict(pairs) => {
            bytes.extend(b"}(");
            for (key, value) in pairs {
                write(key, bytes, depth + 1)?;
                write(value, bytes, depth + 1)?;
            }
            bytes.push(b'u');
        }
        Data::Set(_) | Data::Instance(..) | Data::Handle(..) | Data::Unknown(_) => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::pickle;
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let arguments = vec![
            Data::Str("id".into()),
            Data::Int(-3),
            Data::List(vec![Data::Bool(true), Data::None]),
            Data::Dict(vec![(Data::Str("k".into()), Data::Bytes(vec![1]))]),
        ];
        let reduced = Data::Tuple(vec![
            Data::Object("os.system".into()),
            Data::Tuple(arguments.clone()),
        ]);
        let loaded = pickle::read(&payload(&reduced).unwrap_or_default());
        let built: Vec<(&str, &[Data])> = loaded
            .builds
            .iter()
            .map(|built| (built.name.as_str(), built.arguments.as_slice()))
            .collect();
        assert_eq!(built, [("posix.system", arguments.as_slice())]);
        assert_eq!(payload(&Data::Str("dict".into())), None);
    }
}
