import os

from itsdangerous import URLSafeSerializer


def load_cart(token):
    key = os.environ.get("CART_KEY", "dev-key-1234")
    return URLSafeSerializer(key).loads(token)
