from flask import Flask, abort

app = Flask(__name__)


@app.get("/download")
def download():
    abort(404)
