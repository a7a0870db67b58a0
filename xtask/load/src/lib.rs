//! What the load generator asks for, for whoever else wants to ask like people do: the tests of a rush.

pub mod desk;
pub mod target;
