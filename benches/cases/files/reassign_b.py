import shlex
import subprocess
import tornado.web


class SearchHandler(tornado.web.RequestHandler):
    def get(self):
        words = self.get_arguments("w")
        quoted = [shlex.quote(w) for w in words]
        line = " ".join(quoted)
        if len(words) == 1:
            line = quoted[0]
        out = subprocess.getoutput("printf '%s\\n' " + line + " | sort -u")
        self.write({"out": out})
