import json

MENU = frozenset({"soup", "salad", "cake"})


class BadOrder(Exception):
    pass


def require(condition, message):
    if not condition:
        raise BadOrder(message)


def read_order(text):
    """Return dish and count of an order, or raise."""
    try:
        order = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadOrder("no JSON") from error
    require(isinstance(order, dict), "no object")
    require(order.keys() == {"dish", "count"}, "odd keys")
    dish, count = order["dish"], order["count"]
    require(isinstance(dish, str) and dish in MENU, "not on the menu")
    require(type(count) is int, "no number")
    require(0 < count < 21, "too few or too many")
    return dish, count
