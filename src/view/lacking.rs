//! What is said where a facet is asked for that the data has not.

use super::{Asked, Environment};
use crate::data::Dataset;
use crate::locale::fill;
use crate::nearest::nearest;

/// Names of facets are told up to so many.
const TOLD: usize = 12;

/// A sentence if the data has no facet of a name: what was asked for, what may have been meant, what there is.
pub(super) fn lacking_facet(name: Option<&str>, of: &Asked<'_>) -> Option<String> {
    let name = name?;
    let facets = &of.data.cases.facets;
    // While nothing is read, nothing is lacking.
    if of.data.cases.is_empty() || facets.iter().any(|facet| facet.name == name) {
        return None;
    }
    Some(sentence(name, of.data, of.env))
}

fn sentence(name: &str, data: &Dataset, env: &Environment<'_>) -> String {
    let messages = env.locale.messages;
    let known = || data.cases.facets.iter().map(|facet| facet.name.as_str());
    let mut sentences = vec![fill(messages.lacks_field(), &[name])];
    if let Some(meant) = nearest(name, known()) {
        sentences.push(fill(messages.meant(), &[meant]));
    }
    let some: Vec<&str> = known().take(TOLD).collect();
    if !some.is_empty() {
        sentences.push(fill(messages.facets_are(), &[&some.join(", ")]));
    }
    sentences.join(" ")
}
