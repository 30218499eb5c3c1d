#!/usr/bin/env bash
# The time of a whole process for one report: gouji check beside gouji --version, which is what it takes to start
# a process, and beside python-docx reading the same file.
# benches/compare.sh [REPORT.docx]...   after cargo build --release; PYTHON names a Python with python-docx.
set -euo pipefail
root=$(dirname "$0")/..
gouji=${GOUJI:-$root/target/release/gouji}
python=${PYTHON:-python3}
runs=10

# The median of the runs, in microseconds. gouji's status 1 (findings) is no failure here.
median() {
    local i started
    for ((i = 0; i <= runs; i++)); do
        started=${EPOCHREALTIME/[.,]/}
        "$@" >/dev/null || [ $? = 1 ]
        # The first run warms the caches.
        [ "$i" = 0 ] || echo $((${EPOCHREALTIME/[.,]/} - started))
    done | sort -n | sed -n "$(((runs + 1) / 2))p"
}

"$python" -c 'import docx' || { echo "python-docx is missing: pip install python-docx" >&2; exit 2; }
[ $# -gt 0 ] || set -- "$root/fixtures/reports/clean-2021.docx"
start=$(median "$python" -c 'import docx')
bare=$(median "$gouji" --version)
for report; do
    ours=$(median "$gouji" check "$report")
    theirs=$(median "$python" "$root/benches/python_docx.py" "$report")
    awk -v report="$report" -v ours="$ours" -v theirs="$theirs" -v start="$start" -v bare="$bare" 'BEGIN {
        printf "%s: gouji check %.1f ms (gouji --version %.1f ms), python-docx %.1f ms (%.1f ms of it to start), %.0f times\n",
            report, ours / 1000, bare / 1000, theirs / 1000, start / 1000, theirs / ours
    }'
done
