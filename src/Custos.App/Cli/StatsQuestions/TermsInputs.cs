using System.CommandLine;
using Custos.Statistics;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which options say how sure a planned test is to be?</summary>
internal sealed class TermsInputs
{
    private readonly Option<double> _alpha = StatsInputs.Number("--alpha", "How often the test may alarm when nothing is there.", 0.05);
    private readonly Option<double> _power = StatsInputs.Number("--power", "How often it must find what is there.", 0.8);
    private readonly Option<double> _ratio = StatsInputs.Number("--ratio", "Observations in the second arm for each in the first, where there are two.", 1);
    private readonly Option<bool> _oneSided = new("--one-sided") { Description = "Look in the direction of the effect only." };

    public IReadOnlyList<Symbol> Options => [_power, _alpha, _oneSided, _ratio];

    public PlanTerms Of(ParseResult parsed) => new()
    {
        Alpha = parsed.GetValue(_alpha),
        Power = parsed.GetValue(_power),
        Ratio = parsed.GetValue(_ratio),
        Alternative = parsed.GetValue(_oneSided) ? Alternative.Greater : Alternative.TwoSided,
    };

    public static string Say(PlanTerms terms) =>
        Invariant($"{(terms.Alternative == Alternative.TwoSided ? "Two" : "One")}-sided, alpha {terms.Alpha}, power {terms.Power}; one look at the end.");
}
