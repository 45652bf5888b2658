CARTS = {}


def load_cart(token):
    return CARTS.get(token)
