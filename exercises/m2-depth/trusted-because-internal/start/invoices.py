from school.web import Forbidden, db


def get_invoice(request, invoice_id):
    if request.remote_addr.startswith("10."):
        return db.invoice(invoice_id)
    if not request.user.is_authenticated:
        raise Forbidden("log in first")
    return db.invoice(invoice_id)
