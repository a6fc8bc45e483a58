//! The rules of telling.

use jiff::civil::Date;

use super::{Event, Tell, Told, rules};
use crate::catalog::rules::{DEPARTMENT_UNKNOWN, WITHOUT_FOUNDING};
use crate::catalog::{DepartmentOf, Item, PaperNeed};
use crate::rule::{Refusal, ensure};

/// Answers an enquiry about an item, by its version in force on that day. What is told is what the public guide tells: a
/// version that a document founds.
///
/// # Errors
/// The rules `enquiry.…`; `catalog.item.…` for an item of which nothing may be told.
pub fn tell(tell: Tell, item: &Item, today: Date) -> Result<Vec<Event>, Refusal> {
    let version = item.in_force(today)?;
    let content = &version.content;
    let named = |rule| Refusal::by(rule).with("item", &content.name);
    ensure(version.origin.document().is_some(), || named(&WITHOUT_FOUNDING))?;
    let department = match &content.department {
        DepartmentOf::Known(department) => *department,
        DepartmentOf::AsWritten(written) => {
            return Err(named(&DEPARTMENT_UNKNOWN).with("department", written));
        }
    };
    if let Some(unlisted) = tell.papers.iter().find(|paper| content.paper(paper).is_none()) {
        return Err(named(&rules::PAPER_UNLISTED).with("paper", unlisted));
    }
    // What can be had from other organs is not asked for (国务院令第716号 art. 7), and may be told or not.
    let owed = content.papers.iter().filter(|paper| paper.need == PaperNeed::Required && !paper.shared);
    let missing: Vec<&str> =
        owed.filter(|paper| !tell.papers.contains(&paper.id)).map(|paper| paper.name.as_str()).collect();
    ensure(missing.is_empty(), || named(&rules::PAPERS_INCOMPLETE).with("papers", missing.join("、")))?;
    let said = tell.advice.as_ref().is_some_and(|advice| advice.weight() > 0);
    ensure(said || !tell.papers.is_empty(), || Refusal::by(&rules::NOTHING_TOLD))?;
    let listed = content.papers.iter().filter(|paper| tell.papers.contains(&paper.id));
    Ok(vec![
        Box::new(Told {
            enquiry: tell.enquiry,
            item: item.id,
            item_version: version.number,
            item_name: content.name.clone(),
            department,
            papers: listed.map(|paper| paper.id.clone()).collect(),
            situation: tell.situation.map(|text| text.reference()),
            advice: tell.advice.map(|text| text.reference()),
            asker: tell.asker.map(|text| text.reference()),
            phone: tell.phone.map(|text| text.reference()),
        })
        .into(),
    ])
}
