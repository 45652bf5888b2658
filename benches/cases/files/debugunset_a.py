import os

from flask import Flask

app = Flask(__name__)


def main():
    debug = not os.environ.get("PROD")
    app.run(host="0.0.0.0", debug=debug)


if __name__ == "__main__":
    main()
