using Custos.Records;
using Custos.Train;
using Custos.Train.Pages;

namespace Custos.Tests.Train.Pages;

public sealed class WordingTests
{
    private static readonly OperatingPoint Point = new()
    {
        Threshold = new Probability(0.5),
        FalsePositives = 4,
        TruePositives = 80,
        Fpr = Estimate.OfRate(4, 10_000),
        FprUpper95 = 0.000915,
        Recall = Estimate.OfRate(80, 100),
        Ppv = Estimate.OfRate(80, 84),
    };

    [Theory]
    [InlineData(0.0, "0 %")]
    [InlineData(1.0, "100 %")]
    [InlineData(0.00043, "0.0430 %")]
    [InlineData(0.0043, "0.430 %")]
    [InlineData(0.043, "4.30 %")]
    [InlineData(0.43, "43.0 %")]
    public void The_smaller_a_share_the_more_decimals_it_has(double share, string text) => Wording.Percent(share).ShouldBe(text);

    [Fact]
    public void A_bound_is_rounded_up_never_down()
    {
        var label = Trained.Report.Labels[0] with { Empirical = Point, Certification = new Certification.Certified(Point) };
        Wording.Headline(label, Trained.Report.Options).ShouldStartWith("Of 10,000 texts that do not bear the label, at most 10 are flagged, with 95 % confidence (observed: 4).");
    }

    [Fact]
    public void What_is_not_certified_says_what_is_missing()
    {
        var label = Trained.Report.Labels[0] with { Empirical = Point, Certification = new Certification.NotCertified(0, 29_956, 19_956) };
        var headline = Wording.Headline(label, Trained.Report.Options);
        headline.ShouldContain("19,956 more held-out texts without the label are needed");
        headline.ShouldNotContain("confidence");
    }
}
