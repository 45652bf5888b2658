from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    me = request.session.get("user_id")
    if me is None:
        raise Forbidden("log in first")
    invoice = db.invoice(invoice_id)
    if invoice is None or me != invoice.owner_id:
        raise Forbidden
    return invoice
