import uuid
from pathlib import Path

from flask import Flask, request

from predict import score

app = Flask(__name__)
MODELS = Path("/srv/models")


@app.post("/models")
def upload():
    number = uuid.uuid4().hex
    request.files["model"].save(MODELS / f"{number}.bin")
    return {"model": number}, 201


@app.post("/models/<uuid:number>/score")
def run(number):
    values = [float(v) for v in request.get_json()["values"]]
    return {"score": score(MODELS / f"{number.hex}.bin", values)}
