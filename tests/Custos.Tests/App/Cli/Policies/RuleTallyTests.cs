using System.Text;
using Custos.App.Cli.Policies;
using Custos.Gate;
using Custos.Records;
using Custos.Tests.Gate;
using Custos.Text.Tables;

namespace Custos.Tests.App.Cli.Policies;

public sealed class RuleTallyTests
{
    [Fact]
    public async Task Matches_are_counted_rightly_and_wrongly_by_rule_with_their_intervals()
    {
        var bundle = SomeBundles.Of("lists: {bad: [bad word], odd: [odd word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}, {name: odd, when: phrase(\"odd\"), then: flag}]");
        var tally = new RuleTally(bundle, Direction.Input);
        const string Rows = """
            {"text": "a bad word", "x": 1, "y": 0}
            {"text": "a bad word and an odd word", "x": 0, "y": 0}
            {"text": "an odd word", "x": null, "y": 1}
            {"text": "an odd word", "x": null, "y": 0}
            {"text": "good", "x": 1, "y": null}
            {"text": "good", "x": 0, "y": 0}
            """;
        using var table = TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(Rows)), "rows", TableFormat.JsonLines);
        table.Select(["text", "x", "y"], []);

        await tally.AddAsync(table, ["x", "y"], new Gatekeeper(bundle, TimeProvider.System), CancellationToken.None);

        (tally.Positive, tally.Negative, tally.Unlabelled).ShouldBe((3, 2, 1));
        var (bad, odd, any) = (tally.Rules.First(rule => rule.Rule == "bad"), tally.Rules.First(rule => rule.Rule == "odd"), tally.Rules.Last());
        RuleTally.PrecisionOf(bad).ShouldBe(Estimate.OfRate(1, 2));
        tally.RecallOf(bad).ShouldBe(Estimate.OfRate(1, 3));
        tally.FalsePositivesOf(bad).ShouldBe(Estimate.OfRate(1, 2));
        RuleTally.PrecisionOf(odd).ShouldBe(Estimate.OfRate(1, 1));
        (any.Policy, any.Matched, any.Right, any.Unknown).ShouldBe(("any", 3, 2, 0));
    }

    [Fact]
    public void Without_rows_nothing_can_be_told()
    {
        var tally = new RuleTally(SomeBundles.Of("rules: [{name: r, when: 'true', then: block}]"), Direction.Input);

        var rule = tally.Rules.First();
        (RuleTally.PrecisionOf(rule), tally.RecallOf(rule), tally.FalsePositivesOf(rule)).ShouldBe((null, null, null));
    }
}
