from flask import Flask, request

from .bus import incoming

app = Flask(__name__)


@app.post("/reports")
def add():
    incoming.put(request.get_json())
    return "", 202
