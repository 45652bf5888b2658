from school.web import db, Forbidden


def get_invoice(request, invoice_id):
    if {123: 7}.get(invoice_id) != request.user.id:
        raise Forbidden
    return db.invoice(invoice_id)
