//! Values that fit a schema, and values that spoil it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::schema::{Operation, Place, Spec};
use crate::harness::{Dice, key, walk};

/// Ids kept from answers.
const KEPT: usize = 400;

/// Characters of all values in an address: at twelve bytes each, less than the head of a request may have.
const WORDS: usize = 1_000;

/// Texts at the edge of what a text is. The marks stand for what serde cannot hold: see [`Values::body`].
const TEXTS: [&str; 12] = [
    "",
    " ",
    "\0",
    "甲\0乙",
    "\u{202e}\u{feff}",
    "🀄🀄🀄",
    "' OR 1=1 --",
    "../../etc/passwd",
    "9999-12-31",
    "-9223372036854775808",
    "<lone surrogate>",
    "𠮷\u{0301}",
];

const NUMBERS: [i64; 8] = [0, -1, 1, 255, 256, 4_294_967_296, i64::MAX, i64::MIN];

pub(super) struct Values<'a> {
    spec: &'a Spec,
    dice: Dice,
    ids: Vec<String>,
    known: &'a Known,
}

/// Values that mean something in this city, by the name under which they are asked for.
pub(super) type Known = BTreeMap<&'static str, Vec<String>>;

impl<'a> Values<'a> {
    pub(super) fn new(spec: &'a Spec, known: &'a Known, dice: Dice) -> Self {
        Self { spec, dice, ids: Vec::new(), known }
    }

    /// Remembers the ids in an answer.
    pub(super) fn learn(&mut self, answer: &[u8]) {
        let Ok(text) = std::str::from_utf8(answer) else { return };
        for part in text.split('"').filter(|part| part.len() == 36 && part.matches('-').count() == 4).take(8)
        {
            if self.ids.len() < KEPT {
                self.ids.push(part.to_owned());
            } else {
                let place = self.dice.below(KEPT);
                part.clone_into(&mut self.ids[place]);
            }
        }
    }

