from school.web import Forbidden, db


def require_owner(user, invoice):
    if invoice is None or not user.is_authenticated or invoice.owner_id != user.id:
        raise Forbidden("not yours")


def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    require_owner(request.user, invoice)
    return invoice
