"""Invitations: created by admins, redeemed once."""
from __future__ import annotations

import hashlib
import logging
import random
import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

logger = logging.getLogger(__name__)
ALPHABET = string.ascii_uppercase + string.digits


class Generator(Protocol):
    def choices(self, population, *, k: int) -> list: ...


@dataclass
class Invitation:
    email: str
    code_hash: str
    expires: datetime
    used: bool = False


class InvitationRepository(Protocol):
    def add(self, invitation: Invitation) -> None: ...
    def by_hash(self, code_hash: str) -> Invitation | None: ...


class InvitationService:
    LENGTH = 20

    def __init__(self, repo: InvitationRepository, rng: random.Random | None = None) -> None:
        self._repo = repo
        self._rng = rng or secrets.SystemRandom()

    @staticmethod
    def _hash(code: str) -> str:
        return hashlib.sha256(code.encode()).hexdigest()

    def create(self, email: str, days: int = 7) -> str:
        invite_code = "".join(self._rng.choices(ALPHABET, k=self.LENGTH))
        self._repo.add(
            Invitation(
                email=email,
                code_hash=self._hash(invite_code),
                expires=datetime.now(timezone.utc) + timedelta(days=days),
            )
        )
        logger.info("invitation created, valid for %d days", days)
        return invite_code

    def redeem(self, code: str) -> Invitation:
        invitation = self._repo.by_hash(self._hash(code))
        if invitation is None or invitation.used:
            raise LookupError("no such invitation")
        if invitation.expires < datetime.now(timezone.utc):
            raise LookupError("invitation has expired")
        invitation.used = True
        return invitation
