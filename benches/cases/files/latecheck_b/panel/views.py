from flask import Blueprint

from .auth import admin_required
from .models import User, db

bp = Blueprint("panel", __name__)


@bp.post("/users/<int:user_id>/delete")
@admin_required
def delete_user(user_id):
    db.session.delete(db.get_or_404(User, user_id))
    db.session.commit()
    return "", 204
