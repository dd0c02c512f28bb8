#!/usr/bin/env bash
# How long do statistics of many rows take, beside Debian's scipy and scikit-learn, and are the results equal?
#   bench/peers/statistics.sh [ROWS]
# Prints a line per task: seconds of the peer, seconds of Custos, the ratio, and both results.
# MMD with 999 permutations of 1,000 + 1,000 rows and Dawid-Skene on a million labels have no peer.
# The peer's bootstrap and Bradley-Terry times are scaled up from a part of the work; statistics.py says which.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
rows=${1:-10000000}
/usr/bin/python3 -c 'import scipy, sklearn' 2>/dev/null || { echo "statistics.sh: Debian's python3-scipy and python3-sklearn are not installed." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
/usr/bin/python3 bench/peers/statistics/statistics.py data "$folder" "$rows"
dotnet build bench/Custos.Bench -c Release -p:RunAnalyzers=false -v quiet -nologo -clp:NoSummary
/usr/bin/python3 bench/peers/statistics/statistics.py time "$folder" >"$folder/peer"
dotnet bench/Custos.Bench/bin/Release/net10.0/Custos.Bench.dll peers statistics "$folder" >"$folder/ours"
join "$folder/peer" "$folder/ours" --nocheck-order -a 2 -e - -o 0,1.2,2.2,1.3,2.3 |
  awk '$2 == "-" { printf "%-14s no peer             Custos %8.3f s             result %s\n", $1, $3, $5; next } { printf "%-14s peer %10.3f s  Custos %8.3f s  %7.1f x  results %s and %s\n", $1, $2, $3, $2 / $3, $4, $5 }'
