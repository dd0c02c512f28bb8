using System.Globalization;
using System.Text.Json.Nodes;
using Custos.App.Cli.StatsQuestions;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsPlans;

/// <summary>A plan asked on the command line.</summary>
internal static class Planned
{
    /// <summary>The results of a whole line such as <c>power means --effect 0.2 --n 400</c>.</summary>
    public static JsonObject Results(IReadOnlyList<StatsQuestion> plans, FormattableString line) => Asked.Results(Answer(plans, line));

    public static StatsAnswer Answer(IReadOnlyList<StatsQuestion> plans, FormattableString line)
    {
        var words = line.ToString(CultureInfo.InvariantCulture).Split(' ');
        return Asked.Ask(plans, [$"{words[0]} {words[1]}", .. words[2..]]);
    }

    public static double Number(this JsonObject results, string name) => results[name]!.GetValue<double>();
}
