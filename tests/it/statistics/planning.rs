//! Figures for planning against R: power.t.test, Fisher's transformation, Spearman–Brown.

use footing_core::statistics::confidence::Confidence;
use footing_core::statistics::correlation::{correlation_difference, correlation_interval};
use footing_core::statistics::power::Test;
use footing_core::statistics::reliability::{length_needed, lengthened};
use footing_core::statistics::undefined::Undefined;

fn eighty_percent() -> Test {
    Test::new(Confidence::NINETY_FIVE, 0.8).unwrap()
}

#[test]
fn smallest_differences_are_those_of_the_noncentral_t_within_the_stated_error() {
    // power.t.test(n, power = .8, sd = 1)$delta for two groups and for one, R 4.2.2.
    let exact = [(5, 2.02443793949412, 1.68199903820025), (8, 1.50664738886697, 1.15603704328074)];
    let exact = exact
        .into_iter()
        .chain([(12, 1.19683974758731, 0.888661582541812), (30, 0.735628901530183, 0.529226615011549)]);
    for (n, two, one) in exact {
        let groups = eighty_percent().difference_of_groups(n, 1.0).unwrap();
        let known = eighty_percent().difference_from_known(n, 1.0).unwrap();
        assert!((groups / two - 1.0).abs() < 0.002, "two groups of {n}: {groups} for {two}");
        assert!((known / one - 1.0).abs() < 0.012, "one group of {n}: {known} for {one}");
    }
    let linked = eighty_percent().change(8, 20.0, 0.5).unwrap();
    assert_eq!(linked, eighty_percent().difference_from_known(8, 20.0).unwrap(), "√(2(1 − ½)) is 1");
}

#[test]
fn what_cannot_be_planned_has_a_reason() {
    assert_eq!(Test::new(Confidence::NINETY_FIVE, 0.5), Err(Undefined::NotAProportion));
    assert_eq!(eighty_percent().difference_of_groups(1, 1.0), Err(Undefined::OnePerson));
    assert_eq!(eighty_percent().difference_of_groups(0, 1.0), Err(Undefined::OnePerson));
    assert_eq!(eighty_percent().change(8, 1.0, 1.0), Err(Undefined::NotAProportion));
    assert_eq!(eighty_percent().difference_from_known(8, f64::NAN), Err(Undefined::NotFinite));
    assert_eq!(length_needed(0.0, 0.7), Err(Undefined::ReliabilityOutOfRange));
    assert_eq!(lengthened(0.5, 0.0), Err(Undefined::ReliabilityOutOfRange));
}

#[test]
fn lengthening_and_the_length_needed_undo_each_other() {
    // ICC(1) of .10 and eight answers give an ICC(2) of .47; .70 takes 21.
    assert!((lengthened(0.10, 8.0).unwrap() - 8.0 * 0.1 / 1.7).abs() < 1e-15);
    assert!((length_needed(0.10, 0.70).unwrap() - 21.0).abs() < 1e-12);
    for reliability in [0.05, 0.3, 0.7, 0.95] {
        let factor = length_needed(reliability, 0.7).unwrap();
        assert!((lengthened(reliability, factor).unwrap() - 0.7).abs() < 1e-12);
    }
}

#[test]
fn correlations_are_compared_as_psych_does() {
    // r.con(.3, 50) and r.test(n = 50, r12 = .3, r34 = -.2, n2 = 40), psych 2.2.9.
    let interval = correlation_interval(0.3, 50, Confidence::NINETY_FIVE).unwrap();
    assert!((interval.lower - 0.0236250773888338).abs() < 1e-12 && (interval.upper - 0.533775186885521).abs() < 1e-12);
    let p = correlation_difference((0.3, 50), (-0.2, 40)).unwrap();
    assert!((p - 0.0197670409780901).abs() < 1e-10, "{p}");
    assert_eq!(correlation_interval(0.3, 3, Confidence::NINETY_FIVE), Err(Undefined::TooFewAnswers));
    assert_eq!(correlation_difference((1.0, 50), (0.1, 40)), Err(Undefined::NoVariance));
}
