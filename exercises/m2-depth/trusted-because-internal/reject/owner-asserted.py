from school.web import db

def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    assert invoice.owner_id == request.user.id
    return invoice
