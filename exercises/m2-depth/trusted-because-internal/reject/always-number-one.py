from school.web import Forbidden, db

def get_invoice(request, invoice_id):
    if request.user.id != 7:
        raise Forbidden
    return db.invoice(123)
