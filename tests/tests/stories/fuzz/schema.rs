//! The description of the API, as far as a crowd needs it.

use std::collections::BTreeSet;

use serde_json::Value;

pub(super) struct Spec(Value);

/// Where a parameter stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Path,
    Query,
    Header,
}

pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) required: bool,
    pub(super) schema: Value,
}

pub(super) struct Operation {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Value>,
    pub(super) statuses: BTreeSet<u16>,
    /// Its answer does not end.
    pub(super) streams: bool,
}

impl Spec {
    pub(super) fn new(document: Value) -> Self {
        Self(document)
    }

    /// What a reference stands for.
    pub(super) fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(name) => {
                let found = self.0.pointer(name.trim_start_matches('#'));
                self.resolve(found.unwrap_or_else(|| panic!("{name} is not described")))
            }
            None => value,
        }
    }

    pub(super) fn operations(&self) -> Vec<Operation> {
        let paths = self.0["paths"].as_object().unwrap();
        paths
            .iter()
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().unwrap();
                methods.iter().map(move |(method, operation)| self.operation(path, method, operation))
            })
            .collect()
    }

    fn operation(&self, path: &str, method: &str, operation: &Value) -> Operation {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let body = &self.resolve(&operation["requestBody"])["content"]["application/json"]["schema"];
        let responses = operation["responses"].as_object().unwrap();
        Operation {
            method: method.to_uppercase(),
            path: path.to_owned(),
            parameters: parameters.map(|parameter| self.parameter(parameter)).collect(),
            body: (!body.is_null()).then(|| body.clone()),
            statuses: responses.keys().map(|status| status.parse().unwrap()).collect(),
            // What answers in one piece as well is asked for that.
            streams: responses.values().any(|response| {
                let content = &self.resolve(response)["content"];
                content.get("text/event-stream").is_some() && content.get("application/json").is_none()
            }),
        }
    }

    fn parameter(&self, parameter: &Value) -> Parameter {
        let parameter = self.resolve(parameter);
        Parameter {
            name: parameter["name"].as_str().unwrap().to_owned(),
            place: match parameter["in"].as_str().unwrap() {
                "path" => Place::Path,
                "query" => Place::Query,
                _ => Place::Header,
            },
            required: parameter["required"] == true,
            schema: parameter["schema"].clone(),
        }
    }
}
