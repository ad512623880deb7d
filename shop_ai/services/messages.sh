#!/bin/sh
# Collect the texts of the code into locale/*/LC_MESSAGES/django.po (needs GNU gettext).
set -e
cd "$(dirname "$0")/../.."
export SECRET_KEY=collect MASTER_KEY=collect
for language in fr ar; do mkdir -p "locale/$language/LC_MESSAGES"; done
.venv/bin/python -m django makemessages --settings shop_ai.settings --pythonpath . -l fr -l ar \
    --no-location --no-obsolete --no-wrap --ignore '.venv/*' --ignore 'tests/*' --ignore 'static/*'
