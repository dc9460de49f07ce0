//! Numbers of variable length: what is kept of a million records is mostly small numbers.

use kernel::{Error, Result};

/// Appends a number, seven bits at a time.
pub fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number as u8) | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a number that may be negative.
pub fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)) as u64);
}

/// Reads what was appended.
pub struct Unpack<'a>(pub &'a [u8]);

impl Unpack<'_> {
    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next number.
    ///
    /// # Errors
    /// Broken, when the bytes are not what this file has written.
    pub fn next(&mut self) -> Result<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or_else(broken)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(broken())
    }

    /// The next number that may be negative.
    ///
    /// # Errors
    /// As [`Unpack::next`].
    pub fn next_signed(&mut self) -> Result<i64> {
        let number = self.next()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// The next number where only smaller ones are possible.
    ///
    /// # Errors
    /// As [`Unpack::next`].
    pub fn next_as<T: TryFrom<u64>>(&mut self) -> Result<T> {
        T::try_from(self.next()?).map_err(|_| broken())
    }

    /// The next 16 bytes.
    ///
    /// # Errors
    /// As [`Unpack::next`].
    pub fn next_id(&mut self) -> Result<[u8; 16]> {
        let (id, rest) = self.0.split_first_chunk::<16>().ok_or_else(broken)?;
        self.0 = rest;
        Ok(*id)
    }
}

fn broken() -> Error {
    Error::broken("a packed total cannot be read")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_is_read_again(numbers in prop::collection::vec(any::<i64>(), 0..20)) {
            let mut bytes = Vec::new();
            for number in &numbers {
                put_signed(&mut bytes, *number);
                put(&mut bytes, number.unsigned_abs());
            }
            let mut packed = Unpack(&bytes);
            for number in &numbers {
                prop_assert_eq!(packed.next_signed().unwrap(), *number);
                prop_assert_eq!(packed.next().unwrap(), number.unsigned_abs());
            }
            prop_assert!(packed.is_empty());
            prop_assert!(packed.next().is_err());
        }
    }
}
