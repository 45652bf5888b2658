import json
import pickle

from flask import Flask, request

app = Flask(__name__)


@app.post("/intake")
def intake():
    with open("/var/spool/q/next.bin", "wb") as out:
        pickle.dump({"text": request.get_data(as_text=True)}, out)
    return "", 202
