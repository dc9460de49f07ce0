//! Imported history through the front door, and long work.

mod acts;
mod background;
mod bad_files;
mod random;
mod seeing;
mod way;
