from django.db import models


class Backup(models.Model):
    path = models.CharField(max_length=200)
    made = models.DateTimeField(auto_now_add=True)
