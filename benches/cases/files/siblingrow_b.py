from flask import Blueprint, abort, jsonify, request
from flask_login import current_user, login_required

from .models import Invoice, db

bp = Blueprint("invoices", __name__)


@bp.get("/invoices/<int:invoice_id>")
@login_required
def show(invoice_id):
    invoice = Invoice.query.get_or_404(invoice_id)
    if invoice.account_id != current_user.account_id:
        abort(404)
    return jsonify(invoice.as_dict())


@bp.patch("/invoices/<int:invoice_id>")
@login_required
def change(invoice_id):
    invoice = Invoice.query.get_or_404(invoice_id)
    if invoice.account_id != current_user.account_id:
        abort(404)
    invoice.note = request.get_json()["note"]
    db.session.commit()
    return jsonify(invoice.as_dict())
