import json


def whole(digits):
    number = int(digits)
    if not 0 < number < 21:
        raise ValueError("count")
    return number


def no_float(digits):
    raise ValueError("half portions")


def read_order(text):
    """Return dish and count of an order, or raise."""
    match json.loads(text, parse_int=whole, parse_float=no_float):
        case {"dish": ("soup" | "salad" | "cake") as dish, "count": int() as count, **rest} if not rest:
            if isinstance(count, bool):
                raise ValueError("count")
            return dish, count
    raise ValueError("no order")
