//! Turns the topology that `make.mjs` writes into a binary base map.
//!
//! `caseplot-basemap MADE.json GRID LEVEL OUT.bin`, where GRID is in metres.

mod label;
mod snap;
mod topology;

use anyhow::{Context, Result, ensure};
use caseplot::geo::encode::{Parts, UnitParts, encode};
use caseplot::geo::{Basemap, LonLat, Projection};

use snap::{Snapped, snap};
use topology::Topology;

/// Natural Earth asks for none; a courtesy that the figure may leave out.
const ATTRIBUTION: &str = "Made with Natural Earth";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, grid, level, output] = &args[..] else {
        anyhow::bail!("usage: caseplot-basemap MADE.json GRID LEVEL OUT.bin");
    };
    let grid: u32 = grid.parse().context("GRID is a whole number of metres")?;
    let text = std::fs::read_to_string(input).with_context(|| format!("{input} can't be read"))?;
    let parts = parts(Topology::read(&text)?, grid, level)?;
    let bytes = encode(&parts);
    let map = Basemap::decode(&bytes).context("what was encoded can't be decoded")?;
    ensure!(
        encode(&map.parts()) == bytes,
        "what was decoded does not encode to the same bytes"
    );
    let rings: usize = (0..map.units().len())
        .map(|unit| map.rings(unit).count())
        .sum();
    println!(
        "{} units, {} arcs, {} points, {rings} rings, {} bytes",
        map.units().len(),
        map.arc_count(),
        map.point_count(),
        bytes.len()
    );
    std::fs::write(output, bytes).with_context(|| format!("{output} can't be written"))
}

/// What the file will hold.
fn parts(topology: Topology, grid: u32, level: &str) -> Result<Parts> {
    let projection = Projection::from_id(1).context("EPSG:3035 is unknown")?;
    let frame = frame_in_steps(topology.frame, grid)?;
    let Snapped { arcs, pieces } = snap(&topology.arcs, grid, frame);
    let mut units = Vec::new();
    for (code, dot) in topology.dots {
        let polygons = topology
            .polygons
            .get(&code)
            .map(|shape| snap::polygons(shape, &arcs, &pieces));
        let polygons = polygons.unwrap_or_default();
        let dot = projection.forward(LonLat {
            lon: dot[0],
            lat: dot[1],
        });
        let dot = [dot.x, dot.y].map(|metres| (metres / f64::from(grid)).round() as i32);
        let label = label::of(&polygons, &arcs).unwrap_or(dot);
        // A country that lies off the frame altogether has no place on the map.
        let inside =
            |axis: usize| (frame[axis]..=frame[axis] + frame[axis + 2]).contains(&label[axis]);
        if inside(0) && inside(1) {
            units.push(UnitParts {
                code,
                label,
                polygons,
            });
        }
    }
    let (projection, level, attribution) =
        (projection.id(), level.to_owned(), ATTRIBUTION.to_owned());
    Ok(Parts {
        projection,
        grid,
        frame,
        level,
        attribution,
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
