using System.Text.Json;
using Custos.App.Cli;
using Custos.App.Cli.Replaying;
using Custos.Gate.Replay;
using Custos.Records;
using Custos.Tests.Gate;
using Custos.Tests.Store;
using Spectre.Console;

namespace Custos.Tests.App.Cli.Replaying;

public sealed class ReplayAnswerTests : IDisposable
{
    private static readonly Guid Id = Guid.Parse("01900000-0000-7000-8000-000000000001");

    private readonly Custos.Gate.Bundle _bundle = SomeBundles.Of("rules: [{name: r, when: 'false', then: block}]");
    private readonly ReplayTally _tally = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    private Terminal Terminal => new() { Output = _output, Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_error) }), WantsJson = false };

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void No_decisions_and_no_difference_are_said_plainly()
    {
        ReplayAnswer.Write(Terminal, _bundle, _tally);
        Add(new Verdict.Allow(), new Verdict.Allow(), isSameBundle: true);
        ReplayAnswer.Write(Terminal, _bundle, _tally);

        _output.ToString().ShouldBe(
            "There are no decisions on record in this period.\n" +
            $"1 decisions, made again by bundle {_bundle.Id[..12]}.\n" +
            "1 had been made by the same bundle: no difference.\n");
    }

    [Fact]
    public void Changes_are_told_by_verdict_and_by_rule_with_the_ids_of_examples()
    {
        Add(new Verdict.Allow(), new Verdict.Block(new Reason("p", "r", [])), isSameBundle: false);

        ReplayAnswer.Write(Terminal, _bundle, _tally);

        _output.ToString().ShouldContain("1 had been made by other bundles: 1 verdicts change.\n");
        _output.ToString().ShouldContain($"  allow  block by p/r          1  {Id}\n");
    }

    [Fact]
    public void What_no_record_holds_is_warned_of()
    {
        var then = DecisionOf(new Verdict.Allow(), isSameBundle: false);
        _tally.Add(new ReplayedDecision(then, then with { BundleId = _bundle.Id, Observations = [new Observation("turns()", "{}")] }));

        ReplayAnswer.Write(Terminal, _bundle, _tally);

        _error.ToString().ShouldBe("warning: 1 records do not hold turns(): what asks for it fell back on a missing signal.\n");
    }

    [Fact]
    public void The_json_has_everything()
    {
        Add(new Verdict.Allow(), new Verdict.Block(new Reason("p", "r", [])), isSameBundle: true);

        ReplayAnswer.WriteJson(Terminal, _bundle, _tally);

        using var json = JsonDocument.Parse(_output.ToString());
        json.RootElement.GetProperty("same_bundle").GetProperty("different").GetInt64().ShouldBe(1);
        json.RootElement.GetProperty("same_bundle").GetProperty("parts")[0].GetProperty("examples")[0].GetGuid().ShouldBe(Id);
        var change = json.RootElement.GetProperty("changes")[0];
        (change.GetProperty("from").GetProperty("verdict").GetString(), change.GetProperty("to").GetProperty("rule").GetString()).ShouldBe(("allow", "r"));
    }

    private void Add(Verdict from, Verdict to, bool isSameBundle)
    {
        var then = DecisionOf(from, isSameBundle);
        _tally.Add(new ReplayedDecision(then, then with { Verdict = to, BundleId = _bundle.Id }));
    }

    private Decision DecisionOf(Verdict verdict, bool isSameBundle) =>
        SomeEvents.Decision(SomeEvents.Exchange(1), verdict) with { Id = Id, BundleId = isSameBundle ? _bundle.Id : new string('a', 64) };
}
