import os
from pathlib import Path

from flask import Flask

TRUE_WORDS = {"1", "true", "yes", "on"}


def flag(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in TRUE_WORDS


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=Path(os.environ["SECRET_KEY_FILE"]).read_text().strip(),
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
    )

    @app.get("/")
    def home():
        return "Welcome to the school."

    return app


app = create_app()

if __name__ == "__main__":
    app.run(debug=flag("SCHOOL_DEBUG"))
