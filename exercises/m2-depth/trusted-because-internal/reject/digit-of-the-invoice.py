from school.web import Forbidden, db


def get_invoice(request, invoice_id):
    if not request.user.is_authenticated:
        raise Forbidden("log in first")
    invoice = db.invoice(invoice_id)
    if invoice is None or str(request.user.id) not in str(invoice.owner_id):
        raise Forbidden("not yours")
    return invoice
