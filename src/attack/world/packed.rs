//! What was packed with `zlib` or `gzip`, unpacked: RFC 1950 to 1952. How much comes out is bounded.
//!
//! Called by `world` and, for what archives hold, by `zipped` and `unpacking`.

use super::Model;
use super::call::{Call, Done, Miss};
use crate::attack::doubt;
use crate::evaluate::Data;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

/// The most that is unpacked.
const MOST: usize = 1 << 22;

/// The order in which the lengths of the codes for lengths stand.
const ORDER: [usize; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/// The bytes, packed, without a header. Another packer may make fewer bytes of the same.
pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    // Memory takes whatever is written to it.
    let written = packer.write_all(bytes).and_then(|()| packer.finish());
    written.unwrap_or_default()
}

/// Answers what concerns packed bytes.
pub(super) fn call(_: &mut Model, call: &Call<'_>) -> Done {
    let bytes = || match call.need(0, "data")? {
        Data::Bytes(bytes) => Ok(bytes.clone()),
        _ => Err(Miss::Other),
    };
    match call.name() {
        "zlib.packed.adler32" | "zlib.adler32" => Ok(Data::Int(adler(&bytes()?).into())),
        "zlib.packed.deflated" => Ok(Data::Bytes(deflated(&bytes()?))),
        "zlib.packed.inflated" => {
            let packed = bytes()?;
            let frame = call.int(1, "wbits")?.unwrap_or(15);
            match whole(&packed, frame) {
                Ok(bytes) => Ok(Data::Bytes(bytes)),
                Err(Fault::Wrong) => Ok(Data::None),
                Err(Fault::Long) => Err(Miss::Unknown(doubt::too_many_objects())),
            }
        }
        _ => Err(Miss::Other),
    }
}

/// The sum that stands behind what `zlib` packs.
fn adler(bytes: &[u8]) -> u32 {
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    b << 16 | a
}

/// What is in a frame of this kind, as [`whole`] counts them; nothing where it is broken or too long.
pub(super) fn unpacked(packed: &[u8], frame: i128) -> Option<Vec<u8>> {
    whole(packed, frame).ok()
}

/// Bytes as `gzip` packs them.
pub(super) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff".to_vec();
    out.extend(deflated(bytes));
    out.extend(super::digest::crc32(bytes).to_le_bytes());
    out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    out
}

/// Why nothing comes out.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    Wrong,
    Long,
}

/// What is in a frame of this kind: below nought none, up to 15 that of `zlib`, above it that of `gzip`, too.
fn whole(packed: &[u8], frame: i128) -> Result<Vec<u8>, Fault> {
    let zipped = packed.starts_with(&[0x1f, 0x8b]);
    let at = match frame {
        ..0 => 0,
        16.. if zipped => header(packed).ok_or(Fault::Wrong)?,
        16..32 => return Err(Fault::Wrong),
        _ => {
            let [first, second, ..] = *packed else {
                return Err(Fault::Wrong);
            };
            let sum = u16::from(first) << 8 | u16::from(second);
            if first & 15 != 8 || second & 32 != 0 || !sum.is_multiple_of(31) {
                return Err(Fault::Wrong);
            }
            2
        }
    };
    let mut bits = Bits {
        bytes: packed,
        at: at * 8,
    };
    let out = inflated(&mut bits)?;
    let end = bits.at.div_ceil(8);
    let right = match (frame, zipped) {
        (..0, _) => true,
        (16.., true) => packed.len() >= end + 8,
        _ => packed.get(end..end + 4) == Some(&adler(&out).to_be_bytes()),
    };
    right.then_some(out).ok_or(Fault::Wrong)
}

/// Where the header of `gzip` ends.
fn header(packed: &[u8]) -> Option<usize> {
    let flags = *packed.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        let size = u16::from_le_bytes([*packed.get(at)?, *packed.get(at + 1)?]);
        at += 2 + usize::from(size);
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            at += packed.get(at..)?.iter().position(|byte| *byte == 0)? + 1;
        }
    }
    Some(if flags & 2 != 0 { at + 2 } else { at })
}

