namespace Custos.Statistics.Agreement;

/// <summary>How far do two raters agree, when the categories are so lopsided that kappa misleads?</summary>
/// <remarks>With 95 % of items in one category, two raters who agree on 94 % of them have a kappa near 0.
/// Each of these answers differently because it takes a different "by chance"; none is right for every use, so say which.
/// Standard errors by the delta method on the table's cells.</remarks>
public static class TwoRaters
{
    /// <summary>Scott's pi: chance is both raters drawing from one common share of each category.</summary>
    /// <remarks>Source: Scott 1955.</remarks>
    public static AgreementCoefficient ScottPi(RatingTable table, double confidence = 0.95) =>
        Delta(table, confidence, common => common.Sum(share => share * share));

    /// <summary>Gwet's AC1: chance is agreement on items that are hard for both, which fades when one category holds nearly all.</summary>
    /// <remarks>Source: Gwet 2008.</remarks>
    public static AgreementCoefficient GwetAc1(RatingTable table, double confidence = 0.95) =>
        Delta(table, confidence, common => common.Sum(share => share * (1 - share)) / (common.Length - 1));

    /// <summary>The prevalence- and bias-adjusted kappa: chance is each category as likely as the next.</summary>
    /// <remarks>Sources: Byrt, Bishop and Carlin 1993; for more than two categories Brennan and Prediger 1981.</remarks>
    public static AgreementCoefficient Pabak(RatingTable table, double confidence = 0.95) =>
        Delta(table, confidence, common => 1.0 / common.Length);

    private static AgreementCoefficient Delta(RatingTable table, double confidence, Func<double[], double> chance)
    {
        Require.Inside01(confidence, nameof(confidence));
        var share = table.Shares();
        var (observed, expected) = Parts(share, chance);
        if (!(expected < 1)) return AgreementCoefficient.Of(observed, expected, 0, null, table.Total, confidence);
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < share.Length; i++)
        {
            for (var j = 0; j < share.Length; j++)
            {
                if (share[i][j] == 0) continue;
                var slope = CellSlope(share, i, j, chance);
                mean += share[i][j] * slope;
                square += share[i][j] * slope * slope;
            }
        }

        return AgreementCoefficient.Of(observed, expected, (square - mean * mean) / table.Total, null, table.Total, confidence);
    }

    // The coefficients are ratios of low-order polynomials in each share, so this difference is exact but for rounding.
    private static double CellSlope(double[][] share, int i, int j, Func<double[], double> chance)
    {
        var center = share[i][j];
        var slope = Regression.Slope.Extrapolated(
            value =>
            {
                share[i][j] = value;
                var (observed, expected) = Parts(share, chance);
                return (observed - expected) / (1 - expected);
            },
            center,
            0.02);
        share[i][j] = center;
        return slope;
    }

    private static (double Observed, double Expected) Parts(double[][] share, Func<double[], double> chance)
    {
        var common = new double[share.Length];
        var observed = 0.0;
        for (var i = 0; i < share.Length; i++)
        {
            observed += share[i][i];
            for (var j = 0; j < share.Length; j++)
            {
                common[i] += share[i][j] / 2;
                common[j] += share[i][j] / 2;
            }
        }

        return (observed, chance(common));
    }
}
