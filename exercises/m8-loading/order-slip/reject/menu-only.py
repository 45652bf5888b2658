import json

MENU = {"soup", "salad", "cake"}


def read_order(text):
    order = json.loads(text)
    if order["dish"] not in MENU:
        raise ValueError("not on the menu")
    return order["dish"], order["count"]
