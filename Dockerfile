FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements/tools.txt requirements/run.txt ./
RUN pip install --no-cache-dir --require-hashes -r tools.txt \
    && python -m venv /venv \
    && uv pip install --no-cache --python /venv/bin/python --require-hashes -r run.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=shop_ai.settings \
    WEB_CONCURRENCY=2 \
    RUN_DIR=/data \
    STATIC_ROOT=/app/staticfiles
RUN useradd --uid 10001 --user-group --home-dir /data --create-home --shell /usr/sbin/nologin shop \
    && chmod 0700 /data
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
# The key below only lets Django start for this step; it is in no layer's environment.
RUN python -m shop_ai.services.translations \
    && SECRET_KEY=only-while-the-image-is-built-0123456789abcdefghij MASTER_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
       RUN_DIR=/tmp/build python manage.py collectstatic --noinput -v 0 -i redoc -i rest_framework \
    && rm -rf /tmp/build
USER shop
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "-m", "shop_ai.services.healthy"]
CMD ["gunicorn", "shop_ai.wsgi", "-b", "0.0.0.0:8000", "-k", "gthread", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--timeout", "60", "--graceful-timeout", "20", "--no-control-socket"]
