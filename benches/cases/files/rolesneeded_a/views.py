from flask import Flask

from guard import needs

app = Flask(__name__)


@app.get("/accounts")
@needs("clerk")
def accounts():
    return "accounts"