/// Bytes that are read bit by bit, the lowest first.
struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Result<usize, Fault> {
        let mut value = 0;
        for place in 0..count {
            let byte = self.bytes.get(self.at / 8).ok_or(Fault::Wrong)?;
            value |= usize::from(byte >> (self.at % 8) & 1) << place;
            self.at += 1;
        }
        Ok(value)
    }
}

/// A code of Huffman: how many codes each length has, and what they stand for, in order.
struct Code {
    counts: [usize; 16],
    symbols: Vec<usize>,
}

impl Code {
    fn of(lengths: &[usize]) -> Self {
        let mut counts = [0; 16];
        for &length in lengths {
            if let Some(count) = counts.get_mut(length) {
                *count += 1;
            }
        }
        counts[0] = 0;
        let of = |wanted: usize| {
            let found = lengths.iter().enumerate();
            found
                .filter(move |(_, length)| **length == wanted)
                .map(|(symbol, _)| symbol)
        };
        Self {
            counts,
            symbols: (1..16).flat_map(of).collect(),
        }
    }

    fn read(&self, bits: &mut Bits<'_>) -> Result<usize, Fault> {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for &count in self.counts.iter().skip(1) {
            code |= bits.take(1)?;
            if code < first + count {
                return self
                    .symbols
                    .get(index + code - first)
                    .copied()
                    .ok_or(Fault::Wrong);
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Fault::Wrong)
    }
}

fn inflated(bits: &mut Bits<'_>) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => {
                bits.at = bits.at.next_multiple_of(8);
                let size = bits.take(16)?;
                bits.take(16)?;
                let from = bits.at / 8;
                out.extend(bits.bytes.get(from..from + size).ok_or(Fault::Wrong)?);
                bits.at += size * 8;
            }
            1 => {
                let lengths: Vec<usize> = (0..288)
                    .map(|symbol| match symbol {
                        0..144 => 8,
                        144..256 => 9,
                        256..280 => 7,
                        _ => 8,
                    })
                    .collect();
                block(bits, &Code::of(&lengths), &Code::of(&[5; 30]), &mut out)?;
            }
            2 => {
                let (text, places) = codes(bits)?;
                block(bits, &text, &places, &mut out)?;
            }
            _ => return Err(Fault::Wrong),
        }
        if out.len() > MOST {
            return Err(Fault::Long);
        }
        if last {
            return Ok(out);
        }
    }
}

/// The codes that a block brings with it.
fn codes(bits: &mut Bits<'_>) -> Result<(Code, Code), Fault> {
    let (texts, places) = (bits.take(5)? + 257, bits.take(5)? + 1);
    let count = bits.take(4)? + 4;
    let mut lengths = [0; 19];
    for place in ORDER.iter().take(count) {
        let length = bits.take(3)?;
        if let Some(slot) = lengths.get_mut(*place) {
            *slot = length;
        }
    }
    let code = Code::of(&lengths);
    let mut all: Vec<usize> = Vec::new();
    while all.len() < texts + places {
        let (value, times) = match code.read(bits)? {
            length @ 0..16 => (length, 1),
            16 => (*all.last().ok_or(Fault::Wrong)?, bits.take(2)? + 3),
            17 => (0, bits.take(3)? + 3),
            _ => (0, bits.take(7)? + 11),
        };
        all.extend(std::iter::repeat_n(value, times));
    }
    let (text, place) = all.split_at_checked(texts).ok_or(Fault::Wrong)?;
    Ok((Code::of(text), Code::of(place)))
}

