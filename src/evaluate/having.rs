//! What plain values of Python have and are: the names of their methods, and the abstract classes that they stand
//! below. `hasattr(token, "decode")`, `isinstance(rows, Sequence)`.
//!
//! Called by `attribute` and `sequence`.

use super::machine::Machine;
use super::value::{Kind, Val};

/// What every object has.
const ALL: &str = "__class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __gt__ __hash__ __init__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__";

/// The methods of a type without those that all have.
fn methods(ty: &str) -> Option<&'static str> {
    Some(match ty {
        "str" => {
            "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill __len__ __iter__ __contains__ __getitem__ __add__ __mul__ __mod__"
        }
        "bytes" => {
            "capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill __len__ __iter__ __contains__ __getitem__ __add__ __mul__ __mod__"
        }
        "int" | "bool" => {
            "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes __int__ __float__ __index__ __bool__ __add__ __sub__ __mul__"
        }
        "float" => {
            "as_integer_ratio conjugate fromhex hex imag is_integer real __int__ __float__ __bool__ __add__ __sub__ __mul__"
        }
        "list" => {
            "append clear copy count extend index insert pop remove reverse sort __len__ __iter__ __contains__ __getitem__ __setitem__ __delitem__ __add__ __mul__"
        }
        "tuple" => "count index __len__ __iter__ __contains__ __getitem__ __add__ __mul__",
        "dict" => {
            "clear copy fromkeys get items keys pop popitem setdefault update values __len__ __iter__ __contains__ __getitem__ __setitem__ __delitem__ __or__"
        }
        "set" => {
            "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update __len__ __iter__ __contains__ __or__ __and__ __sub__"
        }
        "NoneType" => "__bool__",
        "object" => "",
        _ => return None,
    })
}

impl Machine<'_, '_> {
    /// What an object must have to be taken for one of a class that is only a protocol.
    pub(super) fn protocol_of(&self, class: Val) -> Option<Vec<String>> {
        let Kind::Class(_, _, bases) = self.kind(class) else {
            return None;
        };
        let protocol = |base: &Val| {
            matches!(self.kind(self.look(*base)), Kind::Symbol(name)
                if matches!(&**name, "typing.Protocol" | "typing_extensions.Protocol"))
        };
        if !bases.iter().any(protocol) {
            return None;
        }
        let mut names = self.annotated_names(class);
        for (_, _, s) in self.bodies(class) {
            for statement in &s.body {
                if let ruff_python_ast::Stmt::FunctionDef(f) = statement
                    && !matches!(f.name.as_str(), "__init__" | "__new__" | "__subclasshook__")
                {
                    names.push(f.name.to_string());
                }
            }
        }
        Some(names)
    }

    /// Whether a value is one of a built-in type, and known.
    pub(super) fn is_built_in_value(&self, v: Val) -> bool {
        let kind = self.content_kind(v);
        kind.is_plain() || matches!(kind, Kind::List(_) | Kind::Set(_) | Kind::Dict(_))
    }
}

/// Whether a value of this built-in type has something of this name.
pub(super) fn has(ty: &str, name: &str) -> Option<bool> {
    let own = methods(ty)?;
    if own.split(' ').chain(ALL.split(' ')).any(|one| one == name) {
        return Some(true);
    }
    // Of other names between lines not all are listed.
    (!name.starts_with("__")).then_some(false)
}

/// Whether one built-in type stands below another one.
pub(super) fn below(ty: &str, other: &str) -> Option<bool> {
    let (ty, other) = (
        ty.strip_prefix("builtins.")?,
        other.strip_prefix("builtins.")?,
    );
    methods(ty)?;
    if other == "object" {
        return Some(true);
    }
    methods(other)?;
    Some(ty == other || (ty, other) == ("bool", "int"))
}

/// The built-in type that a test for a class asks about, where the value is of the type `own`: that type itself where
/// the class is an abstract one above it, another one where it is not; nothing where that is not known.
pub(super) fn asked<'a>(class: &'a str, own: &'a str) -> Option<&'a str> {
    if let Some(short) = class.strip_prefix("builtins.") {
        return Some(short);
    }
    let abstract_one = ["collections.abc.", "typing.", "numbers."]
        .into_iter()
        .find_map(|package| class.strip_prefix(package))?;
    let below = match abstract_one {
        "Sequence" => "list tuple str bytes",
        "MutableSequence" => "list",
        "Mapping" | "MutableMapping" => "dict",
        "Set" | "AbstractSet" | "MutableSet" => "set",
        "Iterable" | "Sized" | "Container" | "Collection" => "list tuple str bytes dict set",
        "Reversible" => "list tuple str bytes dict",
        "Hashable" => "str bytes int float bool NoneType",
        "Callable" | "Iterator" | "Generator" | "Awaitable" | "Coroutine" => "",
        "Number" | "Complex" | "Real" => "int float bool",
        "Rational" | "Integral" => "int bool",
        _ => return None,
    };
    methods(own)?;
    // A tuple can be hashed where all that is in it can.
    if abstract_one == "Hashable" && own == "tuple" {
        return None;
    }
    Some(if below.split(' ').any(|one| one == own) {
        own
    } else {
        "nothing"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_values_have_their_methods_and_no_others() {
        assert_eq!(has("str", "encode"), Some(true));
        assert_eq!(has("str", "decode"), Some(false));
        assert_eq!(has("bytes", "decode"), Some(true));
        assert_eq!(has("int", "__html__"), None);
        assert_eq!(has("int", "__class__"), Some(true));
        assert_eq!(has("Thing", "name"), None);
    }

    #[test]
    fn abstract_classes_stand_above_built_in_ones() {
        assert_eq!(asked("collections.abc.Sequence", "list"), Some("list"));
        assert_eq!(asked("collections.abc.Mapping", "list"), Some("nothing"));
        assert_eq!(asked("numbers.Number", "bool"), Some("bool"));
        assert_eq!(asked("collections.abc.Hashable", "tuple"), None);
        assert_eq!(asked("builtins.object", "list"), Some("object"));
        assert_eq!(asked("decimal.Decimal", "int"), None);
    }
}
