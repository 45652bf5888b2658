import json


class BadOrder(Exception):
    pass


def read_order(text: str) -> tuple[str, int]:
    order = json.loads(text)
    if not isinstance(order, dict):
        raise BadOrder("no order")
    dish = order.get("dish")
    count = order.get("count")
    if dish not in ("soup", "salad", "cake"):
        raise BadOrder(dish)
    if not isinstance(count, int) or count not in range(1, 21):
        raise BadOrder(count)
    return dish, count
