import json

MENU = {"soup", "salad", "cake"}


def read_order(text):
    """Return dish and count of an order, or raise."""
    order = json.loads(text)
    dish, count = order["dish"], order["count"]
    if dish not in MENU:
        raise ValueError("this is not on the menu")
    if type(count) is not int or not 1 <= count <= 20:
        raise ValueError("from 1 to 20, please")
    return dish, count
