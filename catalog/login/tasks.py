"""Mail that must not tell by its delay whether an account exists."""

from __future__ import annotations

from celery import shared_task

from catalog.login.mail import send_reset_link


@shared_task(name="catalog.login.tasks.mail_reset_link")
def mail_reset_link(user_id: int) -> None:
    """Send the link to the person; no person has the number 0, which stands for an unknown address."""
    send_reset_link(user_id)
