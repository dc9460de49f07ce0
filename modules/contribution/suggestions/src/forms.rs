//! From what was typed to what is meant: each function reads one form and yields a command, or says
//! field by field what is wrong. One file a subject.

pub(crate) mod desk;
pub(crate) mod judge;
pub(crate) mod propose;
pub(crate) mod steps;
pub(crate) mod visitor;
