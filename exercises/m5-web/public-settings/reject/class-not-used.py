import os

from flask import Flask


class Production:
    SECRET_KEY = os.environ["SECRET_KEY"]
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_SAMESITE = "Lax"


app = Flask(__name__)
app.secret_key = Production.SECRET_KEY


@app.get("/")
def home():
    return "Welcome to the school."
