from school.web import Forbidden

def get_invoice(request, invoice_id):
    raise Forbidden("closed for security reasons")
