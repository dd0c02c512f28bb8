using Custos.Policy.Documents;
using Custos.Policy.Patterns;

namespace Custos.Tests.Policy.Patterns;

public sealed class PatternCostTests
{
    [Fact]
    public void A_larger_pattern_has_more_places_and_each_is_timed_on_the_same_text()
    {
        var (small, large) = (Of("x[0-9]y"), Of("(?:[a-z]{1,40} ){30}"));

        large.Places.ShouldBeGreaterThan(small.Places);
        large.Characters.ShouldBe(small.Characters);
        small.Characters.ShouldBeGreaterThan(10_000);
        new[] { small, large }.ShouldAllBe(cost => cost.Elapsed > TimeSpan.Zero && cost.MicrosecondsPerThousandCharacters > 0);
    }

    [Fact]
    public void A_pattern_that_no_policy_could_hold_is_refused() => Should.Throw<ArgumentException>(() => Of("a(")).ParamName.ShouldBe("pattern");

    private static PatternCost Of(string expression) => PatternCost.Of(new PolicyPattern("p", expression), TimeProvider.System);
}
