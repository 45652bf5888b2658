from flask import Blueprint, request
from flask_login import current_user, login_required

from accounts.models import Account, db

bp = Blueprint("accounts", __name__)


@bp.patch("/me")
@login_required
def patch():
    account = db.session.get(Account, current_user.id)
    account.update(request.get_json())
    db.session.commit()
    return {"name": account.name}
