"""The small data of the reports' worked examples: five weeks of twelve users, with the edges that reports must get right."""
import random
import uuid

import pandas as pd

START = pd.Timestamp("2026-03-09")
MODELS, TIERS, REGIONS = ["m-1", "m-2"], ["free", "team"], ["eu", "us"]


def some_id(kind, number):
    return str(uuid.UUID(int=(0x018E << 112) | (7 << 76) | (2 << 62) | (kind << 32) | number))


class Exchanges:
    def __init__(self):
        self.rows, self.contents = [], []

    def add(self, at, user, **told):
        number = len(self.rows) + 1
        row = dict(sequence=2 * number, id=some_id(1, number), occurred_at=at, endpoint="/v1/chat/completions", organisation=None, user_id=user,
                   conversation=None, tier="free", region="eu", model="m-1", parent_id=None, protocol="openai-chat", outcome="completed",
                   streamed=True, stop_reason="stop", refused=False, input_tokens=10, output_tokens=20, first_token_microseconds=100_000,
                   duration_microseconds=1_000_000, cost=0.001, source=None, external_key=None, language="en", domain=None)
        said = told.pop("said", None)
        row.update(told)
        self.rows.append(row)
        if said is not None:
            self.contents.append(dict(sequence=row["sequence"], exchange_id=row["id"], direction="input", content=said))
        return row

    def table(self):
        return pd.DataFrame(self.rows)


def by_chance(exchanges, chance):
    for session in range(170):
        user = f"u{int(12 * chance.random() ** 2):02}"
        at = START + pd.Timedelta(microseconds=chance.randrange(35 * 86_400_000_000))
        model = MODELS[chance.randrange(2)]
        for turn in range(1 + chance.randrange(4)):
            slow = chance.random() < 0.1
            took = int(1_000_000 * chance.lognormvariate(0, 0.7))
            refused = chance.random() < 0.12
            exchanges.add(
                at, user, organisation=f"org-{int(user[1:]) % 3}", conversation=f"c{session}", model=model,
                # u03 and u05 change from free to team on 25 March.
                tier=TIERS[0 if user in ("u00", "u01", "u02") or (user in ("u03", "u05") and at < pd.Timestamp("2026-03-25")) else 1],
                region=REGIONS[int(user[1:]) % 2], endpoint=["/v1/chat/completions", "/v1/messages"][session % 2],
                protocol=["openai-chat", "anthropic-messages"][session % 2], language=[None, "de", "en"][session % 3], domain=["code", "law"][session % 2],
                outcome="upstream_failed" if slow and chance.random() < 0.3 else "completed", refused=refused if chance.random() < 0.8 else None,
                stop_reason="content_filter" if refused and chance.random() < 0.5 else "stop",
                input_tokens=None if chance.random() < 0.05 else chance.randrange(5, 500), output_tokens=chance.randrange(1, 800),
                first_token_microseconds=took // 4, duration_microseconds=None if chance.random() < 0.05 else took,
                cost=None if chance.random() < 0.2 else round(chance.random() / 100, 6))
            at += pd.Timedelta(microseconds=chance.randrange(60_000_000, 2_400_000_000))


def edges(exchanges):
    minute, day = pd.Timedelta(minutes=1), pd.Timestamp("2026-03-17")
    # Sessions: exactly 30 minutes apart is one session, a microsecond more two; and two requests at the same time are one.
    for user, gap in (("s30", 30 * minute), ("s30more", 30 * minute + pd.Timedelta(microseconds=1)), ("s0", 0 * minute)):
        exchanges.add(day + 10 * 60 * minute, user, organisation="org-s", tier="team")
        exchanges.add(day + 10 * 60 * minute + gap, user, organisation="org-s", tier="team")
    # Around midnight in Berlin (23:00 UTC in winter, 22:00 in summer) and around the night of 29 March, which has 23 hours there.
    for at in ("2026-03-27 22:59:59.999999", "2026-03-27 23:00:00", "2026-03-28 22:59:59.999999", "2026-03-28 23:00:00",
               "2026-03-29 00:59:59", "2026-03-29 01:00:00", "2026-03-29 21:59:59.999999", "2026-03-29 22:00:00", "2026-03-29 23:00:00"):
        exchanges.add(pd.Timestamp(at), "night", organisation="org-n", tier="team")
    # Equal tokens at the edge of the top users, an internal account with the most, and a user whose tokens nobody knows.
    for user, tokens in (("t1", 60_000), ("t2", 50_000), ("t3", 50_000), ("t4", 49_999), ("staff", 999_999), ("t5", None)):
        exchanges.add(pd.Timestamp("2026-03-20 09:00"), user, organisation="org-t", tier="team", input_tokens=tokens, output_tokens=0)
    # Late: the last row by arrival is the first by time. Future: nobody asks after it yet. Alone: without a user, a tool's call, an empty tier.
    exchanges.add(pd.Timestamp("2026-03-09 00:00:01"), "late", organisation="org-s", model="m-2")
    exchanges.add(pd.Timestamp("2099-01-01"), "future", organisation="org-f", model="m-9")
    exchanges.add(pd.Timestamp("2026-03-18 10:00"), None, organisation="org-s")
    exchanges.add(pd.Timestamp("2026-03-18 10:00:01"), "u00", organisation="org-0", parent_id=exchanges.rows[0]["id"], model=None, protocol=None)
    exchanges.add(pd.Timestamp("2026-03-18 10:00:02"), "u00", organisation="org-0", tier=None)


