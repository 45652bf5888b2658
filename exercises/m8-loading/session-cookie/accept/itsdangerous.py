import os

from itsdangerous import URLSafeSerializer

signer = URLSafeSerializer(os.environ["SESSION_KEY"])


def load_session(cookie):
    return signer.loads(cookie)
