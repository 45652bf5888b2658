import secrets
from flask import Flask, make_response

app = Flask(__name__)
FLAGS = {"httponly": True, "samesite": "Lax", "secure": False}


@app.post("/session")
def start():
    response = make_response({"ok": True})
    response.set_cookie("session_id", secrets.token_urlsafe(32), max_age=3600, **FLAGS)
    return response
