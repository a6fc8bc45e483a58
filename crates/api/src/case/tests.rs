//! Cases over HTTP, on a small city.

mod city;
mod nouns;
mod once;
mod rules;
mod story;
