using Custos.App.Cli;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class MixCheckTests : IDisposable
{
    private readonly Asked _asked = new();

    public void Dispose() => _asked.Dispose();

    // Charig et al. 1986, as every textbook on Simpson's paradox has it: kidney stones, small and large, two treatments.
    [Theory]
    [InlineData("compare-rates")]
    [InlineData("bayes-ab")]
    public void Counts_of_two_segments_show_the_paradox(string question)
    {
        var answer = Asked.Ask(Stats.Questions, question, "--x1", "81,192", "--n1", "87,263", "--x2", "234,55", "--n2", "270,80");
        answer.Headline.ShouldContain("Simpson's paradox");
        var mix = Asked.Results(answer)["mix"]!;
        mix["simpsons_paradox"]!.GetValue<bool>().ShouldBeTrue();
        mix["difference_unadjusted"]!.GetValue<double>().ShouldBe(273 / 350.0 - 289 / 350.0, 1e-14);
        mix["difference_by_segment"]![1]!.GetValue<double>().ShouldBe(192 / 263.0 - 55 / 80.0, 1e-14);
    }

    [Fact]
    public void The_total_over_segments_is_what_is_compared()
    {
        var (whole, parts) = (Asked.Results(Asked.Ask(Stats.Questions, "compare-rates", "--x1", "273", "--n1", "350", "--x2", "289", "--n2", "350")),
            Asked.Results(Asked.Ask(Stats.Questions, "compare-rates", "--x1", "81,192", "--n1", "87,263", "--x2", "234,55", "--n2", "270,80")));
        whole.Remove("mix").ShouldBeFalse();
        parts.Remove("mix").ShouldBeTrue();
        whole.Remove("reason");
        parts.Remove("reason");
        whole.ToJsonString().ShouldBe(parts.ToJsonString());
    }

    [Fact]
    public void Events_are_compared_at_one_mix_of_exposure()
    {
        // Busy hours have ten events an hour, quiet ones one, in both stretches; the first has more busy hours.
        var answer = Asked.Ask(Stats.Questions, "compare-events", "--events1", "500,50", "--exposure1", "50,50", "--events2", "100,90", "--exposure2", "10,90");
        var mix = Asked.Results(answer)["mix"]!;
        mix["due_to_segments"]!.GetValue<double>().ShouldBe(0, 1e-12);
        mix["misleads"]!.GetValue<bool>().ShouldBeTrue();
        answer.Headline.ShouldContain("Beware");
    }

    [Theory]
    [InlineData("compare-means", true)]
    [InlineData("compare-latency", true)]
    [InlineData("compare-distributions", true)]
    [InlineData("cuped", false)]
    [InlineData("ratio-metric", false)]
    [InlineData("equivalence", false, "--margin", "1")]
    [InlineData("always-valid", false)]
    [InlineData("permutation", false, "--group", "arm")]
    public void Segments_that_a_file_names_are_looked_at_and_asked_for_where_it_is_not_said_which(string question, bool twoFiles, params string[] more)
    {
        string[] files = twoFiles ? [File("control"), File("new")] : [File("control", "new")];
        var answer = Asked.Ask(Stats.Questions, [question, .. files, .. more, "--segment", "device"]);
        answer.Headline.ShouldContain("Simpson's paradox");
        Asked.Results(answer)["mix"]!["p_same_mix"]!.GetValue<double>().ShouldBeLessThan(1e-6);
        var unasked = Asked.Ask(Stats.Questions, [question, .. files, .. more]);
        Asked.Results(unasked).ContainsKey("mix").ShouldBeFalse();
        unasked.Assumptions.ShouldContain(assumption => assumption.Contains("Simpson's paradox", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("compare-pairs", "--both", "850", "--only-first", "45", "--only-second", "70", "--neither", "35")]
    public void Pairs_have_one_mix_and_it_is_said(params string[] words) => Asked.Ask(Stats.Questions, words).Assumptions.ShouldContain(MixCheck.Paired);

    [Fact]
    public void Strata_that_are_compared_are_checked_without_being_asked()
    {
        var file = _asked.Table("strata.csv", "x1,n1,x2,n2", "81,87,234,270", "192,263,55,80");
        Asked.Ask(Stats.Questions, "compare-strata", file).Headline.ShouldContain("Simpson's paradox");
    }

    [Fact]
    public void Segments_are_counted_alike_in_every_option() =>
        Should.Throw<BadInputException>(() => Asked.Ask(Stats.Questions, "compare-rates", "--x1", "1,2", "--n1", "10", "--x2", "1", "--n2", "10")).Message.ShouldContain("different numbers of segments");

    // On phones values are near 10, on desktops near 20, the new arm 1 higher on each; it has more of the phones.
    private string File(params string[] arms)
    {
        var random = new Random(5);
        var rows = arms.SelectMany(arm => Enumerable.Range(0, 200).Select(i =>
        {
            var phone = arm == "new" ? i % 4 != 0 : i % 4 == 0;
            var value = (phone ? 10 : 20) + (arm == "new" ? 1 : 0) + 0.2 * random.NextDouble();
            return FormattableString.Invariant($"{arm},{(phone ? "phone" : "desktop")},{value},{5 + random.NextDouble()},{value},1");
        }));
        return _asked.Table($"{string.Join('-', arms)}.csv", ["arm,device,value,before,numerator,denominator", .. rows]);
    }
}