    /// The address, with its parameters filled in.
    pub(super) fn path(&mut self, operation: &Operation) -> String {
        let mut path = operation.path.clone();
        let mut query = Vec::new();
        let most = WORDS / operation.parameters.len().max(1);
        for parameter in &operation.parameters {
            let left_out = !parameter.required && self.dice.below(3) == 0;
            match parameter.place {
                Place::Path => {
                    let value = encoded(&self.word(&parameter.name, &parameter.schema, most));
                    // An empty part would be another address.
                    let value = if value.is_empty() { "%20".to_owned() } else { value };
                    path = path.replace(&format!("{{{}}}", parameter.name), &value);
                }
                Place::Query if !left_out => {
                    query.push(format!(
                        "{}={}",
                        parameter.name,
                        encoded(&self.word(&parameter.name, &parameter.schema, most))
                    ));
                }
                Place::Query | Place::Header => {}
            }
        }
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    pub(super) fn headers(&mut self, operation: &Operation) -> Vec<(String, String)> {
        let named = operation.parameters.iter().filter(|parameter| parameter.place == Place::Header);
        let mut headers = Vec::new();
        for parameter in named {
            // Whoever says wrongly for whom he acts is always sent away: so most say nothing of it.
            if parameter.name.starts_with("Daowei-") && self.dice.below(16) != 0 {
                continue;
            }
            let value = match self.dice.below(4) {
                0 => continue,
                1 => ["", "*", "\"7\"", "\"18446744073709551616\"", "W/\"1\"", "x"][self.dice.below(6)]
                    .to_owned(),
                2 => "k".repeat(300),
                _ => key(),
            };
            headers.push((parameter.name.to_lowercase(), value));
        }
        if self.dice.below(2) == 0 {
            headers.push(("accept-language".to_owned(), "en".to_owned()));
        }
        headers
    }

    /// A body: half of them fit, the others are spoiled in one place or in their whole form.
    pub(super) fn body(&mut self, schema: &Value) -> Vec<u8> {
        let mut value = self.fitting(schema, 0);
        match self.dice.below(12) {
            0..=5 => {}
            6 => return self.text_of_no_value(),
            7 => value = self.any(),
            8 => {
                if let Value::Object(fields) = &mut value {
                    fields.insert("unknown_field".to_owned(), json!(1));
                }
            }
            9 => {
                if let Value::Object(fields) = &mut value
                    && let Some(name) = fields.keys().next().cloned()
                {
                    fields.remove(&name);
                }
            }
            _ => self.spoil(&mut value),
        }
        value.to_string().replace("<lone surrogate>", "\\ud800").into_bytes()
    }

    fn text_of_no_value(&mut self) -> Vec<u8> {
        match self.dice.below(6) {
            0 => b"{".to_vec(),
            1 => [vec![b'['; 5_000], vec![b']'; 5_000]].concat(),
            2 => br#"{"a":1e999}"#.to_vec(),
            3 => vec![0xff, 0xfe, 0x00],
            4 => br#"{"a":1,"a":2}"#.to_vec(),
            _ => Vec::new(),
        }
    }

    /// Puts something else in one place.
    fn spoil(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                let place = self.dice.below(fields.len());
                if let Some(inside) = fields.values_mut().nth(place) {
                    self.spoil(inside);
                }
            }
            Value::Array(values) if !values.is_empty() => {
                let place = self.dice.below(values.len());
                self.spoil(&mut values[place]);
            }
            other => *other = self.any(),
        }
    }

    fn any(&mut self) -> Value {
        match self.dice.below(9) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(NUMBERS[self.dice.below(NUMBERS.len())]),
            3 => json!(u64::MAX),
            4 => json!(1.5),
            5 => json!([]),
            6 => json!({}),
            7 => json!("长".repeat(5_000)),
            _ => json!(TEXTS[self.dice.below(TEXTS.len())]),
        }
    }

    /// A parameter as it stands in an address.
    fn word(&mut self, name: &str, schema: &Value, most: usize) -> String {
        let value = match self.meant(name) {
            Some(value) => json!(value),
            None if self.dice.below(6) == 0 => self.any(),
            None => self.fitting(schema, 0),
        };
        let text = match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        // Longer heads are cut off by the connection, before anything that is described here.
        text.chars().take(most).collect()
    }

    fn fitting(&mut self, schema: &Value, depth: usize) -> Value {
        let spec = self.spec;
        let schema = spec.resolve(schema);
        if let Some(values) = schema["enum"].as_array() {
            return self.dice.pick(values).clone();
        }
        if let Some(fixed) = schema.get("const") {
            return fixed.clone();
        }
        for union in ["oneOf", "anyOf"] {
            if let Some(choices) = schema[union].as_array() {
                let chosen = self.dice.pick(choices);
                return self.fitting(chosen, depth);
            }
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let parts: Vec<Value> = parts.iter().map(|part| self.fitting(part, depth)).collect();
            let fields = parts.iter().filter_map(Value::as_object).flatten();
            return Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect());
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds[self.dice.below(kinds.len())].as_str().unwrap(),
            kind => kind.as_str().unwrap_or("any"),
        };
        match kind {
            "null" => Value::Null,
            "boolean" => json!(self.dice.below(2) == 0),
            "integer" | "number" => self.integer(schema),
            "array" => {
                let least = usize::from(schema["minItems"].as_u64().is_some_and(|least| least > 0));
                let length = if depth > 5 { least } else { least + self.dice.below(3) };
                (0..length).map(|_| self.fitting(&schema["items"], depth + 1)).collect()
            }
            "object" => self.object(schema, depth),
            "string" => json!(self.text(schema)),
            _ => self.any(),
        }
    }

    /// For most questions, an answer that means something.
    fn meant(&mut self, name: &str) -> Option<String> {
        let choices = self.known.get(name).filter(|choices| !choices.is_empty())?;
        (self.dice.below(4) > 0).then(|| self.dice.pick(choices).clone())
    }

    fn integer(&mut self, schema: &Value) -> Value {
        let least = schema["minimum"].as_i64().unwrap_or(0);
        let most = schema["maximum"].as_i64().unwrap_or(1_000);
        match self.dice.below(4) {
            0 => json!(least),
            1 => json!(most),
            _ => json!(least + i64::try_from(self.dice.below(40)).unwrap_or(0)),
        }
    }

    fn object(&mut self, schema: &Value, depth: usize) -> Value {
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut fields = Map::new();
        for (name, inside) in schema["properties"].as_object().into_iter().flatten() {
            let wanted = required.contains(&name.as_str()) || (depth < 6 && self.dice.below(2) == 0);
            if wanted {
                let value = match self.meant(name) {
                    Some(value) => json!(value),
                    None => self.fitting(inside, depth + 1),
                };
                fields.insert(name.clone(), value);
            }
        }
        Value::Object(fields)
    }

    fn text(&mut self, schema: &Value) -> String {
        let id = |values: &mut Self| {
            let known = values.ids.len();
            if known > 0 && values.dice.below(5) > 0 {
                values.ids[values.dice.below(known)].clone()
            } else {
                "01900000-0000-7000-8000-00000000000a".to_owned()
            }
        };
        match schema["format"].as_str() {
            Some("uuid") => return id(self),
            Some("date") => {
                let choices = [
                    walk::today(),
                    "2024-02-29".to_owned(),
                    "0001-01-01".to_owned(),
                    "9999-12-31".to_owned(),
                ];
                return self.dice.pick(&choices).clone();
            }
            Some("date-time") => {
                let choices = ["2026-01-05T02:00:00Z", "9999-12-31T23:59:59Z", "-009999-01-01T00:00:00Z"];
                return (*self.dice.pick(&choices)).to_owned();
            }
            _ => {}
        }
        match self.dice.below(8) {
            0 => id(self),
            1 => (*self.dice.pick(&TEXTS)).to_owned(),
            2 => {
                let most =
                    schema["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok()).unwrap_or(200);
                "字".repeat(most.min(4_001))
            }
            3 => "13800000000".to_owned(),
            4 => "51200019900101001X".to_owned(),
            5 => "applicant".to_owned(),
            _ => "经审查，申请材料齐全，符合法定条件，同意办理。".to_owned(),
        }
    }
}

/// Percent-encoding of everything but letters and digits.
fn encoded(text: &str) -> String {
    text.bytes()
        .flat_map(|byte| {
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                vec![char::from(byte)]
            } else {
                format!("%{byte:02X}").chars().collect()
            }
        })
        .collect()
}
