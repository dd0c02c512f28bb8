using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Regression;

/// <summary>Which questions about regressions can be asked by name?</summary>
internal static class RegressionCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("regression.simple", Simple),
        new("regression.ols", Ols),
        new("regression.logistic_2x2", LogisticTwoByTwo),
    ];

    private static CallResults Simple(CallInputs inputs)
    {
        var outcome = LeastSquares.Fit(inputs.Numbers("y"), [new Predictor("x", inputs.Numbers("x"))]);
        if (outcome is RegressionOutcome.Singular singular)
        {
            return Absent(singular.Reason, "intercept", "slope", "se_intercept", "se_slope", "residual_sd", "r_squared");
        }

        var fit = outcome.Required();
        return new CallResults
        {
            { "intercept", fit.Coefficients[0].Value },
            { "slope", fit.Coefficients[1].Value },
            { "se_intercept", fit.Coefficients[0].StandardError, NoFreedom },
            { "se_slope", fit.Coefficients[1].StandardError, NoFreedom },
            { "residual_sd", fit.ResidualSd, NoFreedom },
            { "r_squared", fit.RSquared, NoVariation },
        };
    }

    private static CallResults Ols(CallInputs inputs)
    {
        var rows = inputs.Matrix("X_no_intercept");
        if (rows.Length == 0) throw new BadInputException("There is no row.", "Give a row of predictors for each response.", "inputs.X_no_intercept");
        var width = rows[0].Length;
        var names = inputs.Has("columns") ? inputs.Texts("columns") : [.. Enumerable.Range(1, width).Select(column => $"x{column}")];
        if (names.Count != width) throw new BadInputException($"There are {names.Count} names for {width} columns.", "Name each column once.", "inputs.columns");
        var outcome = LeastSquares.Fit(inputs.Numbers("y"), [.. names.Select((name, j) => new Predictor(name, [.. rows.Select(row => row[j])]))]);
        if (outcome is RegressionOutcome.Singular singular)
        {
            return Absent(singular.Reason, "coefficients", "standard_errors", "residual_sd", "r_squared");
        }

        var fit = outcome.Required();
        return new CallResults
        {
            { "coefficients", fit.Coefficients.Select(coefficient => coefficient.Value) },
            { "standard_errors", [.. fit.Coefficients.Select(coefficient => coefficient.StandardError)], NoFreedom },
            { "residual_sd", fit.ResidualSd, NoFreedom },
            { "r_squared", fit.RSquared, NoVariation },
        };
    }

    private static CallResults LogisticTwoByTwo(CallInputs inputs)
    {
        var (events, n) = (inputs.Numbers("events"), inputs.Numbers("n"));
        if (events.Count != 2 || n.Count != 2) throw new BadInputException($"There are {events.Count} and {n.Count} numbers.", "Give two: the first group, then the second.", "inputs.events");
        var outcome = LogisticRegression.Fit(events, n, [new Predictor("group", [0, 1])]);
        var (first, second) = (events[0] / n[0], events[1] / n[1]);
        var odds = outcome is LogisticOutcome.Fitted fitted ? fitted.Fit["group"] : null;
        var reason = outcome is LogisticOutcome.Separated separated ? separated.Reason : "";
        return new CallResults
        {
            { "log_odds_ratio", odds?.Value, reason },
            { "se", odds?.StandardError, reason },
            { "odds_ratio", odds is null ? null : Math.Exp(odds.Value), reason },
            { "risk_ratio", first > 0 ? second / first : null, "The first group has no event to compare with." },
            { "risk_difference", second - first },
        };
    }

    private static CallResults Absent(string reason, params ReadOnlySpan<string> names)
    {
        var results = new CallResults();
        foreach (var name in names) results.Add(name, (double?)null, reason);
        return results;
    }

    private const string NoFreedom = "There are as many coefficients as rows, so nothing is left to judge the error by.";

    private const string NoVariation = "The response never changes.";
}
