from flask import Flask, request

from .number import NumberRule

app = Flask(__name__)


@app.post("/rule")
def rule():
    return {"value": str(NumberRule(request.form["rule"]).value())}
