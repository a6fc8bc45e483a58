//! In which language and size a page is shown. Both stand in the address, so that a page needs no cookie and no script to stay
//! as its reader wants it: `/guides`, `/en/guides`, `/elder/guides`, `/en/elder/guides`.

use daowei_domain::Language;

/// How large a page is shown (UX-13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edition {
    /// As usual.
    Standard,
    /// 长辈版
    Elder,
    /// 长辈版, larger still.
    Largest,
}

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct View {
    pub(super) language: Language,
    pub(super) edition: Edition,
}

impl Edition {
    pub(super) const ALL: [Edition; 3] = [Edition::Standard, Edition::Elder, Edition::Largest];

    /// The segment of the address; also the class of the page.
    pub(super) fn id(self) -> &'static str {
        match self {
            Edition::Standard => "standard",
            Edition::Elder => "elder",
            Edition::Largest => "largest",
        }
    }

    fn segment(self) -> &'static str {
        match self {
            Edition::Standard => "",
            Edition::Elder => "/elder",
            Edition::Largest => "/largest",
        }
    }
}

impl View {
    /// Every way to show a page.
    pub(super) fn all() -> impl Iterator<Item = View> {
        [Language::Chinese, Language::English]
            .into_iter()
            .flat_map(|language| Edition::ALL.into_iter().map(move |edition| View { language, edition }))
    }

    /// What stands before the path of a page.
    pub(super) fn prefix(self) -> String {
        let language = if self.is_english() { "/en" } else { "" };
        format!("{language}{}", self.edition.segment())
    }

    pub(super) fn is_english(self) -> bool {
        self.language == Language::English
    }

    /// Reads an address: how it shows which page. The page's path begins with a slash.
    pub(super) fn of(path: &str) -> (View, &str) {
        let (language, rest) = match under(path, "/en") {
            Some(rest) => (Language::English, rest),
            None => (Language::Chinese, path),
        };
        let found = [Edition::Elder, Edition::Largest]
            .into_iter()
            .find_map(|edition| Some((edition, under(rest, edition.segment())?)));
        let (edition, rest) = found.unwrap_or((Edition::Standard, rest));
        (View { language, edition }, if rest.is_empty() { "/" } else { rest })
    }
}

/// What is left of a path behind whole segments.
fn under<'p>(path: &'p str, segment: &str) -> Option<&'p str> {
    path.strip_prefix(segment).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_it_is_shown() {
        for view in View::all() {
            let prefix = view.prefix();
            assert_eq!(View::of(&format!("{prefix}/guides")), (view, "/guides"));
            assert_eq!(View::of(&format!("{prefix}/")), (view, "/"));
            assert_eq!(View::of(&prefix), (view, "/"));
        }
        let chinese = View { language: Language::Chinese, edition: Edition::Standard };
        assert_eq!(View::of("/england"), (chinese, "/england"));
        assert_eq!(View::of("/elderly/guides"), (chinese, "/elderly/guides"));
    }
}
