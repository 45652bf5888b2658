import json
import logging
from urllib.parse import urlparse
import requests
from pydantic import BaseModel, field_validator
logger = logging.getLogger("pager")
class Job(BaseModel):
    user: str
    hook: str
    @field_validator("hook")
    @classmethod
    def ours(cls, value):
        parsed = urlparse(value)
        if (parsed.scheme, parsed.netloc) != ("https", "hooks.example.org"):
            raise ValueError("not ours")
        return value
def page(message):
    job = Job.model_validate_json(message)
    logger.info("paged by %s", job.user.encode("unicode_escape").decode())
    requests.get(job.hook, timeout=5, allow_redirects=False)
    return job.user
