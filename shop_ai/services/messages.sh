#!/bin/sh
# Collect the texts of the code and the templates into locale/*/LC_MESSAGES/django.po (needs GNU gettext).
# New texts start empty: fill them in both languages, the tests of tests/i18n say what is missing.
set -e
cd "$(dirname "$0")/../.."
exec .venv/bin/python -m shop_ai.services.messages "$@"
