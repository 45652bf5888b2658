//! Which findings say of a value what another one has said already.
//!
//! Knows no rule: which rule speaks for which others stands in it (`folds`). Called by `shell`, once it is known which
//! rules are wanted.

use super::Rulebook;
use crate::finding::{Finding, StepKind};
use crate::text::Span;

/// The most findings inside of one place that are asked about.
const MOST: usize = 64;

impl Rulebook {
    /// The findings without those that say of a value what another one says of it: at the same place, inside of it,
    /// or on the path that leads there.
    #[must_use]
    pub fn fold(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let folds = |rule: &str| {
            self.rule(rule)
                .map_or(&[][..], |rule| rule.folds.as_slice())
        };
        let mut heads: Vec<(Span, &str)> = findings
            .iter()
            .filter(|finding| !folds(&finding.rule).is_empty())
            .map(|finding| (finding.span, finding.rule.as_str()))
            .collect();
        if heads.is_empty() {
            return findings;
        }
        heads.sort_unstable();
        let speaks = |head: &str, rule: &str| folds(head).iter().any(|id| id == rule);
        let is_said = |finding: &Finding, place: Span| {
            let from = heads.partition_point(|(span, _)| span.start < place.start);
            let near = heads.iter().skip(from).take(MOST);
            let mut near = near.take_while(|(span, _)| span.start < place.end);
            near.any(|&(span, head)| {
                // Of two that speak for each other the first stays, and none speaks for itself.
                let turn = span != finding.span
                    || head != finding.rule
                        && (head < finding.rule.as_str() || !speaks(&finding.rule, head));
                turn && place.contains(span) && speaks(head, &finding.rule)
            })
        };
        let said: Vec<bool> = findings
            .iter()
            .map(|finding| {
                let mut ways = finding.path.iter().filter(|s| s.kind == StepKind::Through);
                is_said(finding, finding.span) || ways.any(|step| is_said(finding, step.span))
            })
            .collect();
        let mut said = said.into_iter();
        let mut left = findings;
        left.retain(|_| !said.next().unwrap_or(false));
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Severity, Step};

    fn book(files: &[&str]) -> Rulebook {
        let files: Vec<_> = (0..)
            .zip(files)
            .map(|(n, text)| (format!("{n}.toml"), (*text).to_owned()))
            .collect();
        Rulebook::load(&files).unwrap()
    }

    fn found(rule: &str, span: (u32, u32), through: &[(u32, u32)]) -> Finding {
        let span = Span::new(span.0, span.1);
        let step = |kind, span| Step {
            kind,
            span,
            text: String::new(),
            via: None,
        };
        let ways = through
            .iter()
            .map(|at| step(StepKind::Through, Span::new(at.0, at.1)));
        Finding {
            rule: rule.into(),
            message: String::new(),
            severity: Severity::Medium,
            confidence: Confidence::High,
            span,
            function: String::new(),
            path: ways.chain([step(StepKind::Sink, span)]).collect(),
            fix: None,
            callers: Vec::new(),
        }
    }

    #[test]
    fn of_one_value_one_rule_speaks_for_the_others() {
        let rule = |id: &str, folds: &str| {
            format!(
                "id = \"{id}\"\nmessage = \"M\"\nfolds = [{folds}]\n[[pattern]]\ncode = \"house.{id}()\"\n"
            )
        };
        let book = book(&[
            &rule("head", "\"head\", \"other\""),
            &rule("other", ""),
            &rule("one", "\"two\""),
            &rule("two", "\"one\""),
        ]);
        let all = vec![
            found("head", (10, 20), &[]),
            found("other", (10, 20), &[]),
            found("head", (5, 25), &[]),
            found("head", (40, 44), &[(10, 30)]),
            found("head", (50, 54), &[(60, 70)]),
            found("other", (80, 90), &[]),
            found("one", (100, 110), &[]),
            found("two", (100, 110), &[]),
        ];
        let left: Vec<_> = book
            .fold(all)
            .into_iter()
            .map(|f| (f.rule, f.span.start))
            .collect();
        let wanted = [("head", 10), ("head", 50), ("other", 80), ("one", 100)];
        assert_eq!(left, wanted.map(|(rule, at)| (rule.to_owned(), at)));
    }
}
