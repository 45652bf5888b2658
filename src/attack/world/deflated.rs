//! Bytes as DEFLATE packs them (RFC 1951): repetitions behind fixed codes, in one block.
//!
//! Another packer may make fewer bytes of the same; what unpacks gets the same out of both. Called by `packed`,
//! `zipped` and `tarred`.

/// The fewest and the most bytes that one repetition stands for.
const LEAST: usize = 3;
const MOST: usize = 258;
/// How far back a repetition may lie.
const WINDOW: usize = 32_768;
/// How many places are remembered by their first three bytes.
const PLACES: usize = 1 << 15;

/// The first length of each code for lengths from 257 on, and how many bits stand behind it.
const LENGTHS: [(usize, u32); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// Bits, the lowest of each byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: usize, count: u32) {
        self.held |= (value as u64) << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push((self.held & 0xff) as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// A code of Huffman stands with its highest bit first.
    fn code(&mut self, code: usize, count: u32) {
        let turned = (code as u64).reverse_bits() >> (64 - count);
        self.put(usize::try_from(turned).unwrap_or(0), count);
    }

    fn symbol(&mut self, symbol: usize) {
        match symbol {
            0..144 => self.code(0x30 + symbol, 8),
            144..256 => self.code(0x190 + symbol - 144, 9),
            256..280 => self.code(symbol - 256, 7),
            _ => self.code(0xc0 + symbol - 280, 8),
        }
    }

    fn repetition(&mut self, length: usize, back: usize) {
        let at = LENGTHS.iter().rposition(|(first, _)| *first <= length);
        if let Some((at, (first, more))) = at.and_then(|at| Some((at, *LENGTHS.get(at)?))) {
            self.symbol(257 + at);
            self.put(length - first, more);
        }
        let near = back - 1;
        if near < 4 {
            self.code(near, 5);
            return;
        }
        let more = near.ilog2() - 1;
        let half = near >> more & 1;
        self.code(2 * more as usize + 2 + half, 5);
        self.put(near & ((1 << more) - 1), more);
    }
}

/// Where three bytes were seen last is remembered at this place.
fn place(three: &[u8]) -> usize {
    let number = three.iter().fold(0_u32, |number, byte| {
        number.wrapping_mul(0x2f0b) ^ u32::from(*byte)
    });
    (number.wrapping_mul(0x9e37_79b1) >> 17) as usize % PLACES
}

/// The bytes, packed.
pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = Bits::default();
    out.put(1, 1);
    out.put(1, 2);
    let mut seen = vec![usize::MAX; PLACES];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let three = bytes.get(at..at + LEAST);
        let before = three.and_then(|three| seen.get_mut(place(three)));
        let before = before.map_or(usize::MAX, |slot| std::mem::replace(slot, at));
        let length = match at.checked_sub(before) {
            Some(back @ 1..=WINDOW) => {
                let (old, new) = (bytes.get(at - back..), bytes.get(at..));
                let pairs = old.into_iter().flatten().zip(new.into_iter().flatten());
                pairs.take(MOST).take_while(|(a, b)| a == b).count()
            }
            _ => 0,
        };
        if length < LEAST {
            out.symbol(byte.into());
            at += 1;
        } else {
            out.repetition(length, at - before);
            at += length;
        }
    }
    out.symbol(256);
    out.put(0, 7);
    out.bytes
}
