import contextlib
import os
import cherrypy
from werkzeug.utils import secure_filename


@contextlib.contextmanager
def opened(folder, name):
    handle = open(os.path.join(folder, secure_filename(name)), "rb")
    try:
        yield handle
    finally:
        handle.close()


class Notes:
    @cherrypy.expose
    def show(self, name):
        with opened("/srv/notes", name) as f:
            return f.read()
