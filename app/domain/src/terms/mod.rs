//! Terminology as data: labels the owner may rename, with validity dates (domain brief, 0.2).
