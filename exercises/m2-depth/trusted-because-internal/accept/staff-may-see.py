from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    user = request.user
    if (invoice := db.invoice(invoice_id)) is None:
        raise Forbidden
    if invoice.owner_id == user.id or user.is_staff:
        return invoice
    raise Forbidden
