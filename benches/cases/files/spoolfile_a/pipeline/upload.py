import uuid

from flask import Blueprint, request

from .store import spool_path

bp = Blueprint("upload", __name__)


@bp.post("/datasets")
def upload():
    job_id = str(uuid.uuid4())
    request.files["data"].save(spool_path(job_id))
    return {"id": job_id}
