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
