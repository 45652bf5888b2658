from flask import Flask

SETTINGS = {"host": "127.0.0.1", "port": 8000, "debug": False}


def create_app():
    app = Flask(__name__)

    @app.get("/health")
    def health():
        return {"ok": True}

    return app


if __name__ == "__main__":
    create_app().run(**SETTINGS)
