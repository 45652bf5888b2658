import json

CHECKS = {
    "dish": lambda value: value in ("soup", "salad", "cake"),
    "count": lambda value: type(value) is int and value in range(1, 21),
}


def checked(pairs):
    order = dict(pairs)
    if len(order) != len(pairs) or order.keys() != CHECKS.keys():
        raise ValueError("not the keys of an order")
    for name, fits in CHECKS.items():
        if not fits(order[name]):
            raise ValueError(name)
    return order


def read_order(text):
    """Return dish and count of an order, or raise."""
    order = json.loads(text, object_pairs_hook=checked)
    if not isinstance(order, dict):
        raise TypeError("no order")
    return order["dish"], order["count"]
