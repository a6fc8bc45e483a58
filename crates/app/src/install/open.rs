//! Opening an installation: to serve it, to use it, to look at it, to fill it.

use std::path::Path;
use std::sync::Arc;

use daowei_crypto::Keys;
use daowei_store::archive::{Head, Manifest};
use daowei_store::{Abort, PostgresOptions, SqliteOptions, Store, archive, installation, migrate};

use super::{Birth, DATABASE_FILE, Error, Installation, Place, Result, file};

/// Opens the installation, brings its database to this program's version, and makes it where nothing is yet.
///
/// # Errors
/// What keeps it from being opened; nothing was changed then, but for migrations that were carried out.
pub fn create(place: &Place, birth: &Birth, server: &PostgresOptions) -> Result<Installation> {
    let store = open_store(place, server)?;
    migrate::migrate(&store, birth.at)?;
    let (known, begun) = whose(&store)?;
    match known {
        Some(known) => with_keys(place, store, &known),
        None if begun => Err(Error::Nameless),
        None => make(place, store, birth),
    }
}

/// Opens an installation that is there, without migrating it.
///
/// # Errors
/// What keeps it from being opened.
pub fn use_existing(place: &Place, server: &PostgresOptions) -> Result<Installation> {
    there(place)?;
    existing(place, open_store(place, server)?)
}

/// Opens an installation for reading only; one that is being served, too.
///
/// # Errors
/// What keeps it from being opened.
pub fn look(place: &Place, server: &PostgresOptions) -> Result<Installation> {
    let Place::Directory(directory) = place else { return use_existing(place, server) };
    there(place)?;
    check_directory(directory)?;
    let options = SqliteOptions { read_only: true, ..SqliteOptions::default() };
    existing(place, Store::sqlite(&directory.join(DATABASE_FILE), &options)?)
}

/// Fills an empty place from an archive, and says by what the archive was checked. The keys are those in `keys`, else
/// those that lie in the place already, else the archive's own.
///
/// # Errors
/// [`Error::Occupied`] for a place that is not empty; [`Error::KeysWanted`]; what the archive or the keys say.
pub fn restore_into(
    place: &Place,
    from: &Path,
    keys: Option<&Path>,
    at: i64,
    server: &PostgresOptions,
    progress: archive::Progress,
) -> Result<(Installation, Head, Manifest, CheckedBy)> {
    // Everything is checked before the place is touched.
    let head = archive::head(from).map_err(Error::stored(from))?;
    vacant(place, server)?;
    let path = place.key_file(&head.installation);
    let source = keys.or_else(|| path.exists().then_some(&path));
    let (keys, by) = match (source, &head.keys) {
        (Some(source), _) => (file::read_keys(source)?, CheckedBy::Keys),
        (None, Some(json)) => (Keys::from_json(json)?, CheckedBy::OwnKeys),
        (None, None) => return Err(Error::KeysWanted { path, installation: head.installation }),
    };
    verify_archive(from, &head, &keys, source.unwrap_or(from))?;
    let keys = Arc::new(keys);
    if path.exists() {
        agree(&path, &file::read_keys(&path)?, &head.installation, &public(&keys)?)?;
    }
    let store = open_store(place, server)?;
    let filled = migrate::migrate(&store, at).and_then(|_| archive::restore(&store, &keys, from, progress));
    let (head, manifest) = match filled {
        Ok(filled) => filled,
        Err(error) => {
            drop(store);
            clear(place);
            return Err(error.into());
        }
    };
    if !path.exists() {
        file::write_keys(&path, &keys)?;
    }
    Ok((existing(place, store)?, head, manifest, by))
}

/// Refuses a place in which something is, but for a key file; and a folder that others may use.
fn vacant(place: &Place, server: &PostgresOptions) -> Result<()> {
    match place {
        Place::Directory(directory) if directory.join(DATABASE_FILE).exists() => {
            Err(Error::Occupied(directory.display().to_string()))
        }
        Place::Directory(directory) if directory.join(super::KEY_FILE).exists() => check_directory(directory),
        Place::Directory(_) => Ok(()),
        Place::Server { .. } => {
            let store = open_store(place, server)?;
            if migrate::version(&store)? == 0 || whose(&store)? == (None, false) {
                return Ok(());
            }
            Err(Error::Occupied("PostgreSQL".to_owned()))
        }
    }
}

/// The keys in a file, for those who have no database before them.
///
/// # Errors
/// A file that cannot be read, is no key file, or is open to others.
pub fn keys_in(path: &Path) -> Result<Keys> {
    file::read_keys(path)
}

/// Checks an archive from end to end by the keys of its installation, which lie at `path`.
fn verify_archive(from: &Path, head: &Head, keys: &Keys, path: &Path) -> Result<Manifest> {
    if keys.installation() != head.installation {
        return Err(Error::KeysForeign {
            path: path.to_owned(),
            installation: head.installation.clone(),
            found: keys.installation().to_owned(),
        });
    }
    Ok(archive::verify(from, Some(keys))?.1)
}

/// By what an archive was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckedBy {
    /// The installation's keys: its lines are what the installation wrote.
    Keys,
    /// The keys in the archive itself, which whoever rewrites it could exchange along with it.
    OwnKeys,
    /// No keys: nothing but that its lines fit one another.
    Nothing,
}

