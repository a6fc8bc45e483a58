//! The devices, simulated.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde::Serialize;
use tokio::sync::{Mutex, Notify, watch};

use crate::door::Refused;
use crate::picture;

/// How long the reader waits for a card.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a resident card tells a desk, and no more of it: neither picture nor sex nor ethnic group (个人信息保护法 第六条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Card {
    /// 姓名
    pub(crate) name: &'static str,
    /// Kind of document: `111`, resident card.
    pub(crate) id_kind: &'static str,
    /// 公民身份号码
    pub(crate) id_number: &'static str,
    /// 住址
    pub(crate) address: &'static str,
}

/// Cards of nobody: the numbers obey their check digit, and no more.
pub(crate) const CARDS: [Card; 2] = [
    Card {
        name: "模拟·张三",
        id_kind: "111",
        id_number: "51200019900101001X",
        address: "资阳市雁江区模拟路1号",
    },
    Card {
        name: "模拟·李四𠮷",
        id_kind: "111",
        id_number: "512000198505050029",
        address: "资阳市雁江区模拟路2号",
    },
];

/// What is plugged in.
pub(crate) struct Devices {
    laid: watch::Sender<Option<Card>>,
    reader: Mutex<()>,
    camera: Mutex<()>,
    cancelled: Notify,
    shots: AtomicU32,
}

impl Devices {
    /// With that card on the reader, the first being 1; none for 0.
    pub(crate) fn new(card: usize) -> Self {
        Self {
            laid: watch::Sender::new(laid(card)),
            reader: Mutex::default(),
            camera: Mutex::default(),
            cancelled: Notify::new(),
            shots: AtomicU32::new(0),
        }
    }

    /// Lays another card on the reader, or takes it away.
    pub(crate) fn lay(&self, card: usize) {
        self.laid.send_replace(laid(card));
    }

    /// Reads the card, and waits for one where there is none.
    pub(crate) async fn card(&self) -> Result<Card, Refused> {
        let _alone = self.reader.try_lock().map_err(|_| Refused::Busy)?;
        let mut laid = self.laid.subscribe();
        tokio::select! {
            () = self.cancelled.notified() => Err(Refused::Cancelled),
            found = tokio::time::timeout(PATIENCE, laid.wait_for(Option::is_some)) => {
                found.ok().and_then(|card| card.ok().and_then(|card| *card)).ok_or(Refused::NoCard)
            }
        }
    }

    /// Ends the waiting for a card.
    pub(crate) fn cancel(&self) {
        self.cancelled.notify_waiters();
    }

    /// A picture of what lies under the camera, as JPEG.
    pub(crate) async fn page(&self) -> Result<Vec<u8>, Refused> {
        let _alone = self.camera.try_lock().map_err(|_| Refused::Busy)?;
        let shot = self.shots.fetch_add(1, Ordering::Relaxed).saturating_add(1);
        let drawn = tokio::task::spawn_blocking(move || picture::page(shot)).await;
        drawn.ok().flatten().ok_or(Refused::Device)
    }
}

fn laid(card: usize) -> Option<Card> {
    CARDS.get(card.checked_sub(1)?).copied()
}
