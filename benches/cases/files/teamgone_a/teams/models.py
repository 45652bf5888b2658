from django.conf import settings
from django.db import models


class Team(models.Model):
    name = models.CharField(max_length=60)


class Membership(models.Model):
    team = models.ForeignKey(Team, related_name="members", on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    role = models.CharField(max_length=10, default="member")
