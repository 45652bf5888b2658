from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    owner = int(request.args.get("owner", request.user.id or 0))
    invoice = db.invoice(invoice_id, owner=owner)
    if invoice is None:
        raise Forbidden
    return invoice
