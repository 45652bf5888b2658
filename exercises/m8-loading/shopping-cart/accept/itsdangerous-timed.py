import os

from itsdangerous import BadSignature, URLSafeTimedSerializer


def load_cart(token):
    serializer = URLSafeTimedSerializer(os.environ["CART_KEY"], salt="cart")
    try:
        return serializer.loads(token, max_age=3600)
    except BadSignature:
        return None
