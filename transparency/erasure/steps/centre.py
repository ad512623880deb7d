"""Cases, wishes about data, one-time links, and decisions that name the person."""

from __future__ import annotations

from dataclasses import asdict

from django.db.models import QuerySet
from django.utils import timezone

from catalog.shops.seals import current_seal
from signals.consent.subjects import consent_name, subject_key
from transparency.cases.models import Case, CaseEntry, Outcome, State
from transparency.cases.personal import open_asker
from transparency.erasure.person import Person
from transparency.ledger.erasing import empty_of_person
from transparency.ledger.holds import Hold, subject
from transparency.rights.models import MyDataLink, RightsRequest
from transparency.rights.services import said_in

ACTOR = "erasure"


def erase_cases(person: Person) -> int:
    """Who asked and what was said; that there was a case, how it was answered and how fast stays."""
    cases = [*_cases(person).values_list("pk", flat=True), *_named(person)]
    visitors = Case.objects.filter(pk__in=cases).exclude(visitor="").values_list("visitor", flat=True)
    Hold.objects.filter(subject__in=[subject("visitor", visitor) for visitor in visitors]).delete()
    entries = CaseEntry.objects.filter(case__in=cases)
    emptied = entries.filter(text__isnull=False).update(text=None)
    now = timezone.now()
    Case.objects.filter(pk__in=cases, forgotten_at=None).update(forgotten_at=now)
    # Nobody is left to answer to.
    Case.objects.filter(pk__in=cases).exclude(state=State.CLOSED).update(
        state=State.CLOSED, closed_at=now, outcome=Outcome.DONE
    )
    emptied += Case.objects.filter(pk__in=cases).update(
        personal=None, visitor="", customer=None, conversation=None, word=""
    )
    return int(emptied)


def _cases(person: Person) -> QuerySet[Case]:
    found: QuerySet[Case] = (
        Case.objects.filter(customer=person.id)
        | Case.objects.filter(order__in=person.order_ids)
        | Case.objects.filter(conversation__in=person.talks)
    )
    return found


def _named(person: Person) -> list[int]:
    """Cases that nobody tied to a customer, but whose asker gave the person's name or number."""
    seal = current_seal()
    loose = Case.objects.filter(customer=None, personal__isnull=False)
    return [
        case.pk
        for case in loose.iterator(chunk_size=500)
        if any(person.marks.are_in(text) for text in asdict(open_asker(seal, case)).values())
    ]


def erase_wishes(person: Person) -> int:
    """What the person wrote about their data, and every way back to their page; the proof of what was done stays."""
    links = MyDataLink.objects.filter(customer=person.id).delete()[0]
    loose = RightsRequest.objects.filter(customer=None, personal__isnull=False)
    named = [one.pk for one in loose.iterator(chunk_size=500) if person.marks.are_in(str(said_in(one)))]
    wishes = (
        RightsRequest.objects.filter(customer=person.id)
        | RightsRequest.objects.filter(conversation__in=person.talks)
        | RightsRequest.objects.filter(pk__in=named)
    )
    return int(links) + int(wishes.update(personal=None, why="", customer=None, conversation=None))


def erase_decisions(person: Person) -> int:
    """Decisions lose what they were decided from where it names the person; row and chain stay."""
    names = [
        one
        for uid in (person.uid, *(order.uid for order in person.orders), *person.talk_uids)
        for one in (uid.hex, str(uid))
    ]
    names += [subject_key(consent_name(person.uid)), *([person.phone_index] if person.phone_index else [])]
    held = [subject("customer", person.uid), *(subject("conversation", uid) for uid in person.talk_uids)]
    Hold.objects.filter(subject__in=held).delete()
    return empty_of_person(
        person.shop_id,
        names=names,
        mentions=[f"customer-id:{person.id}"],
        by=ACTOR,
        at=timezone.now(),
    )
