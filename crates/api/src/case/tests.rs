//! Cases over HTTP, on a small city.

mod channels;
mod city;
mod nouns;
mod once;
mod rules;
mod story;
