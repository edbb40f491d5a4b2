//! Turns the topologies that `make.mjs` writes into a binary base map, or a file of insets.
//!
//! `caseplot-basemap MADE.json OUT.bin`

mod label;
mod snap;
mod topology;

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use caseplot::geo::encode::{Parts, UnitParts, encode};
use caseplot::geo::{Basemap, LonLat, insets};

use snap::{Snapped, snap};
use topology::Topology;

/// Natural Earth asks for none; a courtesy that the figure may leave out.
const ATTRIBUTION: &str = "Made with Natural Earth";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = &args[..] else {
        anyhow::bail!("usage: caseplot-basemap MADE.json OUT.bin");
    };
    let text = std::fs::read_to_string(input).with_context(|| format!("{input} can't be read"))?;
    let mut made = Vec::new();
    for map in Topology::read(&text)? {
        let name = map.name.clone();
        made.push((name, encoded(&parts(map)?)?));
    }
    let bytes = match &made[..] {
        [(name, bytes)] if name.is_empty() => bytes.clone(),
        _ => {
            let named: Vec<(&str, Vec<u8>)> = made
                .iter()
                .map(|(name, bytes)| (name.as_str(), bytes.clone()))
                .collect();
            let bytes = insets::encode(&named);
            ensure!(
                insets::decode(&bytes)?.len() == named.len(),
                "an inset is lost when they are decoded"
            );
            bytes
        }
    };
    std::fs::write(output, bytes).with_context(|| format!("{output} can't be written"))
}

/// The bytes of a map, once they are known to say the same.
fn encoded(parts: &Parts) -> Result<Vec<u8>> {
    let bytes = encode(parts);
    let map = Basemap::decode(&bytes).context("what was encoded can't be decoded")?;
    ensure!(
        encode(&Parts::decode(&bytes)?) == bytes,
        "what was decoded does not encode to the same bytes"
    );
    let rings: usize = (0..map.units().len())
        .map(|unit| map.rings(unit).count())
        .sum();
    println!(
        "{}: {} units, {} areas, {} arcs, {} points, {rings} rings, {} bytes",
        map.level(),
        map.units().len(),
        map.areas().len(),
        map.arc_count(),
        map.point_count(),
        bytes.len()
    );
    Ok(bytes)
}

/// What the file will hold.
fn parts(topology: Topology) -> Result<Parts> {
    let Topology {
        projection, grid, ..
    } = topology;
    let frame = frame_in_steps(topology.frame, grid)?;
    let Snapped { arcs, pieces } = snap(&topology.arcs, grid, frame);
    let codes: BTreeSet<&String> = topology
        .dots
        .keys()
        .chain(topology.polygons.keys())
        .collect();
    let mut units = Vec::new();
    for code in codes {
        let shape = topology.polygons.get(code);
        let polygons = shape.map(|shape| snap::polygons(shape, &arcs, &pieces));
        let polygons = polygons.unwrap_or_default();
        let dot = topology.dots.get(code).map(|&[lon, lat]| {
            let at = projection.forward(LonLat { lon, lat });
            [at.x, at.y].map(|metres| (metres / f64::from(grid)).round() as i32)
        });
        let Some(label) = label::of(&polygons, &arcs).or(dot) else {
            continue;
        };
        // A country that lies off the frame altogether has no place on the map.
        let inside =
            |axis: usize| (frame[axis]..=frame[axis] + frame[axis + 2]).contains(&label[axis]);
        if inside(0) && inside(1) {
            units.push(UnitParts {
                code: code.clone(),
                label,
                polygons,
            });
        }
    }
    Ok(Parts {
        projection,
        grid,
        frame,
        level: topology.level,
        attribution: ATTRIBUTION.to_owned(),
        units,
        arcs,
    })
}

/// Left, bottom, width, height in steps, of left, bottom, right, top in metres.
fn frame_in_steps(frame: [f64; 4], grid: u32) -> Result<[i32; 4]> {
    let steps = frame.map(|metres| metres / f64::from(grid));
    ensure!(
        steps.iter().all(|s| s.fract() == 0.0),
        "the frame's edges must lie on the grid of {grid} m"
    );
    let [left, bottom, right, top] = steps.map(|s| s as i32);
    Ok([left, bottom, right - left, top - bottom])
}
