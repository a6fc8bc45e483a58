//! Before a database is taken into service, what left this host about it is asked.

use std::path::Path;

use daowei_app::App;
use daowei_app::off_host::{OffHost, against};

use crate::trouble::Trouble;

/// Refuses a database that the checkpoints off this host contradict.
pub(crate) fn admit(app: &App, log: Option<&Path>) -> Result<(), Trouble> {
    let Some(log) = log else { return Ok(()) };
    let file = log.display();
    let found = against(app.store(), app.keys(), log).map_err(Trouble::stored(log))?;
    let (zh, en) = match found {
        OffHost::Nothing | OffHost::Agrees { .. } => return Ok(()),
        OffHost::Strange => (
            format!("外存检查点文件 {file} 里没有本装置签署的检查点：拿错了文件，或者文件被人改坏"),
            format!(
                "nothing in {file} was signed by this installation: it is another file, or somebody spoiled it"
            ),
        ),
        OffHost::Beyond { covers, here } => (
            format!(
                "外存检查点 {file} 覆盖 {covers} 条事件，数据库只有 {here} 条：数据库被退回旧状态，或日志末尾被截去"
            ),
            format!(
                "the checkpoints in {file} cover {covers} events, the database has {here}: an older state was put back, or the end of \
                 the log was cut off"
            ),
        ),
        OffHost::Differs { size } => (
            format!("数据库前 {size} 条事件与外存检查点 {file} 所签的不是同一批"),
            format!(
                "the first {size} events of the database are not those that the checkpoint in {file} signed"
            ),
        ),
    };
    Err(Trouble::refused(format_args!(
        "不启动：{zh}。\n\
         请运行 daowei audit verify --checkpoint {file} 查明原因。如确系有意恢复较早的备份：保管好该文件（它证明缺了什么），移到别处后再启动。\n\
         not started: {en}.\n\
         Run `daowei audit verify --checkpoint {file}` to see why. If an older backup was restored knowingly, keep that file (it \
         proves what is missing), move it away, and start again."
    )))
}
