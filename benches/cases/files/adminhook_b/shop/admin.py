from flask import Blueprint, jsonify, request

from .auth import require_admin
from .models import Coupon, db

bp = Blueprint("admin", __name__, url_prefix="/admin")
bp.before_request(require_admin)


@bp.post("/coupons")
def create_coupon():
    data = request.get_json()
    coupon = Coupon(code=str(data["code"])[:20], percent=min(max(int(data["percent"]), 1), 50))
    db.session.add(coupon)
    db.session.commit()
    return jsonify(id=coupon.id), 201
