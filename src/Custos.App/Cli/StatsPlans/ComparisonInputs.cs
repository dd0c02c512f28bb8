using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Statistics.Planning;

namespace Custos.App.Cli.StatsPlans;

/// <summary>Which options describe a planned comparison of two rates?</summary>
internal sealed class ComparisonInputs
{
    private readonly Option<double> _baseline = StatsInputs.Number("--baseline", "The rate today, between 0 and 1.");
    private readonly Option<double> _effect;
    private readonly Option<double>? _items;
    private readonly TermsInputs _terms = new();
    private readonly ObservationInputs _rated = new(areYesOrNo: true);
    private readonly Option<string> _method = StatsInputs.Choice("--method", "The approximation.", "pooled", "unpooled", "arcsine", "continuity-corrected");

    public ComparisonInputs(bool needsEffect, bool needsItems)
    {
        const string effect = "The change to find, absolute: 0.01 for one point more.";
        _effect = needsEffect ? StatsInputs.Number("--effect", effect) : StatsInputs.Number("--effect", "Its sign says on which side to look.", 0.001);
        _items = needsItems ? StatsInputs.Number("--items", "Items in the first arm.") : null;
    }

    public IReadOnlyList<Symbol> Options =>
    [
        _baseline, _effect, .. _items is null ? Array.Empty<Symbol>() : [_items], .. _terms.Options, _method, .. _rated.Options,
    ];

    public double ItemsOf(ParseResult parsed) => _items is null ? 0 : parsed.GetValue(_items);

    public ComparisonPlan PlanOf(ParseResult parsed)
    {
        var rated = _rated.Of(parsed);
        return new()
        {
            Baseline = parsed.GetValue(_baseline),
            Effect = parsed.GetValue(_effect),
            Terms = _terms.Of(parsed),
            Method = parsed.GetValue(_method) switch
            {
                "unpooled" => ProportionMethod.Unpooled,
                "arcsine" => ProportionMethod.Arcsine,
                "continuity-corrected" => ProportionMethod.ContinuityCorrected,
                _ => ProportionMethod.Pooled,
            },
            Raters = rated.Raters,
            Users = rated.Users,
            Errors = rated.Errors,
            Dropout = rated.Dropout,
        };
    }
}
