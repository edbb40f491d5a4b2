//! Reads the TopoJSON that `make.mjs` writes.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use caseplot::geo::Projection;
use serde_json::Value;

/// A unit's polygons: rings, the outer one first, of arc references (`!index`: backwards).
pub(crate) type Shape = Vec<Vec<Vec<i32>>>;

/// A map's units as a topology, in metres.
pub(crate) struct Topology {
    /// An inset's name; empty for a map with a file of its own.
    pub(crate) name: String,
    /// Which plane its coordinates lie in.
    pub(crate) projection: Projection,
    /// Metres a step.
    pub(crate) grid: u32,
    /// Which detail this is.
    pub(crate) level: String,
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
    /// Reads a file's maps.
    pub(crate) fn read(text: &str) -> Result<Vec<Self>> {
        let maps: Vec<Value> = serde_json::from_str(text)?;
        maps.iter().map(Self::of).collect()
    }

    fn of(map: &Value) -> Result<Self> {
        let mut polygons = BTreeMap::new();
        let geometries = &map["topology"]["objects"]["units"]["geometries"];
        for geometry in geometries.as_array().context("the topology has no units")? {
            let code = geometry["properties"]["code"]
                .as_str()
                .context("a geometry has no code")?;
            polygons.insert(code.to_owned(), shape(geometry)?);
        }
        Ok(Self {
            name: map["name"].as_str().unwrap_or_default().to_owned(),
            projection: projection(map)?,
            grid: serde_json::from_value(map["grid"].clone()).context("no grid")?,
            level: map["level"].as_str().context("no level")?.to_owned(),
            frame: serde_json::from_value(map["frame"].clone()).context("no frame")?,
            dots: serde_json::from_value(map["dots"].clone()).context("no dots")?,
            arcs: serde_json::from_value(map["topology"]["arcs"].clone()).context("no arcs")?,
            polygons,
        })
    }
}

/// The projection that a map names by its number, or by its origin.
fn projection(map: &Value) -> Result<Projection> {
    let origin: Option<[i32; 2]> = serde_json::from_value(map["origin"].clone())?;
    if let Some([lon, lat]) = origin {
        return Projection::local(lon, lat).context("an origin lies off the Earth");
    }
    let id: u8 = serde_json::from_value(map["projection"].clone()).context("no projection")?;
    Projection::from_id(id).with_context(|| format!("projection {id} is unknown"))
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
