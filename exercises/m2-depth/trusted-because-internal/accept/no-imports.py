def get_invoice(request, invoice_id):
    invoice = db.invoice(invoice_id)
    if invoice.owner_id != request.user.id:
        raise PermissionError("not the owner")
    return invoice
