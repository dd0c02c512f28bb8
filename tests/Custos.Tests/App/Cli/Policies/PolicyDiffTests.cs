using Custos.App.Cli.Policies;
using Custos.Tests.Gate;

namespace Custos.Tests.App.Cli.Policies;

public sealed class PolicyDiffTests
{
    private const string Before = "lists: {bad: [bad word, worse word]}\nthresholds: {hate: 0.5}\nrules: [{name: a, when: phrase(\"bad\"), then: hold}, {name: b, when: flagged(\"hate\"), then: block}]";

    [Fact]
    public void What_decides_the_same_has_no_difference() =>
        Changes(Before, $"# a remark\n{Before}").ShouldBeEmpty();

    [Fact]
    public void Each_change_is_told_with_what_was_and_what_is()
    {
        var after = Before.Replace("worse word", "other word", StringComparison.Ordinal).Replace("hate: 0.5", "hate: {at: 0.6, band: [0.5, 0.6]}", StringComparison.Ordinal).Replace("then: hold", "then: flag", StringComparison.Ordinal);

        Changes(Before, after).ShouldBe(
        [
            new PolicyChange("test", "rule a", "when phrase(\"bad\") then hold", "when phrase(\"bad\") then flag"),
            new PolicyChange("test", "threshold of hate", "0.5", "0.6, band 0.5 to 0.6"),
            new PolicyChange("test", "list bad: worse word", "there", null),
            new PolicyChange("test", "list bad: other word", null, "there"),
        ]);
    }

    [Fact]
    public void Fallbacks_new_policies_and_those_that_are_gone_are_told()
    {
        var signal = SomeBundles.Scores("hate", 0.1);
        var before = SomeBundles.Of([SomeBundles.PolicyOf("kept", Before), SomeBundles.PolicyOf("gone", Before)], signal);
        var after = SomeBundles.Of([SomeBundles.PolicyOf("kept", Before, fallbacks: SomeBundles.Fallbacks.Replace("timeout: hold", "timeout: block", StringComparison.Ordinal)), SomeBundles.PolicyOf("new", Before)], signal);

        PolicyDiff.Changes(before, after).Select(change => $"{change.Policy} {change.What}: {change.Before} → {change.After}").ShouldBe(
        [
            "gone is gone: some → ",
            "kept fallback of input on timeout: hold → block",
            "kept fallback of output on timeout: hold → block",
            "new is new:  → some",
        ]);
    }

    private static List<PolicyChange> Changes(string before, string after)
    {
        var signal = SomeBundles.Scores("hate", 0.1);
        return [.. PolicyDiff.Changes(SomeBundles.Of(before, signal), SomeBundles.Of(after, signal))];
    }
}
