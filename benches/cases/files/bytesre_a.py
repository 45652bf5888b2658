import re

from flask import Flask, request

app = Flask(__name__)
NAME = re.compile(rb"^(?:[a-z]+[0-9]*)+;$")


@app.post("/names")
def names():
    return {"ok": NAME.match(request.get_data()) is not None}
