//! Dates by stage: what became of each case, and when.

use super::date::Doubt;
use crate::calendar::Day;

/// The date of one stage of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staged {
    /// Index into [`Stages::names`].
    pub stage: u16,
    /// What is in doubt about the date.
    pub doubt: Doubt,
    /// First day of the date's interval.
    pub start: Day,
    /// Its last day.
    pub last: Day,
}

impl Staged {
    /// Whether it was over before another one began, as far as both ends are known.
    pub fn is_before(&self, other: &Self) -> bool {
        let open = self.doubt.0 & Doubt::OPEN_END != 0 || other.doubt.0 & Doubt::OPEN_START != 0;
        !open && self.last < other.start
    }
}

/// The dates of all cases by stage, one case after the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stages {
    /// The stages as the file names them, in their order: that of the header, then of `fields`, then that in
    /// which cases name them.
    pub names: Vec<String>,
    /// By row, where its dates end in `dates`; rows behind the last one with dates are left out.
    ends: Vec<u32>,
    dates: Vec<Staged>,
}

impl Stages {
    /// Whether no case has dates by stage.
    pub fn is_empty(&self) -> bool {
        self.dates.is_empty()
    }

    /// The dates of a case, in the order of the stages.
    pub fn of(&self, row: usize) -> &[Staged] {
        let end = |row: usize| {
            self.ends
                .get(row)
                .map_or(self.dates.len(), |&end| end as usize)
        };
        let start = row.checked_sub(1).map_or(0, end);
        self.dates.get(start..end(row)).unwrap_or_default()
    }

    /// Adds the dates of a case, behind all that were added.
    pub(crate) fn set(&mut self, row: usize, dates: impl Iterator<Item = Staged>) {
        self.ends.resize(row, self.dates.len() as u32);
        self.dates.extend(dates);
        self.ends.push(self.dates.len() as u32);
    }

    /// Gives the stages other numbers, and puts the dates of each case into their order.
    pub(crate) fn renumber(&mut self, names: Vec<String>, numbers: &[u16]) {
        self.names = names;
        for date in &mut self.dates {
            if let Some(&number) = numbers.get(usize::from(date.stage)) {
                date.stage = number;
            }
        }
        let mut start = 0;
        for &end in &self.ends {
            if let Some(dates) = self.dates.get_mut(start..end as usize) {
                crate::sort::sort_few(dates, |a, b| a.stage < b.stage);
            }
            start = end as usize;
        }
    }

    /// Puts the cases into another order.
    pub(super) fn permute(&mut self, order: &[u32]) {
        if self.is_empty() {
            return;
        }
        let mut sorted = Self {
            names: std::mem::take(&mut self.names),
            ends: Vec::with_capacity(order.len()),
            dates: Vec::with_capacity(self.dates.len()),
        };
        for (row, &from) in order.iter().enumerate() {
            sorted.set(row, self.of(from as usize).iter().copied());
        }
        *self = sorted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(stage: u16, start: Day, last: Day) -> Staged {
        Staged {
            stage,
            doubt: Doubt(0),
            start,
            last,
        }
    }

    fn stages() -> Stages {
        let mut stages = Stages::default();
        stages.set(1, [on(1, 5, 5), on(0, 2, 3)].into_iter());
        stages.set(3, [on(0, 9, 9)].into_iter());
        stages
    }

    #[test]
    fn each_case_has_its_own_dates_and_others_have_none() {
        let counts: Vec<usize> = (0..6).map(|row| stages().of(row).len()).collect();
        assert_eq!(counts, [0, 2, 0, 1, 0, 0]);
        assert!(Stages::default().of(0).is_empty());
    }

    #[test]
    fn dates_stay_with_their_case_in_another_order_of_cases_and_of_stages() {
        let mut stages = stages();
        stages.permute(&[3, 4, 2, 0, 1]);
        stages.renumber(vec!["a".into(), "b".into()], &[0, 1]);
        assert_eq!(stages.of(0), [on(0, 9, 9)]);
        assert_eq!(stages.of(4), [on(0, 2, 3), on(1, 5, 5)]);
        assert!(stages.of(3).is_empty());
    }

    #[test]
    fn an_open_end_is_before_nothing() {
        let (act, trial) = (on(0, 10, 20), on(1, 1, 5));
        assert!(trial.is_before(&act));
        let open = Staged {
            doubt: Doubt(Doubt::OPEN_END),
            ..trial
        };
        assert!(!open.is_before(&act));
        let begun = Staged {
            doubt: Doubt(Doubt::OPEN_START),
            ..act
        };
        assert!(!trial.is_before(&begun));
    }
}
