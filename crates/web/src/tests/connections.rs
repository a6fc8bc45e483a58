use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::connections::{Connections, Place};

async fn is_cut(place: &Place) -> bool {
    timeout(Duration::from_millis(1), place.connection.cut()).await.is_ok()
}

#[tokio::test(start_paused = true)]
async fn the_oldest_that_waits_makes_room() {
    let connections = Arc::new(Connections::new(2));
    let (first, second) = (connections.admit().unwrap(), connections.admit().unwrap());
    let working = first.connection.work();
    let third = connections.admit().unwrap();
    assert!(!is_cut(&first).await);
    assert!(is_cut(&second).await);
    assert_eq!((connections.open(), connections.evicted()), (2, 1));
    drop(second);
    assert_eq!(connections.open(), 2, "its place was given away already");
    drop(working);
    let _fourth = connections.admit().unwrap();
    assert!(is_cut(&first).await);
    drop(third);
    assert_eq!(connections.open(), 1);
}

#[test]
fn nobody_at_work_makes_room() {
    let connections = Arc::new(Connections::new(1));
    let place = connections.admit().unwrap();
    let _working = place.connection.work();
    assert!(connections.admit().is_none());
    assert_eq!(connections.evicted(), 0);
}

#[test]
fn it_stays_below_what_the_machine_gave() {
    let connections = Arc::new(Connections::new(1_000));
    let places: Vec<Place> = (0..200).filter_map(|_| connections.admit()).collect();
    connections.shrink();
    assert_eq!((connections.open(), connections.evicted()), (136, 64));
    let _more = connections.admit().unwrap();
    assert_eq!(connections.open(), 136);
    drop(places);
    connections.shrink();
    let few: Vec<Place> = (0..100).filter_map(|_| connections.admit()).collect();
    assert_eq!((few.len(), connections.open()), (100, 64));
}
