import json


def read_order(text):
    order = json.loads(text)
    dish, count = order["dish"], order["count"]
    assert dish in {"soup", "salad", "cake"}
    assert type(count) is int and 1 <= count <= 20
    return dish, count
