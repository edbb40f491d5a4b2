//! Reads the TopoJSON that `make.mjs` writes.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A unit's polygons: rings, the outer one first, of arc references (`!index`: backwards).
pub(crate) type Shape = Vec<Vec<Vec<i32>>>;

/// Units as a topology, in metres.
pub(crate) struct Topology {
    /// Left, bottom, right, top of what is drawn.
    pub(crate) frame: [f64; 4],
    /// A point in each unit, in degrees, for those too small to have a shape.
    pub(crate) dots: BTreeMap<String, [f64; 2]>,
    /// The arcs' points.
    pub(crate) arcs: Vec<Vec<[f64; 2]>>,
    /// The units' shapes, by code.
    pub(crate) polygons: BTreeMap<String, Shape>,
}

impl Topology {
    /// Reads a file's text.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let file: Value = serde_json::from_str(text)?;
        let mut polygons = BTreeMap::new();
        let geometries = &file["topology"]["objects"]["units"]["geometries"];
        for geometry in geometries.as_array().context("the topology has no units")? {
            let code = geometry["properties"]["code"]
                .as_str()
                .context("a geometry has no code")?;
            polygons.insert(code.to_owned(), shape(geometry)?);
        }
        Ok(Self {
            frame: serde_json::from_value(file["frame"].clone()).context("no frame")?,
            dots: serde_json::from_value(file["dots"].clone()).context("no dots")?,
            arcs: serde_json::from_value(file["topology"]["arcs"].clone()).context("no arcs")?,
            polygons,
        })
    }
}

/// A geometry's polygons.
fn shape(geometry: &Value) -> Result<Shape> {
    let arcs = geometry["arcs"].clone();
    match geometry["type"].as_str() {
        Some("Polygon") => Ok(vec![serde_json::from_value(arcs)?]),
        Some("MultiPolygon") => Ok(serde_json::from_value(arcs)?),
        other => bail!("a unit is {other:?}, not a polygon"),
    }
}
