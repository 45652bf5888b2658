from flask import Flask, jsonify
from flask_login import LoginManager, current_user, login_required

from services import find_invoice, invoices_of
from models import db

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql:///billing"
db.init_app(app)
LoginManager(app)


@app.get("/invoices")
@login_required
def mine():
    return jsonify([i.number for i in invoices_of(current_user)])


@app.get("/invoices/<int:invoice_id>")
@login_required
def one(invoice_id):
    invoice = find_invoice(invoice_id, current_user)
    if invoice is None:
        return jsonify(error="not found"), 404
    return jsonify(number=invoice.number, total=invoice.total, iban=invoice.iban)
