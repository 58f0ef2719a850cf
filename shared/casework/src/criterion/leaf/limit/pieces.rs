//! What is counted in pieces: vials of a strength, and pens of which each is used once.

use super::Rate;
use crate::case::RequestKind;
use crate::criterion::check::Evidence;
use crate::fact::token::Token;
use crate::fact::{Number, Quantity, Reading, Unit, number_at};

/// Quantities with pieces of a strength as one amount: `2 injections of 140 mg` and `two 140 mg vials` are 280 mg.
pub(super) fn joined(quantities: &[Quantity], tokens: &[Token]) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::new();
    for quantity in quantities {
        let from = tokens.partition_point(|token| token.place.end <= quantity.place.start);
        let piece = joined.last().filter(|piece| matches!(piece.unit, Unit::Count(_)));
        let of = piece.filter(|piece| {
            let to = tokens.partition_point(|token| token.place.start < piece.place.end);
            to + 1 == from && tokens.get(to).is_some_and(|token| token.any(&["of", "("]))
        });
        let of = of.map(|piece| (piece.value, piece.comparison));
        let before = from.checked_sub(1).and_then(|at| number_at(tokens, at));
        let before = before.filter(|(_, to)| *to == from && joined.is_empty());
        let counted = of.or(before.map(|(count, _)| (count, quantity.comparison)));
        let strength =
            matches!(quantity.unit, Unit::Milligram | Unit::InternationalUnit | Unit::Millilitre);
        match counted.filter(|_| strength) {
            Some((count, comparison)) => {
                joined.pop();
                let value = quantity.value.times(count);
                joined.push(Quantity { value, comparison, ..quantity.clone() });
            }
            None => joined.push(quantity.clone()),
        }
    }
    joined
}

/// Pens, syringes and the like, of which one is used each time that the drug is given.
pub(super) fn administered(limit: &Rate, evidence: &Evidence<'_>) -> Option<Rate> {
    const PIECES: &[&str] =
        &["pen", "syringe", "autoinjector", "injection", "infusion", "dose", "injector"];
    let Unit::Count(noun) = &limit.unit else { return None };
    let request = evidence.case.request();
    let once = PIECES.contains(&noun.as_str()) && request.kind() == RequestKind::Medication;
    let often = Reading::of(request.frequency()?).frequencies.first()?.hours;
    limit.hours.filter(|_| once)?;
    Some(Rate { amount: Number::whole(1), unit: limit.unit.clone(), hours: Some(often) })
}
