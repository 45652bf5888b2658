import os

from flask import Flask

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.config.update(SESSION_COOKIE_SECURE=os.getenv("COOKIE_SECURE") == "1", SESSION_COOKIE_SAMESITE="Lax")


@app.get("/")
def home():
    return "Welcome to the school."


if __name__ == "__main__":
    app.run(debug=os.getenv("DEBUG") == "1")
