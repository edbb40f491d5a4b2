//! From arcs in metres to arcs on the grid, and from rings of the ones to rings of the others.

use crate::topology::Shape;

/// A point in steps of the grid.
pub(crate) type Step = [i32; 2];

/// Arcs on the grid.
pub(crate) struct Snapped {
    /// The arcs; each has at least two points.
    pub(crate) arcs: Vec<Vec<Step>>,
    /// What became of each arc of the source: the arcs it was cut into, in order. None when it is
    /// shorter than the grid can show.
    pub(crate) pieces: Vec<Vec<usize>>,
}

/// Snaps arcs to the grid and cuts them where they reach or leave the frame's edge, so that an
/// arc lies on the edge as a whole or not at all.
pub(crate) fn snap(arcs: &[Vec<[f64; 2]>], grid: u32, frame: [i32; 4]) -> Snapped {
    let mut snapped = Snapped {
        arcs: Vec::new(),
        pieces: Vec::new(),
    };
    for arc in arcs {
        let steps = arc
            .iter()
            .map(|point| point.map(|metres| (metres / f64::from(grid)).round() as i32));
        let mut pieces = Vec::new();
        for piece in cut_at_edge(&without_repeats(steps), frame) {
            pieces.push(snapped.arcs.len());
            snapped.arcs.push(without_straight(&piece));
        }
        snapped.pieces.push(pieces);
    }
    snapped
}

/// A unit's polygons of snapped arcs, without rings that the grid has made flat.
pub(crate) fn polygons(
    shape: &Shape,
    arcs: &[Vec<Step>],
    pieces: &[Vec<usize>],
) -> Vec<Vec<Vec<i32>>> {
    let ring = |refs: &Vec<i32>| -> Vec<i32> {
        refs.iter().flat_map(|&at| pieces_of(at, pieces)).collect()
    };
    let mut polygons = Vec::new();
    for polygon in shape {
        let mut rings = polygon
            .iter()
            .map(ring)
            .map(|refs| (doubled_area(&ring_points(&refs, arcs)) != 0, refs));
        if let Some((true, outer)) = rings.next() {
            let holes = rings
                .filter(|(has_area, _)| *has_area)
                .map(|(_, refs)| refs);
            polygons.push(std::iter::once(outer).chain(holes).collect());
        }
    }
    polygons
}

/// A ring's points, the first again at the end.
pub(crate) fn ring_points(refs: &[i32], arcs: &[Vec<Step>]) -> Vec<Step> {
    let mut points: Vec<Step> = Vec::new();
    for &at in refs {
        if at < 0 {
            points.extend(arcs[!at as usize].iter().rev());
        } else {
            points.extend(&arcs[at as usize]);
        }
    }
    points.dedup();
    points
}

/// Twice the area in a ring of points, positive counter-clockwise.
pub(crate) fn doubled_area(points: &[Step]) -> i64 {
    let cross =
        |a: Step, b: Step| i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1]);
    points.windows(2).map(|pair| cross(pair[0], pair[1])).sum()
}

/// The pieces of an arc that a ring refers to, in the order it passes them.
fn pieces_of(at: i32, pieces: &[Vec<usize>]) -> Vec<i32> {
    if at < 0 {
        pieces[!at as usize]
            .iter()
            .rev()
            .map(|&piece| !(piece as i32))
            .collect()
    } else {
        pieces[at as usize]
            .iter()
            .map(|&piece| piece as i32)
            .collect()
    }
}

/// Points without repetition, and without spikes a grid step wide that go out and back.
fn without_repeats(steps: impl Iterator<Item = Step>) -> Vec<Step> {
    let mut kept: Vec<Step> = Vec::new();
    for step in steps {
        if kept.last() == Some(&step) {
            continue;
        }
        if kept.len() >= 2 && kept[kept.len() - 2] == step {
            kept.pop();
        } else {
            kept.push(step);
        }
    }
    kept
}

