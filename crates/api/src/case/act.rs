//! A command to a case, made of what came over HTTP and carried out.

use daowei_app::Error;
use daowei_app::case::{Act as Carried, Precondition};
use daowei_app::text::Texts;
use daowei_domain::case::Command;

use super::Acted;
use super::path::{CasePath, OfCase};
use crate::act;
use crate::problem::Failure;
use crate::state::Api;

/// A command to a case, or to a part of one.
pub(super) type Act<B, P = OfCase> = act::Act<B, P>;

impl<B, P: CasePath> Act<B, P> {
    /// Makes the command and has it carried out.
    pub(super) async fn carry_out(
        self,
        api: &Api,
        route: &'static str,
        command: impl FnOnce(B, &mut Texts) -> Result<Command, Error>,
    ) -> Result<Acted, Failure> {
        let once = self.once(api, route);
        let precondition = Precondition { revision: self.revision };
        let mut texts = Texts::new(&api.app);
        let command = command(self.body, &mut texts)?;
        let act = Carried { case: self.path.case(), command, texts, precondition };
        Ok(match self.preview {
            true => Acted::Previewed(api.app.preview(self.caller, act).await?),
            false => Acted::Done(api.app.act(self.caller, act, once).await?),
        })
    }
}
