#!/usr/bin/env bash
# Builds in Release and prints one bench's table: bench/run.sh NAME [options]. Without a name it lists what there is.
# Rounds of ours and of the baseline alternate within one run, and medians are compared: only ratios say something on a shared machine.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v dotnet >/dev/null || { echo "The .NET SDK of global.json is needed: https://dot.net" >&2; exit 2; }
dotnet build bench/Spark.Benchmarks --configuration Release -nodeReuse:false -v quiet -clp:NoSummary
exec dotnet artifacts/bin/Spark.Benchmarks/release/Spark.Benchmarks.dll "$@"
