#!/usr/bin/env bash
# Builds and runs every test. --long adds the long proofs. The last line is "N passed, N failed" over all test projects.
set -euo pipefail
cd "$(dirname "$0")"

configuration=Release
patience=4m # of a test that says nothing; it is then named, and its program ended
for argument in "$@"; do
  case "$argument" in
    --long) export SPARK_LONG_TESTS=1; patience=60m ;;
    *) echo "usage: ./test.sh [--long]" >&2; exit 2 ;;
  esac
done

command -v dotnet >/dev/null || { echo "The .NET SDK of global.json is needed: https://dot.net" >&2; exit 2; }

# What the tests need beside .NET: a browser for the pages, Prometheus and Alertmanager for the operator's files, Node.js for other
# people's clients. Without one its tests say so by name (and fail where CI=true).
needed=(chromium:chromium prometheus:prometheus promtool:prometheus prometheus-alertmanager:prometheus-alertmanager amtool:prometheus-alertmanager node:nodejs npm:npm)
install_missing_packages() {
  local missing=() pair install=(env DEBIAN_FRONTEND=noninteractive apt-get)
  for pair in "${needed[@]}"; do
    if [ "$pair" = chromium:chromium ] && [ -n "${SPARK_CHROMIUM:-}" ]; then continue; fi
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then install=(sudo -n "${install[@]}"); fi
  if command -v apt-get >/dev/null && "${install[@]}" update -qq >/dev/null 2>&1 \
    && "${install[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
    return 0
  fi
  echo "Not installed and can't be had here: ${missing[*]}. Tests that need it say so; going on." >&2
}
install_missing_packages

dotnet build Spark.sln --configuration "$configuration" -nodeReuse:false

# One test project at a time: several start real servers, and two cores are enough for one of them.
log=$(mktemp)
results=$(mktemp -d)
trap 'rm -rf "$log" "$results"' EXIT
status=0
dotnet test --solution Spark.sln --configuration "$configuration" --no-build --max-parallel-test-modules 1 \
  --hangdump --hangdump-timeout "$patience" --hangdump-type None --results-directory "$results" 2>&1 | tee "$log" || status=$?
for hung in "$results"/*_hang.log; do
  if [ -e "$hung" ]; then sed 's/^/still running when it was ended: /' "$hung"; fi
done

count() { grep -E "^ +$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
passed=$(count succeeded)
failed=$(count failed)
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1 # a test program that died has no counts of its own
[ "$passed" -gt 0 ] || { echo "No test ran." >&2; status=1; }
echo "$passed passed, $failed failed"
exit "$status"
