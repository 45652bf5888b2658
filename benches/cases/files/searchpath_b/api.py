from flask import Blueprint, g, jsonify
from sqlalchemy import create_engine, text

from tenancy import tenant_required

bp = Blueprint("invoices", __name__)
engine = create_engine("postgresql+psycopg:///billing", pool_pre_ping=True)


@bp.get("/invoices")
@tenant_required
def invoices():
    with engine.begin() as connection:
        connection.execute(text(f"SET search_path TO {g.schema}"))
        found = connection.execute(text("SELECT id, total FROM invoices ORDER BY id"))
        return jsonify([dict(row._mapping) for row in found])
