//! What the description cannot show, because it is lost on the way there: found in the source.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every file of this room.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests/source.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")))
}

/// The word behind a keyword, where the line has it.
fn behind<'l>(line: &'l str, keyword: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(keyword)?;
    rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next()
}

/// The names under which a file puts schemas into the description.
fn schema_names(text: &str) -> Vec<String> {
    let (mut names, mut derived, mut renamed) = (Vec::new(), false, None);
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("#[derive(") && line.contains("ToSchema") {
            derived = true;
        }
        if let Some(name) = line.strip_prefix("#[schema(").and_then(|line| behind(line, "as = ")) {
            renamed = Some(name.to_owned());
        }
        let named = behind(line, "struct ").or_else(|| behind(line, "enum "));
        if let Some(name) = named.filter(|_| derived && !line.starts_with("//")) {
            names.push(renamed.take().unwrap_or_else(|| name.to_owned()));
            derived = false;
        }
    }
    // Words of the domain, and orders of lists, one to a line, as `words!` and `orders!` make them.
    let words = text.lines().filter_map(|line| line.trim_start().split_once('('));
    let word = |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric());
    names.extend(
        words.filter(|(name, rest)| word(name) && rest.contains(") = \"")).map(|(name, _)| name.to_owned()),
    );
    let by_hand = text.split("Cow::Borrowed(\"").skip(1).filter_map(|rest| rest.split('"').next());
    names.extend(by_hand.map(str::to_owned));
    names
}

fn doubled<'f>(files: impl Iterator<Item = (&'f Path, &'f str)>) -> Vec<(String, Vec<&'f Path>)> {
    let mut named: BTreeMap<String, Vec<&Path>> = BTreeMap::new();
    for (path, text) in files {
        schema_names(text).into_iter().for_each(|name| named.entry(name).or_default().push(path));
    }
    named.into_iter().filter(|(_, paths)| paths.len() > 1).collect()
}

/// The later of two schemas with one name takes the place of the earlier, and nothing says so.
#[test]
fn no_two_types_have_one_schema_name() {
    let sources = sources();
    let all = || sources.iter().map(|(path, text)| (path.as_path(), text.as_str()));
    assert_eq!(doubled(all()), []);
    let description: serde_json::Value = serde_json::from_str(&crate::openapi()).unwrap();
    let described = description["components"]["schemas"].as_object().unwrap();
    let found: Vec<String> = all().flat_map(|(_, text)| schema_names(text)).collect();
    for name in described.keys() {
        // A generic type stands there once for each of its contents.
        let plain = name.split_once('_').map_or(name.as_str(), |(generic, _)| generic);
        assert!(found.iter().any(|known| known == plain), "{name} was not found in the source");
    }
}

#[test]
fn a_collision_is_seen() {
    let one = "#[derive(Serialize, ToSchema)]\nstruct Leader {\n";
    let other =
        "/// As a struct Leader.\n#[derive(ToSchema)]\n#[schema(as = Leader)]\npub(super) enum Chief {\n";
    let third = "#[derive(Debug)]\nstruct Leader;\n#[derive(ToSchema)]\nstruct Section;";
    let files = [(Path::new("a"), one), (Path::new("b"), other), (Path::new("c"), third)];
    let expected = vec![("Leader".to_owned(), vec![Path::new("a"), Path::new("b")])];
    assert_eq!(doubled(files.into_iter()), expected);
}

#[test]
fn a_file_is_one_endpoint() {
    for (path, text) in sources() {
        let endpoints = text.matches("#[utoipa::path(").count();
        assert!(endpoints <= 1, "{}: {endpoints} endpoints", path.display());
    }
}
