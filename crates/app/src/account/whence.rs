//! Whence somebody signs in, as far as it tells sessions apart: a browser and its system by names that stand here, and a network
//! without its last part. What a browser says of itself is not kept, nor is an address (个人信息保护法 art. 6: the least that
//! serves).

use std::net::IpAddr;

/// Characters of a `User-Agent` that are read.
const READ: usize = 512;
/// Digits of a version at most.
const DIGITS: usize = 4;

/// Browsers by their marks; those that bear the mark of another one stand before it.
const BROWSERS: &[(&str, &str)] = &[
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("QQBrowser/", "QQ浏览器"),
    ("UCBrowser/", "UC浏览器"),
    ("360SE", "360浏览器"),
    ("360EE", "360浏览器"),
    ("MetaSr ", "搜狗浏览器"),
    ("Firefox/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Version/", "Safari"),
    ("curl/", "curl"),
];

/// Systems by their marks, in the same order.
const SYSTEMS: &[(&str, &str)] = &[
    ("Windows", "Windows"),
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Mac OS X", "macOS"),
    ("Kylin", "麒麟"),
    ("UOS", "统信UOS"),
    ("Linux", "Linux"),
];

/// Browser and system, such as `Chrome 120, Windows`; nothing where neither is known here.
pub(super) fn device(agent: &str) -> Option<String> {
    let read: String = agent.chars().take(READ).collect();
    let browser = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, behind) = read.split_once(mark)?;
        let version: String = behind.chars().take_while(char::is_ascii_digit).take(DIGITS).collect();
        Some(if version.is_empty() { (*name).to_owned() } else { format!("{name} {version}") })
    });
    let system = SYSTEMS.iter().find(|(mark, _)| read.contains(mark)).map(|(_, name)| (*name).to_owned());
    let known: Vec<String> = browser.into_iter().chain(system).collect();
    (!known.is_empty()).then(|| known.join(", "))
}

/// The network of an address: 24 bits of IPv4, 48 of IPv6, which one site has.
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.*")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:*")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_in_words() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                "Chrome 120, Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 Edg/119.0.0.0",
                "Edge 119, Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
                "Safari 17, macOS",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox 121, Linux"),
            (
                "Mozilla/5.0 (Linux; Android 13; SM-S908B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Mobile Safari/537.36",
                "Chrome 112, Android",
            ),
            ("curl/8.5.0", "curl 8"),
        ] {
            assert_eq!(device(agent).as_deref(), Some(words), "{agent}");
        }
    }

    #[test]
    fn nothing_that_a_caller_writes_is_kept() {
        assert_eq!(device("<script>alert(1)</script>"), None);
        assert_eq!(device(""), None);
        assert_eq!(device("Chrome/<b>99</b> Windows\u{202e}").as_deref(), Some("Chrome, Windows"));
        assert_eq!(device("Chrome/123456789012 x").as_deref(), Some("Chrome 1234"));
        assert_eq!(device(&format!("{}Chrome/120", "x".repeat(READ))), None, "read no further");
    }

    #[test]
    fn a_network_names_no_machine() {
        for (address, words) in
            [("10.1.2.3", "10.1.2.*"), ("::ffff:10.1.2.3", "10.1.2.*"), ("2001:db8:1:2::7", "2001:db8:1:*")]
        {
            assert_eq!(network(address.parse().unwrap()), words);
        }
    }
}