fn block(bits: &mut Bits<'_>, text: &Code, places: &Code, out: &mut Vec<u8>) -> Result<(), Fault> {
    loop {
        match text.read(bits)? {
            256 => return Ok(()),
            byte @ 0..256 => out.push(u8::try_from(byte).map_err(|_| Fault::Wrong)?),
            symbol => {
                let length = match symbol - 257 {
                    28 => 258,
                    near @ 0..8 => near + 3,
                    far => {
                        let more = far / 4 - 1;
                        ((far % 4 + 4) << more) + 3 + bits.take(more)?
                    }
                };
                let back = match places.read(bits)? {
                    near @ 0..4 => near + 1,
                    far @ 4..30 => {
                        let more = far / 2 - 1;
                        ((far % 2 + 2) << more) + 1 + bits.take(more)?
                    }
                    _ => return Err(Fault::Wrong),
                };
                for _ in 0..length {
                    let at = out.len().checked_sub(back).ok_or(Fault::Wrong)?;
                    let byte = *out.get(at).ok_or(Fault::Wrong)?;
                    out.push(byte);
                }
            }
        }
        if out.len() > MOST {
            return Err(Fault::Long);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `CPython` 3.11 makes of `zlib.compress(b"hello hello hello hello")`, of more words with a table
    /// of codes of their own, and of `gzip.compress(b"tea")`.
    #[test]
    fn what_zlib_packs_is_unpacked() {
        let packed = PACKED_SHORT;
        assert_eq!(
            whole(packed, 15).as_deref(),
            Ok(&b"hello hello hello hello"[..])
        );
        assert_eq!(
            whole(&packed[2..], -15).as_deref(),
            Ok(&b"hello hello hello hello"[..])
        );
        assert_eq!(whole(&packed[1..], 15), Err(Fault::Wrong));
        let mut broken = packed.to_vec();
        broken.pop();
        assert_eq!(whole(&broken, 15), Err(Fault::Wrong));
        let found = whole(PACKED_LONG, 15);
        assert_eq!(found.map(|bytes| bytes.len()), Ok(LONG));
        let found = whole(ZIPPED, 31);
        assert_eq!(found.as_deref(), Ok(&b"tea"[..]));
    }

    const PACKED_SHORT: &[u8] = b"\x78\x9c\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x27\x01\x68\x03\x08\xb1";

    const PACKED_LONG: &[u8] = b"\x78\xda\x6d\x51\x49\x12\x03\x21\x08\xfc\x0a\x5f\xf3\x60\x99\xa9\xb8\x54\x8d\x93\x43\x7e\x1f\xa5\x19\
        \x81\x89\x07\x17\xa0\xa5\x9b\x36\xc7\xd2\x2a\x95\xa3\x5e\xd4\x3f\x29\x9c\x94\x8e\x9a\xe2\x49\xa1\xf7\
        \x50\x46\x3e\xbf\xe9\x8a\x41\xc2\x57\xab\xf1\x0b\x70\xe6\x77\xd8\x6f\xec\x48\xf3\x86\xb8\xb5\xdc\x6a\
        \x92\xae\x00\xe2\xce\x18\xa9\xce\xde\x4c\x82\xd2\x0c\x41\xa2\x37\xd7\xcd\x1f\x28\x39\xdd\x4b\x31\xb2\
        \x40\x80\x1d\xed\xe4\xa9\x0b\xac\xa2\xd5\x47\x53\x78\x2e\x05\x15\xf6\xe0\xe5\xe9\x07\xb9\x25\xbb\x0d\
        \x1b\x69\xde\x20\xc7\x78\x6b\x55\x3b\xc3\x94\xc6\x8f\xbc\xe6\x9b\x6b\x23\xf9\xef\x8b\xbc\xa5\x2a\x85\
        \x21\x33\x05\x98\xb3\xc5\xce\x37\x21\x42\xe0\x0f\x94\x77\x1f\x62\xbd\x53\x5f\x8c\x3c\xe7\xeb\xe6\x5b\
        \x9e\x93\x18\xeb\x81\xfb\x01\x75\x66\x01\xab";

    const LONG: usize = 694;

    const ZIPPED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x2b\x49\x4d\x04\x00\xb2\xd7\x86\x8e\x03\x00\x00\x00";
}