/// The stretches of an arc that lie on one edge of the frame, and those between.
fn cut_at_edge(points: &[Step], [left, bottom, width, height]: [i32; 4]) -> Vec<Vec<Step>> {
    let edges = [
        (0, left),
        (0, left + width),
        (1, bottom),
        (1, bottom + height),
    ];
    let edge_of = |pair: &[Step]| {
        edges
            .iter()
            .position(|&(axis, at)| pair[0][axis] == at && pair[1][axis] == at)
    };
    let mut pieces: Vec<Vec<Step>> = Vec::new();
    let mut last_edge = None;
    for pair in points.windows(2) {
        let edge = edge_of(pair);
        match pieces.last_mut() {
            // Corners of the frame need no cut.
            Some(piece) if edge.is_some() == last_edge.is_some() => piece.push(pair[1]),
            _ => pieces.push(pair.to_vec()),
        }
        last_edge = edge;
    }
    pieces
}

/// Points without those that lie exactly on the way from their neighbour to the next.
fn without_straight(points: &[Step]) -> Vec<Step> {
    let mut kept: Vec<Step> = Vec::new();
    for &point in points {
        while let [.., a, b] = kept[..] {
            let (u, v) = (
                [b[0] - a[0], b[1] - a[1]],
                [point[0] - b[0], point[1] - b[1]],
            );
            let cross = i64::from(u[0]) * i64::from(v[1]) - i64::from(u[1]) * i64::from(v[0]);
            let dot = i64::from(u[0]) * i64::from(v[0]) + i64::from(u[1]) * i64::from(v[1]);
            if cross != 0 || dot <= 0 {
                break;
            }
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: [i32; 4] = [0, 0, 100, 100];

    #[test]
    fn an_arc_is_cut_where_it_reaches_and_leaves_the_frame() {
        let ring = [
            [50, 50],
            [100, 60],
            [100, 90],
            [100, 100],
            [90, 100],
            [50, 50],
        ]
        .map(|s: Step| s.map(f64::from));
        let snapped = snap(&[ring.to_vec()], 1, FRAME);
        let expected: [&[Step]; 3] = [
            &[[50, 50], [100, 60]],
            &[[100, 60], [100, 100], [90, 100]],
            &[[90, 100], [50, 50]],
        ];
        assert_eq!(snapped.arcs, expected);
        assert_eq!(snapped.pieces, [[0, 1, 2]]);
        assert_eq!(pieces_of(!0, &snapped.pieces), [!2, !1, !0]);
    }

    #[test]
    fn touching_the_frame_in_one_point_cuts_nothing() {
        let line = [[50, 50], [100, 60], [50, 70]];
        assert_eq!(cut_at_edge(&line, FRAME), [line.to_vec()]);
    }

    #[test]
    fn points_that_fall_together_and_spikes_are_dropped() {
        let line = [[1, 1], [1, 1], [5, 1], [9, 1], [5, 1], [5, 7]];
        assert_eq!(without_repeats(line.into_iter()), [[1, 1], [5, 1], [5, 7]]);
        assert_eq!(
            without_straight(&[[0, 0], [1, 1], [3, 3], [4, 3]]),
            [[0, 0], [3, 3], [4, 3]]
        );
    }

    #[test]
    fn a_ring_that_the_grid_flattens_goes_and_takes_no_hole_with_it_into_its_neighbour() {
        let square = |x: f64, y: f64, side: f64| {
            vec![
                [x, y],
                [x + side, y],
                [x + side, y + side],
                [x, y + side],
                [x, y],
            ]
        };
        let snapped = snap(
            &[square(10.0, 10.0, 50.0), square(30.0, 30.0, 0.2)],
            1,
            FRAME,
        );
        let outer: Shape = vec![vec![vec![0], vec![!1]]];
        assert_eq!(polygons(&outer, &snapped.arcs, &snapped.pieces), [[[0]]]);
        let enclave: Shape = vec![vec![vec![1]]];
        assert!(polygons(&enclave, &snapped.arcs, &snapped.pieces).is_empty());
    }
}
