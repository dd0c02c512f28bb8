#!/usr/bin/env bash
# Training and scoring, Custos and Debian's scikit-learn in turns, one core each:
#   bench/peers/train.sh [RUNS [REPEATS [DATA]]]     (5 runs of 3 repeats on ../shared/data/tweets.csv unless said)
# Prints the table that stands in docs/benchmarks.md. Needs python3-sklearn from Debian.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
runs=${1:-5} repeats=${2:-3} data=${3:-../shared/data/tweets.csv}
python=/usr/bin/python3
"$python" -c 'import sklearn' 2>/dev/null || { echo "train.sh: Debian's python3-sklearn is not installed." >&2; exit 1; }
[[ -f $data ]] || { echo "train.sh: $data is not there." >&2; exit 1; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build bench/Custos.Bench -c Release -p:RunAnalyzers=false -v quiet -nologo -clp:NoSummary
bench() { dotnet bench/Custos.Bench/bin/Release/net10.0/Custos.Bench.dll peers train "$@"; }
one_core() { OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 taskset -c 1 "$@"; }
export -f bench

bench split "$data" "$folder"
for ((run = 1; run <= runs; run++)); do
  echo "train.sh: run $run of $runs" >&2
  one_core bash -c 'bench "$@"' bench run "$data" "$folder" "$repeats" >"$folder/custos-$run.json"
  one_core "$python" bench/peers/train/train.py run "$data" "$folder" "$repeats" >"$folder/sklearn-$run.json"
done
"$python" bench/peers/train/train.py table "$data" "$folder"
