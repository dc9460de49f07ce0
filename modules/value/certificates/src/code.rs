//! The code on a certificate: sixty random bits as twelve letters and digits that nobody confuses.

use rand::RngExt;

/// Crockford's alphabet: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many characters it has.
const LENGTH: usize = 12;

/// A new code.
pub fn fresh() -> String {
    let mut bits = u64::from_le_bytes(kernel::chance::bytes(|| rand::rng().random()));
    let mut text = String::with_capacity(LENGTH);
    for _ in 0..LENGTH {
        text.push(char::from(ALPHABET[(bits & 31) as usize]));
        bits >>= 5;
    }
    text
}

/// A code as somebody typed it: hyphens and spaces go, letters that look like digits become them.
pub fn read(typed: &str) -> String {
    let plain = typed.chars().filter(|c| !matches!(c, '-' | ' ')).take(2 * LENGTH);
    plain
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// A code as it is printed: `7K3M-9QXD-2P4V`.
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_printed_and_typed() {
        for _ in 0..200 {
            let code = fresh();
            assert_eq!(code.len(), LENGTH);
            assert_eq!(read(&grouped(&code)), code);
            assert_eq!(read(&grouped(&code).to_lowercase().replace('0', "o").replace('1', "l")), code);
        }
    }
}
