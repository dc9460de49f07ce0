//! Exact copies.

use sha2::{Digest, Sha256};

use crate::tokens::{fold, runs};

/// A key that is equal for two texts that differ at most in blanks, punctuation, case and width.
///
/// Store it in an indexed column: it finds copies at once, while [`crate::Index::similar`] finds
/// rewordings.
pub fn same_text_key(title: &str, body: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in [title, body] {
        for run in runs(&fold(part)) {
            digest.update(run.text);
        }
        digest.update([0]); // moving a word from title to body is not the same text
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::same_text_key;

    #[test]
    fn blanks_punctuation_width_and_case_do_not_matter() {
        assert_eq!(
            same_text_key("CNC 车床漏油", "建议更换密封圈，每月检查。"),
            same_text_key("ｃｎｃ车床，漏油！", "建议更换密封圈 每月检查\n"),
        );
    }

    #[test]
    fn any_other_character_does() {
        let key = same_text_key("车床漏油", "更换密封圈");
        assert_ne!(key, same_text_key("车床漏水", "更换密封圈"));
        assert_ne!(key, same_text_key("车床漏油更换", "密封圈"));
    }
}
