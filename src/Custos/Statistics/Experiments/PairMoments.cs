namespace Custos.Statistics.Experiments;

/// <summary>How do two numbers of each unit vary, alone and together? Moments that add.</summary>
/// <param name="N">Units.</param>
/// <param name="MeanX">Mean of the first.</param>
/// <param name="MeanY">Mean of the second.</param>
/// <param name="SquaresX">Σ (x − mean)².</param>
/// <param name="SquaresY">Σ (y − mean)².</param>
/// <param name="Products">Σ (x − mean)(y − mean).</param>
public sealed record PairMoments(long N, double MeanX, double MeanY, double SquaresX, double SquaresY, double Products)
{
    /// <summary>The correlation; null when either never changes.</summary>
    public double? Correlation => SquaresX > 0 && SquaresY > 0 ? Math.Clamp(Products / Math.Sqrt(SquaresX) / Math.Sqrt(SquaresY), -1, 1) : null;

    /// <summary>Of these units.</summary>
    /// <exception cref="ArgumentException">There is no unit, the columns differ in length, or a number is not finite.</exception>
    public static PairMoments Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Require.Finite(x, nameof(x));
        Require.Finite(y, nameof(y));
        Require.SameLength(x.Length, y.Length, nameof(y));
        var (sumX, sumY) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            sumX += x[i];
            sumY += y[i];
        }

        var (meanX, meanY) = (sumX / x.Length, sumY / y.Length);
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return new PairMoments(x.Length, meanX, meanY, xx, yy, xy);
    }

    /// <summary>Both parts together.</summary>
    /// <remarks>Source: Chan, Golub and LeVeque 1983.</remarks>
    public static PairMoments operator +(PairMoments left, PairMoments right)
    {
        var n = left.N + right.N;
        var share = (double)right.N / n;
        var (dx, dy) = (right.MeanX - left.MeanX, right.MeanY - left.MeanY);
        var weight = left.N * share;
        return new PairMoments(
            n,
            left.MeanX + dx * share,
            left.MeanY + dy * share,
            left.SquaresX + right.SquaresX + dx * dx * weight,
            left.SquaresY + right.SquaresY + dy * dy * weight,
            left.Products + right.Products + dx * dy * weight);
    }
}
