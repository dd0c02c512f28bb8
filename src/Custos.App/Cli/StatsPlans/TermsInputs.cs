using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Statistics;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>Which options say how sure a planned test is to be?</summary>
/// <param name="isPaired">True where there is one sample, so that a ratio of two makes no sense.</param>
/// <param name="isOneSided">True where the question has one side only.</param>
internal sealed class TermsInputs(bool isPaired = false, bool isOneSided = false)
{
    private readonly Option<double> _alpha = StatsInputs.Number("--alpha", "How often the test may alarm when nothing is there.", 0.05);
    private readonly Option<double> _power = StatsInputs.Number("--power", "How often it must find what is there.", 0.8);
    private readonly Option<double> _ratio = StatsInputs.Number("--ratio", "Observations in the second arm for each in the first.", 1);
    private readonly Option<bool> _oneSided = new("--one-sided") { Description = "Look in the direction of the effect only." };

    public IReadOnlyList<Symbol> Options => [_power, _alpha, .. isOneSided ? Array.Empty<Symbol>() : [_oneSided], .. isPaired ? Array.Empty<Symbol>() : [_ratio]];

    public PlanTerms Of(ParseResult parsed) => new()
    {
        Alpha = parsed.GetValue(_alpha),
        Power = parsed.GetValue(_power),
        Ratio = isPaired ? 1 : parsed.GetValue(_ratio),
        Alternative = isOneSided || parsed.GetValue(_oneSided) ? Alternative.Greater : Alternative.TwoSided,
    };

    public static string Say(PlanTerms terms) =>
        Invariant($"{(terms.Alternative == Alternative.TwoSided ? "Two" : "One")}-sided, alpha {terms.Alpha}, power {terms.Power}; one look at the end.");

    public static string SayWithoutPower(PlanTerms terms) =>
        Invariant($"{(terms.Alternative == Alternative.TwoSided ? "Two" : "One")}-sided, alpha {terms.Alpha}; one look at the end.");
}
