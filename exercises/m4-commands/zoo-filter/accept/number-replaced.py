from typing import NamedTuple


class Rule(NamedTuple):
    field: str
    sign: str
    number: float

    def holds(self, animal):
        difference = animal[self.field] - self.number
        return {"<": difference < 0, ">": difference > 0, "=": difference == 0}[self.sign]


def matches(rule, animal):
    """Whether the animal matches a rule such as 'weight > 30'."""
    read = Rule(*rule.split())
    return read._replace(number=float(read.number)).holds(animal)
