import os

HELP = "/srv/help"


def help_page(language, topic):
    language = language.replace("/", "").replace("\\", "")
    topic = topic.replace("/", "").replace("\\", "")
    with open(os.path.join(HELP, language, topic + ".md")) as page:
        return page.read()
