from __future__ import annotations

import os
import re
from dataclasses import dataclass
from http import HTTPStatus

from argon2 import PasswordHasher
from flask import Flask, jsonify, request
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = Flask(__name__)
engine = create_engine(os.environ["DATABASE_URL"])
hasher = PasswordHasher()


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    display_name: Mapped[str]
    is_admin: Mapped[bool] = mapped_column(default=False)


class RegisterSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    email = fields.Email(required=True)
    password = fields.String(required=True, validate=validate.Length(min=12, max=128), load_only=True)
    display_name = fields.String(required=True, validate=validate.Length(min=1, max=80))
    newsletter = fields.Boolean(load_default=False)


schema = RegisterSchema()


def create_account(data: dict) -> Account:
    data = dict(data)
    data["password_hash"] = hasher.hash(data.pop("password"))
    data.pop("newsletter")
    return Account(**data)


@app.post("/register")
def register():
    try:
        data = schema.load(request.get_json(silent=True) or {})
    except ValidationError as error:
        return jsonify(errors=error.messages), HTTPStatus.UNPROCESSABLE_ENTITY
    with Session(engine) as session:
        account = create_account(data)
        session.add(account)
        try:
            session.commit()
        except IntegrityError:
            return jsonify(error="address is taken"), HTTPStatus.CONFLICT
        return jsonify(id=account.id, display_name=account.display_name), HTTPStatus.CREATED
