import json


def read_order(text):
    match json.loads(text):
        case {"dish": str(dish), "count": int(count), **rest} if not rest:
            if dish in {"soup", "salad", "cake"} and count is not True and 1 <= count <= 20:
                return dish, count
    raise ValueError("we do not serve that")
