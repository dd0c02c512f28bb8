using Custos.Statistics.Regression;

namespace Custos.Tests.Statistics.Regression;

public sealed class NonlinearLeastSquaresTests
{
    // NIST certifies 11 digits. Lanczos1 leaves residuals of 1e-13, below the rounding of its data, so their spread is not to be had in doubles.
    [NistTheory]
    [InlineData("Misra1a", 9, 9)]
    [InlineData("Misra1b", 9, 9)]
    [InlineData("Misra1c", 9, 9)]
    [InlineData("Misra1d", 9, 9)]
    [InlineData("Chwirut1", 9, 9)]
    [InlineData("Chwirut2", 9, 9)]
    [InlineData("DanWood", 9, 9)]
    [InlineData("Lanczos1", 9, 2)]
    [InlineData("Lanczos2", 9, 9)]
    [InlineData("Lanczos3", 9, 9)]
    [InlineData("Gauss1", 9, 9)]
    [InlineData("Gauss2", 9, 9)]
    [InlineData("Gauss3", 9, 9)]
    [InlineData("Hahn1", 9, 9)]
    [InlineData("Thurber", 9, 9)]
    [InlineData("Kirby2", 9, 9)]
    [InlineData("Nelson", 9, 9)]
    [InlineData("MGH09", 9, 9)]
    [InlineData("MGH10", 9, 9)]
    [InlineData("MGH17", 9, 9)]
    [InlineData("BoxBOD", 9, 9)]
    [InlineData("Roszman1", 9, 9)]
    [InlineData("ENSO", 9, 9)]
    [InlineData("Rat42", 9, 9)]
    [InlineData("Rat43", 9, 9)]
    [InlineData("Eckerle4", 9, 9)]
    [InlineData("Bennett5", 9, 9)]
    public void NIST_certified_parameters_from_both_starts(string name, double digits, double errorDigits)
    {
        var file = NistFile.Read(name);
        foreach (var start in file.Starts)
        {
            var fit = NonlinearLeastSquares.Fit(NistCurves.Response(name, file), NistCurves.Of(name, file), start).Required();
            var reached = Enumerable.Range(0, start.Length).Min(j => NistFile.Digits(fit.Coefficients[j].Value, file.Estimates[j]));
            var errors = Enumerable.Range(0, start.Length).Min(j => NistFile.Digits(fit.Coefficients[j].StandardError!.Value, file.StandardErrors[j]));
            reached.ShouldBeGreaterThan(digits);
            errors.ShouldBeGreaterThan(errorDigits);
        }
    }
}
