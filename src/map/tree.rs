//! Which places are one circle at which scale.
//!
//! Level by level from the finest: what is one at a level is one at every coarser level, so that coming
//! closer only ever opens. A level's circles lie at least its distance apart. The places of all cases decide,
//! not those that a filter leaves: a circle stays where it is while a reader filters.

use super::place::NOWHERE;
use crate::sort::order;

/// What is one at some level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// The middle of its cases, in metres of the map's plane.
    pub at: [f64; 2],
    /// The place with most cases; of several, the first. It names the node.
    pub lead: u32,
    /// How many cases there are in all of the data.
    pub cases: u64,
    /// How many places.
    pub places: u32,
}

/// The nodes of one scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Level {
    /// In the order of their leads' numbers.
    pub nodes: Vec<Node>,
    /// By node of the next finer level, or by place at the finest, the node that it is in; [`NOWHERE`] for a
    /// place that is off the map.
    of: Vec<u32>,
}

impl Level {
    /// The most cases that a node has.
    pub fn most(&self) -> u64 {
        self.nodes.iter().map(|node| node.cases).max().unwrap_or(0)
    }
}

/// The nodes of all scales, the coarsest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    levels: Vec<Level>,
}

impl Tree {
    /// A tree of places, each with where it is in metres (no number: off the map) and how many cases there are
    /// in all of the data. `apart` has the distance of each level in metres, descending.
    pub fn new(at: &[[f32; 2]], cases: &[u64], apart: &[f64]) -> Self {
        let place = |((&[x, y], &cases), lead): ((&[f32; 2], &u64), u32)| Node {
            at: [x.into(), y.into()],
            lead,
            cases,
            places: 1,
        };
        let mut finer: Vec<Node> = at.iter().zip(cases).zip(0..).map(place).collect();
        let mut levels: Vec<Level> = Vec::new();
        for &apart in apart.iter().rev() {
            let level = join(&finer, apart);
            finer.clone_from(&level.nodes);
            levels.push(level);
        }
        levels.reverse();
        Self { levels }
    }

    /// A level, or the finest if there are not so many.
    pub fn level(&self, level: usize) -> &Level {
        const NONE: &Level = &Level {
            nodes: Vec::new(),
            of: Vec::new(),
        };
        self.levels
            .get(level)
            .or(self.levels.last())
            .unwrap_or(NONE)
    }

    /// The node of a level that a place is in, by its index; none for a place off the map. The finest level
    /// stands for all that are finer.
    pub fn node(&self, level: usize, place: u32) -> Option<u32> {
        let level = level.min(self.levels.len().saturating_sub(1));
        let mut at = place;
        for level in self.levels.get(level..)?.iter().rev() {
            at = *level.of.get(at as usize)?;
            if at == NOWHERE {
                return None;
            }
        }
        Some(at)
    }
}

/// Joins what lies less than `apart` from each other, what has most first, until nothing does.
fn join(finer: &[Node], apart: f64) -> Level {
    let fewer: Vec<i32> = finer
        .iter()
        .map(|node| -(node.cases.min(1 << 30) as i32))
        .collect();
    let mut joined = finer.to_vec();
    // By node, one that it was joined to.
    let mut into: Vec<u32> = (0..finer.len() as u32).collect();
    let mut field = Field::new(finer, apart);
    // First what shares a square, which is most of very many: it costs a look each.
    let mut first = Vec::new();
    for index in order(&fewer) {
        let node = joined[index as usize];
        if !is_on_map(&node) {
            continue;
        }
        let square = field.square(node.at);
        match field.nodes[square] {
            NOWHERE => {
                field.nodes[square] = index;
                first.push(index);
            }
            other => {
                into[index as usize] = other;
                joined[other as usize] = both(joined[other as usize], node);
            }
        }
    }
    field.nodes.fill(NOWHERE);
    for index in first {
        let mut node = joined[index as usize];
        while let Some(other) = field.take_nearest(node.at, &joined) {
            into[other as usize] = index;
            node = both(node, joined[other as usize]);
        }
        joined[index as usize] = node;
        let square = field.square(node.at);
        field.nodes[square] = index;
    }
    number(&joined, &into)
}

fn is_on_map(node: &Node) -> bool {
    node.at[0].is_finite() && node.at[1].is_finite() && node.cases > 0
}

/// Two nodes as one.
fn both(a: Node, b: Node) -> Node {
    let cases = a.cases + b.cases;
    let part = b.cases as f64 / cases as f64;
    let middle = |axis: usize| a.at[axis] + (b.at[axis] - a.at[axis]) * part;
    // Whoever is the lead has most cases of both: a finer level's leads are told apart by number only.
    let lead = match a.cases.cmp(&b.cases) {
        std::cmp::Ordering::Less => b.lead,
        std::cmp::Ordering::Equal => a.lead.min(b.lead),
        std::cmp::Ordering::Greater => a.lead,
    };
    Node {
        at: [middle(0), middle(1)],
        lead,
        cases,
        places: a.places + b.places,
    }
}

/// Numbers what is left: by its lead.
fn number(joined: &[Node], into: &[u32]) -> Level {
    let root = |mut index: u32| {
        while into[index as usize] != index {
            index = into[index as usize];
        }
        index
    };
    let is_root =
        |&index: &u32| into[index as usize] == index && is_on_map(&joined[index as usize]);
    let mut roots: Vec<u32> = (0..joined.len() as u32).filter(is_root).collect();
    roots.sort_unstable_by_key(|&index| joined[index as usize].lead);
    let mut numbers = vec![NOWHERE; joined.len()];
    for (&index, number) in roots.iter().zip(0..) {
        numbers[index as usize] = number;
    }
    let of = (0..joined.len() as u32).map(|index| numbers[root(index) as usize]);
    Level {
        of: of.collect(),
        nodes: roots.iter().map(|&index| joined[index as usize]).collect(),
    }
}

