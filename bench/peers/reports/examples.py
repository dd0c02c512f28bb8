"""Writes the small data and the answers to it: examples.py FOLDER."""
import json
import random
import sys
from pathlib import Path

import pandas as pd

import answers
import data

FOLDER = Path(sys.argv[1])


def reports():
    """Told twice, acted on before, exactly after 24 hours, a microsecond later, and on the night of the 29th of March in Berlin."""
    created = [("exact", "2026-03-28 10:00"), ("late", "2026-03-28 10:00"), ("twice", "2026-03-28 22:59:59.999999"), ("twice", "2026-03-29 08:00"),
               ("never", "2026-03-28 23:00"), ("early", "2026-03-29 21:59:59"), ("both", "2026-03-29 22:00"), ("long", "2026-03-30 10:00")]
    acted = [("exact", "2026-03-29 10:00"), ("exact", "2026-04-01"), ("late", "2026-03-29 10:00:00.000001"), ("twice", "2026-03-29 22:59:59.999999"),
             ("early", "2026-03-29 21:59:58"), ("both", "2026-03-29 21:00"), ("both", "2026-03-30 12:00"), ("unknown", "2026-03-29")]
    return (pd.DataFrame([dict(report_id=name, user_id="u1", created_at=pd.Timestamp(at), reason="spam", status="open") for name, at in created]),
            pd.DataFrame([dict(report_id=name, action_type="remove", action_at=pd.Timestamp(at)) for name, at in acted]))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*"):
        old.unlink()
    made = data.exchanges()
    decided = data.decisions(made.rows, random.Random(8))
    data.blocked_edges(made, decided)
    found = data.findings(decided, random.Random(9))
    exchanges, decisions = made.table(), pd.DataFrame(decided)
    tables = dict(exchanges=exchanges, contents=pd.DataFrame(made.contents), decisions=decisions, decision_findings=pd.DataFrame(found),
                  feedback=pd.DataFrame(data.feedback(made)), retrievals=pd.DataFrame(data.retrievals(made, random.Random(10))))
    tables["report_events"], tables["moderation_actions"] = reports()
    tables |= dict(ratings=pd.DataFrame(data.ratings(random.Random(11))), comparisons=pd.DataFrame(data.comparisons(random.Random(12))),
                   labels=pd.DataFrame(data.labels(made, random.Random(13))), annotations=pd.DataFrame(data.annotations(made, random.Random(14))),
                   accounts=pd.DataFrame(data.accounts()), jobs=pd.DataFrame(data.jobs(random.Random(15))), bills=pd.DataFrame(data.bills()))
    # pandas reads what is missing as a number that is none; these are texts and times.
    tables["jobs"] = tables["jobs"].assign(team=tables["jobs"].team.where(tables["jobs"].team.notna(), None))
    asks = []

    def ask(name, report, answer, **request):
        columns, rows = answer
        plain = [[None if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) else value.item() if hasattr(value, "item") else value for value in row] for row in rows]
        asks.append(dict(name=name, report=report, **request, columns=columns, rows=plain))

    e, d, zone = exchanges, decisions, "Europe/Berlin"
    ask("reports of a night of 23 hours", "reports-actioned-within-24h", answers.reports_actioned(tables["report_events"], tables["moderation_actions"], zone), time_zone=zone)
    ask("latency by tier over 30 days", "latency-by-tier", answers.latency(e, "tier", start="2026-03-10", end="2026-04-09"), **{"from": "2026-03-10T00:00:00Z", "to": "2026-04-09T00:00:00Z"})
    ask("latency by model of one region", "latency-by-tier", answers.latency(e[e.region == "us"], "model"), by="model", where=["region=us"])
    ask("users blocked more than 3 times in 24 hours", "users-blocked-often", answers.blocked_often(e, d, 3, 24))
    ask("users blocked more than twice in 9 hours", "users-blocked-often", answers.blocked_often(e, d, 2, 9), set=["more_than=2", "hours=9"])
    ask("sessions in Berlin", "sessions", answers.sessions(e, zone, 30), time_zone=zone)
    ask("sessions with a gap of 10 minutes", "sessions", answers.sessions(e[e.tier == "team"], "UTC", 10), set=["gap_minutes=10"], where=["tier=team"])
    ask("sessions of two regions, or none, in one tier", "sessions", answers.sessions(e[e.tier.isna()], "UTC", 30), where=["tier=", "region=eu", "region=us"])
    ask("retention in Berlin", "retention", answers.retention(e, "model", zone), time_zone=zone)
    ask("retention of a period that cuts weeks", "retention", answers.retention(e, "tier", "UTC", "2026-03-12", "2026-04-02"), by="tier", **{"from": "2026-03-12", "to": "2026-04-02"})
    ask("requests in New York", "requests-per-organisation", answers.rolling(e, "organisation", "America/New_York", 7, end="2026-04-05 12:00"), time_zone="America/New_York", to="2026-04-05T12:00:00Z")
    ask("requests of three days by region", "requests-per-organisation", answers.rolling(e, "region", "UTC", 3, "2026-03-10 05:00", "2026-04-01"), by="region", set=["days=3"], **{"from": "2026-03-10T05:00:00Z", "to": "2026-04-01"})
    ask("speed and cost by model", "speed-and-cost", answers.speed(e, "model"))
    ask("injection attempts", "injection-attempts", answers.injections(e, d, tables["decision_findings"], "injection"))
    ask("knowledge bases", "knowledge-base-use", answers.base_use(tables["retrievals"], "knowledge_base"))
    ask("knowledge bases by organisation", "knowledge-base-use", answers.base_use(tables["retrievals"], "organisation"), by="organisation")
    ask("adoption", "knowledge-base-adoption", answers.adoption(e[e.occurred_at < answers.NOW], tables["retrievals"], "organisation"))
    ask("frustration", "frustration", answers.frustration(e, tables["contents"], tables["feedback"], "model", 2))
    ask("win rate in Berlin", "win-rate", answers.win_rate(tables["comparisons"], "m-1", "m-2", zone, 7), time_zone=zone, set=["model_a=m-1", "model_b=m-2"])
    ask("win rate of two days", "win-rate", answers.win_rate(tables["comparisons"], "m-2", "m-1", "UTC", 2), set=["model_a=m-2", "model_b=m-1", "days=2"])
    ask("ratings that vary most", "rating-spread", answers.spread(tables["ratings"], 3, 100))
    ask("the two that vary most, and ties", "rating-spread", answers.spread(tables["ratings"], 2, 2), set=["least_ratings=2", "most=2"])
    for by in ("endpoint", "policy", "language", "tier"):
        ask(f"refusals by {by}", "refusals", answers.refusals(e, d, tables["annotations"], tables["labels"], by), by=by)
    ask("top users with a tie at the edge", "top-users", answers.top_users(e, tables["accounts"], 0.08), set=["share=0.08"])
    ask("the top 1 % of few users is one", "top-users", answers.top_users(e, tables["accounts"], 0.01))
    ask("top users who were also filtered", "top-users-filtered", answers.top_filtered(e, tables["accounts"], d, 0.5, 3), set=["share=0.5"])
    for by in ("team", "scientist", "experiment", "run"):
        ask(f"a bill by {by}", "gpu-costs", answers.gpu_costs(tables["jobs"], tables["bills"], by, "2026-03-01", "2026-04-01"), by=by, **{"from": "2026-03-01", "to": "2026-04-01"})
    ask("an empty period", "sessions", (["day"], []), **{"from": "2026-01-01", "to": "2026-02-01"})
    ask("an empty filter", "latency-by-tier", (["tier"], []), where=["model=nobody's"])
    for name, frame in tables.items():
        frame.to_csv(FOLDER / f"{name}.csv", index=False, date_format="%Y-%m-%dT%H:%M:%S.%f")
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in asks)
    (FOLDER / "answers.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


main()
