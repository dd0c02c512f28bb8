using System.Globalization;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.App.Cli.Policies;

/// <summary>Of which parts is a policy made, each as a line that can be compared?</summary>
internal static class PolicyParts
{
    public static IEnumerable<PolicyChange> Differences(PolicyDocument before, PolicyDocument after)
    {
        var (old, now) = (Of(before).ToDictionary(part => part.What, part => part.Line, StringComparer.Ordinal), Of(after).ToDictionary(part => part.What, part => part.Line, StringComparer.Ordinal));
        foreach (var what in old.Keys.Concat(now.Keys).Distinct())
        {
            var (one, other) = (old.GetValueOrDefault(what), now.GetValueOrDefault(what));
            if (one != other) yield return new PolicyChange(before.Name, what, one, other);
        }
    }

    private static IEnumerable<(string What, string Line)> Of(PolicyDocument policy)
    {
        yield return ("owner", policy.Owner);
        yield return ("harm", policy.Harm);
        yield return ("directions", string.Join(", ", policy.Directions.Select(direction => SnakeCase.Of(direction.ToString()))));
        yield return ("order of rules", string.Join(", ", policy.Rules.Select(rule => rule.Name)));
        foreach (var rule in policy.Rules) yield return ($"rule {rule.Name}", $"when {rule.When.Source} then {SnakeCase.Of(rule.Then.ToString())}");
        foreach (var threshold in policy.Thresholds.Values)
        {
            var band = threshold.Low < threshold.High ? string.Create(CultureInfo.InvariantCulture, $", band {threshold.Low:G6} to {threshold.High:G6}") : "";
            yield return ($"threshold of {threshold.Label}", string.Create(CultureInfo.InvariantCulture, $"{threshold.At:G6}{band}{(threshold.IsAccepted ? ", uncertified accepted" : "")}"));
        }

        foreach (var (judge, time) in policy.Judges) yield return ($"judge {judge}", string.Create(CultureInfo.InvariantCulture, $"decisions wait for it up to {time.TotalSeconds:G3} s"));
        foreach (var list in policy.Lists)
        {
            foreach (var entry in list.Entries.Distinct()) yield return ($"list {list.Name}: {entry}", "there");
        }

        foreach (var pattern in policy.Patterns) yield return ($"pattern {pattern.Name}", pattern.Expression);
        foreach (var template in policy.Templates) yield return ($"template {template.Name}", string.Create(CultureInfo.InvariantCulture, $"from {template.Least:G3} of: {template.Text.ReplaceLineEndings(" ")}"));
        foreach (var tool in policy.Tools ?? []) yield return ($"tool {tool.Name}", tool.Written ?? "any arguments");
        foreach (var direction in policy.Directions)
        {
            foreach (var failure in Enum.GetValues<FailureClass>())
            {
                yield return ($"fallback of {SnakeCase.Of(direction.ToString())} on {SnakeCase.Of(failure.ToString())}", SnakeCase.Of(policy.Fallbacks.For(direction, failure).ToString()));
            }
        }
    }
}
