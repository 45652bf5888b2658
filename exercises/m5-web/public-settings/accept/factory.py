import os
from pathlib import Path

from flask import Blueprint, Flask

pages = Blueprint("pages", __name__)


@pages.get("/")
def home():
    return "Welcome to the school."


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY=Path("/run/secrets/school_key").read_text().strip(),
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.register_blueprint(pages)
    return app


if __name__ == "__main__":
    create_app().run(debug=os.environ.get("DEBUG", "").lower() in {"1", "true"})
