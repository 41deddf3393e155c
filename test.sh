#!/usr/bin/env bash
# Builds and runs every test. --long adds the long proofs. The last line is "N passed, N failed" over all test projects.
set -euo pipefail
cd "$(dirname "$0")"

configuration=Release
for argument in "$@"; do
  case "$argument" in
    --long) export SPARK_LONG_TESTS=1 ;;
    *) echo "usage: ./test.sh [--long]" >&2; exit 2 ;;
  esac
done

command -v dotnet >/dev/null || { echo "The .NET SDK of global.json is needed: https://dot.net" >&2; exit 2; }

# The pages are walked in a real browser, and clients from npm talk to the embedded exchange. Without browser or node those
# tests say so by name (and fail where CI=true).
install_missing_packages() {
  local missing=() package install=(env DEBIAN_FRONTEND=noninteractive apt-get)
  for package in "$@"; do
    local program="$package"
    [ "$package" != nodejs ] || program=node
    [ "$package" != chromium ] || [ -z "${SPARK_CHROMIUM:-}" ] || continue
    command -v "$program" >/dev/null || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then install=(sudo -n "${install[@]}"); fi
  if command -v apt-get >/dev/null && "${install[@]}" update -qq >/dev/null 2>&1 \
    && "${install[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
    return 0
  fi
  echo "Not installed and can't be had here: ${missing[*]}. Tests that need it say so; going on." >&2
}
install_missing_packages chromium nodejs npm

dotnet build Spark.sln --configuration "$configuration" -nodeReuse:false

# One test project at a time: several start real servers, and two cores are enough for one of them.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test --solution Spark.sln --configuration "$configuration" --no-build --max-parallel-test-modules 1 2>&1 | tee "$log" || status=$?

count() { grep -E "^ +$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
passed=$(count succeeded)
failed=$(count failed)
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1 # a test program that died has no counts of its own
[ "$passed" -gt 0 ] || { echo "No test ran." >&2; status=1; }
echo "$passed passed, $failed failed"
exit "$status"
