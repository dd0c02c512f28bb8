using Custos.Statistics.Regression;

namespace Custos.Tests.Statistics.Regression;

public sealed class LogisticRegressionTests
{
    private static readonly double[] _hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
    private static readonly double[] _passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

    // Wikipedia, "Logistic regression", hours of study and passing: -4.1, 1.5; all digits from statsmodels 0.13.5, Logit.
    [Fact]
    public void Hours_of_study_and_passing_an_exam()
    {
        var fit = LogisticRegression.Fit(_passed, Ones(20), [new("hours", _hours)]).Required();
        fit["intercept"].Value.ShouldBe(-4.07771343108763, 1e-10);
        fit["hours"].Value.ShouldBe(1.5046454283733333, 1e-10);
        fit["intercept"].StandardError!.Value.ShouldBe(1.7609943141564726, 1e-9);
        fit["hours"].StandardError!.Value.ShouldBe(0.6287208459453864, 1e-9);
        fit.LogLikelihood.ShouldBe(-8.029878464344673, 1e-10);
        fit.NullLogLikelihood!.Value.ShouldBe(-13.862943611198906, 1e-12);
        fit.NewtonDecrement.ShouldBeLessThan(1e-11);
    }

    // A two by two table has a closed form: ln(20·995 / (980·5)), variance the sum of the reciprocals (Woolf 1955).
    [Fact]
    public void A_two_by_two_table_gives_the_log_odds_ratio_and_Woolfs_error()
    {
        var fit = LogisticRegression.Fit([5, 20], [1000, 1000], [new("group", [0, 1])]).Required();
        fit["group"].Value.ShouldBe(Math.Log(20.0 * 995 / (980.0 * 5)), 1e-11);
        fit["group"].StandardError!.Value.ShouldBe(Math.Sqrt(1.0 / 5 + 1.0 / 995 + 1.0 / 20 + 1.0 / 980), 1e-9);
    }

    [Fact]
    public void Perfect_separation_is_a_case_that_names_the_predictor() =>
        LogisticRegression.Fit([0, 0, 0, 1, 1, 1], Ones(6), [new("score", [1, 2, 3, 4, 5, 6])])
            .ShouldBeOfType<LogisticOutcome.Separated>().Predictors.ShouldContain("score");

    [Fact]
    public void Separation_with_ties_on_the_border_is_found_too() =>
        LogisticRegression.Fit([0, 0, 0, 1, 1, 1], Ones(6), [new("score", [1, 2, 3, 3, 5, 6])]).ShouldBeOfType<LogisticOutcome.Separated>();

    [Fact]
    public void An_outcome_that_never_happened_has_no_best_fit() =>
        LogisticRegression.Fit([0, 0, 0, 0], Ones(4), [new("score", [1, 2, 3, 4])]).ShouldBeOfType<LogisticOutcome.Separated>();

    [Fact]
    public void A_cell_without_events_is_separation() =>
        LogisticRegression.Fit([0, 20], [1000, 1000], [new("group", [0, 1])]).ShouldBeOfType<LogisticOutcome.Separated>();

    [Fact]
    public void Rare_events_among_a_billion_trials_are_not_taken_for_separation() =>
        LogisticRegression.Fit([3, 9], [1e9, 1e9], [new("group", [0, 1])]).Required()["group"].Value.ShouldBe(Math.Log(3), 1e-7);

    [Fact]
    public void A_predictor_that_never_changes_is_singular() =>
        LogisticRegression.Fit(_passed, Ones(20), [new("same", Ones(20))]).ShouldBeOfType<LogisticOutcome.Singular>();

    [Fact]
    public void More_events_than_trials_are_refused() =>
        Should.Throw<ArgumentException>(() => LogisticRegression.Fit([2], [1], [])).ParamName.ShouldBe("events");

    [Fact]
    public void Chances_at_the_fit_average_to_the_rate_seen()
    {
        var fit = LogisticRegression.Fit(_passed, Ones(20), [new("hours", _hours)]).Required();
        _hours.Average(hours => fit.ChanceAt(hours)).ShouldBe(0.5, 1e-9);
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
