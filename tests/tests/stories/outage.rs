//! The database server goes away and comes back; the disk runs full and gets room again. The program stays, says so, and
//! loses nothing that it acknowledged.

use std::fs;
use std::io::Write;
use std::process::Command;

use serde_json::json;

use crate::harness::{City, Cluster, Database, Desk, Engine, Server, key, until, walk};

#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn a_database_server_may_go_and_come() {
    let cluster = Cluster::start();
    let city = City::in_database(Database::on(&cluster.url()));
    let before = city.count("case_row");
    let server = city.serve();
    let desk = Desk::open(&server, &city.people());
    let kept = std::sync::Mutex::new(Vec::new());
    let refused = std::sync::Mutex::new(Vec::new());
    let working = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let desk = desk.apart();
                while working.load(std::sync::atomic::Ordering::SeqCst) {
                    work(&desk, &kept, &refused);
                }
            });
        }
        let cases = || kept.lock().unwrap().len();
        for _ in 0..3 {
            let so_far = cases();
            until("work goes on", 60, || (cases() > so_far + 5).then_some(()));
            cluster.cut();
            until("it says that it is not ready", 30, || (ready(&server) == 503).then_some(()));
            assert_eq!(server.client().get("/livez").status, 200);
            cluster.up();
            until("it is ready again by itself", 60, || (ready(&server) == 200).then_some(()));
        }
        let so_far = cases();
        until("work goes on", 60, || (cases() > so_far + 5).then_some(()));
        working.store(false, std::sync::atomic::Ordering::SeqCst);
    });
    let refused = refused.into_inner().unwrap();
    assert!(!refused.is_empty(), "nobody met the outage");
    let kept = kept.into_inner().unwrap();
    for case in &kept {
        assert_eq!(desk.clerk.get(case).status, 200, "{case} was acknowledged and is gone");
    }
    server.stop();
    // Whatever was answered with an error and carried out all the same has been asked for again with its key.
    assert_eq!(city.count("case_row") - before, i64::try_from(kept.len()).unwrap());
    city.is_sound();
}

/// Opens one case; asks again with the same key until that is certain.
fn work(desk: &Desk, kept: &std::sync::Mutex<Vec<String>>, refused: &std::sync::Mutex<Vec<String>>) {
    let (key, arrival) = (key(), desk.arrival(&walk::somebody()));
    let case = until("a case is opened at last", 120, || {
        let reply = desk.clerk.try_post("/api/v1/cases", &key, &arrival).ok()?;
        if reply.status < 300 {
            return Some(walk::path(&reply.json()));
        }
        assert_eq!(reply.status, 503, "{}", reply.text());
        let code = reply.code();
        // What is unknown is asked for again at once, by its key; what was not begun, after a moment.
        assert!(code == "store.unknown" || !reply.header("retry-after").is_empty(), "{}", reply.text());
        refused.lock().unwrap().push(code);
        None
    });
    kept.lock().unwrap().push(case);
}

fn ready(server: &Server) -> u16 {
    server.client().try_get("/readyz").map_or(0, |reply| reply.status)
}

/// A small disk, gone with its story.
struct Disk {
    folder: crate::harness::Folder,
}

impl Disk {
    /// One that holds that many KiB.
    fn new(kib: u64) -> Self {
        let folder = crate::harness::Folder::new("disk");
        let size = format!("size={kib}k,mode=0700");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        assert!(mounted.unwrap().status.success(), "a small disk");
        Self { folder }
    }

    /// Leaves no room.
    fn fill(&self) {
        let mut file = fs::File::create(self.folder.join("filler")).unwrap();
        for size in [1 << 16, 1 << 12, 1] {
            while file.write_all(&vec![b'.'; size]).is_ok() {}
        }
    }

    fn free(&self) {
        fs::remove_file(self.folder.join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).status();
    }
}

#[test]
#[cfg_attr(not(mounts), ignore = "no file system can be mounted here")]
fn a_full_disk_stops_writing_and_nothing_else() {
    let template = City::on(Engine::Sqlite);
    let size = fs::metadata(template.database_file()).unwrap().len() >> 10;
    // Beyond the eight mebibytes that are kept for removing.
    let disk = Disk::new(size + 24_576);
    let city = template.moved(&disk.folder);
    let people = city.people();
    // Its log lies elsewhere: what the server says is not what fills the disk.
    let server = city.serve();
    let desk = Desk::open(&server, &people);
    let case = desk.receive();
    let party = desk.clerk.get(&case).done()["parties"][0]["id"].as_str().unwrap().to_owned();
    disk.fill();

    // What was set aside for the log of writes is used up first.
    let reply = until("the disk is full", 60, || {
        let reply = desk.clerk.post("/api/v1/cases", &desk.arrival(&walk::somebody()));
        (reply.status >= 300).then_some(reply)
    });
    assert!(matches!(reply.status, 507 | 503), "{} {}", reply.status, reply.text());
    let problem = reply.json();
    assert!(!reply.code().is_empty());
    assert!(
        problem["detail"].as_str().is_some_and(|words| words.chars().any(|c| c > '\u{4e00}')),
        "{problem}"
    );
    let purpose = json!({ "purpose": "核对申请人身份证件" });
    let look = desk.clerk.post(&format!("{case}/parties/{party}/reveal"), &purpose);
    assert!(matches!(look.status, 507 | 503), "a look that cannot be recorded: {}", look.text());
    assert!(!look.text().contains("测试申请人"));
    assert_eq!(desk.clerk.get(&case).status, 200, "what is masked is still shown");
    assert_eq!(desk.clerk.get("/api/v1/cases").status, 200);
    until("it says that it is not ready", 30, || (ready(&server) == 503).then_some(()));
    assert_eq!(server.client().get("/livez").status, 200);

    disk.free();
    until("it is ready again by itself", 30, || (ready(&server) == 200).then_some(()));
    let after = desk.awaiting_decision();
    desk.decide(&after).done();
    server.stop();
    city.is_sound();
}
