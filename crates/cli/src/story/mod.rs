//! 故事: an application for a real license, from the window to the delivered result, told step by step over HTTP.
//!
//! There is no door here to the clock or to the store: whatever is told was asked of the public API with the accounts that the
//! demo city printed, and each claim is read back through another role. A claim that does not hold ends the story.

mod cast;
mod client;
mod ending;
mod evidence;
mod intake;
mod review;
mod search;
mod stage;
mod teller;
mod witness;

use std::net::SocketAddr;
use std::path::Path;

pub(crate) use stage::{answers, options, play_alone};

use crate::lines;
use crate::trouble::{Done, Trouble, Verdict};
use cast::Cast;
use client::Client;
use teller::{Broken, Teller};

/// Plays the story against a server that answers at that address, with the accounts in that file.
pub(crate) fn play(address: SocketAddr, accounts: &Path, as_json: bool) -> Done {
    let accounts = std::fs::read(accounts).map_err(Trouble::file(accounts))?;
    let accounts = serde_json::from_slice(&accounts).map_err(Trouble::refused)?;
    let mut teller = Teller::new(as_json);
    let told = tell(&Client::new(address), &accounts, &mut teller);
    if let Err(broken) = told {
        teller.broke(broken)?;
    }
    let held = teller.held();
    if as_json {
        lines::json(&teller.told())?;
    }
    Ok(if held { Verdict::Good } else { Verdict::Wrong })
}

/// The case of the story, as far as it has come.
struct Plot {
    /// Path of the case.
    path: String,
    /// 办件编号
    number: String,
    /// 查询码
    query_code: String,
    /// A paper of the item's list.
    paper: String,
    /// A paper beside it, for a demand that comes too late.
    other_paper: String,
}

fn tell(client: &Client, accounts: &serde_json::Value, teller: &mut Teller) -> Result<(), Broken> {
    let cast = Cast::sign_in(client, accounts, teller)?;
    let item = search::find(&cast, teller)?;
    let plot = intake::receive(&cast, &item, teller)?;
    intake::correct(&cast, &plot, teller)?;
    intake::accept(&cast, &plot, teller)?;
    review::examine(&cast, &plot, teller)?;
    let decision = review::decide(&cast, &plot, teller)?;
    ending::seal_and_deliver(&cast, &plot, &decision, teller)?;
    ending::license(&cast, &decision, teller)?;
    ending::progress(client, &plot, teller)?;
    witness::read_back(&cast, &plot, &decision, teller)?;
    evidence::verify(&cast, &plot, teller)
}
