use std::net::IpAddr;

use axum::http::HeaderMap;
use proptest::prelude::*;

use crate::Network;
use crate::address::client;

fn networks(texts: &[&str]) -> Vec<Network> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn forwarded(lines: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append("x-forwarded-for", line.parse().unwrap());
    }
    headers
}

#[test]
fn ranges_are_read_and_nothing_else() {
    for good in ["10.0.0.0/8", "192.0.2.7", "0.0.0.0/0", "fd00::/8", "::1", "::/0", "1.2.3.4/32"] {
        assert!(good.parse::<Network>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "/",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/ 8",
        "10.0.0/8",
        "a/8",
        "10.0.0.0/",
    ] {
        assert!(bad.parse::<Network>().is_err(), "{bad}");
    }
}

#[test]
fn a_range_holds_its_own() {
    for (range, address, inside) in [
        ("10.0.0.0/8", "10.255.1.2", true),
        ("10.0.0.0/8", "11.0.0.1", false),
        ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ("0.0.0.0/0", "203.0.113.9", true),
        ("0.0.0.0/0", "::1", false),
        ("192.0.2.7", "192.0.2.7", true),
        ("192.0.2.7", "192.0.2.6", false),
        ("192.0.2.6/31", "192.0.2.7", true),
        ("fd00::/8", "fd12::1", true),
        ("fd00::/8", "fe80::1", false),
        ("::/0", "2001:db8::1", true),
    ] {
        let (range, address): (Network, IpAddr) = (range.parse().unwrap(), address.parse().unwrap());
        assert_eq!(range.contains(address), inside, "{range} {address}");
    }
}

#[test]
fn the_client_is_the_nearest_address_that_nobody_vouches_for() {
    let trusted = networks(&["127.0.0.1", "10.0.0.0/8"]);
    for (peer, lines, expected) in [
        // Nobody's word but a trusted proxy's is taken.
        ("203.0.113.9", &["198.51.100.1"][..], "203.0.113.9"),
        ("127.0.0.1", &[], "127.0.0.1"),
        ("127.0.0.1", &["198.51.100.1"], "198.51.100.1"),
        // What the client itself wrote stands further left.
        ("127.0.0.1", &["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("127.0.0.1", &["1.1.1.1", "198.51.100.1", "10.0.0.2"], "198.51.100.1"),
        ("127.0.0.1", &["198.51.100.1:4711"], "198.51.100.1"),
        ("127.0.0.1", &["[2001:db8::1]:4711"], "2001:db8::1"),
        ("127.0.0.1", &["[2001:db8::1]"], "2001:db8::1"),
        ("::ffff:127.0.0.1", &["198.51.100.1"], "198.51.100.1"),
        // Nonsense ends the search where it was passed on.
        ("127.0.0.1", &["198.51.100.1, unknown"], "127.0.0.1"),
        ("127.0.0.1", &["198.51.100.1, unknown, 10.0.0.2"], "10.0.0.2"),
        ("127.0.0.1", &[""], "127.0.0.1"),
        // All are trusted: the farthest of them.
        ("127.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
    ] {
        let found = client(peer.parse().unwrap(), &forwarded(lines), &trusted);
        assert_eq!(found.to_string(), expected, "{peer} {lines:?}");
    }
}

#[test]
fn a_long_chain_is_cut() {
    let chain = format!("198.51.100.1{}", ", 10.0.0.1".repeat(100));
    let found = client("10.0.0.1".parse().unwrap(), &forwarded(&[&chain]), &networks(&["10.0.0.0/8"]));
    assert_eq!(found.to_string(), "10.0.0.1");
}

proptest! {
    #[test]
    fn no_text_breaks_it(range in "\\PC{0,40}", line in "[ -~]{0,80}") {
        let _ = range.parse::<Network>();
        let _ = client("127.0.0.1".parse().unwrap(), &forwarded(&[&line]), &networks(&["0.0.0.0/0"]));
    }

    #[test]
    fn a_range_agrees_with_the_bits(range: u32, prefix in 0_u32..=32, address: u32) {
        let network: Network = format!("{}/{prefix}", std::net::Ipv4Addr::from(range)).parse().unwrap();
        let same = (0..prefix).all(|bit| (range >> (31 - bit)) & 1 == (address >> (31 - bit)) & 1);
        prop_assert_eq!(network.contains(std::net::Ipv4Addr::from(address).into()), same);
    }
}
