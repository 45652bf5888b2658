def load_cart(token):
    return {}
