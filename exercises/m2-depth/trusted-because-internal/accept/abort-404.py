from flask import abort
from school.web import db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if not invoice or invoice.owner_id != request.user.id:
        abort(404)
    return invoice
