//! caseplot draws *cases* (things that happened to people, with a date, a place, a number of
//! people and attributes) as linked maps and time charts.
//!
//! ```text
//!             bytes, in chunks                              reader's pointer, keys, touch
//!                   │                                                   │
//!                 read ── issues ("4 cases have no place")            view::update (pure)
//!                   │                                                   │
//!  data::Dataset (columns) ──► query (filter, bin, tally) ──► chart | map ──► Scene ──► render::svg
//!                                                                               │  └──► render::canvas
//!                                                                               └─────► outline
//! ```
//!
//! Bytes are read once, into columns; a [`view::Figure`] turns them and the reader's
//! [`view::State`] into a [`scene::Scene`]; renderers and the outline read the scene and decide
//! nothing. Only `web` knows the browser.
//!
//! Two builds for readers are made of the crate. With the feature `formats` it reads whatever the field writes and
//! tells what is wrong with it. Without, as readers' pages have it, it takes sound case JSON only, tells
//! nothing, and gives up ([`read::Reader::is_foreign`]) at the first thing that needs the other build.
//! What few pages show is in the other one only: cases one by one with all that their records say
//! ([`read::details`], [`view::line`]), cases at their points ([`map::Points`], [`map::Clusters`],
//! [`map::Density`]), circles ([`map::Symbols`]), names and numbers on countries ([`map::Labels`]), maps that are
//! none ([`map::cartogram`]), rates ([`map::Rates`]), places beside the map ([`map::Insets`]), an editor's own areas
//! ([`read::keyed`]), time charts other than stacked bars ([`chart::Mode`]), what stands beside maps and charts
//! ([`chart::Breakdown`], [`chart::Lanes`], [`chart::Days`], totals, filters), marks on their way
//! ([`scene::Transition`]), what readers take along ([`view::export`]), counts for several countries together,
//! percentages without a count, numbers that are withheld.
//!
//! A third build is for editors alone: with the feature `publish`, a public file is made from a private one ([`publish`]),
//! and reported ([`report`]). Pages of readers never load it, and it has nothing of what theirs are called by.

pub mod calendar;
pub mod chart;
pub mod data;
#[cfg(feature = "formats")]
mod distinct;
mod error;
pub mod geo;
pub mod issue;
pub mod json;
pub mod locale;
pub mod map;
#[cfg(feature = "formats")]
mod nearest;
#[cfg(feature = "publish")]
pub mod publish;
pub mod query;
pub mod read;
pub mod render;
#[cfg(feature = "publish")]
pub mod report;
pub mod scale;
pub mod scene;
mod sort;
pub mod text;
pub mod theme;
pub mod view;
#[cfg(target_arch = "wasm32")]
mod web;

pub use error::{Error, Result};

/// Whether this build reads whatever the field writes, and tells what is wrong with it. The build for
/// readers' pages takes sound case JSON only and gives up at anything else, which the page then reads
/// with a whole build.
const WHOLE: bool = cfg!(feature = "formats");
