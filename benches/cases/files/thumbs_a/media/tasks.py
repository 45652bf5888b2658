import subprocess

from celery import shared_task

from .naming import normalise


@shared_task(bind=True)
def thumbnail(self, source):
    name = normalise(source)
    proc = subprocess.Popen(
        "ffmpeg -i /media/%s -frames:v 1 /thumbs/%s.png" % (name, name),
        shell=True,
        stdout=subprocess.PIPE,
    )
    out, _ = proc.communicate(timeout=60)
    return len(out)
