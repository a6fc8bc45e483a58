//! Cases over HTTP, on a small city.

mod city;
mod nouns;
mod rules;
mod story;
