"""People who sign in, and how they are let in."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, choice, references


class Role(StrEnum):
    """What a person does here; one each."""

    PATIENT = "patient"
    PRACTITIONER = "practitioner"
    RECEPTION = "reception"
    MANAGER = "manager"
    ADMIN = "admin"


class Person(Base):
    """A patient or a member of staff. `session_key` is renewed to sign a person out everywhere; no
    language means none was chosen yet, and the browser's is asked.
    """

    __tablename__ = "person"
    __table_args__ = (
        sa.CheckConstraint("language IN ('da', 'en')", name="language"),
        sa.CheckConstraint("theme IS NULL OR theme IN ('light', 'dark')", name="theme"),
        sa.CheckConstraint("text_size IS NULL OR text_size IN ('large', 'larger')", name="text_size"),
        sa.CheckConstraint("email = lower(email)", name="email_lower"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    role: Mapped[Role] = mapped_column(choice(Role, "role"), index=True)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    session_key: Mapped[str] = mapped_column(sa.String(43))
    language: Mapped[str | None] = mapped_column(sa.String(2))
    theme: Mapped[str | None] = mapped_column(sa.String(5))
    text_size: Mapped[str | None] = mapped_column(sa.String(6))
    zone: Mapped[str] = mapped_column(sa.String(40), default="Europe/Copenhagen")
    born_on: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    title: Mapped[str | None] = mapped_column(sa.String(40))
    home_branch_id: Mapped[int | None] = mapped_column(references("branch.id"), index=True)
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]


class Device(Base):
    """A browser a person signed in with, known by a token in its cookie, of which only a hash is kept.

    `name` says what it is in words ("Chrome, Android"), nothing else of it is kept. Signed out, its cookie is void.
    """

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(references("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    signed_in_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    signed_out_at: Mapped[datetime | None]


class SignInLink(Base):
    """A one-time link (invitation or sign-in). Only a hash of its token is kept."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(references("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(references("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """A refused sign-in, counted per address, per network address and per both (hashed) to slow guessing down."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (sa.Index("ix_sign_in_attempt_key_hash_at", "key_hash", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]
