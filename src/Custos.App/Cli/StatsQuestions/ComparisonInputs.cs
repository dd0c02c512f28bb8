using System.CommandLine;
using Custos.Statistics;
using Custos.Statistics.Planning;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which options describe a planned comparison of two rates?</summary>
internal sealed class ComparisonInputs
{
    private readonly Option<double> _baseline = StatsInputs.Number("--baseline", "The rate today, between 0 and 1.");
    private readonly Option<double> _effect;
    private readonly Option<double>? _items;
    private readonly Option<double> _alpha = StatsInputs.Number("--alpha", "How often the test may alarm when nothing changed.", 0.05);
    private readonly Option<double> _power = StatsInputs.Number("--power", "How often it must find the effect.", 0.8);
    private readonly Option<double> _ratio = StatsInputs.Number("--ratio", "Items in the second arm for each in the first.", 1);
    private readonly Option<bool> _oneSided = new("--one-sided") { Description = "Look in the direction of the effect only." };
    private readonly Option<string> _method = StatsInputs.Choice("--method", "The approximation.", "pooled", "unpooled", "arcsine", "continuity-corrected");
    private readonly Option<double> _raters = StatsInputs.Number("--raters", "Ratings per item.", 1);
    private readonly Option<double> _icc = StatsInputs.Number("--icc", "How far ratings of one item agree beyond chance (intraclass correlation).", 0);
    private readonly Option<double> _itemsPerUser = StatsInputs.Number("--items-per-user", "Items of one user, where users are what is assigned.", 1);
    private readonly Option<double> _userIcc = StatsInputs.Number("--user-icc", "How alike the items of one user are (intraclass correlation).", 0);
    private readonly Option<double> _sensitivity = StatsInputs.Number("--sensitivity", "How often a rater says yes where yes is right.", 1);
    private readonly Option<double> _specificity = StatsInputs.Number("--specificity", "How often a rater says no where no is right.", 1);
    private readonly Option<double> _dropout = StatsInputs.Number("--dropout", "The share of ratings that are lost.", 0);

    public ComparisonInputs(bool needsEffect, bool needsItems)
    {
        const string effect = "The change to find, absolute: 0.01 for one point more.";
        _effect = needsEffect ? StatsInputs.Number("--effect", effect) : StatsInputs.Number("--effect", "Its sign says on which side to look.", 0.001);
        _items = needsItems ? StatsInputs.Number("--items", "Items in the first arm.") : null;
    }

    public IReadOnlyList<Symbol> Options =>
    [
        _baseline, _effect, .. _items is null ? Array.Empty<Symbol>() : [_items], _power, _alpha, _oneSided, _ratio, _method,
        _raters, _icc, _itemsPerUser, _userIcc, _sensitivity, _specificity, _dropout,
    ];

    public double ItemsOf(ParseResult parsed) => _items is null ? 0 : parsed.GetValue(_items);

    public ComparisonPlan PlanOf(ParseResult parsed)
    {
        var (sensitivity, specificity) = (parsed.GetValue(_sensitivity), parsed.GetValue(_specificity));
        return new()
        {
            Baseline = parsed.GetValue(_baseline),
            Effect = parsed.GetValue(_effect),
            Terms = new()
            {
                Alpha = parsed.GetValue(_alpha),
                Power = parsed.GetValue(_power),
                Ratio = parsed.GetValue(_ratio),
                Alternative = parsed.GetValue(_oneSided) ? Alternative.Greater : Alternative.TwoSided,
            },
            Method = parsed.GetValue(_method) switch
            {
                "unpooled" => ProportionMethod.Unpooled,
                "arcsine" => ProportionMethod.Arcsine,
                "continuity-corrected" => ProportionMethod.ContinuityCorrected,
                _ => ProportionMethod.Pooled,
            },
            Raters = DesignEffect.Of(parsed.GetValue(_raters), parsed.GetValue(_icc)),
            Users = DesignEffect.Of(parsed.GetValue(_itemsPerUser), parsed.GetValue(_userIcc)),
            Errors = sensitivity == 1 && specificity == 1 ? null : new Misclassification(sensitivity, specificity),
            Dropout = parsed.GetValue(_dropout),
        };
    }
}
