import base64
import json
import pickle
from flask import Flask, request

app = Flask(__name__)


class Preferences:
    def __init__(self, raw):
        self.raw = raw

    def load(self):
        if not self.raw:
            return {}
        data = base64.urlsafe_b64decode(self.raw)
        return pickle.loads(data)


@app.get("/prefs")
def prefs():
    return Preferences(request.cookies.get("prefs")).load()
