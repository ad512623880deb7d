# Sourced by run, test and bench from the root of the repository: ensure_venv run|dev
# makes .venv and installs the hash-pinned list when it changed. Both lists pin the same versions
# (a test says so), so the longer one serves ./run as well and nothing is ever downgraded.

# Half a dozen processes start from the same files: each would compile them again.
unset PYTHONDONTWRITEBYTECODE

fail() {
    echo "$*" >&2
    exit 1
}

find_python() {
    for candidate in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

make_venv() {
    python=$(find_python) || fail "Python 3.11 or newer is needed: apt-get install -y python3 python3-venv"
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "Python cannot make virtual environments here: apt-get install -y python3-venv"
    echo "making .venv with $("$python" --version)"
    "$python" -m venv --clear --without-pip .venv || fail "could not make .venv in $(pwd): is the directory yours?"
}

# pip is wanted once, to fetch uv: it runs out of the wheel that Python carries, which saves unpacking it.
bundled_pip() {
    .venv/bin/python - <<'PYTHON'
import ensurepip, pathlib, sysconfig
places = [pathlib.Path(ensurepip.__file__).parent / "_bundled", pathlib.Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or ".")]
print(next((str(wheel) for place in places for wheel in sorted(place.glob("pip-*.whl"))), ""))
PYTHON
}

install_uv() {
    wheel=$(bundled_pip)
    [ -n "$wheel" ] || .venv/bin/python -m ensurepip -q || fail "Python brings no pip: apt-get install -y python3-venv"
    PYTHONPATH="$wheel" .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes \
        -r requirements/tools.txt || fail "could not install requirements/tools.txt"
}

install_list() {
    .venv/bin/uv --version >/dev/null 2>&1 || install_uv
    echo "installing requirements/$1.txt"
    .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r "requirements/$1.txt" ||
        fail "could not install requirements/$1.txt"
    compile_first
}

# What every process of a start imports, compiled once on all cores instead of by each of them.
compile_first() {
    packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    set -- catalog signals attribution transparency shop_ai
    for name in django rest_framework drf_spectacular celery kombu psycopg psycopg_pool gunicorn redis csp; do
        set -- "$@" "$packages/$name"
    done
    .venv/bin/python -m compileall -q -j 0 "$@" >/dev/null || true # only slower without
}

stamp_of() {
    sha256sum "requirements/$1.txt" | cut -c1-16
}

has_stamp() {
    [ "$(cat ".venv/stamp-$1" 2>/dev/null)" = "$(stamp_of "$1")" ]
}

ensure_venv() {
    # A virtual environment whose Python was upgraded away is made anew.
    .venv/bin/python -c '' 2>/dev/null || make_venv
    if has_stamp "$1"; then return; fi
    install_list "$1"
    stamp_of "$1" >".venv/stamp-$1"
    if [ "$1" = dev ]; then stamp_of run >.venv/stamp-run; fi
}
