//! Questions about the data that a value carries: where it entered.
//!
//! How it is found stands in `flow`. Called wherever it counts who chose a value.

use super::machine::Machine;
use super::record::OriginKind;
use super::value::Val;

impl Machine<'_, '_> {
    /// Whether a value carries data from anywhere outside the program.
    pub(super) fn untrusted(&self, v: Val) -> bool {
        self.carries(v, |_| true)
    }

    /// Whether a value carries data that is known to come from outside; a parameter of a function
    /// that nobody in sight calls is not.
    pub(super) fn chosen_outside(&self, v: Val) -> bool {
        self.carries(v, OriginKind::is_known)
    }

    /// Whether a value carries data of anything but parameters.
    pub(super) fn is_more_than_given(&self, v: Val) -> bool {
        self.carries(v, |kind| kind != OriginKind::Parameter)
    }
}
