using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate.Ruling;

public sealed class ToolCallCheckTests
{
    private static readonly Message Call = Hello with { Direction = Direction.ToolCall, Tool = "search", Text = """{"query": "weather", "depth": 3}""" };

    [Fact]
    public async Task A_tool_that_is_not_listed_is_denied()
    {
        var bundle = Of([PolicyOf("tools", "tools: {search: any}", "[tool_call]")]);

        (await DecideAsync(bundle, Call)).Verdict.ShouldBe(new Verdict.Allow());
        var denied = (await DecideAsync(bundle, Call with { Tool = "shell" })).Verdict.ShouldBeOfType<Verdict.Block>();
        (denied.Because.Policy, denied.Because.Rule).ShouldBe(("tools", "tools"));
        denied.Because.Evidence.ShouldHaveSingleItem().ShouldBeOfType<Evidence.Call>().Path.ShouldBe("");
    }

    [Fact]
    public async Task Arguments_that_are_not_as_the_schema_says_are_denied_with_their_places_before_anything_else()
    {
        var bundle = Of([PolicyOf("tools", "tools: {search: {arguments: {type: object, properties: {query: {type: string}, depth: {maximum: 2}}}}}\nrules: [{name: r, when: 'tool.arguments.depth > 2', then: flag}]", "[tool_call]")]);

        var denied = (await DecideAsync(bundle, Call)).Verdict.ShouldBeOfType<Verdict.Block>();
        denied.Because.Evidence.ShouldHaveSingleItem().ShouldBeOfType<Evidence.Call>().Path.ShouldBe("/depth");
        (await DecideAsync(bundle, Call with { Text = "not json" })).Verdict.ShouldBeOfType<Verdict.Block>();
        (await DecideAsync(bundle, Call with { Text = """{"query": "x", "depth": 2}""" })).Verdict.ShouldBe(new Verdict.Allow());
    }

    [Fact]
    public async Task Rules_read_the_tools_name_and_arguments()
    {
        var bundle = Of([PolicyOf("tools", "rules: [{name: deep, when: 'tool.name == \"search\" && tool.arguments.depth > 2', then: hold}]", "[tool_call]")]);

        (await DecideAsync(bundle, Call)).Verdict.ShouldBeOfType<Verdict.Hold>();
        (await DecideAsync(bundle, Call with { Text = """{"depth": 2}""" })).Verdict.ShouldBe(new Verdict.Allow());
        (await DecideAsync(bundle, Call with { Text = "not json" })).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Error);
    }
}
