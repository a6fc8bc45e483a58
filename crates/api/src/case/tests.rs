//! Cases over HTTP, on a small city.

mod channels;
mod city;
mod course;
mod cursors;
mod evidence;
mod exports;
mod files;
mod foreign;
mod foresight;
mod hall;
mod hands;
mod hearing;
mod limits;
mod lists;
mod nouns;
mod once;
mod page;
mod preview;
mod queue;
mod rebuilt;
mod recent;
mod rules;
mod screens;
mod services;
mod sorted;
mod story;