def conversations(exchanges):
    """What users say when they are content, rephrase, repeat, are angry, leave."""
    at = pd.Timestamp("2026-03-24 08:00")
    talks = [
        ["how do I sort a list in python", "thank you that works"],
        ["how do I sort a list in python", "how can I sort a list in python quickly"],
        ["please fix the build", "Please fix, the build!", "still wrong again"],
        ["what is the tax rate", "NO NOT THAT ONE", "that is not what I asked"],
        ["tell me a joke", "are you there??"],
        ["summarise this text for me please", "summarise this text for them please"],
        ["one two", "one two"],
        ["only one turn"],
        ["¿dónde está la estación?", "¿dónde está la estación de tren?"],
        ["write a poem", "make it longer", "make it shorter"],
    ]
    for model, more in (("m-1", 0), ("m-2", 3)):
        for number, talk in enumerate(talks[more:]):
            for turn, said in enumerate(talk):
                last = turn == len(talk) - 1
                exchanges.add(at, f"f{number}", organisation="org-c", model=model, conversation=f"{model}-talk-{number}", tier="team", said=said, source="otlp",
                              external_key=f"{model}:{number}:{turn}", outcome="client_left" if last and number % 4 == 2 else "completed",
                              refused=last and number % 4 == 3)
                at += pd.Timedelta(minutes=7)


def exchanges():
    made = Exchanges()
    by_chance(made, random.Random(7))
    edges(made)
    conversations(made)
    return made


def decisions(rows, chance):
    made = []

    def add(row, at, direction, verdict, policy=None):
        made.append(dict(sequence=100_000 + len(made), id=some_id(2, len(made)), decided_at=at, exchange_id=row["id"], direction=direction, verdict=verdict,
                         reason_policy=policy, bundle_id="b", elapsed_microseconds=chance.randrange(200, 900), deadline_milliseconds=50))

    for row in rows:
        at = row["occurred_at"]
        blocked = chance.random() < 0.1
        add(row, at, "input", "block" if blocked else "allow", "harms" if blocked else None)
        # The answer is blocked as well: one exchange, two blocks.
        if blocked and chance.random() < 0.5:
            add(row, at + pd.Timedelta(seconds=2), "output", "block", "advice")
    return made


def blocked_edges(exchanges, made):
    """Four blocks within exactly 24 hours, and four within a microsecond more; three are not more than three."""
    start = pd.Timestamp("2026-03-21 06:00")
    for user, hours, more, count in (("b24", 24, 0, 4), ("b24more", 24, 1, 4), ("b3", 1, 0, 3), ("b5", 10, 0, 5)):
        for n in range(count):
            last = pd.Timedelta(microseconds=more) if n == count - 1 else pd.Timedelta(0)
            row = exchanges.add(start + n * pd.Timedelta(hours=hours) / (count - 1) + last, user, organisation="org-b", tier="team")
            made.append(dict(sequence=100_000 + len(made), id=some_id(2, len(made)), decided_at=row["occurred_at"], exchange_id=row["id"], direction="input",
                             verdict="block", reason_policy="harms", bundle_id="b", elapsed_microseconds=300, deadline_milliseconds=50))


def findings(made, chance):
    patterns = [("phrase", "override"), ("phrase", "leak"), ("pattern", "without-quotes"), ("score", "injection")]
    rows = []
    for decision in made:
        if decision["direction"] != "input" or chance.random() > 0.3:
            continue
        policy = chance.choice(["prompt-injection", "prompt-injection", "injection", "harms"])
        found = [chance.choice(patterns) for _ in range(1 + chance.randrange(3))]
        evidence = ",".join(
            '{"kind":"score","label":"%s","score":0.9,"threshold":0.5,"certified":true}' % name if kind == "score"
            else '{"kind":"%s","name":"%s","entry":0,"view":"raw","start":0,"length":4}' % (kind, name) for kind, name in found)
        rows.append(dict(sequence=decision["sequence"], decision_id=decision["id"], place=1, policy=policy, rule=chance.choice(["stop", "watch"]),
                         verdict=chance.choice(["block", "flag", "hold"]), evidence=f"[{evidence}]"))
    return rows


