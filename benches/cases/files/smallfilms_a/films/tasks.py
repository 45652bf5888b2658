"""The slow work on films."""
import subprocess

from celery import Celery, shared_task

app = Celery("films", broker="redis://localhost/0")
COMMAND = "ffmpeg -loglevel error -i /srv/films/{source} -vf scale={width}:-2 /srv/small/{source}"


@shared_task(bind=True, max_retries=2)
def shrink(self, source, width):
    command = COMMAND.format(source=source, width=int(width))
    done = subprocess.run(command, shell=True, timeout=3600)
    if done.returncode:
        raise self.retry(countdown=60)
