from jinja2 import Environment, FileSystemLoader

from .mails import deliver

env = Environment(loader=FileSystemLoader("templates"), autoescape=True)


class Notifier:
    def __init__(self, environment=env):
        self.env = environment

    def send(self, user, text):
        body = self.env.from_string("Dear {{ name }},\n" + text).render(name=user.name)
        deliver(user.email, "News", body)
