//! Throttling of sign-in: by account, by known device, by address, and for mails; and of calendars, by address.
//!
//! Buckets live in the process: a restart empties them, which the five tries that each stored attempt has make harmless.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use domain::ids::EventId;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use unicode_normalization::UnicodeNormalization as _;

use crate::clock::Clock;

type Buckets = RateLimiter<String, DashMapStateStore<String>, Ticks, NoOpMiddleware<Nanos>>;

/// The process's clock as the limiter wants it.
#[derive(Debug, Clone)]
struct Ticks(Clock);

impl governor::clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let micros = u64::try_from(self.0.now().as_microsecond()).unwrap_or_default();
        Nanos::new(micros.saturating_mul(1000))
    }
}

/// All buckets.
#[derive(Debug)]
pub struct Limits {
    /// Passwords for one account from devices that never signed in to it: 5, then one in 3 minutes.
    account: Buckets,
    /// Passwords for one account from one known device: 10, then one a minute.
    device: Buckets,
    /// Attempts from one address, where a whole school may share one: 60, then 4 a minute.
    address: Buckets,
    /// Codes mailed to one account for one address: 5, then one in 10 minutes.
    mail: Buckets,
    /// Codes mailed to one account in all: 30, then one in 2 minutes.
    mailbox: Buckets,
    /// Calendars asked for from one address, where a calendar service may ask for those of many people: 240, then one a second.
    calendar: Buckets,
    /// Registrations from one address, where a whole staff may share one: 120, then two a second.
    registration: Buckets,
    /// Changes of one registration, each of which may write to others: 10, then one in 10 minutes.
    amendment: Buckets,
    /// Codes typed at one course from one address, where a whole room may share one: 200, then three a minute.
    typed_code: Buckets,
}

/// No more for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full {
    /// When one more is let through.
    pub retry_after: Duration,
}

impl Limits {
    /// Empty buckets.
    pub fn new(clock: Clock) -> Self {
        let bucket = |burst: u32, every: Duration| {
            let quota = Quota::with_period(every)
                .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
                .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
            RateLimiter::dashmap_with_clock(quota, Ticks(clock.clone()))
        };
        Self {
            account: bucket(5, Duration::from_secs(180)),
            device: bucket(10, Duration::from_secs(60)),
            address: bucket(60, Duration::from_secs(15)),
            mail: bucket(5, Duration::from_secs(600)),
            mailbox: bucket(30, Duration::from_secs(120)),
            calendar: bucket(240, Duration::from_secs(1)),
            registration: bucket(120, Duration::from_millis(500)),
            amendment: bucket(10, Duration::from_secs(600)),
            typed_code: bucket(200, Duration::from_secs(20)),
        }
    }

    /// One more password for an account from a device that is not known.
    ///
    /// # Errors
    /// [`Full`].
    pub fn account(&self, email_key: &str) -> Result<(), Full> {
        take(&self.account, email_key.to_owned())
    }

    /// One more password from a known device.
    ///
    /// # Errors
    /// [`Full`].
    pub fn device(&self, name: &str) -> Result<(), Full> {
        take(&self.device, name.to_owned())
    }

    /// One more attempt from an address.
    ///
    /// # Errors
    /// [`Full`].
    pub fn address(&self, address: IpAddr) -> Result<(), Full> {
        take(&self.address, network(address))
    }

    /// One more code mailed to an account, asked for by an address.
    ///
    /// # Errors
    /// [`Full`].
    pub fn mail(&self, email_key: &str, address: IpAddr) -> Result<(), Full> {
        take(&self.mail, format!("{email_key} {}", network(address)))?;
        take(&self.mailbox, email_key.to_owned())
    }

    /// One more calendar asked for from an address, whether it is there or not.
    ///
    /// # Errors
    /// [`Full`].
    pub fn calendar(&self, address: IpAddr) -> Result<(), Full> {
        take(&self.calendar, network(address))
    }

    /// One more registration, or change of one, from an address.
    ///
    /// # Errors
    /// [`Full`].
    pub fn registration(&self, address: IpAddr) -> Result<(), Full> {
        take(&self.registration, network(address))
    }

    /// One more change of a registration by whoever has its link.
    ///
    /// # Errors
    /// [`Full`].
    pub fn amendment(&self, event: EventId, number: u32) -> Result<(), Full> {
        take(&self.amendment, format!("{event} {number}"))
    }

    /// One more code typed at a course from an address, whether it is right or not.
    ///
    /// # Errors
    /// [`Full`].
    pub fn typed_code(&self, event: EventId, address: IpAddr) -> Result<(), Full> {
        take(&self.typed_code, format!("{event} {}", network(address)))
    }

    /// Lets go of buckets that are as good as new.
    pub fn forget_idle(&self) {
        let (sign_in, mails) = (
            [&self.account, &self.device, &self.address],
            [&self.mail, &self.mailbox],
        );
        for buckets in sign_in
            .into_iter()
            .chain(mails)
            .chain([&self.calendar, &self.registration, &self.typed_code])
        {
            buckets.retain_recent();
            buckets.shrink_to_fit();
        }
    }
}

fn take(buckets: &Buckets, key: String) -> Result<(), Full> {
    buckets.check_key(&key).map_err(|not_until| Full {
        retry_after: not_until.wait_time_from(buckets.clock().now()),
    })
}

/// An address as a bucket's key: a household of IPv6 has 2^64 of them, so the first half counts.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let s = v6.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
    }
}

/// An e-mail in the one form that counts: look-alike letters folded (NFKC), small, without spaces.
pub fn email_key(typed: &str) -> String {
    typed
        .chars()
        .take(1000)
        .nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    #[test]
    fn a_bucket_fills_and_one_more_drips_out() {
        let clock = Clock::manual(Timestamp::from_second(1_800_000_000).unwrap());
        let limits = Limits::new(clock.clone());
        for _ in 0..5 {
            limits.account("kari@skole.example").unwrap();
        }
        let full = limits.account("kari@skole.example").unwrap_err();
        assert!(full.retry_after > Duration::from_secs(170));
        assert!(limits.account("ola@skole.example").is_ok());
        clock.advance(SignedDuration::from_secs(181));
        assert!(limits.account("kari@skole.example").is_ok());
        assert!(limits.account("kari@skole.example").is_err());
    }

    #[test]
    fn spelling_an_e_mail_otherwise_gives_no_new_bucket() {
        for typed in [
            "Kari@Skole.example",
            " kari@skole.example ",
            "ｋari@skole.example",
            "kari @skole.example",
        ] {
            assert_eq!(email_key(typed), "kari@skole.example", "{typed}");
        }
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_bucket() {
        let one: IpAddr = "2001:db8:1:2:aaaa::1".parse().unwrap();
        let two: IpAddr = "2001:db8:1:2:bbbb::9".parse().unwrap();
        assert_eq!(network(one), network(two));
        assert_eq!(network("::ffff:192.0.2.7".parse().unwrap()), "192.0.2.7");
    }
}
