//! the believable world
