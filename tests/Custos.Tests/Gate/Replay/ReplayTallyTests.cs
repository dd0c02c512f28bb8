using Custos.Gate.Replay;
using Custos.Records;
using Custos.Tests.Store;

namespace Custos.Tests.Gate.Replay;

public sealed class ReplayTallyTests
{
    [Fact]
    public void The_same_is_counted_and_what_differs_is_told_by_part_with_examples()
    {
        var tally = new ReplayTally();
        var then = DecisionOf(new Verdict.Allow());
        for (var i = 0; i < 5; i++) tally.Add(new ReplayedDecision(then, then with { ElapsedMicroseconds = i }));
        for (var i = 0; i < 4; i++) tally.Add(new ReplayedDecision(then, then with { Verdict = new Verdict.Hold(new Reason("p", "r", [])) }));
        tally.Add(new ReplayedDecision(then, null));

        (tally.Decisions, tally.WithoutText, tally.BySameBundle, tally.Different, tally.ByOtherBundle, tally.Changed).ShouldBe((10, 1, 9, 4, 0, 4));
        var part = tally.Parts.ShouldHaveSingleItem();
        (part.Part, part.Decisions).ShouldBe(("verdict", 4));
        part.Examples.ShouldBe([then.Id, then.Id, then.Id]);
    }

    [Fact]
    public void Another_bundles_changes_stand_by_verdict_and_by_rule_the_most_frequent_first()
    {
        var tally = new ReplayTally();
        var blocked = DecisionOf(new Verdict.Block(new Reason("p", "old", [])));
        Add(3, blocked, new Verdict.Hold(new Reason("p", "new", [])));
        Add(2, blocked, new Verdict.Block(new Reason("q", "other", [])));
        Add(1, blocked, new Verdict.Unknown(FailureClass.MissingSignal, Fallback.Flag, new Reason("p", "new", [])));
        Add(1, DecisionOf(new Verdict.Unknown(FailureClass.Timeout, Fallback.Hold)), new Verdict.Unknown(FailureClass.Timeout, Fallback.Allow));

        (tally.ByOtherBundle, tally.Changed, tally.Different).ShouldBe((7, 5, 0));
        tally.Verdicts.ShouldBe([new VerdictFlow("block", "hold", 3), new VerdictFlow("block", "block", 2), new VerdictFlow("block", "unknown (flag)", 1), new VerdictFlow("unknown (hold)", "unknown (allow)", 1)]);
        tally.Changes.Select(change => $"{change.From} → {change.To}: {change.Decisions}").ShouldBe(
            ["block by p/old → hold by p/new: 3", "block by p/old → unknown (flag) by p/new: 1", "unknown (hold) → unknown (allow): 1"]);

        void Add(int times, Decision then, Verdict now)
        {
            for (var i = 0; i < times; i++) tally.Add(new ReplayedDecision(then, then with { Verdict = now, BundleId = new string('b', 64) }));
        }
    }

    private static Decision DecisionOf(Verdict verdict) => SomeEvents.Decision(SomeEvents.Exchange(1), verdict);
}
