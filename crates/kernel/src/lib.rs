//! shared words
