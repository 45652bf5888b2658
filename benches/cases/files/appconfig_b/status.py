from flask import Blueprint, current_app, jsonify

bp = Blueprint("status", __name__, url_prefix="/status")


@bp.get("/")
def status():
    return jsonify(ok=True)


@bp.get("/settings")
def settings():
    shown = {key: str(current_app.config.get(key)) for key in ("RELEASE", "DEBUG", "TESTING")}
    return jsonify(shown)
