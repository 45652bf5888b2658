"""Uploads of films."""
from celery import chain
from flask import Blueprint, request

from films.tasks import shrink

films = Blueprint("films", __name__)


def plan(name, widths):
    return chain(*(shrink.si(name, width) for width in widths))


@films.post("/films/small")
def small():
    form = request.get_json()
    name = str(form["name"]).replace("/", "_").lstrip(".-")
    plan(name, [640, 1280]).apply_async()
    return "", 202
