//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap};

/// The address of the one who asks. X-Forwarded-For is believed only from a trusted proxy, and then from the right: the
/// last entry that is not itself a trusted proxy. What stands before it was written by anyone (ASVS 4.1.3).
pub fn of_request(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip().to_canonical());
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|entry| entry.trim().parse().ok())
        .collect();
    forwarded
        .into_iter()
        .rev()
        .find(|entry| !trusted.contains(entry))
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(peer: &str, forwarded: &str, trusted: &[IpAddr]) -> IpAddr {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        of_request(&extensions, &headers, trusted)
    }

    #[test]
    fn a_stranger_cannot_choose_an_address_and_a_proxy_tells_the_last_it_saw() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let text = |ip: IpAddr| ip.to_string();
        assert_eq!(text(asked("192.0.2.9", "1.1.1.1", &[proxy])), "192.0.2.9");
        assert_eq!(text(asked("10.0.0.1", "1.1.1.1, 192.0.2.9", &[proxy])), "192.0.2.9");
        assert_eq!(text(asked("10.0.0.1", "192.0.2.9, 10.0.0.1", &[proxy])), "192.0.2.9");
        assert_eq!(text(asked("10.0.0.1", "rubbish", &[proxy])), "10.0.0.1");
    }
}
