import os
import uuid

SPOOL = "/var/spool/pipeline"


def spool_path(job_id):
    return os.path.join(SPOOL, uuid.UUID(job_id).hex)
