from models import Invoice, db


def invoices_of(user):
    return Invoice.query.filter_by(owner_id=user.id).all()


def find_invoice(invoice_id, user):
    return db.session.get(Invoice, invoice_id)
