import json
from collections.abc import Mapping
from numbers import Integral

DISHES = frozenset({"soup", "salad", "cake"})


def read_order(text):
    order = json.loads(text)
    if not isinstance(order, Mapping) or set(order) != {"dish", "count"}:
        raise TypeError("no order")
    dish, count = order["dish"], order["count"]
    if isinstance(count, bool) or not isinstance(count, Integral) or count not in range(1, 21):
        raise ValueError(count)
    if not hasattr(dish, "casefold") or dish not in DISHES:
        raise ValueError(dish)
    return dish, count
