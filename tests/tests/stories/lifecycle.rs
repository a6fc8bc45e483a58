//! Starting, stopping, copying: a second server on the same data, a stop in the middle of a request, a backup of what is
//! served, a database of another version.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use crate::harness::{City, Database, Desk, Engine, Server, on_both, run, until, walk};

on_both!(a_stop_lets_requests_end, a_backup_of_what_is_served_is_the_same_again, another_version_is_refused);

#[test]
fn a_second_server_on_the_same_data_is_refused() {
    let city = City::on(Engine::Sqlite);
    let server = city.serve();
    let second = run(city.arguments(&["serve", "--listen", "127.0.0.1:0"])).wrong();
    assert!(!second.stderr.is_empty() && !second.stderr.contains("panicked"), "{second}");
    assert_eq!(server.client().get("/readyz").status, 200);
    server.stop();
}

fn a_stop_lets_requests_end(engine: Engine) {
    let city = City::on(engine);
    let server = city.serve();
    let desk = Desk::open(&server, &city.people());
    let body = desk.arrival(&walk::somebody()).to_string();
    let secret = desk.clerk.secret();
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {secret}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    let mut streams: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            stream.write_all(head.as_bytes()).unwrap();
            // The server has begun to read the body: the request is under way.
            assert!(answer(&mut stream).starts_with("HTTP/1.1 100"));
            stream
        })
        .collect();
    server.ask_to_stop();
    until("no more requests are taken", 20, || {
        let ready = server.client().try_get("/readyz");
        ready.map_or(true, |reply| reply.status == 503).then_some(())
    });
    for stream in &mut streams {
        stream.write_all(body.as_bytes()).unwrap();
        let said = answer(stream);
        assert!(said.starts_with("HTTP/1.1 201"), "{said}");
    }
    drop(streams);
    server.stop();
    city.is_sound();
}

/// The head of the next answer. `read_exact` asks again where a signal interrupted the system call: with a time-out on the
/// socket the kernel does not.
fn answer(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    let mut byte = [0];
    while !said.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        said.extend(byte);
    }
    String::from_utf8(said).unwrap()
}

fn a_backup_of_what_is_served_is_the_same_again(engine: Engine) {
    let city = City::on(engine);
    let server = city.serve();
    let desk = Desk::open(&server, &city.people());
    let working = std::sync::atomic::AtomicBool::new(true);
    let backup = city.file("backup");
    let made = std::thread::scope(|scope| {
        scope.spawn(|| {
            while working.load(std::sync::atomic::Ordering::SeqCst) {
                desk.receive();
            }
        });
        let words = ["backup", "create", "--with-keys", "--json", backup.to_str().unwrap()];
        let made = run(city.arguments(&words)).good().json();
        working.store(false, std::sync::atomic::Ordering::SeqCst);
        made
    });
    server.stop();
    run(["backup", "verify", backup.to_str().unwrap(), "--data", city.data().to_str().unwrap()]).good();
    let root = evidence(&made);
    assert!(root.0.is_some(), "{made}");

    // Into an empty folder, and into an empty database on the other engine where there is a server.
    let folder = city.file("again");
    let into = ["restore", "--json", "--from", backup.to_str().unwrap(), "--data", folder.to_str().unwrap()];
    assert_eq!(evidence(&run(into).good().json()), root);
    run(into).wrong();
    run(["audit", "verify", "--data", folder.to_str().unwrap()]).good();
    run(["audit", "rebuild", "--check", "--data", folder.to_str().unwrap()]).good();
    if engine == Engine::Postgres {
        let (database, keys) = (Database::new(), city.file("keys-again.json"));
        let place = ["--database", &database.url(), "--keys", keys.to_str().unwrap()];
        let into = ["restore", "--json", "--from", backup.to_str().unwrap()];
        assert_eq!(evidence(&run(into.iter().chain(&place)).good().json()), root);
        run(["audit", "verify"].iter().chain(&place)).good();
    }
}

/// Root and size of the evidence in an answer.
fn evidence(said: &serde_json::Value) -> (Option<String>, Option<u64>) {
    let evidence = said.get("evidence").unwrap_or(said);
    (evidence["root"].as_str().map(str::to_owned), evidence["size"].as_u64())
}

fn another_version_is_refused(engine: Engine) {
    let city = City::on(engine);
    let version = city.number("SELECT max(version) FROM migration").unwrap();
    let refused = |words: &str| {
        let port = ["serve", "--no-migrate", "--listen", "127.0.0.1:0"];
        let ended = run(city.arguments(&port)).wrong();
        assert!(ended.stderr.contains(&version.to_string()) && ended.stderr.contains(words), "{ended}");
    };
    let newer = version + 1_000;
    city.sql(&format!("UPDATE migration SET version = {newer} WHERE version = {version}"));
    let bytes = || fs::read(city.database_file()).unwrap_or_default();
    let before = bytes();
    refused(&newer.to_string());
    assert!(before == bytes(), "a refused start changed the database");
    city.sql(&format!("DELETE FROM migration WHERE version = {newer}"));
    refused(&(version - 1).to_string());
}

/// A server that is started before its database waits for it.
#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn a_server_waits_for_its_database() {
    let cluster = crate::harness::Cluster::start();
    let city = City::in_database(Database::on(&cluster.url()));
    cluster.cut();
    let mut server = Server::launch(&city.arguments(&["serve"]), &city.log(), crate::harness::free_port());
    until("it says that it is not ready", 30, || {
        server.client().try_get("/readyz").is_ok_and(|reply| reply.status == 503).then_some(())
    });
    cluster.up();
    server.ready();
    server.stop();
}
