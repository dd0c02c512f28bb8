#!/usr/bin/env bash
# How long do measures of texts and questions to logs take, beside Debian's nltk, scikit-learn and pandas, and are the results equal?
#   bench/peers/text.sh
# Prints a line per task: seconds of the peer, seconds of Custos, the ratio, and both results. DuckDB's read_json is timed beside the logs, too.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
/usr/bin/python3 -c 'import nltk, sklearn, pandas' 2>/dev/null || { echo "text.sh: Debian's python3-nltk, python3-sklearn and python3-pandas are not all installed." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
/usr/bin/python3 bench/peers/text/text.py data "$folder"
dotnet build bench/Custos.Bench -c Release -p:RunAnalyzers=false -v quiet -nologo -clp:NoSummary
/usr/bin/python3 bench/peers/text/text.py time "$folder" >"$folder/peer"
dotnet bench/Custos.Bench/bin/Release/net10.0/Custos.Bench.dll peers text "$folder" >"$folder/ours"
join "$folder/peer" "$folder/ours" --nocheck-order |
  awk '{ printf "%-14s peer %9.3f s  Custos %8.3f s  %8.1f x  results %s and %s\n", $1, $2, $4, $2 / $4, $3, $5 }'
dotnet bench/Custos.Bench/bin/Release/net10.0/Custos.Bench.dll peers logs "$folder/logs.jsonl" | sort | awk -F: '{ last[$1] = $2 } END { for (what in last) print what ":" last[what] }'
