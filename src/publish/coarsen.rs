//! Rule 5: each case is told as sharply as can be while enough cases share what is told of it.
//!
//! From the top down: at first nothing is told of any case, so that all share it. Then, group by group, the key is made
//! sharper by one level that wins most for what it costs; cases whose sharper value too few share stay as they are, together with as
//! many others as it takes. At every moment each group is as large as is asked for, so the end is too. This is the
//! other way round than sdcMicro's local suppression, and finds the level of each case by itself (local recoding).
//! The measure of what is lost is the entropy of what is told (Gionis and Tassa, "k-Anonymization with Minimal Loss of
//! Information", 2009): in bits, for a value that n cases have in place of one that m of them had, log2(n/m).

use super::keys::Key;

/// Cases that share everything that is told of them by keys.
#[derive(Debug, Clone)]
struct Group {
    rows: Vec<usize>,
    levels: Vec<u8>,
}

/// A group with one key sharper.
struct Split {
    key: usize,
    gain: f64,
    sharper: Vec<Vec<usize>>,
    rest: Vec<usize>,
}

/// By key and case, its level. `needs` is by case how many must share what is told of it; `rows` are as many cases as
/// any of them needs.
pub(super) fn coarsen(keys: &[Key], rows: &[usize], needs: &[u32]) -> Vec<Vec<u8>> {
    let all = keys.iter().map(|key| key.codes.first().map_or(0, Vec::len));
    // What protects nobody is told as sharply as it may be.
    let mut out: Vec<Vec<u8>> = keys
        .iter()
        .zip(all)
        .map(|(key, all)| (0..all).map(|row| key.floor[row]).collect())
        .collect();
    let levels = keys
        .iter()
        .map(|key| if key.protects { key.last() } else { 0 });
    let mut open = vec![Group {
        rows: rows.to_vec(),
        levels: levels.collect(),
    }];
    while let Some(group) = open.pop() {
        match best(keys, &group, needs) {
            Some(split) => open.extend(parts(group, split)),
            None => settle(keys, &group, &mut out),
        }
    }
    out
}

fn settle(keys: &[Key], group: &Group, out: &mut [Vec<u8>]) {
    for ((key, levels), &level) in keys.iter().zip(out).zip(&group.levels) {
        if key.protects {
            for &row in &group.rows {
                levels[row] = level;
            }
        }
    }
}

fn parts(group: Group, split: Split) -> impl Iterator<Item = Group> {
    let mut levels = group.levels.clone();
    levels[split.key] -= 1;
    let sharper = split.sharper.into_iter().map(move |rows| Group {
        rows,
        levels: levels.clone(),
    });
    let rest = Group {
        rows: split.rest,
        levels: group.levels,
    };
    sharper.chain((!rest.rows.is_empty()).then_some(rest))
}

/// The key whose next level wins most for what it costs, if any can be sharper.
fn best(keys: &[Key], group: &Group, needs: &[u32]) -> Option<Split> {
    let open = (0..keys.len()).filter(|&key| keys[key].protects && group.levels[key] > 0);
    open.filter_map(|key| split(keys, group, key, needs))
        .reduce(|best, one| if one.gain > best.gain { one } else { best })
}

fn is_enough(rows: &[usize], needs: &[u32]) -> bool {
    let most = rows.iter().map(|&row| needs[row]).max().unwrap_or(0);
    rows.len() >= most as usize
}

/// The group with a key at a sharper level, as far as enough cases share each value. None if no case is won.
fn split(keys: &[Key], group: &Group, at: usize, needs: &[u32]) -> Option<Split> {
    let key = &keys[at];
    let level = group.levels[at] - 1;
    let (mut may, mut rest): (Vec<usize>, Vec<usize>) =
        group.rows.iter().partition(|&&row| key.floor[row] <= level);
    may.sort_by_key(|&row| (key.code(row, level), row));
    let mut sharper: Vec<Vec<usize>> = Vec::new();
    for chunk in may.chunk_by(|&a, &b| key.code(a, level) == key.code(b, level)) {
        if is_enough(chunk, needs) {
            sharper.push(chunk.to_vec());
        } else {
            rest.extend_from_slice(chunk);
        }
    }
    let gain = |rows: &Vec<usize>| rows.iter().map(|&row| key.gain(row, level)).sum::<f64>();
    sharper.sort_by(|a, b| gain(b).total_cmp(&gain(a)).then(a.cmp(b)));
    // The rest has to be enough too: the groups that win least go with it.
    while !rest.is_empty() && !is_enough(&rest, needs) {
        rest.extend(sharper.pop()?);
    }
    if sharper.is_empty() {
        return None;
    }
    rest.sort_unstable();
    Some(Split {
        key: at,
        gain: sharper.iter().map(gain).sum::<f64>() / cost(&sharper, &rest),
        sharper,
        rest,
    })
}

/// What a split costs: of the bits that a group can still tell apart before it is as small as may be, those that are
/// used up, and something for each case.
fn cost(sharper: &[Vec<usize>], rest: &[usize]) -> f64 {
    let sizes = || {
        let sizes = sharper.iter().map(Vec::len).chain([rest.len()]);
        sizes.filter(|&size| size > 0).map(|size| size as f64)
    };
    let all: f64 = sizes().sum();
    sizes().map(|size| size * (all / size).log2()).sum::<f64>() + 0.1 * all
}
