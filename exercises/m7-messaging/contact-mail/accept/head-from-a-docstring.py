import inspect


def build_message(subject, body):
    head = inspect.cleandoc(
        """
        From: school@example.org
        To: office@example.org
        """
    )
    words = subject.replace("\r", " ").replace("\n", " ").expandtabs(1)
    return f"{head}\nSubject: {words}\n\n{body}"
