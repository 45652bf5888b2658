from flask import Blueprint, Flask, request
from markupsafe import escape

pages = Blueprint("pages", __name__)

@pages.route("/hello")
def hello():
    return f"<h1>Hello {escape(request.args.get('name', 'you'))}</h1>"

def create_app():
    app = Flask(__name__)
    app.register_blueprint(pages)
    return app
