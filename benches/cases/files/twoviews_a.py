import os
from flask import Flask, request

app = Flask(__name__)
STATE = {"target": "localhost"}
HOSTS = ("localhost", "db", "cache")


@app.post("/target")
def set_target():
    name = request.form["target"]
    STATE["target"] = name
    return "ok"


@app.post("/ping")
def ping():
    return {"code": os.system("ping -c1 " + STATE["target"])}
