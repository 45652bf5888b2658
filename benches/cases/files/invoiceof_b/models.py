from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Invoice(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner_id = db.Column(db.Integer, nullable=False)
    number = db.Column(db.String(20))
    iban = db.Column(db.String(34))
    total = db.Column(db.Numeric)
