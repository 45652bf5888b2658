from flask import Flask

import views


def create_app():
    app = Flask(__name__)
    app.config["MANUALS"] = "/srv/manuals"
    app.add_url_rule("/", view_func=views.index)
    app.add_url_rule("/manuals/<product>/<path:page>", view_func=views.manual, methods=["GET"])
    return app
