"""Answers of the widget that are ready to be sent, and what tells that they are still right."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel


class AnswerChange(ShopModel):
    """A change of something that answers depend on. Triggers write them; the sum of ``amount`` is the shop's version.

    A sum, and no counter that each change would raise: writers never wait for each other, and it does not matter in
    which order they commit. Rows are folded into one of the same sum from time to time.
    """

    amount = models.BigIntegerField(default=1, db_default=1)
    is_folded = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["shop"], include=["amount"], name="answer_change_sum"),
            models.Index(fields=["id"], condition=models.Q(is_folded=False), name="answer_change_open"),
        ]


class PreparedAnswer(ShopModel):
    """One answer for everybody, right while the shop's version is ``version`` and ``until`` has not come.

    ``address`` says what was asked (:mod:`signals.widget.addresses`), ``edition`` which code and texts wrote it.
    ``asked_on`` is the last day on which a page asked for it: what nobody asks for is not made again.
    ``body`` is compressed but for its end; ``crc`` and ``length`` are those of what it holds (:mod:`signals.widget.packing`).
    """

    address = models.CharField(max_length=200)
    edition = models.CharField(max_length=16)
    version = models.BigIntegerField()
    until = models.DateTimeField()
    body = models.BinaryField()
    crc = models.BigIntegerField(default=0)
    length = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now=True)
    asked_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "address"], name="prepared_answer_once")]
