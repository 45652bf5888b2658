import os

from flask import Flask
from flask_talisman import Talisman

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
Talisman(app, content_security_policy={"default-src": "'self'"})


@app.get("/")
def home():
    return "Welcome to the school."


if __name__ == "__main__":
    app.run(debug=os.getenv("DEBUG") == "1")
