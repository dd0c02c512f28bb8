namespace Custos.Statistics.Regression;

/// <summary>How steep is a function of one number, judged from its values alone?</summary>
internal static class Slope
{
    private const int Rows = 10;

    /// <summary>The central difference, with an error of order h².</summary>
    public static double Central(Func<double, double> function, double at, double h) => (function(at + h) - function(at - h)) / (at + h - (at - h));

    /// <summary>Central differences at ever smaller steps, extrapolated to a step of 0; of all combinations the one whose
    /// neighbours differ least.</summary>
    /// <remarks>Source: Ridders 1982 (Neville's table in h², step divided by 2). Up to 20 evaluations.</remarks>
    public static double Extrapolated(Func<double, double> function, double at, double firstStep)
    {
        var table = new double[Rows, Rows];
        var (best, leastError) = (double.NaN, double.PositiveInfinity);
        var h = firstStep;
        for (var i = 0; i < Rows; i++, h /= 2)
        {
            table[i, 0] = Central(function, at, h);
            var factor = 1.0;
            for (var k = 1; k <= i; k++)
            {
                factor *= 4;
                table[i, k] = table[i, k - 1] + (table[i, k - 1] - table[i - 1, k - 1]) / (factor - 1);
                var error = Math.Max(Math.Abs(table[i, k] - table[i, k - 1]), Math.Abs(table[i, k] - table[i - 1, k - 1]));
                if (error < leastError) (best, leastError) = (table[i, k], error);
            }

            if (i > 1 && Math.Abs(table[i, i] - table[i - 1, i - 1]) > 2 * leastError) break;
        }

        return best;
    }
}
