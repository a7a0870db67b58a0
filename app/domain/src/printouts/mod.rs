//! What is printed of a group: a programme to hand out to those who take part, a poster for the wall. Each holds what
//! its readers are to see and nothing else, so that what is internal never reaches the page. (The leader's script is the
//! session itself.)

mod handout;
mod layout;
mod poster;

pub use handout::{Handout, HandoutSession, handout};
pub use layout::{Entry, Lettering, PAGE_HEIGHT, Row, pages};
pub use poster::{Poster, PosterItem, poster};
