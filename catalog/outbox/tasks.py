"""Wake-ups of the outbox."""

from celery import shared_task

from catalog.outbox.services import due_jobs, run_job, wake_with


@shared_task
def run_outbox_job(shop_id: int, job_id: int) -> None:
    run_job(shop_id, job_id)


@shared_task
def sweep() -> None:
    """Send every due job to the workers again; the claim makes a second message harmless."""
    for shop_id, job_id in due_jobs():
        run_outbox_job.delay(shop_id, job_id)


def _wake(shop_id: int, job_id: int) -> None:
    run_outbox_job.apply_async((shop_id, job_id), retry=False)


wake_with(_wake)
