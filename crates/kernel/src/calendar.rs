//! working days
