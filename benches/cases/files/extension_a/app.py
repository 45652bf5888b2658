import os

from flask import Flask

from auth.store import Users
from auth.views import bp


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    app.extensions["users"] = Users(os.environ["MONGO_URI"])
    app.register_blueprint(bp)
    return app
