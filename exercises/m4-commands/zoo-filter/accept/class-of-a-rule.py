import operator
from dataclasses import dataclass

SIGNS = {"<": operator.lt, ">": operator.gt, "=": operator.eq}


@dataclass
class Rule:
    field: str
    sign: str
    number: float

    @classmethod
    def read(cls, text):
        field, sign, number = text.split(maxsplit=2)
        if field not in {"weight", "age"} or sign not in SIGNS:
            raise ValueError(f"not a rule: {text!r}")
        return cls(field, sign, float(number))

    def fits(self, animal):
        return SIGNS[self.sign](animal[self.field], self.number)


def matches(rule, animal):
    return Rule.read(rule).fits(animal)
