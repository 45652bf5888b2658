import json


def dish_of(order):
    dish = order["dish"]
    if dish == "soup" or dish == "salad" or dish == "cake":
        return dish
    raise LookupError(dish)


def count_of(order):
    count = order["count"]
    if isinstance(count, bool) or not isinstance(count, int):
        raise TypeError(count)
    if count < 1:
        raise ValueError("too few")
    if count > 20:
        raise ValueError("too many")
    return count


def read_order(text):
    order = json.loads(text)
    return dish_of(order), count_of(order)
