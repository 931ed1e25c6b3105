//! Whole numbers modulo a prime just below 2^61, the arithmetic of exact elimination.
//! The prime is `2^61 - C`, which makes the remainder of a product two multiplications by the small `C`.

/// Residues modulo `2^61 - C`, which must be prime, with `C` below 2^20.
pub(super) struct Field<const C: u64>;

/// Of the prime 2^61 - 1 (Mersenne's ninth; Pervushin, 1883).
pub(super) const FIRST: u64 = 1;

/// Of the next prime below it, 2^61 - 31.
pub(super) const SECOND: u64 = 31;

const LOW: u64 = (1 << 61) - 1;

impl<const C: u64> Field<C> {
    pub(super) const P: u64 = (1 << 61) - C;

    pub(super) fn add(a: u64, b: u64) -> u64 {
        let sum = a + b;
        if sum >= Self::P { sum - Self::P } else { sum }
    }

    pub(super) fn negate(a: u64) -> u64 {
        if a == 0 { 0 } else { Self::P - a }
    }

    pub(super) fn subtract(a: u64, b: u64) -> u64 {
        Self::add(a, Self::negate(b))
    }

    pub(super) fn multiply(a: u64, b: u64) -> u64 {
        // 2^61 = C, so what stands above bit 61 counts C times. Twice, and less than two primes are left.
        let fold = |x: u128| (x & u128::from(LOW)) + (x >> 61) * u128::from(C);
        let folded = fold(fold(u128::from(a) * u128::from(b))) as u64;
        if folded >= Self::P { folded - Self::P } else { folded }
    }

    /// The number that makes 1 with `a`, which is not 0: `a^(P - 2)` (Fermat).
    pub(super) fn invert(a: u64) -> u64 {
        let (mut result, mut base, mut exponent) = (1, a, Self::P - 2);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = Self::multiply(result, base);
            }
            base = Self::multiply(base, base);
            exponent >>= 1;
        }
        result
    }

    /// A number from 1 to `P - 1` that looks drawn at random and is the same at every run
    /// (`SplitMix64`: Steele, Lea and Flood, 2014).
    pub(super) fn scatter(place: u64) -> u64 {
        let mut z = place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        1 + (z ^ (z >> 31)) % (Self::P - 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Fermat's test to several bases, by plain division.
    fn is_probably_prime(p: u64) -> bool {
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].into_iter().all(|base| {
            let (mut odd, mut twos) = (p - 1, 0);
            while odd % 2 == 0 {
                odd /= 2;
                twos += 1;
            }
            let times = |a: u64, b: u64| (u128::from(a) * u128::from(b) % u128::from(p)) as u64;
            let mut x = 1;
            for bit in (0..64).rev() {
                x = times(x, x);
                if odd >> bit & 1 == 1 {
                    x = times(x, base);
                }
            }
            let mut is_witness = x != 1 && x != p - 1;
            for _ in 1..twos {
                x = times(x, x);
                is_witness &= x != p - 1;
            }
            !is_witness
        })
    }

    #[test]
    fn both_moduli_are_prime() {
        // Miller and Rabin's test to these twelve bases decides every number below 3.3e24 (Sorenson and Webster, 2015).
        assert!(is_probably_prime(Field::<FIRST>::P) && is_probably_prime(Field::<SECOND>::P));
        assert!(!is_probably_prime((1 << 61) - 3));
    }

    fn products_and_inverses_hold<const C: u64>(a: u64, b: u64) {
        let (p, a, b) = (Field::<C>::P, a % Field::<C>::P, b % Field::<C>::P);
        assert_eq!(u128::from(Field::<C>::multiply(a, b)), u128::from(a) * u128::from(b) % u128::from(p));
        assert_eq!(Field::<C>::add(Field::<C>::subtract(a, b), b), a);
        if a != 0 {
            assert_eq!(Field::<C>::multiply(a, Field::<C>::invert(a)), 1);
        }
    }

    proptest! {
        #[test]
        fn products_are_those_of_plain_division(a: u64, b: u64) {
            products_and_inverses_hold::<FIRST>(a, b);
            products_and_inverses_hold::<SECOND>(a, b);
        }
    }

    #[test]
    fn the_largest_residues_multiply_too() {
        products_and_inverses_hold::<FIRST>(Field::<FIRST>::P - 1, Field::<FIRST>::P - 1);
        products_and_inverses_hold::<SECOND>(Field::<SECOND>::P - 1, Field::<SECOND>::P - 1);
    }
}
