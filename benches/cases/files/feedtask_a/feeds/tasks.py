import requests
from celery import Celery

from .sources import Source

celery = Celery("feeds", broker="redis://redis")


@celery.task(bind=True, max_retries=3)
def refresh(self, source, folder):
    try:
        return len(requests.get(Source(source).address, timeout=20, allow_redirects=False).text)
    except requests.RequestException as error:
        raise self.retry(exc=error) from error