/// Checks an archive by the key file that is named, or else by what it holds itself.
///
/// # Errors
/// What is wrong with it; keys that are another installation's.
pub fn check_archive(from: &Path, keys: Option<&Path>) -> Result<(Head, Manifest, CheckedBy)> {
    let head = archive::head(from).map_err(Error::stored(from))?;
    let (manifest, by) = match (keys, &head.keys) {
        (Some(path), _) => (verify_archive(from, &head, &file::read_keys(path)?, path)?, CheckedBy::Keys),
        (None, Some(json)) => {
            (verify_archive(from, &head, &Keys::from_json(json)?, from)?, CheckedBy::OwnKeys)
        }
        (None, None) => (archive::verify(from, None)?.1, CheckedBy::Nothing),
    };
    Ok((head, manifest, by))
}

/// Takes the empty database away that a failed restore made, so that it can be tried again.
fn clear(place: &Place) {
    let Some(directory) = place.directory() else { return };
    for ending in ["", "-wal", "-shm", ".lock"] {
        // What is not there need not go.
        let _ = std::fs::remove_file(directory.join(format!("{DATABASE_FILE}{ending}")));
    }
}

fn there(place: &Place) -> Result<()> {
    match place {
        Place::Directory(directory) if !directory.join(DATABASE_FILE).is_file() => {
            Err(Error::Absent(directory.display().to_string()))
        }
        _ => Ok(()),
    }
}

fn existing(place: &Place, store: Store) -> Result<Installation> {
    migrate::check(&store)?;
    let known = whose(&store)?.0.ok_or_else(|| Error::Absent("the database is not in service".to_owned()))?;
    with_keys(place, store, &known)
}

fn open_store(place: &Place, server: &PostgresOptions) -> Result<Store> {
    match place {
        Place::Directory(directory) => {
            file::folder(directory)?;
            check_directory(directory)?;
            let path = directory.join(DATABASE_FILE);
            // The engine gives its own files the mode of this one.
            file::empty(&path)?;
            let store = Store::sqlite(&path, &SqliteOptions::default())?;
            file::close_to_others(&directory.join(format!("{DATABASE_FILE}.lock")));
            Ok(store)
        }
        Place::Server { url, .. } => Ok(Store::postgres(url, server)?),
    }
}

fn check_directory(directory: &Path) -> Result<()> {
    file::private(directory)?;
    file::private(&directory.join(DATABASE_FILE))?;
    file::private(&directory.join(super::KEY_FILE))
}

/// Whose the database is, and whether its log holds anything.
fn whose(store: &Store) -> Result<(Option<installation::Installation>, bool)> {
    store
        .read(|tx| {
            Ok::<_, Abort<daowei_store::Error>>((installation::read(tx)?, installation::has_begun(tx)?))
        })
        .map_err(|abort| Error::Store(abort.into_store()))
}

fn with_keys(place: &Place, store: Store, known: &installation::Installation) -> Result<Installation> {
    let path = place.key_file(&known.name);
    if !path.exists() {
        return Err(Error::KeysMissing { path, installation: known.name.clone() });
    }
    let keys = file::read_keys(&path)?;
    agree(&path, &keys, &known.name, &known.public_keys)?;
    Ok(Installation { store, keys: Arc::new(keys), key_file: path, made: false })
}

/// The keys are those that the database knows.
fn agree(path: &Path, keys: &Keys, installation: &str, known: &str) -> Result<()> {
    if keys.installation() == installation && public(keys)? == known {
        return Ok(());
    }
    Err(Error::KeysForeign {
        path: path.to_owned(),
        installation: installation.to_owned(),
        found: keys.installation().to_owned(),
    })
}

fn public(keys: &Keys) -> Result<String> {
    serde_json::to_string(&keys.public())
        .map_err(|_| Error::Crypto(daowei_crypto::Error::KeyRecord("public keys".to_owned())))
}

/// Makes the keys and takes the database into service. Keys that lie there already were made by a run that was
/// interrupted here, or put there on purpose.
fn make(place: &Place, store: Store, birth: &Birth) -> Result<Installation> {
    let name: String = birth.name.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = format!("daowei-{name}");
    let path = place.key_file(&name);
    let found = path.exists();
    let keys = if found {
        file::read_keys(&path)?
    } else {
        let keys = Keys::generate(birth.suite, &name, &birth.seed)?;
        file::write_keys(&path, &keys)?;
        keys
    };
    let row = installation::Installation {
        name: keys.installation().to_owned(),
        public_keys: public(&keys)?,
        created_at: birth.at,
    };
    let added = store
        .write(move |tx| {
            if installation::read(tx)?.is_some() {
                return Ok(false);
            }
            installation::add(tx, &row)?;
            Ok::<_, Abort<daowei_store::Error>>(true)
        })
        .map_err(Abort::into_store)?;
    if added {
        return Ok(Installation { store, keys: Arc::new(keys), key_file: path, made: true });
    }
    // Another process was faster: its keys hold, ours were used for nothing.
    if !found {
        std::fs::remove_file(&path).map_err(Error::file(&path))?;
    }
    existing(place, store)
}
