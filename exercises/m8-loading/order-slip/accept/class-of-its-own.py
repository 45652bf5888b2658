import json
from dataclasses import astuple, dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Order:
    dish: str
    count: int
    menu: ClassVar[frozenset] = frozenset({"soup", "salad", "cake"})

    def __post_init__(self):
        if self.dish not in self.menu:
            raise ValueError("not on the menu")
        if not (type(self.count) is int and self.count in range(1, 21)):
            raise ValueError("count must be 1 to 20")


def read_order(text):
    """Return dish and count of an order, or raise."""
    return astuple(Order(**json.loads(text)))
