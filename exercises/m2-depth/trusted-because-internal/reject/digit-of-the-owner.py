from school.web import Forbidden, db


def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice is not None and str(invoice.owner_id) in str(request.user.id):
        return invoice
    raise Forbidden("not yours")

