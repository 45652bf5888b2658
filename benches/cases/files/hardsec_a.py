import os
from flask import Flask, session

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY", "k3Yv9!pQ2x7Lm0Zr")


@app.get("/count")
def count():
    session["n"] = session.get("n", 0) + 1
    return {"n": session["n"]}
