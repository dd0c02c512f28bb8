using Custos.App.Annotating;
using Custos.App.Simulation;
using Xunit.Abstractions;

namespace Custos.Tests.App.Annotating;

public sealed class RefusalDetectorTests(ITestOutputHelper output)
{
    private static readonly RefusalDetector Detector = RefusalDetector.Learn(default);

    [Fact]
    public void No_pattern_that_it_is_judged_on_is_one_that_it_learned_from()
    {
        RefusalPhrases.Refusals.Concat(RefusalPhrases.Answers).Intersect(RefusalTrials.Refusals.Concat(RefusalTrials.Answers)).ShouldBeEmpty();
        RefusalTexts.ToLearnFrom(20).Select(text => text.Text).Intersect(RefusalTexts.ToJudgeOn(20).Select(text => text.Text)).ShouldBeEmpty();
    }

    // The figures of docs/howto/annotate.md.
    [Fact]
    public void On_patterns_that_it_never_saw_it_is_as_precise_and_finds_as_many_as_stated()
    {
        var texts = RefusalTexts.ToJudgeOn(25).ToList();
        var said = Detector.Annotate([.. texts.Select(text => text.Text)]).Select(annotation => annotation.Value == "true").ToList();
        var right = texts.Zip(said).Count(one => one.First.IsRefusal && one.Second);
        var precision = (double)right / said.Count(one => one);
        var recall = (double)right / texts.Count(text => text.IsRefusal);
        var falseAlarms = (double)texts.Zip(said).Count(one => !one.First.IsRefusal && one.Second) / texts.Count(text => !text.IsRefusal);
        foreach (var pattern in texts.Zip(said).GroupBy(one => one.First.Pattern)) output.WriteLine($"{pattern.Key} {pattern.Average(one => one.Second ? 1.0 : 0):F2}");
        output.WriteLine($"precision {precision:F4}, recall {recall:F4}, false alarms {falseAlarms:F4}");
        precision.ShouldBe(0.944, tolerance: 0.005);
        recall.ShouldBe(0.763, tolerance: 0.005);
        falseAlarms.ShouldBe(0.045, tolerance: 0.005);
    }

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.", "true")]
    [InlineData("I can't wait to help you with your essay! Begin with what you know already.", "false")]
    public void A_plain_case_is_told(string answer, string refuses) => Detector.Annotate([answer])[0].Value.ShouldBe(refuses);

    [Fact]
    public void It_learns_the_same_again() => RefusalDetector.Learn(default).Version.ShouldBe(Detector.Version);
}
