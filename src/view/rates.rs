//! What the numbers of countries are divided by.

use super::words::code_of;
use super::{Environment, Rate};
use crate::data::Dataset;
use crate::map::{Per, Rated, Rates};
use crate::query::{Filter, Measure, by_country};

/// An editor's rate, found in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Divisor {
    /// So many of what the file gives.
    Base(u64),
    /// The cases that say something of a facet.
    Share {
        /// Index into `Cases::facets`.
        facet: usize,
        /// The value's code.
        value: u16,
    },
}

impl Divisor {
    /// None where the data doesn't have it.
    pub(super) fn of(rate: &Rate, data: &Dataset) -> Option<Self> {
        match rate {
            Rate::Base(number) => (!data.info.base.of.is_empty()).then_some(Self::Base(*number)),
            Rate::Share { facet, value } => {
                let facets = &data.cases.facets;
                let facet = facets.iter().position(|known| known.name == *facet)?;
                let mut values = facets[facet].values.iter();
                let value = values.position(|known| known == value)? as u16;
                Some(Self::Share { facet, value })
            }
        }
    }

    /// What can't be shown, if the data doesn't have it.
    pub(super) fn lacking(rate: &Rate, env: &Environment<'_>) -> String {
        let messages = env.locale.messages;
        match rate {
            Rate::Base(_) => messages.no_base().to_owned(),
            Rate::Share { facet, value } => {
                crate::locale::fill(messages.no_value_like_it(), &[facet, value])
            }
        }
    }

    /// The rates of all countries that have cases and something to divide by, in the order of
    /// `Cases::countries`.
    pub(super) fn rates(
        &self,
        data: &Dataset,
        filter: &Filter,
        measure: Measure,
    ) -> Vec<Option<Rated>> {
        let cases = &data.cases;
        let counted = |filter: &Filter| by_country(cases, filter, measure);
        match *self {
            Self::Base(per) => {
                let of = &data.info.base.of;
                let base = |code: &String| of.iter().find(|(known, _)| known == code);
                let countries = cases.countries.iter().zip(counted(filter));
                let rate =
                    |(code, n): (&String, u64)| Rated::new(n, base(code)?.1, per).filter(|_| n > 0);
                countries.map(rate).collect()
            }
            Self::Share { facet, value } => {
                let with = |values: Vec<u16>| {
                    let mut filter = filter.clone();
                    filter.facets.push((facet, values));
                    counted(&filter)
                };
                let all = with((0..cases.facets[facet].values.len() as u16).collect());
                let some = with(vec![value]);
                let countries = some.iter().zip(&all).take(cases.countries.len());
                let rate = |(&some, &all): (&u64, &u64)| Rated::new(some, all as f64, 100);
                countries.map(rate).collect()
            }
        }
    }

    /// What it is, in words.
    fn per(&self, data: &Dataset, language: &str) -> Per {
        let info = &data.info;
        match *self {
            Self::Base(number) => Per::Base {
                number,
                name: info.base.name.get(language).to_owned(),
            },
            Self::Share { facet, value } => {
                let facet = &data.cases.facets[facet];
                let value = &facet.values[usize::from(value)];
                Per::Share {
                    facet: info.facet_label(&facet.name, language).to_owned(),
                    value: info.value_label(&facet.name, value, language).to_owned(),
                }
            }
        }
    }

    /// The rates as a map shows them.
    pub(super) fn shown(
        &self,
        data: &Dataset,
        filter: &Filter,
        measure: Measure,
        language: &str,
    ) -> Rates {
        let rates = self.rates(data, filter, measure);
        let countries = data.cases.countries.iter().zip(rates);
        Rates {
            of: countries
                .filter_map(|(code, rate)| Some((code_of(code)?, rate?)))
                .collect(),
            per: self.per(data, language),
        }
    }
}
