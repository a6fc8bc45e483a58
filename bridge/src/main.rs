//! 设备桥模拟器: the local bridge of docs/device-bridge.md with devices that are simulated. It stands where a vendor's bridge will: on the
//! clerk's machine, on the loopback address alone. Its cards belong to nobody and its camera looks at a page that it draws itself.

mod device;
mod door;
mod machine;
mod pairing;
mod picture;

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;

use device::Devices;
use door::Door;
use pairing::Pairings;

/// 设备桥模拟器 · the local device bridge, simulated
///
/// Lines on its standard input lay a card on the reader (`card 1`, `card 2`) or take it away (`card none`).
#[derive(Parser)]
struct Arguments {
    /// Origins whose pages may ask, such as `https://desk.example.gov.cn`.
    #[arg(long, required = true)]
    origin: Vec<String>,
    /// Port on 127.0.0.1; 0 takes any.
    #[arg(long, default_value_t = 18_620)]
    port: u16,
    /// The card that lies on the reader; 0 for none.
    #[arg(long, default_value_t = 1)]
    card: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> io::Result<()> {
    let devices = Arc::new(Devices::new(arguments.card));
    // Loopback is no option: a bridge that others reach hands out whoever lies on its reader.
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port))).await?;
    let port = listener.local_addr()?.port();
    say(&format!("listening 127.0.0.1:{port}"))?;
    let pairings = Pairings::new(|code| {
        let _ = say(&format!("pairing code {code}"));
    });
    let door = Door::new(arguments.origin, port, pairings, Arc::clone(&devices));
    tokio::spawn(hands(devices));
    axum::serve(listener, door::router(Arc::new(door))).await
}

/// What somebody at the console does with the cards.
async fn hands(devices: Arc<Devices>) {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        match line.trim().strip_prefix("card ") {
            Some("none") => devices.lay(0),
            Some(card) => devices.lay(card.parse().unwrap_or_default()),
            None => {}
        }
    }
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "{line}")?;
    out.flush()
}

#[cfg(test)]
mod tests;