/// Nodes that lie at least a distance apart, by the square that they are in. Two of a square would be
/// nearer to each other than that: it holds one at most.
struct Field {
    apart: f64,
    side: f64,
    origin: [f64; 2],
    across: usize,
    /// By square, its node, or [`NOWHERE`]; with an empty edge as wide as one has to look around.
    nodes: Vec<u32>,
}

impl Field {
    /// As many squares around one hold what is nearer than the distance.
    const EDGE: usize = 2;

    /// An empty field that has room for some nodes, and for any that lies among them.
    fn new(nodes: &[Node], apart: f64) -> Self {
        let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
        for node in nodes.iter().filter(|node| is_on_map(node)) {
            for axis in 0..2 {
                low[axis] = low[axis].min(node.at[axis]);
                high[axis] = high[axis].max(node.at[axis]);
            }
        }
        // A little less than the diagonal needs, for what rounding does.
        let side = apart / std::f64::consts::SQRT_2 * 0.999;
        let count = |axis: usize| {
            let span = (high[axis] - low[axis]).max(0.0);
            (span / side) as usize + 1 + 2 * Self::EDGE
        };
        Self {
            apart,
            side,
            origin: low,
            across: count(0),
            nodes: vec![NOWHERE; count(0) * count(1)],
        }
    }

    fn square(&self, at: [f64; 2]) -> usize {
        let part = |axis: usize| ((at[axis] - self.origin[axis]) / self.side) as usize + Self::EDGE;
        part(1) * self.across + part(0)
    }

    /// Takes the node out that is nearest to a point, if one is nearer than the distance.
    fn take_nearest(&mut self, at: [f64; 2], nodes: &[Node]) -> Option<u32> {
        let mut nearest = self.apart * self.apart;
        let mut found = None;
        let around = 2 * Self::EDGE + 1;
        let first = self.square(at) - Self::EDGE * (self.across + 1);
        for row in 0..around {
            let begin = first + row * self.across;
            for (&node, square) in self.nodes[begin..begin + around].iter().zip(begin..) {
                if node == NOWHERE {
                    continue;
                }
                let other = nodes[node as usize].at;
                let (dx, dy) = (other[0] - at[0], other[1] - at[1]);
                let away = dx * dx + dy * dy;
                if away < nearest {
                    (nearest, found) = (away, Some(square));
                }
            }
        }
        let node = &mut self.nodes[found?];
        Some(std::mem::replace(node, NOWHERE))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tree(places: &[(i32, i32, u8)], apart: &[f64]) -> (Vec<[f32; 2]>, Vec<u64>, Tree) {
        let at: Vec<[f32; 2]> = places
            .iter()
            .map(|&(x, y, _)| [x as f32, y as f32])
            .collect();
        let cases: Vec<u64> = places.iter().map(|&(_, _, n)| u64::from(n) + 1).collect();
        let tree = Tree::new(&at, &cases, apart);
        (at, cases, tree)
    }

    const APART: [f64; 3] = [400.0, 200.0, 100.0];

    proptest! {
        #[test]
        fn nodes_lie_apart_hold_every_place_and_only_open(
            places in proptest::collection::vec((-2_000..2_000_i32, -900..900_i32, any::<u8>()), 1..300),
        ) {
            let (_, cases, tree) = tree(&places, &APART);
            for (level, apart) in APART.into_iter().enumerate() {
                let nodes = &tree.level(level).nodes;
                for (i, a) in nodes.iter().enumerate() {
                    for b in &nodes[..i] {
                        let away = (a.at[0] - b.at[0]).hypot(a.at[1] - b.at[1]);
                        prop_assert!(away >= apart * 0.999_999, "{away} {apart}");
                    }
                }
                let mut sums = vec![(0, 0); nodes.len()];
                for (&cases, place) in cases.iter().zip(0..) {
                    let node = tree.node(level, place).unwrap_or(NOWHERE) as usize;
                    sums[node].0 += cases;
                    sums[node].1 += 1;
                }
                let told: Vec<(u64, u32)> = nodes.iter().map(|node| (node.cases, node.places)).collect();
                prop_assert_eq!(sums, told);
                for (node, number) in nodes.iter().zip(0..) {
                    prop_assert_eq!(tree.node(level, node.lead), Some(number));
                }
            }
            for a in 0..places.len() as u32 {
                for b in 0..a {
                    let together = |level: usize| tree.node(level, a) == tree.node(level, b);
                    prop_assert!(!together(2) || together(1));
                    prop_assert!(!together(1) || together(0));
                }
            }
        }
    }

    #[test]
    fn a_place_off_the_map_is_in_no_node() {
        let at = [[0.0, 0.0], [f32::NAN; 2], [10.0, 0.0]];
        let tree = Tree::new(&at, &[1, 5, 3], &[100.0]);
        assert_eq!(tree.level(0).nodes.len(), 1);
        assert_eq!(tree.level(0).nodes[0].lead, 2);
        assert_eq!(
            [0, 1, 2].map(|place| tree.node(0, place)),
            [Some(0), None, Some(0)]
        );
    }
}
