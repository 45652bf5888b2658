from flask import Flask, request

from .session import restore

app = Flask(__name__)


@app.get("/me")
def me():
    return {"user": restore(request)["user"]}
