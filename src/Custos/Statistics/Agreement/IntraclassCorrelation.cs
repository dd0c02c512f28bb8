using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Agreement;

/// <summary>Which share of the ratings' variance is of the items? All six forms of Shrout and Fleiss.</summary>
/// <param name="OneWay">ICC(1,1): each item rated by raters of its own.</param>
/// <param name="TwoWayRandom">ICC(2,1): the same raters for all items, a sample of raters; their levels count as error.</param>
/// <param name="TwoWayFixed">ICC(3,1): these raters and no others; their levels do not count.</param>
/// <param name="OneWayMean">ICC(1,k): of the mean of the k ratings.</param>
/// <param name="TwoWayRandomMean">ICC(2,k).</param>
/// <param name="TwoWayFixedMean">ICC(3,k), which is Cronbach's alpha.</param>
/// <param name="Items">The number of items.</param>
/// <param name="Raters">The number of ratings of each.</param>
/// <remarks>A value is null when the mean squares do not define it: no variation at all, or none left beside the items'.
/// Its interval is null when the error has no spread. Values below 0 mean that items differ less than ratings of one item.</remarks>
public sealed record IntraclassCorrelation(
    IntraclassValue OneWay,
    IntraclassValue TwoWayRandom,
    IntraclassValue TwoWayFixed,
    IntraclassValue OneWayMean,
    IntraclassValue TwoWayRandomMean,
    IntraclassValue TwoWayFixedMean,
    int Items,
    int Raters)
{
    /// <summary>From a full table, items × raters.</summary>
    /// <exception cref="ArgumentException">Fewer than two items or raters, ragged rows, or a number that is not finite.</exception>
    /// <remarks>Sources: Shrout and Fleiss 1979, with their intervals. Cost O(items × raters).</remarks>
    public static IntraclassCorrelation Measure(IReadOnlyList<IReadOnlyList<double>> ratings, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (ratings.Count < 2) throw new ArgumentException("An intraclass correlation needs at least two items.", nameof(ratings));
        var (n, k) = (ratings.Count, ratings[0].Count);
        if (k < 2) throw new ArgumentException("An intraclass correlation needs at least two ratings of each item.", nameof(ratings));
        foreach (var row in ratings)
        {
            Require.SameLength(k, row.Count, nameof(ratings));
            Require.Squarable([.. row], nameof(ratings));
        }

        var squares = MeanSquares.Of(ratings, n, k);
        var tail = (1 - confidence) / 2;
        var (one, oneMean) = squares.OneWay(tail, confidence);
        var (random, randomMean) = squares.TwoWayRandom(tail, confidence);
        var (consistent, consistentMean) = squares.TwoWayFixed(tail, confidence);
        return new IntraclassCorrelation(one, random, consistent, oneMean, randomMean, consistentMean, n, k);
    }

    private readonly record struct MeanSquares(double Items, double Raters, double Within, double Error, double N, double K)
    {
        public static MeanSquares Of(IReadOnlyList<IReadOnlyList<double>> ratings, int n, int k)
        {
            var grand = ratings.Average(row => row.Average());
            double[] raterMeans = [.. Enumerable.Range(0, k).Select(j => ratings.Average(row => row[j]))];
            var (items, within, error) = (0.0, 0.0, 0.0);
            foreach (var row in ratings)
            {
                var mean = row.Average();
                items += k * (mean - grand) * (mean - grand);
                for (var j = 0; j < k; j++)
                {
                    within += (row[j] - mean) * (row[j] - mean);
                    var rest = row[j] - mean - raterMeans[j] + grand;
                    error += rest * rest;
                }
            }

            var raters = raterMeans.Sum(mean => n * (mean - grand) * (mean - grand));
            return new MeanSquares(items / (n - 1), raters / (k - 1), within / (n * (k - 1.0)), error / ((n - 1.0) * (k - 1)), n, k);
        }

        public (IntraclassValue Single, IntraclassValue Mean) OneWay(double tail, double confidence) =>
            FromRatio(Items, Within, N * (K - 1), tail, confidence);

        public (IntraclassValue Single, IntraclassValue Mean) TwoWayFixed(double tail, double confidence) =>
            FromRatio(Items, Error, (N - 1) * (K - 1), tail, confidence);

        public (IntraclassValue Single, IntraclassValue Mean) TwoWayRandom(double tail, double confidence)
        {
            var (n, k) = (N, K);
            var spread = Items + (k - 1) * Error + k * (Raters - Error) / n;
            var meanSpread = Items + (Raters - Error) / n;
            double? single = spread > 0 ? (Items - Error) / spread : null;
            double? ofMean = meanSpread > 0 ? (Items - Error) / meanSpread : null;
            if (single is not { } r || !(Error > 0)) return (new IntraclassValue(single, null), new IntraclassValue(ofMean, null));
            var ratio = Raters / Error;
            var load = n * (1 + (k - 1) * r) - k * r;
            var degrees = (k - 1) * (n - 1) * Square(k * r * ratio + load) / ((n - 1) * k * k * r * r * ratio * ratio + load * load);
            var upperF = FisherF.InverseSurvival(tail, n - 1, degrees);
            var lowerF = FisherF.InverseSurvival(tail, degrees, n - 1);
            var rest = k * Raters + (k * n - k - n) * Error;
            var lower = n * (Items - upperF * Error) / (upperF * rest + n * Items);
            var upper = n * (lowerF * Items - Error) / (rest + n * lowerF * Items);
            return (new IntraclassValue(r, Ordered(lower, upper, confidence)), new IntraclassValue(ofMean, Ordered(Extend(lower), Extend(upper), confidence)));

            double Extend(double value) => value * k / (1 + value * (k - 1));
        }

        private (IntraclassValue Single, IntraclassValue Mean) FromRatio(double items, double error, double degrees, double tail, double confidence)
        {
            var k = K;
            if (!(error > 0))
            {
                double? perfect = items > 0 ? 1 : null;
                return (new IntraclassValue(perfect, null), new IntraclassValue(perfect, null));
            }

            var ratio = items / error;
            var lower = ratio / FisherF.InverseSurvival(tail, N - 1, degrees);
            var upper = ratio * FisherF.InverseSurvival(tail, degrees, N - 1);
            var single = new IntraclassValue(Single(ratio), Ordered(Single(lower), Single(upper), confidence));
            double? ofMean = ratio > 0 ? 1 - 1 / ratio : null;
            return (single, new IntraclassValue(ofMean, lower > 0 ? Ordered(1 - 1 / lower, 1 - 1 / upper, confidence) : null));

            double Single(double value) => (value - 1) / (value + k - 1);
        }

        private static Interval? Ordered(double lower, double upper, double confidence) =>
            double.IsFinite(lower) && double.IsFinite(upper) && lower <= upper ? new Interval(lower, upper, confidence) : null;

        private static double Square(double value) => value * value;
    }
}

/// <summary>One form of the intraclass correlation, with its interval where there is one.</summary>
public sealed record IntraclassValue(double? Value, Interval? Interval);
