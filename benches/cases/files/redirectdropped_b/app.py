import os

from flask import Flask

from admin import bp

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.register_blueprint(bp)
