import os

from flask import Flask

from status import bp


def create_app():
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=os.environ["SECRET_KEY"],
        SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
        RELEASE=os.environ.get("RELEASE", "dev"),
    )
    app.register_blueprint(bp)
    return app
