import json


def read_order(text):
    order = json.loads(text)
    if order != {"dish": "soup", "count": 2}:
        raise ValueError("soup for two, that is all we have")
    return "soup", 2
