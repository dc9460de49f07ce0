//! Whom a step concerns, and what they are told.

use notices::Teller;

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[];
