import os

from flask import Flask

app = Flask(__name__)


def main():
    debug = os.environ.get("FLASK_DEBUG") == "1" and False
    app.run(host="0.0.0.0", debug=debug)


if __name__ == "__main__":
    main()
