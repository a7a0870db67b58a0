//! Teaching modules.
