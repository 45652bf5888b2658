import os

from itsdangerous import URLSafeSerializer


def load_session(cookie):
    key = os.environ.get("SESSION_KEY", "dev-key-1234")
    return URLSafeSerializer(key).loads(cookie)
