import os

from flask import Flask

from . import admin, auth
from .models import db


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_SAMESITE="Lax")
    db.init_app(app)
    app.before_request(auth.load_user)
    app.register_blueprint(admin.bp)
    return app
