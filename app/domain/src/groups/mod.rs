//! Discussion groups (O1).
