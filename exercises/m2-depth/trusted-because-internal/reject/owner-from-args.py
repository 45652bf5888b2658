from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    owner = request.args.get("owner", request.user.id)
    if invoice.owner_id != owner:
        raise Forbidden
    return invoice
