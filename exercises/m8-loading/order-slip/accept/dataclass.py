import json
from dataclasses import dataclass


@dataclass
class Order:
    dish: str
    count: int

    def check(self):
        if self.dish not in {"soup", "salad", "cake"}:
            raise ValueError(self.dish)
        if type(self.count) is not int:
            raise TypeError("a whole number, please")
        if self.count < 1 or self.count > 20:
            raise ValueError(self.count)


def read_order(text):
    data = json.loads(text)
    order = Order(data["dish"], data["count"])
    order.check()
    return order.dish, order.count
