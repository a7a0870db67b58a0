//! Pages and answers of server functions are sent compressed; files are compressed ahead of time.
//!
//! Compressing secrets beside text that a stranger chooses gives the secrets away by their length (BREACH). Here no stranger gets
//! that far: the session's cookie is `SameSite=Strict`, so what another site makes a browser ask for is answered as to a
//! stranger, and no answer holds a token: the session is in a cookie, and the nonce is a new one each time.

use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

/// Answers below a packet's size gain nothing, in bytes.
const SMALLEST: u64 = 1024;
/// Of brotli (0 to 11) and gzip (0 to 9) alike: a fifth of a page's bytes are left at well under a millisecond of work.
const LEVEL: i32 = 4;

/// The layer. What is compressed already, images and live streams stay as they are.
pub fn layer() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(SMALLEST)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new("application/wasm"))
        // Compressed inside already.
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd."))
        // Its entity tag is a strong one, which stands for these very bytes.
        .and(NotForContentType::const_new("text/calendar"));
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(LEVEL))
        .compress_when(worth_it)
}
