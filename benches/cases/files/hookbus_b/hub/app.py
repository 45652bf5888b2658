from flask import Flask, request

from . import hooks
from .bus import emit

app = Flask(__name__)


@app.post("/orders/<int:number>/paid")
def paid(number):
    emit("order.paid", hook=request.get_json()["hook"], number=number)
    return "", 204
