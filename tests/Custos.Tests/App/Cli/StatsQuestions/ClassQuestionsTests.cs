using System.Globalization;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class ClassQuestionsTests
{
    [Fact]
    public void Clear_rows_are_decided_and_rows_in_the_middle_stay_open()
    {
        using var asked = new Asked();
        // Class 0 scores 0.01 … 0.60, class 1 0.41 … 1.00: in between nobody can tell.
        var labelled = asked.Table("l.csv", ["score,label", .. Enumerable.Range(1, 60).Select(i => Invariant($"{i / 100.0},0")), .. Enumerable.Range(41, 60).Select(i => Invariant($"{i / 100.0},1"))]);
        var fresh = asked.Table("f.csv", "score", "0.05", "0.1", "0.5", "0.95");
        var results = Asked.Results(Asked.Ask(ClassQuestions.All, "conformal-sets", labelled, fresh, "--alpha", "0.05"));
        results["only_0"]!.GetValue<long>().ShouldBe(2);
        results["both"]!.GetValue<long>().ShouldBe(1);
        results["only_1"]!.GetValue<long>().ShouldBe(1);
        results["decided"]!.GetValue<double>().ShouldBe(0.75);
    }

    [Fact]
    public void Logits_that_are_twice_too_large_are_halved()
    {
        using var asked = new Asked();
        // At logits ±2 the model claims 98 % for 2 × (2 − 0); the labels agree with odds e², so T = 2 for logits of 4 apart.
        var right = (int)Math.Round(10_000 / (1 + Math.Exp(-2)));
        var file = asked.Table("t.csv", ["a,b,label", .. Enumerable.Range(0, 10_000).Select(i => $"2,-2,{(i < right ? 0 : 1)}")]);
        var results = Asked.Results(Asked.Ask(ClassQuestions.All, "temperature", file, "--logits", "a", "b"));
        results["temperature"]!.GetValue<double>().ShouldBe(2, 1e-3);
        Math.Abs(results["certificate_slope"]!.GetValue<double>()).ShouldBeLessThan(1e-8);
    }

    [Fact]
    public void Where_every_row_is_told_right_there_is_no_temperature()
    {
        using var asked = new Asked();
        var file = asked.Table("r.csv", "a,b,label", "3,1,0", "1,3,1");
        var answer = Asked.Ask(ClassQuestions.All, "temperature", file, "--logits", "a", "b");
        answer.Headline.ShouldStartWith("Cannot tell.");
        var odd = asked.Table("o.csv", "a,b,label", "3,1,2");
        Should.Throw<BadInputException>(() => Asked.Ask(ClassQuestions.All, "temperature", odd, "--logits", "a", "b")).Message.ShouldContain("from 0 to 1");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
