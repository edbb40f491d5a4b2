//! What a choropleth says: of each country, of all of them, and what its colours count.

use super::{Choropleth, Standing};
use crate::locale::fill;
use crate::query::Measure;
#[cfg(feature = "formats")]
use crate::query::Tally;
use crate::scene::MarkKey;

impl Choropleth<'_> {
    /// What a unit says.
    pub fn words(&self, code: [u8; 2]) -> String {
        let messages = self.locale.messages;
        let what = match self.standing(code) {
            #[cfg(feature = "formats")]
            standing if standing.is_reported() => self.with_others(code),
            #[cfg(not(feature = "formats"))]
            standing if standing.is_reported() => (self.amount)(code),
            Standing::NoneReported => messages.none_reported().to_owned(),
            Standing::NotCovered => messages.not_covered().to_owned(),
            _ => messages.no_case().to_owned(),
        };
        fill(messages.mark(), &[&self.name(code), &what])
    }

    /// What is counted for a country, alone and with others, and its rate.
    #[cfg(feature = "formats")]
    fn with_others(&self, code: [u8; 2]) -> String {
        let messages = self.locale.messages;
        let alone = !self.data.shared.only.contains(&code);
        let mut words: Vec<String> = alone.then(|| (self.amount)(code)).into_iter().collect();
        words.extend(self.rate_words(code));
        for (countries, sum) in &self.data.shared.counts {
            if countries.contains(&code) {
                let others = countries.iter().filter(|&&other| other != code);
                let others = self.names(others);
                words.push(fill(
                    messages.with_others(),
                    &[&others, &self.together(sum)],
                ));
            }
        }
        self.locale.apart(words)
    }

    /// What is counted for several countries together.
    #[cfg(feature = "formats")]
    pub(super) fn together(&self, sum: &Tally) -> String {
        sum.measured(self.data.measure, &self.locale)
    }

    #[cfg(feature = "formats")]
    pub(super) fn names<'c>(&self, codes: impl Iterator<Item = &'c [u8; 2]>) -> String {
        let names: Vec<String> = codes.map(|&code| self.name(code)).collect();
        names.join(", ")
    }

    pub(super) fn name(&self, code: [u8; 2]) -> String {
        self.locale.formats.country(&MarkKey::Country(code).name())
    }

    fn reported(&self) -> impl Iterator<Item = ([u8; 2], u64)> + '_ {
        self.data
            .standing
            .iter()
            .filter_map(|&(code, standing)| match standing {
                Standing::Reported(n) => Some((code, n)),
                _ => None,
            })
    }

    fn measure(&self, n: u64) -> String {
        let messages = self.locale.messages;
        match self.data.measure {
            Measure::Cases => self.locale.count(messages.cases(), n),
            Measure::People => self.locale.count(messages.people_at_least(), n),
        }
    }

    pub(super) fn summary(&self) -> String {
        let messages = self.locale.messages;
        #[cfg(feature = "formats")]
        let value = |&(code, n): &([u8; 2], u64)| self.value(code, n);
        #[cfg(not(feature = "formats"))]
        let value = |&(_, n): &([u8; 2], u64)| n;
        let Some((most, n)) = self.reported().max_by_key(value) else {
            return messages.map_empty().to_owned();
        };
        let total = self.measure(self.reported().map(|(_, n)| n).sum());
        let plural = messages.countries();
        #[cfg(feature = "formats")]
        let plural = if self.data.areas {
            messages.areas_of_cases()
        } else {
            plural
        };
        let countries = self.locale.count(plural, self.reported().count() as u64);
        #[cfg(feature = "formats")]
        let amount = self.rate_words(most).unwrap_or_else(|| self.measure(n));
        #[cfg(not(feature = "formats"))]
        let amount = self.measure(n);
        let most = fill(messages.mark(), &[&self.name(most), &amount]);
        fill(messages.map_summary(), &[&total, &countries, &most])
    }

    /// What the colours count: "Cases by country".
    pub fn title(&self) -> String {
        #[cfg(feature = "formats")]
        if self.tells_none() {
            return self.locale.messages.each_at_its_place().to_owned();
        }
        let messages = self.locale.messages;
        let what = self.data.measure.name(messages);
        #[cfg(feature = "formats")]
        if self.data.areas {
            return fill(messages.by_area(), &[&self.told(what)]);
        }
        #[cfg(feature = "formats")]
        let what = &*self.told(what);
        fill(messages.by_country(), &[what])
    }

    pub(super) fn has(&self, standing: Standing) -> bool {
        let mut codes = self.data.standing.iter().map(|&(code, _)| code);
        codes.any(|code| self.standing(code) == standing)
    }

    /// Whether lines depend on what is counted now: a country without a number has a pattern, and one with none
    /// the ground's colour, so that its border must show.
    pub fn lines_change(&self) -> bool {
        #[cfg(feature = "formats")]
        if self.has(Standing::Suppressed) {
            return true;
        }
        self.has(Standing::Unnumbered) || self.has(Standing::Zero)
    }
}
