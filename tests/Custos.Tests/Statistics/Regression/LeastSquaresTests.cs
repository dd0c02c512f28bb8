using Custos.Statistics.Regression;

namespace Custos.Tests.Statistics.Regression;

public sealed class LeastSquaresTests
{
    // NIST's decimals carried in 32 digits, so that what is measured is the solver and not the rounding of the data.
    [NistTheory]
    [InlineData("Norris", 1)]
    [InlineData("Pontius", 2)]
    [InlineData("Filip", 10)]
    [InlineData("Wampler1", 5)]
    [InlineData("Wampler2", 5)]
    [InlineData("Wampler3", 5)]
    [InlineData("Wampler4", 5)]
    [InlineData("Wampler5", 5)]
    public void Every_certified_digit_of_the_NIST_polynomials(string name, int degree)
    {
        var file = NistFile.Read(name);
        var fit = LeastSquares.FitPolynomial(Column(file, 1), Column(file, 0), degree, 0.95).Required();
        Agrees(fit, file, 14);
    }

    [NistTheory]
    [InlineData("NoInt1", false)]
    [InlineData("NoInt2", false)]
    [InlineData("Longley", true)]
    public void Every_certified_digit_of_the_other_NIST_linear_sets(string name, bool intercept)
    {
        var file = NistFile.Read(name);
        var fit = LeastSquares.Fit(file.Y, Predictors(file), intercept).Required();
        Agrees(fit, file, 13);
    }

    // Filip's condition number is 1e15: rounding x and y to doubles moves the answer in the eighth digit, whatever the solver.
    [NistTheory]
    [InlineData("Norris", 1, 12)]
    [InlineData("Pontius", 2, 12)]
    [InlineData("Filip", 10, 7)]
    [InlineData("Wampler5", 5, 13)]
    public void Digits_that_are_left_when_the_data_are_doubles(string name, int degree, int digits)
    {
        var file = NistFile.Read(name);
        double[] x = [.. file.Rows.Select(row => (double)row[1])];
        var fit = LeastSquares.FitPolynomial(x, file.Y, degree).Required();
        for (var j = 0; j <= degree; j++) NistFile.Digits(fit.Coefficients[j].Value, file.Estimates[j]).ShouldBeGreaterThan(digits, fit.Coefficients[j].Name);
    }

    [Fact]
    public void A_predictor_that_others_determine_is_a_case_in_plain_words()
    {
        var outcome = LeastSquares.Fit([1, 2, 4, 3], [new("a", [1, 2, 3, 4]), new("twice a", [2, 4, 6, 8])]);
        outcome.ShouldBeOfType<RegressionOutcome.Singular>().Dependent.ShouldBe(["twice a"]);
        Should.Throw<InvalidOperationException>(() => outcome.Required()).Message.ShouldContain("Leave it out");
    }

    [Fact]
    public void A_constant_predictor_beside_an_intercept_is_singular() =>
        LeastSquares.Fit([1, 2, 4], [new("a", [7, 7, 7])]).ShouldBeOfType<RegressionOutcome.Singular>();

    [Fact]
    public void As_many_coefficients_as_rows_leave_no_standard_error()
    {
        var fit = LeastSquares.Fit([1, 3], [new("a", [0, 1])]).Required();
        fit["a"].Value.ShouldBe(2, 1e-15);
        fit["a"].StandardError.ShouldBeNull();
        fit.ResidualSd.ShouldBeNull();
    }

    [Fact]
    public void A_response_that_never_changes_has_no_R_squared() =>
        LeastSquares.Fit([5, 5, 5], [new("a", [0, 1, 2])]).Required().RSquared.ShouldBeNull();

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused_by_name(double bad)
    {
        Should.Throw<ArgumentException>(() => LeastSquares.Fit([1, bad, 2], [])).ParamName.ShouldBe("y");
        Should.Throw<ArgumentException>(() => LeastSquares.Fit([1, 2, 4], [new("a", [bad, 1, 2])])).ParamName.ShouldBe("predictors");
    }

    [Fact]
    public void Fewer_rows_than_coefficients_are_refused() =>
        Should.Throw<ArgumentException>(() => LeastSquares.Fit([1], [new("a", [1])])).ParamName.ShouldBe("y");

    // statsmodels 0.13.5: OLS(y, X).fit(), then get_robustcov_results("HC1") and ("cluster").
    [Fact]
    public void Sandwich_errors_are_those_of_statsmodels()
    {
        double[] y = [2.1, 3.9, 6.2, 7.8, 10.4, 11.7, 14.6, 15.2];
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8];
        var fit = LeastSquares.Fit(y, [new("x", x)]).Required();
        fit["x"].StandardError!.Value.ShouldBe(0.07091415290609143, 1e-12);
        fit.WithUnequalSpread()["x"].StandardError!.Value.ShouldBe(0.08090248451156458, 1e-12);
        fit.WithClusters([0, 0, 1, 1, 2, 2, 3, 3])["x"].StandardError!.Value.ShouldBe(0.023079506260781476, 1e-12);
    }

    [Fact]
    public void Clustered_errors_of_one_row_each_are_those_of_unequal_spread()
    {
        var fit = LeastSquares.Fit([1, 3, 2, 5, 4, 7], [new("x", [1, 2, 3, 4, 5, 6])]).Required();
        fit.WithClusters([0, 1, 2, 3, 4, 5])["x"].StandardError!.Value.ShouldBe(fit.WithUnequalSpread()["x"].StandardError!.Value, 1e-14);
    }

    private static void Agrees(LinearFit fit, NistFile file, double digits)
    {
        for (var j = 0; j < file.Estimates.Length; j++)
        {
            NistFile.Digits(fit.Coefficients[j].Value, file.Estimates[j]).ShouldBeGreaterThan(digits, fit.Coefficients[j].Name);
            if (file.StandardErrors[j] == 0) fit.Coefficients[j].StandardError!.Value.ShouldBeLessThan(1e-9);
            else NistFile.Digits(fit.Coefficients[j].StandardError!.Value, file.StandardErrors[j]).ShouldBeGreaterThan(digits, $"standard error of {fit.Coefficients[j].Name}");
        }

        if (file.ResidualSd > 0) NistFile.Digits(fit.ResidualSd!.Value, file.ResidualSd).ShouldBeGreaterThan(digits);
        NistFile.Digits(fit.RSquared!.Value, file.RSquared!.Value).ShouldBeGreaterThan(digits);
    }

    private static DoubleDouble[] Column(NistFile file, int column) => [.. file.Rows.Select(row => row[column])];

    private static Predictor[] Predictors(NistFile file) =>
        [.. Enumerable.Range(1, file.Rows[0].Length - 1).Select(column => new Predictor($"x{column}", [.. file.Rows.Select(row => (double)row[column])]))];
}
