import os


def help_page(language, topic):
    language, topic = language.replace("../", ""), topic.replace("../", "")
    with open(os.path.join("/srv/help", language, topic + ".md")) as page:
        return page.read()
