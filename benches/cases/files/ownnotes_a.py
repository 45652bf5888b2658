from datetime import datetime, timezone
from http import HTTPStatus

from flask import Blueprint, abort, jsonify, request
from flask_login import current_user, login_required
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()
bp = Blueprint("notes", __name__, url_prefix="/api/notes")
MAX_TITLE = 200


class Note(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    body: Mapped[str]
    updated_at: Mapped[datetime]

    def to_dict(self):
        return {
            "id": self.id,
            "title": self.title,
            "body": self.body,
            "updated_at": self.updated_at.isoformat(),
        }


def own_note_or_404(note_id):
    note = db.session.get(Note, note_id)
    if note is None:
        abort(HTTPStatus.NOT_FOUND)
    return note


def validate(data):
    errors = {}
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        errors["title"] = "required"
    elif len(title) > MAX_TITLE:
        errors["title"] = "too long"
    if not isinstance(data.get("body", ""), str):
        errors["body"] = "must be text"
    return errors


@bp.get("")
@login_required
def index():
    notes = Note.query.filter_by(owner_id=current_user.id).order_by(Note.updated_at.desc()).all()
    return jsonify([note.to_dict() for note in notes])


@bp.post("")
@login_required
def create():
    data = request.get_json()
    errors = validate(data)
    if errors:
        return jsonify(errors=errors), HTTPStatus.UNPROCESSABLE_ENTITY
    note = Note(
        owner_id=current_user.id,
        title=data["title"].strip(),
        body=data.get("body", ""),
        updated_at=datetime.now(timezone.utc),
    )
    db.session.add(note)
    db.session.commit()
    return jsonify(note.to_dict()), HTTPStatus.CREATED


@bp.put("/<int:note_id>")
@login_required
def update(note_id):
    note = own_note_or_404(note_id)
    data = request.get_json()
    errors = validate(data)
    if errors:
        return jsonify(errors=errors), HTTPStatus.UNPROCESSABLE_ENTITY
    note.title = data["title"].strip()
    note.body = data.get("body", "")
    note.updated_at = datetime.now(timezone.utc)
    db.session.commit()
    return jsonify(note.to_dict())


@bp.delete("/<int:note_id>")
@login_required
def delete(note_id):
    note = own_note_or_404(note_id)
    db.session.delete(note)
    db.session.commit()
    return "", HTTPStatus.NO_CONTENT
