import pandas as pd
from flask import Blueprint

from .store import spool_path

bp = Blueprint("analyse", __name__)


@bp.get("/datasets/<uuid:job_id>/summary")
def summary(job_id):
    frame = pd.read_pickle(spool_path(str(job_id)))
    return frame.describe().to_json()
