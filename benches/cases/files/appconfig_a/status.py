from flask import Blueprint, current_app, jsonify

bp = Blueprint("status", __name__, url_prefix="/status")


@bp.get("/")
def status():
    return jsonify(ok=True)


@bp.get("/settings")
def settings():
    shown = {key: str(value) for key, value in current_app.config.items()}
    return jsonify(shown)
