//! What was typed, made into commands. One file a subject.

pub(crate) mod propose;
