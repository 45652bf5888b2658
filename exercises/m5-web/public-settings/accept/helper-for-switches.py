import os

from flask import Flask

def switched_on(name: str) -> bool:
    match os.environ.get(name, "off").strip().lower():
        case "on" | "1" | "true" | "yes":
            return True
        case _:
            return False


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
    app.run(debug=switched_on("DEBUG"), port=8000)
