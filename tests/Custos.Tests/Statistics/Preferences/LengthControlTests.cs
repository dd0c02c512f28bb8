using Custos.Statistics.Preferences;

namespace Custos.Tests.Statistics.Preferences;

public sealed class LengthControlTests
{
    [Fact]
    public void Matches_statsmodels()
    {
        double[] side = [1, 1, -1, 1, 1, 1, 1, 1, -1, 1, -1, -1, -1, 1, 1, 1, 1, 1, 1, -1, 1, 1, -1, -1, 1, -1, 1, -1, -1, -1, -1, 1, -1, -1, 1, 1, -1, 1, -1, 1];
        double[] length = [0.0, 0.3, -0.27, -0.89, -0.45, -0.99, 0.06, 1.34, -0.49, -0.62, 0.49, 0.36, 0.11, -0.93, -0.03, 0.7, -1.34, -0.46, -1.9, -1.29, -1.84, -0.24, -1.27, 0.27, 0.16, -0.19, -2.52, -0.54, -0.05, 0.11, -1.53, -0.48, -0.98, -0.81, 1.06, -0.81, -0.03, 0.88, -0.58, -0.11];
        sbyte[] preferred = [0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0];

        // statsmodels 0.13.5 Logit.
        var fit = LengthControl.Fit(side, length, preferred).ShouldBeOfType<LengthControl.Fitted>();
        fit.ModelEffect.Value.ShouldBe(0.3455193233390741, 1e-12);
        fit.LengthEffect.Value.ShouldBe(0.5189369426090717, 1e-12);
        fit.ModelStandardError.ShouldBe(0.33014235130280556, 1e-10);
        fit.LengthStandardError.ShouldBe(0.37978435817000195, 1e-10);
        fit.LogLikelihood.ShouldBe(-26.271481780931552, 1e-12);
        fit.ModelEffectUncontrolled.ShouldBe(0.302280871872934, 1e-10);
        fit.LogLikelihoodUncontrolled.ShouldBe(-27.274184349231337, 1e-12);
    }

    [Fact]
    public void A_model_that_always_wins_has_no_maximum() =>
        LengthControl.Fit([1, -1, 1, 1], [0.1, -0.3, 0.2, 0.5], [1, 0, 1, 1]).ShouldBeOfType<LengthControl.None>().Reason.ShouldContain("won every comparison");

    [Fact]
    public void Length_that_tells_every_outcome_has_no_maximum() =>
        LengthControl.Fit([1, -1, 1, -1, 1, -1], [2, 1, -1, -2, 3, 2], [1, 1, 0, 0, 1, 1]).ShouldBeOfType<LengthControl.None>();
}
