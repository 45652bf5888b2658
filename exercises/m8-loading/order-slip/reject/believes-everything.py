import json


def read_order(text):
    order = json.loads(text)
    return order["dish"], order["count"]
