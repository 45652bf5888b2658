import os
from flask import Flask, session

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]


@app.get("/count")
def count():
    session["n"] = session.get("n", 0) + 1
    return {"n": session["n"]}