def feedback(exchanges):
    talks = [row for row in exchanges.rows if row["source"] == "otlp"]
    told = []
    for n, row in enumerate(talks):
        if n % 5 == 1:
            # By the sender's key, where the exchange's id is not known; a thumb up and one without a value say nothing bad.
            by_key = n % 2 == 1
            told.append(dict(sequence=200_000 + n, id=some_id(3, n), given_at=row["occurred_at"], source="otlp", exchange_id=None if by_key else row["id"],
                             external_key=row["external_key"] if by_key else None, user_id=row["user_id"], kind="stars" if n % 3 == 0 else "thumb",
                             value=2 if n % 3 == 0 else (-1 if n % 3 == 1 else 1), consent="none", redacted=False))
    return told


def retrievals(exchanges, chance):
    rows = [row for row in exchanges.rows if row["organisation"] in ("org-0", "org-1", "org-c") and row["parent_id"] is None]
    told = []
    for n, row in enumerate(rows):
        for again in range(chance.choice([0, 0, 1, 1, 2])):
            documents = chance.choice([0, 0, 1, 3, 5])
            by_key = row["external_key"] is not None and n % 2 == 0
            newest = row["occurred_at"] - pd.Timedelta(seconds=chance.randrange(-3600, 40 * 86_400))
            told.append(dict(sequence=300_000 + len(told), id=some_id(4, len(told)), retrieved_at=row["occurred_at"], source="otlp", exchange_id=None if by_key else row["id"],
                             external_key=row["external_key"] if by_key else None, organisation=row["organisation"], knowledge_base=chance.choice(["handbook", "wiki", None]),
                             documents=documents, top_score=0.5, cited=None if chance.random() < 0.3 else min(documents, chance.randrange(3)),
                             newest_document_at=None if documents == 0 or chance.random() < 0.2 else newest, answered=None if chance.random() < 0.2 else chance.random() < 0.7))
    return told


def ratings(chance):
    """Prompts of equal spread, one rated twice by one rater, one rated too seldom, and raters nobody knows."""
    fixed = dict(wide=[1, 5, 1, 5], wide2=[5, 1, 5, 1, 1], same=[3, 3, 3], equal=[2, 4, 3], equal2=[1, 3, 2], few=[1, 5])
    told = [(prompt, f"r{n}", value) for prompt, values in fixed.items() for n, value in enumerate(values)]
    told += [("again", "r0", 1), ("again", "r1", 5), ("again", "r2", 3), ("again", "r0", 4), ("unknown", None, 1), ("unknown", None, 2), ("unknown", None, 5)]
    told += [(f"p{chance.randrange(8)}", f"r{chance.randrange(6)}", chance.randrange(1, 6)) for _ in range(60)]
    return [dict(rating_id=f"g{n}", rated_at=pd.Timestamp("2026-03-10") + n * pd.Timedelta(hours=5), prompt_id=prompt, rater=rater, rating=value)
            for n, (prompt, rater, value) in enumerate(told)]


def comparisons(chance):
    told = []
    for n in range(160):
        a, b = chance.choice([("m-1", "m-2"), ("m-2", "m-1"), ("m-1", "m-3")])
        # From a day without any on, days are missing; one stands just before midnight in Berlin.
        at = pd.Timestamp("2026-03-20 22:59:59") + pd.Timedelta(minutes=chance.choice([0, 1, 400, 3000, 9000, 20000, 28000])) + pd.Timedelta(minutes=chance.randrange(3))
        told.append(dict(comparison_id=f"x{n}", compared_at=at, prompt_id=f"p{n}", domain=chance.choice(["code", "law", None]), model_a=a, model_b=b,
                         winner=chance.choice(["a", "b", "b", "tie"])))
    return told


def labels(exchanges, chance):
    """Labels that agree, that are taken back, that draw, and one of something else."""
    told = []
    for n, row in enumerate(row for row in exchanges.rows if row["protocol"] is not None and row["outcome"] == "completed"):
        kind = chance.randrange(6)
        said = {0: [("a", True)], 1: [("a", False)], 2: [("a", True), ("b", False)], 3: [("a", True), ("a", False)], 4: [("a", True), ("b", True), ("c", False)], 5: []}[kind]
        for turn, (who, value) in enumerate(said):
            told.append(dict(label_id=f"l{n}-{turn}", labelled_at=pd.Timestamp("2026-04-20") + pd.Timedelta(minutes=turn), exchange_id=row["id"], name="should_refuse", value=value, labeller=who))
        if n == 0:
            told.append(dict(label_id="other", labelled_at=pd.Timestamp("2026-04-20"), exchange_id=row["id"], name="is_poem", value=True, labeller="z"))
    return told


