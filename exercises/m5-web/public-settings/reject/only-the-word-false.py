import os

from flask import Flask

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.config.update(
    SESSION_COOKIE_SECURE=True,
    SESSION_COOKIE_SAMESITE="Lax",
)


@app.get("/")
def home():
    return "Welcome to the school."


if __name__ == "__main__":
    app.run(debug=os.getenv("DEBUG", "False") != "False")
