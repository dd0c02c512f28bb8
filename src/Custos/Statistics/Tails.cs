using MathNet.Numerics.Distributions;
namespace Custos.Statistics;
internal static class Tails
{
    public static double NormalCdf(double z) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-z / Math.Sqrt(2));
    public static double NormalSf(double z) => NormalCdf(-z);
    public static double NormalQuantile(double p) => -Math.Sqrt(2) * MathNet.Numerics.SpecialFunctions.ErfcInv(2 * p);
    public static double StudentQuantile(double p, double df) => StudentT.InvCDF(0, 1, df, p);
    public static double StudentTwoSided(double t, double df) => double.IsInfinity(t) ? 0 : MathNet.Numerics.SpecialFunctions.BetaRegularized(df / 2, 0.5, df / (df + t * t));
    public static double ChiSquaredSf(double x, double df) => MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(df / 2, x / 2);
    public static double FisherSf(double f, double d1, double d2) => MathNet.Numerics.SpecialFunctions.BetaRegularized(d2 / 2, d1 / 2, d2 / (d2 + d1 * f));
}
