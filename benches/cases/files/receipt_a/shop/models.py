from django.conf import settings
from django.db import models


class Order(models.Model):
    number = models.PositiveIntegerField(unique=True)
    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    receipt = models.FileField(upload_to="receipts/")
