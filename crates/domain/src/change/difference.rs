//! 版本差异: any two versions of an item, field by field, and their papers row by row.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::{Content, Paper};

/// One thing that is said otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// The element, by its name in the record.
    pub field: String,
    /// What stood there; nothing where it was silent.
    pub before: Option<Value>,
    /// What stands there now.
    pub after: Option<Value>,
}

/// One paper that is said otherwise: both sides where it was changed, one where it came or went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperDifference {
    /// Its id within the item.
    pub paper: String,
    /// As it stood.
    pub before: Option<Paper>,
    /// As it stands.
    pub after: Option<Paper>,
    /// What of it differs.
    pub fields: Vec<String>,
}

/// How two versions differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    /// Every element but the papers.
    pub fields: Vec<Side>,
    /// The papers.
    pub papers: Vec<PaperDifference>,
    /// Whether papers stand in another order.
    pub reordered: bool,
}

impl Difference {
    /// Whether the two say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.papers.is_empty() && !self.reordered
    }
}

/// How they differ; from nothing to a first version, everything that it says.
#[must_use]
pub fn difference(before: Option<&Content>, after: &Content) -> Difference {
    let (old, new) = (before.map(written).unwrap_or_default(), written(after));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).filter(|name| *name != "papers").collect();
    let fields = names.into_iter().filter(|name| old.get(*name) != new.get(*name)).map(|name| Side {
        field: name.clone(),
        before: old.get(name).cloned(),
        after: new.get(name).cloned(),
    });
    let was: &[Paper] = before.map_or(&[], |content| &content.papers);
    let mut papers: Vec<PaperDifference> = Vec::new();
    for paper in was {
        let now = after.paper(&paper.id);
        papers.extend(row(Some(paper), now));
    }
    for paper in &after.papers {
        if !was.iter().any(|earlier| earlier.id == paper.id) {
            papers.extend(row(None, Some(paper)));
        }
    }
    let order = |papers: &[Paper], others: &[Paper]| -> Vec<String> {
        let both = papers.iter().filter(|paper| others.iter().any(|other| other.id == paper.id));
        both.map(|paper| paper.id.clone()).collect()
    };
    let reordered = order(was, &after.papers) != order(&after.papers, was);
    Difference { fields: fields.collect(), papers, reordered }
}

fn row(before: Option<&Paper>, after: Option<&Paper>) -> Option<PaperDifference> {
    let paper = before.or(after)?.id.clone();
    let (old, new) = (before.map(written).unwrap_or_default(), after.map(written).unwrap_or_default());
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differs = names.into_iter().filter(|name| old.get(*name) != new.get(*name));
    let fields: Vec<String> = differs.cloned().collect();
    (!fields.is_empty()).then(|| PaperDifference {
        paper,
        before: before.cloned(),
        after: after.cloned(),
        fields,
    })
}

/// The fields of a record by name, those that are silent left out.
fn written<T: Serialize>(record: &T) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
