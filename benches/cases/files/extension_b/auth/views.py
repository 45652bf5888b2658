from flask import Blueprint, current_app, jsonify, request, session

bp = Blueprint("auth", __name__)


@bp.post("/reset")
def reset():
    """Ends a password reset: email and the code that was mailed."""
    body = request.get_json(force=True)
    users = current_app.extensions["users"]
    user = users.find(f"{body['email']}", reset_code="%s" % (body["code"],))
    if user is None:
        return jsonify(error="unknown code"), 403
    session.clear()
    session["user_id"] = str(user["_id"])
    return jsonify(ok=True)
