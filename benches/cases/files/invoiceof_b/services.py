from models import Invoice, db


def invoices_of(user):
    return Invoice.query.filter_by(owner_id=user.id).all()


def find_invoice(invoice_id, user):
    return Invoice.query.filter_by(id=invoice_id, owner_id=user.id).first()
