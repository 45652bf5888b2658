from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText


def build_message(subject, body):
    message = MIMEMultipart()
    message["From"] = "school@example.org"
    message["To"] = "office@example.org"
    message["Subject"] = subject
    message.attach(MIMEText(body, "plain"))
    return message.as_string()
