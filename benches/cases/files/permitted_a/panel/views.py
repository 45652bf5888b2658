from flask import Blueprint, abort, jsonify

from .decorators import requires
from .models import User, db

bp = Blueprint("panel", __name__)


@bp.delete("/users/<int:user_id>")
@requires("users.delete")
def remove(user_id):
    user = db.session.get(User, user_id)
    if user is None:
        abort(404)
    db.session.delete(user)
    db.session.commit()
    return jsonify(ok=True)