def annotations(exchanges, chance):
    told = []
    for row in exchanges.rows:
        if chance.random() < 0.15:
            told.append(dict(exchange_id=row["id"], made_at=pd.Timestamp("2026-04-21"), name="refusal", value="true", score=0.9, version="1"))
            if chance.random() < 0.4:
                told.append(dict(exchange_id=row["id"], made_at=pd.Timestamp("2026-04-22"), name="refusal", value="false", score=0.2, version="2"))
        if chance.random() < 0.05:
            told.append(dict(exchange_id=row["id"], made_at=pd.Timestamp("2026-04-21"), name="language", value="true", score=0.9, version="1"))
    return told


def accounts():
    return [dict(user_id=user, organisation="org-t", internal=internal) for user, internal in (("staff", True), ("t1", False), ("t2", False))]


def jobs(chance):
    """Jobs that reserve more than they use, and less; across the edge of two lines; that still run; without a team; of no time at all; on a cluster without a bill."""
    rows, start = [], pd.Timestamp("2026-03-01")
    for n in range(40):
        begun = start + pd.Timedelta(minutes=chance.randrange(-3000, 44_000))
        lasted = chance.randrange(1, 5000)
        gpus = chance.choice([1, 2, 4, 8])
        reserved = gpus * lasted * 60.0
        rows.append(dict(job_id=f"j{n:02}", cluster=chance.choice(["a100", "a100", "h100"]), run=f"run-{n % 7}", experiment=f"exp-{n % 3}", team=["search", "safety", None][n % 3 if n % 5 else 2],
                         scientist=f"s{n % 4}", started_at=begun, ended_at=begun + pd.Timedelta(minutes=lasted), gpus_reserved=gpus, gpu_seconds_reserved=reserved,
                         gpu_seconds_used=None if n % 11 == 0 else round(reserved * chance.choice([0.2, 0.9, 1.0, 1.3]), 3), state="COMPLETED"))
    rows.append(dict(rows[0], job_id="running", started_at=pd.Timestamp("2026-03-20"), ended_at=None, gpu_seconds_reserved=360_000.0, gpu_seconds_used=1000.0))
    rows.append(dict(rows[0], job_id="instant", cluster="h100", started_at=pd.Timestamp("2026-03-15"), ended_at=pd.Timestamp("2026-03-15"), gpu_seconds_reserved=7.0, gpu_seconds_used=9.0))
    rows.append(dict(rows[0], job_id="waiting", started_at=None, ended_at=None, gpu_seconds_reserved=0.0, gpu_seconds_used=None))
    # Three of the same weight: of a line of 100 cents two get 33, and the first by name 34.
    rows += [dict(rows[0], job_id=f"third-{n}", cluster="tie", started_at=pd.Timestamp("2026-03-02"), ended_at=pd.Timestamp("2026-03-03"), gpu_seconds_reserved=100.0, gpu_seconds_used=50.0, team=f"team-{n}")
             for n in (2, 1, 3)]
    rows.append(dict(rows[0], job_id="unbilled", cluster="own", team="hobby", started_at=pd.Timestamp("2026-03-02"), ended_at=pd.Timestamp("2026-03-03")))
    return rows


def bills():
    lines = [("l1", "2026-03-01", "2026-03-16", "a100", 1_234_567, "EUR"), ("l2", "2026-03-16", "2026-04-01", "a100", 7_654_321, "EUR"),
             ("l3", "2026-03-01", "2026-04-01", "h100", 9_999_999, "USD"), ("l4", "2026-03-01", "2026-04-01", "tie", 100, "EUR"),
             ("credit", "2026-03-01", "2026-04-01", "a100", -10_001, "EUR"), ("empty", "2026-03-01", "2026-04-01", "storage", 4_242, "EUR"),
             ("none", "2026-03-01", "2026-04-01", None, 99, "EUR"), ("before", "2026-02-01", "2026-03-01", "a100", 55, "EUR")]
    return [dict(line_id=name, billed_from=pd.Timestamp(start), billed_to=pd.Timestamp(end), cluster=cluster, amount_cents=cents, currency=currency)
            for name, start, end, cluster, cents, currency in lines]
