#!/usr/bin/env bash
# Runs the hooks as pre-commit runs them: builds them from this checkout and tries them on two small repositories.
# Tracked and added files count; what git does not know, pre-commit does not see.
#
# Needs git, cargo and python3. PLIMSOLL_PRE_COMMIT names a pre-commit that is installed already.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

passed=0
failed=0

# check TITLE COMMAND…: counts whether a command succeeds.
check() {
    local title=$1
    shift
    if "$@" >/dev/null 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n' "$title"
        sed 's/^/    /' "$work/output"
    fi
}
says() { grep -qF -- "$1" "$work/output"; }
silent_about() { ! says "$1"; }
exits() { [ "$status" -eq "$1" ]; }
fails() { [ "$status" -ne 0 ]; }
has_escapes() { grep -q $'\x1b\\[1;31merror' "$work/output"; }
has_no_escapes() { ! grep -q $'\x1b' "$work/output"; }

pre_commit=${PLIMSOLL_PRE_COMMIT:-}
if [ -z "$pre_commit" ]; then
    if ! pre_commit=$(command -v pre-commit); then
        tools="$root/target/tools/pre-commit"
        if [ ! -x "$tools/bin/pre-commit" ]; then
            python3 -m venv "$tools"
            "$tools/bin/pip" --quiet install pre-commit
        fi
        pre_commit="$tools/bin/pre-commit"
    fi
fi

export PRE_COMMIT_HOME="$work/cache"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$root/target}/hook"
export CARGO_NET_OFFLINE="${CARGO_NET_OFFLINE:-true}"
# What is tried is the hook, not the speed of the binary.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
# The hooks are tried as git would call them, whatever repository this script was called from.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# repository NAME: an empty repository to fill.
repository() {
    git init --quiet "$work/$1"
    cd "$work/$1"
    git config user.name test
    git config user.email test@example.org
    cat > unrelated.yaml <<'YAML'
- name: a playbook, perhaps
  tasks: []
YAML
}

# try HOOK ARGUMENT…: leaves the output in $work/output and the exit code in $status.
try() {
    git add --all
    status=0
    "$pre_commit" try-repo "$root" "$@" --all-files > "$work/output" 2>&1 || status=$?
}

repository faulty
cat > compose.yaml <<'YAML'
services:
  web:
    image: nginx:1.29
    privileged: true
YAML
mkdir -p "with space"
cp compose.yaml "with space/-compose.yml"

try plimsoll --color=never
check "a faulty repository fails" exits 1
check "the rule is named" says "privileged-container"
check "the file is named" says "compose.yaml"
check "a name that looks like an option is a file" says "with space/-compose.yml"
check "YAML of other kinds is passed over in silence" silent_about "unrelated.yaml"
check "there is no colour unless it is asked for" has_no_escapes

try plimsoll --color=always
check "there is colour when it is asked for" has_escapes

try plimsoll-fix --color=never
check "what cannot be fixed still fails" fails

repository clean
cat > Dockerfile <<'DOCKERFILE'
FROM alpine:3.22
RUN adduser -D app
USER app
CMD ["true"]
DOCKERFILE
cp Dockerfile api.dockerfile
printf 'broken(' > Dockerfile.dockerignore

try plimsoll --color=never --verbose
check "a clean repository passes" exits 0
check "and nothing is said about it" silent_about "checks passed"

try plimsoll-fix --color=never
check "a clean repository passes the fixing hook" exits 0
check "and is left as it was" git diff --exit-code

PATH="$CARGO_TARGET_DIR/release:$PATH" try plimsoll-system --color=never
check "the installed binary passes, too" exits 0

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
