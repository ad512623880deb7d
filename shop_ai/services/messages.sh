#!/bin/sh
# Collect the texts of the code and the templates into locale/*/LC_MESSAGES/django.po (needs GNU gettext).
# Run twice without new texts it changes nothing: no dates, no line numbers, no guessed translations.
set -e
cd "$(dirname "$0")/../.."
command -v xgettext >/dev/null || { echo "messages.sh needs GNU gettext (apt-get install gettext)" >&2; exit 1; }
export SECRET_KEY=collect MASTER_KEY=collect

header() {
    printf 'msgid ""\nmsgstr ""\n"Language: %s\\n"\n' "$1"
    printf '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    printf '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: %s\\n"\n' "$2"
}
start_catalogue() {
    mkdir -p "locale/$1/LC_MESSAGES"
    [ -s "locale/$1/LC_MESSAGES/django.po" ] || header "$1" "$2" >"locale/$1/LC_MESSAGES/django.po"
}
start_catalogue fr 'nplurals=2; plural=(n > 1);'
start_catalogue ar 'nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;'

.venv/bin/python - <<'COLLECT'
import sys

from django.core.management.commands import makemessages


class Collect(makemessages.Command):
    # A text that resembles an old one starts empty: a guess would be shown as if it were right.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


Collect().run_from_argv(
    "messages.sh makemessages --settings shop_ai.settings --pythonpath . -l fr -l ar -e html,txt,py".split()
    + "--no-location --no-obsolete --no-wrap".split()
    + [f"--ignore={room}" for room in (".*", "tests", "static", "staticfiles", "bench*", "node_modules")]
)
COLLECT

for po in locale/fr/LC_MESSAGES/django.po locale/ar/LC_MESSAGES/django.po; do
    sed -i -e '/^"POT-Creation-Date:/d' -e '/^"Project-Id-Version:/d' -e '/^"Report-Msgid-Bugs-To:/d' "$po"
    printf '%s: ' "$po"
    msgfmt --statistics -o /dev/null "$po" 2>&1
done
