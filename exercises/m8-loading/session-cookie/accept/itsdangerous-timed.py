import os

from itsdangerous import BadSignature, URLSafeTimedSerializer


def load_session(cookie):
    serializer = URLSafeTimedSerializer(os.environ["SESSION_KEY"], salt="session")
    try:
        return serializer.loads(cookie, max_age=3600)
    except BadSignature:
        return None
