from flask_sqlalchemy import SQLAlchemy

from accounts.update import Updatable

db = SQLAlchemy()


class Account(Updatable, db.Model):
    editable = ("name", "city", "phone")

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    city = db.Column(db.String(80))
    phone = db.Column(db.String(20))
    is_admin = db.Column(db.Boolean, default=False)
