"""Changes a profile."""
from flask import Blueprint, g, request
from sqlalchemy import update

from tables import engine, people

profile = Blueprint("profile", __name__)
SHOWN = {"nickname", "about", "town"}


def wanted(form):
    return {key: value for key, value in form.items() if key in SHOWN}


@profile.post("/profile")
def change():
    with engine.begin() as connection:
        connection.execute(update(people).where(people.c.id == g.user.id).values(**wanted(request.form)))
    return "", 204
