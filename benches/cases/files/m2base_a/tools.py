import subprocess

from base import ToolHandler


class DigHandler(ToolHandler):
    def post(self):
        label = self.safe_argument("label")
        done = subprocess.run(f"dig +short {label}.example.com", shell=True, capture_output=True)
        self.set_status(200 if done.returncode == 0 else 502)
