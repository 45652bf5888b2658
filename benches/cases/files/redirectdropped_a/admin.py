from flask import Blueprint, jsonify, redirect, session, url_for

from store import all_users, remove

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.before_request
def only_admins():
    if session.get("role") != "admin":
        redirect(url_for("login"))


@bp.get("/users")
def users():
    return jsonify(all_users())


@bp.post("/users/<int:user_id>/remove")
def remove_user(user_id):
    remove(user_id)
    return "", 204
