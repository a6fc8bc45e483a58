//! Judging what was said of the log and of what left this host. Pure.

use jiff::SignedDuration;

use super::Status;
use super::ask::Asked;
use super::check::{Checks, at, words};
use crate::off_host::OffHost;

/// How long an event may wait for its checkpoint. One is signed each minute: by then nine were missed, which neither a busy
/// database nor the lease of a worker that fell explains.
const CHECKPOINT_LATE: SignedDuration = SignedDuration::from_mins(10);
/// How long an event may wait for its position, which it gets within a second: longer than a lease of a worker that fell.
const INDEX_LATE: SignedDuration = SignedDuration::from_mins(1);

/// The clock, the order of events, their checkpoints here and off this host.
pub(super) fn log(asked: &Asked, checks: &mut Checks) {
    use Status::{Problem, Warning};
    let evidence = &asked.evidence;
    let behind = evidence.newest.is_some_and(|newest| at(newest) > asked.now);
    checks.add(
        "clock.log",
        !behind,
        Problem,
        words(if behind {
            ("本机时钟早于最后一条记录", "this machine's clock is behind the newest record")
        } else {
            ("本机时钟晚于最后一条记录", "this machine's clock is ahead of the newest record")
        }),
        ("校准本机时钟（NTP）", "set this machine's clock (NTP)"),
    );
    let waiting =
        evidence.pending_since.is_some_and(|since| asked.now.duration_since(at(since)) > INDEX_LATE);
    checks.add(
        "evidence.index",
        !waiting,
        Problem,
        (
            format!("{} 条事件待编号", evidence.pending),
            format!("{} events wait for their position", evidence.pending),
        ),
        ("启动 daowei serve 或 daowei worker", "start `daowei serve` or `daowei worker`"),
    );
    let overdue =
        evidence.uncovered_since.is_some_and(|since| asked.now.duration_since(at(since)) > CHECKPOINT_LATE);
    let covered = evidence.checkpoint.as_ref().map_or(0, |(size, _, _)| *size);
    let uncovered = evidence.indexed.saturating_sub(covered).max(0);
    checks.add(
        "evidence.checkpoint",
        !overdue,
        Problem,
        match (overdue, uncovered) {
            (true, _) => (
                format!("已签检查点覆盖 {covered} 条，另有 {uncovered} 条等待过久"),
                format!("the newest checkpoint covers {covered} events, {uncovered} more wait too long for the next"),
            ),
            (false, 0) => (
                format!("已签检查点覆盖全部 {covered} 条"),
                format!("the newest checkpoint covers all {covered} events"),
            ),
            (false, _) => (
                format!("已签检查点覆盖 {covered} 条，另有 {uncovered} 条待下一检查点"),
                format!("the newest checkpoint covers {covered} events, {uncovered} more wait for the next"),
            ),
        },
        ("启动 worker，或运行 daowei audit checkpoint", "start the worker, or run `daowei audit checkpoint`"),
    );
    checks.add(
        "evidence.tree",
        asked.tree_holds,
        Problem,
        words(if asked.tree_holds {
            ("校验树的状态可读", "the state of the tree can be read")
        } else {
            ("校验树的状态已损坏", "the state of the tree is damaged")
        }),
        (
            "停止服务，运行 daowei audit verify；从备份恢复",
            "stop serving, run `daowei audit verify`, and restore a backup",
        ),
    );
    if let Some(holds) = asked.checkpoint_holds {
        checks.add(
            "evidence.signature",
            holds,
            Problem,
            words(if holds {
                ("最新检查点签名有效且与日志相符", "the newest checkpoint is ours and fits the log")
            } else {
                (
                    "最新检查点签名无效或与日志不符",
                    "the newest checkpoint is not ours or does not fit the log",
                )
            }),
            (
                "运行 daowei audit verify，并与外存检查点比对",
                "run `daowei audit verify` with a checkpoint kept elsewhere",
            ),
        );
    }
    let newest = covered.unsigned_abs();
    let contradicted = asked.sent.filter(|sent| sent.contradicts());
    checks.add(
        "evidence.rolled_back",
        contradicted.is_none(),
        Problem,
        match contradicted {
            Some(OffHost::Beyond { covers, here }) => (
                format!("外存检查点覆盖 {covers} 条，库内只有 {here} 条：数据库被退回旧状态，或末尾被截去"),
                format!(
                    "checkpoints off this host cover {covers} events, here are {here}: an older state was put back, or the end cut off"
                ),
            ),
            Some(other) => (
                format!("库内前 {} 条与外存检查点不符", other.covers()),
                format!("the first {} events are not those of the checkpoint off this host", other.covers()),
            ),
            None => words(("数据库与外存检查点不矛盾", "nothing off this host contradicts the database")),
        },
        (
            "停止服务，运行 daowei audit verify --checkpoint 该文件；查明原因前不要办理",
            "stop serving, run `daowei audit verify --checkpoint` with that file, and decide nothing until you know why",
        ),
    );
    checks.add(
        "evidence.off_host",
        asked.sent.is_some_and(|sent| sent.covers() >= newest),
        Warning,
        match asked.sent {
            None => words(("检查点未送出本机", "checkpoints do not leave this host")),
            Some(sent) => (
                format!("外存检查点覆盖 {} 条，最新 {newest} 条", sent.covers()),
                format!("checkpoints off this host cover {} events, the newest one {newest}", sent.covers()),
            ),
        },
        (
            "设置 DAOWEI_CHECKPOINT_LOG，指向另一台机器上的文件",
            "set DAOWEI_CHECKPOINT_LOG to a file on another machine",
        ),
    );
}
