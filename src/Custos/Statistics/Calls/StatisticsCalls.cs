using System.Collections.Frozen;
using Custos.Records;
using Custos.Statistics.Agreement;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Calibration;
using Custos.Statistics.Causal;
using Custos.Statistics.Conformal;
using Custos.Statistics.Counts;
using Custos.Statistics.Experiments;
using Custos.Statistics.Interpret;
using Custos.Statistics.Means;
using Custos.Statistics.Monitoring;
using Custos.Statistics.Preferences;
using Custos.Statistics.Ranks;
using Custos.Statistics.Planning;
using Custos.Statistics.Rates;
using Custos.Statistics.Regression;
using Custos.Statistics.Scaling;
using Custos.Statistics.Scores;
using Custos.Statistics.Sequential;
using Custos.Statistics.Splits;
using Custos.Statistics.TimeSeries;
using Custos.Text;

namespace Custos.Statistics.Calls;

/// <summary>Which statistics can be asked for by name?</summary>
/// <remarks>A group's functions stand beside its maths, in <c>Statistics/&lt;Group&gt;/&lt;Group&gt;Calls.cs</c>; a new group is one more line here.</remarks>
public static class StatisticsCalls
{
    // A name longer than this is not searched for: the search costs its length times that of every name.
    private const int LongestName = 200;

    /// <summary>Every function, in the order of the groups.</summary>
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        .. CountsCalls.All,
        .. PlanningCalls.All,
        .. RatesCalls.All,
        .. RegressionCalls.All,
        .. AgreementCalls.All,
        .. AnnotatorsCalls.All,
        .. ScoresCalls.All,
        .. CalibrationCalls.All,
        .. ConformalCalls.All,
        .. InterpretCalls.All,
        .. PreferencesCalls.All,
        .. RanksCalls.All,
        .. MeansCalls.All,
        .. BootstrapCalls.All,
        .. SplitsCalls.All,
        .. SequentialCalls.All,
        .. ExperimentsCalls.All,
        .. CausalCalls.All,
        .. TimeSeriesCalls.All,
        .. ScalingCalls.All,
        .. MonitoringCalls.All,
        .. TextCalls.All,
    ];

    private static FrozenDictionary<string, StatisticsCall> ByName { get; } = All.ToFrozenDictionary(call => call.Name);

    /// <summary>The function of this name.</summary>
    /// <exception cref="BadInputException">There is none; the message names the nearest.</exception>
    public static StatisticsCall Find(string name)
    {
        if (ByName.TryGetValue(name, out var call))
        {
            return call;
        }

        throw name.Length > LongestName
            ? new BadInputException("No function has so long a name.", "The names are listed by: custos stats call --list.")
            : new BadInputException($"There is no function \"{NearestName.Shown(name)}\".", $"The nearest is \"{NearestName.Of(name, ByName.Keys.Order())}\"; all are listed by: custos stats call --list.");
    }
}
