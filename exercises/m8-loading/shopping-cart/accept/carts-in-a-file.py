import json
from pathlib import Path

CARTS = Path("/srv/shop/carts.json")


def load_cart(token):
    carts = json.loads(CARTS.read_text())
    return carts[token]
