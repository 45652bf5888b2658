from flask import Flask
from flask.sessions import SecureCookieSessionInterface

app = Flask(__name__)
app.config.from_prefixed_env()


def load_session(cookie):
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    return serializer.loads(cookie)
