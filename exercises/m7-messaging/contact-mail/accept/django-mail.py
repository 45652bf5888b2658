from django.core.mail import EmailMessage


def build_message(subject, body):
    mail = EmailMessage(subject, body, "school@example.org", ["office@example.org"])
    return mail.message().as_string()
