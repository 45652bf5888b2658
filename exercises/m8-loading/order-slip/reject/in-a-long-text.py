import json


def read_order(text):
    order = json.loads(text)
    dish, count = order["dish"], order["count"]
    if dish not in "soup, salad, cake" or type(count) is not int or not 1 <= count <= 20:
        raise ValueError("no")
    return dish, count
