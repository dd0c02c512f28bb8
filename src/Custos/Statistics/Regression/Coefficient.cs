using System.Globalization;
using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Regression;

/// <summary>A column of numbers that may explain the response, under the name that the answer will use.</summary>
public sealed record Predictor(string Name, IReadOnlyList<double> Values);

/// <summary>By how much does the response move with one unit of this predictor, the others held still?</summary>
/// <param name="Name">The predictor, or <c>intercept</c>.</param>
/// <param name="Value">In units of the response per unit of the predictor.</param>
/// <param name="StandardError">In the same unit; null when no degree of freedom is left to judge it by.</param>
/// <param name="Interval">At the confidence that was asked for; null as <paramref name="StandardError"/>.</param>
/// <param name="Statistic">Value / StandardError; null when the standard error is absent or 0.</param>
/// <param name="P">The two-sided p-value of "it is 0"; null as <paramref name="Statistic"/>.</param>
public sealed record Coefficient(string Name, double Value, double? StandardError, Interval? Interval, double? Statistic, double? P)
{
    /// <summary>The coefficient with a Student t interval on <paramref name="degreesOfFreedom"/>, which may be infinite (normal).</summary>
    internal static Coefficient OfStudent(string name, double value, double standardError, double degreesOfFreedom, double confidence)
    {
        if (!(degreesOfFreedom > 0)) return new Coefficient(name, value, null, null, null, null);
        var tail = 0.5 + confidence / 2;
        var half = standardError * StudentT.Quantile(tail, degreesOfFreedom);
        var interval = new Interval(value - half, value + half, confidence);
        if (standardError == 0) return new Coefficient(name, value, 0, interval, null, null);
        var statistic = value / standardError;
        return new Coefficient(name, value, standardError, interval, statistic, StudentT.TwoSidedP(statistic, degreesOfFreedom));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value:G5} {Interval}");
}

internal static class CoefficientNames
{
    public static Coefficient Named(this IReadOnlyList<Coefficient> coefficients, string name) => coefficients.FirstOrDefault(coefficient => coefficient.Name == name)
        ?? throw new ArgumentException($"No coefficient is called \"{name}\"; there are {string.Join(", ", coefficients.Select(coefficient => coefficient.Name))}.", nameof(name));
}
