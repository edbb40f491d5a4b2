//! A figure as it stands in a picture: nobody can ask it anything.

use super::{Environment, Figure};
use crate::data::Dataset;
use crate::locale::fill;
use crate::scene::{Detail, Scene};
use crate::view::{Counted, State};

impl Figure {
    /// The scene without a mark in focus, with all words. Where a reader chose part of the cases, its notes begin with
    /// how many those are: they must not pass for all of them. Nor must those of many lanes that have room.
    pub fn still(&mut self, data: &Dataset, state: &State, env: &Environment<'_>) -> Scene {
        let mut scene = self.scene(data, state, None, Detail::Words, env);
        if *state != State::default() {
            let measure = self.measure(data);
            let who = self.options.who.as_deref();
            let counted = Counted::of(data, Some(measure), who).words(data, state, env);
            scene.notes.insert(0, counted);
        }
        let extent = self.extent(data, state, env);
        if extent > self.size.height + 0.5
            && let Some((_, all)) = self.sight(data, state, env)
        {
            let messages = env.locale.messages;
            let all = env.locale.count(messages.cases(), all as u64);
            scene.notes.push(fill(messages.not_all_lanes(), &[&all]));
        }
        scene
    }
}
