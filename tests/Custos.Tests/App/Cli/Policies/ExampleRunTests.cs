using Custos.App.Cli.Policies;
using Custos.Gate;
using Custos.Policy.Documents;
using Custos.Records;
using Custos.Tests.Gate;

namespace Custos.Tests.App.Cli.Policies;

public sealed class ExampleRunTests
{
    private const string Rules = "lists: {bad: [bad word], odd: [odd word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}, {name: odd, when: phrase(\"odd\"), then: flag}, {name: scored, when: score(\"hate\") > 0.5, then: hold}]";

    [Theory]
    [InlineData("a bad word", true, null, null)]
    [InlineData("a bad word", true, "bad", null)]
    [InlineData("a bad word", true, "odd", "Rule odd must match the example, and rule bad did: block.")]
    [InlineData("a good word", true, null, "The example must match, and no rule matched.")]
    [InlineData("a good word", false, null, null)]
    [InlineData("an odd word", false, null, "The example must not match, and rule odd did: flag.")]
    [InlineData("an odd word", false, "bad", null)]
    public async Task An_example_is_as_the_policy_says_or_it_is_told_what_was_said_instead(string text, bool mustMatch, string? rule, string? problem) =>
        (await RunAsync(SomeBundles.Of(Rules, SomeBundles.Scores("hate", 0.1)), text, mustMatch, rule))?.Problem.ShouldBe(problem);

    [Fact]
    public async Task Without_a_classifier_a_rule_that_asks_one_matches_nothing() =>
        (await RunAsync(SomeBundles.WithoutClassifiers(Rules), "a good word", mustMatch: false, rule: null)).ShouldBeNull();

    private static Task<ExampleFailure?> RunAsync(Bundle bundle, string text, bool mustMatch, string? rule) =>
        ExampleRun.OfAsync(new Gatekeeper(bundle, TimeProvider.System), bundle.Policies[0], new PolicyExample(text, null, Direction.Input, mustMatch, rule, 1), CancellationToken.None);
}
