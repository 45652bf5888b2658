from pathlib import Path

from flask import Flask

app = Flask(__name__)
with open("/run/secrets/flask", "rb") as file:
    app.secret_key = file.read()
app.config.update(
    SESSION_COOKIE_SECURE=True,
    SESSION_COOKIE_SAMESITE="Lax",
)


@app.get("/")
def home():
    return "Welcome to the school."


if __name__ == "__main__":
    app.run(debug=False)
