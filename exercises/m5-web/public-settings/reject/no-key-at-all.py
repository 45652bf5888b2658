import os

from flask import Flask

app = Flask(__name__)
app.config.update(
    SESSION_COOKIE_SECURE=True,
    SESSION_COOKIE_SAMESITE="Lax",
)


@app.get("/")
def home():
    return "Welcome to the school."


if __name__ == "__main__":
    app.run(debug=os.getenv("DEBUG") == "1")
