using Custos.Records;
using Custos.Statistics.Means;

namespace Custos.Text.Logs;

/// <summary>What has a measure come to in each group so far? Values are added in the order of the lines.</summary>
internal abstract class MeasureTally
{
    private const int SmallBytes = 200;

    public static MeasureTally Of(LogMeasure measure) => measure switch
    {
        LogMeasure.Rows or LogMeasure.Present => new Counts(),
        LogMeasure.Mean => new Means(),
        LogMeasure.Sum => new Sums(),
        LogMeasure.Least => new Extremes(sign: -1),
        LogMeasure.Greatest => new Extremes(sign: 1),
        LogMeasure.Rate => new Rates(),
        LogMeasure.Quantile => new QuantileTally(),
        LogMeasure.Distinct => new DistinctTally(),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.GetType().Name, "There is no tally for this measure."),
    };

    /// <summary>How much memory may one group take up, with all of these?</summary>
    public static int GroupBytes(IEnumerable<LogMeasure> measures) => SmallBytes + measures.Sum(measure => measure switch
    {
        LogMeasure.Quantile => QuantileTally.LargestBytes,
        LogMeasure.Distinct => DistinctTally.LargestBytes,
        _ => 0,
    });

    /// <summary>Adds one value to a group; NaN is nothing.</summary>
    /// <param name="groups">By row.</param>
    /// <param name="values">By row; empty for a measure that counts rows.</param>
    /// <param name="groupCount">One above the greatest group.</param>
    public abstract void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount);

    /// <param name="group">The group.</param>
    /// <param name="measure">What is asked of it, where one tally answers several.</param>
    public abstract LogValue Value(int group, LogMeasure measure);

    protected static void Grow<T>(ref T[] states, int count)
    {
        if (states.Length < count) Array.Resize(ref states, Math.Max(count, 2 * states.Length));
    }

    private sealed class Counts : MeasureTally
    {
        private long[] _counts = [];

        public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount)
        {
            Grow(ref _counts, groupCount);
            for (var row = 0; row < groups.Length; row++)
            {
                if (values.IsEmpty || !double.IsNaN(values[row])) _counts[groups[row]]++;
            }
        }

        public override LogValue Value(int group, LogMeasure measure) => new LogValue.Count(group < _counts.Length ? _counts[group] : 0);
    }

    private sealed class Rates : MeasureTally
    {
        private (long Yes, long N)[] _states = [];

        public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount)
        {
            Grow(ref _states, groupCount);
            for (var row = 0; row < groups.Length; row++)
            {
                if (double.IsNaN(values[row])) continue;
                ref var state = ref _states[groups[row]];
                state.Yes += (long)values[row];
                state.N++;
            }
        }

        public override LogValue Value(int group, LogMeasure measure)
        {
            var (yes, n) = _states[group];
            return n == 0 ? new LogValue.NoData() : new LogValue.Estimated(Estimate.OfRate(yes, n));
        }
    }

    private sealed class Means : MeasureTally
    {
        private (long N, double Mean, double Squares)[] _states = [];

        // Source: Welford 1962, Technometrics 4, 419.
        public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount)
        {
            Grow(ref _states, groupCount);
            for (var row = 0; row < groups.Length; row++)
            {
                var value = values[row];
                if (double.IsNaN(value)) continue;
                ref var state = ref _states[groups[row]];
                state.N++;
                var apart = value - state.Mean;
                state.Mean += apart / state.N;
                state.Squares += apart * (value - state.Mean);
            }
        }

        public override LogValue Value(int group, LogMeasure measure)
        {
            var (n, mean, squares) = _states[group];
            if (n == 0) return new LogValue.NoData();

            // Values near the end of a double's range have squares beyond it: the mean is known, its error is not.
            return new LogValue.Estimated(double.IsFinite(squares)
                ? new Moments(n, mean, squares).MeanEstimate()
                : new Estimate(mean, new Interval(double.NegativeInfinity, double.PositiveInfinity), n));
        }
    }

    private sealed class Sums : MeasureTally
    {
        private (CompensatedSum Sum, long N)[] _states = [];

        public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount)
        {
            Grow(ref _states, groupCount);
            for (var row = 0; row < groups.Length; row++)
            {
                if (double.IsNaN(values[row])) continue;
                ref var state = ref _states[groups[row]];
                state.Sum.Add(values[row]);
                state.N++;
            }
        }

        public override LogValue Value(int group, LogMeasure measure) => _states[group] is { N: > 0 } state ? new LogValue.Exact(state.Sum.Value, state.N) : new LogValue.NoData();
    }

    private sealed class Extremes(int sign) : MeasureTally
    {
        private (double Value, long N)[] _states = [];

        public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount)
        {
            Grow(ref _states, groupCount);
            for (var row = 0; row < groups.Length; row++)
            {
                if (double.IsNaN(values[row])) continue;
                ref var state = ref _states[groups[row]];
                if (state.N++ == 0 || sign * values[row] > sign * state.Value) state.Value = values[row];
            }
        }

        public override LogValue Value(int group, LogMeasure measure) => _states[group] is { N: > 0 } state ? new LogValue.Exact(state.Value, state.N) : new LogValue.NoData();
    }
}
