import json


class Field:
    def __init__(self, check):
        self.check = check

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, order, owner=None):
        return order.__dict__[self.name]

    def __set__(self, order, value):
        if not self.check(value):
            raise ValueError(f"odd {self.name}: {value!r}")
        order.__dict__[self.name] = value


class Order:
    dish = Field(lambda v: v in ("soup", "salad", "cake"))
    count = Field(lambda v: type(v) is int and 1 <= v <= 20)

    def __init__(self, dish, count):
        self.dish, self.count = dish, count


def read_order(text):
    """Return dish and count of an order, or raise."""
    order = Order(**json.loads(text))
    return order.dish, order.count
