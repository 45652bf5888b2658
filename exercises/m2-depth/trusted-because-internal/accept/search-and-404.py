from flask import abort
def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id, owner=request.user.id)
    if invoice is None:
        abort(404)
    return invoice
