import os
from pathlib import Path

from flask import Flask


def _key():
    key = os.environ.get("SECRET_KEY", "")
    if len(key) < 8:
        raise SystemExit("SECRET_KEY is missing")
    return key


app = Flask(__name__)
app.config |= {
    "SECRET_KEY": _key(),
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_SAMESITE": "Strict",
}


@app.get("/")
def home():
    return "Welcome to the school."


if __name__ == "__main__":
    app.run(debug=os.environ.get("FLASK_DEBUG", "").lower() in {"1", "on", "true", "yes"})
