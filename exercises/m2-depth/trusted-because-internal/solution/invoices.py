from school.web import Forbidden, db


def get_invoice(request, invoice_id):
    if not request.user.is_authenticated:
        raise Forbidden("log in first")
    invoice = db.invoice(invoice_id)
    if invoice is None or invoice.owner_id != request.user.id:
        raise Forbidden("this is not your invoice")
    return invoice
