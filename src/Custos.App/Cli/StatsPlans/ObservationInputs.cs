using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>Which options say how items are rated: by how many, of how many users, with how many errors?</summary>
/// <param name="areYesOrNo">True for yes-or-no ratings, which have a sensitivity and a specificity.</param>
internal sealed class ObservationInputs(bool areYesOrNo)
{
    private readonly Option<double> _raters = StatsInputs.Number("--raters", "Ratings per item.", 1);
    private readonly Option<double> _icc = StatsInputs.Number("--icc", "How far ratings of one item agree beyond chance (intraclass correlation).", 0);
    private readonly Option<double> _itemsPerUser = StatsInputs.Number("--items-per-user", "Items of one user, where users are what is assigned.", 1);
    private readonly Option<double> _userIcc = StatsInputs.Number("--user-icc", "How alike the items of one user are (intraclass correlation).", 0);
    private readonly Option<double> _dropout = StatsInputs.Number("--dropout", "The share of ratings that are lost.", 0);
    private readonly Option<double> _sensitivity = StatsInputs.Number("--sensitivity", "How often a rater says yes where yes is right.", 1);
    private readonly Option<double> _specificity = StatsInputs.Number("--specificity", "How often a rater says no where no is right.", 1);

    public IReadOnlyList<Symbol> Options => areYesOrNo
        ? [_raters, _icc, _itemsPerUser, _userIcc, _sensitivity, _specificity, _dropout]
        : [_raters, _icc, _itemsPerUser, _userIcc, _dropout];

    public Observation Of(ParseResult parsed)
    {
        var (sensitivity, specificity) = areYesOrNo ? (parsed.GetValue(_sensitivity), parsed.GetValue(_specificity)) : (1, 1);
        var dropout = parsed.GetValue(_dropout);
        return dropout is >= 0 and < 1
            ? new Observation(
                DesignEffect.Of(parsed.GetValue(_raters), parsed.GetValue(_icc)),
                DesignEffect.Of(parsed.GetValue(_itemsPerUser), parsed.GetValue(_userIcc)),
                sensitivity == 1 && specificity == 1 ? null : new Misclassification(sensitivity, specificity),
                dropout)
            : throw new BadInputException("The share that is lost is not at least 0 and below 1.", "Give the share of ratings that will be missing.", "--dropout", isUsage: true);
    }
}

/// <summary>How are the items of a plan rated?</summary>
/// <param name="Raters">Several ratings of one item.</param>
/// <param name="Users">Several items of one user.</param>
/// <param name="Errors">Raters who err; null when their word is the truth.</param>
/// <param name="Dropout">The share of ratings that are lost, in [0, 1).</param>
internal sealed record Observation(DesignEffect Raters, DesignEffect Users, Misclassification? Errors, double Dropout)
{
    /// <summary>How many items stand for one independent rating? The two design effects multiply.</summary>
    public double ItemsPerIndependent => Raters.Value * Users.Value / (1 - Dropout) / Raters.ClusterSize;

    /// <summary>By which factor differences of rates shrink.</summary>
    public double Youden => Errors?.Youden ?? 1;

    /// <summary>The rate that raters report where this one is true.</summary>
    public double Seen(double rate) => Errors?.Observed(rate) ?? rate;

    /// <summary>The true rate behind a reported one; null where there is none between 0 and 1.</summary>
    public double? Behind(double? seen) => (seen - (1 - (Errors?.Specificity ?? 1))) / Youden is > 0 and < 1 and var rate ? rate : null;

    /// <summary>What must hold, a sentence each; none where every item has one rating that is the truth.</summary>
    public IEnumerable<string> Assumptions()
    {
        if (Raters.ClusterSize > 1) yield return Invariant($"{Raters.ClusterSize:G4} ratings per item, whose correlation makes them worth {1 / Raters.Value:P0} of independent ones (design effect {Raters.Value:G4}).");
        if (Users.ClusterSize > 1) yield return Invariant($"{Users.ClusterSize:G4} items per user, design effect {Users.Value:G4}; the two design effects multiply.");
        if (Errors is { } errors) yield return Invariant($"Raters err alike everywhere, one time as another: sensitivity {errors.Sensitivity}, specificity {errors.Specificity}, so a difference shrinks to {errors.Youden:P0} of itself.");
        if (Dropout > 0) yield return Invariant($"{Dropout:P0} of the ratings are lost, whatever their answer would have been.");
    }
}
